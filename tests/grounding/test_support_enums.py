"""Whether words back a value of an enum, by the words that say it."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support
from llm_extract.schemas.funding import INVESTMENT_TYPE_FORMS

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("state", "value", "quote"),
    [
        (YES, "series_c", "its Series C round"),
        (YES, "series_c", "its Series-C round"),
        (YES, "series_c", "Round C"),
        (YES, "series_b", "the Series A and B rounds"),
        (YES, "series_a", "a Series A-led deal"),
        (YES, "undisclosed", "the firm did not disclose the type"),
        (NO, "series_c", "a Series C-1 round"),
        (NO, "series_c", "a Series C1 round"),
        (NO, "series_c", "a Series D round"),
        (NO, "seed", "a pre-seed round"),
        (NO, "series_c", "there was no talk of it"),
    ],
)
def test_enums(state: str, value: str, quote: str) -> None:
    """An enum's value is backed by its surface forms, whole words only."""
    assert check_support("enum", value, quote, forms=INVESTMENT_TYPE_FORMS).state == state


def test_an_enum_without_forms() -> None:
    """Without forms the value's own words count; a value with an empty list is never checked."""
    assert check_support("enum", "private_equity", "a private equity firm").state == YES
    assert check_support("enum", "private_equity", "a fund").state == OPEN
    assert check_support("enum", "other", "a fund", forms={"other": []}).state == OPEN


def test_an_enum_said_beside_the_quote() -> None:
    """A form in the rest of the sentence backs the value, and the reason says so."""
    verdict = check_support("enum", "seed", "raised $5 million", forms={"seed": ["seed"]}, after=" in a seed round")
    assert (verdict.state, verdict.reason) == (YES, "Said beside the quote: 'seed'.")


def test_a_boolean_with_forms() -> None:
    """With forms a boolean is checked like an enum, negation included."""
    forms = {"true": ["profitable"], "false": ["loss*"]}
    assert check_support("boolean", True, "the firm is profitable", forms=forms).state == YES
    assert check_support("boolean", True, "the firm is not profitable", forms=forms).state == NO


ROLE_FORMS = {"lead": ["led", "lead", "co-led", "co-lead*"], "participant": []}


@pytest.mark.parametrize(
    ("state", "name", "quote"),
    [
        (YES, "Kestrel", "Kestrel led the round, with Harbour participating"),
        (NO, "Harbour", "Kestrel led the round, with Harbour participating"),
        (NO, "Harbour Fund", "led by Kestrel Ventures, with participation from Harbour Fund"),
        (NO, "Harbour", "Harbour joined the round, which was led by Kestrel"),
        (YES, "Kestrel", "led by Kestrel Ventures, with participation from Harbour Fund"),
        (YES, "Harbour", "led by Kestrel along with Harbour"),
        (YES, "Harbour", "led by Kestrel and Harbour, with Alder participating"),
        (YES, "Harbour", "Kestrel led the round, with Harbour co-leading"),
        (YES, "Harbour", "Harbour, which led the earlier round by itself"),
        (YES, "Harbour", "Harbour and Kestrel led the round"),
        (YES, "Harbour", "the round was led by the fund"),
        (YES, "Harbour", "Harbour said that the round was co-led by it and Kestrel"),
    ],
)
def test_a_role_of_somebody_else(state: str, name: str, quote: str) -> None:
    """A role word that plainly describes another name does not back this name's role; an unclear one does."""
    assert check_support("enum", "lead", quote, forms=ROLE_FORMS, name=name).state == state


def test_a_qualifier_before_the_quote() -> None:
    """Words that qualify a sum are read beside the quote too: they back the relation they state and no other."""
    forms = {"exactly": [], "about": ["about"], "more_than": ["more than"]}
    states = [
        check_support("enum", relation, "$3 billion", forms=forms, before="valued at more than ").state
        for relation in forms
    ]
    assert states == [OPEN, NO, YES]


def test_a_form_of_another_clause() -> None:
    """A form in another clause than the quote is left open where the quote says another value of the same enum."""
    forms = {"delayed": ["delayed"], "on_time": ["on time"]}
    states = [
        check_support("enum", "delayed", quote, forms=forms, before=before).state
        for before, quote in (
            ("the first tram was delayed by snow; ", "the second ran on time"),
            ("the first tram was delayed by snow; ", "the second one"),
            ("the tram was delayed, not ", "on time"),
            ("it was a delayed but ", "fine arrival"),
        )
    ]
    assert states == ["unchecked", "supported", "supported", "supported"]
