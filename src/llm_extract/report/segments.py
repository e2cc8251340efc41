"""Cutting an article into pieces that the page can show one after the other.

Offsets in records count code points, offsets in a browser count UTF-16 units: so the cutting is done here, and the page
only joins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Segment", "cut_paragraphs", "join_spans"]

JOINT = " ... "
"""What stands between the words of several spans in one quote."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under the same highlights from its first character to its last.

    Args:
        start: code point offset of its first character in the article.
        text: the characters.
        marks: which highlights lie on it, in ascending order; empty for plain text.
    """

    start: int
    text: str
    marks: tuple[int, ...] = ()

    def to_list(self) -> list[object]:
        """The form that the page reads: ``[start, text]`` or ``[start, text, marks]``."""
        return [self.start, self.text, list(self.marks)] if self.marks else [self.start, self.text]


def cut_paragraphs(text: str, highlights: Sequence[Sequence[tuple[int, int]]]) -> list[list[Segment]]:
    """Cut a text at the ends of all highlights and behind every newline.

    Highlights may overlap and nest; each piece names all that lie on it. Spans outside the text are clipped to it.

    Args:
        text: the article.
        highlights: the spans of each highlight, ``(start, end)`` in code points.

    Returns:
        Paragraphs (lines) of segments. Joined, their texts are the article; the segments that carry one mark, joined,
        are that highlight's words.

    Example:
        >>> [[(piece.text, piece.marks) for piece in line] for line in cut_paragraphs("ab\\ncd", [[(0, 4)], [(1, 2)]])]
        [[('a', (0,)), ('b', (0, 1)), ('\\n', (0,))], [('c', (0,)), ('d', ())]]
    """
    starts, ends = _events(len(text), highlights)
    cuts = sorted({0, len(text), *starts, *ends, *_line_starts(text)})
    paragraphs: list[list[Segment]] = []
    line: list[Segment] = []
    active: dict[int, int] = {}
    for start, end in pairwise(cuts):
        for mark in ends.get(start, ()):
            active[mark] -= 1
            if not active[mark]:
                del active[mark]
        for mark in starts.get(start, ()):
            active[mark] = active.get(mark, 0) + 1
        line.append(Segment(start, text[start:end], tuple(sorted(active))))
        if text[end - 1] == "\n":
            paragraphs.append(line)
            line = []
    return [*paragraphs, line] if line else paragraphs


def join_spans(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The words at several places, joined as records join them.

    Example:
        >>> join_spans("We, he said, won.", [(0, 2), (13, 16)])
        'We ... won'
    """
    return JOINT.join(text[start:end] for start, end in spans)


def _events(
    length: int, highlights: Sequence[Sequence[tuple[int, int]]]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Which highlights start and end at which offset."""
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for mark, spans in enumerate(highlights):
        for start, end in spans:
            start, end = max(0, start), min(end, length)
            if start < end:
                starts.setdefault(start, []).append(mark)
                ends.setdefault(end, []).append(mark)
    return starts, ends


def _line_starts(text: str) -> list[int]:
    found, at = [], text.find("\n")
    while at >= 0:
        found.append(at + 1)
        at = text.find("\n", at + 1)
    return found
