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
        ("people", 110, "between 50 and 60 people", NO),
        ("people", 2020, "2 of them in 2018", NO),
        ("jobs", 840, "730 hourly and 110 salaried jobs", OPEN),
        ("margin_points", 4.2, "led by 51.4% to 47.2%", OPEN),
        ("goals", 3, "4 in May and 1 in June", NO),
        ("provision", 4.4, "was 2.2 million, half what it was", NO),
        ("stores", 44, "has 22 stores, half as many as then", OPEN),
        ("stores", 44, "has 22 stores, as many as then", NO),
        ("share", 300, "of which the state paid three quarters of it", OPEN),
        ("rise_points", 5, "from 35% to 40%", OPEN),
        ("rise_points", 75, "from 35% to 40%", NO),
        ("rise_points", 5, "from 35 shops to 40", NO),
        ("weight", 220, "a pack of 2 x 110g", OPEN),
        ("tablets_a_day", 6, "每次2片，每日3次", OPEN),
        ("tablets_a_day", 6, "2 in the morning, 3 at night", NO),
        ("meeting_minutes", 145, "from 7.00 pm to 9.25 pm", OPEN),
        ("meeting_minutes", 146, "from 7.00 pm to 9.25 pm", NO),
        ("meeting_minutes", 145, "von 19.00 bis 21.25 Uhr", OPEN),
        ("meeting_minutes", 270, "from 9.00 am to 1.30 pm", OPEN),
        ("meeting_minutes", 105, "from 11.00 pm to 0.45 am", OPEN),
        ("stores", 66, "had 22 stores and tripled them", OPEN),
        ("stores", 11, "closed a quarter of its 44 stores", OPEN),
        ("stores", 11, "closed a third of its 44 stores", NO),
        ("stores", 1, "a single shop", OPEN),
        ("stores", 3, "a trio of shops", OPEN),
        ("stores", 4, "a quartet of shops", OPEN),
        ("stores", 4, "a trio of shops", NO),
        ("flights", 2, "дважды в день", OPEN),
        ("flights", 3, "dreimal am Tag", OPEN),
        ("flights", 3, "zweimal am Tag", NO),
        ("minute", 30, "scored on the half-hour", OPEN),
        ("minute", 20, "scored on the half-hour", NO),
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


@pytest.mark.parametrize("words", ["死者は出ていない", "사망 사례는 없었다", "没有人员伤亡", "けが人はいなかった"])
def test_none_in_scripts_without_spaces(words: str) -> None:
    """That there was none may be said without a number; that there was one may not."""
    assert check_support("number", 0, words).state == "unchecked"
    assert check_support("number", 1, words).state == "unsupported"
