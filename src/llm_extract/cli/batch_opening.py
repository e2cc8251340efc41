"""What the verbs of ``llm-extract batch`` work with: articles, the endpoint's Batch API, the cache's notes of jobs."""

from __future__ import annotations

import sys
import time
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import ConfigError, RefusedError, TransientError
from .given import SETTINGS, read_given, read_inputs, read_output

if TYPE_CHECKING:
    from decimal import Decimal

    from ..costs import Meter
    from ..documents import Document, UnreadableDocument
    from ..extraction.extractor import Extractor
    from ..extraction.plan import Plan
    from ..models.batch_api import BatchApi
    from ..provider_batch import JobFolder
    from ..settings import Settings

__all__ = ["Opened", "cache_folder", "finish", "given_settings", "open_for_run", "open_jobs", "read_articles"]

T = TypeVar("T")
_LOCKED = 0.2  # seconds between two tries


@dataclass(frozen=True)
class Opened:
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
        return leave_out_recorded(read_articles(self.given, plan), self.output, plan)


def read_articles(given: Mapping[str, Any], plan: Plan) -> Iterator[Document | UnreadableDocument]:
    """The articles that the command line names and chooses, with records or without.

    Args:
        given: the command line's values.
        plan: what makes records, to tell which articles have changed.
    """
    from ..batch import select
    from .changes import keep_changed

    documents = read_inputs(given)
    if given["changed_only"] is not None:
        documents = keep_changed(documents, given["changed_only"], plan)
    return select(documents, limit=given["limit"], sample=given["sample"], seed=given["seed"] or 0)


@contextmanager
def open_for_run(given: Mapping[str, Any], max_cost: float | None) -> Iterator[Opened]:
    """All that submitting and collecting need, for as long as the block lasts.

    Args:
        given: the command line's values.
        max_cost: US dollars; None sets no limit.

    Raises:
        ConfigError: there is no key, or no folder of stored answers.
        RefusedError: the endpoint cannot be reached.
    """
    from ..batch.folder import RunFolder
    from ..batch.metering import open_meter
    from ..costs import Ledger, ledger_path
    from ..extraction.extractor import Extractor
    from ..models.stack import open_batch_api
    from ..provider_batch import JobFolder
    from .money import read_money

    settings = given_settings(given)
    cache = cache_folder(settings)
    (output, _), money = read_output(given["output"]), read_money(max_cost, settings.prices)
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
        meter = open_meter(extractor, money.prices, ledger)
        stack.callback(meter.close)
        yield Opened(given, extractor, api, folder, meter, output, money.most)


@contextmanager
def open_jobs(
    model: str | None, base_url: str | None, cache: Path | None, *, wait: bool = True
) -> Iterator[tuple[BatchApi, JobFolder]]:
    """The Batch API and the notes of jobs, without articles, for as long as the block lasts.

    Args:
        model: as given on the command line.
        base_url: as given on the command line.
        cache: as given on the command line.
        wait: until no other command works on the jobs.

    Raises:
        ConfigError: there is no key, or no folder of stored answers.
        RefusedError: the endpoint cannot be reached.
    """
    from ..models.addresses import find_address
    from ..models.stack import open_batch_api
    from ..provider_batch import JobFolder

    settings = read_given({"model": model, "base_url": base_url, "cache": cache})
    api = open_batch_api(settings)
    with ExitStack() as stack, _explained():
        folder = JobFolder(cache_folder(settings), find_address(settings).base_url)
        if wait:
            _lock(folder, stack)
        yield api, folder


def finish(api: BatchApi, coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on an event loop of its own, and close the connection to the endpoint there.

    Args:
        api: what the coroutine uses.
        coroutine: what to run.
    """
    import asyncio

    async def work() -> T:
        try:
            return await coroutine
        finally:
            await api.aclose()

    return asyncio.run(work())


def given_settings(given: Mapping[str, Any]) -> Settings:
    """The settings of a command line, over those of the environment and the project."""
    return read_given({name: given[name] for name in SETTINGS})


def cache_folder(settings: Settings) -> Path:
    """The folder of stored answers, in which jobs are noted.

    Raises:
        ConfigError: there is none, or recordings answer.
    """
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
