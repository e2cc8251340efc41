"""Figures as articles print them: the words that qualify them, and the equivalents of sums in other currencies."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ..comparison import Shape
from ..values.currencies import ISO_CODES
from ..values.money import find_sums
from ..values.numbers import find_numbers
from ..values.qualifiers import Relation, may_qualify, relation_at
from .amounts import Amount, read_amount
from .verdicts import Said

__all__ = ["bare_value", "equivalents_of", "read_wording", "relation_in"]


def equivalents_of(value: Any) -> list[Any]:
    """The equivalents that stand beside a sum in a record."""
    others = value.get("equivalents") if isinstance(value, Mapping) else None
    return list(others) if isinstance(others, list) else []


def bare_value(value: Any, shape: Shape) -> Any:
    """A value without what stands beside it: printed equivalents are no claims of their own."""
    if shape.kind == "money":
        return {"amount": value.get("amount"), "currency": value.get("currency")}
    return value


def read_wording(said: Said, value: Any) -> Relation:
    """How the quote qualifies a sum or count, in any language whose number words are known.

    Equivalents that it prints beside a sum are noted.
    """
    amount = read_amount(value)
    if amount is None or said.quote is None:
        return "exactly"
    if amount.unit not in ISO_CODES:
        return _plain_relation(said.quote, amount)
    sums = _sums(said.quote)
    own = next((found for found in sums if found[0] == amount.number and amount.unit in found[1]), None)
    if own is None:
        return "exactly"
    if not said.equivalents:
        at = sums.index(own)
        beside = sums[at + 1] if at + 1 < len(sums) else None
        between = said.quote[own[3] : beside[2]].strip() if beside else ""
        if beside and len(beside[1]) == 1 and between in ("(", "[", "/", "or"):  # ¥ may be either of two currencies
            said.equivalents = [{"amount": f"{beside[0]:f}", "currency": min(beside[1])}]
    return own[4]


def relation_in(quote: str | None, amount: Amount) -> Relation:
    """How a quote qualifies an amount that it prints.

    Args:
        quote: the words, if there are any.
        amount: a sum, a count or a bare number.

    Example:
        >>> relation_in("more than 200,000 toys", Amount(Decimal(200000), ""))
        'more_than'
    """
    if quote is None:
        return "exactly"
    if amount.unit not in ISO_CODES:
        return _plain_relation(quote, amount)
    if not may_qualify(quote):  # most quotes hold the bare figure
        return "exactly"
    found = (s for s in _sums(quote) if s[0] == amount.number and amount.unit in s[1])
    return next((s[4] for s in found), "exactly")


def _plain_relation(quote: str, amount: Amount) -> Relation:
    if not may_qualify(quote):
        return "exactly"
    for words in (False, True):  # words cost more than digits
        for number, upper, start, end in _numbers(quote, words):
            if amount.number in number or amount.number == upper:
                return relation_at(quote, start, end)
    return "exactly"


@lru_cache(maxsize=5_000)
def _numbers(quote: str, words: bool) -> tuple[tuple[tuple[Decimal, ...], Decimal | None, int, int], ...]:
    return tuple((n.readings, n.upper, n.start, n.end) for n in find_numbers(quote, words=words))


@lru_cache(maxsize=5_000)
def _sums(quote: str) -> tuple[tuple[Any, frozenset[str], int, int, Relation], ...]:
    found = find_sums(quote, words=not any(letter.isdigit() for letter in quote))  # words cost more than digits
    return tuple((s.amount, s.currencies, s.span[0], s.span[1], s.relation) for s in found if s.currencies)
