"""The five shipped articles: which rounds they tell of, and every contradiction between them."""

from __future__ import annotations

from typing import Any

import pytest

from llm_extract import Extractor, read_documents
from llm_extract.reconciliation import Event, reconcile
from llm_extract.shipped import shipped

pytestmark = pytest.mark.llm_recordings("../../fixtures", task="funding_news@v1")


@pytest.fixture(scope="module")
def events(module_replay: Extractor[Any]) -> list[Event]:
    """The events of the five articles, on their recorded answers."""
    documents = list(read_documents([str(shipped("seeds"))]))
    records = list(module_replay.extract_many(documents))
    return reconcile(records, texts={d.key: d.text for d in documents if hasattr(d, "text")}, also=["figure"])


def _articles(event: Event) -> list[str]:
    return [article["key"][:3] for article in event.articles]


def _round_of(events: list[Event], amount: str) -> Event:
    found = [event for event in events if event.kind == "round" and _amount(event) == amount]
    assert len(found) == 1
    return found[0]


def _amount(event: Event) -> str | None:
    return next((one.claims[0].value["amount"] for one in event.fields if one.field == "money_raised"), None)


def test_all_five_tell_of_the_round_of_600_million(events: list[Event]) -> None:
    """One event, five articles, five voices, April 2018 to the day."""
    event = _round_of(events, "600000000")
    assert _articles(event) == ["000", "001", "002", "003", "004"]
    assert event.voices == 5
    assert event["announced_on"].verdict == "compatible"
    assert event["announced_on"].resolved == {
        "value": "2018-04-09", "relation": None, "timing": None, "claim": 0, "rule": "precise over vague",
    }  # fmt: skip


def test_two_tell_of_the_round_of_410_million(events: list[Event]) -> None:
    """July 2017 and "July" are one round."""
    event = _round_of(events, "410000000")
    assert _articles(event) == ["001", "003"]
    assert event["announced_on"].resolved is not None
    assert event["announced_on"].resolved["value"] == "2017-07"


def test_what_no_words_decide_is_not_merged(events: list[Event]) -> None:
    """Qualcomm's undisclosed backing, earlier rounds and the talks about more capital stand by themselves."""
    alone = [event for event in events if event.kind == "round" and _amount(event) is None]
    assert [_articles(event) for event in alone] == [["001"], ["002"], ["003"]]
    qualcomm = alone[0]
    assert [one.entity for one in qualcomm.fields if one.entity] == ["Qualcomm"]
    assert [link.kind for link in qualcomm.links] == ["possible"]
    assert qualcomm.links[0].event == _round_of(events, "410000000").id


def test_the_valuation_conflict_shows_all_six_claims(events: list[Event]) -> None:
    """Each article's valuation stands with its source and quote; nothing resolves them."""
    field = _round_of(events, "600000000")["valuations"]
    said = {
        (one.document[:3], claim.value["amount"], claim.relation, one.reported_by)
        for claim in field.claims
        for one in claim.said
    }
    assert said == {
        ("000", "4000000000", "more_than", "Bloomberg"),
        ("001", "3000000", "more_than", None),
        ("002", "3000000000", "exactly", None),
        ("003", "3000000000", "more_than", "Bloomberg"),
        ("003", "4500000000", "about", "Reuters"),
        ("004", "3000000000", "exactly", None),
    }
    assert field.verdict == "conflict"
    assert field.resolved is None
    assert all(one.quote and one.spans for claim in field.claims for one in claim.said)


def test_million_and_billion_are_suspected_and_left_as_they_are(events: list[Event]) -> None:
    """ "$3 million" is a magnitude conflict with every other claim; its value stays."""
    field = _round_of(events, "600000000")["valuations"]
    small = next(index for index, claim in enumerate(field.claims) if claim.value["amount"] == "3000000")
    magnitudes = [conflict for conflict in field.conflicts if conflict.kind == "magnitude"]
    assert len(magnitudes) == len(field.claims) - 1
    assert all(small in conflict.claims for conflict in magnitudes)


def test_more_than_three_billion_and_four_and_a_half_are_compatible(events: list[Event]) -> None:
    """A lower bound does not contradict a higher sum."""
    field = _round_of(events, "600000000")["valuations"]
    place = {(claim.value["amount"], claim.relation): index for index, claim in enumerate(field.claims)}
    pair = {place["3000000000", "more_than"], place["4500000000", "about"]}
    assert [conflict.compatible for conflict in field.conflicts if set(conflict.claims) == pair] == [True]


def test_sterling_equivalents_are_no_claims(events: list[Event]) -> None:
    """The pounds that one article prints stand beside its dollars."""
    event = _round_of(events, "600000000")
    currencies = {
        claim.value["currency"] for name in ("money_raised", "valuations") for claim in event[name].claims
    }  # fmt: skip
    assert currencies == {"USD"}
    printed = [one.equivalents for claim in event["money_raised"].claims for one in claim.said if one.equivalents]
    assert printed == [[{"amount": "425000000", "currency": "GBP"}]]


def test_investors_of_this_round_or_of_earlier_ones(events: list[Event]) -> None:
    """Who is an investor here by one article, and by another one in an earlier round, is in conflict."""
    event = _round_of(events, "600000000")
    kinds: dict[str | None, Any] = {one.entity: (one.verdict, one.kinds) for one in event.fields if one.entity}
    assert kinds["Alibaba"] == ("conflict", ["role"])
    assert kinds["Temasek"] == kinds["Qualcomm"] == ("conflict", ["other_round"])
    assert next(kinds[name] for name in kinds if name and name.startswith("Suning")) == ("conflict", ["other_round"])


def test_the_policy_dates_appear_where_figures_are_compared(events: list[Event]) -> None:
    """China is to lead by 2030, or by 2025."""
    goals = [event for event in events if event.kind == "figure" and event["measure"].claims]
    years = {
        claim.value: sorted(one.document[:3] for one in claim.said)
        for event in goals
        if len(event.articles) > 2
        for claim in event["year"].claims
    }
    assert years["2025"] == ["003"]
    assert {"000", "001", "004"} <= set(years["2030"])
