"""Ranges of numbers: the lower end of "5-10 million" takes its scale and kind from the upper one."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from .readings import Number

__all__ = ["link_ranges"]

_RANGE = re.compile(
    r"\s?(?:-|–|—|~|〜|～|至|到|から|to|bis|à|a|hasta|tot|до|and|und|et|y|e|en)\s?(?:[^\w\s]{0,3}|[A-Z]{2,3}\$?"
    r"|Rs\.?)\s?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:between|zwischen|entre|tra|fra|tussen)\s*\S{0,4}\s*$", re.IGNORECASE)
_FROM = re.compile(r"(?:from|von|de|da|van)\s*\S{0,4}\s*$", re.IGNORECASE)


def link_ranges(text: str, found: list[Number], factor: Callable[[Number], Decimal | None]) -> list[Number]:
    """Give the lower end of each range the scale and kind of the upper one.

    Args:
        text: the text in which the numbers stand.
        found: the numbers by position; the list is changed.
        factor: by what the digits of a number are multiplied, None where it has none.
    """
    for i in range(len(found) - 1):
        low, high = found[i], found[i + 1]
        if high.start - low.end > 8 or low.kind == "ordinal" or not _RANGE.fullmatch(text, low.end, high.start):
            continue
        joined = text[low.end : high.start].strip().lower()[:3]
        between = joined in ("and", "und", "et", "y", "e", "en")
        if between and not _BETWEEN.search(text, max(0, low.start - 20), low.start):
            continue
        found[i] = _linked(text, low, high, factor(high))
    return found


def _linked(text: str, low: Number, high: Number, factor: Decimal | None) -> Number:
    value, others = low.value, low.others
    if low.kind == "percent" and high.kind == "number" and high.scaled:
        return low  # "fell 9 per cent to Rs 18 crore" is no range
    if high.scaled and not low.scaled and factor and low.value * factor < high.value:
        others = (low.value,) if _FROM.search(text, max(0, low.start - 12), low.start) else ()
        value = low.value * factor
    kind = high.kind if low.kind == "number" and high.kind in ("percent", "basis_points") else low.kind
    return low._replace(value=value, others=others, kind=kind, upper=high.value) if high.value > value else low
