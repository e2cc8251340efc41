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
    if text is not None and (words := _quoted_alike(accepted, rows, text)):
        return words, words, words
    covered = _covered(rows, text) if text is not None else None
    best: _Words | None = None
    for quote in accepted:
        pieces = quote if isinstance(quote, list) else [quote]
        places = [text.words_of(piece) for piece in pieces] if text is not None else []
        one = _bags(pieces, rows) if covered is None or not all(places) else _placed(places, *covered)
        shared, found, gold = one
        if shared and shared == found == gold:
            return one
        if best is None or _rank(*one) > _rank(*best):
            best = one
    return best or (0, 0, 0)


def _quoted_alike(accepted: Sequence[Any], rows: Sequence[Mapping[str, Any]], text: QuotedText) -> int:
    """How many words the only span of the evidence has, where an accepted quote stands exactly there; else 0."""
    if len(rows) != 1:
        return 0
    spans: Sequence[Sequence[int]] = rows[0].get("spans") or ()
    if len(spans) != 1:
        return 0
    start, end = spans[0]
    return len(text.words(start, end)) if text.between(start, end) in accepted else 0


def _rank(shared: int, found: int, gold: int) -> tuple[float, int]:
    return (2 * shared / (found + gold) if found + gold else 0.0), -gold


def _covered(rows: Sequence[Mapping[str, Any]], text: QuotedText) -> tuple[int, int]:
    """The words of the text that the evidence covers, a bit each, and how many more it quotes that have no place."""
    found = unplaced = 0
    for row in rows:
        spans = row.get("spans") or ()
        for start, end in spans:
            found |= _bits(text.words(start, end))
        if not spans:
            unplaced += len(_WORD.findall(row.get("quote") or ""))
    return found, unplaced


def _placed(places: list[list[range]], found: int, unplaced: int) -> _Words:
    gold = 0
    for ranges in places:
        # the first of several equally near ones
        gold |= _bits(ranges[0] if len(ranges) == 1 else max(ranges, key=lambda words: _shared_words(found, words)))
    return (gold & found).bit_count(), found.bit_count() + unplaced, gold.bit_count()


def _bits(words: range) -> int:
    return ((1 << len(words)) - 1) << words.start


def _shared_words(found: int, words: range) -> int:
    return (found >> words.start & (1 << len(words)) - 1).bit_count()


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
