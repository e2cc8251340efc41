"""What the name of a field says of its values, in the languages that fields are named in."""

from __future__ import annotations

import pytest

from llm_extract.values.field_roles import field_words, read_role


@pytest.mark.parametrize(
    ("name", "signed"),
    [
        ("revenue_growth_pct", "change"),
        ("umsatzWachstum", "change"),
        ("売上増減", "change"),
        ("매출_증감", "change"),
        ("同比变化", "change"),
        ("net_income", "result"),
        ("nettoergebnis", "result"),
        ("net_loss", ""),
        ("profit_decline", ""),
        ("売上", ""),
        ("revenue", ""),
    ],
)
def test_names_of_figures_with_a_sign(name: str, signed: str) -> None:
    """A change and a result may be negative; a loss is counted without a sign."""
    assert read_role(name).signed == signed


@pytest.mark.parametrize(
    ("name", "now", "current"),
    [
        ("valuation", True, True),
        ("previous_valuation", False, False),
        ("vorheriger_umsatz", False, False),
        ("前年売上", False, False),
        ("이전_매출", False, False),
        ("売上", True, True),
        ("revenue_2023", True, False),
        ("value", False, False),
    ],
)
def test_names_of_figures_of_before(name: str, now: bool, current: bool) -> None:
    """A word or a year of a name may say that its value is one of before; a name that says nothing may be any."""
    role = read_role(name)
    assert (role.now, role.current) == (now, current)


def test_names_of_periods_edges_and_what_is_expected() -> None:
    """A name that says two periods, or both edges, says none."""
    assert [read_role(name).period for name in ("annual_rent", "monthly_or_annual_fee", "rent")] == ["year", "", ""]
    assert [read_role(name).edge for name in ("lease_end", "vertragsende", "mietbeginn", "start_or_end")] == [
        "end", "end", "start", "",
    ]  # fmt: skip
    assert [read_role(name).actual for name in ("profit", "profit_forecast")] == [True, False]
    assert [read_role(name).done for name in ("stores_closed", "stores")] == [True, False]
    assert read_role("sales_2022_vs_2023_q4").years == {"2022", "2023"}


def test_romanised_words_of_names() -> None:
    """A word of a name in Latin letters stands for that of its own script, as a whole word only."""
    assert field_words("jun_rieki_yosou") == ("純利益", "予想")
    assert field_words("shoushang") == ("受伤",)
    assert field_words("siwangs") == ("siwangs",)
