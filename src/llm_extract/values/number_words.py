"""Numbers written as words: ``twenty-five``, ``half a billion``, ``zwei Dutzend``, ``三千五百万``.

English is read compositionally up to trillions; German, French, Spanish, Italian, Portuguese and Dutch as small
numbers with an optional scale word; Chinese numerals as written. Words that are also common words elsewhere (French
``six`` is fine, Italian ``due``, Spanish ``once``, articles such as ``un`` or ``eine``) count only before a scale
word or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache

from .joined_numerals import find_joined, may_join
from .number_lexicon import BARE_SCALES, FRACTIONS, HALVES, ONES, ORDINALS, SHY, WITH_A_HALF, phrases, small_numbers
from .ordinal_words import ORDINALS_ABROAD, is_no_ordinal
from .scales import CJK_SCALES, SCALES
from .shy_numerals import SHY_WORDS, numerals_of
from .units import read_measure
from .unspaced_numbers import find_unspaced
from .word_sums import WordSum

__all__ = ["find_word_spans", "has_number_words", "read_cjk"]

_CJK_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2, "壹": 1, "貳": 2}
_CJK = re.compile("[零〇一二两兩三四五六七八九十百千万萬亿億兆]+")


@cache
def _starts() -> frozenset[str]:
    known = {*small_numbers(), *ORDINALS, *ORDINALS_ABROAD, *ONES, *HALVES, *SHY, *BARE_SCALES, *WITH_A_HALF}
    known |= {phrase[0] for phrase in phrases()}
    return frozenset(known - {"dozens"})


@cache
def _telling() -> frozenset[str]:
    """Words without which a text holds no number in words: "a" alone starts none."""
    behind = {phrase[1] for phrase in phrases() if phrase[0] in ONES}
    return ((_starts() - ONES) | SCALES.keys() | FRACTIONS.keys() | {"dozen"} | behind) - SHY.keys()


_LETTERS = r"[^\W\d_]+(?:'[яюєї][^\W\d_]*)?"
_WORD = re.compile(_LETTERS)
_SCALE_NEXT = re.compile(r"[\s\u00a0-](?:of[\s\u00a0-](?:an?|one)[\s\u00a0-])?([^\W\d_]+)")
_PART_OF = re.compile(r"\sof\s(?![0-9]|fiscal|last year|this year|the year|next year)")
_NEXT = re.compile(rf"[\s\u00a0-]{{1,2}}({_LETTERS})")


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
    found.extend((*one, "number") for one in find_joined(text))
    if not text.isascii():
        for match in _CJK.finditer(text):
            value = read_cjk(match.group())
            if value is not None and not text[max(match.start() - 1, 0) : match.start()].isdigit():
                found.append((match.start(), match.end(), value, "number"))
        found.extend((*one, "number") for one in find_unspaced(text))
    return found


@lru_cache(maxsize=256)
def _tells(text: str) -> bool:
    words = frozenset(_WORD.findall(_plain(text).lower()))
    return not _telling().isdisjoint(words) or (not SHY_WORDS.isdisjoint(words) and bool(numerals_of(words, text)))


@lru_cache(maxsize=256)
def _shy(text: str) -> Mapping[str, int]:
    """The numbers of a text that are other words in other languages, and not in this one."""
    return numerals_of(frozenset(_WORD.findall(text.lower())), text)


def _plain(text: str) -> str:
    """A text with the plain mark for the apostrophe of Ukrainian; of the same length."""
    return text if text.isascii() else text.replace("’", "'").replace("ʼ", "'")


def has_number_words(text: str) -> bool:
    """Whether ``find_word_spans`` may find anything; quick, and never wrong when it says no."""
    return _tells(text) or not text.isascii() or may_join(text)


def _read_words(text: str, found: list[tuple[int, int, Decimal, str]]) -> None:
    text = _plain(text)
    position, starts, shy = 0, _starts(), _shy(text)
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if match.start() < position or not (word in starts or word in shy):
            continue
        before = text[match.start() - 1 : match.start()]
        if before and (before.isdigit() or before == "_"):
            continue
        read = _read(text, match, shy)
        if read:
            found.append((match.start(), *read))
            position = read[0]


def _words(text: str, match: re.Match[str]) -> list[tuple[str, int]]:
    """The word found and up to seven that follow it, with their ends."""
    words = [(match.group().lower(), match.end())]
    if words[0][0] in ONES and not (
        (following := _NEXT.match(text, match.end())) and following.group(1).lower() in _telling()
    ):
        return words
    while len(words) < 8 and (following := _NEXT.match(text, words[-1][1])):
        words.append((following.group(1).lower(), following.end()))
    return words


def _read(text: str, match: re.Match[str], shy: Mapping[str, int]) -> tuple[int, Decimal, str] | None:
    words = _words(text, match)
    first, second = words[0][0], words[1][0] if len(words) > 1 else ""
    before = text[max(0, match.start() - 6) : match.start()].lower()
    if first in HALVES or (first in ONES and second in HALVES):
        return _read_half(words) if not _names_a_time(text, match) else None
    if ordinal := ORDINALS.get(first) or ORDINALS_ABROAD.get(first):
        return None if is_no_ordinal(first, second, before) else (words[0][1], Decimal(ordinal), "ordinal")
    if first in ONES and not second:
        half = _half_behind(text, match.end())
        return (half, Decimal("1.5"), "number") if half else None
    if (first in SHY and first not in shy and second not in SCALES) or _is_no_number(before, first, second):
        return None
    if first in ONES and second in FRACTIONS:
        alone = not text[: match.start()].endswith("by ")  # "fell by a third"
        return _with_fraction(text, FRACTIONS[second], words[1][1], bare=alone)
    found = WordSum(words, {**SHY, **shy} if shy else SHY).read()
    if found is None:
        return None
    if found[2] == "fraction":
        return _with_fraction(text, found[1], found[0], bare=False)
    if half := _half_behind(text, found[0]):
        return half, found[1] + Decimal("0.5"), found[2]
    compound = _COMPOUND_ORDINAL.match(text, found[0])
    if compound and found[1] % 10 == 0 and ORDINALS.get(compound.group(1).lower(), 10) < 10:
        return compound.end(), found[1] + ORDINALS[compound.group(1).lower()], "ordinal"
    return found


_NO_NUMBERS = {"one": ("no ",), "mille": ("per ",)}
_DAYS_AND_MONTHS = ("thứ ", "tháng ")  # Vietnamese counts them: "thứ hai" is Monday


def _is_no_number(before: str, word: str, following: str) -> bool:
    """Whether a word is no number beside its neighbours: "no one", "per mille", Romanian "o nouă ofertă"."""
    if word == "nouă":  # nine, and new
        return not following.endswith(("i", "e")) or before.endswith(("o ", "mai ", "ă ", "a "))
    endings = _NO_NUMBERS.get(word, () if word.isascii() and word not in ("hai", "ba") else _DAYS_AND_MONTHS)
    return any(f" {before}".endswith(f" {ending}") for ending in endings)


_HALF_BEHIND = re.compile(
    r"\s([^\W\d_]{2,})\s(?:and\sa\shalf|e\smezz[oa]|e\smei[oa]|y\smedi[oa]|et\sdemie?|en\seen\shal(?:f|ve)"
    r"|und\sein(?:e|en)?\shalbe[sn]?|с\sполовиной|i\spół)(?![\w-])(?!\s(?:of|de|des?)\s)",
    re.IGNORECASE,
)
_POINTS = frozenset(str.split("point points punto puntos punti ponto pontos punkt punkte degree degrees"))


def _half_behind(text: str, end: int) -> int:
    """Where a half ends that stands behind what is measured ("two hours and a half"); 0 where there is none."""
    match = _HALF_BEHIND.match(text, end)
    return match.end() if match and (match[1].lower() in _POINTS or read_measure(match[1])) else 0


_COMPOUND_ORDINAL = re.compile(r"-([^\W\d_]+)(?!-)")


def _with_fraction(text: str, value: Decimal, end: int, *, bare: bool) -> tuple[int, Decimal, str] | None:
    """A share of something, or a sum: "a quarter of users", "a quarter of a billion"."""
    following = _SCALE_NEXT.match(text, end)
    if following and (scale := SCALES.get(following.group(1).lower())) and scale >= 1000:
        return following.end(), value * scale, "number"
    return (end, value, "fraction") if not bare or _PART_OF.match(text, end) else None


_ONE_OF_TWO = re.compile(r"(?:first|second|latter|1st|2nd|final|last)[\s-]$", re.IGNORECASE)
_NO_HALF = re.compile(r"[\s-](?:years?|time|marathons?|term|hour(?:ly)?|life|brother|sister)(?!\w)", re.IGNORECASE)


def _names_a_time(text: str, match: re.Match[str]) -> bool:
    """Whether "half" is said of a year or a match: the second half, half-year figures."""
    return bool(_NO_HALF.match(text, match.end()) or _ONE_OF_TWO.search(text, max(0, match.start() - 8), match.start()))


def _read_half(words: list[tuple[str, int]]) -> tuple[int, Decimal, str] | None:
    value, end, scaled = Decimal("0.5"), words[0][1], False
    if len(words) > 1 and words[1][0] in _HALVED:
        return end, value, "number"
    for word, stop in words[1:4]:
        if word in SCALES and word not in ("cent", "grand"):
            value, end, scaled = value * SCALES[word], stop, True
        elif word == "dozen":
            return stop, Decimal(6), "number"
        elif word not in ONES and word not in HALVES:
            break
    if scaled:
        return end, value, "number"
    return (end, value, "fraction") if any(word in _PLAIN_HALVES for word, _ in words[:2]) else None


_HALVED = frozenset(str.split("punto ponto hora ora heure kilo quilo litro kilómetro chilometro"))
"""What there may be half of where the word for half is another word too: "medio punto"."""
_PLAIN_HALVES = frozenset({"half", "halbe", "halben"})  # media, medio, demi and mezzo are other words too
