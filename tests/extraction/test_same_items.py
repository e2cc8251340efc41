"""Items of several answers under a schema that declares no identity: which are one, and which only look alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

import pytest
from pydantic import AnyUrl, BaseModel

from llm_extract import Cited, Record
from united_answers import by_pass, disagreements
from written_answers import cited

Extract = Callable[..., Record[Any]]
TEXT = "Ann met Bob in Oslo. Cy met Dee in Rome."


class Fact(BaseModel):
    about: Cited[str]
    mood: Literal["good", "bad"]


class Facts(BaseModel):
    facts: list[Fact]


def test_texts_with_other_numbers_or_names_are_no_wordings_of_one(make_plan: Any, extract: Extract) -> None:
    """Where a schema declares no identity, two sentences that differ in a figure or a name are two items."""
    text = (
        "Profit of unit A rose by 5 percent to 7. Profit of unit A rose by 7 percent to 5. "
        "Profit of unit B rose by 7 percent to 5. Profit of unit B rose by 7 percent to 6."
    )
    sentences = [sentence.strip(" .") for sentence in text.split(". ")]
    answers = [{"facts": [{"about": cited(sentence), "mood": "good"}]} for sentence in sentences]
    record = extract(make_plan(Facts, passes=4), text, by_pass(*answers))
    assert [fact.about for fact in record.data.facts] == sentences
    assert disagreements(record) == []


class Entry(BaseModel):
    name: str
    price: Decimal | None = None
    seen: datetime | None = None
    link: AnyUrl | None = None


class Entries(BaseModel):
    entries: list[Entry]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "pear"}, {"name": "peas"}),
        ({"name": "pears", "price": "5000000"}, {"name": "pears", "price": "5500000"}),
        ({"name": "pears", "seen": "2018-04-09T10:00:00"}, {"name": "pears", "seen": "2018-04-09T11:00:00"}),
        ({"name": "pears", "link": "https://a.org/fruit/new"}, {"name": "pears", "link": "https://a.org/fruit/now"}),
    ],
)
def test_terms_figures_times_and_addresses_have_no_other_wording(
    make_plan: Any, extract: Extract, one: dict[str, Any], other: dict[str, Any]
) -> None:
    """Where a schema declares no identity, they are the same or another, however much they look alike."""
    none = {"price": None, "seen": None, "link": None}
    answers = [{"entries": [{**none, **entry}]} for entry in (one, other, one)]
    record = extract(make_plan(Entries, passes=3), TEXT, by_pass(*answers))
    assert [entry["name"] for entry in record.bare["entries"]] == [one["name"], other["name"]]
    assert disagreements(record) == []


def test_a_decimal_is_a_number_however_it_is_written(make_plan: Any, extract: Extract) -> None:
    """5 and 5.00 are one price."""
    answers = [{"entries": [{"name": "pears", "price": p, "seen": None, "link": None}]} for p in ("5", "5.00")]
    record = extract(make_plan(Entries, passes=2), TEXT, by_pass(*answers))
    assert [entry["price"] for entry in record.bare["entries"]] == ["5"]
    assert disagreements(record) == []


def test_another_wording_of_one_text_is_one_item(make_plan: Any, extract: Extract) -> None:
    """The same fact in a few other words, of the same figures and names, stays one item."""
    text = "In 2018 the profit of Acme rose by 5 percent, as told."
    answers = [
        {"facts": [{"about": {"quote": text, "value": value}, "mood": "good"}]}
        for value in ("In 2018 the profit of Acme rose by 5 percent", "In 2018 profit of Acme rose 5 percent")
    ]
    record = extract(make_plan(Facts, passes=2, reask=False), text, by_pass(*answers))
    assert len(record.data.facts) == 1
