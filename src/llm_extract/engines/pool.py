"""The driver's side of a run on a fleet: what must be asked goes out in groups, and lines are put in order again."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ..batch.line_order import AHEAD, LinesInOrder
from ..batch.source import Finished, Source, Waiting
from ..errors import ExtractError, RunError
from ..messages import Request
from .work import Article, Outcome, WorkFile
from .worker import raise_error

if TYPE_CHECKING:
    from ..batch.engine import Job

__all__ = ["LARGEST_GROUP", "Carrier", "FleetPool"]

LARGEST_GROUP = 64
"""Articles that go out together, at most."""

_GROUPS = 8  # for each worker: under way, or waiting for it


class Carrier(Protocol):
    """What brings groups to workers and outcomes back: an engine such as Ray Data."""

    def start(self, work: Path, tell: Callable[[Outcome | BaseException | None], None]) -> None:
        """Begin to carry out the groups in a work file.

        Args:
            work: followed until its end.
            tell: called from any thread with each outcome; at the end with None, or with what went wrong.
        """
        ...

    def stop(self) -> None:
        """Have the workers send nothing more; from any thread."""
        ...

    def close(self) -> None:
        """Release what was started; waits for it."""
        ...


class FleetPool:
    """Stands where the pool of a local run stands, with workers elsewhere.

    Equal requests are sent to one worker, once: whoever is equal to one under way waits for its answer and finds it in
    the cache.

    Args:
        job: what there is to do.
        carrier: reaches the workers.
        workers: how many there are.
        in_flight: articles of one worker under way at once.
    """

    def __init__(self, job: Job, carrier: Carrier, *, workers: int, in_flight: int) -> None:
        self._job, self._carrier = job, carrier
        self._source: Source = job.source
        self._names = list(job.extractor.json_schema.get("properties", ()))
        self._most = workers * in_flight
        self._size = max(1, min(LARGEST_GROUP, in_flight))
        window = max(AHEAD, 2 * workers * (_GROUPS * self._size + in_flight))
        self._lines = LinesInOrder(job.source, job.output, job.summary, window)
        self._group: list[Waiting] = []
        self._out: dict[int, Waiting] = {}
        self._leaders: dict[str, int] = {}
        self._keys: dict[int, str] = {}
        self._twins: dict[int, deque[Waiting]] = {}
        self._work: WorkFile | None = None
        self._changed = asyncio.Event()
        self._ended = False
        self._error: BaseException | None = None
        self._stopped = False
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def complete(self) -> bool:
        """Whether every input has its line in the output."""
        return self._lines.complete and not self._stopped

    async def run(self) -> None:
        """Work until all inputs are done or the pool is stopped.

        Raises:
            RefusedError, ConfigError, RunError: what stopped it; lines that were finished are written.
        """
        self._loop = asyncio.get_running_loop()
        try:
            await self._feed()
            await self._drain()
        except Exception as error:
            self.stop(error)
            await self._drain()
        finally:
            if self._work is not None:
                if not self._ended:
                    self._leave(self._work)
                await asyncio.to_thread(self._carrier.close)
                self._work.remove()
        if self._error is not None:
            raise self._error

    async def _feed(self) -> None:
        """Read the inputs as far ahead as there is room."""
        while not (self._stopped or self._source.exhausted):
            room = self._lines.room
            if room <= 0:
                self._flush()
                await self._wait()
                continue
            await self._source.ready()
            for entry in self._source.read(room):
                if isinstance(entry, Waiting):
                    self._dispatch(entry)
                else:
                    self._lines.hold(entry)
            self._lines.write()
            await asyncio.sleep(0)
        self._flush()

    async def _drain(self) -> None:
        """Wait for what is out, tell the workers that nothing will follow, and wait for their end."""
        while self._out and not self._ended and not self._stopped:
            await self._wait()
        if self._work is None:
            return
        try:
            self._work.end()
        except RunError as error:
            self.stop(error)
            return
        while not self._ended:
            await self._wait()

    def _leave(self, work: WorkFile) -> None:
        """The run is cancelled: who follows the work would wait for its end without end."""
        self.stop()
        with suppress(RunError):
            work.end()

    async def _wait(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    # -- out

    def _dispatch(self, entry: Waiting) -> None:
        key = _key(entry) if self._source.cached is not None else f"{entry.place}"
        leader = self._leaders.setdefault(key, entry.place)
        if leader != entry.place:
            self._twins.setdefault(leader, deque()).append(entry)
            return
        self._out[entry.place], self._keys[entry.place] = entry, key
        self._group.append(entry)
        if len(self._group) >= self._size:
            self._flush()

    def _flush(self) -> None:
        if not self._group or self._stopped:
            return
        if self._work is None:
            self._work = WorkFile(self._job.new_work_path())
            self._carrier.start(self._work.path, self._tell)
        group, self._group = self._group, []
        self._work.add(Article(one.place, one.ordinal, one.document) for one in group)
        for one in group:
            one.flow.close()
        self._job.summary.waiting = min(len(self._out), self._most)

    # -- back

    def _tell(self, outcome: Outcome | BaseException | None) -> None:
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._take, outcome)

    def _take(self, outcome: Outcome | BaseException | None) -> None:
        try:
            if isinstance(outcome, Outcome):
                self._accept(outcome)
            else:
                self._end(outcome)
        except Exception as error:
            self.stop(error)
        self._changed.set()

    def _end(self, error: BaseException | None) -> None:
        self._ended = True
        if error is not None:
            known = isinstance(error, ExtractError)
            self.stop(error if known else RunError(f"the engine failed: {error}", hint="Answers so far are kept."))
        elif self._out and not self._stopped:
            self.stop(RunError("the engine ended early", hint="Run the same command again: it goes on from here."))

    def _accept(self, outcome: Outcome) -> None:
        for entry in outcome.entries:
            self._job.enter(entry)
        for place, line in outcome.lines:
            if (leader := self._out.pop(place, None)) is None:
                continue  # a group that was carried out twice
            if line is not None:
                self._lines.hold(self._source.accept(place, line.encode(), self._read(line)))
            self._settle_twins(leader, answered=line is not None)
        self._lines.write()
        self._job.summary.waiting = min(len(self._out), self._most)
        if outcome.error is not None and not self._stopped:
            raise_error(outcome.error)
        self._flush()

    def _read(self, line: str) -> dict[str, Any]:
        """The record in a line, its lists in the order of the schema, as the summary of a local run shows them."""
        raw: dict[str, Any] = json.loads(line)
        data = raw["data"]
        if isinstance(data, dict):
            known = {name: data[name] for name in self._names if name in data}
            raw["data"] = {**known, **data}
        return raw

    def _settle_twins(self, leader: Waiting, *, answered: bool) -> None:
        """Who waited for an equal request finds its answer, or, where none came, asks in its place."""
        del self._leaders[self._keys.pop(leader.place)]
        twins = self._twins.pop(leader.place, None)
        if not twins or not answered or self._stopped:
            return
        for settled in self._source.look_up(list(twins)):
            if isinstance(settled, Finished):
                self._lines.hold(settled)
            else:
                self._dispatch(settled)

    def stop(self, error: BaseException | None = None) -> None:
        """Send nothing more; answers that are on their way still come in."""
        self._error = self._error or error
        if self._stopped:
            return
        self._stopped = True
        if self._work is not None:
            self._carrier.stop()
        self._changed.set()


def _key(entry: Waiting) -> str:
    """Equal for articles of which the same is asked."""
    step = entry.step
    if isinstance(step, Request):
        return step.fingerprint
    document = entry.document
    told = [document.id, document.title, document.published_on, dict(document.metadata)]
    return blake2b(json.dumps([*told, entry.ordinal]).encode()).hexdigest()
