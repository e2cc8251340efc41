"""How well the quotes of a record cover the words that the gold says, counted in words.

Where the document's text is known, words are places in it: gold quotes are looked up there and held against the
record's spans; of a gold quote that stands there several times the place nearest to the record's spans counts.
Without the text, the bags of words of the two quotes are compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .places import QuotedText

__all__ = ["Overlap", "count_words"]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Overlap:
    """Words shared, words quoted by the record, words of the gold.

    Example:
        >>> Overlap(2, 4, 2).precision, Overlap(2, 4, 2).recall
        (0.5, 1.0)
    """

    shared: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Overlap) -> Overlap:
        return Overlap(self.shared + other.shared, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float | None:
        """Share of the quoted words that are the gold's; None where nothing was quoted."""
        return self.shared / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of the gold's words that were quoted; None where the gold has none."""
        return self.shared / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; None where both sides are empty."""
        total = self.found + self.gold
        return 2 * self.shared / total if total else None


_Words = tuple[int, int, int]
_Span = tuple[int, int]


def count_words(
    accepted: Sequence[Any], rows: Sequence[Mapping[str, Any]], text: QuotedText | None = None
) -> tuple[int, int, int]:
    """Hold the evidence for one value against its accepted quotes; the best of them counts.

    Args:
        accepted: quotes, any of which is right; each a string or a list of pieces.
        rows: the record's evidence for this value.
        text: the document's text, or None where it is not at hand.

    Returns:
        Words shared, words quoted by the record, words of the gold.

    Example:
        >>> text = QuotedText("Ada raised series C here")
        >>> count_words(["series C"], [{"quote": "raised series C", "spans": [[4, 19]]}], text)
        (2, 3, 2)
    """
    if text is None:
        return _best([_bags(quote if isinstance(quote, list) else [quote], rows) for quote in accepted])
    if len(rows) == 1 and len(rows[0].get("spans") or ()) == 1:
        start, end = rows[0]["spans"][0]
        here = text.between(start, end)
        if here:
            return _beside(accepted, rows, (start, end), here, text)
    unplaced = sum(len(_WORD.findall(row.get("quote") or "")) for row in rows if not row.get("spans"))
    spans = text.join([(start, end) for row in rows for start, end in row.get("spans") or ()])
    found = sum([text.count(span) for span in spans]) + unplaced
    return _best([_held(quote, rows, spans, found, text) for quote in accepted])


def _beside(
    accepted: Sequence[Any], rows: Sequence[Mapping[str, Any]], span: _Span, here: str, text: QuotedText
) -> _Words:
    """Quotes against a single span, with the text that stands there; most stand within it or around it."""
    found = len(_WORD.findall(here))
    if here in accepted and found:
        return found, found, found  # exactly as accepted, so nothing fits better
    counted: list[_Words] = []
    elsewhere: list[tuple[int, Any]] = []
    for quote in accepted:
        gold = len(_WORD.findall(quote)) if isinstance(quote, str) else 0
        if gold and quote in here:
            counted.append((gold, found, gold))
        elif gold and text.stands_around(quote, span, here):
            counted.append((found, found, gold))
        else:
            elsewhere.append((gold, quote))
    if elsewhere:
        said = len(_WORD.findall(rows[0].get("quote") or ""))
        least, most = min(found, said), max(found, said)
        for gold, quote in elsewhere:  # a search takes longer than all else
            if not (gold and counted and _rank(_best(counted)) >= _rank((min(gold, most), least, gold))):
                counted.append(_held(quote, rows, [span], found, text))
    return _best(counted)


def _best(counted: list[_Words]) -> _Words:
    """Of several accepted quotes the one that fits best, then the shortest."""
    return counted[0] if len(counted) == 1 else max(counted, key=_rank, default=(0, 0, 0))


def _rank(one: _Words) -> tuple[float, int]:
    shared, found, gold = one
    return (2 * shared / (found + gold) if found + gold else 0.0), -gold


def _held(
    quote: str | list[str], rows: Sequence[Mapping[str, Any]], spans: list[_Span], found: int, text: QuotedText
) -> _Words:
    """One quote, looked up in the text, against joined spans."""
    if isinstance(quote, str):
        place = _nearest(quote, spans, text)
        gold = len(_WORD.findall(quote))
        return _bags([quote], rows) if place is None else (text.shared(spans, place), found, gold)
    nearest = [_nearest(piece, spans, text) for piece in quote]
    places = text.join([place for place in nearest if place is not None])
    if None in nearest:
        return _bags(quote, rows)
    shared = sum([text.shared(spans, place) for place in places])
    return shared, found, sum([text.count(place) for place in places])


def _nearest(quote: str, spans: list[_Span], text: QuotedText) -> _Span | None:
    """Of the places of a quote the one that shares most words with the evidence, the first of equally near ones."""
    places = text.find(quote)
    if len(places) < 2:
        return places[0] if places else None
    return max(places, key=lambda place: text.shared(spans, place))


def _bags(pieces: list[str], rows: Sequence[Mapping[str, Any]]) -> _Words:
    gold = [word for piece in pieces for word in _folded(piece)]
    found = [word for row in rows for word in _folded(row.get("quote") or "")]
    return (len(gold) if gold == found else _shared(gold, found)), len(found), len(gold)


def _shared(gold: list[str], found: list[str]) -> int:
    left: dict[str, int] = {}
    for word in gold:
        left[word] = left.get(word, 0) + 1
    shared = 0
    for word in found:
        if left.get(word, 0) > 0:
            left[word] -= 1
            shared += 1
    return shared


@lru_cache(maxsize=1_000)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))
