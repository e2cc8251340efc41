"""Shares in words: "one in five", "nine out of ten", "uno de cada cinco", 三分之一."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

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


@cache
def _ratio() -> re.Pattern[str]:
    number = rf"([1-9][0-9]?|{'|'.join(sorted(_SMALL, key=len, reverse=True))})"
    link = (
        r"(?:\s\w+)?\s(?:in|out\sof|in\severy|out\sof\severy|of\severy|von|sur|de\scada|em\scada|su|op\sde"
        r"|van\sde)\s(?:a\s)?"
    )
    return re.compile(rf"(?<![\w.,]){number}{link}({number[1:-1]}|[1-9][0-9]{{0,2}})(?![\w]|[.,][0-9])", re.IGNORECASE)


def find_ratios(text: str) -> list[Number]:
    """Find every share that is said as so many out of so many.

    Example:
        >>> [str(n.value) for n in find_ratios("one in five users, nine out of ten shops")]
        ['0.2', '0.9']
    """
    found = []
    for match in _ratio().finditer(text):
        part, whole = (_SMALL.get(group.lower()) or int(group) for group in match.groups())
        if part < whole:
            found.append(Number(Decimal(part) / Decimal(whole), *match.span(), "fraction"))
    for match in _CJK.finditer(text):
        below, above = (Decimal(g) if g.isascii() else read_cjk(g) for g in match.groups())
        if below and above and above < below and below != 100:  # 百分之 is a percentage
            found.append(Number(above / below, *match.span(), "fraction"))
    return found
