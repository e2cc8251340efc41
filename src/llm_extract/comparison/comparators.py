"""When two values are the same, by kind; and how alike they are where they are not.

Every comparator takes two values that are not null and gives 0 to 1; 1 means the same. What lies below 1 only helps to
find which list items belong together: it never counts as right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Any

from ..errors import ConfigError
from ..values.dates import covers
from ..values.names import same_name
from .folding import fold, folded

__all__ = ["COMPARATORS", "Comparator", "decimal_of", "likeness", "resembling", "unit_key"]

Comparator = Callable[[Any, Any], float | bool]

_ALIKE = 0.6  # unrelated sentences reach about 0.5 by shared letters alone: below this nothing is said


def likeness(kind: str, one: Any, other: Any, *, tolerance: float = 0.0) -> float:
    """How alike two values of a kind are: 0 to 1, where 1 means the same. Null is the same as null only.

    Args:
        kind: a key of :data:`COMPARATORS`; an unknown one compares exactly.
        one: a value as JSON holds it.
        other: another one.
        tolerance: relative difference allowed between numbers, money and quantities: 0.05 is five percent.

    Example:
        >>> likeness("date", "2018-04", "2018-04-09")
        0.5
        >>> likeness("money", {"amount": "6E+8", "currency": "USD"}, {"amount": 600000000, "currency": "USD"})
        1.0
    """
    if one is None or other is None:
        return float(one is other)
    if tolerance and kind in _TOLERANT:
        return _TOLERANT[kind](one, other, tolerance)
    return float(COMPARATORS.get(kind, _exact)(one, other))


def _exact(one: Any, other: Any) -> float:
    return float(one == other and isinstance(one, bool) == isinstance(other, bool))


def _text(one: Any, other: Any) -> float:
    if not (isinstance(one, str) and isinstance(other, str)):
        return _exact(one, other)
    return 1.0 if one == other else _text_ratio(folded(one), folded(other))


def _text_ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    ratio: float = _ratio()(one.casefold(), other.casefold(), score_cutoff=100 * _ALIKE) / 100
    return min(ratio, 0.99) if ratio >= _ALIKE else 0.0


@cache
def _ratio() -> Any:
    """Loaded only when values differ; an import statement would cost more than the comparison, each time."""
    from rapidfuzz import fuzz

    return fuzz.ratio


def resembling(text: str, others: Sequence[str]) -> list[str]:
    """The texts that one is at all like, all folded and without letter case.

    Example:
        >>> resembling("they build trains", ["no", "they built trains."])
        ['they built trains.']
    """
    from rapidfuzz import process

    return [
        found for found, *_ in process.extract(text, others, scorer=_ratio(), score_cutoff=100 * _ALIKE, limit=None)
    ]


def _casefold(one: Any, other: Any) -> float:
    if isinstance(one, str) and isinstance(other, str):
        return _text(one.casefold(), other.casefold())
    return _exact(one, other)


def _words(one: Any, other: Any) -> float:
    """The same where the shared words are at least half of all words (F1 of the two bags of words)."""
    if not (isinstance(one, str) and isinstance(other, str)):
        return _exact(one, other)
    left, right = (re.findall(r"\w+", folded(text).casefold()) for text in (one, other))
    if not left or not right:
        return float(left == right)
    rest = list(right)
    shared = 0
    for word in left:
        if word in rest:
            rest.remove(word)
            shared += 1
    return min(1.0, 4 * shared / (len(left) + len(right)))


def _contains(one: Any, other: Any) -> float:
    """The same where one text contains the other, letter case set aside."""
    if not (isinstance(one, str) and isinstance(other, str) and one.strip() and other.strip()):
        return _exact(one, other)
    left, right = fold(one).casefold(), fold(other).casefold()
    return 1.0 if left in right or right in left else _text_ratio(left, right)


def _name(one: Any, other: Any) -> float:
    if not (isinstance(one, str) and isinstance(other, str)):
        return _exact(one, other)
    return 1.0 if one == other else _name_ratio(one, other)


@lru_cache(maxsize=10_000)
def _name_ratio(one: str, other: str) -> float:
    return 1.0 if same_name(one, other) != "different" else _text_ratio(fold(one), fold(other))


def _date(one: Any, other: Any) -> float:
    """The same day, month or year at the same precision; half where one is the more precise form of the other."""
    if not (isinstance(one, str) and isinstance(other, str)):
        return _exact(one, other)
    left, right = one.strip(), other.strip()
    if left == right:
        return 1.0
    try:
        return 0.5 if covers(left, right) or covers(right, left) else 0.0
    except ConfigError:  # one of the two is no EDTF date: then nothing but the same words is the same
        return 0.0


def _number(one: Any, other: Any, tolerance: float = 0.0) -> float:
    if one == other and type(one) is type(other):
        return 1.0
    left, right = decimal_of(one), decimal_of(other)
    if left is None or right is None:
        return _text(one, other)
    return float(_near(left, right, tolerance))


def _money(one: Any, other: Any, tolerance: float = 0.0) -> float:
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return _exact(one, other)
    if _number(one.get("amount"), other.get("amount"), tolerance) < 1.0:
        return 0.0
    return 1.0 if str(one.get("currency")).upper() == str(other.get("currency")).upper() else 0.5


def _quantity(one: Any, other: Any, tolerance: float = 0.0) -> float:
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return _exact(one, other)
    if _number(one.get("number"), other.get("number"), tolerance) < 1.0:
        return 0.0
    return 1.0 if unit_key(one.get("unit")) == unit_key(other.get("unit")) else 0.5


def unit_key(unit: Any) -> str:
    """What two names of one unit have in common.

    Example:
        >>> unit_key("Cameras") == unit_key("camera")
        True
    """
    word = fold(str(unit)).casefold()
    return word[:-1] if len(word) > 3 and word.endswith("s") else word  # "camera" counts what "cameras" counts


def decimal_of(value: Any) -> Decimal | None:
    """A number, or a text that is one, exactly; None for anything else.

    Example:
        >>> decimal_of("6E+8") == decimal_of(600000000), decimal_of("many")
        (True, None)
    """
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _near(one: Decimal, other: Decimal, tolerance: float) -> bool:
    if one == other or not tolerance:
        return one == other
    return abs(one - other) <= Decimal(str(tolerance)) * max(abs(one), abs(other))


_TOLERANT: dict[str, Callable[[Any, Any, float], float]] = {"number": _number, "money": _money, "quantity": _quantity}

COMPARATORS: dict[str, Comparator] = {
    "any": _exact,
    "boolean": _exact,
    "casefold": _casefold,
    "contains": _contains,
    "date": _date,
    "enum": _exact,
    "exact": _exact,
    "money": _money,
    "name": _name,
    "number": _number,
    "quantity": _quantity,
    "text": _text,
    "verbatim": _text,
    "words": _words,
}
"""Comparators by kind, and those that a schema can name in ``x-compare``: exact, casefold, contains, words."""
