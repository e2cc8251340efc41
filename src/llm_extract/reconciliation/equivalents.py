"""The same sum in several currencies, tied by what different articles print."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from .amounts import Amount, is_close

__all__ = ["tie"]

_SAME = Decimal("0.005")  # 32.6 and 32.57 million pounds are one sum

_Prints = tuple[tuple[Decimal, str], ...]


def tie(amounts: Sequence[Amount]) -> list[Amount]:
    """Give each sum the equivalents that others print of it, and those of its equivalents.

    Args:
        amounts: of one field of one event.

    Returns:
        The same sums in their order; no currency that one prints itself is added to it.

    Example:
        >>> euros = Amount(Decimal(38), "EUR", equivalents=((Decimal(41), "USD"),))
        >>> pounds = Amount(Decimal(33), "GBP", equivalents=((Decimal(38), "EUR"),))
        >>> [unit for _, unit in tie([euros, pounds])[1].equivalents]
        ['EUR', 'USD']
    """
    if len(amounts) < 3 and not all(amount.equivalents for amount in amounts):
        return list(amounts)  # of two, one that prints the other is compared as it is
    tied = list(amounts)
    for _ in amounts:
        before = tied
        telling = [_printed(amount) for amount in dict.fromkeys(before) if amount.equivalents]
        tied = [_extended(amount, telling) for amount in before]
        if tied == before:
            break
    return tied


def _extended(amount: Amount, others: Sequence[_Prints]) -> Amount:
    own = {unit for _, unit in _printed(amount)}
    found: dict[str, Decimal] = {}
    for prints in others:
        if not _is_one_sum(_printed(amount), prints):
            continue
        for number, unit in prints:
            if unit not in own:
                found[unit] = min(number, found.get(unit, number))  # whatever the order of articles
    if not found:
        return amount
    more = {(number, unit) for unit, number in found.items()}
    return amount._replace(equivalents=tuple(sorted({*amount.equivalents, *more})))


def _is_one_sum(one: _Prints, other: _Prints) -> bool:
    return any(unit == known and is_close(left, right, _SAME) for left, unit in one for right, known in other)


def _printed(amount: Amount) -> _Prints:
    return ((amount.number, amount.unit), *amount.equivalents)
