"""The words of number words: small numbers, compounds, fractions and ordinals of the languages read.

Compounds are made here by each language's own rule (``vijfendertig``, ``quatre-vingt-quinze``, ``treinta y cinco``), so
that no part of one is taken for a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from .numerals_in_languages import bent_numerals, numeral_phrases

__all__ = [
    "BARE_SCALES",
    "FRACTIONS",
    "HALVES",
    "HUNDREDS",
    "ONES",
    "ORDINALS",
    "SHY",
    "WITH_A_HALF",
    "phrases",
    "small_numbers",
]

_EN_UNITS = str.split(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_EN_TENS = str.split("twenty thirty forty fifty sixty seventy eighty ninety")
_EN_ORDINALS = str.split(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS = {w: i for i, w in enumerate(_EN_ORDINALS, 1)} | {
    f"{tens[:-1]}ieth": 10 * i for i, tens in enumerate(_EN_TENS, 2)
}
_OTHER = {
    1: "один одна одно одного одному одной одну",
    2: "zwei deux dos dois duas twee два две двух dwa dwie dwóch dwoje två iki",
    3: "drei trois tres tre três drie три трёх трех trzy trzech troje üç",
    4: "vier quatre cuatro quattro quatro четыре четырёх четырех cztery czterech czworo fyra dört",
    5: "fünf cinq cinco cinque vijf пять пяти pięć pięciu pięcioro beş",
    6: "sechs seis zes шесть шести sześć sześciu altı",
    7: "sieben sept siete sette sete zeven семь семи siedem siedmiu sju syv yedi",
    8: "acht huit ocho otto oito восемь восьми osiem ośmiu åtta åtte otte sekiz",
    9: "neun neuf nueve nove negen девять девяти dziewięć dziewięciu nio dokuz",
    10: "zehn dix diez dieci dez tien десять десяти dziesięć dziesięciu",
    11: "elf onze undici одиннадцать jedenaście elleve",
    12: "zwölf douze doce dodici doze twaalf dutzend docena docenas dozijn douzaine двенадцать dwanaście tolv",
    13: "dreizehn treize trece tredici treze dertien тринадцать trzynaście tretton",
    14: "vierzehn quatorze catorce quattordici veertien четырнадцать czternaście fjorton",
    15: "fünfzehn quinze quince quindici vijftien пятнадцать piętnaście femton",
    16: "sechzehn dieciséis sedici dezesseis zestien шестнадцать szesnaście sexton",
    17: "siebzehn diecisiete diciassette dezessete zeventien семнадцать siedemnaście sjutton",
    18: "achtzehn dieciocho diciotto dezoito achttien восемнадцать osiemnaście arton",
    19: "neunzehn diecinueve diciannove dezenove negentien девятнадцать dziewiętnaście nitton",
    20: "zwanzig vingt veinte venti vinte twintig двадцать dwadzieścia tjugo tjue yirmi",
    30: "dreißig dreissig trente treinta trenta trinta dertig тридцать trzydzieści trettio tretti otuz",
    40: "vierzig quarante cuarenta quaranta quarenta veertig сорок czterdzieści fyrtio førti kırk",
    50: "fünfzig cinquante cincuenta cinquanta cinquenta vijftig пятьдесят pięćdziesiąt femtio femti",
    60: "sechzig soixante sesenta sessanta sessenta zestig шестьдесят sześćdziesiąt sextio seksti altmış",
    70: "siebzig setenta settanta zeventig семьдесят siedemdziesiąt sjuttio sytti yetmiş",
    80: "achtzig ochenta ottanta oitenta tachtig восемьдесят osiemdziesiąt åttio åtti seksen",
    90: "neunzig noventa novanta negentig девяносто dziewięćdziesiąt nittio nitti doksan",
    100: "مئة مائة",
    200: "مئتي مئتين مئتان مائتي مائتين مائتان doscientos doscientas duzentos duzentas duecento двести двухсот "
    "dwieście",
    300: "ثلاثمئة ثلاثمائة trescientos trescientas trezentos trezentas trecento триста трёхсот trzysta",
    400: "أربعمئة أربعمائة cuatrocientos cuatrocientas quatrocentos quatrocentas quattrocento четыреста czterysta",
    500: "خمسمئة خمسمائة quinientos quinientas quinhentos quinhentas cinquecento пятьсот pięćset",
    600: "ستمئة ستمائة seiscientos seiscientas seiscentos seiscentas seicento шестьсот sześćset",
    700: "سبعمئة سبعمائة setecientos setecientas setecentos setecentas settecento семьсот siedemset",
    800: "ثمانمئة ثمانمائة ochocientos ochocientas oitocentos oitocentas ottocento восемьсот osiemset",
    900: "تسعمئة تسعمائة novecientos novecientas novecentos novecentas novecento девятьсот dziewięćset",
}
ONES = frozenset(str.split("a an ein eine einer einen un une uno una um uma een một"))
HALVES = frozenset(str.split("half halbe halben demi medio media mezzo mezza meio meia halve half-a pół"))
WITH_A_HALF = {
    word: n + Decimal("0.5")
    for n, row in enumerate(
        (
            "anderthalb anderthalbe anderthalben eineinhalb anderhalf anderhalve полтора полторы полутора "
            "półtora półtorej halvannen halvanden halvandet",
            "zweieinhalb tweeënhalf tweeënhalve", "dreieinhalb drieënhalf drieënhalve",
            "viereinhalb vierenhalf vierenhalve", "fünfeinhalb vijfenhalf vijfenhalve",
            "sechseinhalb zesenhalf zesenhalve", "siebeneinhalb zevenenhalf zevenenhalve",
            "achteinhalb achtenhalf achtenhalve", "neuneinhalb negenenhalf negenenhalve",
        ),
        1,
    )
    for word in row.split()
}  # fmt: skip
"""Single words for a number and a half."""
HUNDREDS = frozenset({"hundred", "hundreds", "hundra", "hundre", "yüz"})
SHY = {"due": 2, "sei": 6, "sex": 6, "fem": 5, "seks": 6}
"""Words that are also common words of another language: numbers before a scale word, or in a text of their own."""
BARE_SCALES = {
    "tausend": 1000, "mille": 1000, "mil": 1000, "duizend": 1000, "tusen": 1000, "tysiąc": 1000, "тысяча": 1000,
    "hundert": 100, "honderd": 100, "cien": 100, "ciento": 100, "hundra": 100, "сто": 100, "миллион": 10**6,
    "миллиард": 10**9, "millón": 10**6, "ألفي": 2000, "ألفان": 2000, "ألفين": 2000, "مليونين": 2 * 10**6,
    "مليوني": 2 * 10**6, "полмиллиона": 500_000, "полмиллиарда": 5 * 10**8, "полтысячи": 500,
    "viertelmillion": 250_000, "halbmillion": 500_000, "مليونان": 2 * 10**6, "ملياري": 2 * 10**9, "مليارين": 2 * 10**9,
}  # fmt: skip
"""Scale words that count one of their kind where no number stands before them."""

_PARTS = {2: "half", 3: "third", 4: "quarter", **{n: _EN_ORDINALS[n - 1] for n in range(5, 11)}}
FRACTIONS = {w: 1 / Decimal(n) for n, word in _PARTS.items() for w in (word, f"{word}s")} | {"kwart": 1 / Decimal(4)}


@cache
def small_numbers() -> dict[str, int]:
    """Single words for numbers below ten thousand."""
    table = {w: i for i, w in enumerate(_EN_UNITS)} | {w: 20 + 10 * i for i, w in enumerate(_EN_TENS)}
    table |= {f"{w}fold": i for i, w in enumerate(_EN_UNITS) if i > 1}
    table |= {"dozen": 12, "dozens": 12, "twice": 2, "thrice": 3}
    table |= {w: n for n, words in _OTHER.items() for w in words.split()}
    table |= dict(_glued()) | dict(bent_numerals())
    table |= {word: n for n, row in enumerate(_ARABIC_UNITS, 1) if n > 2 for word in row}
    return table | {word: 10 * i for i, row in enumerate(_ARABIC_TENS, 2) for word in row}


_ARABIC_UNITS = [
    row.split("/")
    for row in str.split(
        "واحد/واحدة/إحدى/أحد اثنان/اثنين/اثنا/اثني/اثنتا/اثنتي ثلاث/ثلاثة أربع/أربعة خمس/خمسة ست/ستة "
        "سبع/سبعة ثماني/ثمانية/ثمان تسع/تسعة عشر/عشرة"
    )
]
_ARABIC_TENS = [(f"{ten}ون", f"{ten}ين") for ten in str.split("عشر ثلاث أربع خمس ست سبع ثمان تسع")]


def _arabic() -> Iterator[tuple[tuple[str, ...], int]]:
    """Arabic numbers of two words: "three ten" is thirteen, "three and-twenty" twenty-three."""
    for n, row in enumerate(_ARABIC_UNITS[:9], 1):
        for unit in row:
            yield from (((unit, ten), 10 + n) for ten in ("عشر", "عشرة"))
            yield from (((unit, f"و{ten}"), 10 * i + n) for i, tens in enumerate(_ARABIC_TENS, 2) for ten in tens)


def _glued() -> Iterator[tuple[str, int]]:
    german = _compounds("ein zwei drei vier fünf sechs sieben acht neun", "und", 0, "zehn elf zwölf dreizehn vierzehn "
        "fünfzehn sechzehn siebzehn achtzehn neunzehn")  # fmt: skip
    dutch = _compounds("een twee drie vier vijf zes zeven acht negen", "en", 1, "tien elf twaalf dertien veertien "
        "vijftien zestien zeventien achttien negentien")  # fmt: skip
    for below, hundred, thousand in ((german, "hundert", "tausend"), (dutch, "honderd", "duizend")):
        yield from ((word, n) for word, n in below.items() if n > 20)
        yield from ((word + thousand, n * 1000) for word, n in below.items() if n >= 10)
        units = {word: n for word, n in below.items() if n < 10}
        for word, n in {"": 1, **units}.items():
            if word:
                yield word + hundred, n * 100
                yield word + thousand, n * 1000
            yield from ((word + hundred + rest, n * 100 + more) for rest, more in below.items())
    italian = str.split("uno due tre quattro cinque sei sette otto nove")
    for i, tens in enumerate(str.split("venti trenta quaranta cinquanta sessanta settanta ottanta novanta"), 2):
        for n, unit in enumerate(italian, 1):
            yield (tens[:-1] if unit[0] in "uo" else tens) + unit.replace("tre", "tré"), i * 10 + n
            yield (tens[:-1] if unit[0] in "uo" else tens) + unit, i * 10 + n
    for n, unit in enumerate(str.split("due tre quattro cinque sei sette otto nove dieci"), 2):
        yield f"{unit}mila", n * 1000
    for n, unit in enumerate(str.split("uno dos tres cuatro cinco seis siete ocho nueve"), 1):
        yield f"veinti{unit}", 20 + n
    yield from (("veintiún", 21), ("veintiuna", 21), ("veintidós", 22), ("veintitrés", 23), ("veintiséis", 26))
    for n, unit in enumerate(str.split("ett två tre fyra fem sex sju åtta nio"), 1):
        for i, tens in enumerate(str.split("tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"), 2):
            yield tens + unit, i * 10 + n


def _compounds(units: str, joint: str, language: int, teens: str) -> dict[str, int]:
    """German and Dutch numbers up to 99: the unit first."""
    tens = {
        0: "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        1: "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    }[language].split()
    table = {unit: n for n, unit in enumerate(units.split(), 1)} | {word: n for n, word in enumerate(teens.split(), 10)}
    table |= {word: 10 * i for i, word in enumerate(tens, 2)}
    for i, ten in enumerate(tens, 2):
        for n, unit in enumerate(units.split(), 1):
            table[f"{unit}{'ën' if language and unit.endswith('e') else joint}{ten}"] = 10 * i + n
    return table


@cache
def phrases() -> dict[tuple[str, ...], int]:
    """Numbers of several words that are no sum of their parts in English: "treinta y cinco", "quatre-vingt-dix"."""
    table: dict[tuple[str, ...], int] = dict(_arabic()) | dict(numeral_phrases())
    for joint, first, tens, units in (
        ("y", 3, "treinta cuarenta cincuenta sesenta setenta ochenta noventa", _SPANISH_UNITS),
        ("e", 2, "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", _PORTUGUESE_UNITS),
    ):
        for i, ten in enumerate(tens.split(), first):
            for n, forms in enumerate(units.split(), 1):
                table |= {(ten, joint, form): 10 * i + n for form in forms.split("/")}
    french = _french()
    table |= {tuple(word.split()): n for word, n in french.items() if " " in word}
    for unit in str.split("deux trois quatre cinq sept huit neuf"):  # "six cents" are English
        hundreds = french[unit] * 100
        table[unit, "cents"] = hundreds
        table |= {(unit, "cent", *word.split()): hundreds + n for word, n in french.items()}
    return table


_SPANISH_UNITS = "uno/una dos tres cuatro cinco seis siete ocho nueve"
_PORTUGUESE_UNITS = "um/uma dois/duas três quatro cinco seis sete oito nove"


def _french() -> dict[str, int]:
    """French numbers up to 99, hyphens as spaces."""
    teens = str.split("dix onze douze treize quatorze quinze seize")
    units = str.split("un deux trois quatre cinq six sept huit neuf")
    low = {word: n for n, word in enumerate([*units, *teens], 1)} | {
        f"dix {unit}": 10 + n for n, unit in enumerate(units, 1) if n > 6
    }
    table = dict(low)
    tens = str.split("vingt trente quarante cinquante soixante")
    for ten, value in (*zip(tens, range(20, 70, 10), strict=True), ("quatre vingt", 80)):
        table[ten if value < 80 else "quatre vingts"] = value
        reach = 20 if value >= 60 else 10
        for word, n in low.items():
            if n < reach:
                table[f"{ten} {word}"] = value + n
                if n in (1, 11) and value < 80:
                    table[f"{ten} et {word}"] = value + n
    return table
