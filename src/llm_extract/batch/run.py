"""Many documents through one extractor: bounded work, one record per input in input order, resumable."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from ..costs import Ledger, Meter, PriceTable, ledger_path, load_prices
from ..garbage import collected_seldom
from .account import give_account
from .attempts import AttemptCounts
from .engine import Engine, Job, JobPool
from .lines import Origin
from .metering import open_meter, settle_journals
from .output import FileOutput, Output, StreamOutput
from .pool import Pool
from .selection import refuse_below_one, select
from .source import Source
from .stopping import StopSwitch
from .summary import Summary

if TYPE_CHECKING:
    from ..documents import Document, UnreadableDocument
    from ..extraction.extractor import Extractor
    from ..messages import Request, Response
    from ..models.base import Model
    from ..models.cached import CachedModel
    from ..models.in_flight import Listeners
    from .folder import RunFolder

__all__ = ["MAX_ATTEMPTS", "arun_batch", "run_batch"]

MAX_ATTEMPTS = 30
"""The default limit of attempts at one request, over all runs of an output."""

Count = Callable[["Request", "Response"], None]
_MOST_WORKERS = 256  # the ceiling of the gate that admits them
_FEW_WORKERS = 16  # for a model that sets no pace


def run_batch(
    extractor: Extractor[Any],
    documents: Iterable[Document | UnreadableDocument],
    output: str | Path | TextIO,
    *,
    concurrency: int | None = None,
    limit: int | None = None,
    sample: int | None = None,
    seed: int = 0,
    retry_failed: bool = False,
    overwrite: bool = False,
    max_attempts: int = MAX_ATTEMPTS,
    prices: PriceTable | None = None,
    max_cost: Decimal | None = None,
    stop: StopSwitch | None = None,
    summary: Summary | None = None,
    observe: Callable[[Summary], None] | None = None,
    every: float = 0.25,
    engine: Engine | None = None,
) -> Summary:
    """Extract every document, each ending in exactly one record, in the order of the documents.

    A file is continued: records that are final are kept without asking, what failed for a passing cause is asked again,
    and a run that was killed at any point ends, repeated, with the bytes of one that was not.

    Args:
        extractor: makes the records.
        documents: read no further ahead than a few thousand, on a thread of their own, so that one that waits holds up
            nothing; unreadable ones give failed records.
        output: a file of JSON lines, or a stream.
        concurrency: documents under way at once; None lets the stack's gate decide.
        limit: only the first so many documents.
        sample: only so many documents, chosen by ``seed`` and key; they are held in memory.
        seed: of the sample.
        retry_failed: ask again, under the next ordinal, for what failed or was refused, truncated, filtered or invalid.
        overwrite: begin anew where the file was made by another task, model or setting, instead of an error.
        max_attempts: failed attempts at one request over all runs, after which it is asked no more.
        prices: what tokens cost; by default those of the settings, and the shipped ones.
        max_cost: US dollars that all runs of this output may cost together; BudgetReached before it could be passed.
        stop: stops the run when pressed; what is in flight is finished.
        summary: is kept up to date, and returned; a new one by default.
        observe: called with the summary from time to time, on the extractor's event loop.
        every: seconds between these calls.
        engine: has the articles answered elsewhere, such as ``engines.ray.RayEngine``; None answers them here.

    Returns:
        The summary; ``finished`` is false where the run was stopped by ``stop``.

    Raises:
        ConfigError: a setting is wrong, or there is no key for what is not stored, or ``max_cost`` cannot be kept.
        RefusedError: the endpoint refuses us, or ``max_cost`` is reached; what was in flight is finished and kept.
        RunError: the output or the cache cannot be used, or the output was made otherwise.

    Example:
        >>> import tempfile
        >>> from llm_extract import Extractor, read_documents
        >>> folder = Path(tempfile.mkdtemp())
        >>> with Extractor("funding_news", replay="fixtures") as extractor:
        ...     summary = run_batch(extractor, read_documents("seeds"), folder / "records.jsonl")
        >>> summary.done, summary.finished
        (5, True)
    """
    return extractor.run(
        arun_batch(
            extractor, documents, output, concurrency=concurrency, limit=limit, sample=sample, seed=seed,
            retry_failed=retry_failed, overwrite=overwrite, max_attempts=max_attempts, prices=prices,
            max_cost=max_cost, stop=stop, summary=summary, observe=observe, every=every, engine=engine,
        )
    )  # fmt: skip


async def arun_batch(
    extractor: Extractor[Any],
    documents: Iterable[Document | UnreadableDocument],
    output: str | Path | TextIO,
    *,
    concurrency: int | None = None,
    limit: int | None = None,
    sample: int | None = None,
    seed: int = 0,
    retry_failed: bool = False,
    overwrite: bool = False,
    max_attempts: int = MAX_ATTEMPTS,
    prices: PriceTable | None = None,
    max_cost: Decimal | None = None,
    stop: StopSwitch | None = None,
    summary: Summary | None = None,
    observe: Callable[[Summary], None] | None = None,
    every: float = 0.25,
    engine: Engine | None = None,
) -> Summary:
    """The same as ``run_batch`` inside a coroutine."""
    refuse_below_one(concurrency=concurrency, max_attempts=max_attempts)
    summary = Summary() if summary is None else summary
    stack, origin = extractor.stack, Origin(extractor.plan)
    items = select(documents, limit=limit, sample=sample, seed=seed)
    with ExitStack() as resources:
        resources.enter_context(collected_seldom())
        opened = _open_output(extractor, output, origin, overwrite=overwrite)
        resources.callback(opened.close)
        folder = opened.folder
        attempts = None if folder is None else folder.attempts
        counts = AttemptCounts(attempts, per_run=extractor.settings.attempts, most=max_attempts)
        resources.callback(counts.close)
        if retry_failed:
            counts.forget()
        if stack.in_flight is not None:
            summary.meter = _open_meter(extractor, folder, _prices(extractor, prices), max_cost)
            resources.callback(summary.meter.close)
        count = _listen(stack.listeners, counts, summary)
        resources.callback(_hush, stack.listeners)
        place = None if folder is None else folder.output
        inputs = resources.enter_context(give_account(extractor, origin, place, summary))
        source = Source(extractor, inputs.watch(items), opened, origin, retry_failed=retry_failed)
        resources.callback(source.close)
        model, cached = _stored_answers(extractor, resources, count)
        source.cached = cached if stack.label is None else None
        pool: JobPool
        if engine is None:
            pool = Pool(extractor, model, source, opened, summary, workers=_count_workers(extractor, concurrency))
        else:
            known = _prices(extractor, prices)
            resources.callback(settle_journals, folder, extractor, known)
            pool = engine.open(Job(extractor, source, opened, summary, concurrency, max_attempts, max_cost, known))
        switch = stop or StopSwitch()
        resources.callback(switch.listen, None)
        await _supervise(pool, switch, summary, observe, every)
        if pool.complete:
            opened.finish()
            summary.apart = opened.apart
            if not source.passing_failures:
                counts.close()
                counts.forget()
            summary.finished = True
    return summary


def _open_output(extractor: Extractor[Any], output: str | Path | TextIO, origin: Origin, *, overwrite: bool) -> Output:
    if not isinstance(output, str | Path):
        return StreamOutput(output)
    keep_ahead = extractor.stack.cached is None and extractor.settings.replay is None
    return FileOutput(Path(output), origin, overwrite=overwrite, keep_ahead=keep_ahead)


def _stored_answers(extractor: Extractor[Any], resources: ExitStack, count: Count) -> tuple[Model, CachedModel | None]:
    """The model that answers, and the part of it that has stored answers: without a cache, those of this run."""
    stack = extractor.stack
    if stack.cached is not None or stack.in_flight is None:
        return stack.model, stack.cached
    from ..models.cached import CachedModel
    from ..models.memory_store import MemoryStore

    store = MemoryStore()
    resources.callback(store.close)
    model = CachedModel(stack.model, store, "run", on_answer=count)
    return model, model


def _count_workers(extractor: Extractor[Any], concurrency: int | None) -> int:
    most = _MOST_WORKERS if extractor.stack.adaptive else _FEW_WORKERS
    return concurrency or extractor.settings.concurrency or most


def _prices(extractor: Extractor[Any], prices: PriceTable | None) -> PriceTable:
    return load_prices(extractor.settings.prices) if prices is None else prices


def _open_meter(
    extractor: Extractor[Any], folder: RunFolder | None, prices: PriceTable, max_cost: Decimal | None
) -> Meter:
    settle_journals(folder, extractor, prices)
    ledger = Ledger() if folder is None else Ledger(ledger_path(folder.output), folder.calls)
    return open_meter(extractor, prices, ledger, limit=max_cost)


def _listen(listeners: Listeners, counts: AttemptCounts, summary: Summary) -> Count:
    """Have the stack tell of attempts, calls and answers; what is told of answers."""
    counts.listen(listeners)
    meter = summary.meter
    count: Count = summary.count_answer
    if meter is not None:
        listeners.calls, listeners.on_arrival = meter, meter.arrived
        count = _both(meter.answered, count)
    listeners.on_answer = count
    return count


def _both(*listeners: Count) -> Count:
    def tell(request: Request, response: Response) -> None:
        for listener in listeners:
            listener(request, response)

    return tell


def _hush(listeners: Listeners) -> None:
    listeners.failures_before = listeners.failed_before = listeners.on_failure = listeners.on_excused = None
    listeners.on_arrival = listeners.on_answer = listeners.calls = None


async def _supervise(
    pool: JobPool, switch: StopSwitch, summary: Summary, observe: Callable[[Summary], None] | None, every: float
) -> None:
    loop = asyncio.get_running_loop()

    def stop() -> None:
        loop.call_soon_threadsafe(pool.stop)

    switch.listen(stop)
    ticker = None if observe is None else loop.create_task(_tick(observe, summary, every))
    try:
        await pool.run()
    finally:
        if ticker is not None:
            ticker.cancel()
            with suppress(asyncio.CancelledError):
                await ticker


async def _tick(observe: Callable[[Summary], None], summary: Summary, every: float) -> None:
    while True:
        await asyncio.sleep(every)
        observe(summary)
