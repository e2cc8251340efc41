"""Words right before a place, and right behind it: patterns that are compiled when they are first tried."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from .gates import holds_any

__all__ = ["MARK", "Beside", "Label", "rows"]

MARK = r"(?:\b(?-i:[A-Z]{1,3}|Rp))?\.?\s?[$€£¥₹]?\s?"
"""What may stand between words and a figure: the mark of a currency, or none."""


class Beside:
    """What may stand beside a place, in whatever case.

    Args:
        before: a pattern for what ends at the place; none where it is empty.
        after: one for what begins behind it.
        cues: letters, in lower case, without which no text has either; where none are given, every text may.
        reach: code points before the place that are looked at, and behind it.

    Example:
        >>> fell = Beside(r"fell\\sto\\s$", r"\\sless", cues=("fell", "less"))
        >>> [fell.find(text, 8, 9) for text in ("fell to 5", "about   5 less", "rose to 5")]
        ['fell to', 'less', '']
    """

    def __init__(
        self, before: str = "", after: str = "", *, cues: tuple[str, ...] = (), reach: tuple[int, int] = (70, 90)
    ) -> None:
        self._patterns, self.cues, self._reach = (before, after), cues, reach

    @cached_property
    def _before(self) -> re.Pattern[str] | None:
        return re.compile(self._patterns[0], re.IGNORECASE) if self._patterns[0] else None

    @cached_property
    def _after(self) -> re.Pattern[str] | None:
        return re.compile(self._patterns[1], re.IGNORECASE) if self._patterns[1] else None

    def before(self, text: str, start: int) -> re.Match[str] | None:
        """What stands right before a place."""
        return self._before.search(text, max(0, start - self._reach[0]), start) if self._before else None

    def after(self, text: str, end: int) -> re.Match[str] | None:
        """What stands right behind a place."""
        return self._after.match(text, end, end + self._reach[1]) if self._after else None

    def find(self, text: str, start: int, end: int) -> str:
        """The words beside a place, or ""."""
        if self.cues and not holds_any(text, self.cues):
            return ""
        match = self.before(text, start) or self.after(text, end)
        return match.group().strip() if match else ""

    def around(self, text: str, start: int, end: int) -> str:
        """A place with the words before and behind it, where all that there may be stands there; or ""."""
        left = self.before(text, start)
        right = self.after(text, end) if left or not self._patterns[0] else None
        if (left or not self._patterns[0]) and (right or not self._patterns[1]):
            return text[left.start() if left else start : right.end() if right else end].strip()
        return ""


class Label(NamedTuple):
    """Words that set a value apart.

    Args:
        beside: the words.
        asked_by: words of names of fields whose values they do not set apart.
        of_figures: they set figures apart.
        of_texts: they set texts and names apart.
        only_for: what the name of a field must hold, folded and joined by ``_``; any may where it is empty.
    """

    beside: Beside
    asked_by: frozenset[str] = frozenset()
    of_figures: bool = True
    of_texts: bool = True
    only_for: str = ""


def rows(cues: str) -> tuple[str, ...]:
    """Cues that stand in one row, with ``|`` between."""
    return tuple(cues.split("|"))
