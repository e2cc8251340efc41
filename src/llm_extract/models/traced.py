"""Models that are watched: a span for each request, and one inside it for each time that it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..messages import Request, Response
from .base import Model
from .limits import relay_limits

if TYPE_CHECKING:
    from .telemetry import Telemetry

__all__ = ["Traced", "TracedAttempts"]


class Traced:
    """Stands around the model that repeats what failed: its span and metrics are those of the whole request.

    Args:
        inner: the model that answers.
        telemetry: makes the spans.
    """

    def __init__(self, inner: Model, telemetry: Telemetry) -> None:
        self._inner, self._telemetry = inner, telemetry

    async def complete(self, request: Request) -> Response:
        """Answer a request; errors are those of the inner model."""
        with self._telemetry.chat(request) as tell:
            response = await self._inner.complete(request)
            tell(response)
        return response

    async def aclose(self) -> None:
        """Close the inner model."""
        await self._inner.aclose()


class TracedAttempts:
    """Stands around the model that sends once.

    Args:
        inner: the model that sends; where it reports rate limits, this one does.
        telemetry: makes the spans.
    """

    def __init__(self, inner: Model, telemetry: Telemetry) -> None:
        self._inner, self._telemetry = inner, telemetry
        relay_limits(self, inner)

    async def complete(self, request: Request) -> Response:
        """Send a request; errors are those of the inner model."""
        with self._telemetry.attempt(request):
            return await self._inner.complete(request)

    async def aclose(self) -> None:
        """Close the inner model."""
        await self._inner.aclose()
