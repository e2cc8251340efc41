"""Calling a store from an event loop: at once where it answers at once, in a thread where it waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from .closing import is_closed
from .store import Store

__all__ = ["StoreCalls"]

_THREADS = 16
_T = TypeVar("_T")


class StoreCalls:
    """Calls one store.

    Args:
        store: the store; its ``waits`` says whether threads are needed.
    """

    def __init__(self, store: Store) -> None:
        self._threads = ThreadPoolExecutor(_THREADS, "store") if store.waits else None
        self._closed = False

    async def run(self, call: Callable[..., _T], *arguments: object) -> _T:
        """Call and wait for the result.

        A task that is cancelled meanwhile still gets the result, for an answer may have been stored, or a claim taken;
        the cancellation comes at its next ``await``.

        Args:
            call: a method of the store.
            arguments: for it.

        Returns:
            What the call returns.

        Raises:
            RunError: these calls were closed.
        """
        if self._closed:
            raise is_closed()
        if self._threads is None:
            return call(*arguments)
        future = asyncio.get_running_loop().run_in_executor(self._threads, call, *arguments)
        cancellations = 0
        task = asyncio.current_task()
        while not future.done():
            try:
                await asyncio.wait([future])
            except asyncio.CancelledError:
                if task is None:
                    raise
                task.uncancel()
                cancellations += 1
        for _ in range(cancellations):
            if task is not None:
                task.cancel()
        return future.result()

    def begin(self, call: Callable[..., object], *arguments: object) -> None:
        """Call without waiting for the end, where the store waits; ``close`` does. The call must not raise.

        Nothing is called after ``close``: a store that is closed has given up its claims.
        """
        if self._closed:
            return
        if self._threads is None:
            call(*arguments)
        else:
            self._threads.submit(call, *arguments)

    def close(self) -> None:
        """End the threads, when what they do is done; nothing more is called."""
        self._closed = True
        if self._threads is not None:
            self._threads.shutdown()
