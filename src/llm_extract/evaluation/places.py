"""A text prepared for looking up many quotes: where each stands, and which words of the text a span covers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

__all__ = ["QuotedText"]

_WORD = re.compile(r"\w+")
_RUN = re.compile(r"\s{2,}")
_SINGLE = "\u2018\u2019\u201a\u201b\u2032`\u00b4"
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
_MARK_OF = {**{ord(mark): "'" for mark in _SINGLE}, **{ord(mark): '"' for mark in _DOUBLE}}


class QuotedText:
    """One text; white space and the form of quote marks are set aside in looking quotes up.

    Args:
        text: the text that offsets refer to.

    Example:
        >>> text = QuotedText("It is the \\n‘best’ one")
        >>> text.find("the 'best'"), len(text.words(6, 17))
        ([(6, 17)], 2)
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, quote: str) -> list[tuple[int, int]]:
        """Every place of a quote, as (start, end); places do not overlap."""
        wanted = _fold(quote)
        if not wanted:
            return []
        folded, places = self._folded, []
        at = folded.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            places.append((self._unfold(at), self._unfold(end - 1) + 1))
            at = folded.find(wanted, end)
        return places

    def words(self, start: int, end: int) -> range:
        """The numbers of the words that a span touches."""
        starts, ends = self._bounds
        return range(bisect_right(ends, start), bisect_left(starts, end))

    @cached_property
    def _folded(self) -> str:
        return _fold(self._text)

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

    def _unfold(self, place: int) -> int:
        at, lost = self._runs
        return place + lost[bisect_right(at, place) - 1]

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        spans = [match.span() for match in _WORD.finditer(self._text)]
        return [start for start, _ in spans], [end for _, end in spans]


def _fold(text: str) -> str:
    return " ".join(text.translate(_MARK_OF).split())
