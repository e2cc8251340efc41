"""Sums as articles print them: the words that qualify them, and their equivalents in other currencies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ..comparison import Shape
from ..values.money import find_sums
from .amounts import read_amount
from .verdicts import Said

__all__ = ["bare_value", "equivalents_of", "read_wording"]


def equivalents_of(value: Any) -> list[Any]:
    """The equivalents that stand beside a sum in a record."""
    others = value.get("equivalents") if isinstance(value, Mapping) else None
    return list(others) if isinstance(others, list) else []


def bare_value(value: Any, shape: Shape) -> Any:
    """A value without what stands beside it: printed equivalents are no claims of their own."""
    if shape.kind == "money":
        return {"amount": value.get("amount"), "currency": value.get("currency")}
    return value


def read_wording(said: Said, value: Any) -> str:
    """How the quote qualifies a sum, in any language whose number words are known; equivalents it prints are noted."""
    amount = read_amount(value)
    if amount is None or said.quote is None:
        return "exactly"
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


@lru_cache(maxsize=5_000)
def _sums(quote: str) -> tuple[tuple[Any, frozenset[str], int, int, str], ...]:
    found = find_sums(quote, words=not any(letter.isdigit() for letter in quote))  # words cost more than digits
    return tuple((s.amount, s.currencies, s.span[0], s.span[1], s.relation) for s in found if s.currencies)
