"""Digits with scale words of East and South-East Asia behind them, added up: 3億5000万, 1万2000, 3천500만, 2 ล้าน."""

from __future__ import annotations

import re
from decimal import Decimal

from .readings import Number, parse_decimal
from .scales import CJK_SCALES

__all__ = ["with_cjk_scale"]

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_THAI_POWERS = {
    "ล้านล้าน": 12, "แสนล้าน": 11, "หมื่นล้าน": 10, "พันล้าน": 9,
    "ล้าน": 6, "แสน": 5, "หมื่น": 4, "พัน": 3,
}  # fmt: skip
_THAI = tuple((word, Decimal(10) ** power) for word, power in _THAI_POWERS.items())
_SECTION = Decimal(10_000)


def with_cjk_scale(text: str, number: Number) -> Number:
    """The number with the scale words and further digits that belong to it.

    Example:
        >>> with_cjk_scale("3億5000万円", Number(Decimal(3), 0, 1)).value
        Decimal('350000000')
        >>> with_cjk_scale("3만 5000명", Number(Decimal(3), 0, 1)).value
        Decimal('35000')
    """
    at = number.end + (text[number.end : number.end + 1] == " ")
    for word, factor in _THAI:
        if text.startswith(word, at):
            return number._replace(value=number.value * factor, others=(), end=at + len(word), scaled=True)
    total, section, current, end = Decimal(0), Decimal(0), number.value, number.end
    last_large = last_small = Decimal("Infinity")
    scaled = False
    while True:
        factor, stop = _scale_at(text, end)
        if factor == 1 or factor >= (last_small if factor < _SECTION else last_large):
            break
        scaled, end = True, stop
        if factor < _SECTION:
            section, last_small = section + current * factor, factor
        else:
            total, section = total + (section + current) * factor, Decimal(0)
            last_large, last_small = factor, Decimal("Infinity")
        current = Decimal(0)
        more = _digits_at(text, end, min(last_small, last_large))
        if more is None:
            break
        current, end = more
    if not scaled:
        return number
    return number._replace(value=total + section + current, others=(), end=end, scaled=True)


def _scale_at(text: str, end: int) -> tuple[Decimal, int]:
    """The scale words right behind a place, multiplied, and where they end; 1 where there are none."""
    at = end + (text[end : end + 1] == " ")
    factor = Decimal(1)
    while at < len(text) and text[at] in CJK_SCALES:
        factor *= CJK_SCALES[text[at]]
        at += 1
    return factor, at


def _digits_at(text: str, end: int, limit: Decimal) -> tuple[Decimal, int] | None:
    """Digits that go on with a number (3万5000, 3만 5천): smaller than the scale before them."""
    token = _TOKEN.match(text, end) or (text[end : end + 1] == " " and _TOKEN.match(text, end + 1))
    if not token:
        return None
    readings = parse_decimal(token.group())
    apart = token.start() > end
    if not readings or not readings[0] < limit or (apart and not _goes_on(text, end, token.end())):
        return None
    return readings[0], token.end()


def _goes_on(text: str, end: int, stop: int) -> bool:
    """Whether digits behind a space belong to a Korean number: 3만 5000명, but not 1만 2018년."""
    return "\uac00" <= text[end - 1] <= "\ud7a3" and text[stop : stop + 1] not in tuple("년월일")
