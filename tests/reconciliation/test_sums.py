"""Built cases: sums and figures that differ, and the kind of every difference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from funding_events import find_event, find_events
from llm_extract.reconciliation import Field

Make = Callable[..., dict[str, Any]]


def test_currency_conversion_and_its_rounding_are_compatible(article: Make, tell: Make) -> None:
    """£425 million printed for $600 million, and £424.6 million elsewhere, are one sum."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD = 425 GBP")),
        article("b", tell(label="series_c", amount="424.6 GBP")),
    )
    assert (event["money_raised"].verdict, event["money_raised"].kinds) == ("compatible", ["currency"])


def test_currencies_without_a_printed_equivalent_are_not_converted(article: Make, tell: Make) -> None:
    """Euros and dollars that nobody converts stay unresolved; that the label agrees keeps them one event."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD")), article("b", tell(label="series_c", amount="500 EUR"))
    )
    field = event["money_raised"]
    assert (field.verdict, field.kinds, field.resolved) == ("conflict", ["currency"], None)


def test_equivalents_are_followed_through_a_third_currency(article: Make, tell: Make) -> None:
    """Euros printed in dollars, pounds in euros, and dollars alone: one sum, given as most converted it from."""
    event = find_event(
        article("a", tell(label="series_b", amount="50 EUR = 54 USD")),
        article("b", tell(label="series_b", amount="43 GBP = 50 EUR")),
        article("c", tell(label="series_b", amount="54 USD")),
    )
    field = event["money_raised"]
    assert (field.verdict, field.kinds) == ("compatible", ["currency"])
    assert len(field.conflicts) == 3
    assert field.resolved is not None
    assert (field.resolved["value"]["currency"], field.resolved["rule"]) == ("EUR", "unanimous")


def test_a_sum_that_no_chain_reaches_stays_apart(article: Make, tell: Make) -> None:
    """Crowns that nobody prints beside another currency are tied to none; nor do equivalents of another sum tie."""
    amounts = {"a": "50 EUR = 54 USD", "b": "58 GBP = 67 EUR", "c": "54 USD", "d": "560 SEK"}
    event = find_event(
        *(article(key, tell(label="series_b", amount=sum_, on="2018-04-09")) for key, sum_ in amounts.items())
    )
    field = event["money_raised"]
    place = {claim.value["currency"]: index for index, claim in enumerate(field.claims)}
    compatible = {frozenset(found.claims) for found in field.conflicts if found.compatible}
    assert compatible == {frozenset((place["EUR"], place["USD"]))}


def test_conversions_that_do_not_fit_are_a_conflict(article: Make, tell: Make) -> None:
    """£500 million is not the £425 million printed for the same dollars."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD = 425 GBP", on="2018-04-09")),
        article("b", tell(label="series_c", amount="500 GBP", on="2018-04-09")),
    )
    assert (event["money_raised"].verdict, event["money_raised"].kinds) == ("conflict", ["currency"])


def test_rounded_sums_are_compatible_and_the_precise_one_is_given(article: Make, tell: Make) -> None:
    """412 million and 410 million: the rounder one is the other, rounded."""
    event = find_event(
        article("a", tell(label="series_b", amount="412 USD")), article("b", tell(label="series_b", amount="410 USD"))
    )
    field = event["money_raised"]
    assert (field.verdict, field.kinds) == ("compatible", ["rounding"])
    assert field.resolved is not None
    assert (field.resolved["value"]["amount"], field.resolved["rule"]) == ("412000000", "precise over vague")


def test_before_and_after_the_money_are_compatible(article: Make, tell: Make) -> None:
    """3 billion pre-money and 3.6 post-money differ by the 600 million raised; neither is "the" valuation."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD", valuations=[("3000 USD", "exactly", None, "pre_money")])),
        article(
            "b", tell(label="series_c", amount="600 USD", valuations=[("3600 USD", "exactly", None, "post_money")])
        ),
    )
    field = event["valuations"]
    assert (field.verdict, field.kinds, field.resolved) == ("compatible", ["pre_post"], None)


def test_more_before_the_money_than_after_it_is_a_conflict(article: Make, tell: Make) -> None:
    """The money is added, not taken away."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD", valuations=[("3600 USD", "exactly", None, "pre_money")])),
        article(
            "b", tell(label="series_c", amount="600 USD", valuations=[("3000 USD", "exactly", None, "post_money")])
        ),
    )
    assert (event["valuations"].verdict, event["valuations"].kinds) == ("conflict", ["pre_post"])


def _valued(article: Make, tell: Make, one: tuple[str, ...], other: tuple[str, ...], raised: str | None) -> Field:
    return find_event(
        article("a", tell(label="series_c", amount=raised, on="2018-04-09", valuations=[one])),
        article("b", tell(label="series_c", amount=raised, on="2018-04-09", valuations=[other])),
    )["valuations"]


@pytest.mark.parametrize(
    ("before", "after", "raised", "verdict"),
    [
        ("2000 USD", "2300 USD", "300 USD", "compatible"),
        ("2000 USD", "2300 USD", "310 USD", "compatible"),
        ("2000 USD", "2100 USD", "300 USD", "conflict"),
        ("2000 USD", "2000 USD", "300 USD", "conflict"),
        ("2040 USD", "2000 USD", "300 USD", "conflict"),
        ("2000 USD", "3000 USD", "300 USD", "conflict"),
        ("2000 USD", "2300 USD", None, "compatible"),
        ("2000 USD", "1900 USD", None, "conflict"),
        ("2000 USD", "2300 USD", "270 EUR = 300 USD", "compatible"),
        ("2000 USD", "2300 USD", "270 EUR", "compatible"),
    ],
)
def test_before_and_after_the_money_is_held_against_what_was_raised(
    article: Make, tell: Make, before: str, after: str, raised: str | None, verdict: str
) -> None:
    """Close sums are no roundings of each other where the money lies between them, or should."""
    pre, post = (before, "exactly", None, "pre_money"), (after, "exactly", None, "post_money")
    field = _valued(article, tell, pre, post, raised)
    assert (field.verdict, field.kinds) == (verdict, ["pre_post"])


@pytest.mark.parametrize(
    ("known", "timing", "other", "relation", "verdict", "kinds"),
    [
        ("900 USD", "pre_money", "1200 USD", "exactly", "compatible", ["pre_post"]),
        ("900 USD", "pre_money", "1000 USD", "more_than", "compatible", ["pre_post"]),
        ("900 USD", "pre_money", "800 USD", "more_than", "compatible", ["bound"]),
        ("500 USD", "pre_money", "1000 USD", "more_than", "conflict", ["pre_post"]),
        ("900 USD", "pre_money", "1500 USD", "exactly", "conflict", ["pre_post"]),
        ("1200 USD", "post_money", "900 USD", "exactly", "compatible", ["pre_post"]),
        ("900 USD", "pre_money", "600 USD", "exactly", "conflict", ["pre_post"]),
        ("900 USD", "pre_money", "900 USD", "exactly", "compatible", ["precision"]),
    ],
)
def test_a_valuation_that_says_neither_may_be_before_or_after_the_money(
    article: Make, tell: Make, known: str, timing: str, other: str, relation: str, verdict: str, kinds: list[str]
) -> None:
    """Two articles are enough for that; what fits neither way is a conflict."""
    one, unsaid = (known, "exactly", None, timing), (other, relation, None, "unspecified")
    field = _valued(article, tell, one, unsaid, "300 USD")
    assert (field.verdict, field.kinds) == (verdict, kinds)


@pytest.mark.parametrize(("relation", "tighter"), [("more_than", "4000000000"), ("less_than", "3000000000")])
def test_of_two_bounds_the_tighter_one_says_more(article: Make, tell: Make, relation: str, tighter: str) -> None:
    """More than 4 billion is the more precise of two lower bounds, less than 3 billion that of two upper ones."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD", valuations=[("3000 USD", relation)])),
        article("b", tell(label="series_c", amount="600 USD", valuations=[("4000 USD", relation)])),
    )
    assert event["valuations"].resolved is not None
    assert event["valuations"].resolved["value"]["amount"] == tighter


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("mehr als 600 Millionen Dollar", "more_than"),
        ("plus de 600 millions de dollars", "more_than"),
        ("más de 600 millones de dólares", "more_than"),
        ("超过6亿美元", "more_than"),
        ("более 600 миллионов долларов", "more_than"),
        ("more than six hundred million dollars", "more_than"),
    ],
)
def test_number_words_of_six_languages_qualify_a_sum(article: Make, tell: Make, words: str, relation: str) -> None:
    """ "More than 600 million" in a quote is compatible with 690 million, whatever the language."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD", on="2018-04-09", quotes={"money_raised": words})),
        article("b", tell(label="series_c", amount="690 USD", on="2018-04-09")),
    )
    field = event["money_raised"]
    assert {claim.relation for claim in field.claims} == {relation, "exactly"}
    assert (field.verdict, field.kinds) == ("compatible", ["bound"])


def test_equivalents_printed_in_a_quote_are_read(article: Make, tell: Make) -> None:
    """Where the record holds no equivalent, the one in brackets beside the sum serves."""
    event = find_event(
        article("a", tell(label="series_c", amount="600 USD", quotes={"money_raised": "600 Mio. Dollar (425 Mio. £)"})),
        article("b", tell(label="series_c", amount="425 GBP")),
    )
    assert (event["money_raised"].verdict, event["money_raised"].kinds) == ("compatible", ["currency"])


@pytest.mark.parametrize(
    ("units", "number", "verdict", "kinds"),
    [
        (("camera", "cameras"), "400", "unanimous", []),
        (("camera", "Cameras"), "500", "conflict", ["value"]),
        (("percent", "times"), "400", "conflict", ["value"]),
        (("USD", "EUR"), "400", "conflict", ["currency"]),
    ],
)
def test_what_figures_count(
    article: Make, tell: Make, units: tuple[str, str], number: str, verdict: str, kinds: list[str]
) -> None:
    """One camera and many are one unit; only currencies wait for a printed equivalent."""
    records = [article(key, tell(label="series_c", amount="600 USD")) for key in "ab"]
    for record, unit, count in zip(records, units, ("400", number), strict=True):
        value = {"number": count, "unit": unit}
        record["data"]["figures"] = [{"measure": "size of the network", "value": value, "year": None, "said_by": None}]
    (event,) = (event for event in find_events(*records, also=["figure"]) if event.kind == "figure")
    assert (event["value"].verdict, event["value"].kinds) == (verdict, kinds)


def test_figures_are_compared_among_articles_on_one_round_only(article: Make, tell: Make) -> None:
    """Two goals in like words, from articles on other companies, are not held against each other."""

    def goal(year: str) -> dict[str, Any]:
        return {"measure": "lead the world in AI", "value": None, "year": year, "said_by": None}

    records = [
        article("a", tell(label="series_c", amount="600 USD")),
        article("b", tell(label="series_c", amount="600 USD")),
        article("c", tell("Other", label="series_c", amount="600 USD")),
        article("d"),
    ]
    for record, year in zip(records, ("2030", "2025", "2024", "2023"), strict=True):
        record["data"]["figures"] = [goal(year)]
    figures = [event for event in find_events(*records, also=["figure"]) if event.kind == "figure"]
    told = sorted([mention["document"] for mention in event.mentions] for event in figures)
    assert told == [["a", "b"], ["c"], ["d"]]
