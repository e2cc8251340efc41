"""Regular expressions that are compiled when they are first needed, as most texts need few of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

__all__ = ["lazily"]


def lazily(pattern: str, flags: int = re.IGNORECASE) -> Callable[[], re.Pattern[str]]:
    """What gives a pattern, compiled once.

    Args:
        pattern: the pattern.
        flags: those of ``re``.

    Example:
        >>> word = lazily("[a-z]+")
        >>> word() is word(), word().findall("Two words")
        (True, ['Two', 'words'])
    """
    return cache(lambda: re.compile(pattern, flags))
