"""Ordinal numbers of languages other than English: "nona tappa", "zweiten Quartal".

Left out is what is another word as well: German "achte", Italian "secondo", Polish "drugi".
"""

from __future__ import annotations

__all__ = ["ORDINALS_ABROAD"]

_ROWS = {
    2: "seconda segunda deuxième zweite* tweede второй вторая второе второго втором ikinci",
    3: "terzo terza tercero tercera tercer terceiro terceira troisième dritte* derde третий третья третье третьего "
    "третьем trzeci trzecia trzecie trzeciego trzeciej trzecim üçüncü",
    4: "quarta cuarta quatrième vierte* vierde четвёртый четвертый четвёртая четвертая четвёртого четвертого "
    "четвёртом четвертом czwarty czwarta czwarte czwartego czwartej czwartym dördüncü",
    5: "quinto quinta cinquième fünfte* vijfde пятый пятая пятое пятого пятом piąty piąta piąte piątego piątym beşinci",
    6: "sesto sesta sexto sexta sixième sechste* zesde шестой шестая шестого шестом szósty szósta "
    "szóste szóstego altıncı",
    7: "settimo settima séptimo séptima sétimo sétima septième siebte* siebente* zevende седьмой седьмая седьмого "
    "siódmy siódma siódme siódmego yedinci",
    8: "ottavo ottava octavo octava oitavo oitava huitième achtste восьмой восьмая восьмого ósmy "
    "ósma ósme ósmego sekizinci",
    9: "nono nona noveno novena neuvième neunte* negende девятый девятая девятого dziewiąty dziewiąta dziewiąte "
    "dziewiątego dokuzuncu",
    10: "decimo decima décimo décima dixième zehnte* tiende десятый десятая десятого dziesiąty dziesiąta "
    "dziesiąte onuncu",
    11: "undicesimo undicesima onzième elfte* undécimo undécima",
    12: "dodicesimo dodicesima douzième zwölfte* duodécimo twaalfde",
}
ORDINALS_ABROAD: dict[str, int] = {
    form: number
    for number, row in _ROWS.items()
    for word in row.split()
    for form in ([word[:-1] + ending for ending in ("", "r", "n", "s", "m")] if word.endswith("*") else [word])
}
