"""Answers that contradict each other: which value is kept, with whose words, and what the note has of the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from llm_extract import Cited, Date, Name, Record
from united_answers import by_pass, disagreements
from written_answers import cited

Extract = Callable[..., Record[Any]]


class Firm(BaseModel):
    head: Cited[Name] | None = None
    founded: Cited[Date] | None = None


@pytest.mark.parametrize(
    ("field", "loose", "backed", "words"),
    [("founded", "2018-04-09", "2018", "founded in 2018"), ("head", "Joe Lee", "J. Lee", "J. Lee")],
)
@pytest.mark.parametrize("turned", [False, True])
def test_words_for_a_vague_value_back_no_precise_one(
    make_plan: Any, extract: Extract, field: str, loose: str, backed: str, words: str, turned: bool
) -> None:
    """A day without words and a year with words are the year: no value gets words that were held against another."""
    answers = [{field: {"quote": "It sells boats", "value": loose}}, {field: {"quote": words, "value": backed}}]
    answers = [{"head": None, "founded": None, **answer} for answer in answers]
    text = "Acme, founded in 2018, is led by J. Lee. It sells boats."
    record = extract(make_plan(Firm, passes=2, reask=False), text, by_pass(*(answers[::-1] if turned else answers)))
    assert record.bare[field] == backed
    assert (record.evidence[f"/{field}"].support, record.evidence[f"/{field}"].quote) == ("supported", words)
    assert disagreements(record) == []


def test_a_precise_value_with_words_of_its_own_gains_those_of_a_vague_one(make_plan: Any, extract: Extract) -> None:
    """Of values that agree and are equally well backed the precise one is kept, with the words of both."""
    text = "Acme was founded on 9 April 2018. It was in 2018 that boats were first sold."
    answers = [{"head": None, "founded": cited("2018")}, {"head": None, "founded": cited("9 April 2018", "2018-04-09")}]
    record = extract(make_plan(Firm, passes=2), text, by_pass(*answers))
    assert record.bare["founded"] == "2018-04-09"
    assert record.evidence["/founded"].support == "supported"


def test_a_vague_date_speaks_for_the_precise_one_that_is_backed(make_plan: Any, extract: Extract) -> None:
    """Of two days of one year the backed one is kept, however long the other has been in the text before."""
    text = "Acme was founded on 1 May 2018. It was in 2018 that boats were first sold."
    made_up = {"quote": "on 9 April 2018", "value": "2018-04-09"}
    quoted = [made_up, cited("2018"), cited("1 May 2018", "2018-05-01")]
    answers = [{"head": None, "founded": found} for found in quoted]
    record = extract(make_plan(Firm, passes=3, reask=False), text, by_pass(*answers))
    assert record.bare["founded"] == "2018-05-01"
    assert disagreements(record) == [("/founded", [("2018-05-01", 2, [[20, 30], [26, 30]]), ("2018-04-09", 1, [])])]


def test_a_backed_value_is_kept_before_those_that_words_do_not_back(make_plan: Any, extract: Extract) -> None:
    """Two answers make the same name up, one quotes another: that one is kept, the other is in the note."""
    made_up = {"head": {"quote": "led by Al Poe", "value": "Al Poe"}, "founded": None}
    answers = [made_up, made_up, {"head": cited("Zoe Young"), "founded": None}]
    record = extract(make_plan(Firm, passes=3, reask=False), "Acme is led by Zoe Young.", by_pass(*answers))
    assert record.data.head == "Zoe Young"
    assert record.evidence["/head"].support == "supported"
    assert disagreements(record) == [("/head", [("Zoe Young", 1, [[15, 24]]), ("Al Poe", 2, [])])]


def test_of_values_said_equally_often_the_first_in_the_text_is_kept(make_plan: Any, extract: Extract) -> None:
    """What an article says at its beginning counts before what it says later, whatever the alphabet says."""
    text = "Acme is led by Zoe Young. Bolt is led by Ann Lee."
    answers = [{"head": cited(name), "founded": None} for name in ("Zoe Young", "Ann Lee")]
    record = extract(make_plan(Firm, passes=2), text, by_pass(*answers))
    assert record.data.head == "Zoe Young"


class Sale(BaseModel):
    buyer: Cited[Name] | None
    target: Cited[Name] | None
    paid: bool | None = None


class News(BaseModel):
    sale: Sale | None


def test_an_object_is_not_put_together_of_two_things(make_plan: Any, extract: Extract) -> None:
    """One sale lacks its target, another one has it: the record says neither what nobody says nor hides the second."""
    text = "Ann Corp makes a purchase. Cy Corp buys Abe Corp."
    answers = [
        {"sale": {"buyer": cited("Ann Corp"), "target": None, "paid": True}},
        {"sale": {"buyer": cited("Cy Corp"), "target": cited("Abe Corp"), "paid": None}},
    ]
    record = extract(make_plan(News, passes=2), text, by_pass(*answers))
    assert record.bare["sale"] == {"buyer": "Ann Corp", "target": None, "paid": True}
    assert [item.path for item in record.evidence] == ["/sale/buyer"]
    other = {"buyer": "Cy Corp", "target": "Abe Corp", "paid": None}
    assert disagreements(record) == [
        ("/sale", [(record.bare["sale"], 1, [[0, 8]]), (other, 1, [[27, 34], [40, 48]])]),
    ]


def test_an_object_about_one_thing_has_what_either_answer_says(make_plan: Any, extract: Extract) -> None:
    """The same buyer by its full and its short name, once with the target: one sale, complete."""
    text = "Ann Lee Corp is the buyer. Lee Corp buys Abe Corp."
    answers = [
        {"sale": {"buyer": cited("Ann Lee Corp"), "target": None, "paid": None}},
        {"sale": {"buyer": cited("Lee Corp"), "target": cited("Abe Corp"), "paid": True}},
    ]
    record = extract(make_plan(News, passes=2), text, by_pass(*answers))
    assert record.bare["sale"] == {"buyer": "Ann Lee Corp", "target": "Abe Corp", "paid": True}
    assert [path for path, _ in disagreements(record)] == ["/sale/buyer"]


class Investor(BaseModel):
    model_config = ConfigDict(json_schema_extra={"x-identity": ["name"]})

    name: Name
    place: str | None


class Investors(BaseModel):
    investors: list[Cited[Investor]]


def test_what_only_a_badly_backed_object_says_gets_no_words_of_a_good_one(make_plan: Any, extract: Extract) -> None:
    """An investor is quoted as a whole: a place that is in no quote is not taken into the one that is backed."""
    text = "Bolt Capital put in money. Nobody named a town."
    good = {"quote": "Bolt Capital", "value": {"name": "Bolt Capital", "place": None}}
    bad = {"quote": "Bolt Capital of Oslo", "value": {"name": "Bolt Capital", "place": "Oslo"}}
    record = extract(
        make_plan(Investors, passes=2, reask=False), text, by_pass({"investors": [good]}, {"investors": [bad]})
    )
    assert record.bare["investors"] == [{"name": "Bolt Capital", "place": None}]
    assert record.evidence["/investors/0"].support == "supported"
