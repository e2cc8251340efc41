"""Numerals that are one word with what they count: ``zweijährig``, ``трёхмесячный``, ``trzymiesięczny``."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

__all__ = ["find_joined", "may_join"]

_ROWS: tuple[tuple[str, str], ...] = (
    (
        "1 ein 2 zwei 3 drei 4 vier 5 fünf 6 sechs 7 sieben 8 acht 9 neun 10 zehn 11 elf 12 zwölf 15 fünfzehn 18 "
        "achtzehn "
        "20 zwanzig 30 dreißig",
        "jährig monatig wöchig tägig stündig minütig köpfig stöckig",
    ),
    (
        "2 twee 3 drie 4 vier 5 vijf 6 zes 7 zeven 8 acht 9 negen 10 tien 11 elf 12 twaalf",
        "jarig daags koppig delig",
    ),
    (
        "1 ett 2 två 3 tre 4 fyra 5 fem 6 sex 7 sju 8 åtta 9 nio 10 tio 12 tolv 2 to 4 fire 6 seks 7 syv 8 otte 9 "
        "ni 10 ti",
        "årig månaders måneders dagars dages veckors ugers ukers timmars timers",
    ),
    (
        "1 одно 2 двух 3 трёх 3 трех 4 четырёх 4 четырех 5 пяти 6 шести 7 семи 8 восьми 9 девяти 10 десяти 11 "
        "одиннадцати "
        "12 двенадцати 15 пятнадцати 18 восемнадцати 20 двадцати 30 тридцати",
        "летн месячн недельн дневн суточн часов минутн этажн комнатн",
    ),
    ("2 дво 3 три 4 чотири 5 п'яти 6 шести 7 семи 8 восьми 9 дев'яти 10 десяти", "річн місячн денн тижнев поверхов"),
    (
        "1 jedno 2 dwu 3 trzy 4 cztero 5 pięcio 6 sześcio 7 siedmio 8 ośmio 9 dziewięcio 10 dziesięcio 12 dwunasto "
        "15 piętnasto 18 osiemnasto 20 dwudziesto 30 trzydziesto",
        "letni miesięczn tygodniow dniow godzinn osobow piętrow pokojow",
    ),
    (
        "1 jedno 2 dvou 3 tří 4 čtyř 5 pěti 6 šesti 7 sedmi 8 osmi 9 devíti 10 deseti 12 dvanácti 2 dvoj 3 troj 4 "
        "štvor",
        "let měsíčn mesačn týdenn denn hodinov patrov člen ročn",
    ),
    (
        "1 yksi 2 kaksi 3 kolmi 4 neli 5 viisi 6 kuusi 7 seitsemän 8 kahdeksan",
        "vuoti kuukauti viikkoi päiväi henki kerroksi",
    ),
    (
        "1 egy 2 két 3 három 4 négy 5 öt 6 hat 7 hét 8 nyolc 9 kilenc 10 tíz 12 tizenkét",
        "éves hónapos hetes napos órás perces emeletes",
    ),
)  # fmt: skip
"""Of a language or several numerals, as they begin such words, and how these go on."""

_TELLING = tuple(dict.fromkeys(end for _, ends in _ROWS for end in ends.split()))


@cache
def _readers() -> tuple[tuple[re.Pattern[str], dict[str, Decimal]], ...]:
    readers = []
    for row, ends in _ROWS:
        words = row.split()
        values = {word: Decimal(number) for number, word in zip(words[::2], words[1::2], strict=True)}
        numerals = "|".join(sorted(values, key=len, reverse=True))
        readers.append((re.compile(rf"(?<!\w)({numerals})(?=(?:{'|'.join(ends.split())})\w*)", re.IGNORECASE), values))
    return tuple(readers)


def may_join(text: str) -> bool:
    """Whether a text may hold such a numeral; quick, and never wrong when it says no.

    Example:
        >>> may_join("zweijährig"), may_join("two years")
        (True, False)
    """
    return any(end in text for end in _TELLING)


def find_joined(text: str) -> list[tuple[int, int, Decimal]]:
    """Every such numeral: its start, its end, and the number.

    Example:
        >>> find_joined("eine dreimonatige Haft"), find_joined("пятилетний план")
        ([(5, 9, Decimal('3'))], [(0, 4, Decimal('5'))])
        >>> find_joined("dreimal")
        []
    """
    if not may_join(text):
        return []
    found = {
        match.span(): values[match.group().lower()]
        for pattern, values in _readers()
        for match in pattern.finditer(text)
    }
    return [(start, end, value) for (start, end), value in sorted(found.items())]
