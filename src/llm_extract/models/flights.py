"""Equal requests under way at once: one is asked, the others wait for its answer."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future

from ..errors import ExtractError
from ..messages import Request, Response
from .base import Model

__all__ = ["Flights", "SharingModel"]


class _Flight:
    """A request under way; those who wait for its answer are few, and a future is made for the first of them only."""

    __slots__ = ("landed",)

    def __init__(self) -> None:
        self.landed: Future[Response | None] | None = None


class Flights:
    """Who asks for what, among the tasks and threads of a process."""

    def __init__(self) -> None:
        self._flights: dict[str, _Flight] = {}
        self._lock = threading.Lock()

    async def join(self, key: str, ask: Callable[[], Awaitable[Response]]) -> tuple[Response, bool]:
        """Ask, or wait for who asks already.

        Args:
            key: equal for equal requests.
            ask: asks; called where nobody does, or whoever did was cancelled.

        Returns:
            The answer, and whether it was asked for by another.

        Raises:
            ExtractError: what ``ask`` raised, here or there.
        """
        while True:
            with self._lock:
                flight = self._flights.get(key)
                if flight is None:
                    flight = self._flights[key] = _Flight()
                    landed = None
                elif (landed := flight.landed) is None:
                    landed = flight.landed = Future()
                    landed.set_running_or_notify_cancel()  # so that a follower that is cancelled does not cancel it
            if landed is None:
                return await self._lead(key, flight, ask), False
            # None says that the leader was cancelled: someone else must ask.
            if (found := await asyncio.wrap_future(landed)) is not None:
                return found, True

    async def _lead(self, key: str, flight: _Flight, ask: Callable[[], Awaitable[Response]]) -> Response:
        answer: Response | None = None
        failure: ExtractError | None = None
        try:
            answer = await ask()
            return answer
        except ExtractError as error:
            failure = error
            raise
        finally:
            with self._lock:
                del self._flights[key]  # whoever comes from here on leads
            if flight.landed is not None and failure is not None:
                flight.landed.set_exception(failure)
            elif flight.landed is not None:
                flight.landed.set_result(answer)


class SharingModel:
    """Stands where a cache would: it keeps nothing, but equal requests at the same time are asked, and paid, once.

    Args:
        inner: the model to ask.

    Example:
        >>> class Counting:
        ...     asked = 0
        ...     async def complete(self, request):
        ...         self.asked += 1
        ...         await asyncio.sleep(0)
        ...         return Response({"choices": [{}]})
        >>> async def ask_twice(model):
        ...     await asyncio.gather(*(model.complete(Request({"model": "m"})) for _ in range(2)))
        >>> model = Counting()
        >>> asyncio.run(ask_twice(SharingModel(model)))
        >>> model.asked
        1
    """

    def __init__(self, inner: Model) -> None:
        self._inner = inner
        self._flights = Flights()

    async def complete(self, request: Request) -> Response:
        """Ask the inner model, or wait for the answer to an equal request.

        Raises:
            ModelError: the inner model got no answer.
        """
        answer, _ = await self._flights.join(request.fingerprint, lambda: self._inner.complete(request))
        return answer

    async def aclose(self) -> None:
        """Close the inner model."""
        await self._inner.aclose()
