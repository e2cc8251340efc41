"""Whether two sums or counts can both be right: rounding, bounds, printed equivalents, misread magnitudes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from ..comparison.comparators import unit_key
from ..values.currencies import ISO_CODES
from ..values.qualifiers import Relation

__all__ = [
    "NEAR", "Amount", "Verdict", "agree", "bounds", "compare_amounts", "is_close", "is_magnitude", "last_digit",
    "read_amount",
]  # fmt: skip

NEAR = Decimal("0.05")
"""Two sums whose difference is larger are no roundings of each other."""

_ABOUT = Decimal("0.1")
_CONVERTED = Decimal("0.03")  # rates of two days and two roundings
_ROUND, _DIGITS = NEAR / 2, 3  # a round number for one of three digits or more: 500 for 512, not 100 for 104
_SCALES = tuple(Decimal(10) ** power for power in (12, 9, 6))
_MOST = 10  # "more than 3" says nothing about 30
_TWICE = Decimal("0.5")  # nobody says "more than 3" of what he knows to be 7


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
    """A sum or count: number, unit (currency code), how words qualify it, and printed equivalents."""

    number: Decimal
    unit: str
    relation: Relation = "exactly"
    equivalents: tuple[tuple[Decimal, str], ...] = ()


def read_amount(value: Any, relation: Relation | None = None) -> Amount | None:
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

    Another currency without a printed equivalent, a difference that a slip of a scale word explains, and a bound that
    the other one keeps to, up to twice as much, say nothing.

    Example:
        >>> agree(Amount(Decimal(600), "USD"), Amount(Decimal(610), "USD"))
        1
        >>> agree(Amount(Decimal(600), "USD"), Amount(Decimal(600000), "USD"))
        0
        >>> agree(Amount(Decimal(600), "USD", "more_than"), Amount(Decimal(900), "USD"))
        0
    """
    pair = _common(one, other)
    if pair is None:
        return 0
    left, right, slack = pair
    if is_close(left, right, max(slack, NEAR if _is_plain(one, other) else _ABOUT)):
        return 1
    if is_magnitude(left, right):
        return 0
    kept = _overlap(left, one.relation, right, other.relation, slack) and is_close(left, right, _TWICE)
    return 0 if kept else -1


def _is_plain(one: Amount, other: Amount) -> bool:
    return not {"about", "nearly"} & {one.relation, other.relation}


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
        bounded = {"more_than", "less_than"} & {one.relation, other.relation}
        return Verdict("compatible", "bound" if bounded else "rounding", "Both can be true as worded.")
    if one.relation == other.relation == "exactly" and _rounds_to(left, right):
        return Verdict("compatible", "rounding", "One is the other, rounded.")
    if slack:
        return Verdict("conflict", "currency", "They differ by more than the printed equivalents explain.")
    return Verdict("conflict", "value", "They cannot both be right.")


def _common(one: Amount, other: Amount) -> tuple[Decimal, Decimal, Decimal] | None:
    """Both amounts in one unit and the slack of that; of several printed equivalents those that are closest."""
    if one.unit == other.unit:
        return one.number, other.number, Decimal(0)
    pairs = [(left, right) for left, unit in _prints(one) for right, also in _prints(other) if unit == also]
    if not pairs:
        return None
    left, right = min(pairs, key=lambda pair: (abs(pair[0] - pair[1]) / max(map(abs, (*pair, Decimal(1)))), pair))
    return left, right, _CONVERTED


def _prints(amount: Amount) -> Iterator[tuple[Decimal, str]]:
    yield amount.number, amount.unit
    yield from amount.equivalents


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


def is_close(one: Decimal, other: Decimal, slack: Decimal) -> bool:
    """Whether two numbers differ by no more than a part of the larger.

    Example:
        >>> is_close(Decimal(95), Decimal(100), NEAR)
        True
    """
    return abs(one - other) <= slack * max(abs(one), abs(other))


def last_digit(number: Decimal) -> Decimal:
    """What the last digit that is not a trailing zero counts.

    Example:
        >>> str(last_digit(Decimal("2.10"))), f"{last_digit(Decimal(410)):f}"
        ('0.1', '10')
    """
    return Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))


def _rounds_to(one: Decimal, other: Decimal) -> bool:
    """Whether the number with fewer digits is the other one, rounded to what is printed of it.

    Printed are its decimals (2.1 of 2.1 billion) or, without any, its whole units (the billions of 2 billion). A round
    number may stand for one of three digits or more that is very close.
    """
    if not one or not other or not is_close(one, other, NEAR):
        return False
    coarse, fine = sorted((one, other), key=lambda number: len(number.normalize().as_tuple().digits))
    apart, last = abs(coarse - fine), last_digit(coarse)
    scale = next((scale for scale in _SCALES if abs(coarse) >= scale), Decimal(1))
    if 2 * apart <= min(last, scale):
        return True
    telling = len(fine.normalize().as_tuple().digits) >= _DIGITS
    return telling and 2 * apart <= last and apart < _ROUND * abs(fine)


def _overlap(one: Decimal, relation: str, other: Decimal, other_relation: str, slack: Decimal) -> bool:
    low, high = bounds(one, relation, slack)
    other_low, other_high = bounds(other, other_relation, slack)
    return low <= other_high and other_low <= high


def _leeway(number: Decimal) -> Decimal:
    """How far "about" may be off: by the last digit that is said, at most a tenth; "about 25" says fives, not ones."""
    last = last_digit(number)
    return min(number * _ABOUT, last * 5 if number / last % 10 == 5 else last)


def bounds(number: Decimal, relation: str, slack: Decimal = Decimal(0)) -> tuple[Decimal, Decimal]:
    """The least and the most that the words allow.

    Args:
        number: the figure.
        relation: how it is qualified.
        slack: relative difference allowed in any case.

    Example:
        >>> [f"{end:f}" for end in bounds(Decimal(200), "nearly")]
        ['180.0', '200']
    """
    if number < 0:
        return number, number
    low, high = number * (1 - slack), number * (1 + slack)
    if relation in ("about", "nearly"):
        leeway = _leeway(number)
        return min(low, number - leeway), high if relation == "nearly" else max(high, number + leeway)
    if relation == "more_than":
        return low, number * _MOST
    return (number / _MOST, high) if relation == "less_than" else (low, high)
