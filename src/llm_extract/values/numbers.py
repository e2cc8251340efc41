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

from .cjk_figures import with_cjk_scale
from .currencies import ISO_CODES
from .letter_keys import is_turkish
from .number_chains import join_chains
from .number_marks import in_brackets, with_percent, with_power, with_sign
from .number_ranges import link_ranges, share_units
from .number_words import find_word_spans
from .readings import Number, parse_decimal
from .scales import SCALES, SHORT_SCALES

__all__ = ["Number", "find_numbers", "parse_decimal", "scale_of"]

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
_LETTER = r"(?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f])"  # with the vowel signs of Devanagari
_GAP = re.compile(rf"\+?[ \t\n\u00a0\u202f-]{{0,2}}({_LETTER}+)")
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_PREFIXES = frozenset(
    str.split(
        "rs usd us eur gbp cny rmb jpy inr chf sek nok dkk aud cad sgd hkd krw brl mxn kr sfr fr no nr euro rm rp php "
        "dh dhs sr le nis tk ksh ush tsh sh shs nº n°"
    )
)
_INITIALS = frozenset("RNPK")
_LIKE_A_SUM = re.compile(
    r"[0-9]{1,3}(?:[,\s\u00a0][0-9]{3})+(?![0-9])|[0-9]+(?:[.,][0-9]+)?(?:\s?(?:million|billion|trillion"
    r"|crore)(?!\w)|(?:m|bn|k)(?!\w))",
)
_QUARTER = re.compile(r"[1-4](?![\w.,])|[1-4](?=[.,](?:\s|$))")
_LIKE_RAND = re.compile(r"[0-9]{2,}(?:\.[0-9]{2})?(?![\w-])")
_CODE_BEFORE = re.compile(r"(?<![\w$])([A-Z]+|Covid)-$")
_MIXED = re.compile(r"[ \u00a0-]([1-9][0-9]?)/(2|3|4|5|8|16|32)(?![0-9/])")
_PORTION = re.compile(r"([1-9])/(2|3|4|5|8|10)(?=\s?%|\s(?:of|percent|per cent|der|des|de)\s)")


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
                found.append(with_percent(text, with_sign(text, Number(value, start, end, kind, scaled=value >= 1000))))  # type: ignore[arg-type]
        found.sort(key=lambda n: n.start)

    def factor(number: Number) -> Decimal | None:
        return scale_of(text, number)

    return share_units(text, link_ranges(text, join_chains(text, found, factor), factor), factor)


def _find_digits(text: str) -> Iterator[Number]:
    position = 0
    for match in _TOKEN.finditer(text):
        if match.start() >= position and (number := _read(text, match)):
            position = number.end
            yield number


def _read(text: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    if not _stands_alone(text, start, end):
        return None
    token = match.group()
    if not token[0].isdecimal():
        return _finish(text, Number(_vulgar(token), start, end))
    slash = "/" in text[end : end + 4]
    if slash and (portion := _PORTION.match(text, start)):
        return with_percent(text, Number(_divide(*portion.groups()), start, portion.end(), "fraction"))
    if token.isdecimal() and _opens_decimals(text, start):
        token = "0." + token
        start -= 1
    readings = parse_decimal(token)
    if not readings:
        return None
    if text[end : end + 1] in tuple("½⅓⅔¼¾⅕⅛") and text[end : end + 1]:
        readings = (readings[0] + _vulgar(text[end]),)
        end += 1
    elif (
        slash and token.isdecimal() and (mixed := _MIXED.match(text, end)) and int(mixed.group(1)) < int(mixed.group(2))
    ):
        readings = (readings[0] + _divide(*mixed.groups()),)
        end = mixed.end()
    return _finish(text, Number(readings[0], start, end, others=readings[1:]))


def _finish(text: str, number: Number) -> Number:
    return with_percent(text, with_sign(text, _with_scale(text, with_power(text, in_brackets(text, number)))))


def _vulgar(character: str) -> Decimal:
    return Decimal(str(round(unicodedata.numeric(character), 6)))


def _divide(one: str, other: str) -> Decimal:
    return Decimal(one) / Decimal(other)


def _opens_decimals(text: str, start: int) -> bool:
    """Whether digits follow a point that stands for "0.": in ".5 percent" and "$.5"."""
    return (
        start > 0 and text[start - 1] == "." and (start < 2 or text[start - 2].isspace() or text[start - 2] in "$€£(-−")
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether digits are no part of a name: COVID-19, an F-16, 5G, A380."""
    if text[end : end + 1] in ("G", "D") and end == start + 1 and not text[end + 1 : end + 2].isalnum():
        return False
    before = text[start - 1] if start else " "
    if before == "-" and (code := _CODE_BEFORE.search(text, max(0, start - 12), start)):
        return code.group(1) in ISO_CODES
    if not before.isalpha() or before >= "\u0e00":
        return True
    word = _WORD_BEFORE.search(text, max(0, start - 12), start)
    if word is None:
        return False
    if word.group() in _INITIALS:  # rand, naira, peso, kwacha: R72 000, but not the N95 mask
        like_rand = word.group() == "R" and _LIKE_RAND.match(text, start)
        return bool(like_rand or _LIKE_A_SUM.match(text, start))
    if word.group() == "Q":
        return _QUARTER.match(text, start) is not None
    return word.group().lower() in _PREFIXES or word.group() in ISO_CODES


def _with_scale(text: str, number: Number) -> Number:
    following = text[number.end : number.end + 2].lstrip()[:1]
    if following >= "\u0e00":
        return with_cjk_scale(text, number)
    word = _GAP.match(text, number.end)
    if not word:
        return number
    attached = word.start(1) == number.end
    if text[word.end() : word.end() + 1].isdigit() and attached:
        return number
    name = word.group(1)
    factor = _factor_of(text, number, word)
    if factor is not None:
        end = word.end()
        if text[end : end + 1] == "." and len(name) <= 5:
            end += 1
        second = _GAP.match(text, end)
        if second and (more := SCALES.get(second.group(1).lower())) and second.group(1).lower() in _SECOND:
            factor, end = factor * more, second.end()
        return _scaled(number, factor, end, european=name.lower() not in _ENGLISH)
    if name[0] in "MkTtm" and (compound := _COMPOUND.match(text, word.start(1))):
        return _scaled(number, _COMPOUNDS[compound.group(1)], compound.end(1))
    letter = SHORT_SCALES.get(name)
    if letter is None or not (attached or name in _APART or text[word.end() : word.end() + 1] in tuple("€$£")):
        return number
    if name == "mm" and not _MONEY_BEFORE.search(text, max(0, number.start - 4), number.start):
        return number
    return _scaled(number, letter, word.end())._replace(bare=number.value)


def _factor_of(text: str, number: Number, word: re.Match[str]) -> Decimal | None:
    """What the word behind a number multiplies it by; None where it does not, or not always."""
    name = word.group(1).lower()
    if name in ("bi", "mi", "tri"):
        real = _REAL.search(text, max(0, number.start - 4), number.start) or _OF_REAIS.match(text, word.end())
        return {"bi": Decimal(10**9), "mi": Decimal(10**6), "tri": Decimal(10**12)}[name] if real else None
    if name == "mil" and (word.start(1) == number.end or text[word.end() : word.end() + 1] == "."):
        return Decimal(10**6)  # RM2.5mil, 2,3 mil. Kč; the Spanish thousand stands apart
    if name == "bin" and not (is_turkish(text) or _HUNDREDS_NEXT.match(text, word.end())):
        return None  # of a German: with 53 I am
    if name == "miles" and not _OF.match(text, word.end()):
        return None  # English: 60 miles; the Spanish thousands are "215 miles de millones"
    return None if name in _NOT_AFTER_DIGITS else SCALES.get(name)


_OF = re.compile(r"\sde\s", re.IGNORECASE)
_HUNDREDS_NEXT = re.compile(r"[ \u00a0][0-9]{3}(?![0-9])")
_NOT_AFTER_DIGITS = frozenset({"cent", "cento", "grand", "mm"})
_APART = frozenset({"M", "m", "B", "MM", "mm", "Cr"})
_REAL = re.compile(r"R\$\s?$")
_OF_REAIS = re.compile(r"\sde\sreais(?!\w)")
_MONEY_BEFORE = re.compile(r"[$€£¥₹]\s?$")
_COMPOUNDS = {
    word: Decimal(10) ** power for power, row in {3: "k T t", 6: "M m mn", 9: "Md"}.items() for word in row.split()
}
_COMPOUND = re.compile(r"(Md|mn|M|m|k|T|t)(?=(?:kr|SEK|NOK|DKK|EUR|USD|CHF|GBP)(?!\w))")
_SECOND = frozenset(str.split("million millions millones milhões thousand crore crores करोड़ billion trillion tỷ tỉ"))
_ENGLISH = frozenset(
    str.split(
        "hundred thousand thousands thsd million millions billion billions trillion trillions bn mn tn trn "
        "lakh lakhs lac lacs crore crores cr"
    )
)


def _scaled(number: Number, factor: Decimal, end: int, *, european: bool = False) -> Number:
    value, others = number.value, number.others
    if european and others and value % Decimal("0.01") == 0:
        value, others = others[0], ()  # nobody prints 3.4 million as 3.400 Millionen: these are 3400
    others = tuple(o * factor for o in others)
    if european and value == value.to_integral_value() and 1000 <= value < 1_000_000 and not number.others:
        others = (value / 1000 * factor,)  # 1,234 Mio. is 1.234 Mio. where the comma is the decimal mark
    return number._replace(value=value * factor, others=others, end=end, scaled=True)


def scale_of(text: str, number: Number) -> Decimal | None:
    """By what the scale words of a number multiply its digits; None where it has no digits.

    Args:
        text: the text in which the number was found.
        number: one that ``find_numbers`` gave for it.
    """
    token = _TOKEN.search(text, number.start, number.end)
    readings = parse_decimal(token.group()) if token and token.group()[0].isdecimal() else ()
    return number.value / readings[0] if readings and readings[0] else None
