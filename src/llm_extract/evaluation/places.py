"""A text prepared for looking up many quotes: where each stands, and which words of the text a span covers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from ..comparison.folding import straighten

__all__ = ["QuotedText"]

_WORD = re.compile(r"\w+")
_RUN = re.compile(r"\s\s+")  # not \s{2,}, which is tried at every character


class QuotedText:
    """One text; white space and the form of quote marks are set aside in looking quotes up.

    Args:
        text: the text that offsets refer to.

    Example:
        >>> text = QuotedText("It is the \\n‘best’ one")
        >>> text.find("the 'best'"), text.count((6, 17))
        ([(6, 17)], 2)
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def holds(self, quote: str) -> bool:
        """Whether a quote stands there at all."""
        wanted = straighten(quote)
        return bool(wanted) and wanted in self._folded

    def find(self, quote: str) -> list[tuple[int, int]]:
        """Every place of a quote, as (start, end); places do not overlap."""
        wanted = straighten(quote)
        if not wanted:
            return []
        folded, places, long = self._folded, [], len(wanted)
        ats, lost = self._runs
        at = folded.find(wanted)
        while at >= 0:
            end = at + long
            places.append((at + lost[bisect_right(ats, at) - 1], end + lost[bisect_right(ats, end - 1) - 1]))
            at = folded.find(wanted, end)
        return places

    def between(self, start: int, end: int) -> str:
        """The text from one place to another, as it is."""
        return self._text[start:end]

    def stands_around(self, quote: str, span: tuple[int, int], here: str) -> bool:
        """Whether a quote stands so that a span, whose text is given, is a part of it."""
        before = quote.find(here)
        start = span[0] - before
        return before >= 0 <= start and self._text.startswith(quote, start)

    def count(self, span: tuple[int, int]) -> int:
        """How many words a span touches."""
        return len(_WORD.findall(self._text, *span))

    def shared(self, spans: Sequence[tuple[int, int]], other: tuple[int, int]) -> int:
        """How many words a span shares with others, of which no two touch the same word."""
        return sum([self._shared(span, other) for span in spans])

    def join(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Spans in order, without those that hold no text: two that overlap or touch the same word become one."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if start >= end or start >= len(self._text):
                continue
            if joined and (start < joined[-1][1] or self._shared(joined[-1], (start, end))):
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        return joined

    def _shared(self, one: tuple[int, int], other: tuple[int, int]) -> int:
        start, end = max(one[0], other[0]), min(one[1], other[1])
        if start < end:
            return len(_WORD.findall(self._text, start, end))
        # apart, they touch the same word only where it reaches from the end of the one to the start of the other
        return 1 if _WORD.fullmatch(self._text, end - 1, start + 1) else 0

    @cached_property
    def _folded(self) -> str:
        return straighten(self._text)

    @cached_property
    def _runs(self) -> tuple[list[int], list[int]]:
        """Where in the folded text runs of white space were shortened, and how many characters are gone by then."""
        gone = len(self._text) - len(self._text.lstrip())
        at, lost = [0], [gone]
        for run in _RUN.finditer(self._text, gone):
            at.append(run.start() - gone + 1)
            gone += run.end() - run.start() - 1
            lost.append(gone)
        return at, lost
