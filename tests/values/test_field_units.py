"""Units in names and descriptions of fields: read where they are plain, and nowhere else."""

from __future__ import annotations

import pytest

from llm_extract.values.field_units import read_scale_word, read_unit, unit_beside


@pytest.mark.parametrize(
    ("name", "note", "scale"),
    [
        ("revenue_million", "", 10**6),
        ("revenueInMillions", "", 10**6),
        ("revenue_usd_m", "", 10**6),
        ("revenue_musd", "", 10**6),
        ("market_cap_bn", "", 10**9),
        ("amount_crore", "", 10**7),
        ("revenue", "Amount in USD millions; null if not stated", 10**6),
        ("revenue", "Revenue (in thousands)", 1000),
        ("revenue", "Total revenue, $ million", 10**6),
        ("revenue", "Revenue ($m)", 10**6),
        ("revenue", "Turnover in R billion", 10**9),
        ("umsatz", "Umsatz in Mio. Euro", 10**6),
        ("ca", "Chiffre d'affaires en millions d'euros", 10**6),
        ("receita_bilhoes_reais", "", 10**9),
        ("deuda_miles_de_millones", "", 10**9),
        ("przychody_mld_zl", "", 10**9),
        ("omsetning_mrd_kr", "", 10**9),
        ("прибыль_млрд_руб", "", 10**9),
        ("الميزانية_مليار_ريال", "", 10**9),
        ("总资产_万亿元", "", 10**12),
        ("売上高_百万円", "", 10**6),
        ("영업이익_억원", "", 10**8),
        ("灾民_万人", "", 10**4),
        ("金额_亿", "", 10**8),
        ("output_mt", "", 10**6),
        ("amount", "金额，单位：亿元", 10**8),
        ("amount", "金額（万円）", 10**4),
        ("profit", "단위: 억원", 10**8),
    ],
)
def test_scales(name: str, note: str, scale: int) -> None:
    """Scale words and letters of names, and of descriptions in several languages."""
    unit = read_unit(name, note)
    assert unit is not None
    assert unit.scale == scale


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("revenue", "The full number in plain digits, e.g. 5000000 for 5 million"),
        ("revenue", "Revenue, not in millions"),
        ("revenue", "If the article gives the amount in millions, expand it"),
        ("revenue", "Multiply figures given in millions"),
        ("people", "How many millions of people live there"),
        ("cases_per_million", ""),
        ("height_m", ""),
        ("games_won", ""),
        ("k", ""),
        ("million_euro_homes_sold", ""),
        ("steel_mill", ""),
        ("ort_万能", ""),
        ("milioni_di_fan_felici", ""),
    ],
)
def test_no_scale(name: str, note: str) -> None:
    """What only mentions a scale gives none."""
    unit = read_unit(name, note)
    assert unit is None or unit.scale == 1


def test_currencies_and_percentages() -> None:
    """A currency or percentage that a name or description gives."""
    usd, euros, share = read_unit("revenue_usd"), read_unit("revenue", "Revenue in euros"), read_unit("share_percent")
    assert usd is not None
    assert usd.currency is not None
    assert usd.currency.codes == {"USD"}
    assert euros is not None
    assert euros.currency is not None
    assert euros.currency.codes == {"EUR"}
    assert share is not None
    assert share.percent
    assert read_unit("share_percent", "as a fraction from 0 to 1") is None
    assert read_unit("amount", "Amount in USD or EUR") is None
    anteil, canadian = read_unit("anteil", "Anteil in Prozent"), read_unit("amount", "Amount in Canadian dollars")
    assert anteil is not None
    assert anteil.percent
    assert canadian is not None
    assert canadian.currency is not None
    assert canadian.currency.codes == {"CAD"}


def test_fields_beside_a_number() -> None:
    """A scale beside the only number is that number's; of two numbers it is the one that is named like a figure."""
    staff = unit_beside("staff", {"staff": 3, "listed": True, "unit": "thousand"})
    assert staff is not None
    assert (staff.scale, staff.sure) == (1000, True)
    assert unit_beside("staff", {"staff": 3, "shops": 7, "unit": "thousand"}) is None
    price = unit_beside("price", {"price": 3, "shops": 7, "unit": "million", "currency": "EUR"})
    assert price is not None
    assert (price.scale, price.currency and price.currency.codes) == (10**6, {"EUR"})
    assert unit_beside("weight", {"weight": 3, "unit": "million tonnes"}) is None


def test_scales_of_units() -> None:
    """A quantity's unit may begin or end with a scale word."""
    assert [(int(s), u) for s, u in map(read_scale_word, ("million tonnes", "USD millions", "miles", "万吨"))] == [
        (10**6, "tonnes"),
        (10**6, "USD"),
        (1, "miles"),
        (10**4, "吨"),
    ]
