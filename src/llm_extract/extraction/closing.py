"""What runs coroutines on an event loop of its own, and is closed once: at the end of a block, or by a call."""

from __future__ import annotations

import asyncio
import weakref
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from types import TracebackType
from typing import Any, Self, TypeVar

from ..models.closing import is_closed
from .driver import LoopThread

__all__ = ["Closing"]

R = TypeVar("R")


class Closing(ABC):
    """Gives ``run``, ``close``, ``with`` and ``async with`` to what has something to release.

    Args:
        ending: releases it where nobody closes it; None leaves it to others then.
    """

    def __init__(self, ending: Callable[[], Coroutine[Any, Any, None]] | None) -> None:
        self._loop = LoopThread()
        self._left = weakref.finalize(self, self._loop.leave, ending)

    @abstractmethod
    async def _release(self) -> None:
        """Close what is held; whoever waits for it is told."""

    def _refuse_if_closed(self) -> None:
        if not self._left.alive:
            raise is_closed("the extractor")

    def run(self, coroutine: Coroutine[Any, Any, R]) -> R:
        """Run a coroutine on the extractor's own event loop, from any thread but that loop's.

        Args:
            coroutine: what to run.

        Returns:
            What the coroutine returns; what it raises is raised here.

        Raises:
            RunError: the extractor was closed, or is meanwhile.
        """
        if not self._left.alive:
            coroutine.close()
            raise is_closed("the extractor")
        try:
            return self._loop.run(coroutine)
        except CancelledError:  # by its end
            self._refuse_if_closed()
            raise

    def close(self) -> None:
        """Release connections, files and the event-loop thread; the same at the end of a ``with`` block.

        Nothing is asked any more: calls that wait, in other threads too, and those to come end with a ``RunError``.
        """
        if self._left.detach() is not None:
            self._loop.run(self._release())
            self._loop.close()

    async def aclose(self) -> None:
        """The same as ``close`` inside a coroutine, and at the end of ``async with``."""
        if self._left.detach() is not None:
            await self._release()
            await asyncio.get_running_loop().run_in_executor(None, self._loop.close)

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
