"""Negation, denial and hedging: what takes a claim back, and what does not."""

from __future__ import annotations

import pytest

from llm_extract.grounding.hedging import find_denial, find_hedge
from llm_extract.grounding.support import check_support

DOLLARS = {"amount": "5000000", "currency": "USD"}
EUROS = {"amount": "5000000", "currency": "EUR"}
YUAN = {"amount": "600000000", "currency": "CNY"}


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        (DOLLARS, "The company did not raise $5 million"),
        (DOLLARS, "The company hasn’t raised $5 million"),
        (DOLLARS, "has yet to raise $5 million"),
        (DOLLARS, "has no plans to raise $5 million"),
        (DOLLARS, "failed to raise $5 million"),
        (DOLLARS, "denied that it raised $5 million"),
        (DOLLARS, "raised $7 million, not $5 million"),
        (DOLLARS, "raised $7 million instead of $5 million"),
        (EUROS, "hat keine 5 Millionen Euro erhalten"),
        (EUROS, "hat die 5 Millionen Euro nicht erhalten"),
        (EUROS, "n'a pas levé 5 millions d'euros"),
        (EUROS, "no ha recaudado 5 millones de euros"),
        (EUROS, "non ha raccolto 5 milioni di euro"),
        (EUROS, "não captou 5 milhões de euros"),
        (EUROS, "heeft niet 5 miljoen euro opgehaald"),
        (YUAN, "公司没有融资6亿元"),
        (YUAN, "公司否认融资6亿元"),
    ],
)
def test_denied(value: object, quote: str) -> None:
    """A denied sum is not backed, and the reason names the denying words."""
    verdict = check_support("money", value, quote)
    assert verdict.state == "unsupported"
    assert verdict.reason.startswith("The words deny it")


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        (DOLLARS, "raised $5 million but did not disclose the investors"),
        (DOLLARS, "which has not disclosed its valuation, raised $5 million"),
        (DOLLARS, "did not say how it will use the $5 million"),
        (DOLLARS, "raised not only $5 million but also a credit line"),
        (DOLLARS, "no less than $5 million"),
        (DOLLARS, "is not yet profitable and raised $5 million"),
        (DOLLARS, "raised $5 million, not $7 million"),
        (DOLLARS, "raised $5 million without giving up control"),
        (EUROS, "nicht nur 5 Millionen Euro"),
        (YUAN, "公司融资6亿元，未披露投资方"),
        (YUAN, "融资不少于6亿元"),
    ],
)
def test_not_denied(value: object, quote: str) -> None:
    """A "not" that governs something else takes nothing back."""
    assert check_support("money", value, quote).state == "supported"


def test_denied_outside_the_quote() -> None:
    """The rest of the sentence counts: before the quote and after it, but not the next sentence."""
    assert (
        check_support("money", DOLLARS, "it raised $5 million", before="The firm denied that ").state == "unsupported"
    )
    assert (
        check_support("money", DOLLARS, "raised $5 million", after=", a claim the company denied").state
        == "unsupported"
    )
    next_sentence = ". The company denied another report."
    assert check_support("money", DOLLARS, "raised $5 million", after=next_sentence).state == "supported"


def test_a_denial_reaches_over_its_clause() -> None:
    """What follows the "that" of a denial is denied however long it takes; what a conjunction adds is not."""
    far = "The firm has denied reports by the newspaper and others on Monday, and again on Tuesday, that it "
    verdict = check_support("money", DOLLARS, "raised $5 million", before=far)
    assert (verdict.state, verdict.reason) == ("unsupported", "The words deny it: 'denied'.")
    assert (
        check_support("money", DOLLARS, "raised $5 million", before="It has denied claims of fraud and ").state
        == "supported"
    )


FORMS = {"closed": ["raised", "closed", "round", "announced"], "in_talks": ["in talks", "plan*"]}


@pytest.mark.parametrize(
    "quote",
    [
        "is in talks to close a round",
        "is in talks with Bolt Inc. to close a round",
        "plans to hold a round",
        "could have raised money",
        "reportedly raised money",
        "announced plans to raise money",
        "did not announce that a round was held, nor has it closed",
    ],
)
def test_hedged(quote: str) -> None:
    """Plans, talks and rumours do not back a value that says that something has come about."""
    assert check_support("enum", "closed", quote, forms=FORMS).state == "unsupported"


@pytest.mark.parametrize(
    "quote", ["raised money and plans to expand", "has closed the round", "raised money; it is in talks for more"]
)
def test_not_hedged(quote: str) -> None:
    """A hedge about something else leaves the value backed."""
    assert check_support("enum", "closed", quote, forms=FORMS).state == "supported"


def test_a_hedge_backs_what_it_says() -> None:
    """Values that name plans or talks are backed by them."""
    assert check_support("enum", "in_talks", "is in talks to raise money", forms=FORMS).state == "supported"


def test_places() -> None:
    """Denial and hedge are looked for at a place, and given as printed."""
    text = "It is in talks and did not raise $5 million"
    assert find_denial(text, 33, 43) == "did not"
    assert find_hedge("may raise $5 million in May", 10, 20) == "may"
    assert find_hedge("raised it in May for $5 million", 21, 31) == ""


def test_what_stays_as_it_is_is_no_plan() -> None:
    """ "Will stay" says how things are; "should" and "will be" leave it open."""
    forms = {"closed": ["closed", "shut"]}
    states = [
        check_support("enum", "closed", quote, forms=forms).state
        for quote in ("the tunnel will remain shut until May", "the tunnel will be shut in May", "should be shut")
    ]
    assert states == ["supported", "unsupported", "unsupported"]


@pytest.mark.parametrize(
    "quote",
    [
        "the fee may not exceed 80%",
        "a share that shall not be higher than 80%",
        "the share will not go above 80%",
        "der Anteil darf 80% nicht überschreiten",
        "la part ne dépasse pas 80%",
        "la part ne peut pas dépasser 80%",
        "la quota non può superare l'80%",
        "la cuota no podrá exceder el 80%",
        "доля не превышает 80%",
    ],
)
def test_a_limit_is_no_denial(quote: str) -> None:
    """ "Not exceed" names a limit; "not reach" denies."""
    assert check_support("percent", 80, quote).state == "supported"
    assert check_support("percent", 80, "the share did not reach 80%").state == "unsupported"


@pytest.mark.parametrize("mark", ['"', "”", "»"])
def test_what_is_said_denies_nobody_who_says_it(mark: str) -> None:
    """A "not" inside quotation marks ends with them: whoever said it did say it."""
    before = f"Heat does not destroy it,{mark} "
    assert check_support("text", "Ann Roe", "said health officer Ann Roe", before=before).state == "supported"
