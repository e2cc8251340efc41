"""How well the quotes of a record cover the words that the gold says, counted in words.

Where the document's text is known, words are places in it: gold quotes are looked up there and held against the
record's spans; of a gold quote that stands there several times the place nearest to the record's spans counts.
Without the text, the bags of words of the two quotes are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

__all__ = ["Overlap", "find_quote", "overlap"]

_WORD = re.compile(r"\w+")
_MARKS = {"'": "['\u2018\u2019\u201a\u201b\u2032`\u00b4]", '"': '["\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]'}
_MARK_OF = {ord(mark): key for key, marks in _MARKS.items() for mark in marks[1:-1]}


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


def overlap(accepted: Sequence[Any], evidence: Iterable[Mapping[str, Any]], text: str | None = None) -> Overlap:
    """Hold the evidence for one value against its accepted quotes; the best of them counts.

    Args:
        accepted: quotes, any of which is right; each a string or a list of pieces.
        evidence: the record's evidence rows for this value.
        text: the document's text, or None where it is not at hand.

    Example:
        >>> overlap(["series C"], [{"quote": "raised series C", "spans": [[4, 19]]}], "Ada raised series C here")
        Overlap(shared=2, found=3, gold=2)
    """
    rows = list(evidence)
    best = None
    for quote in accepted:
        one = _one(quote if isinstance(quote, list) else [quote], rows, text)
        if best is None or _rank(one) > _rank(best):
            best = one
        if one.shared and one.shared == one.found == one.gold:
            break
    return best or Overlap()


def _rank(one: Overlap) -> tuple[float, int]:
    return one.f1 or 0.0, -one.gold


def _one(pieces: list[str], rows: list[Mapping[str, Any]], text: str | None) -> Overlap:
    places = [find_quote(piece, text) for piece in pieces] if text is not None else []
    if text is None or not all(places):
        return _bags(pieces, rows)
    found = {place for row in rows for start, end in row.get("spans") or () for place in _words(text, start, end)}
    unplaced = sum(len(_WORD.findall(row.get("quote") or "")) for row in rows if not row.get("spans"))
    gold: set[int] = set()
    for spans in places:
        sets = [_words(text, start, end) for start, end in spans]
        gold |= max(sets, key=lambda words: len(words & found))  # the first of several equally near ones
    return Overlap(len(gold & found), len(found) + unplaced, len(gold))


def _bags(pieces: list[str], rows: list[Mapping[str, Any]]) -> Overlap:
    gold = [word for piece in pieces for word in _folded(piece)]
    found = [word for row in rows for word in _folded(row.get("quote") or "")]
    return Overlap(len(gold) if gold == found else _shared(gold, found), len(found), len(gold))


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


@lru_cache(maxsize=10_000)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _words(text: str, start: int, end: int) -> set[int]:
    return {match.start() for match in _WORD.finditer(text, start, end)}


def find_quote(quote: str, text: str) -> list[tuple[int, int]]:
    """Every place of a quote in a text; white space and the form of quote marks are set aside.

    Example:
        >>> find_quote("the 'best'", "It is the \\n‘best’ one")
        [(6, 17)]
    """
    words = quote.translate(_MARK_OF).split()
    if not words:
        return []
    pattern = r"\s+".join("".join(_MARKS.get(char) or re.escape(char) for char in word) for word in words)
    return [match.span() for match in re.finditer(pattern, text)]
