"""Parts for wholes, and wholes for parts."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support


@pytest.mark.parametrize(
    ("field", "value", "quote"),
    [
        ("boats", 9, "The harbour has 30 boats, of which 9 are for hire"),
        ("boats", 9, "The harbour has 30 boats, 9 of them for hire"),
        ("boats", 9, "It has 30 boats and 9 of that were for hire"),
        ("total_boats", 9, "The harbour has 30, 9 of which are for hire"),
        ("boote", 9, "Im Hafen liegen 30 Boote, davon 9 zur Miete"),
        ("bateaux", 9, "Le port a 30 bateaux, dont 9 à louer"),
        ("barcos", 9, "El puerto tiene 30 barcos, de los cuales 9 se alquilan"),
        ("barche", 9, "Il porto ha 30 barche, di cui 9 a noleggio"),
        ("barcos", 9, "O porto tem 30 barcos, dos quais 9 para alugar"),
        ("boten", 9, "De haven heeft 30 boten, waarvan 9 te huur"),
        ("лодки", 9, "В порту стоят лодки, из них 9 сдают"),
        ("出租船只", 9, "港口有出租船只30艘，其中9艘已坏"),
        ("boats_closed", 30, "Nine of the 30 boats were closed off"),
        ("boats_closed", 30, "9 of its 30 boats were closed off"),
        ("stellen_abgebaut", 30, "Im Amt fallen 9 der 30 Stellen weg"),
        ("boats_sunk", 30, "The storm hit 30 boats, of which 9 were sunk"),
        ("boote_gesunken", 30, "Der Sturm traf 30 Boote, von denen 9 gesunken sind"),
    ],
)
def test_a_part_is_no_whole(field: str, value: float, quote: str) -> None:
    """The figure of a part is left open for a field of the whole, and that of the whole for a field of the part."""
    assert check_support("number", value, quote, field=field).state == "unchecked"


@pytest.mark.parametrize(
    ("field", "value", "quote"),
    [
        ("boats", 30, "The harbour has 30 boats, of which 9 are for hire"),
        ("boats", 30, "9 of its 30 boats were closed off"),
        ("boats_for_hire", 9, "The harbour has 30 boats, of which 9 are for hire"),
        ("boats_closed", 9, "9 of its 30 boats were closed off"),
        ("hire", 9, "The harbour has 30 boats, 9 of them for hire"),
        ("injured", 9, "30 people were hurt, of whom 9 were injured badly"),
        ("deaths", 9, "Es gab 30 Opfer, davon 9 Tote"),
        ("value", 9, "The harbour has 30 boats, of which 9 are for hire"),
        ("members", 9, "Im Hafen liegen 30 Boote, davon 9 zur Miete"),
        ("boats_surveyed", 30, "At 9 of the 30 boats surveyed it was found"),
        ("sites_total", 30, "At 9 of the 30 sites it was found"),
        ("boats_tested", 30, "9 of the 30 boats were found to leak"),
        ("boats_sunk", 9, "The storm hit 30 boats, of which 9 were sunk"),
        ("strongest_gust", 9, "after gusts, the strongest of them 9"),
        ("adverse_events_pct", 9, "Adverse events occurred in 9 of those who sailed"),
        ("record_boats", 30, "less than half of the 30 boats of that year"),
    ],
)
def test_what_a_field_asks_for(field: str, value: float, quote: str) -> None:
    """The whole backs a field of the whole, the part one with a word of the part; no word, no doubt."""
    assert check_support("number", value, quote, field=field).state == "supported"


@pytest.mark.parametrize(
    ("state", "field", "value", "quote"),
    [
        ("unchecked", "mitarbeiter", 9, "Norr beschäftigt 30 Menschen, davon 9 im Ausland."),
        ("supported", "mitarbeiter", 30, "Norr beschäftigt 30 Menschen, davon 9 im Ausland."),
        ("supported", "mitarbeiter_ausland", 9, "Norr beschäftigt 30 Menschen, davon 9 im Ausland."),
        ("unchecked", "hospitalised", 9, "30 have been admitted to hospital, 9 of them children"),
        ("supported", "hospitalised", 30, "30 have been admitted to hospital, 9 of them children"),
        ("supported", "hospitalised_children", 9, "30 have been admitted to hospital, 9 of them children"),
        ("unchecked", "fund_total", 9, "9 of the fund's 30 have been committed"),
        ("supported", "committed", 9, "9 of the fund's 30 have been committed"),
        ("supported", "total_boats", 30, "a total of 30 in 2024"),
        ("unchecked", "ihracat", 30, "30 lira oldu; bunun 9 lirası ihracattan geldi"),
        ("unchecked", "yuangong", 9, "公司有员工30人，其中9人在海外"),
        ("supported", "q2_yingshou", 9, "其中第二季度营收9元"),
        ("unchecked", "boats_repaired", 30, "9 of the 30 were repaired"),
    ],
)
def test_parts_of_a_plain_whole(state: str, field: str, value: int, quote: str) -> None:
    """A field that names no part asks for all of it; what was done is said of the part."""
    assert check_support("number", value, quote, field=field).state == state
