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
    ],
)  # fmt: skip
def test_names(name: str, unit: str | None) -> None:
    """A unit at the end of a name counts, but not what says which year, and no rate."""
    found = measure_of_field(name)
    assert (found.unit if found else None) == unit


def test_conversions() -> None:
    """Only exact multiples are converted: not months to days, nor miles to kilometres."""
    assert convert(Decimal("2.5"), "t", "kg") == 2500
    assert convert(Decimal(18), "mo", "a") == Decimal("1.5")
    assert convert(Decimal(1), "mo", "d") is None
    assert convert(Decimal(1), "mile", "km") is None
    assert dimension("mo") == dimension("d") == "time"
