"""Reading an answer that is not as it was asked for: nothing is lost in silence, and nothing is made up."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, RootModel

from llm_extract import Cited, Record, Request

TEXT = "Acme of Oslo was founded in 2001. Beta followed."


class Company(BaseModel):
    name: Cited[str] | None = None
    founded: int | None = None
    status: Literal["private", "listed"] | None = None


class Companies(BaseModel):
    companies: list[Company]


Extract = Callable[..., Record[Any]]
ACME = {"name": {"quote": "Acme", "value": "Acme"}, "founded": 2001, "status": None}
BETA = {"name": {"quote": "Beta", "value": "Beta"}, "founded": None, "status": "private"}


@pytest.mark.parametrize("wrap", ["result", "Company", "arguments"])
def test_an_envelope_is_said_to_be_taken_off(make_plan: Any, extract: Extract, wrap: str) -> None:
    """An envelope costs neither the data nor a second request, and the record says what was done."""
    asked: list[Request] = []
    record = extract(make_plan(Company), TEXT, lambda request: {wrap: ACME}, asked=asked)
    assert (record.status, record.data.name, record.data.founded, len(asked)) == ("ok", "Acme", 2001, 1)
    assert [(note.code, note.path) for note in record.notes] == [("recovered", "")]
    assert f"taken out of /{wrap}" in record.notes[0].message
    assert record.evidence["/name"].support == "supported"


def test_an_answer_with_none_of_the_fields_is_no_answer(make_plan: Any, extract: Extract) -> None:
    """It is asked for again, and never taken for an article that says nothing."""
    asked: list[Request] = []
    plan = make_plan(Company)
    record = extract(plan, TEXT, lambda request: {"firm": "Acme"} if len(asked) == 1 else ACME, asked=asked)
    assert (record.status, record.data.name) == ("ok", "Acme")
    record = extract(plan, TEXT, lambda request: {"error": "overloaded"})
    assert (record.status, record.data) == ("invalid", None)
    assert "none of the fields" in record.error.message
    assert extract(plan, TEXT, lambda request: {}).status == "empty"


@pytest.mark.parametrize("box", [lambda found: found, lambda found: {"value": found}], ids=["bare", "boxed"])
def test_items_of_a_bare_list_can_be_taken_out(make_plan: Any, extract: Extract, box: Callable[..., Any]) -> None:
    """A list as a whole is asked for under one name; without that name its items go just as well."""

    class Named(BaseModel):
        name: Cited[str]

    class Names(RootModel[list[Named]]):
        pass

    answer = box([{"name": ACME["name"]}, {"name": {"quote": "Gamma", "value": "Gamma"}}])
    record = extract(make_plan(Names, ungrounded="drop", reask=False), TEXT, lambda request: answer)
    assert (record.status, record.bare) == ("ok", [{"name": "Acme"}])
    answers = iter([answer, {"fix_1": None}])
    record = extract(make_plan(Names), TEXT, lambda request: next(answers))
    assert (record.status, record.bare) == ("ok", [{"name": "Acme"}])
    assert [(note.code, note.path) for note in record.notes] == [("withdrawn", "/1/name")]
    assert extract(make_plan(Names), TEXT, lambda request: box([])).status == "empty"


def test_a_bare_answer_to_a_boxed_schema_is_one(make_plan: Any, extract: Extract) -> None:
    """Where the whole is asked for under one name, as it is no object, an answer without that name says something."""

    class Either(RootModel[Company | Companies]):
        pass

    record = extract(make_plan(Either), TEXT, lambda request: {"companies": [ACME], "confidence": 1})
    assert (record.status, len(record.attempts)) == ("ok", 1)
    assert record.bare["companies"][0]["founded"] == 2001


def test_null_among_items_costs_nothing(make_plan: Any, extract: Extract) -> None:
    """Its siblings are kept, nothing is asked again and nothing is called lost."""
    record = extract(make_plan(Companies), TEXT, lambda request: {"companies": [ACME, None, BETA]})
    assert (record.status, len(record.attempts), len(record.data.companies)) == ("ok", 1, 2)


def test_what_broke_off_twice_without_saying_so_is_kept_as_far_as_it_is_whole(make_plan: Any, extract: Extract) -> None:
    """An endpoint that calls a cut answer finished is asked again; then whole items are kept, and marked partial."""
    whole = json.dumps({"companies": [ACME, BETA]})
    asked: list[Request] = []
    record = extract(make_plan(Companies), TEXT, lambda request: whole[:-40], asked=asked)
    assert len(asked) == 2
    assert (record.status, [item.name for item in record.data.companies]) == ("partial", ["Acme"])
    assert [attempt.outcome for attempt in record.attempts] == ["invalid", "invalid"]
    assert "truncated" in [note.code for note in record.notes]


def test_a_bracket_that_may_be_missing_in_the_middle_is_not_put_at_the_end(make_plan: Any, extract: Extract) -> None:
    """Where that leaves fields out of place, they are not ignored: the answer is asked for again."""

    class Listed(BaseModel):
        company: Company
        title: str | None = None

    cut = '{"company": {"name": "Acme", "founded": 2001, "title": "News"}'
    asked: list[Request] = []
    replies = iter([cut, {"company": ACME, "title": "News"}])
    record = extract(make_plan(Listed), TEXT, lambda request: next(replies), asked=asked)
    assert (record.status, record.data.title, len(asked)) == ("ok", "News", 2)


def test_a_cut_answer_is_kept_where_the_second_is_none(make_plan: Any, extract: Extract) -> None:
    """What the first answer says is not lost because the second is prose."""
    whole = json.dumps({"companies": [ACME, BETA]})
    replies = iter([whole[:-40], "I am sorry."])
    record = extract(make_plan(Companies), TEXT, lambda request: next(replies))
    assert (record.status, len(record.data.companies)) == ("partial", 1)


@pytest.mark.parametrize(
    "reply",
    [
        {"result": {"fix_1": 2001, "fix_2": "listed"}},
        {"name": "corrections", "arguments": {"fix_1": 2001, "fix_2": "listed"}},
        {"Fix_1": 2001, "Fix_2": "Listed"},
        [{"fix_1": "2001", "fix_2": "listed"}],
    ],
)
def test_corrections_in_another_form_are_read(make_plan: Any, extract: Extract, reply: Any) -> None:
    """The answer to a re-ask may come in an envelope or in another spelling, as the first one may."""
    wrong = {"companies": [{**ACME, "founded": "long ago", "status": "famous"}]}
    replies = iter([wrong, reply])

    def answer(request: Request) -> Any:
        return next(replies)

    record = extract(make_plan(Companies), TEXT, answer)
    company = record.data.companies[0]
    assert (company.founded, company.status) == (2001, "listed")
    assert {note.code for note in record.notes} == {"recovered", "corrected"}


def test_a_recovered_correction_is_said(make_plan: Any, extract: Extract) -> None:
    """The answer to a re-ask that is not pure JSON is noted as the first one is."""
    wrong = {"companies": [{**ACME, "founded": "long ago"}]}
    replies = iter([wrong, '```json\n{"fix_1": 2001}\n```'])
    record = extract(make_plan(Companies), TEXT, lambda request: next(replies))
    assert record.data.companies[0].founded == 2001
    assert {note.code for note in record.notes} == {"recovered", "corrected"}


class Limited(BaseModel):
    names: Annotated[list[Cited[str]], Field(max_length=2)] | None
    sizes: Annotated[dict[str, int], Field(max_length=2)]
    groups: list[Annotated[list[int], Field(max_length=2)]]


NAMES = [{"quote": name, "value": name} for name in ("Acme", "Oslo", "Beta")]


@pytest.mark.parametrize(
    ("given", "kept", "lost"),
    [
        ({"names": NAMES}, {"names": ["Acme", "Oslo"]}, [("/names", NAMES[2])]),
        (
            {"sizes": [{"key": key, "value": number} for number, key in enumerate("abcd")]},
            {"sizes": {"a": 0, "b": 1}},
            [("/sizes", {"key": "c", "value": 2}), ("/sizes", {"key": "d", "value": 3})],
        ),
        ({"groups": [[1], [1, 2, 3], [3]]}, {"groups": [[1], [1, 2], [3]]}, [("/groups/1", 3)]),
        ({"groups": [[*range(300)]]}, {"groups": [[0, 1]]}, [("/groups/0", number) for number in range(2, 300)]),
    ],
)
def test_a_list_that_is_too_long_loses_its_last_items(
    make_plan: Any, extract: Extract, given: dict[str, Any], kept: dict[str, Any], lost: list[tuple[str, Any]]
) -> None:
    """What is too much is taken out, item by item, and costs neither the others nor what is around the list."""
    none: dict[str, Any] = {"names": None, "sizes": [], "groups": []}
    record = extract(make_plan(Limited, reask=False), TEXT, lambda request: {**none, **given})
    assert (record.status, record.bare) == ("partial", {"names": None, "sizes": {}, "groups": [], **kept})
    found = [(note.path, note.details["answer"]) for note in record.notes if note.code == "lost"]
    assert sorted(found, key=str) == sorted(lost, key=str)
