"""Answers cut at the output limit: whole items are kept, and the record says that something is missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field

from llm_extract import Cited, Name, Record, Request, Response

TEXT = "Ann met Bob. Cy met Dee."


class Person(BaseModel):
    name: Cited[Name]
    age: Annotated[int, Field(ge=0)] | None


class People(BaseModel):
    people: list[Person]
    places: list[Cited[str]]
    topic: Cited[str] | None


class Strict(BaseModel):
    people: list[Person]
    topic: Cited[str]


Extract = Callable[..., Record[Any]]


def person(name: str, age: int | None = None) -> dict[str, Any]:
    return {"name": {"quote": name, "value": name}, "age": age}


def cut(value: Any, at: str, *, reason: str = "length") -> Response:
    """The answer up to and with some words."""
    text = json.dumps(value)
    text = text[: text.index(at) + len(at)] if at else text
    return Response({"choices": [{"finish_reason": reason, "message": {"content": text}}]})


WHOLE = {"people": [person("Ann", 5), person("Bob"), person("Cy")], "places": [], "topic": None}


def test_whole_items_of_a_cut_answer_are_kept(make_plan: Any, extract: Extract) -> None:
    """Two of three people are whole; the lists and fields after the cut are empty; nothing is asked again."""
    asked: list[Request] = []
    record = extract(make_plan(People), TEXT, lambda request: cut(WHOLE, '"Cy", "va'), asked=asked)
    assert len(asked) == 1
    assert record.status == "partial"
    assert [item.name for item in record.data.people] == ["Ann", "Bob"]
    assert (record.data.places, record.data.topic) == ([], None)
    assert [note.code for note in record.notes] == ["recovered", "truncated"]
    assert [attempt.outcome for attempt in record.attempts] == ["truncated"]
    assert record.evidence["/people/1/name"].support == "supported"


def test_an_item_of_a_cut_answer_that_does_not_validate_is_lost_alone(make_plan: Any, extract: Extract) -> None:
    """A cut answer is salvaged like any other."""
    broken = {**WHOLE, "people": [person("Ann", -5), person("Bob"), person("Cy")]}
    record = extract(make_plan(People), TEXT, lambda request: cut(broken, '"Cy"'))
    assert [item.name for item in record.data.people] == ["Ann", "Bob"]
    assert record.data.people[0].age is None
    assert [note.code for note in record.notes] == ["recovered", "truncated", "lost"]


@pytest.mark.parametrize("around", [{"result": WHOLE}, {"name": "people", "arguments": WHOLE}])
def test_whole_items_in_an_envelope_that_was_cut_are_kept(make_plan: Any, extract: Extract, around: Any) -> None:
    """An envelope or a tool call is opened before what the cut took away is filled in."""
    record = extract(make_plan(People), TEXT, lambda request: cut(around, '"Cy", "va'))
    assert record.status == "partial"
    assert [item.name for item in record.data.people] == ["Ann", "Bob"]
    assert [note.code for note in record.notes] == ["recovered", "truncated", "recovered"]


@pytest.mark.parametrize(
    "second",
    [
        Response({"choices": [{"finish_reason": "stop", "message": {"content": None, "refusal": "I cannot."}}]}),
        Response({"choices": [{"finish_reason": "content_filter", "message": {"content": None}}]}),
        Response({"choices": [{"finish_reason": "length", "message": {"content": "Let me"}}]}),
        Response({"choices": [{"finish_reason": "stop", "message": {"content": "Let me see."}}]}),
    ],
    ids=["refused", "filtered", "truncated", "invalid"],
)
def test_what_broke_off_is_kept_where_asking_again_brings_nothing(
    make_plan: Any, extract: Extract, second: Response
) -> None:
    """The first answer's whole items are there, whatever became of the second, and the note is about the first."""
    answers = iter([cut(WHOLE, '"Cy", "va', reason="stop"), second])
    record = extract(make_plan(People), TEXT, lambda request: next(answers))
    assert record.status == "partial"
    assert [item.name for item in record.data.people] == ["Ann", "Bob"]
    (note,) = [note for note in record.notes if note.code == "truncated"]
    assert "cut short" in note.message


@pytest.mark.parametrize("at", ['{"people"', '[{"name": {"quote"'])
def test_nothing_whole_is_truncated(make_plan: Any, extract: Extract, at: str) -> None:
    """Where no item is whole there is no record to make, and the remedy is named."""
    record = extract(make_plan(People), TEXT, lambda request: cut(WHOLE, at))
    assert (record.status, record.data, record.notes) == ("truncated", None, ())
    assert record.error is not None
    assert "--max-output-tokens" in record.error.hint


def test_what_is_required_after_the_cut_is_never_made_up(make_plan: Any, extract: Extract) -> None:
    """A schema that demands a value which the cut took away gives no record."""
    answer = {"people": [person("Ann"), person("Bob")], "topic": {"quote": "met", "value": "met"}}
    record = extract(make_plan(Strict), TEXT, lambda request: cut(answer, '"Bob"'))
    assert (record.status, record.data) == ("truncated", None)


def test_an_answer_that_is_complete_after_all_is_whole(make_plan: Any, extract: Extract) -> None:
    """The limit was reached with the last bracket: nothing is missing, and nothing is said to be."""
    record = extract(make_plan(People), TEXT, lambda request: cut(WHOLE, ""))
    assert (record.status, len(record.data.people), record.notes) == ("ok", 3, ())


def test_a_cut_part_makes_a_long_article_partial(make_plan: Any, extract: Extract) -> None:
    """What the other parts say is whole; the note names the part that was cut."""
    text = TEXT + "\n\n" + "Nobody spoke. " * 150

    def reply(request: Request) -> Any:
        if "[Part 1 " in request.body["messages"][0]["content"]:
            return cut(WHOLE, '"Cy", "va')
        return {"people": [person("Dee")], "places": [], "topic": None}

    record = extract(make_plan(People, max_chars=1000), text, reply)
    assert record.status == "partial"
    assert [item.name for item in record.data.people] == ["Ann", "Bob", "Dee"]
    assert [note.code for note in record.notes] == ["recovered", "truncated"]
    assert record.notes[1].details["part"][0] == 0
