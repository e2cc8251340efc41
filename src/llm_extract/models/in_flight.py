"""Which requests are at the endpoint right now, and a door that can be shut: for stopping without losing an answer."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from ..errors import RunError
from ..events import DEBUG, INFO, emit, get_logger
from ..messages import Request, Response
from .base import Model
from .closing import call_in, is_closed
from .limits import relay_limits

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from ..errors import TransientError
    from .gate import Gate

__all__ = ["ARTICLE", "SENDING", "WORKER", "Calls", "InFlight", "Listeners", "SendingStopped", "let_go"]

WORKER: ContextVar[asyncio.Task[Any] | None] = ContextVar("worker", default=None)
"""The task that a request is made for, where that task has others drive parts of an article."""

ARTICLE: ContextVar[str | None] = ContextVar("article", default=None)
"""The key of the article that a request is made for."""

SENDING: ContextVar[set[asyncio.Task[Any]] | None] = ContextVar("sending", default=None)
"""Where a driver of parts learns which of its tasks have a request at the endpoint, or an answer not yet stored."""
_log = get_logger(__name__)


class Calls(Protocol):
    """Wants to know of each request that is sent, before it is, and of each that came to nothing."""

    async def begin(self, request: Request) -> Any:
        """A request is about to be sent; an error keeps it from being sent."""
        ...

    def failed(self, request: Request, error: BaseException) -> None:
        """A request got no answer."""
        ...


class SendingStopped(RunError):
    """The run is being stopped: nothing more is sent."""


@dataclass(slots=True)
class Listeners:
    """What a run wants to be told by the stack; set at any time before it sends requests.

    Args:
        failures_before: failures of a request in earlier runs.
        failed_before: whether a request failed in an earlier run, be it excused or not.
        on_failure: told of each failed attempt that counts against its request.
        on_excused: told of failed attempts that do not count, since the server failed all requests.
        on_arrival: told of each answer that was bought and is about to be stored, with the bytes that will be.
        on_answer: told of each answer that was bought and stored.
        calls: told of each request that is sent.
        hold: raises an error for a request that must not be sent, for instance because a Batch job will answer it.
    """

    failures_before: Callable[[Request], int] | None = None
    failed_before: Callable[[Request], bool] | None = None
    on_failure: Callable[[Request, TransientError], None] | None = None
    on_excused: Callable[[Request, int], None] | None = None
    on_arrival: Callable[[Request, bytes], None] | None = None
    on_answer: Callable[[Request, Response], None] | None = None
    calls: Calls | None = None
    hold: Callable[[Request], None] | None = None

    def count_failures(self, request: Request) -> int:
        """Failures of a request in earlier runs."""
        return 0 if self.failures_before is None else self.failures_before(request)

    def has_failed(self, request: Request) -> bool:
        """Whether a request failed in an earlier run."""
        return self.failed_before is not None and self.failed_before(request)

    def fail(self, request: Request, error: TransientError) -> None:
        """Pass on a failed attempt."""
        if self.on_failure is not None:
            self.on_failure(request, error)

    def excuse(self, request: Request, count: int) -> None:
        """Pass on that failed attempts do not count."""
        if self.on_excused is not None:
            self.on_excused(request, count)

    def arrive(self, request: Request, raw: bytes) -> None:
        """Pass on an answer that is about to be stored."""
        if self.on_arrival is not None:
            self.on_arrival(request, raw)

    def answer(self, request: Request, response: Response) -> None:
        """Pass on a bought answer."""
        if self.on_answer is not None:
            self.on_answer(request, response)


class InFlight:
    """Stands around the model that sends, and knows which tasks wait for its answers.

    Args:
        inner: the model that sends.
        listeners: whose ``calls`` is told of what is sent.

    ``gate`` is that of the paced model around it, where there is one.

    Example:
        >>> class Slow:
        ...     async def complete(self, request):
        ...         return Response({"choices": [{}]})
        >>> model = InFlight(Slow())
        >>> model.shut()
        >>> asyncio.run(model.complete(Request({})))
        Traceback (most recent call last):
        llm_extract.models.in_flight.SendingStopped: nothing more is sent
    """

    def __init__(self, inner: Model, listeners: Listeners | None = None) -> None:
        self._inner = inner
        self._listeners = listeners or Listeners()
        self._shut = self._closed = False
        self._pausing: set[asyncio.Future[None]] = set()
        self.gate: Gate | None = None
        self.tasks: Counter[asyncio.Task[Any] | None] = Counter()
        relay_limits(self, inner)

    async def complete(self, request: Request) -> Response:
        """Send one request.

        Raises:
            RunError: this model was closed.
            SendingStopped: the door is shut.
            ModelError: no answer came.
        """
        self.refuse()
        if self._listeners.hold is not None:
            self._listeners.hold(request)
        if _log.isEnabledFor(INFO):
            return await self._tell(request)
        return await self._count(request)

    def refuse(self) -> None:
        """Let nothing pass that must not be sent.

        Raises:
            RunError: this model was closed.
            SendingStopped: the door is shut.
        """
        if self._closed:
            raise is_closed()
        if self._shut:
            raise SendingStopped("nothing more is sent")

    async def _tell(self, request: Request) -> Response:
        """The same, with what happens in the log."""
        about = {"document": ARTICLE.get(), "request": request.fingerprint, "model": request.body.get("model")}
        emit(_log, DEBUG, "request.sent", ordinal=request.ordinal, **about)
        begun = time.perf_counter()
        try:
            response = await self._count(request)
        except BaseException as error:
            emit(_log, INFO, "request.failed", error=type(error).__name__, seconds=_since(begun), **about)
            raise
        usage = response.usage
        emit(
            _log, INFO, "request.answered", seconds=_since(begun), prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens, finish_reason=response.finish_reason, **about,
        )  # fmt: skip
        return response

    async def _count(self, request: Request) -> Response:
        calls = self._listeners.calls
        if calls is None:
            return await self._send(request)
        await calls.begin(request)  # which may wait
        try:
            return await self._send(request)
        except BaseException as error:
            calls.failed(request, error)
            raise

    async def _send(self, request: Request) -> Response:
        if self._shut or self._closed:
            raise SendingStopped("nothing more is sent")
        current, sending = asyncio.current_task(), SENDING.get()
        task = WORKER.get() or current
        self.tasks[task] += 1
        if sending is not None and current is not None:
            sending.add(current)  # until the answer has come through the whole stack: the driver takes it out
        try:
            return await self._inner.complete(request)
        except BaseException:
            if sending is not None and current is not None:
                sending.discard(current)
            raise
        finally:
            self.tasks[task] -= 1
            if not self.tasks[task]:
                del self.tasks[task]

    async def pause(self, seconds: float) -> None:
        """Wait before a request is sent again.

        Raises:
            RunError: this model was closed, or is meanwhile.
            SendingStopped: the door is shut, or was meanwhile.
        """
        self.refuse()
        if seconds > 0:
            shutting = asyncio.get_running_loop().create_future()
            self._pausing.add(shutting)
            try:
                await asyncio.wait([shutting], timeout=seconds)
            finally:
                self._pausing.discard(shutting)
            self.refuse()

    def shut(self) -> None:
        """Send nothing more; what is on its way may still be answered, what waits to be sent is told."""
        self._shut = True
        self._tell_waiting(SendingStopped("nothing more is sent"))

    def _tell_waiting(self, error: Exception) -> None:
        for shutting in tuple(self._pausing):
            call_in(shutting.get_loop(), _end, shutting)
        if self.gate is not None:
            self.gate.abandon(error)

    def open(self) -> None:
        """Send again."""
        self._shut = False

    async def aclose(self) -> None:
        """Send nothing more, ever, and close the inner model; what waits to be sent is told."""
        self._closed = True
        self._tell_waiting(is_closed())
        await self._inner.aclose()


def let_go(tasks: Iterable[asyncio.Task[Any]], sender: InFlight | None) -> None:
    """Have nothing more sent, and end all tasks but those that wait for an answer on its way, and the current one.

    Args:
        tasks: of those who send.
        sender: that they send through; None where nothing is sent.
    """
    under_way: Container[Any] = ()
    if sender is not None:
        sender.shut()
        under_way = sender.tasks
    try:
        current = asyncio.current_task()
    except RuntimeError:  # called from outside of the event loop
        current = None
    for task in tasks:
        if task not in under_way and task is not current:
            task.cancel()


def _end(pause: asyncio.Future[None]) -> None:
    if not pause.done():
        pause.set_result(None)


def _since(begun: float) -> float:
    return round(time.perf_counter() - begun, 3)
