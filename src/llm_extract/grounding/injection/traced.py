"""Patterns that are looked for only where words without which they cannot match stand in the passage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

__all__ = ["BEGIN", "Traced"]

BEGIN = r"(?:^|(?<=[.!?]\s))[^\w\n]"  # of a line or a sentence, with marks before its first word


@dataclass(frozen=True)
class Traced:
    """One kind of words that an article does not say to people.

    Args:
        pattern: where case counts, it says so.
        traces: words, one of which each match of the pattern holds, and in lower case what stands around them there.
        marks: one of which a match holds that has no such word.
    """

    pattern: str
    traces: tuple[tuple[str, tuple[str, ...]], ...]
    marks: tuple[str, ...] = ()

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.IGNORECASE | re.MULTILINE)
