"""What a field's name and a sentence have in common: its telling words where they stand, and the figures by kind."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from ...values.field_roles import COUNTING, field_words
from ...values.letter_keys import TOGETHER
from ...values.name_words import ELIDED
from ...values.names import fold
from ...values.number_marks import PERCENT
from .gates import holds_any

__all__ = [
    "FIGURE",
    "WORD",
    "Figure",
    "figure_kind",
    "figure_words",
    "figures_in",
    "may_tell",
    "number_of",
    "telling_words",
    "told",
    "words_of",
]

_GENERIC = COUNTING | frozenset(
    str.split(
        "amount value figure pct percent percentage prozent pourcentage porcentaje share rate ratio quota the and for "
        "per with from this year years month months week day days date quarter half current actual new old latest last "
        "next first second third max min maximum minimum average avg mean size level low high eur usd gbp jpy inr rub "
        "try million millions billion thousand mln mio mrd crore lakh estimated reported printed list item detail "
        "price cost sum affected full planned expected annual monthly daily"
    )
)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
FIGURE = re.compile(r"(?<![0-9A-Za-z.,])[0-9](?:[0-9.,\u00a0\u202f]*[0-9])?(?![0-9])")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")
_MONEY = re.compile(r"[$€£¥₹]\s?\Z|\b(?:EUR|USD|GBP|CHF)\s?\Z")
_MONEY_AFTER = re.compile(
    r"\s?(?:[$€£¥₹]|(?:million|billion|mln|mio\.?|mrd\.?)?\s?(?:euro|dollar|pound|EUR|USD|yen|rub|руб))", re.IGNORECASE
)
_MARK_BEFORE = re.compile(r"(?:[A-Z]{0,3}[$€£¥₹]|\b[A-Z]{1,3}|\bRp\.?)\s?\Z")


class Figure(NamedTuple):
    start: int
    end: int


@lru_cache(maxsize=1024)
def telling_words(field: str) -> tuple[str, ...]:
    """The telling words of a field's name."""
    words = [word for word in field_words(field) if word not in _GENERIC]
    return tuple(word for word in words if len(word) > 3 or (word[0] >= TOGETHER and len(word) > 1))


def _is_form_of(word: str, stem: str) -> bool:
    """Whether a word may be another form of one of a field's name, told by their beginnings."""
    if word.startswith(stem[: max(4, len(stem) - 2)]):
        return len(word) <= len(stem) + 3
    return len(word) >= _LEAST_OF_A_STEM and stem.startswith(word)


_LEAST_OF_A_STEM = 7  # letters of a word that a field's begins with: "hospital" for ``hospitalised``


@lru_cache(maxsize=256)
def figures_in(text: str, start: int = 0, end: int | None = None) -> list[Figure]:
    """The figures of a text, or of a stretch of it taken by itself, that are no years."""
    found = [Figure(match.start() + start, match.end() + start) for match in FIGURE.finditer(text[start:end])]
    return [n for n in found if not _YEAR.match(text[n.start : n.end])]


_folded = lru_cache(maxsize=256)(fold)


def may_tell(text: str, stems: tuple[str, ...]) -> bool:
    """A cheap look: whether any form of a telling word can stand in a text."""
    return holds_any(_folded(text), _cues(stems))


@lru_cache(maxsize=1024)
def _cues(stems: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([stem[:4] if stem[0] < TOGETHER else stem[-2:] for stem in stems])


def number_of(value: object) -> Decimal | None:
    """The number of a value, that of money and quantities too; None where it has none."""
    if isinstance(value, dict):
        value = value.get("amount", value.get("number"))
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def figure_kind(text: str, start: int, end: int) -> str:
    """Of what kind a figure is, so that only like ones are held against each other."""
    if (
        "%" in text[start:end]
        or PERCENT.search(text, start, end)
        or PERCENT.match(text, end)
        or text[max(0, start - 6) : start].lower().endswith("yüzde ")
    ):
        return "percent"
    if any(mark in text[start:end] for mark in "$€£¥₹") or _MONEY.search(text[max(0, start - 5) : start]):
        return "money"
    return "money" if _MONEY_AFTER.match(text, end, end + 12) else "number"


def figure_words(text: str, figure: Figure, stop: int) -> str:
    """A figure with the mark of its currency, and with what stands behind it up to a place.

    Example:
        >>> figure_words("was US$5 million and 3", Figure(7, 8), 16)
        'US$5 million'
    """
    mark = _MARK_BEFORE.search(text, max(0, figure.start - 5), figure.start)
    return text[mark.start() if mark else figure.start : stop].strip()


def told(text: str, low: int, high: int, stems: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the telling words of the field stand in a sentence."""
    found = []
    for stem in stems:
        if stem[0] < TOGETHER:
            found += [(at, end) for word, at, end in words_of(text) if low <= at < high and _is_form_of(word, stem)]
            continue
        for first in range(len(stem) - 1):  # the longest end of a name that is written together
            part = stem[first:]
            if text.find(part, low, high) >= 0:
                found += [match.span() for match in re.finditer(re.escape(part), text[:high]) if match.start() >= low]
                break
    return found


_ELIDED = re.compile(rf"(?:{ELIDED})['’](?=[^\W\d_])", re.IGNORECASE)


@lru_cache(maxsize=256)
def words_of(text: str) -> list[tuple[str, int, int]]:
    """The words of a text, folded, without "l'" and "d'" before them."""
    found = []
    for match in WORD.finditer(text):
        elided = _ELIDED.match(text, *match.span())
        start = elided.end() if elided else match.start()
        found.append((fold(text[start : match.end()]), start, match.end()))
    return found
