"""The evidence of several answers about one article: offsets into all of it, and the best for each value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..pointers import surroundings
from ..records import Evidence
from .judgement import JOINT, rank

if TYPE_CHECKING:
    from .partition import Part

__all__ = ["Pieces", "Spans", "backing_of", "combine", "relocate", "unite_spans"]

Spans = tuple[tuple[int, int], ...]
Pieces = Mapping[str, Evidence]
"""The evidence of one answer by path, with offsets into the whole article."""

_UNCITED = 2  # as good as what words cannot decide
_LOOSER = ("exact", "normalized", "fuzzy", "missing")


def relocate(part: Part, evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """The evidence of an answer about one part, with offsets into the whole article.

    Args:
        part: what was asked about.
        evidence: with offsets into what the model read.
    """
    for item in evidence:
        spans = [part.to_article(span) for span in item.spans]
        inside = tuple(span for span in spans if span is not None)
        if len(inside) == len(spans):
            yield replace(item, spans=inside)
        else:  # words of the marks around a part
            yield Evidence(item.path, item.quote, (), "missing", "unsupported", "the quote is not in the article")


def combine(text: str, path: str, items: Sequence[Evidence]) -> Evidence:
    """The best of several pieces of evidence for one value, with the spans of all that are as good.

    Args:
        text: the whole article.
        path: where the value stands in what the answers say together.
        items: with offsets into the whole article.
    """
    best = max(rank(item) for item in items)
    good = [item for item in items if rank(item) == best]
    spans = unite_spans(span for item in good for span in item.spans)
    if spans == good[0].spans:
        return replace(good[0], path=path)
    alignment = max((item.alignment for item in good), key=_LOOSER.index)
    return replace(
        good[0], path=path, quote=JOINT.join(text[a:b] for a, b in spans), spans=spans, alignment=alignment
    )  # fmt: skip


def unite_spans(spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans in order, those that overlap as one.

    Example:
        >>> unite_spans([(5, 9), (0, 2), (7, 12)])
        ((0, 2), (5, 12))
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def backing_of(evidence: Sequence[Pieces]) -> Callable[[int, str], int]:
    """How well words back what an answer says at a place: its own, else those around it, else the worst within it.

    Args:
        evidence: that of each answer.

    Returns:
        What tells it, for the answer's number and a JSON pointer; the higher the better.
    """
    ranks = [{path: rank(item) for path, item in pieces.items()} for pieces in evidence]
    within: list[dict[str, int]] = [{} for _ in evidence]
    for number, pieces in enumerate(ranks):
        for path, own in pieces.items():
            for outer in surroundings(path):
                within[number][outer] = min(own, within[number].get(outer, own))

    def backing(number: int, path: str) -> int:
        known = ranks[number]
        found = next((known[place] for place in (path, *surroundings(path)) if place in known), None)
        return within[number].get(path, _UNCITED) if found is None else found

    return backing
