"""Texts that name the unit of a printed figure: currency codes, scale words, units of measure."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("state", "value", "quote"),
    [
        (YES, "USD", "raised $5 million"),
        (YES, "EUR", "5 Millionen Euro"),
        (YES, "million", "raised $5m"),
        (YES, "million USD", "raised $5m"),
        (YES, "billion", "2,4 Mrd. Euro"),
        (YES, "km", "ten kilometres away"),
        (YES, "percent", "48% of it"),
        (OPEN, "AUD", "raised $5 million"),
        (NO, "EUR", "raised $5 million"),
        (NO, "USD", "raised 5 million"),
        (NO, "billion", "raised $5m"),
        (NO, "billion USD", "€2bn, and $5m"),
        (NO, "miles", "10 km away"),
        (NO, "percent", "3 percentage points"),
    ],
)
def test_units_as_texts(state: str, value: str, quote: str) -> None:
    """The unit is backed by a figure that is printed in it, however the words write it."""
    assert check_support("text", value, quote).state == state
