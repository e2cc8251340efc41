"""Long articles: where to cut, and the document that a model reads for one part.

Cuts are made at the ends of sections, else of paragraphs, sentences, words. Each part begins a little before the cut,
so that what stands at a seam is whole in one of them, and where it can at a sentence's beginning; it is preceded by the
article's head, which says what and whom the article is about. The
prompt needs no change: a part is a document like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..documents import Document
from ..values.sentences import sentence_starts

__all__ = ["MIN_CHARS", "Part", "partition"]

MIN_CHARS = 1_000
"""Code points below which a part would be mostly head and overlap."""

_OVERLAP_SHARE = 10  # of a part's length; of the same order as a paragraph
_MOST_OVERLAP = 2_000
_HEAD_SHARE = 20
_MOST_HEAD = 1_000
_MARKS = 200  # room for the words between head and part

_SECTION = re.compile(r"\n[ \t]*\n(?=#{1,6} |[ \t]*\n)|\f|\n(?=#{1,6} |[-*_=]{3,}[ \t]*\n)")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_LINE = re.compile(r"\n")
_WORD = re.compile(r"\s+")


def _ends_of(pattern: re.Pattern[str]) -> Callable[[str], Iterable[int]]:
    return lambda text: (match.end() for match in pattern.finditer(text))


_LEVELS = (
    (_ends_of(_SECTION), 0.5),
    (_ends_of(_PARAGRAPH), 0.6),
    (_ends_of(_LINE), 0.7),
    (sentence_starts, 0.5),
    (_ends_of(_WORD), 0.5),
)
"""What ends at a cut, best first, and the share of a part that must be filled before it may be cut there."""
_SENTENCES = 3  # their level


@dataclass(frozen=True)
class Part:
    """A stretch of an article that is read by itself.

    Args:
        article: the whole document.
        start: where it begins in the article's text, in code points.
        end: where it ends.
        number: 1 for the first.
        count: how many there are.
        head: how many code points of the article's beginning go before it as context; 0 for the first part.
    """

    article: Document
    start: int
    end: int
    number: int = 1
    count: int = 1
    head: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether it is the article itself."""
        return self.count == 1

    @cached_property
    def document(self) -> Document:
        """What the model reads: the article's head and the part, marked as such, under the article's title and date."""
        if self.is_whole:
            return self.article
        return replace(self.article, text=self._lead + self.article.text[self.start : self.end])

    @cached_property
    def _lead(self) -> str:
        mark = f"[Part {self.number} of {self.count} of the article]\n\n"
        if not self.head:
            return mark
        return f"{_BEGINNING}{self.article.text[: self.head]}\n\n[...]\n\n{mark}"

    def to_article(self, span: tuple[int, int]) -> tuple[int, int] | None:
        """The range of the article's text that a range of ``document.text`` shows; None for words of the marks."""
        start, end = span
        if self.is_whole:
            return span
        if start >= len(self._lead):
            offset = self.start - len(self._lead)
            return start + offset, end + offset
        if self.head and start >= len(_BEGINNING) and end <= len(_BEGINNING) + self.head:
            return start - len(_BEGINNING), end - len(_BEGINNING)
        return None


_BEGINNING = "[The beginning of the article, for context]\n\n"


def partition(document: Document, max_chars: int | None) -> tuple[Part, ...]:
    """Cut an article into parts that a model can read.

    Args:
        document: the article.
        max_chars: code points that a model is given at once, head and marks included; None or 0 never cuts.

    Returns:
        The parts in the order of the text; the article itself as the only one where it is short enough.

    Example:
        >>> article = Document.from_text("\\n\\n".join(f"Paragraph {n} says little." for n in range(100)))
        >>> parts = partition(article, 1000)
        >>> len(parts), max(len(part.document.text) for part in parts) <= 1000
        (4, True)
        >>> parts[0].document.text.splitlines()[0], parts[1].start < parts[0].end
        ('[Part 1 of 4 of the article]', True)
    """
    text = document.text
    if not max_chars or len(text) <= max_chars:
        return (Part(document, 0, len(text)),)
    max_chars = max(max_chars, MIN_CHARS)
    overlap = min(max_chars // _OVERLAP_SHARE, _MOST_OVERLAP)
    ends = _Ends(text)
    head = ends.before(min(max_chars // _HEAD_SHARE, _MOST_HEAD), 0)
    spans = _spans(ends, len(text), max_chars - _MARKS - head, overlap)
    return tuple(
        Part(document, start, end, number, len(spans), min(head, start))
        for number, (start, end) in enumerate(spans, 1)
    )  # fmt: skip


def _spans(ends: _Ends, length: int, size: int, overlap: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    while length - start > size:
        end = ends.before(start + size, start)
        spans.append((start, end))
        start = ends.after(end - overlap, end, start + (end - start) // 2)
    return [*spans, (start, length)]


class _Ends:
    """Where sections, paragraphs, lines, sentences and words of a text end."""

    def __init__(self, text: str) -> None:
        self._places: Sequence[tuple[list[int], float]] = [([*places(text)], share) for places, share in _LEVELS]

    def before(self, limit: int, start: int) -> int:
        """The best place to cut at or before ``limit``."""
        for places, share in self._places:
            at = bisect_right(places, limit) - 1
            if at >= 0 and places[at] >= start + share * (limit - start):
                return places[at]
        return limit

    def after(self, wanted: int, limit: int, least: int) -> int:
        """The best place to begin: a paragraph's or sentence's start at or after ``wanted``, before ``limit``.

        Where there is none, the nearest start of a sentence before ``wanted``, but after ``least``; then of a word.
        """
        for level, (places, _) in enumerate(self._places[1:], 1):
            at = bisect_left(places, wanted)
            if level <= _SENTENCES and at < len(places) and places[at] < limit:
                return places[at]
            if level >= _SENTENCES and at and places[at - 1] > least:
                return places[at - 1]
        return wanted
