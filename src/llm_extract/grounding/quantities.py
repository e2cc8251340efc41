"""The check of quantities against words: a number and what it counts or measures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ..values.currencies import ISO_CODES, read_currency
from ..values.field_units import FieldUnit, read_scale_word
from ..values.money import sums_among
from ..values.names import fold
from ..values.numbers import Number, find_numbers
from ..values.units import measures_in, read_measure, unit_of
from .figures import check_number, is_said_plainly, read_number
from .measures import say_converted
from .plain_figures import find_plain_numbers
from .sums import check_money
from .verdicts import SUPPORTED, Support, Words

__all__ = ["check_quantity"]


def check_quantity(value: object, words: Words, unit: FieldUnit | None = None) -> Support:
    """A number and its unit: a currency as money, ``percent`` as a percentage, else the number and the noun.

    Args:
        value: ``{number, unit}``.
        words: the words it leans on.
        unit: the unit of the field that holds the number: its scale.
    """
    if not isinstance(value, Mapping):
        return check_number(value, words, unit=unit)
    scale, named = read_scale_word(str(value.get("unit") or "").strip())
    number = value.get("number")
    if scale != 1 and (exact := read_number(number)) is not None:
        number, unit = exact * scale, None
    measure = read_measure(named)
    first = named if measure else _RATE.split(named, maxsplit=1)[0]  # USD/barrel, percent of GDP
    if (share := measure or read_measure(first)) in ("%", "pt"):
        return _check_percentage(number, share, words)
    if not measure and (currency := first if first in ISO_CODES else _read_one_currency(first)):
        return check_money({"amount": number, "currency": currency}, words, unit)
    return _check_counted(number, named, measure, words, unit)


_RATE = re.compile(r"\s*/\s*|\s(?:per|of|an?|pro|par|por|je)\s")


def _read_one_currency(named: str) -> str | None:
    mark = read_currency(named) if named else None
    return next(iter(mark.codes)) if mark and len(mark.codes) == 1 else None


def _check_percentage(number: object, measure: str | None, words: Words) -> Support:
    """A percentage, told apart from percentage points."""
    verdict = check_number(number, words, percent=True)
    exact = read_number(number)
    if verdict.state != "supported" or exact is None:
        return verdict
    text, start, end = words.window()
    printed = {
        unit_of(text, n)
        for n in find_numbers(text)
        if n.start < end and n.end > start and n.kind == "percent" and abs(exact) in (n.value, -n.value, *n.others)
    }
    if printed == {"pt"} and measure == "%":
        return Support("unchecked", "The words give percentage points.")
    if printed == {"%"} and measure == "pt":
        return Support("unchecked", "The words give a percentage, not percentage points.")
    return verdict


def _check_counted(number: object, named: str, measure: str | None, words: Words, unit: FieldUnit | None) -> Support:
    exact = read_number(number)
    window, start, end = words.window()
    if exact is not None and unit is None and measure is None:
        places = [p for p in find_plain_numbers(exact, window, start, end) if _names_next(named, window, p[1])]
        if is_said_plainly(iter(places), words):
            return SUPPORTED
    verdict = check_number(number, words, unit=unit)
    if verdict.state == "unsupported" and exact is not None and measure is not None:
        return say_converted(exact, measure, words) or verdict
    if verdict.state != "supported" or exact is None:
        return verdict
    full = exact * unit.scale if unit else exact
    numbers = find_numbers(window)
    if measure == "bp" and not any(n.value == full for n in numbers if n.kind == "basis_points"):
        return Support("unsupported", "The words give another number of basis points.")
    spans = [s.span for s in sums_among(window, numbers)]
    found = [n for n in numbers if n.start < end and n.end > start and (full in n.readings or exact in n.readings)]
    counted = [n for n in found if not any(s <= n.start < e for s, e in spans)]
    if found and not counted and named:
        return Support("unsupported", f"The words give it as money, not {named!r}.")
    if counted and all(n.kind == "percent" for n in counted) and named:
        return Support("unsupported", f"The words give a percentage, not {named!r}.")
    return _check_noun(named, measure, counted, numbers, window)


def _check_noun(named: str, measure: str | None, counted: list[Number], numbers: list[Number], window: str) -> Support:
    """Whether what is counted is what the unit says, as far as the words right behind the number tell."""
    behind = [unit_of(window, n) for n in counted]
    if measure and counted:
        if measure in behind:
            return SUPPORTED
        if all(behind):
            return Support("unsupported", f"The words measure it in {behind[0]}, not {named!r}.")
    if not named or any(_names_next(named, window, n.end) for n in counted):
        return SUPPORTED
    if not _holds_unit(named, window):
        if measure and measure not in measures_in(window) and not (measure[0] == "°" and _DEGREES.search(window)):
            return Support("unchecked", f"The number is there; the words do not say {named!r}.")
        return Support("supported", f"The number is there; the words do not say {named!r}.")
    others = [n for n in numbers if n not in counted and _names_next(named, window, n.end)]
    if others and counted and all(_COUNTS_ANOTHER.match(window, n.end) for n in counted):
        said = window[others[0].start : others[0].end]
        return Support("unchecked", f"The words give {said} for {named!r}.")
    return SUPPORTED


_DEGREES = re.compile(
    r"°|[0-9\s](?:degrees?|Grad|degrés?|grados|gradi|graus|grader|graden|градус\w*|stopni|derece|derajat|độ|डिग्री|درجة"
    r"|度|도)"
)
_COUNTS_ANOTHER = re.compile(
    r"[ \u00a0-](?!(?:and|or|to|of|und|oder|et|ou|y|o|new|more|old|other|in|by)\b)[^\W\d_]{2,}"
)


_WORD = re.compile(r"[^\W\d_]+")


def _names_next(named: str, text: str, position: int) -> bool:
    """Whether the unit's first word is among the two words behind a place, with nothing but spaces between."""
    stems = _unit_stems(named)
    if not stems:
        return False
    following = re.split(r"[^\w\s-]", text[position : position + 60], maxsplit=1)[0]
    return any(fold(word).startswith(stems[0]) for word in _WORD.findall(following)[:3]) and not re.search(
        r"[0-9]", following.split(stems[0])[0]
    )


@lru_cache(maxsize=1024)
def _unit_stems(unit: str) -> tuple[str, ...]:
    return tuple(w[: max(3, len(w) - 2)] for w in re.findall(r"\w+", fold(unit)))


def _holds_unit(unit: str, text: str) -> bool:
    stems = _unit_stems(unit)
    lowered = text.lower()
    if all(stem in lowered and stem.isascii() for stem in stems):
        return True
    folded = fold(text)
    return all(stem in folded for stem in stems)
