"""Inputs are read on a thread of their own: whatever they wait for, answers in flight do not wait with them."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import threading
from collections import deque
from collections.abc import Iterator

from ..documents import Document, UnreadableDocument

__all__ = ["Feed"]

Item = Document | UnreadableDocument

_AHEAD = 64  # inputs that are held until they are taken
_AHEAD_CHARS = 4_000_000  # or fewer, where they are long
_PATIENCE = 0.2  # seconds that the end of a run waits for the reader, which may itself wait for standard input


class Feed:
    """Reads inputs ahead, a few dozen at most.

    Inputs are asked for by the thread alone, which ends with them, or soon after ``stop``; a thread that waits for an
    input that does not come holds up neither the run nor the end of the process.

    Args:
        items: the inputs; closed, where they can be, by the thread.

    Example:
        >>> feed = Feed(iter([Document("Words.", key="a.txt", source="")]))
        >>> feed.take().key, feed.take(), feed.exhausted
        ('a.txt', None, True)
    """

    def __init__(self, items: Iterator[Item]) -> None:
        self._items = items
        self._queue: deque[Item] = deque()
        self._error: BaseException | None = None
        self._ended = self._stopped = False
        self._came, self._room = threading.Event(), threading.Event()
        self._read = self._taken = 0  # characters; each is written by one thread alone
        self._thread: threading.Thread | None = None
        self._listener: tuple[asyncio.AbstractEventLoop, asyncio.Event] | None = None

    @property
    def exhausted(self) -> bool:
        """Whether all inputs were taken."""
        return self._ended and not self._queue and self._error is None

    @property
    def at_hand(self) -> bool:
        """Whether ``take`` would not wait."""
        return bool(self._queue) or self._ended

    async def ready(self) -> None:
        """Wait until ``take`` would not; for one task at a time."""
        self._start()
        if self.at_hand:
            return
        event = asyncio.Event()
        self._listener = asyncio.get_running_loop(), event
        try:
            if not self.at_hand:  # else it came in between, and nobody may have been told
                await event.wait()
        finally:
            self._listener = None

    def take(self) -> Item | None:
        """The next input, or None where there are no more; waits for it if need be.

        Raises:
            Exception: what reading the inputs raised, after those before it.
        """
        self._start()
        while not self.at_hand:
            self._came.clear()
            if not self.at_hand:
                self._came.wait()
        if not self._queue:
            if self._error is not None:
                error, self._error = self._error, None
                raise error
            return None
        item = self._queue.popleft()
        self._taken += _chars(item)
        if not self._room.is_set() and not self._is_full(2):
            self._room.set()
        return item

    def stop(self) -> None:
        """Read no more."""
        self._stopped = True
        self._room.set()
        if self._thread is not None:
            self._thread.join(_PATIENCE)

    def _start(self) -> None:
        if self._thread is None:
            context = contextvars.copy_context()
            self._thread = threading.Thread(
                target=context.run, args=(self._run,), name="llm_extract inputs", daemon=True
            )
            self._thread.start()

    def _is_full(self, share: int = 1) -> bool:
        return len(self._queue) >= _AHEAD // share or self._read - self._taken >= _AHEAD_CHARS // share

    def _run(self) -> None:
        try:
            for item in self._items:
                self._read += _chars(item)
                self._queue.append(item)
                self._tell()
                while self._is_full() and not self._stopped:
                    self._room.clear()
                    if self._is_full() and not self._stopped:
                        self._room.wait()
                if self._stopped:
                    break
            if hasattr(self._items, "close"):
                self._items.close()
        except BaseException as error:
            self._error = error
        self._ended = True
        self._tell()

    def _tell(self) -> None:
        if not self._came.is_set():
            self._came.set()
        listener = self._listener
        if listener is not None and not listener[1].is_set():
            with contextlib.suppress(RuntimeError):  # its loop was closed
                listener[0].call_soon_threadsafe(listener[1].set)


def _chars(item: Item) -> int:
    return len(item.text) if isinstance(item, Document) else 0
