"""Values in words, whatever stands in a file of records."""

from __future__ import annotations

import pytest

from llm_extract.report.wording import show_value


@pytest.mark.parametrize(
    "number", ["1E+999999999", "-1E-999999999", "1E+9999999", "Infinity", "NaN", "sNaN", "many", "", None, True]
)
def test_a_number_that_is_none_or_endless_is_shown_as_it_stands(number: object) -> None:
    """A few letters can stand for a number of a thousand million digits, which nobody wants to see."""
    for value in ({"amount": number, "currency": "USD"}, {"number": number, "unit": "kg"}):
        assert len(show_value(value)) < 40
    if isinstance(number, str):
        assert show_value({"number": number, "unit": "kg"}).startswith(number)


def test_numbers_are_grouped() -> None:
    """Plain and written with an exponent."""
    assert (
        show_value({"number": "1E+6", "unit": "kg"})
        == show_value({"number": 1_000_000, "unit": "kg"})
        == "1,000,000 kg"
    )
