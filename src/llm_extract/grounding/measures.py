"""The check of numbers whose field says what they measure: 1,200 of ``size_g`` are 1.2 kg, and 195 mph no 195 km/h."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ..values.field_measures import Measure, convert, dimension, measure_of_field
from ..values.field_units import FieldUnit
from ..values.joining import AND
from ..values.numbers import Number, find_numbers
from ..values.units import measure_of, unit_behind
from .figures import check_number, is_said_plainly, read_number
from .plain_figures import find_plain_numbers
from .reckoning import minutes_between
from .verdicts import SUPPORTED, Support, Words

__all__ = ["check_measured", "say_converted"]


def check_measured(value: object, words: Words, unit: FieldUnit | None = None) -> Support:
    """A number, in the unit of measure that its field's name says.

    Args:
        value: the number.
        words: the words it leans on, with the name of its field.
        unit: the scale and currency of its field.

    Example:
        >>> check_measured(1200, Words("the 1.2kg pack", field="size_g"))
        Support(state='supported', reason='')
        >>> check_measured(195, Words("winds of 195 mph", field="wind_kmh")).reason
        'The words measure it in mph, the field counts km/h.'
    """
    verdict = check_number(value, words, unit=unit)
    measure = measure_of_field(words.field) if words.field else None
    number = read_number(value) if measure is not None else None
    if measure is None or number is None or (unit is not None and unit.currency is not None):
        return verdict
    if verdict.state == "supported":
        return _in_another(number * (unit.scale if unit else 1), words, measure) or verdict
    if verdict.state != "unsupported":
        return verdict
    return say_converted(number, measure.unit, words) or _between_hours(number, measure.unit, words) or verdict


def say_converted(number: Decimal, unit: str, words: Words) -> Support | None:
    """Whether words print a quantity in a unit of which another is an exact multiple; None where they do not.

    Args:
        number: the quantity.
        unit: its unit's sign.
        words: the words it leans on.

    Example:
        >>> say_converted(Decimal(150), "min", Words("it takes two hours and a half"))
        Support(state='supported', reason='')
    """
    window, start, end = words.window()
    for first, last, printed, amount, form in _quantities(window, start, end):
        if amount and convert(abs(amount), printed, unit) == number:
            if form in ("ton", "tons"):
                return Support("unchecked", "A ton may be another unit than the tonne.")
            return SUPPORTED if is_said_plainly(iter([(first, last)]), words) else None
    return None


def _between_hours(number: Decimal, unit: str, words: Words) -> Support | None:
    minutes = minutes_between(words.quote) if unit in ("min", "h") else None
    if minutes is None or convert(Decimal(minutes), "min", unit) != number:
        return None
    return Support("unchecked", "It may be reckoned from the two hours that the words name.")


def _in_another(number: Decimal, words: Words, measure: Measure) -> Support | None:
    """Why every figure that is the number is in another unit than the field's, or None."""
    window, start, end = words.window()
    for _, stop in find_plain_numbers(number, window, start, end):
        if unit_behind(window, stop) == measure.unit:
            return None
    numbers = find_numbers(window)
    same = [(at, n) for at, n in enumerate(numbers) if n.start < end and n.end > start and number in _values(n)]
    behind = [_unit_of(window, numbers, at) for at, _ in same]
    if not behind or not all(unit and _contradicts(unit, measure) for unit in behind):
        return None
    return Support("unsupported", f"The words measure it in {behind[0]}, the field counts {measure.unit}.")


def _values(n: Number) -> tuple[Decimal, ...]:
    return n.readings if n.kind == "number" else ()


def _contradicts(unit: str, measure: Measure) -> bool:
    mine, other = dimension(measure.unit), dimension(unit)
    if unit == measure.unit or other is None or unit == "in":
        return False
    return mine == other or (measure.sure and len(unit) > 1)


_POUNDS = re.compile(r"[ \u00a0-]pounds?(?!\w)", re.IGNORECASE)  # of money too, but not of a field in kilograms


def _unit_of(window: str, numbers: list[Number], at: int) -> str | None:
    """The unit of a number; for the lower end of a range that of the upper one."""
    found = measure_of(window, numbers[at])
    if found is None and (mass := _POUNDS.match(window, numbers[at].end)):
        found = ("lb", mass.end())
    if found is None and numbers[at].upper is not None and at + 1 < len(numbers):
        found = measure_of(window, numbers[at + 1])
    return found[0] if found else None


_AND = re.compile(rf"(?:,?\s?(?:{AND})?\s?|,\s?)", re.IGNORECASE)
_CLOCKED = re.compile(
    r"(?<![\w:.,'′])([0-9]{1,3})(?:['′’]\s?([0-5][0-9])(?:[\"″”]|''|’’)|\s?h\s?([0-5][0-9])(?![0-9:]))"
)
_CJK_HALVES = ("半", " 반", "반")
_Quantity = tuple[int, int, str, Decimal, str]


def _quantities(window: str, start: int, end: int) -> Iterator[_Quantity]:
    """Begin, end, unit and amount of what is measured in a quote, with the unit as printed; first "1 h 20 min"."""
    found: list[_Quantity] = []
    for n in find_numbers(window):
        if n.start >= end or n.end <= start or n.kind != "number" or (measure := measure_of(window, n)) is None:
            continue
        unit, stop = measure
        form = window[n.end : stop].strip(" \u00a0-").lower()
        amount = n.value if n.bare is None or window[n.end : stop] else n.bare
        if window.startswith(_CJK_HALVES, stop):
            amount += Decimal("0.5")
        found.append((n.start, max(stop, n.end), unit, amount, "" if "," in window[n.start : n.end] else form))
    for one, other in pairwise(found):
        if _AND.fullmatch(window, one[1], other[0]) and (more := convert(other[3], other[2], one[2])) and more < 1:
            yield one[0], other[1], other[2], (convert(one[3], one[2], other[2]) or one[3]) + other[3], ""
    yield from found
    for match in _CLOCKED.finditer(window, start, end):
        total = int(match[1]) * 60 + int(match[2] or match[3])
        yield *match.span(), "s" if match[2] else "min", Decimal(total), ""
