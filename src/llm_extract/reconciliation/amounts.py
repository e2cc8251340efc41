"""Whether two sums or counts can both be right: rounding, bounds, printed equivalents, misread magnitudes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from ..comparison.comparators import unit_key
from ..values.currencies import ISO_CODES

__all__ = ["Amount", "Verdict", "agree", "compare_amounts", "is_magnitude", "read_amount"]

NEAR = Decimal("0.05")
"""Two sums whose difference is larger are no roundings of each other."""

_ABOUT = Decimal("0.1")
_CONVERTED = Decimal("0.03")  # rates of two days and two roundings
_MOST = 10  # "more than 3" says nothing about 30


class Verdict(NamedTuple):
    """How two claims stand to each other.

    Args:
        outcome: ``same``, ``compatible`` or ``conflict``.
        kind: of the difference; empty for the same.
        reason: one sentence for a person.
    """

    outcome: str
    kind: str = ""
    reason: str = ""


class Amount(NamedTuple):
    """A sum or count: number, unit (currency code), the words that qualify it, and printed equivalents."""

    number: Decimal
    unit: str
    relation: str = "exactly"
    equivalents: tuple[tuple[Decimal, str], ...] = ()


def read_amount(value: Any, relation: str | None = None) -> Amount | None:
    """Money, a quantity or a bare number as an Amount; None where there is no number.

    Example:
        >>> read_amount({"amount": "6E+8", "currency": "usd", "equivalents": []})
        Amount(number=Decimal('6E+8'), unit='USD', relation='exactly', equivalents=())
    """
    if not isinstance(value, Mapping):
        number = _decimal(value)
        return None if number is None else Amount(number, "", relation or "exactly")
    number = _decimal(value.get("amount", value.get("number")))
    if number is None:
        return None
    unit = str(value["currency"]).upper() if value.get("currency") else unit_key(value.get("unit") or "")
    pairs = ((_decimal(other.get("amount")), str(other.get("currency")).upper()) for other in _printed(value))
    found = tuple(sorted((amount, currency) for amount, currency in pairs if amount is not None and currency != unit))
    return Amount(number, unit, relation or "exactly", found)


def _printed(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    others = value.get("equivalents")
    return [other for other in others if isinstance(other, Mapping)] if isinstance(others, list) else []


def _decimal(value: Any) -> Decimal | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def agree(one: Amount, other: Amount) -> int:
    """What two amounts say about two mentions being one event: 1 for, -1 against, 0 nothing.

    Another currency without a printed equivalent, and a difference that a slip of a scale word explains, say nothing.

    Example:
        >>> agree(Amount(Decimal(600), "USD"), Amount(Decimal(610), "USD"))
        1
        >>> agree(Amount(Decimal(600), "USD"), Amount(Decimal(600000), "USD"))
        0
    """
    pair = _common(one, other)
    if pair is None:
        return 0
    left, right, slack = pair
    if _near(left, right, max(slack, NEAR)):
        return 1
    if is_magnitude(left, right):
        return 0
    return -1


def compare_amounts(one: Amount, other: Amount) -> Verdict:
    """Whether two amounts can both be right.

    Example:
        >>> compare_amounts(Amount(Decimal(3), "USD", "more_than"), Amount(Decimal("4.5"), "USD")).outcome
        'compatible'
        >>> compare_amounts(Amount(Decimal(3 * 10**6), "USD"), Amount(Decimal(4 * 10**9), "USD")).kind
        'magnitude'
    """
    pair = _common(one, other)
    if pair is None:
        kind = "currency" if all(unit.upper() in ISO_CODES for unit in (one.unit, other.unit)) else "value"
        return Verdict(
            "conflict", kind, f"{one.unit or 'no unit'} and {other.unit or 'no unit'}, and no article prints both."
        )
    left, right, slack = pair
    if one.unit == other.unit and left == right:
        if one.relation == other.relation:
            return Verdict("same")
        return Verdict("compatible", "precision", "The same number, qualified differently.")
    if is_magnitude(left, right):
        return Verdict("conflict", "magnitude", "They differ by a scale word, as million and billion do.")
    if _overlap(left, one.relation, right, other.relation, slack):
        if slack:
            return Verdict("compatible", "currency", "The same sum at the printed equivalent.")
        bounded = one.relation != "exactly" or other.relation != "exactly"
        return Verdict("compatible", "bound" if bounded else "rounding", "Both can be true as worded.")
    if _rounds_to(left, right):
        return Verdict("compatible", "rounding", "One is the other, rounded.")
    if slack:
        return Verdict("conflict", "currency", "They differ by more than the printed equivalents explain.")
    return Verdict("conflict", "value", "They cannot both be right.")


def _common(one: Amount, other: Amount) -> tuple[Decimal, Decimal, Decimal] | None:
    """Both amounts in one unit and the slack of that; the units as given before the printed equivalents."""
    if one.unit == other.unit:
        return one.number, other.number, Decimal(0)
    for number, unit in one.equivalents:
        if unit == other.unit:
            return number, other.number, _CONVERTED
    for number, unit in other.equivalents:
        if unit == one.unit:
            return one.number, number, _CONVERTED
    both = {unit: number for number, unit in one.equivalents}
    for number, unit in other.equivalents:
        if unit in both:
            return both[unit], number, _CONVERTED
    return None


def is_magnitude(one: Decimal, other: Decimal) -> bool:
    """Whether a misread scale explains the difference: an exact power of ten, or about a thousand, million, billion.

    Example:
        >>> is_magnitude(Decimal(3_000_000), Decimal(4_500_000_000)), is_magnitude(Decimal(3), Decimal(4))
        (True, False)
    """
    if one <= 0 or other <= 0:
        return False
    ratio = max(one, other) / min(one, other)
    power = math.log10(ratio)
    if power < 0.99:
        return False
    if ratio == Decimal(10) ** round(power):
        return True
    nearest = round(power / 3) * 3
    return nearest >= 3 and abs(power - nearest) <= 0.35


def _near(one: Decimal, other: Decimal, slack: Decimal) -> bool:
    return abs(one - other) <= slack * max(abs(one), abs(other))


def _rounds_to(one: Decimal, other: Decimal) -> bool:
    """Whether the number with fewer digits is the other one rounded or cut off to them."""
    if not _near(one, other, NEAR) or not one or not other:
        return False
    coarse, fine = sorted((one, other), key=lambda number: len(number.normalize().as_tuple().digits))
    exponent = int(coarse.normalize().as_tuple().exponent)
    return abs(coarse - fine) < Decimal(1).scaleb(exponent)


def _overlap(one: Decimal, relation: str, other: Decimal, other_relation: str, slack: Decimal) -> bool:
    low, high = _bounds(one, relation, slack)
    other_low, other_high = _bounds(other, other_relation, slack)
    return low <= other_high and other_low <= high


def _bounds(number: Decimal, relation: str, slack: Decimal) -> tuple[Decimal, Decimal]:
    """The least and the most that the words allow."""
    if number < 0:
        return number, number
    low, high = number * (1 - slack), number * (1 + slack)
    if relation == "about":
        return number * (1 - _ABOUT), number * (1 + _ABOUT)
    if relation == "more_than":
        return low, number * _MOST
    return (number / _MOST, high) if relation == "less_than" else (low, high)
