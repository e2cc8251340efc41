"""Units of measure behind numbers."""

from __future__ import annotations

import pytest

from llm_extract.values.units import measures_in, read_measure, unit_behind


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


@pytest.mark.parametrize(
    ("text", "unit"),
    [("4 timmar", "h"), ("4 godziny", "h"), ("4 ngày", "d"), ("4 घंटे", "h"), ("4時間半", "h"), ("4个月内", "mo")],
)
def test_more_languages(text: str, unit: str) -> None:
    """Units of other languages, those that are written onto what follows included."""
    assert unit_behind(text, 1) == unit


def test_all_of_a_text() -> None:
    """The units behind the digits of a text."""
    assert measures_in("4 shops, 3 km and 20 timmar") == {"km", "h"}
