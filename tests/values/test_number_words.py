"""Numbers in words: each language's compounds are whole, and no part of one is a number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from llm_extract.values.numbers import find_numbers
from llm_extract.values.ratios import find_ratios


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("quatre-vingts magasins", ["80"]),
        ("quatre-vingt-dix-neuf", ["99"]),
        ("soixante et onze", ["71"]),
        ("deux cents magasins", ["200"]),
        ("treinta y cinco tiendas", ["35"]),
        ("veintiún tiendas", ["21"]),
        ("trinta e cinco lojas", ["35"]),
        ("trentacinque negozi", ["35"]),
        ("vijfendertig winkels", ["35"]),
        ("dreihundertfünfundvierzig", ["345"]),
        ("zwölftausend Menschen", ["12000"]),
        ("двадцать пять магазинов", ["25"]),
        ("двести двадцать пять", ["225"]),
        ("siedem sklepów", ["7"]),
        ("tjugofem butiker", ["25"]),
        ("mille personnes", ["1000"]),
        ("due milioni di euro", ["2000000"]),
        ("millón y medio", ["1500000"]),
        ("un million et demi", ["1500000"]),
        ("a million and a half", ["1500000"]),
        ("a quarter of a billion", ["250000000"]),
        ("three-quarters of a million", ["750000"]),
        ("two thousand three hundred and forty-five", ["2345"]),
        ("twenty-five hundred", ["2500"]),
        ("two dozen", ["24"]),
        ("a tenfold rise", ["10"]),
    ],
)
def test_compounds(text: str, values: list[str]) -> None:
    """The whole number and nothing else."""
    assert [n.value for n in find_numbers(text)] == [Decimal(v) for v in values]


@pytest.mark.parametrize(
    "text",
    [
        "dozens of people",
        "social media",
        "half-year results",
        "due to rain",
        "no one",
        "a fire broke out",
        "to seize assets",
        "sex offenders",
        "per mille",
    ],
)
def test_words_that_only_look_like_numbers(text: str) -> None:
    """Vague plurals, halves of a year and words of another language say no number."""
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "value"), [("its twenty-first shop", 21), ("the thirteenth time", 13), ("3rd", 3), ("in Q3", 3)]
)
def test_ordinals(text: str, value: int) -> None:
    """Compound ordinals are one ordinal."""
    assert [n.value for n in find_numbers(text)] == [value]


def test_shares() -> None:
    """A fifth is a share only of something; so many out of so many are one too."""
    assert [(n.value, n.kind) for n in find_numbers("a fifth of users, a fifth floor")] == [
        (Decimal("0.2"), "fraction"),
        (Decimal(5), "ordinal"),
    ]
    assert [n.value for n in find_ratios("one in five; nine out of ten; uno de cada cuatro; 三分之二")][:3] == [
        Decimal("0.2"),
        Decimal("0.9"),
        Decimal("0.25"),
    ]
    assert [n.kind for n in find_numbers("fell by a third, a third round")] == ["fraction", "ordinal"]
    assert not find_ratios("five in one")
    assert find_ratios("3三分之二")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("بعد ثماني سنوات", [8]),
        ("خمسة عشر طالبا", [15]),
        ("ثلاثة وأربعين عاما", [43]),
        ("أربعون متجرا", [40]),
        ("ستة ملايين دولار", [6_000_000]),
    ],
)
def test_arabic(text: str, values: list[int]) -> None:
    """Arabic numbers up to ninety-nine, the compound ones whole, with a scale behind them."""
    assert [n.value for n in find_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Пострадал один водитель", ["1"]),
        ("घायलों में से नौ की हालत गंभीर", ["9"]),
        ("चार-चार लाख रुपये", ["400000"]),
        ("एक सौ पच्चीस लोग", ["125"]),
        ("साढ़े तीन करोड़", ["35000000"]),
        ("एक बस", []),
        ("มีผู้พักเกือบสามพันคน", ["3000"]),
        ("ยี่สิบเอ็ดราย", ["21"]),
        ("สามพันธุ์", []),
        ("نحو ألفي وظيفة", ["2000"]),
        ("مليوني دولار", ["2000000"]),
        ("38 مليوناً", ["38000000"]),
        ("ثلاثمئة شخص", ["300"]),
        ("la nona tappa", ["9"]),
        ("im dritten Rennen", ["3"]),
        ("na quarta-feira", []),
        ("due punti in più del mese scorso", ["2"]),
        ("the rent is due", []),
        ("due to the weather", []),
        ("trzech z siedmiu lekarzy", ["3", "7"]),
        ("ninety miles away", ["90"]),
        ("duas horas e meia", ["2.5"]),
        ("восемь с половиной лет", ["8.5"]),
        ("cinque anni e mezzo", ["5.5"]),
        ("zweieinhalb Stunden", ["2.5"]),
        ("a point and a half lower", ["1.5"]),
        ("mejoró medio punto", ["0.5"]),
        ("полтора года", ["1.5"]),
        ("two days and a half of them", ["2"]),
    ],
)
def test_more_languages(text: str, values: list[str]) -> None:
    """Scripts without spaces or with vowel signs, duals, ordinals and halves."""
    found = [n for n in find_numbers(text) if n.kind in ("number", "ordinal")]
    assert [n.value for n in found] == [Decimal(value) for value in values]
