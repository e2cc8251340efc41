"""Checks of numbers and percentages against words: equal as a whole, or not at all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from ..values.field_units import FieldUnit
from ..values.money import Sum, find_sums, sums_among
from ..values.number_words import has_number_words
from ..values.numbers import Number, find_numbers
from ..values.ratios import find_ratios
from .days import check_date, names_year
from .doubts.roles import doubt_of_role
from .hedging import check_denial
from .nothing import says_none_of
from .plain_figures import find_plain_numbers, find_plain_percentages
from .reckoning import doubt_of_reckoned, is_implied
from .signs import says_minus
from .verdicts import SUPPORTED, Support, Words

__all__ = ["WITH_MINUS", "check_number", "is_minus", "is_said_plainly", "read_number", "sums_in", "taken_back"]

_NO_UNIT = FieldUnit()
WITH_MINUS = Support("unchecked", "The words print it with a minus sign.")


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


def is_said_plainly(places: Iterator[tuple[int, int]], words: Words) -> bool:
    """Whether a positive figure is printed at one of these places and not taken back there."""
    return any(taken_back(words, *place) is None for place in places)


def taken_back(words: Words, start: int, end: int, *, positive: bool = True) -> Support | None:
    """Whether the sentence denies what stands at a place of the window, or makes it another thing than the field's."""
    text, start, end = _in_sentence(words, start, end)
    if verdict := check_denial(text, start, end):
        return verdict
    return doubt_of_role(text, start, end, words.field, positive=positive) if words.field else None


def sums_in(text: str, start: int, end: int, *, words: bool) -> list[Sum]:
    """The sums of money that touch a stretch of a text."""
    return [s for s in find_sums(text, words=words) if s.span[0] < end and s.span[1] > start]


def is_minus(words: Words, start: int, end: int) -> bool:
    """Whether the sentence makes what stands at a place of the window a loss or a fall."""
    return says_minus(*_in_sentence(words, start, end))


def _in_sentence(words: Words, start: int, end: int) -> tuple[str, int, int]:
    """The sentence, and where a place of the window is in it."""
    text, first = words.sentence()
    shift = first - words.window()[1]
    return text, start + shift, end + shift


def check_number(value: object, words: Words, *, percent: bool = False, unit: FieldUnit | None = None) -> Support:
    """A number among the numbers of the words; with ``percent`` among the percentages.

    Args:
        value: the number.
        words: the words it leans on.
        percent: only percentages, basis points and shares count.
        unit: the unit of its field: its scale, its currency.
    """
    number = read_number(value)
    if number is None:
        return Support("unchecked", "The value is no number.")
    unit = unit or _NO_UNIT
    if unit.percent and not percent:
        return _check_percent_field(number, words)
    if unit.year and number in range(1000, 2200):
        return _check_year(int(number), words)
    text, start, end = words.window()
    plain = find_plain_percentages if percent else find_plain_numbers
    if is_said_plainly(plain(number * unit.scale, text, start, end), words):
        return SUPPORTED
    verdict = _number_among(number, words, percent, unit, spelled=False)
    if verdict.state != "supported" and has_number_words(text):
        verdict = _number_among(number, words, percent, unit, spelled=True)
    if verdict.state == "unsupported" and number in range(1000, 2200) and names_year(words.field):
        dated = check_date(str(int(number)), words)
        return dated if dated.state != "unsupported" else verdict
    return verdict


def _check_year(year: int, words: Words) -> Support:
    """A year, as a date ("last year", ’18) or printed as one number that is no sum and no count with a comma."""
    verdict = check_date(str(year), words)
    if verdict.state == "supported":
        return verdict
    text, figures = _figures(words, False, spelled=False)
    for figure in figures:
        n = figure.number
        if n.value == year and n.kind == "number" and not figure.money and text[n.start : n.end] == str(year):
            return SUPPORTED
    return verdict


def _check_percent_field(number: Decimal, words: Words) -> Support:
    verdict = check_number(number, words, percent=True)
    if verdict.state != "unsupported":
        return verdict
    plain = check_number(number, words)
    text, start, end = words.window()
    inside = [n for n in find_numbers(text) if n.start < end and n.end > start]
    if plain.state != "supported" or any(n.kind == "percent" for n in inside):
        return verdict
    if any(s.has_amount(number) for s in sums_in(text, start, end, words=True)):
        return Support("unsupported", "The words give it as money, not as a percentage.")
    if "%" in text or "percent" in text.lower():
        return SUPPORTED
    return Support("unchecked", "The words give no percentage.")


class _Figure:
    """A number of the words, with the sum of money that it is part of."""

    def __init__(self, number: Number, money: Sum | None) -> None:
        self.number = number
        self.money = money

    @property
    def span(self) -> tuple[int, int]:
        return self.money.span if self.money else (self.number.start, self.number.end)

    def readings(self, percent: bool, unit: FieldUnit) -> tuple[Decimal, ...]:
        """What it may be as a value of a field."""
        found = self._printed(percent)
        if unit.scale == 1:
            return found
        scaled = tuple(r / unit.scale for r in found)
        if unit.sure and (self.number.scaled or abs(self.number.value) >= unit.scale):
            return scaled
        return (*scaled, *found)

    def _printed(self, percent: bool) -> tuple[Decimal, ...]:
        n = self.number
        if n.kind == "basis_points":
            return (n.value / 100,) if percent else (n.value, n.value / 100, n.value / 10_000)
        if percent:
            return (n.value * 100,) if n.kind == "fraction" else n.readings
        if n.kind == "percent":
            return (*n.readings, n.value / 100)
        if self.money is None:
            return n.readings
        sums = (self.money.amount, *self.money.others)
        if self.money.amount == -n.value:
            return sums
        return (*n.readings, *sums) if self.money.upper is None else n.readings


def _figures(words: Words, percent: bool, *, spelled: bool) -> tuple[str, list[_Figure]]:
    text, start, end = words.window()
    numbers = find_numbers(text, words=spelled)
    money = [] if percent else sums_among(text, numbers)
    begins = [s.span[0] for s in money]
    found = [
        _Figure(n, _sum_around(n, money, bisect_right(begins, n.start) - 1))
        for n in (*numbers, *find_ratios(text))
        if n.start < end and n.end > start
    ]
    if percent:
        found = [figure for figure in found if figure.number.kind in ("percent", "fraction", "basis_points")]
    return text, found


def _sum_around(number: Number, money: Sequence[Sum], at: int) -> Sum | None:
    return money[at] if at >= 0 and number.start < money[at].span[1] else None


def _number_among(number: Decimal, words: Words, percent: bool, unit: FieldUnit, *, spelled: bool) -> Support:
    _, found = _figures(words, percent, spelled=spelled)
    doubt: Support | None = None
    for figure in found:
        readings = figure.readings(percent, unit)
        if number in readings or (number < 0 and -number in readings and is_minus(words, *figure.span)):
            verdict = taken_back(words, *figure.span, positive=number > 0) or _other_currency(figure, unit)
            if number > 0 and figure.number.value == -number:
                verdict = verdict or WITH_MINUS
            if verdict is None:
                return SUPPORTED
            doubt = doubt if doubt and doubt.state == "unchecked" else verdict
        elif number > 0 and figure.money and figure.money.amount == -number:
            doubt = doubt or WITH_MINUS
    if doubt is None and unit.scale == 1:
        shares = len(found) == 2 and all(figure.number.kind == "percent" for figure in found)
        terms = [f.number.value for f in found if shares or _is_term(f.number, percent)]
        doubt = doubt_of_reckoned(number, terms, words.quote, shares=shares)
    return doubt or _say_instead(number, words, found, percent, unit)


def _is_term(n: Number, percent: bool) -> bool:
    """Whether a number may be added up: it is no year and no end of a range."""
    year = n.value in range(1900, 2100) and not n.scaled
    return n.upper is None and not year and (percent or n.kind != "fraction")


def _other_currency(figure: _Figure, unit: FieldUnit) -> Support | None:
    """Whether a sum is printed in another currency than the field's."""
    mine, printed = unit.currency, figure.money
    if mine is None or printed is None or mine.codes & printed.currencies:
        return None
    said, wanted = "/".join(sorted(printed.currencies)), "/".join(sorted(mine.codes))
    if (mine.codes | mine.maybe) & (printed.currencies | printed.maybe):
        return Support("unchecked", f"The mark means {said}, the field is in {wanted}.")
    return Support("unsupported", f"The words give it in {said}, the field is in {wanted}.")


def _say_instead(number: Decimal, words: Words, found: Sequence[_Figure], percent: bool, unit: FieldUnit) -> Support:
    text = words.window()[0]
    if not number and not percent and words.field and says_none_of(words.quote, words.field):
        return SUPPORTED
    numbers = [figure.number for figure in found]
    if unit.scale != 1 and any(number in figure.readings(percent, _NO_UNIT) for figure in found):
        return Support("unsupported", f"The field counts in units of {unit.scale:,f}; the words give the full number.")
    if any(n.kind in ("fraction", "percent") and _is_rounded(number, n, percent) for n in numbers):
        return Support("unchecked", "The words give a share that it may be rounded from.")
    if not percent and is_implied(number, text, words.field):
        return Support("unchecked", "The words may say it without a number.")
    if not percent and any(n.kind == "ordinal" and n.value == number + 1 for n in numbers):
        return Support("unchecked", "It may be reckoned: those before it.")
    noun = "percentage" if percent else "number"
    said = ", ".join(text[n.start : n.end] for n in numbers[:3])
    return Support("unsupported", f"The words say {said}." if said else f"The words hold no {noun}.")


_ROUNDED_DIGITS = 20  # before the point, with six behind it: what usual precision can round


def _is_rounded(number: Decimal, n: Number, percent: bool) -> bool:
    """Whether a value is a third, a sixth, a seventh, rounded."""
    exact = n.value * 100 if percent and n.kind == "fraction" else n.value
    places = -int(number.as_tuple().exponent)
    if exact.adjusted() > _ROUNDED_DIGITS:
        return False
    return exact != round(exact, 6) and 0 <= places <= 4 and round(exact, places) == number
