"""``llm-extract batch``: the same requests at half the price, through the endpoint's Batch API."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import ConfigError, RefusedError
from ..plurals import counted
from . import SOME_FAILED, STOPPED
from .batch_opening import cache_folder, finish, given_settings, open_for_run, open_jobs, read_articles
from .given import INPUTS, SETTINGS, as_in, read_output
from .options import BaseUrl, Model
from .run import run

__all__ = ["app"]

app = typer.Typer(
    help="Ask at half the price, through the endpoint's Batch API.\n\n"
    "First submit; when the answers have come, within 24 hours, collect: both with the articles and options of the "
    "run. Then llm-extract run makes the records from the stored answers, and asks nothing.",
    no_args_is_help=True,
)

_SHARED = (*INPUTS, "limit", "sample", "seed", *SETTINGS, "changed_only", "output", "verbose")
_WAIT = 60.0  # seconds between two looks
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
    with open_for_run(given, most) as at:
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

    with open_for_run(given, None) as at:
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

    with open_jobs(model, base_url, cache, wait=False) as (api, folder):
        print("\n".join(describe_status(finish(api, look(api, folder)), folder.cache)))
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
    with open_jobs(model, base_url, cache) as (api, folder):
        print("\n".join(describe_cancelled(finish(api, end(api, folder, names or [], forget=forget)))))
    return 0


def _forecast(given: Mapping[str, Any]) -> int:
    from ..models.addresses import find_address
    from ..provider_batch import JobFolder
    from .money import read_money, show_forecast

    settings = given_settings(given)
    waiting = JobFolder(cache_folder(settings), find_address(settings).base_url).waiting()
    (output, _), money = read_output(given["output"]), read_money(None, settings.prices)
    show_forecast(settings, lambda plan: read_articles(given, plan), output, money, batched=True, waiting=waiting)
    return 0
