"""Two rows that are said in turn: names or nouns in the one, figures in the other."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

TWO = "Exports and imports came to $70 billion and $64 billion, respectively."
THREE = "Wheat, barley and oats made up 50, 30 and 20 per cent of the harvest."
CHANGES = "Rents and wages rose 12% to $900 and 3% to $2,100, respectively."


@pytest.mark.parametrize(
    ("state", "kind", "field", "value", "quote"),
    [
        ("supported", "money", "exports", 70_000_000_000, TWO),
        ("unsupported", "money", "exports", 64_000_000_000, TWO),
        ("supported", "money", "total_imports", 64_000_000_000, TWO),
        ("unsupported", "money", "total_imports", 70_000_000_000, TWO),
        ("supported", "percent", "barley_share", 30, THREE),
        ("unchecked", "percent", "barley_share", 50, THREE),
        ("unchecked", "percent", "oats_share", 30, THREE),
        ("unchecked", "percent", "barley_share", 50, THREE.replace(" and", ", and")),
        ("supported", "percent", "rent_change", 12, CHANGES),
        ("unsupported", "percent", "rent_change", 3, CHANGES),
        ("unsupported", "money", "wages", 900, CHANGES),
        ("supported", "money", "wages", 2_100, CHANGES),
        ("unsupported", "number", "besucher", 310, "Aussteller und Besucher: respektive 310 und 8.000"),
        ("unsupported", "number", "médailles_argent", 3, "Les médailles d'or et d'argent, respectivement 3 et 5"),
        ("unsupported", "money", "利润", 9_000_000, "收入和利润分别为900万元和200万元。"),
        ("supported", "money", "利润", 2_000_000, "收入和利润分别为900万元和200万元。"),
        ("unsupported", "number", "women", 6, "There were 6 and 9 places for men and women, respectively"),
        ("supported", "number", "women", 9, "There were 6 and 9 places for men and women, respectively"),
    ],
)
def test_each_noun_has_the_figure_of_its_turn(state: str, kind: str, field: str, value: int, quote: str) -> None:
    """The first figure belongs to the first noun, the second to the second; surely where a word says so."""
    currency = "CNY" if "元" in quote else "USD"
    bare = {"amount": str(value), "currency": currency} if kind == "money" else value
    assert check_support(kind, bare, quote, field=field).state == state


@pytest.mark.parametrize(
    ("kind", "field", "value", "quote"),
    [
        ("number", "trains", 5, "Buses and trains run between 5 and 9 times a day"),
        ("number", "trains", 9, "Buses and trains run between 5 and 9 times a day"),
        ("number", "trains", 9, "Buses and trains run between some 5 and 9 times a day"),
        ("number", "visitors", 9, "visitors in May and June numbered 5 and 9, respectively"),
        ("number", "visitors", 5, "visitors in May and June numbered 5 and 9, respectively"),
        ("number", "goals", 7, "Its goals and points: 12 points, 7 goals"),
        ("number", "injured", 30, "12 dead and 30 injured"),
        ("number", "dead", 5, "The dead and the injured numbered 5 and 5, respectively"),
        ("number", "injured", 5, "The dead and the injured numbered 5 and 5, respectively"),
    ],
)
def test_what_is_no_pair_of_rows_is_left_alone(kind: str, field: str, value: int, quote: str) -> None:
    """Ranges, one noun for both figures, figures with nouns of their own, two equal figures."""
    assert check_support(kind, value, quote, field=field).state == "supported"
