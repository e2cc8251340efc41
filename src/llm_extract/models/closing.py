"""What is closed while others use it, in event loops of other threads too."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from ..errors import RunError

__all__ = ["call_in", "is_closed"]


def is_closed(what: str = "the model") -> RunError:
    """The error for who asks what is closed: nothing was sent."""
    return RunError(
        f"{what} was closed: nothing more is sent", hint="Wait for all calls before it is closed, or make another"
    )


def call_in(loop: asyncio.AbstractEventLoop, call: Callable[..., object], *arguments: Any) -> None:
    """Call in an event loop: when its turn comes where it runs in another thread, else at once.

    Args:
        loop: whose futures the call touches.
        call: must not raise.
        arguments: for it.
    """
    if loop.is_running() and loop is not _running():
        try:
            loop.call_soon_threadsafe(call, *arguments)
        except RuntimeError:  # it has ended just now
            return
    elif not loop.is_closed():
        call(*arguments)


def _running() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
