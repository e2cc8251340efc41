"""The one protocol that every model in the stack keeps."""

from __future__ import annotations

from typing import Protocol

from ..messages import Request, Response

__all__ = ["Model"]


class Model(Protocol):
    """Something that answers requests: live, paced, cached, replayed, or a wrapper of the user's own.

    Example:
        >>> class Echo:
        ...     async def complete(self, request: Request) -> Response:
        ...         return Response({"choices": [{"message": {"content": "{}"}}]})
        ...     async def aclose(self) -> None: ...
        >>> model: Model = Echo()
    """

    async def complete(self, request: Request) -> Response:
        """Answer one request.

        Args:
            request: the body to send and its ordinal.

        Returns:
            A completed answer with at least one choice.

        Raises:
            ModelError: no answer came.
        """
        ...

    async def aclose(self) -> None:
        """Release connections and files."""
        ...
