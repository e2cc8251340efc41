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
    spans = [span for row in rows for span in row.get("spans") or ()]
    if len(rows) == len(spans) == 1:
        start, end = spans[0]
        here = text.between(start, end)
        if 0 < len(here) == end - start:
            return _beside(accepted, rows, (start, end), here, text)
    covered = [text.words(start, end) for start, end in spans]
    unplaced = sum(len(_WORD.findall(row.get("quote") or "")) for row in rows if not row.get("spans"))
    return _best([_held(quote, rows, covered, unplaced, text) for quote in accepted])


def _beside(
    accepted: Sequence[Any], rows: Sequence[Mapping[str, Any]], span: tuple[int, int], here: str, text: QuotedText
) -> _Words:
    """The same for one span, as most evidence is: most quotes stand within it or around it, and need no search."""
    found = len(_WORD.findall(here))
    if found and here in accepted:
        return found, found, found
    counted = []
    for quote in accepted:
        if not isinstance(quote, str):
            counted.append(_held(quote, rows, [text.words(*span)], 0, text))
            continue
        gold = len(_WORD.findall(quote))
        if gold and quote in here:
            counted.append((gold, found, gold))
        elif gold and text.stands_around(quote, span, here):
            counted.append((found, found, gold))
        elif places := text.find(quote):
            counted.append((max([text.shared(span, place) for place in places]), found, gold))
        else:
            counted.append(_bags([quote], rows))
    return _best(counted)


def _best(counted: list[_Words]) -> _Words:
    """Of several accepted quotes the one that fits best, then the shortest, then the first."""
    return counted[0] if len(counted) == 1 else max(counted, key=_rank, default=(0, 0, 0))


def _rank(one: _Words) -> tuple[float, int]:
    shared, found, gold = one
    return (2 * shared / (found + gold) if found + gold else 0.0), -gold


def _held(
    quote: str | list[str], rows: Sequence[Mapping[str, Any]], covered: list[range], unplaced: int, text: QuotedText
) -> _Words:
    if isinstance(quote, str) and not covered and text.holds(quote):
        return 0, unplaced, len(_WORD.findall(quote))
    pieces = quote if isinstance(quote, list) else [quote]
    placed = [text.words_of(piece) for piece in pieces]
    return _placed(placed, covered, unplaced) if all(placed) else _bags(pieces, rows)


def _placed(places: list[list[range]], covered: list[range], unplaced: int) -> _Words:
    """The same for quotes in pieces and evidence of several spans; a word is a bit."""
    found = gold = 0
    for words in covered:
        found |= _bits(words)
    for ranges in places:  # of several equally near places the first counts
        gold |= _bits(max(ranges, key=lambda words: (found >> words.start & _bits(range(len(words)))).bit_count()))
    return (gold & found).bit_count(), found.bit_count() + unplaced, gold.bit_count()


def _bits(words: range) -> int:
    return ((1 << len(words)) - 1) << words.start


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
