"""Units of measure in the names of fields."""

from __future__ import annotations

from decimal import Decimal

import pytest

from llm_extract.values.field_measures import convert, dimension, measure_of_field


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("maxWindKmh", "km/h"), ("floor_area_sq_m", "m2"), ("duração_minutos", "min"), ("срок_лет", "a"),
        ("pack_size_g", "g"), ("founded_year", None), ("goal_minute", None), ("wind_m_s", None),
        ("tonnes_per_day", None), ("sales_last_12_months", None), ("days", None), ("games_won", None),
        ("emissions_per_passenger_km", None),
    ],
)  # fmt: skip
def test_names(name: str, unit: str | None) -> None:
    """A unit at the end of a name counts, but not what says which year, and no rate."""
    found = measure_of_field(name)
    assert (found.unit if found else None) == unit


@pytest.mark.parametrize(
    ("amount", "unit", "other", "same"),
    [
        (3, "kg", "mg", 3_000_000), (2, "km", "cm", 200_000), (1, "km2", "ha", 100), (1, "ha", "m2", 10_000),
        (1, "m3", "l", 1000), (2, "l", "ml", 2000), (1, "wk", "h", 168), (1, "d", "min", 1440), (2, "a", "mo", 24),
        (1, "TW", "GW", 1000), (1, "GW", "MW", 1000), (1, "MW", "kW", 1000), (1, "kW", "W", 1000),
        (1, "TWh", "GWh", 1000), (1, "GWh", "MWh", 1000), (1, "MWh", "kWh", 1000),
        (1, "GHz", "MHz", 1000), (1, "MHz", "kHz", 1000), (1, "kHz", "Hz", 1000),
    ],
)  # fmt: skip
def test_multiples(amount: int, unit: str, other: str, same: int) -> None:
    """How many of one unit make another, both ways."""
    assert convert(Decimal(amount), unit, other) == same
    assert convert(Decimal(same), other, unit) == amount


def test_conversions() -> None:
    """Only exact multiples are converted: not months to days, nor miles to kilometres."""
    assert convert(Decimal("2.5"), "t", "kg") == 2500
    assert convert(Decimal(18), "mo", "a") == Decimal("1.5")
    assert convert(Decimal(1), "mo", "d") is None
    assert convert(Decimal(1), "mile", "km") is None
    assert dimension("mo") == dimension("d") == "time"
