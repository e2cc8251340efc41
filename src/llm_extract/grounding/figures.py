"""Checks of money, numbers, percentages, quantities and dates against words: equal as a whole, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from ..values.currencies import ISO_CODES, read_currency
from ..values.date_mentions import find_dates
from ..values.dates import _parse
from ..values.money import Sum, find_sums, format_money, sums_among
from ..values.names import fold
from ..values.number_words import has_number_words
from ..values.numbers import Number, find_numbers
from .hedging import find_denial
from .plain_figures import find_plain_numbers, find_plain_percentages, find_plain_sums, find_plain_year
from .verdicts import SUPPORTED, Support, Words

__all__ = ["check_date", "check_money", "check_number", "check_quantity", "read_number"]


def read_number(value: object) -> Decimal | None:
    """A value of a record as an exact number; None where it is none."""
    if isinstance(value, bool) or value is None:
        return None
    return _decimal(str(value))


@lru_cache(maxsize=4096)
def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _said_plainly(places: Iterator[tuple[int, int]], words: Words) -> bool:
    """Whether a figure is printed at one of these places and not denied there."""
    return any(_denied(words, *place) is None for place in places)


def _denied(words: Words, start: int, end: int) -> Support | None:
    """Whether the sentence denies what stands at a place of the window."""
    shift = len(words.before) - words.window()[1]
    denial = find_denial(words.before + words.quote + words.after, start + shift, end + shift)
    return Support("unsupported", f"The words deny it: {denial!r}.") if denial else None


def check_money(value: object, words: Words) -> Support:
    """An amount and a currency, both printed together in the words."""
    amount = read_number(value.get("amount")) if isinstance(value, Mapping) else None
    currency = str(value.get("currency") or "").upper() if isinstance(value, Mapping) else ""
    if amount is None:
        return Support("unchecked", "The value holds no amount.")
    text, start, end = words.window()
    if _said_plainly(find_plain_sums(amount, currency, text, start, end), words):
        return SUPPORTED
    verdict = _among(amount, currency, words, _sums(text, start, end, words=False))
    if verdict.state == "supported" or not has_number_words(text):
        return verdict
    return _among(amount, currency, words, _sums(text, start, end, words=True))


def _sums(text: str, start: int, end: int, *, words: bool) -> list[Sum]:
    return [s for s in find_sums(text, words=words) if s.span[0] < end and s.span[1] > start]


def _among(amount: Decimal, currency: str, words: Words, sums: list[Sum]) -> Support:
    doubt = None
    for found in sums:
        if found.has_amount(amount):
            doubt = _denied(words, *found.span)
            if doubt:
                continue
            if currency in found.currencies:
                return SUPPORTED
            if currency in found.maybe:
                return Support("unchecked", f"The mark may mean {currency}, or {'/'.join(sorted(found.currencies))}.")
            doubt = Support(
                "unsupported", f"The words give it in {'/'.join(sorted(found.currencies))}, not {currency}."
            )
    if doubt:
        return doubt
    if sums:
        said = ", ".join(format_money(s.amount, "/".join(sorted(s.currencies))) for s in sums[:3])
        return Support("unsupported", f"The words say {said}.")
    return _money_without_mark(amount, *words.window())


def _money_without_mark(amount: Decimal, text: str, start: int, end: int) -> Support:
    numbers = [n for n in find_numbers(text) if n.start < end and n.end > start and n.kind == "number"]
    if any(amount in (n.value, *n.others) for n in numbers):
        return Support("unchecked", "The words give the number without a currency.")
    return Support("unsupported", "The words hold no such sum.")


def _numbers(words: Words, *, spelled: bool = True) -> tuple[str, list[Number]]:
    text, start, end = words.window()
    return text, [n for n in find_numbers(text, words=spelled) if n.start < end and n.end > start]


def check_number(value: object, words: Words, *, percent: bool = False) -> Support:
    """A number among the numbers of the words; with ``percent`` among the percentages."""
    number = read_number(value)
    if number is None:
        return Support("unchecked", "The value is no number.")
    find_plain = find_plain_percentages if percent else find_plain_numbers
    text, start, end = words.window()
    if _said_plainly(find_plain(number, text, start, end), words):
        return SUPPORTED
    verdict = _number_among(number, words, percent, spelled=False)
    if verdict.state == "supported" or not has_number_words(text):
        return verdict
    return _number_among(number, words, percent, spelled=True)


def _number_among(number: Decimal, words: Words, percent: bool, *, spelled: bool) -> Support:
    text, found = _numbers(words, spelled=spelled)
    if percent:
        found = [n for n in found if n.kind in ("percent", "fraction") or _shared_percent(text, n)]
    doubt = None
    for n in found:
        if number in _as_percent(n, percent):
            doubt = _denied(words, n.start, n.end)
            if not doubt:
                return SUPPORTED
    if doubt:
        return doubt
    noun = "percentage" if percent else "number"
    said = ", ".join(text[n.start : n.end] for n in found[:3])
    return Support("unsupported", f"The words say {said}." if said else f"The words hold no {noun}.")


def _shared_percent(text: str, n: Number) -> bool:
    return n.kind == "number" and bool(re.match(r"\s?(?:percentage|basis)\s?points?", text[n.end : n.end + 20]))


def _as_percent(n: Number, percent: bool) -> tuple[Decimal, ...]:
    if percent and n.kind == "fraction":
        return (n.value * 100,)
    return (*n.readings, n.value / 100) if n.kind == "percent" and not percent else n.readings


_PERCENT_UNITS = frozenset({"percent", "%", "per cent", "percentage", "pct", "percentage points", "prozent"})


def check_quantity(value: object, words: Words) -> Support:
    """A number and its unit: a currency as money, ``percent`` as a percentage, else the number and the noun."""
    if not isinstance(value, Mapping):
        return check_number(value, words)
    number, unit = value.get("number"), str(value.get("unit") or "").strip()
    if unit.lower() in _PERCENT_UNITS:
        return check_number(number, words, percent=True)
    if unit in ISO_CODES:
        return check_money({"amount": number, "currency": unit}, words)
    mark = read_currency(unit) if unit else None
    if mark and len(mark.codes) == 1:
        return check_money({"amount": number, "currency": next(iter(mark.codes))}, words)
    return _check_counted(number, unit, words)


def _check_counted(number: object, unit: str, words: Words) -> Support:
    exact = read_number(number)
    if exact is not None:
        window, start, end = words.window()
        if _said_plainly(find_plain_numbers(exact, window, start, end), words) and _holds_unit(unit, window):
            return SUPPORTED
    verdict = check_number(number, words)
    if verdict.state != "supported" or exact is None:
        return verdict
    text, start, end = words.window()
    numbers = find_numbers(text)
    spans = [s.span for s in sums_among(text, numbers)]
    found = [n for n in numbers if n.start < end and n.end > start and exact in n.readings]
    plain = [n for n in found if not any(s <= n.start < e for s, e in spans)]
    if not plain:
        return Support("unsupported", f"The words give it as money, not {unit!r}.")
    if all(n.kind == "percent" for n in plain):
        return Support("unsupported", f"The words give a percentage, not {unit!r}.")
    if unit and not _holds_unit(unit, text):
        return Support("supported", f"The number is there; the words do not say {unit!r}.")
    return SUPPORTED


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


def check_date(value: object, words: Words) -> Support:
    """A date no more precise than the words, with the publication date, give it."""
    date = _parse(str(value).strip())
    if date is None:
        return Support("unchecked", f"{value!r} is no date of the form 2018-04-09.")
    text, start, end = words.window()
    if date.month is None and find_plain_year(str(date), text, start, end):
        return SUPPORTED
    mentions = [m for m in find_dates(text, words.published_on) if m.start < end and m.end > start]
    for mention in mentions:
        for reading in mention.readings:
            other = _parse(reading)
            if other and all(x is None or x == y for x, y in zip(date, other, strict=True)):
                return SUPPORTED
    said = [m.readings[0] for m in mentions if m.readings]
    if said:
        return Support("unsupported", f"The words say {', '.join(said[:3])}.")
    if mentions:
        return Support("unsupported", f"{text[mentions[0].start : mentions[0].end]!r} needs a publication date.")
    return Support("unsupported", "The words hold no date.")
