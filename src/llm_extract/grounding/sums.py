"""Checks of money against words: the same amount in the same currency, or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from ..values.field_units import FieldUnit
from ..values.money import Sum, format_money
from ..values.number_words import has_number_words
from ..values.numbers import find_numbers
from .figures import WITH_MINUS, is_minus, is_said_plainly, read_number, sums_in, taken_back
from .plain_figures import find_plain_sums
from .reckoning import doubt_of_reckoned
from .verdicts import SUPPORTED, Support, Words

__all__ = ["NO_CURRENCY", "check_money"]


def check_money(value: object, words: Words, unit: FieldUnit | None = None) -> Support:
    """An amount and a currency, both printed together in the words; ``unit`` is that of the amount's field."""
    amount = read_number(value.get("amount")) if isinstance(value, Mapping) else None
    currency = str(value.get("currency") or "").upper() if isinstance(value, Mapping) else ""
    if amount is None:
        return Support("unchecked", "The value holds no amount.")
    if unit is not None and unit.scale != 1:
        full = _check_sum(amount * unit.scale, currency, words)
        if full.state == "supported" or (unit.sure and abs(amount) >= unit.scale):
            return full
    return _check_sum(amount, currency, words)


def _check_sum(amount: Decimal, currency: str, words: Words) -> Support:
    text, start, end = words.window()
    if is_said_plainly(find_plain_sums(amount, currency, text, start, end), words):
        return SUPPORTED
    verdict = _among(amount, currency, words, sums_in(text, start, end, words=False))
    if verdict.state == "supported" or not has_number_words(text):
        return verdict
    return _among(amount, currency, words, sums_in(text, start, end, words=True))


def _among(amount: Decimal, currency: str, words: Words, sums: list[Sum]) -> Support:
    doubt = None
    for found in sums:
        if found.has_amount(amount) or (amount < 0 and found.has_amount(-amount) and is_minus(words, *found.span)):
            doubt = taken_back(words, *_place(words, found, amount), positive=amount > 0)
            if doubt:
                continue
            if currency in found.currencies:
                return SUPPORTED
            if currency in found.maybe:
                return Support("unchecked", f"The mark may mean {currency}, or {'/'.join(sorted(found.currencies))}.")
            doubt = Support(
                "unsupported", f"The words give it in {'/'.join(sorted(found.currencies))}, not {currency}."
            )
        elif found.amount < 0 and found.amount == -amount and currency in found.currencies:
            doubt = WITH_MINUS
    if doubt or (doubt := doubt_of_reckoned(amount, [s.amount for s in sums], words.quote)):
        return doubt
    if any(currency in s.currencies for s in sums) and _closes_a_clause(amount, *words.window()):
        return NO_CURRENCY
    if sums:
        said = ", ".join(format_money(s.amount, "/".join(sorted(s.currencies))) for s in sums[:3])
        return Support("unsupported", f"The words say {said}.")
    return _money_without_mark(amount, words)


NO_CURRENCY = Support("unchecked", "The words give the number without a currency.")
"""What is said of a sum that only the rest of the article may tell the currency of."""

_LAST_FIGURE = re.compile(r"[$€£¥₹]?[0-9][0-9.,]*[^0-9]*$")


def _place(words: Words, found: Sum, amount: Decimal) -> tuple[int, int]:
    """Where an amount stands: for the upper end of a range the last figure."""
    start, end = found.span
    if amount == found.upper and (last := _LAST_FIGURE.search(words.window()[0][start:end])):
        start += last.start()
    return start, end


_CLAUSE_END = re.compile(r"\s?(?:[.,;:)…]|$)")


def _closes_a_clause(amount: Decimal, text: str, start: int, end: int) -> bool:
    """Whether an amount is printed with nothing behind it that it may count: "3.70 euros and virgin oil at 3.28"."""
    numbers = [n for n in find_numbers(text, words=False) if n.start < end and n.end > start and n.kind == "number"]
    return any(amount in (n.value, *n.others) and _CLAUSE_END.match(text, n.end) for n in numbers)


def _money_without_mark(amount: Decimal, words: Words) -> Support:
    text, start, end = words.window()
    numbers = [n for n in find_numbers(text) if n.start < end and n.end > start and n.kind == "number"]
    places = [(n.start, n.end) for n in numbers if amount in (n.value, *n.others)]
    if not places:
        return Support("unsupported", "The words hold no such sum.")
    doubts = [taken_back(words, *place) for place in places]
    return next((doubt for doubt in doubts if doubt), NO_CURRENCY) if all(doubts) else NO_CURRENCY
