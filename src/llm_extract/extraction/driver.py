"""Stepping flows: the one asynchronous driver, and the private event loop behind the synchronous calls."""

from __future__ import annotations

import asyncio
import os
import threading
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Generator, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import ConfigError, RejectedError, TransientError
from ..models.in_flight import SENDING, SendingStopped
from .flow import Together

if TYPE_CHECKING:
    from ..messages import Request, Response
    from ..models.base import Model
    from .flow import Step

__all__ = ["LoopThread", "drive", "map_in_order"]

T = TypeVar("T")
S = TypeVar("S")

_Ending = Callable[[], Coroutine[Any, Any, None]]
_AT_EXIT = 2.0  # seconds for connections and stores to be closed where the program ends without closing them
_ending: set[asyncio.Task[None]] = set()  # an event loop alone would not keep them
_TOGETHER = 16  # parts of one article that are under way at once; the model stack paces them besides


async def drive(
    flow: Generator[Any, Any, T],
    model: Model,
    *,
    request: Step | None = None,
    announce: Callable[[Request], None] | None = None,
) -> T:
    """Step a flow to its end, answering its requests by the model.

    Args:
        flow: from ``extract_flow``.
        model: the model stack.
        request: what a flow that was begun elsewhere waits for.
        announce: told of each request before it is sent.

    Returns:
        What the flow returns: the record.

    Raises:
        ModelError: a request got no answer. Where only some parts of an article got none, their flow is told.
    """
    try:
        step: Step = next(flow) if request is None else request
        while True:
            if isinstance(step, Together):
                step = flow.send(await _drive_together(step, model, announce))
                continue
            if announce is not None:
                announce(step)
            step = flow.send(await model.complete(step))
    except StopIteration as stop:
        result: T = stop.value
        return result
    finally:
        flow.close()


async def _drive_together(step: Together, model: Model, announce: Callable[[Request], None] | None) -> list[Any]:
    return await _Parts(model, announce).drive(step.flows)


class _Parts:
    """Drives the parts of one article; a stop keeps the answers that are on their way, and sends nothing more.

    It is the model of its parts, which pass it on their way to the model stack.
    """

    def __init__(self, model: Model, announce: Callable[[Request], None] | None) -> None:
        self._model, self._announce = model, announce
        self._room = asyncio.Semaphore(_TOGETHER)
        self._tasks: list[asyncio.Task[Any]] = []
        self._sending: set[asyncio.Task[Any]] = set()
        self._error: Exception | None = None

    async def drive(self, flows: Iterable[Generator[Any, Any, Any]]) -> list[Any]:
        """The outcomes in the order of the flows: results, and errors of one part alone."""
        before = SENDING.set(self._sending)
        self._tasks = [asyncio.ensure_future(self._outcome(flow)) for flow in flows]
        SENDING.reset(before)
        try:
            if self._tasks:
                await asyncio.wait(self._tasks)
        finally:
            for task in self._tasks:
                task.cancel()
        if self._error is not None:
            raise self._error
        return [task.result() for task in self._tasks]

    async def _outcome(self, flow: Generator[Any, Any, Any]) -> Any:
        async with self._room:
            try:
                return await drive(flow, self, announce=self._announce)
            except (TransientError, RejectedError) as error:
                return error  # what is wrong with this part alone; anything else stops them all
            except Exception as error:
                self._stop(error)
        return None

    def _stop(self, error: Exception) -> None:
        if self._error is None or isinstance(self._error, SendingStopped):
            self._error = error
        current = asyncio.current_task()
        for task in self._tasks:
            if task is not current and task not in self._sending:
                task.cancel()

    async def complete(self, request: Request) -> Response:
        """Answer a part's request, unless all are being stopped."""
        if self._error is not None:
            raise SendingStopped("nothing more is sent")
        try:
            return await self._model.complete(request)
        finally:
            if (current := asyncio.current_task()) is not None:
                self._sending.discard(current)

    async def aclose(self) -> None:
        """Nothing of its own to release."""


async def map_in_order(
    function: Callable[[S], Awaitable[T]], items: Iterable[S], *, concurrency: int
) -> AsyncIterator[T]:
    """Apply an async function lazily, at most ``concurrency`` at once, results in input order.

    Args:
        function: what to do with one item.
        items: read no further ahead than ``concurrency``.
        concurrency: how many may be under way.

    Raises:
        ConfigError: fewer than one may be under way.
        Exception: what ``items`` raised, after the results of all items before it.
    """
    if concurrency < 1:
        raise ConfigError(f"concurrency is {concurrency}", hint="It must be 1 or more.")
    waiting: deque[asyncio.Task[T]] = deque()
    failures: list[Exception] = []
    try:
        for item in _until_failure(items, failures):
            waiting.append(task := asyncio.ensure_future(_as_coroutine(function, item)))
            # looked at, so that the loop does not complain of an error that nobody comes to
            task.add_done_callback(lambda task: task.cancelled() or task.exception())
            if len(waiting) >= concurrency:
                yield await waiting.popleft()
        while waiting:
            yield await waiting.popleft()
        if failures:
            raise failures[0]
    finally:
        for task in waiting:
            task.cancel()


def _until_failure(items: Iterable[S], failures: list[Exception]) -> Iterator[S]:
    """The items up to where they fail: what was begun for them was asked and paid for."""
    try:
        yield from items
    except Exception as error:
        failures.append(error)


async def _as_coroutine(function: Callable[[S], Awaitable[T]], item: S) -> T:
    return await function(item)


class LoopThread:
    """A private event loop on a thread of its own, so that synchronous calls work inside a running loop too."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._process = os.getpid()

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine to its end and return its result, from any thread but the loop's own.

        Interrupted, it is cancelled, and waited for: files are closed and locks given up when the interrupt goes on.

        Raises:
            RuntimeError: this is the loop's own thread, which would wait for itself.
        """
        begun, ended = threading.Event(), threading.Event()
        self._begin_anew_in_a_fork()
        if threading.current_thread() is self._thread:
            coroutine.close()
            raise RuntimeError("called from the extractor's own event loop: await the asynchronous call there")
        with self._lock:  # who closes the loop after this cancels what it is given here
            future = asyncio.run_coroutine_threadsafe(_tell(coroutine, begun, ended), loop := self._start())
        try:
            return future.result()
        except BaseException:
            if not future.done():
                future.cancel()
                asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result()  # now it has begun, or never will
                if begun.is_set():
                    ended.wait()  # a second interrupt goes on at once
                else:
                    coroutine.close()
            raise

    def _start(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=_keep_running, args=(loop,), name="llm_extract", daemon=True)
            self._thread.start()
        return self._loop

    def close(self) -> None:
        """Stop the loop and its thread, and cancel what runs there for other threads; a later ``run`` starts anew."""
        self._begin_anew_in_a_fork()
        with self._lock:
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop is not None and thread is not None:
            asyncio.run_coroutine_threadsafe(_cancel_others(), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()

    def leave(self, ending: _Ending | None) -> None:
        """Run a last coroutine and close, for an owner that nobody holds any more: a collector may call this anywhere.

        So it waits for nothing, but for a moment where the program ends; and nobody is there to be told of errors.
        """
        if self._process != os.getpid():
            return
        loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop is None or thread is None:
            _run_here(_end(ending))
            return
        asyncio.run_coroutine_threadsafe(_end(ending, loop), loop)
        if not threading.main_thread().is_alive():
            thread.join(_AT_EXIT)

    def _begin_anew_in_a_fork(self) -> None:
        """A fork has this object, but neither the thread nor, perhaps, a free lock; the loop is its parent's."""
        if self._process != os.getpid():
            self._loop, self._thread, self._lock, self._process = None, None, threading.Lock(), os.getpid()


def _keep_running(loop: asyncio.AbstractEventLoop) -> None:
    """Run a loop until it is stopped; what ends the program is for who waits for the task that raised it."""
    while True:
        try:
            loop.run_forever()
        except (SystemExit, KeyboardInterrupt):
            continue
        loop.close()
        return


def _run_here(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine in the event loop of this thread, as its turn comes, or in one of its own."""
    try:
        running = asyncio.get_running_loop()
    except RuntimeError:
        loop = asyncio.new_event_loop()  # asyncio.run would also unset the thread's current one
        loop.run_until_complete(coroutine)
        loop.close()
        return
    task = running.create_task(coroutine)
    _ending.add(task)
    task.add_done_callback(_ending.discard)


async def _end(ending: _Ending | None, loop: asyncio.AbstractEventLoop | None = None) -> None:
    if ending is not None:
        with suppress(Exception):
            await ending()
    if loop is not None:
        await _cancel_others()
        loop.stop()


async def _cancel_others() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def _tell(coroutine: Coroutine[Any, Any, T], begun: threading.Event, ended: threading.Event) -> T:
    begun.set()
    try:
        return await coroutine
    finally:
        ended.set()
