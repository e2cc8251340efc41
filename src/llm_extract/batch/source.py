"""From inputs to work: what can be settled at once is a finished line, the rest waits with its first request."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..documents import Document, UnreadableDocument
from ..extraction.flow import extract_flow, failed_record
from ..extraction.unchanged import first_requests
from ..messages import Request
from ..records import WITH_DATA
from .faults import record_failure, write_record
from .feed import Feed
from .lines import Origin, is_final
from .summary import Outline, outline

if TYPE_CHECKING:
    from ..extraction.extractor import Extractor
    from ..extraction.flow import Flow
    from ..messages import Response
    from ..models.cached import CachedModel
    from ..records import Record
    from .output import Output

__all__ = ["Finished", "Source", "Waiting"]

_GROUP = 64  # articles looked up together, as long as the cache has their answers
_SMALL_GROUP = 8  # else: preparing many at once would keep answers waiting that have come in
_SECONDS = 0.02  # that reading a group may hold the event loop for, short of one slow input
_ORDINALS = 200


@dataclass(slots=True)
class Waiting:
    """An article that needs an answer, and what its flow needs first: a request, or several things together."""

    place: int
    document: Document
    flow: Flow
    step: Any
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    """A line of the output."""

    place: int
    line: bytes
    outline: Outline
    kept: bool = False


class Source:
    """Reads inputs in groups, and settles what can be settled without asking: from earlier lines and the cache.

    Args:
        extractor: makes the records.
        items: the inputs, read on a thread of their own.
        output: knows the lines of earlier runs.
        origin: what records of this run have in common.
        retry_failed: ask again for what has no usable answer.
    """

    def __init__(
        self,
        extractor: Extractor[Any],
        items: Iterator[Document | UnreadableDocument],
        output: Output,
        origin: Origin,
        *,
        retry_failed: bool = False,
    ) -> None:
        self._plan = extractor.plan
        self._feed = Feed(items)
        self._output = output
        self._origin = origin
        self._retry_failed = retry_failed
        self.cached: CachedModel | None = None
        self._size = _GROUP
        self.taken = 0
        self.exhausted = False
        self.passing_failures = False

    @property
    def at_hand(self) -> bool:
        """Whether ``read`` would not wait."""
        return self._feed.at_hand

    async def ready(self) -> None:
        """Wait until ``read`` would not; for one task at a time."""
        await self._feed.ready()

    def close(self) -> None:
        """Read no more inputs."""
        self._feed.stop()

    def read(self, most: int) -> Iterator[Finished | Waiting]:
        """Settle or begin the next inputs; waits for one of them if need be.

        Args:
            most: how many inputs there is room for.

        Yields:
            Each of a group of inputs, in no order: finished, or waiting for an answer.

        Raises:
            RunError: the cache or the output cannot be read.
        """
        group: list[Waiting] = []
        yield from self._take(most, group)
        yield from self._fitting(self.look_up(group))

    async def read_beside(self, most: int) -> list[Finished | Waiting]:
        """The same, where the cache waits for a network: it is asked in a thread, and answers on their way come in.

        Args:
            most: how many inputs there is room for.

        Raises:
            RunError: the cache or the output cannot be read.
        """
        group: list[Waiting] = []
        settled: list[Finished | Waiting] = [*self._take(most, group)]
        while group and self.cached is not None:
            found = await self.cached.peek_beside(_first_fingerprints(group))
            if not found:
                break
            stepped, group = self._step_all(group, found)
            settled += stepped
        return [*self._fitting((*settled, *group))]

    @property
    def waits(self) -> bool:
        """Whether reading waits for the cache."""
        return self.cached is not None and self.cached.waits

    def _fitting(self, entries: Iterable[Finished | Waiting]) -> Iterator[Finished | Waiting]:
        """Pass entries on, and have the next group as large as these advise."""
        waits = False
        for entry in entries:
            waits = waits or isinstance(entry, Waiting)
            yield entry
        self._size = _SMALL_GROUP if waits else min(_GROUP, self._size * 2)

    def _take(self, most: int, group: list[Waiting]) -> Iterator[Finished]:
        """The next inputs that can be settled without the cache; the others are added to a group."""
        until = time.monotonic() + _SECONDS
        for number in range(min(most, self._size)):
            if number and not self._feed.at_hand:
                break
            item = self._feed.take()
            if item is None:
                self.exhausted = True
                break
            entry = self._begin(item)
            self.taken += 1
            if isinstance(entry, Waiting):
                group.append(entry)
            else:
                yield entry
            if time.monotonic() > until:
                break

    def _begin(self, item: Document | UnreadableDocument) -> Finished | Waiting:
        place = self.taken
        if isinstance(item, UnreadableDocument):
            return self.finish(place, failed_record(self._plan, item, item.error))
        self._output.note(item)
        earlier = self._output.earlier(item.key)
        unusable = None
        if earlier is not None and self._origin.fits(earlier[1], item):
            line, raw = earlier
            if self._retry_failed and raw["status"] not in WITH_DATA:
                unusable = raw
            elif is_final(raw):
                return Finished(place, line, outline(raw, place), kept=True)
        try:
            ordinal = 0 if unusable is None else self._next_ordinal(item, unusable)
            flow = extract_flow(self._plan, item, ordinal=ordinal)
            return Waiting(place, item, flow, next(flow), ordinal)
        except Exception as error:
            return self.finish(place, self.fail(item, error))

    def _next_ordinal(self, document: Document, raw: Mapping[str, Any]) -> int:
        """One more than the ordinal of the answer on record; 0 where none is, for then none is stored either."""
        if not raw["attempts"]:
            return 0
        known = {attempt["fingerprint"] for attempt in raw["attempts"]}
        requests = first_requests(self._plan, document)
        met = False
        for ordinal in range(_ORDINALS):
            asked = any(request.again(request.ordinal + ordinal).fingerprint in known for request in requests)
            if met and not asked:
                return ordinal
            met = met or asked
        return 1

    def look_up(self, group: list[Waiting]) -> Iterator[Finished | Waiting]:
        """Answer from the cache what it has answers for, together, re-asks too.

        Raises:
            RunError: the cache cannot be read.
        """
        while group and self.cached is not None:
            found = self.cached.peek(_first_fingerprints(group))
            if not found:
                break
            settled, group = self._step_all(group, found)
            yield from settled
        yield from group

    def _step_all(
        self, group: list[Waiting], found: Mapping[str, Response]
    ) -> tuple[list[Finished | Waiting], list[Waiting]]:
        """Step those articles whose answers were found; what is settled for now, and what needs another look."""
        settled: list[Finished | Waiting] = []
        going_on: list[Waiting] = []
        for entry in group:
            response = found.get(entry.step.fingerprint) if isinstance(entry.step, Request) else None
            stepped = entry if response is None else self._step(entry, response)
            if response is not None and isinstance(stepped, Waiting):
                going_on.append(stepped)
            else:
                settled.append(stepped)
        return settled, going_on

    def _step(self, entry: Waiting, response: Response) -> Finished | Waiting:
        try:
            entry.step = entry.flow.send(response)
        except StopIteration as stop:
            return self.finish(entry.place, stop.value)
        except Exception as error:
            return self.finish(entry.place, self.fail(entry.document, error))
        return entry

    def fail(self, document: Document, error: Exception) -> Record[Any]:
        """The record of an article that has none because of an error, even of one that is this program's own fault."""
        return record_failure(self._plan, document, error)

    def finish(self, place: int, record: Record[Any]) -> Finished:
        """The line of a record."""
        raw, line = write_record(record)
        return self.accept(place, line, raw)

    def accept(self, place: int, line: bytes, raw: Mapping[str, Any]) -> Finished:
        """A line that was made here or elsewhere, with the record in it."""
        if not is_final(raw):
            self.passing_failures = True
        return Finished(place, line, outline(raw, place))


def _first_fingerprints(group: list[Waiting]) -> list[str]:
    return [entry.step.fingerprint for entry in group if isinstance(entry.step, Request)]
