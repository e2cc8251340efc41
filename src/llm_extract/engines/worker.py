"""One worker of a fleet: an extractor, the articles it is given, and the limits that it keeps with the others."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, Protocol

from ..batch.attempts import AttemptCounts
from ..batch.faults import record_failure, write_record
from ..batch.lines import Origin
from ..batch.metering import new_journal
from ..costs import Entry, Ledger, Meter
from ..errors import ConfigError, RefusedError, RunError
from ..extraction.driver import drive
from ..extraction.extractor import Extractor
from ..extraction.flow import extract_flow
from ..extraction.plan import Plan
from ..models.in_flight import WORKER, SendingStopped, let_go
from ..models.leased import LeasedBucket
from ..models.limits import RateLimits
from .assignment import Assignment
from .fleet import REQUESTS, TOKENS, Orders
from .work import Article, Outcome

__all__ = ["FleetLink", "Worker", "raise_error"]

_MOST = 256  # articles of one worker under way at once, where its gate decides
_REPORT_EVERY = 0.5  # seconds between two reports of the endpoint's limits


class FleetLink(Protocol):
    """How a worker reaches its fleet: the methods of ``Fleet``, over whatever lies between."""

    def lease(self, name: str, amount: float) -> Coroutine[Any, Any, float]:
        """Take a part of an allowance."""
        ...

    def give_back(self, name: str, amount: float) -> None:
        """Return what is not needed."""
        ...

    def learn(self, limits: RateLimits) -> None:
        """Report what the endpoint says of its limits."""
        ...

    def refused(self, pause: float) -> None:
        """Report a refusal."""
        ...

    def orders(self, seen: int) -> Coroutine[Any, Any, Orders]:
        """Wait for news."""
        ...


class Worker:
    """Answers groups of articles on one event loop, several groups at a time.

    Args:
        assignment: what to do.
        link: reaches the fleet.

    Raises:
        ConfigError: the extractor cannot be opened, or it would make other records than the driver.
    """

    def __init__(self, assignment: Assignment, link: FleetLink) -> None:
        with suppress(OSError):  # on a node without that folder, absolute paths may do
            os.chdir(assignment.folder)
        self._extractor: Extractor[Any] = Extractor(settings=assignment.settings)
        if differences := Origin(self._extractor.plan).differences(assignment.expected):
            raise ConfigError(
                f"a worker would make other records: {'; '.join(differences)}",
                hint="Every node needs the same package, prompts and schemas, in the same folders.",
            )
        self._link = link
        self._room = asyncio.Semaphore(assignment.settings.concurrency or _MOST)
        self._bought = _Bought(_find_folder(assignment))
        self._counts = self._open_counts(assignment)
        self._listen(assignment)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._stopped = False
        self._error: tuple[str, str, str] | None = None
        self._leased: dict[str, LeasedBucket] = {}
        self._following: asyncio.Task[None] | None = None
        self._beginning = asyncio.Lock()
        self._reported = 0.0

    @property
    def plan(self) -> Plan:
        """What the extractor does."""
        return self._extractor.plan

    def _open_counts(self, assignment: Assignment) -> AttemptCounts:
        folder = _find_folder(assignment)
        path = None if folder is None else folder / "attempts"
        return AttemptCounts(path, per_run=assignment.settings.attempts, most=assignment.max_attempts)

    def _listen(self, assignment: Assignment) -> None:
        stack = self._extractor.stack
        listeners = stack.listeners
        self._counts.listen(listeners)
        if stack.in_flight is not None:
            meter = Meter(assignment.prices, stack.base_url, self._bought)
            listeners.calls, listeners.on_arrival, listeners.on_answer = meter, meter.arrived, meter.answered
            gate = stack.in_flight.gate
            if gate is not None:
                gate.sharing.on_refused, gate.sharing.on_limits = self._link.refused, self._report

    def _report(self, limits: RateLimits) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._reported >= _REPORT_EVERY:
            self._reported = now
            self._link.learn(limits)

    async def answer(self, group: Sequence[Article]) -> Outcome:
        """Answer a group; stored answers are found before anything is asked, so that a group may be given again.

        Returns:
            A line for each article; None for those that were not come to because the run is being stopped.
        """
        async with self._beginning:  # several groups may be the first
            if self._following is None:
                await self._obey(await self._link.orders(-1))
                self._following = asyncio.create_task(self._follow())
        tasks = [asyncio.create_task(self._attempt(article)) for article in group]
        self._tasks.update(tasks)
        try:
            lines = await asyncio.gather(*tasks, return_exceptions=True)
        finally:
            self._tasks.difference_update(tasks)
        found = [(one.place, line if isinstance(line, str) else None) for one, line in zip(group, lines, strict=True)]
        for line in lines:
            if isinstance(line, Exception):
                self._fail(line)
        return Outcome(tuple(found), tuple(self._bought.take()), self._error)

    async def _attempt(self, article: Article) -> str | None:
        document = article.document
        WORKER.set(asyncio.current_task())
        async with self._room:
            if self._stopped:
                return None
            try:
                with self._extractor.watch(document) as tell:
                    flow = extract_flow(self._extractor.plan, document, ordinal=article.ordinal)
                    record = await drive(flow, self._extractor.model)
                    tell(record)
            except SendingStopped:
                return None
            except (RefusedError, RunError, ConfigError) as error:
                self._fail(error)
                return None
            except Exception as error:
                record = record_failure(self._extractor.plan, document, error)
        return write_record(record)[1].decode()

    def _fail(self, error: Exception) -> None:
        """What must stop the whole run stops this worker at once; the driver stops the others."""
        if self._error is None:
            message, hint = getattr(error, "message", f"internal error: {error!r}"), getattr(error, "hint", "")
            self._error = (type(error).__name__, message, hint)
        self._stop()

    def _stop(self) -> None:
        """Send nothing more; answers that are on their way still come in."""
        if self._stopped:
            return
        self._stopped = True
        let_go(self._tasks, self._extractor.stack.in_flight)

    async def _follow(self) -> None:
        seen = 0
        while True:
            orders = await self._link.orders(seen)
            seen = orders.version
            await self._obey(orders)

    async def _obey(self, orders: Orders) -> None:
        sender = self._extractor.stack.in_flight
        gate = None if sender is None else sender.gate
        if gate is not None:
            for name in orders.shared - set(self._leased):
                self._leased[name] = self._lease_from(name, gate)
            gate.sharing.lend(self._leased.get(REQUESTS), self._leased.get(TOKENS))
            if orders.paused_for > 0:
                gate.sharing.pause(orders.paused_for)
        if orders.stopped:
            self._stop()

    def _lease_from(self, name: str, gate: Any) -> LeasedBucket:
        link = self._link
        return LeasedBucket(
            lambda amount: link.lease(name, amount), lambda amount: link.give_back(name, amount), gate.sharing.stir
        )

    async def aclose(self) -> None:
        """Release connections and files."""
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
        self._counts.close()
        self._bought.close()
        await self._extractor.aclose()


class _Bought(Ledger):
    """Notes calls in a journal of this worker alone, and hands what was bought to the driver, who keeps the ledger.

    A call that was bought is not closed in the journal: should the worker die before the driver has its entry, the
    driver finds the call there and its answer in the cache.
    """

    def __init__(self, folder: Path | None) -> None:
        super().__init__(None, None if folder is None else new_journal(folder))
        self._entries: list[Entry] = []

    def close_call(self, call: str, entry: Entry | None) -> None:
        if entry is None:
            super().close_call(call, None)
            return
        self._entries.append(entry)
        self._open.pop(call, None)

    def take(self) -> list[Entry]:
        """The entries since the last time."""
        taken, self._entries = self._entries, []
        return taken

    def close(self) -> None:
        """Close the journal and leave it to the driver."""
        for path in list(self._files):
            self._close(path)


def _find_folder(assignment: Assignment) -> Path | None:
    folder = assignment.run_folder
    return folder if folder is not None and folder.is_dir() else None


def raise_error(error: tuple[str, str, str]) -> NoReturn:
    """Raise in the driver what stopped a worker.

    Args:
        error: its class's name, its message and its hint.

    Raises:
        ExtractError: always.
    """
    from .. import errors

    kind, message, hint = error
    raise getattr(errors, kind, RunError)(message, hint=hint)
