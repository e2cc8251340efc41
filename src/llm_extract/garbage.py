"""Garbage collection during long work: seldom, for what records and answers are made of is freed without it."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

__all__ = ["collected_seldom"]

_SELDOM = 50_000  # objects made between two looks of the collector


@contextlib.contextmanager
def collected_seldom() -> Iterator[None]:
    """Let the collector look less often while the block lasts, unless it is off or looks less often still.

    Example:
        >>> before = gc.get_threshold()
        >>> with collected_seldom():
        ...     gc.get_threshold()[0] >= 50_000
        True
        >>> gc.get_threshold() == before
        True
    """
    before = gc.get_threshold()
    if 0 < before[0] < _SELDOM:
        gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
