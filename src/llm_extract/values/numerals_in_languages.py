"""Numbers in words of languages that bend them, or glue them together: Slavic, Turkic, Greek, Finnish and others.

Here are the words that are no others elsewhere; those that are stand in ``shy_numerals``.
"""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["bent_numerals", "numeral_phrases"]

_ROWS = {
    1: "один одним одном одними jednego jedną jednym jednom",
    2: "двум двумя двое двоих двоє двох двом двома дві dwu dwoma dwiema dwom dwojga dvě dvou dvěma dvije dve dva doi "
    "două δύο δυο kettő két ketten kettőt kaksi kahden kahta kahdessa kahdella",
    3: "трем трём тремя трое троих троє трьох трьом трьома trzem trzema trojga tří třem třemi tři trei τρεις τρία "
    "τριών három hárman hármat három kolme kolmen kolmea kolmessa kolmella tiga",
    4: "четырем четырём четырьмя четверо четверых чотири чотирьох чотирьом чотирма четверо czterem czterema czworga "
    "čtyři "
    "čtyř čtyřem čtyřmi četiri štyri patru τέσσερις τέσσερα τεσσάρων négy négyen négyet neljä neljän neljää empat bốn",
    5: "пятью пятеро пятерых п'ять п'яти п'ятьох п'ятеро pięcioma pět pěti päť cinci πέντε öten ötöt viisi viiden "
    "viittä",
    6: "шестью шестеро шестерых шість шести шістьох шестеро sześcioma sześcioro šest šesti șase şase έξι hatan hatot "
    "kuusi kuuden kuutta enam sáu",
    7: "семеро сім сімох семи siedmioma siedmioro sedm sedmi sedem șapte şapte επτά εφτά heten hetet seitsemän "
    "seitsemää tujuh bảy bẩy",
    8: "восемью восьмью вісім вісьмох восьми ośmioma ośmioro osm osmi osem οκτώ οχτώ nyolc nyolcan nyolcat kahdeksan "
    "kahdeksaa delapan tám",
    9: "девятью дев'ять дев'яти дев'ятьох dziewięcioma devět devíti deväť εννέα εννιά kilenc kilencen kilencet nouă "
    "yhdeksän yhdeksää sembilan",
    10: "десятью десять десяти десятьох dziesięcioma deset desíti desať zece δέκα tíz tízen tizet kymmenen kymmentä "
    "sepuluh mười dizaine decina decena dezena tiotal tiental десяток десятка",
    11: "одиннадцати одинадцять одинадцяти jedenastu jedenáct jedenácti unsprezece έντεκα ένδεκα sebelas",
    12: "двенадцати дванадцять дванадцяти dwunastu dvanáct dvanácti doisprezece douăsprezece δώδεκα",
    13: "тринадцати тринадцять trzynastu třináct třinácti treisprezece δεκατρείς δεκατρία",
    14: "четырнадцати чотирнадцять чотирнадцяти czternastu čtrnáct čtrnácti paisprezece δεκατέσσερις δεκατέσσερα "
    "fjorten",
    15: "пятнадцати п'ятнадцять п'ятнадцяти piętnastu patnáct patnácti cincisprezece δεκαπέντε femten quindicina",
    16: "шестнадцати шістнадцять шістнадцяти szesnastu šestnáct šestnácti șaisprezece şaisprezece δεκαέξι seksten",
    17: "семнадцати сімнадцять сімнадцяти siedemnastu sedmnáct sedmnácti șaptesprezece şaptesprezece δεκαεπτά δεκαεφτά",
    18: "восемнадцати вісімнадцять вісімнадцяти osiemnastu osmnáct osmnácti optsprezece δεκαοκτώ δεκαοχτώ",
    19: "девятнадцати дев'ятнадцять дев'ятнадцяти dziewiętnastu devatenáct devatenácti nouăsprezece δεκαεννέα "
    "δεκαεννιά",
    20: "двадцати двадцятьох двадцять двадцяти dwudziestu dvacet dvaceti douăzeci είκοσι húsz tyve vingtaine ventina "
    "veintena tjugotal twintigtal",
    30: "тридцати тридцять trzydziestu třicet třiceti treizeci τριάντα harminc tredive trentaine treintena",
    40: "сорока czterdziestu čtyřicet čtyřiceti patruzeci σαράντα negyven fyrre",
    50: "пятидесяти п'ятдесят п'ятдесяти pięćdziesięciu padesát padesáti cincizeci πενήντα ötven halvtreds "
    "cinquantaine cinquantina cincuentena",
    60: "шестидесяти шістдесят sześćdziesięciu šedesát šedesáti șaizeci şaizeci εξήντα hatvan soixantaine",
    70: "семидесяти сімдесят siedemdziesięciu sedmdesát sedmdesáti șaptezeci şaptezeci εβδομήντα hetven halvfjerds",
    80: "восьмидесяти вісімдесят osiemdziesięciu osmdesát osmdesáti optzeci ογδόντα nyolcvan",
    90: "девяноста дев'яносто dziewięćdziesięciu devadesát devadesáti nouăzeci ενενήντα kilencven halvfems",
    100: "εκατό száz seratus centaine centinaio centenar centena",
    200: "двумстам двісті двохсот dwustu διακόσιοι διακόσιες διακόσια kétszáz",
    300: "трехсот триста трьохсот trzystu τριακόσιοι τριακόσιες τριακόσια háromszáz",
    400: "четырехсот четырёхсот чотириста czterystu τετρακόσιοι τετρακόσιες τετρακόσια négyszáz",
    500: "пятисот п'ятсот pięciuset πεντακόσιοι πεντακόσιες πεντακόσια ötszáz",
    600: "шестисот шістсот sześciuset",
    700: "семисот сімсот siedmiuset",
    800: "восьмисот вісімсот ośmiuset",
    900: "девятисот дев'ятсот dziewięciuset",
    1000: "seribu",
}  # fmt: skip
_TURKISH = str.split("iki üç dört beş altı yedi sekiz dokuz")
_TURKISH_TENS = str.split("yirmi otuz kırk elli altmış yetmiş seksen doksan")
_SAME_AS_CASES = frozenset(str.split("altıya altıda altıdan altında altına altını altından altının altı yedin"))
"""Of ``altı`` what is also said of what lies under something, or of gold."""


def bent_numerals() -> Iterator[tuple[str, int]]:
    """The single words, with their numbers."""
    yield from ((word, n) for n, row in _ROWS.items() for word in row.split())
    yield from _turkish()
    yield from _hungarian()
    yield from _finnish()
    yield from _northern()


def _turkish() -> Iterator[tuple[str, int]]:
    """Turkish numbers with the endings for "of them" and for the cases: ikisi, üçünün, dördü, beşinden."""
    known = [*zip(_TURKISH, range(2, 10), strict=True), *zip(_TURKISH_TENS, range(20, 100, 10), strict=True)]
    for word, n in known:
        vowel = next(c for c in reversed(word) if c in "aıoueiöü")
        high = {"a": "ı", "ı": "ı", "o": "u", "u": "u", "e": "i", "i": "i", "ö": "ü", "ü": "ü"}[vowel]
        low = "a" if vowel in "aıou" else "e"
        open_end = word[-1] in "aıoueiöü"
        stem = "dörd" if word == "dört" else word
        own = f"{stem}{'s' * open_end}{high}"
        forms = [own, *(f"{own}n{case}" for case in (f"{high}n", low, f"d{low}", f"d{low}n", high))]
        if not open_end:
            forms += [f"{stem}{low}", f"{stem}{high}n"]
        yield from ((form, n) for form in forms if form not in _SAME_AS_CASES)


_HUNGARIAN = str.split("egy kettő három négy öt hat hét nyolc kilenc")


def _hungarian() -> Iterator[tuple[str, int]]:
    tens = {"tizen": 10, "huszon": 20, "harminc": 30, "negyven": 40, "ötven": 50, "hatvan": 60, "hetven": 70}
    for ten, value in (tens | {"nyolcvan": 80, "kilencven": 90}).items():
        yield from ((ten + unit, value + n) for n, unit in enumerate(_HUNGARIAN, 1))
        yield f"{ten}két", value + 2
    yield from (("háromból", 3), ("háromra", 3), ("négyből", 4), ("ötből", 5), ("nyolcból", 8), ("kilencből", 9))
    yield from (("tízből", 10), ("kettőből", 2), ("kettőre", 2))


_FINNISH = (
    ("yksi", "yhden"), ("kaksi", "kahden"), ("kolme", "kolmen"), ("neljä", "neljän"), ("viisi", "viiden"),
    ("kuusi", "kuuden"), ("seitsemän", "seitsemän"), ("kahdeksan", "kahdeksan"), ("yhdeksän", "yhdeksän"),
)  # fmt: skip


def _finnish() -> Iterator[tuple[str, int]]:
    """Finnish numbers with the endings of the cases, and those that they make together."""
    yield from (("yksi", 1), ("yhden", 1), ("yhtä", 1))
    for n, (plain, genitive) in enumerate(_FINNISH, 1):
        stem, a = genitive[:-1], "ä" if n in (1, 4, 5, 7, 9) else "a"
        yield from ((stem + ending, n) for ending in (f"ss{a}", f"st{a}", f"ll{a}", f"lt{a}", "lle", "ksi"))
        yield from ((f"{word}toista", 10 + n) for word in (plain, genitive))
        if n > 1:
            yield f"{plain}kymmentä", n * 10
            yield f"{plain}sataa", n * 100
            yield from ((f"{plain}kymmentä{unit}", n * 10 + m) for m, (unit, _) in enumerate(_FINNISH, 1))


def _northern() -> Iterator[tuple[str, int]]:
    """Danish and Norwegian numbers from 21 on: femogtyve, tjuefem."""
    danish = str.split("en to tre fire fem seks syv otte ni")
    for i, tens in enumerate(str.split("tyve tredive fyrre halvtreds tres halvfjerds firs halvfems"), 2):
        yield from ((f"{unit}og{tens}", 10 * i + n) for n, unit in enumerate(danish, 1))
    norwegian = str.split("en to tre fire fem seks sju åtte ni")
    for i, tens in enumerate(str.split("tjue tretti førti femti seksti sytti åtti nitti"), 2):
        yield from ((tens + unit, 10 * i + n) for n, unit in enumerate(norwegian, 1))
    swedish = str.split("ett tre fyra fem sex sju åtta nio")
    yield from ((f"{unit}hundra", 100 * n) for n, unit in enumerate(swedish, 1))


def numeral_phrases() -> Iterator[tuple[tuple[str, ...], int]]:
    """Numbers of several words: "hai mươi lăm", "dua puluh lima", "douăzeci și cinci"."""
    yield from ((("une", noun, "de"), n) for noun, n in (("quinzaine", 15), ("quarantaine", 40)))
    yield ("una", "trentina", "di"), 30
    yield from _vietnamese()
    yield from _indonesian()
    units = str.split("unu două trei patru cinci șase șapte opt nouă")
    tens = str.split("douăzeci treizeci patruzeci cincizeci șaizeci șaptezeci optzeci nouăzeci")
    for i, ten in enumerate(tens, 2):
        for n, unit in enumerate([*units, "doi"], 1):
            for joint in ("și", "şi"):
                yield (ten, joint, unit), 10 * i + (n if n < 10 else 2)
                yield (ten.replace("ș", "ş"), joint, unit.replace("ș", "ş")), 10 * i + (n if n < 10 else 2)


def _vietnamese() -> Iterator[tuple[tuple[str, ...], int]]:
    units = {"một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "lăm": 5, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8}
    units["chín"] = 9
    tens = str.split("hai ba bốn năm sáu bảy tám chín")
    for i, ten in enumerate(tens, 2):
        yield (ten, "mươi"), 10 * i
        yield (ten, "trăm"), 100 * i
        yield from (((ten, "mươi", unit), 10 * i + n) for unit, n in units.items())
    yield from ((("mười", unit), 10 + n) for unit, n in units.items() if unit not in ("mốt", "tư"))


def _indonesian() -> Iterator[tuple[tuple[str, ...], int]]:
    units = str.split("dua tiga empat lima enam tujuh delapan sembilan")
    for i, ten in enumerate(units, 2):
        yield (ten, "belas"), 10 + i
        yield (ten, "puluh"), 10 * i
        yield (ten, "ratus"), 100 * i
        yield from (((ten, "puluh", unit), 10 * i + n) for n, unit in enumerate(["satu", *units], 1))
