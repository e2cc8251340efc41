"""Figures that the words let be reckoned are left open, others are not."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

NO, OPEN = "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("field", "value", "words", "expected"),
    [
        ("on_board", 57, "4 crew, 53 passengers", OPEN),
        ("on_board", 58, "4 crew, 53 passengers", NO),
        ("jobs", 840, "730 hourly and 110 salaried jobs", OPEN),
        ("margin_points", 4.2, "led by 51.4% to 47.2%", OPEN),
        ("goals", 3, "4 in May and 1 in June", NO),
        ("provision", 4.4, "was 2.2 million, half what it was", NO),
        ("stores", 44, "has 22 stores, half as many as then", OPEN),
        ("stores", 44, "has 22 stores, as many as then", NO),
        ("share", 300, "of which the state paid three quarters of it", OPEN),
        ("meeting_minutes", 145, "from 7.00 pm to 9.25 pm", OPEN),
        ("meeting_minutes", 146, "from 7.00 pm to 9.25 pm", NO),
        ("meeting_people", 145, "from 7.00 pm to 9.25 pm", NO),
    ],
)
def test_numbers(field: str, value: float, words: str, expected: str) -> None:
    """Sums and differences that come out, and halves with a word for them."""
    assert check_support("number", value, words, field=field).state == expected


def test_sums_of_money() -> None:
    """Twice a printed sum, where the words say that it was halved."""
    value = {"amount": "4400000", "currency": "USD"}
    assert check_support("money", value, "was $2.2 million, half what it had been").state == OPEN
    assert check_support("money", value, "was $2.2 million, less than it had been").state == NO
