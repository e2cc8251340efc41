"""Units of measure behind numbers."""

from __future__ import annotations

import pytest

from llm_extract.values.units import read_measure, unit_behind


@pytest.mark.parametrize(
    ("text", "unit"),
    [("km", "km"), ("kilometres", "km"), ("sq ft", "ft2"), ("MW", "MW"), ("megawatt-hours", "MWh"), ("m", "m")],
)
def test_one_unit_in_several_words(text: str, unit: str) -> None:
    """The words for a unit behind a number, and as the unit of a value."""
    assert read_measure(text) == unit == unit_behind(f"10 {text} away", 2)


def test_what_is_none() -> None:
    """Nouns that are counted, and words that only begin like a unit."""
    assert read_measure("cameras") is None
    assert unit_behind("10 mast heads", 2) is None
    assert unit_behind("500 MWh", 3) == "MWh"
