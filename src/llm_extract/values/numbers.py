"""All numbers in a text, exactly: digits in the world's groupings, scale words, percentages, ranges, number words.

A run of digits is read whole or not at all: ``1.2.3`` is no number, ``A380`` holds none, ``5 million`` is never 5.
Where two readings are usual (``1.234`` is 1234 in Berlin), both are kept.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from .number_words import find_word_spans
from .scales import CJK_SCALES, SCALES, SHORT_SCALES

__all__ = ["Number", "find_numbers", "parse_decimal"]

LIMIT = 200_000  # characters read of one text

_DIGITS = {
    base + i: str(i)
    # full width, Arabic, Persian, Devanagari, Bengali, Thai
    for base in (0xFF10, 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50)
    for i in range(10)
} | {0xFF0E: ".", 0x066B: ".", 0x066C: ",", 0x2019: "'"}  # fmt: skip

_SPACED = "[ \u00a0\u202f\u2009]"
_TOKEN = re.compile(
    rf"[0-9]{{1,3}}(?:{_SPACED}[0-9]{{3}}(?![0-9]))+(?:[.,][0-9]+)?(?![0-9])|[0-9]+(?:[.,'][0-9]+)*|[½⅓⅔¼¾⅕⅛]"
)
_GAP = re.compile(r"\+?[ \t\n\u00a0\u202f-]{0,2}([^\W\d_]+)")
_PERCENT = re.compile(
    r"\s?[%％‰٪]|[\s\u00a0-]?(?:percentage[ -]points?|percent|per\s?cent|pct|prozent(?:punkte)?|pour[ -]?cents?"
    r"|por\s?ciento|"
    r"per\s?cento|por\s?cento|procent|процент\w*|パーセント|퍼센트|백분)(?!\w)",
    re.IGNORECASE,
)
_OF_A_PERCENT = re.compile(r"\s(?:of\s)?(?:an?|one)\s(?:percent(?:age[ -]point)?|per\s?cent)(?!\w)", re.IGNORECASE)
_RANGE = re.compile(
    r"\s?(?:-|–|—|~|〜|～|至|到|から|to|bis|à|a|hasta|tot|до|and|und|et|y|e|en)\s?(?:[^\w\s]{0,3}|[A-Z]{2,3}\$?"
    r"|Rs\.?)\s?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:between|zwischen|entre|tra|fra|tussen)\s*\S{0,4}\s*$", re.IGNORECASE)
_FROM = re.compile(r"(?:from|von|de|da|van)\s*\S{0,4}\s*$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_PREFIXES = frozenset(
    str.split("rs usd us eur gbp cny rmb jpy inr chf sek nok dkk aud cad sgd hkd krw brl mxn kr sfr no nr euro")
)


class Number(NamedTuple):
    """One number in a text.

    Args:
        value: the number with its scale: ``3,5 Mio.`` is 3500000; a percentage as printed (``48 %`` is 48).
        start: where it begins in the text (code points).
        end: where it ends, scale and percent sign included.
        kind: ``number``, ``percent``, ``ordinal`` or ``fraction``.
        others: further usual readings (``1.234``: 1.234 and 1234; ``-5``: also 5).
        bare: the reading in which a short scale letter is a unit (``600m`` as 600 metres), or None.
        upper: the other end of a range of which this is the lower one, or None.
        scaled: a scale word or letter is part of it.
    """

    value: Decimal
    start: int
    end: int
    kind: Literal["number", "percent", "ordinal", "fraction"] = "number"
    others: tuple[Decimal, ...] = ()
    bare: Decimal | None = None
    upper: Decimal | None = None
    scaled: bool = False

    @property
    def readings(self) -> tuple[Decimal, ...]:
        """Every usual reading, the likeliest first."""
        return (self.value, *self.others) if self.bare is None else (self.value, *self.others, self.bare)


def parse_decimal(token: str) -> tuple[Decimal, ...]:
    """The readings of one run of digits and separators; empty where it is not one number.

    Args:
        token: ASCII digits with ``.``, ``,``, ``'`` or spaces between them.

    Example:
        >>> parse_decimal("1.234,5"), parse_decimal("1,00,000"), parse_decimal("1.234"), parse_decimal("1.2.3")
        ((Decimal('1234.5'),), (Decimal('100000'),), (Decimal('1.234'), Decimal('1234')), ())
    """
    marks = [c for c in token if c not in "0123456789"]
    if not marks:
        return (Decimal(token),)
    kinds = sorted(set(marks))
    if len(kinds) == 1:
        return _one_mark(token, marks[0], len(marks))
    last = marks[-1]
    if len(kinds) > 2 or marks.count(last) > 1 or last not in ".,":
        return ()
    whole, _, fraction = token.rpartition(last)
    return (Decimal(f"{_join(whole)}.{fraction}"),) if _grouped(whole) else ()


def _one_mark(token: str, mark: str, count: int) -> tuple[Decimal, ...]:
    grouped = _grouped(token) and not token.startswith("0")
    if mark not in ".," or count > 1:
        return (Decimal(_join(token)),) if grouped else ()
    plain = Decimal(token.replace(",", "."))
    if not grouped:
        return (plain,)
    whole = Decimal(_join(token))
    return (whole,) if mark == "," else (plain, whole)


def _join(token: str) -> str:
    return re.sub("[^0-9]", "", token)


def _grouped(token: str) -> bool:
    """Thousands in threes, or the Indian way: three, then twos."""
    parts = re.split("[^0-9]", token)
    if not 1 <= len(parts[0]) <= 3 or len(parts[-1]) != 3:
        return False
    return all(len(p) == 3 for p in parts[1:]) or (len(parts[0]) <= 2 and all(len(p) == 2 for p in parts[1:-1]))


def find_numbers(text: str, *, words: bool = True) -> list[Number]:
    """Find every number.

    Args:
        text: any text; at most the first 200,000 characters are read.
        words: read number words too.

    Returns:
        The numbers by position. Offsets are those of ``text``.

    Example:
        >>> [str(n.value) for n in find_numbers("3,5 Mio. Euro, 6亿美元, 48 percent, twenty-five, 5-10 million")]
        ['3500000.0', '600000000', '48', '25', '5000000', '10000000']
    """
    text = text[:LIMIT]
    if not text.isascii():
        text = text.translate(_DIGITS)
    found = list(_find_digits(text))
    if words:
        starts, ends = [n.start for n in found], [n.end for n in found]  # in order, and none within another
        for start, end, value, kind in find_word_spans(text):
            before = bisect_left(starts, end) - 1
            if before < 0 or ends[before] <= start:
                found.append(_with_percent(text, Number(value, start, end, kind, scaled=value >= 1000)))  # type: ignore[arg-type]
        found.sort(key=lambda n: n.start)
    return _link_ranges(text, found)


def _find_digits(text: str) -> Iterator[Number]:
    position = 0
    for match in _TOKEN.finditer(text):
        if match.start() >= position and (number := _read(text, match)):
            position = number.end
            yield number


def _read(text: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    if not _stands_alone(text, start):
        return None
    token = match.group()
    if not token[0].isdecimal():
        readings: tuple[Decimal, ...] = (Decimal(str(round(unicodedata.numeric(token), 6))),)
    else:
        if start and text[start - 1] == "." and (start < 2 or text[start - 2].isspace()) and token.isdecimal():
            token = "0." + token
            start -= 1
        readings = parse_decimal(token)
    if not readings:
        return None
    if text[end : end + 1] in tuple("½⅓⅔¼¾⅕⅛") and text[end : end + 1]:
        readings = (readings[0] + Decimal(str(round(unicodedata.numeric(text[end]), 6))),)
        end += 1
    return _with_percent(
        text, _with_sign(text, _with_scale(text, Number(readings[0], start, end, others=readings[1:])))
    )


def _stands_alone(text: str, start: int) -> bool:
    if not start or not text[start - 1].isalpha() or text[start - 1] >= "\u0e00":
        return True
    word = _WORD_BEFORE.search(text, max(0, start - 12), start)
    return bool(word) and word.group().lower() in _PREFIXES  # type: ignore[union-attr]


def _with_sign(text: str, number: Number) -> Number:
    at = number.start - 1
    if at < 0 or text[at] not in "-−" or (at and not text[at - 1].isspace() and text[at - 1] not in "(["):
        return number
    return number._replace(value=-number.value, others=(*number.others, number.value), start=at)


def _with_percent(text: str, number: Number) -> Number:
    match = _PERCENT.match(text, number.end) or (number.kind == "fraction" and _OF_A_PERCENT.match(text, number.end))
    return number._replace(end=match.end(), kind="percent") if match else number


def _with_scale(text: str, number: Number) -> Number:
    following = text[number.end : number.end + 2].lstrip()[:1]
    if following in CJK_SCALES and following:
        return _with_cjk(text, number)
    word = _GAP.match(text, number.end)
    if not word:
        return number
    attached = word.start(1) == number.end
    if text[word.end() : word.end() + 1].isdigit() and attached:
        return number
    name = word.group(1)
    factor = SCALES.get(name.lower())
    if factor is not None and not (name.lower() in _NOT_AFTER_DIGITS or (name == "mm")):
        end = word.end()
        if text[end : end + 1] == "." and len(name) <= 5:
            end += 1
        second = _GAP.match(text, end)
        if second and (more := SCALES.get(second.group(1).lower())) and second.group(1).lower() in _SECOND:
            factor, end = factor * more, second.end()
        return _scaled(number, factor, end, european=name.lower() not in _ENGLISH)
    letter = SHORT_SCALES.get(name)
    if letter is None or (not attached and name not in ("M", "m", "B", "MM", "Cr")):
        return number
    return _scaled(number, letter, word.end())._replace(bare=number.value)


_NOT_AFTER_DIGITS = frozenset({"cent", "cento", "bin", "grand"})
_SECOND = frozenset(str.split("million millions millones milhões thousand crore crores billion trillion"))
_ENGLISH = frozenset(
    str.split("hundred thousand million millions billion billions trillion trillions bn mn tn lakh crore")
)


def _scaled(number: Number, factor: Decimal, end: int, *, european: bool = False) -> Number:
    others = tuple(o * factor for o in number.others)
    if (
        european
        and number.value == number.value.to_integral_value()
        and 1000 <= number.value < 1_000_000
        and not others
    ):
        others = (number.value / 1000 * factor,)  # 1,234 Mio. is 1.234 Mio. where the comma is the decimal mark
    return number._replace(value=number.value * factor, others=others, end=end, scaled=True)


def _with_cjk(text: str, number: Number) -> Number:
    """Digits with 千 百 万 亿 after them, added up: 3億5000万, 6亿5千万."""
    total, current, end, last = Decimal(0), number.value, number.end, Decimal("Infinity")
    while True:
        at = end + (text[end : end + 1] == " ")
        factor = Decimal(1)
        while at < len(text) and text[at] in CJK_SCALES:
            factor *= CJK_SCALES[text[at]]
            at += 1
        if factor == 1 or factor >= last:
            break
        total, end, last = total + current * factor, at, factor
        token = _TOKEN.match(text, at)
        readings = parse_decimal(token.group()) if token and token.group()[0].isdecimal() else ()
        if not readings or text[token.end() : token.end() + 1] not in CJK_SCALES:  # type: ignore[union-attr]
            break
        current, end = readings[0], token.end()  # type: ignore[union-attr]
    return number._replace(value=total, others=(), end=end, scaled=True)


def _link_ranges(text: str, found: list[Number]) -> list[Number]:
    """Give the lower end of "5-10 million" the scale and kind of the upper one."""
    for i in range(len(found) - 1):
        low, high = found[i], found[i + 1]
        if high.start - low.end > 8 or low.kind == "ordinal" or not _RANGE.fullmatch(text, low.end, high.start):
            continue
        joined = text[low.end : high.start].strip().lower()[:3]
        between = joined in ("and", "und", "et", "y", "e", "en")
        if between and not _BETWEEN.search(text, max(0, low.start - 20), low.start):
            continue
        found[i] = _linked(text, low, high)
    return found


def _linked(text: str, low: Number, high: Number) -> Number:
    factor = _factor(text, high)
    value, others = low.value, low.others
    if high.scaled and not low.scaled and factor and low.value * factor < high.value:
        others = (low.value,) if _FROM.search(text, max(0, low.start - 12), low.start) else ()
        value = low.value * factor
    kind = high.kind if low.kind == "number" and high.kind == "percent" else low.kind
    return low._replace(value=value, others=others, kind=kind, upper=high.value) if high.value > value else low


def _factor(text: str, number: Number) -> Decimal | None:
    token = _TOKEN.search(text, number.start, number.end)
    readings = parse_decimal(token.group()) if token and token.group()[0].isdecimal() else ()
    return number.value / readings[0] if readings and readings[0] else None
