"""What is closed at the end of a block, in a coroutine and outside of one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

__all__ = ["Closing"]


class Closing(ABC):
    """Gives ``with`` and ``async with`` to what has ``close`` and ``aclose``."""

    @abstractmethod
    def close(self) -> None:
        """Release what is held."""

    @abstractmethod
    async def aclose(self) -> None:
        """The same as ``close`` inside a coroutine."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()
