"""Workers that pull: as many articles under way as there are workers, whatever the number of inputs."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError, RefusedError, RunError
from ..extraction.driver import drive
from ..models.in_flight import WORKER, SendingStopped, let_go
from .line_order import AHEAD, LinesInOrder
from .source import Finished, Source, Waiting

if TYPE_CHECKING:
    from ..extraction.extractor import Extractor
    from ..models.base import Model
    from .output import Output
    from .summary import Summary

__all__ = ["Pool"]


class Pool:
    """Drives the flows of a source by a fixed number of workers, and writes their lines in order.

    A worker whose article is far ahead of the first unfinished one waits, so that memory stays bounded.

    Args:
        extractor: knows how requests are announced, and what is in flight.
        model: answers.
        source: what to do.
        output: where lines go.
        summary: what to count in.
        workers: how many articles may wait for an answer at once.
    """

    def __init__(
        self,
        extractor: Extractor[Any],
        model: Model,
        source: Source,
        output: Output,
        summary: Summary,
        *,
        workers: int,
    ) -> None:
        self._extractor, self._model, self._source = extractor, model, source
        self._summary, self._workers = summary, workers
        self._lines = LinesInOrder(source, output, summary, max(AHEAD, 4 * workers))
        self._ready: deque[Waiting] = deque()
        self._room = asyncio.Event()
        self._reading = 0
        self._waiting = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []
        self._error: BaseException | None = None
        self._stopped = False

    @property
    def complete(self) -> bool:
        """Whether every input has its line in the output."""
        return self._lines.complete and not self._stopped

    async def run(self) -> None:
        """Work until all inputs are done or the pool is stopped.

        Raises:
            RefusedError, ConfigError, RunError: what stopped it; lines that were finished are written.
        """
        sender = self._extractor.stack.in_flight
        if self._stopped:
            return
        if sender is not None:
            sender.open()
        self._tasks = [asyncio.create_task(self._work()) for _ in range(self._workers)]
        try:
            await asyncio.gather(*self._tasks, return_exceptions=True)
        finally:
            await self._end(sender)
        if self._error is not None:
            raise self._error

    async def _end(self, sender: Any) -> None:
        """However the run ends, no task outlives it."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if sender is not None:
            sender.open()

    def stop(self, error: BaseException | None = None) -> None:
        """Send nothing more and let go of whatever waits; answers that are on their way still come in."""
        self._error = self._error or error
        if self._stopped:
            return
        self._stopped = True
        let_go(self._tasks, self._extractor.stack.in_flight)

    async def _work(self) -> None:
        WORKER.set(asyncio.current_task())
        try:
            while not self._stopped and (entry := await self._next()) is not None:
                await self._answer(entry)
        except Exception as error:
            self.stop(error)

    async def _next(self) -> Waiting | None:
        while not self._stopped:
            if self._ready:
                return self._ready.popleft()
            if self._source.exhausted and not self._reading:
                return None
            room = 0 if self._source.exhausted else self._lines.room
            if room <= 0:
                self._room.clear()
                await self._room.wait()
            elif self._source.at_hand:
                await self._read(room)
            else:
                await self._wait_for_inputs()
        return None

    async def _read(self, room: int) -> None:
        entries: Iterable[Finished | Waiting] = ()
        if self._source.waits:
            self._reading += 1  # articles that are not ready yet, for which the others must stay
            try:
                entries = await self._source.read_beside(room)
            finally:
                self._reading -= 1
                self._room.set()
        else:
            entries = self._source.read(room)
        for entry in entries:
            if isinstance(entry, Waiting):
                self._ready.append(entry)
            else:
                self._lines.hold(entry)
        self._write()
        await asyncio.sleep(0)  # a run that is answered from the cache must hear signals and show progress

    async def _wait_for_inputs(self) -> None:
        async with self._waiting:  # one waits for the next input, the others for that one
            if not (self._stopped or self._ready or self._source.at_hand):
                await self._source.ready()

    async def _answer(self, entry: Waiting) -> None:
        self._summary.waiting += 1
        extractor = self._extractor
        try:
            with extractor.watch(entry.document) as tell:
                announce = extractor.announcer(entry.document)
                record = await drive(entry.flow, self._model, request=entry.step, announce=announce)
                tell(record)
        except SendingStopped:
            return
        except (RefusedError, RunError, ConfigError) as error:
            self.stop(error)
            return
        except Exception as error:
            record = self._source.fail(entry.document, error)
        finally:
            self._summary.waiting -= 1
        self._lines.hold(self._source.finish(entry.place, record))
        self._write()

    def _write(self) -> None:
        self._lines.write()
        if self._lines.room > 0:
            self._room.set()
