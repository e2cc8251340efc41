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
        (YES, "permit_required", False, "No permit is needed."),
        (NO, "permit_required", True, "No permit is needed."),
        (OPEN, "permit_required", False, "A permit is needed."),
        (OPEN, "permit_required", False, "No permit was shown, but one is needed"),
        (OPEN, "permit_required", False, "No ticket is needed."),
        (OPEN, "permit_required", False, "No permit was issued"),
        (YES, "refund_requested", False, "The club did not ask for a refund."),
        (OPEN, "refund_requested", False, "The club asked for a refund, not for an apology."),
        (YES, "meals_included", False, "guests will not get meals"),
        (YES, "pravomocny", False, "Verdikt není pravomocný"),
        (OPEN, "pravomocny", False, "Verdikt je pravomocný"),
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
