"""Whether words print a figure in a unit that a text names otherwise: USD for "$5 million", kilometres for "5 km"."""

from __future__ import annotations

from ..values.currencies import ISO_CODES, Marked, read_currency
from ..values.field_units import read_scale_word
from ..values.money import sums_among
from ..values.numbers import Number, find_numbers, scale_of
from ..values.units import read_measure, unit_of
from .verdicts import SUPPORTED, Support, Words

__all__ = ["check_unit_word"]

_LONGEST = 24


def check_unit_word(text: str, words: Words) -> Support | None:
    """Whether the words print a figure in the unit that a text names.

    Args:
        text: a currency code, a unit of measure, a scale word, or a scale word with one of them.
        words: the words it leans on.

    Returns:
        The verdict, or None where the text names no unit or the words print none such.

    Example:
        >>> check_unit_word("USD", Words("raised $5 million")), check_unit_word("EUR", Words("raised $5 million"))
        (Support(state='supported', reason=''), None)
    """
    if len(text) > _LONGEST:
        return None
    scale, named = read_scale_word(text.strip())
    currency, measure = _read_code(named), read_measure(named)
    if scale == 1 and currency is None and measure is None:
        return None
    if named and currency is None and measure is None:
        return None
    window, start, end = words.window()
    numbers = find_numbers(window)
    found = [n for n in numbers if n.start < end and n.end > start]
    if scale != 1:
        found = [n for n in found if n.scaled and scale_of(window, n) == scale]
    if currency is not None:
        return _in_currency(window, numbers, found, currency)
    if measure is not None:
        found = [n for n in found if unit_of(window, n) == measure]
    return SUPPORTED if found else None


def _read_code(named: str) -> Marked | None:
    return read_currency(named) if named in ISO_CODES or (named and not named[0].isalnum()) else None


def _in_currency(window: str, numbers: list[Number], found: list[Number], currency: Marked) -> Support | None:
    starts = {n.start for n in found}
    sums = [s for s in sums_among(window, numbers) if any(s.span[0] <= at < s.span[1] for at in starts)]
    if any(s.currencies & currency.codes for s in sums):
        return SUPPORTED
    if any(s.maybe & currency.codes for s in sums):
        return Support("unchecked", "The mark may mean this currency, or another.")
    return None
