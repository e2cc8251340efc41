"""Countries and nationalities said by another word for the same."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("state", "field", "value", "words"),
    [
        (YES, "rider_nationality", "NOR", "Berg, a 31-year-old Norwegian"),
        (YES, "nationality", "Norway", "Berg, a 31-year-old Norwegian"),
        (YES, "nationality", "Norwegian", "a Norwegian sculptor"),
        (NO, "nationality", "Sweden", "a Norwegian sculptor"),
        (NO, "nationality", "Norway", "she is not Norwegian"),
        (YES, "birth_country", "Norway", "the Norwegian-born sculptor"),
        (OPEN, "nationality", "Norway", "the Norwegian-born sculptor"),
        (YES, "country", "NO", "stores in Norway were full"),
        (NO, "country", "SWE", "stores in Norway were full"),
        (OPEN, "unit", "NO", "stores in Norway were full"),
        (OPEN, "country", "Norway", "a Norwegian restaurant in Leeds"),
        (NO, "country", "Norway", "a restaurant in Leeds"),
        (OPEN, "nationality", "Norwegian", "moved to Norway"),
    ],
)
def test_countries_in_other_words(state: str, field: str, value: str, words: str) -> None:
    """A people's name tells a nationality, and with "-born" a country of birth; elsewhere it leaves a country open."""
    assert check_support("text", value, words, field=field).state == state
