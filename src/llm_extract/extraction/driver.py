"""Stepping flows: the one asynchronous driver, and the private event loop behind the synchronous calls."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from ..messages import Request
    from ..models.base import Model
    from ..records import Record
    from .flow import Flow

__all__ = ["LoopThread", "drive", "map_in_order"]

T = TypeVar("T")
S = TypeVar("S")


async def drive(
    flow: Flow, model: Model, *, request: Request | None = None, announce: Callable[[Request], None] | None = None
) -> Record[Any]:
    """Step a flow to its end, answering its requests by the model.

    Args:
        flow: from ``extract_flow``.
        model: the model stack.
        request: what a flow that was begun elsewhere waits for.
        announce: told of each request before it is sent.

    Returns:
        The flow's record.

    Raises:
        ModelError: a request got no answer.
    """
    try:
        request = next(flow) if request is None else request
        while True:
            if announce is not None:
                announce(request)
            request = flow.send(await model.complete(request))
    except StopIteration as stop:
        record: Record[Any] = stop.value
        return record
    finally:
        flow.close()


async def map_in_order(
    function: Callable[[S], Awaitable[T]], items: Iterable[S], *, concurrency: int
) -> AsyncIterator[T]:
    """Apply an async function lazily, at most ``concurrency`` at once, results in input order.

    Args:
        function: what to do with one item.
        items: read no further ahead than ``concurrency``.
        concurrency: how many may be under way.
    """
    waiting: deque[asyncio.Task[T]] = deque()
    try:
        for item in items:
            waiting.append(asyncio.ensure_future(_as_coroutine(function, item)))
            if len(waiting) >= concurrency:
                yield await waiting.popleft()
        while waiting:
            yield await waiting.popleft()
    finally:
        for task in waiting:
            task.cancel()


async def _as_coroutine(function: Callable[[S], Awaitable[T]], item: S) -> T:
    return await function(item)


class LoopThread:
    """A private event loop on a thread of its own, so that synchronous calls work inside a running loop too."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine to its end and return its result, from any thread but the loop's own."""
        future = asyncio.run_coroutine_threadsafe(coroutine, self._start())
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def _start(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="llm_extract", daemon=True)
                self._thread.start()
            return self._loop

    def close(self) -> None:
        """Stop the loop and its thread; a later ``run`` starts a new one."""
        with self._lock:
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop is not None and thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()
