"""Numbers written as words: ``twenty-five``, ``half a billion``, ``zwei Dutzend``, ``三千五百万``.

English is read compositionally up to trillions; German, French, Spanish, Italian, Portuguese and Dutch as small
numbers with an optional scale word; Chinese numerals as written. Words that are also common words elsewhere (French
``six`` is fine, Italian ``due``, Spanish ``once``, articles such as ``un`` or ``eine``) count only before a scale
word or not at all.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from .scales import CJK_SCALES, SCALES

__all__ = ["find_word_spans", "has_number_words", "read_cjk"]

_EN_UNITS = str.split(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_EN_TENS = str.split("twenty thirty forty fifty sixty seventy eighty ninety")
_EN_ORDINALS = str.split("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
_OTHER = {
    2: "zwei deux dos dois duas twee",
    3: "drei trois tres tre três drie",
    4: "vier quatre cuatro quattro quatro",
    5: "fünf cinq cinco cinque vijf",
    6: "sechs seis zes",
    7: "sieben sept siete sette sete zeven",
    8: "acht huit ocho otto oito",
    9: "neun neuf nueve nove negen",
    10: "zehn dix diez dieci dez tien",
    11: "elf onze undici",
    12: "zwölf douze doce dodici doze twaalf dutzend docena docenas dozijn douzaine",
    13: "dreizehn treize trece tredici treze dertien",
    14: "vierzehn quatorze catorce quattordici veertien",
    15: "fünfzehn quinze quince quindici vijftien",
    16: "sechzehn dieciséis sedici dezesseis zestien",
    20: "zwanzig vingt veinte venti vinte twintig",
    30: "dreißig trente treinta trenta trinta dertig",
    40: "vierzig quarante cuarenta quaranta quarenta veertig",
    50: "fünfzig cinquante cincuenta cinquanta cinquenta vijftig",
    60: "sechzig soixante sesenta sessanta sessenta zestig",
    70: "siebzig setenta settanta zeventig",
    80: "achtzig ochenta ottanta oitenta tachtig",
    90: "neunzig noventa novanta negentig",
}
_ONES = {"a", "an", "ein", "eine", "einer", "einen", "un", "une", "uno", "una", "um", "uma", "een"}
_HALVES = {"half", "halbe", "halben", "demi", "medio", "media", "mezzo", "meio", "halve", "half-a"}
_FRACTIONS = {"half": Decimal("0.5"), "third": Decimal(1) / 3, "thirds": Decimal(1) / 3, "quarter": Decimal("0.25"),
              "quarters": Decimal("0.25"), "fifth": Decimal("0.2"), "fifths": Decimal("0.2")}  # fmt: skip
_CJK_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2, "壹": 1, "貳": 2}
_CJK = re.compile("[零〇一二两兩三四五六七八九十百千万萬亿億兆]+")


@cache
def _small() -> dict[str, int]:
    table = {w: i for i, w in enumerate(_EN_UNITS)} | {w: 20 + 10 * i for i, w in enumerate(_EN_TENS)}
    table |= {"dozen": 12, "dozens": 12}
    table |= {w: n for n, words in _OTHER.items() for w in words.split()}
    german = str.split("ein zwei drei vier fünf sechs sieben acht neun")
    tens = str.split("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
    table |= {f"{u}und{t}": 10 * (j + 2) + i + 1 for i, u in enumerate(german) for j, t in enumerate(tens)}
    return table


@cache
def _starts() -> frozenset[str]:
    return frozenset({*_small(), *_EN_ORDINALS, *_ONES, *_HALVES})


@cache
def _telling() -> frozenset[str]:
    """Words without which a text holds no number in words: "a" alone starts none."""
    return (_starts() - _ONES) | SCALES.keys() | {"dozen", "dozens", "quarter", "third"}


_WORD = re.compile(r"[^\W\d_]+")
_PART_OF = re.compile(r"\sof\s(?![0-9]|fiscal|last year|this year|the year|next year)")
_NEXT = re.compile(r"[\s\u00a0-]{1,2}([^\W\d_]+)")


def read_cjk(numeral: str) -> Decimal | None:
    """The value of a Chinese numeral such as ``三千五百万``; None where it is not one.

    Example:
        >>> read_cjk("三千五百万")
        Decimal('35000000')
        >>> read_cjk("二〇一八")
        Decimal('2018')
    """
    if all(c in _CJK_DIGITS for c in numeral):
        return Decimal("".join(str(_CJK_DIGITS[c]) for c in numeral))
    total, section, digit = Decimal(0), Decimal(0), Decimal(-1)
    for c in numeral:
        if c in _CJK_DIGITS:
            digit = Decimal(_CJK_DIGITS[c])
            continue
        scale = CJK_SCALES[c]
        if scale < 10_000:
            section += (1 if digit < 0 else digit) * scale
        else:
            if section == 0 and digit < 0 and total == 0:
                return None  # a bare 万 or 亿 is no number
            total = (
                (total + section + max(digit, Decimal(0))) * scale
                if scale > 10_000 and total
                else (total + (section + max(digit, Decimal(0))) * scale)
            )
            section = Decimal(0)
        digit = Decimal(-1)
    return total + section + max(digit, Decimal(0))


def find_word_spans(text: str) -> list[tuple[int, int, Decimal, str]]:
    """Numbers written as words.

    Returns:
        (start, end, value, kind) with kind ``number``, ``ordinal`` or ``fraction``.

    Example:
        >>> find_word_spans("half a billion dollars and twenty-five staff")
        [(0, 14, Decimal('500000000.0'), 'number'), (27, 38, Decimal('25'), 'number')]
    """
    found: list[tuple[int, int, Decimal, str]] = []
    if _tells(text):
        _read_words(text, found)
    if not text.isascii():
        for match in _CJK.finditer(text):
            value = read_cjk(match.group())
            if value is not None and not text[max(match.start() - 1, 0) : match.start()].isdigit():
                found.append((match.start(), match.end(), value, "number"))
    return found


@lru_cache(maxsize=256)
def _tells(text: str) -> bool:
    return not _telling().isdisjoint(_WORD.findall(text.lower()))


def has_number_words(text: str) -> bool:
    """Whether ``find_word_spans`` may find anything; quick, and never wrong when it says no."""
    return _tells(text) or not text.isascii()


def _read_words(text: str, found: list[tuple[int, int, Decimal, str]]) -> None:
    position, starts = 0, _starts()
    for match in _WORD.finditer(text):
        if match.start() < position or match.group().lower() not in starts:
            continue
        before = text[match.start() - 1 : match.start()]
        if before and (before.isdigit() or before == "_"):
            continue
        read = _read(text, match)
        if read:
            found.append((match.start(), *read))
            position = read[0]


def _words(text: str, match: re.Match[str]) -> list[tuple[str, int]]:
    """The word found and up to seven that follow it, with their ends."""
    words = [(match.group().lower(), match.end())]
    if words[0][0] in _ONES and not (
        (following := _NEXT.match(text, match.end())) and following.group(1).lower() in _telling()
    ):
        return words
    while len(words) < 8 and (following := _NEXT.match(text, words[-1][1])):
        words.append((following.group(1).lower(), following.end()))
    return words


def _read(text: str, match: re.Match[str]) -> tuple[int, Decimal, str] | None:
    words = _words(text, match)
    first = words[0][0]
    if first in _HALVES or (first in _ONES and len(words) > 1 and words[1][0] in _HALVES):
        return _read_half(words)
    if first in _EN_ORDINALS:
        return words[0][1], Decimal(_EN_ORDINALS.index(first) + 1), "ordinal"
    if first in _ONES and len(words) > 1 and words[1][0] in ("quarter", "third"):
        part = _PART_OF.match(text, words[1][1])
        return (words[1][1], _FRACTIONS[words[1][0]], "fraction") if part else None
    return _read_sum(words)


def _read_half(words: list[tuple[str, int]]) -> tuple[int, Decimal, str] | None:
    value, end, scaled = Decimal("0.5"), words[0][1], False
    for word, stop in words[1:4]:
        if word in SCALES and word not in ("cent", "grand"):
            value, end, scaled = value * SCALES[word], stop, True
        elif word == "dozen":
            return stop, Decimal(6), "number"
        elif word not in _ONES and word not in _HALVES:
            break
    return (end, value, "number") if scaled else (end, value, "fraction")


def _read_sum(words: list[tuple[str, int]]) -> tuple[int, Decimal, str] | None:
    """English composition: (1-99) hundred? and? ... scale, as in "two hundred and fifty thousand"."""
    total, current, end, seen, ones = Decimal(0), Decimal(0), 0, False, False
    small = _small()
    index = 0
    while index < len(words):
        word, stop = words[index]
        if word in small and (not seen or not current % 10 or word == "dozen") and not (ones and word == "dozen"):
            current = current * 12 if word == "dozen" and seen else current + small[word]
            seen, end = True, stop
        elif (
            word == "and" and seen and [w for w, _ in words[index + 1 : index + 3]] in (["a", "half"], ["one", "half"])
        ):
            current, index, end = current + Decimal("0.5"), index + 2, words[index + 2][1]
        elif word == "dozen" and ones:
            current, end, seen = Decimal(12), stop, True
        elif word in _ONES and not seen and not ones:
            current, ones = Decimal(1), True
        elif word in ("hundred", "hundreds") and (seen or ones):
            current, end, seen = max(current, Decimal(1)) * 100, stop, True
        elif word in SCALES and word not in ("cent", "hundert", "cento", "grand", "mm", "bin", "cr") and (seen or ones):
            total, current, end, seen = total + max(current, Decimal(1)) * SCALES[word], Decimal(0), stop, True
        elif seen and word in _FRACTIONS and current in (1, 2, 3, 4):
            return stop, current * _FRACTIONS[word], "fraction"
        elif word == "and" and seen and index + 1 < len(words) and _joins(current, total, words[index + 1][0], small):
            pass
        else:
            break
        index += 1
    return (end, total + current, "number") if seen else None


def _joins(current: Decimal, total: Decimal, word: str, small: dict[str, int]) -> bool:
    return word in small and ((current >= 100 and current % 100 == 0) or (current == 0 and total > 0))
