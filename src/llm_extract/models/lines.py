"""The connections of one model: those of each event loop apart, for they cannot be used from another."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable

from ..errors import RunError
from .connections import Line, load_libraries

__all__ = ["Lines", "was_closed"]

_LOADED = threading.Event()
_OF_A_PARENT: list[Line] = []
"""What a fork has copied and never lets go of: closed there, connections would fail in the process that has them."""


class Lines:
    """Opens a line for each event loop that asks for one, and closes them all.

    Args:
        open_line: makes ready to send from the running event loop.
    """

    def __init__(self, open_line: Callable[[], Line]) -> None:
        self._open_line = open_line
        self._lines: dict[asyncio.AbstractEventLoop, Line] = {}
        self._loading: asyncio.Future[None] | None = None
        self._closings = 0

    async def find(self) -> Line:
        """The line of the running event loop.

        What the first one needs is imported in a thread, because that takes a second, and the event loop may be one
        that others wait for.

        Raises:
            RunError: the model was closed meanwhile.
        """
        if not _LOADED.is_set():
            await self.prepare()
        return self._find()

    async def prepare(self) -> None:
        """Import what the first line needs.

        Raises:
            RunError: the model was closed meanwhile.
        """
        closings, loop = self._closings, asyncio.get_running_loop()
        if self._loading is None or self._loading.get_loop() is not loop:
            self._loading = loop.run_in_executor(None, load_libraries)
        await asyncio.shield(self._loading)  # whoever is cancelled here leaves it to the others
        _LOADED.set()
        if closings != self._closings:
            raise was_closed()

    def _find(self) -> Line:
        loop = asyncio.get_running_loop()
        line = self._lines.get(loop)
        if line is None or line.session.closed or line.process != os.getpid():
            self._forget()
            line = self._lines[loop] = self._open_line()
        return line

    def _forget(self) -> None:
        """Let go of lines that nobody can use: of event loops that have ended, and of the process forked from."""
        for loop, line in list(self._lines.items()):
            if line.process != os.getpid():
                _OF_A_PARENT.append(self._lines.pop(loop))
            elif loop.is_closed():
                _close_at_once(self._lines.pop(loop))

    async def close(self) -> None:
        """Close the lines of all event loops; in one that runs elsewhere, as soon as its turn comes."""
        self._closings += 1
        self._forget()
        running = asyncio.get_running_loop()
        for loop in list(self._lines):
            line = self._lines.pop(loop)
            if loop is running:
                await line.session.close()
                continue
            try:
                loop.call_soon_threadsafe(_close_at_once, line)
            except RuntimeError:  # it has ended just now
                _close_at_once(line)


def was_closed() -> RunError:
    """For a request that was under way: not to be sent again, for it may have been paid for."""
    return RunError("the model was closed while it was asked", hint="Wait for all calls before it is closed")


def _close_at_once(line: Line) -> None:
    """Close a line without waiting, in its event loop, which does the rest by itself, or where that has ended."""
    closing = line.session.close()
    try:
        closing.send(None)
    except StopIteration:
        return
    closing.close()
