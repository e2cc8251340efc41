"""Texts: contained words that the sentence takes back or narrows, and other words that say something else."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support


@pytest.mark.parametrize(
    ("value", "before", "quote"),
    [
        ("is profitable", "", "is not profitable"),
        ("has sold its stake in the firm", "", "has not sold its stake in the firm"),
        ("will not open shops in Berlin", "", "will open shops in Berlin"),
        ("raised money from Oak", "denied that it ", "raised money from Oak"),
        ("sold its stake", "has never ", "sold its stake"),
        ("can be trusted", "", "cannot be trusted"),
        ("a deal with Oak was signed", "", "a deal with Oak has yet to be signed"),
        ("plans to sell the unit", "", "has no plans to sell the unit"),
        ("with the help of investors in Europe", "", "without the help of investors in Europe"),
        ("all of the employees in the Berlin office", "", "none of the employees in the Berlin office"),
        ("before the merger of the two firms", "", "after the merger of the two firms"),
        ("会出售股份", "", "公司不会出售股份"),
        ("president", "", "vice president of Acme"),
        ("CEO", "former ", "CEO"),
        ("president", "", "president-elect of Acme"),
        ("profit", "", "a non-profit group"),
        ("seed", "", "pre-seed"),
    ],
)
def test_not_what_the_words_say(value: str, before: str, quote: str) -> None:
    """A denial that is lost or added, and a word cut off that changes the rest, leave a text unsupported."""
    assert check_support("text", value, quote, before=before).state == "unsupported"


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        ("Acme bought the firm Oak in 2015", "Oak bought the firm Acme in 2015"),
        ("a deal with Oak was signed", "a deal with Oak may be signed"),
        ("will close its plants in Ohio", "may close its plants in Ohio"),
    ],
)
def test_open(value: str, quote: str) -> None:
    """Names in another order, and what the words leave open, cannot be decided."""
    assert check_support("text", value, quote).state == "unchecked"


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        ("will not open shops in Berlin", "won't open shops in Berlin"),
        ("has never sold its stake", "has never sold its stake"),
        ("chief executive of Acme", "Acme's chief executive"),
        ("face recognition technology", "technology for face recognition"),
        ("vice president", "vice president of Acme"),
        ("Soviet Union", "the former Soviet Union"),
        ("opened shops in Berlin", "opened new shops in Berlin, but did not say how many"),
    ],
)
def test_the_same_in_other_words(value: str, quote: str) -> None:
    """What is said in other words, or denied in both, is supported."""
    assert check_support("text", value, quote).state == "supported"


@pytest.mark.parametrize(
    ("state", "value", "quote"),
    [
        ("unchecked", "Passengers were pleased with the quicker trains.", "trains now arrive sooner"),
        ("unsupported", "Passengers were pleased with the quicker trains", "trains now arrive sooner"),
        ("unsupported", "Passengers praised the quicker service.", "trains now arrive sooner"),
        ("unsupported", "Passengers in Leeds praised the trains.", "trains now arrive sooner"),
        ("unsupported", "Passengers saved 20 minutes on the trains.", "trains now arrive 10 minutes sooner"),
        ("unsupported", "Fast trains.", "slow trains"),
        ("supported", "hohe Kosten für Strom", "wegen der hohen Kosten für Strom"),
    ],
)
def test_sentences_of_the_models_own(state: str, value: str, quote: str) -> None:
    """A whole sentence in other words is left open where it shares some, and adds no name and no number."""
    assert check_support("text", value, quote).state == state


@pytest.mark.parametrize(
    ("state", "value", "before", "quote", "after"),
    [
        ("supported", "a leak in the roof of the hall", "closed for ", "a leak in the roof", " of the hall"),
        ("supported", "a leak in the roof", "closed for a leak ", "in the roof", " of the hall"),
        ("unsupported", "a leak in the roof of the hall", "not for ", "a leak in the roof", " of the hall"),
        ("unsupported", "a leak in the roof of the hall", "closed for ", "a leak in the roof", " of the hallway"),
        ("unsupported", "the hall was sold", "a leak in the roof; ", "closed early", " and the hall was sold"),
    ],
)
def test_a_text_that_goes_on_behind_its_quote(state: str, value: str, before: str, quote: str, after: str) -> None:
    """A quote may be shorter than its value where the sentence goes on with the rest."""
    assert check_support("text", value, quote, before=before, after=after).state == state
