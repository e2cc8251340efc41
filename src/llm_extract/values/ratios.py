"""Shares in words: "one in five", "nine out of ten", "uno de cada cinco", 三分之一."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from .number_words import read_cjk
from .readings import Number

__all__ = ["find_ratios"]

_SMALL = {
    word: number
    for number, words in enumerate(
        (
            "one einer eine eines un une uno una um uma een", "two zwei deux dos due dois twee",
            "three drei trois tres tre três drie", "four vier quatre cuatro quattro quatro", "five fünf cinq cinco "
                "cinque vijf",
            "six sechs seis sei zes", "seven sieben sept siete sette sete zeven", "eight acht huit ocho otto oito",
            "nine neun neuf nueve nove negen", "ten zehn dix diez dieci dez tien",
        ),
        1,
    )
    for word in words.split()
} | {"hundred": 100, "twenty": 20}  # fmt: skip
_NUMERAL = "([零〇一二两兩三四五六七八九十百]{1,6}|[0-9]{1,4})"
_CJK = re.compile(f"{_NUMERAL}分(?:之|の){_NUMERAL}")


_LINK = re.compile(
    r"\s(?:in|out\sof|in\severy|out\sof\severy|of\severy|von|sur|de\scada|em\scada|su|op\sde|van\sde)\s(?:a\s)?"
    r"(?=[^\W_]{1,7}(?![\w]|[.,][0-9]))",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"[^\W_]+")


def _count(word: str, most: int) -> int:
    """The number that a word or some digits say; 0 where they say none, or more than ``most``."""
    number = int(word) if word.isascii() and word.isdecimal() else _SMALL.get(word.lower(), 0)
    return number if number <= most else 0


def _ratio(text: str, link: re.Match[str]) -> Number | None:
    """The share around a link: "one in five", "nine users out of ten"."""
    match = _WHOLE.match(text, link.end())
    whole = _count(match.group(), 999) if match else 0
    if not match or not whole:
        return None
    at = link.start()
    for _ in range(2):  # the word before, or the one before that
        begin = max(text.rfind(c, max(0, at - 20), at) for c in " \u00a0\n(") + 1
        part = _count(text[begin:at], 99)
        if part:
            share = Decimal(part) / Decimal(whole)
            return Number(share, begin, match.end(), "fraction") if part < whole else None
        if not text[begin:at].isalpha():
            return None
        at = begin - 1
    return None


@lru_cache(maxsize=64)
def find_ratios(text: str) -> tuple[Number, ...]:
    """Find every share that is said as so many out of so many.

    Example:
        >>> [str(n.value) for n in find_ratios("one in five users, nine out of ten shops")]
        ['0.2', '0.9']
    """
    found = [ratio for link in _LINK.finditer(text) if (ratio := _ratio(text, link))]
    if text.isascii():
        return tuple(found)
    for match in _CJK.finditer(text):
        below, above = (Decimal(g) if g.isascii() else read_cjk(g) for g in match.groups())
        if below and above and above < below and below != 100:  # 百分之 is a percentage
            found.append(Number(above / below, *match.span(), "fraction"))
    return tuple(found)
