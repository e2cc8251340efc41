"""Booleans without declared words, decided by a denial of what their field is called."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("state", "field", "value", "quote"),
    [
        (YES, "union_recognised", False, "the union was not recognised"),
        (NO, "union_recognised", True, "the union was not recognised"),
        (YES, "is_insured", False, "it was never insured"),
        (YES, "parkingIncluded", False, "parking is not included"),
        (YES, "gueltig", False, "Der Vertrag ist nicht gültig"),
        (OPEN, "union_recognised", True, "the union was recognised"),
        (OPEN, "union_recognised", False, "the union was recognised"),
        (OPEN, "union_recognised", False, "the union was not invited"),
        (OPEN, "union_recognised", False, "the union may not be recognised"),
        (OPEN, "union_recognised", False, "did not say whether the union was recognised"),
        (OPEN, "not_insured", True, "it was not insured"),
        (OPEN, "union_recognised", True, "the union was not only recognised"),
        (OPEN, "has_it", False, "it has not"),
    ],
)
def test_a_denied_name(state: str, field: str, value: bool, quote: str) -> None:
    """Denied, the words of a field's name back false and contradict true; plain, they decide nothing."""
    assert check_support("boolean", value, quote, field=field).state == state


@pytest.mark.parametrize("quote", ["no injuries were reported", "es gab keine Verletzten", "жертв нет", "sin heridos"])
def test_none_at_all(quote: str) -> None:
    """Words for none may say zero."""
    assert check_support("number", 0, quote).state == OPEN
    assert check_support("number", 3, quote).state == NO
