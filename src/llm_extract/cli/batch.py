"""``llm-extract batch``: the same requests at half the price, through the endpoint's Batch API."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import ConfigError, RefusedError, TransientError
from ..plurals import counted
from . import SOME_FAILED, STOPPED
from .given import INPUTS, SETTINGS, as_in, read_given, read_output
from .options import BaseUrl, Model
from .run import run

if TYPE_CHECKING:
    from decimal import Decimal

    from ..costs import Meter
    from ..documents import Document, UnreadableDocument
    from ..extraction.extractor import Extractor
    from ..extraction.plan import Plan
    from ..models.batch_api import BatchApi
    from ..provider_batch import JobFolder
    from ..settings import Settings

__all__ = ["app"]

app = typer.Typer(
    help="Ask at half the price, through the endpoint's Batch API.\n\n"
    "First submit; when the answers have come, within 24 hours, collect: both with the articles and options of the "
    "run. Then llm-extract run makes the records from the stored answers, and asks nothing.",
    no_args_is_help=True,
)

_SHARED = (*INPUTS, "limit", "sample", "seed", *SETTINGS, "changed_only", "output", "verbose")
_WAIT = 60.0  # seconds between two looks
_LOCKED = 0.2
_Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="The output of the run to come: what it has is left out, and its costs are counted.",
        show_default=False,
    ),
]
Cache = Annotated[Path | None, typer.Option("--cache", metavar="DIR", help="Folder of stored answers.")]


@app.command()
@as_in(run, *_SHARED, "dry_run", "max_cost", output=_Output)
def submit(given: dict[str, Any]) -> int:
    """Send what the articles need next as Batch jobs.

    The same command again sends what is due by then: what was not answered, and what must be asked again. Requests
    that are stored, or are in an open job, are not sent. Answers come within 24 hours; llm-extract batch collect
    stores them.

    Exit codes: 0 all that is due was sent; 1 some requests cannot be sent; 2 usage or configuration; 3 stopped by key,
    quota or budget; 4 cache or internal error.
    """
    from ..documents import refuse_missing
    from ..provider_batch import submit as send
    from .batch_words import describe_job, describe_submission

    refuse_missing(given["paths"])
    most = given.pop("max_cost")
    if given.pop("dry_run"):
        return _forecast(given)
    with _open(given, most) as at:
        found = at.extractor.run(
            send(
                at.extractor, at.documents(), at.api, at.folder, at.meter, output=at.output, most=at.most,
                observe=lambda job: print(describe_job(job), file=sys.stderr, flush=True),
            )
        )  # fmt: skip
        print("\n".join(describe_submission(found)))
        if found.too_dear:
            raise RefusedError(
                f"left out: {counted(found.too_dear, 'request')}, which could cost more than --max-cost allows",
                hint="Raise it, and submit again.",
            )
        return SOME_FAILED if found.unsendable or found.needs.refused or found.needs.broken else 0


@app.command()
@as_in(run, *_SHARED, output=_Output)
def collect(
    given: dict[str, Any],
    wait: Annotated[
        bool, typer.Option("--wait", help="Look every minute until all jobs have ended.", rich_help_panel="The run")
    ] = False,
) -> int:
    """Store what Batch jobs have answered, and say what is due next.

    Takes the same articles and options as the submit before it. Answers go to the cache that a run reads, so that
    llm-extract run then makes the records without asking. Jobs that have not ended are left for later.

    Exit codes: 0 every answer is stored; 1 some jobs have not ended, or requests are due; 2 usage or configuration; 3
    stopped by key or quota; 4 cache or internal error.
    """
    from ..provider_batch import Needs
    from ..provider_batch import collect as fetch
    from .batch_words import describe_collection, describe_due

    with _open(given, None) as at:
        cached = at.extractor.stack.cached
        assert cached is not None
        every = _WAIT if wait else None
        found = at.extractor.run(fetch(at.api, at.folder, cached, at.meter, output=at.output, every=every))
        print("\n".join(describe_collection(found, at.meter, at.folder.cache)))
        needs = Needs.of(at.folder)
        for _ in needs.go_through(at.extractor, at.documents()):
            pass
        print("\n".join(describe_due(needs)))
        if found.refusal is not None:
            print(f"error: {found.refusal}", file=sys.stderr)
            return STOPPED
        return SOME_FAILED if found.open or found.unknown or needs.lacking else 0


@app.command()
def status(model: Model = None, base_url: BaseUrl = None, cache: Cache = None) -> int:
    """Show the jobs of a cache, and how far they are."""
    from ..provider_batch import look
    from .batch_words import describe_status

    with _open_jobs(model, base_url, cache, wait=False) as (api, folder):
        print("\n".join(describe_status(_finish(api, look(api, folder)), folder.cache)))
    return 0


@app.command()
def cancel(
    names: Annotated[list[str] | None, typer.Argument(metavar="JOB", help="Jobs, as batch status names them.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All that are open.")] = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Give up jobs that the endpoint does not know; ask their requests again.")
    ] = False,
    model: Model = None,
    base_url: BaseUrl = None,
    cache: Cache = None,
) -> int:
    """End jobs before their time. What they have answered by then is charged: collect it."""
    from ..provider_batch import cancel as end
    from .batch_words import describe_cancelled

    if bool(names) == every:
        what = "jobs are named, and --all is given" if every else "no job named"
        raise ConfigError(what, hint="Name jobs, or give --all; llm-extract batch status shows them.")
    with _open_jobs(model, base_url, cache) as (api, folder):
        print("\n".join(describe_cancelled(_finish(api, end(api, folder, names or [], forget=forget)))))
    return 0


# -- what the verbs work with


@dataclass(frozen=True)
class _Open:
    """All that submitting and collecting need."""

    given: Mapping[str, Any]
    extractor: Extractor[Any]
    api: BatchApi
    folder: JobFolder
    meter: Meter
    output: Path | None
    most: Decimal | None

    def documents(self) -> Iterator[Document | UnreadableDocument]:
        """The articles that have no record yet."""
        from ..batch.recorded import leave_out_recorded

        plan = self.extractor.plan
        return leave_out_recorded(_read(self.given, plan), self.output, plan)


def _read(given: Mapping[str, Any], plan: Plan) -> Iterator[Document | UnreadableDocument]:
    from ..batch import select
    from ..documents import read_documents
    from .changes import keep_changed

    documents = read_documents(given["paths"], **{name: given[name] for name in INPUTS[1:]})
    if given["changed_only"] is not None:
        documents = keep_changed(documents, given["changed_only"], plan)
    return select(documents, limit=given["limit"], sample=given["sample"], seed=given["seed"])


@contextmanager
def _open(given: Mapping[str, Any], max_cost: float | None) -> Iterator[_Open]:
    from ..batch.folder import RunFolder
    from ..costs import Ledger, Meter, ledger_path
    from ..extraction.extractor import Extractor
    from ..models.stack import open_batch_api
    from ..provider_batch import JobFolder
    from .money import read_money

    settings = _settings(given)
    cache = _cache(settings)
    output, money = read_output(given["output"]), read_money(max_cost, settings.prices)
    api = open_batch_api(settings)
    with ExitStack() as stack, _explained():
        extractor: Extractor[Any] = stack.enter_context(Extractor(settings=settings))
        stack.callback(lambda: extractor.run(api.aclose()))
        folder = JobFolder(cache, extractor.stack.base_url)
        _lock(folder, stack)
        ledger = Ledger()
        if output is not None:
            run_folder = RunFolder(output)
            stack.callback(run_folder.close)
            ledger = Ledger(ledger_path(output), run_folder.calls)
        meter = Meter(money.prices, extractor.stack.base_url, ledger)
        stack.callback(meter.close)
        cached = extractor.stack.cached
        assert cached is not None
        meter.open(extractor.plan.renderer.model, cached.peek)
        yield _Open(given, extractor, api, folder, meter, output, money.most)


@contextmanager
def _open_jobs(
    model: str | None, base_url: str | None, cache: Path | None, *, wait: bool = True
) -> Iterator[tuple[BatchApi, JobFolder]]:
    from ..models.addresses import find_address
    from ..models.stack import open_batch_api
    from ..provider_batch import JobFolder

    settings = read_given({"model": model, "base_url": base_url, "cache": cache})
    api = open_batch_api(settings)
    with ExitStack() as stack, _explained():
        folder = JobFolder(_cache(settings), find_address(settings).base_url)
        if wait:
            _lock(folder, stack)
        yield api, folder


def _finish(api: BatchApi, coroutine: Any) -> Any:
    import asyncio

    async def work() -> Any:
        try:
            return await coroutine
        finally:
            await api.aclose()

    return asyncio.run(work())


def _settings(given: Mapping[str, Any]) -> Settings:
    return read_given({name: given[name] for name in SETTINGS})


def _cache(settings: Settings) -> Path:
    if settings.replay is not None:
        raise ConfigError("recordings answer everything, so there is nothing to submit", hint="Switch replay off.")
    if not isinstance(settings.cache, Path):
        raise ConfigError(
            "jobs are noted in the cache's folder, and there is none",
            hint="Give a folder of this machine with --cache.",
        )
    return settings.cache


def _lock(folder: JobFolder, stack: ExitStack) -> None:
    stack.callback(folder.close)
    said = False
    while not folder.try_lock():
        if not said:
            print("waiting for another batch command on this cache to end", file=sys.stderr, flush=True)
            said = True
        time.sleep(_LOCKED)


@contextmanager
def _explained() -> Iterator[None]:
    """An endpoint that cannot be reached stops the command like one that refuses us."""
    try:
        yield
    except TransientError as error:
        raise RefusedError(error.message, hint="Nothing is lost: run the same command again.") from error


def _forecast(given: Mapping[str, Any]) -> int:
    from ..models.addresses import find_address
    from ..provider_batch import JobFolder
    from .money import read_money, show_forecast

    settings = _settings(given)
    waiting = JobFolder(_cache(settings), find_address(settings).base_url).waiting()
    output, money = read_output(given["output"]), read_money(None, settings.prices)
    show_forecast(settings, lambda plan: _read(given, plan), output, money, batched=True, waiting=waiting)
    return 0
