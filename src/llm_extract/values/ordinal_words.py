"""Ordinal numbers of languages other than English: "nona tappa", "zweiten Quartal".

Left out is what is another word as well: German "achte", Swedish "andra", Polish "drugi".
"""

from __future__ import annotations

__all__ = ["ORDINALS_ABROAD", "is_no_ordinal"]

_ROWS = {
    1: "premier première primo primero primera primer primeiro primeira erste* eerste первый первая первое первого "
    "первом первой перший перша першого першому pierwszy pierwsza pierwsze pierwszego pierwszej pierwszym první "
    "prvního birinci első första første ensimmäinen ensimmäisen πρώτος πρώτη πρώτο πρώτου primul pertama",
    2: "seconda secondo segunda deuxième zweite* tweede второй вторая второе второго втором другий druhý druhá druhé "
    "druhého ikinci második doilea δεύτερος δεύτερη δεύτερο δεύτερου kedua",
    3: "terzo terza tercero tercera tercer terceiro terceira troisième dritte* derde третий третья третье третьего "
    "третьем третій третя третього trzeci trzecia trzecie trzeciego trzeciej trzecim třetí třetího třetím üçüncü "
    "harmadik tredje kolmas kolmannen treilea treia τρίτος τρίτο τρίτου ketiga",
    4: "quarta cuarta quatrième vierte* vierde четвёртый четвертый четвёртая четвертая четвёртого четвертого "
    "четвёртом четвертом четвертий czwarty czwarta czwarte czwartego czwartej czwartym čtvrtý čtvrtá čtvrté čtvrtého "
    "dördüncü negyedik fjärde fjerde neljäs neljännen patrulea patra τέταρτος τέταρτο keempat",
    5: "quinto quinta cinquième fünfte* vijfde пятый пятая пятое пятого пятом п'ятий п'ята piąty piąta piąte piątego "
    "piątym pátý pátá páté pátého beşinci ötödik femte viides viidennen cincilea cincea πέμπτος πέμπτο kelima",
    6: "sesto sesta sexto sexta sixième sechste* zesde шестой шестая шестого шестом шостий шоста szósty szósta "
    "szóste szóstego šestý šestá šesté šestého altıncı hatodik sjätte sjette kuudes kuudennen șaselea șasea έκτος έκτη "
    "έκτο keenam",
    7: "settimo settima séptimo séptima sétimo sétima septième siebte* siebente* zevende седьмой седьмая седьмого "
    "сьомий сьома siódmy siódma siódme siódmego sedmý sedmá sedmé sedmého yedinci hetedik sjunde syvende seitsemäs "
    "seitsemännen șaptelea șaptea έβδομος έβδομη έβδομο ketujuh",
    8: "ottavo ottava octavo octava oitavo oitava huitième achtste восьмой восьмая восьмого восьмий восьма ósmy "
    "ósma ósme ósmego osmý osmá osmé osmého sekizinci nyolcadik åttonde ottende åttende kahdeksas kahdeksannen optulea "
    "όγδοος όγδοη όγδοο kedelapan",
    9: "nono nona noveno novena neuvième neunte* negende девятый девятая девятого дев'ятий дев'ята dziewiąty dziewiąta "
    "dziewiąte dziewiątego devátý devátá deváté devátého dokuzuncu kilencedik nionde niende yhdeksäs yhdeksännen "
    "nouălea ένατος ένατη ένατο kesembilan",
    10: "decimo decima décimo décima dixième zehnte* tiende десятый десятая десятого десятий десята dziesiąty "
    "dziesiąta dziesiąte desátý desátá desáté desátého onuncu tizedik tionde kymmenes kymmenennen zecelea δέκατος "
    "δέκατη δέκατο kesepuluh",
    11: "undicesimo undicesima onzième elfte* undécimo undécima",
    12: "dodicesimo dodicesima douzième zwölfte* duodécimo twaalfde",
}
ORDINALS_ABROAD: dict[str, int] = {
    form: number
    for number, row in _ROWS.items()
    for word in row.split()
    for form in ([word[:-1] + ending for ending in ("", "r", "n", "s", "m")] if word.endswith("*") else [word])
}

_OF = frozenset(str.split("di che del della dei delle degli dell"))
_OFFICES = frozenset(str.split("ministre ministro ministra ministru league"))
_ARTICLES = ("il ", "al ", "nel ", "del ", "un ", "dal ", "sul ", "suo ", "loro ", "come ")
_FIRST = frozenset(str.split("premier primo primer primera primero primeiro primeira primul"))
_NO_PLACE = frozenset(str.split("e ed di il la lo i gli le un una quanto dopo per che"))
"""What follows the Italian "secondo" where it is a second, or means "according to"."""


def is_no_ordinal(word: str, following: str, before: str) -> bool:
    """Whether a word of the table is another one beside its neighbours: a Wednesday, a prime minister.

    Args:
        word: the word, in lower case.
        following: the word behind it, or "".
        before: what stands before it, its end at least.

    Example:
        >>> is_no_ordinal("premier", "ministre", "le "), is_no_ordinal("premier", "tour", "le ")
        (True, False)
    """
    if word == "secondo":  # also "according to", and a second
        return not before.endswith(_ARTICLES) or not following or following in _NO_PLACE
    if word in _FIRST:
        return not following or following in _OFFICES or before.endswith((" a ", "the "))
    return following == "feira" or (word == "seconda" and following in _OF)
