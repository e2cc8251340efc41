"""What is straightened of an answer that has another form than was asked for, and what is left as it is."""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest
from pydantic import BaseModel

from llm_extract.schemas.annotations import Cited
from llm_extract.schemas.sources import FileSchema
from llm_extract.schemas.strict import compile_schema


class Round(BaseModel):
    company: Cited[str]
    stage: Literal["seed", "series_a", "Series B", "C", "C++"] | None = None


class News(BaseModel):
    rounds: list[Round]
    name: str | None = None
    listed_on: str | None = None


class Rounds(BaseModel):
    rounds: list[Round]


NEWS, ROUNDS = compile_schema(News), compile_schema(Rounds)
ROUND = {"company": {"quote": "Acme", "value": "Acme"}, "stage": "seed"}
ANSWER = {"rounds": [ROUND], "name": None, "listed_on": "2018"}


@pytest.mark.parametrize(
    ("wire", "place"),
    [
        ({"result": ANSWER}, "/result"),
        ({"status": "ok", "result": ANSWER, "sources": ["a"]}, "/result"),
        ({"response": {"data": ANSWER}}, "/response/data"),
        ({"News": ANSWER}, "/News"),
        ({"type": "object", "properties": ANSWER}, "/properties"),
        ({"answer": json.dumps(ANSWER)}, "/answer"),
        ({"name": "News", "arguments": ANSWER}, "/arguments"),
        ({"name": "News", "arguments": json.dumps(ANSWER)}, "/arguments"),
        ([{"name": "News", "parameters": ANSWER}], "/parameters"),
        (
            {
                "tool_calls": [
                    {"id": "1", "type": "function", "function": {"name": "x", "arguments": json.dumps(ANSWER)}}
                ]
            },
            "/tool_calls/function/arguments",
        ),
        ([ANSWER], "a list of one"),
    ],
)
def test_an_answer_is_taken_out_of_its_envelope(wire: Any, place: str) -> None:
    """Envelopes and tool calls around the one object with the fields asked for are taken off, and it is said."""
    assert NEWS.straighten(wire) == (ANSWER, (f"taken out of {place}",))


@pytest.mark.parametrize(
    "wire",
    [
        ANSWER,
        {"a": ANSWER, "b": ANSWER},
        [ANSWER, ANSWER],
        {"error": {"name": "overloaded"}},
        {"result": {"name": "x", "more": 1}},
        {"result": None},
        {"result": {}},
        {**ANSWER, "result": {"name": "x"}},
        [],
        [ROUND],
        None,
        "text",
        {},
    ],
)
def test_what_is_no_envelope_or_two_is_left_alone(wire: Any) -> None:
    """Two that could be meant, failures, objects with other fields and lists that are no field's stay as they are."""
    assert NEWS.straighten(wire) == (wire, ())


@pytest.mark.parametrize("wire", [[ROUND], {"result": [ROUND]}, [ROUND, ROUND]])
def test_the_list_is_the_one_field_that_is_a_list(wire: Any) -> None:
    """A schema of one list takes a bare list of such items for it."""
    straight, done = ROUNDS.straighten(wire)
    assert straight == {"rounds": wire if isinstance(wire, list) else [ROUND]}
    assert len(done) == 1
    assert ROUNDS.straighten({"sources": []})[1] == ()
    assert ROUNDS.straighten([]) == ({"rounds": []}, ("the list taken for 'rounds'",))
    assert ROUNDS.straighten([{"company": "Acme", "more": 1}])[1] == ()


@pytest.mark.parametrize(
    ("item", "straight"),
    [
        ({"Company": "Acme", "STAGE": "seed"}, {"company": "Acme", "stage": "seed"}),
        (
            {"company": {"Quote": "a", "VALUE": "b"}, "stage": None},
            {"company": {"quote": "a", "value": "b"}, "stage": None},
        ),
        ({"company": "Acme", "stage": "Seed"}, {"company": "Acme", "stage": "seed"}),
        ({"company": "Acme", "stage": " Series-A"}, {"company": "Acme", "stage": "series_a"}),
        ({"company": "Acme", "stage": "series b"}, {"company": "Acme", "stage": "Series B"}),
        ({"company": "Acme", "stage": "c"}, {"company": "Acme", "stage": "C"}),
        ({"company": 99, "stage": None}, {"company": "99", "stage": None}),
        (json.dumps({"company": "Acme", "stage": None}), {"company": "Acme", "stage": None}),
    ],
)
def test_one_reading_of_an_item_is_taken(item: Any, straight: Any) -> None:
    """Spelling of names and enum values, whole numbers for text and JSON in a string have one reading."""
    wire = {**ANSWER, "rounds": [ROUND, item]}
    value, done = NEWS.straighten(wire)
    assert value == {**ANSWER, "rounds": [ROUND, straight]}
    assert done


@pytest.mark.parametrize(
    "item",
    [
        {"Company": "A", "COMPANY": "B", "stage": None},
        {"Company": "A", "company": "B", "stage": None},
        {"company": "Acme", "stage": "series c"},
        {"company": "Acme", "stage": "C+"},
        {"company": 2.5, "stage": None},
        {"company": True, "stage": None},
        {"company": ["Acme"], "stage": None},
        "Acme",
        [],
    ],
)
def test_two_readings_of_an_item_or_none_are_left(item: Any) -> None:
    """What could be meant in two ways, or in none, is for the checks to complain about."""
    wire = {**ANSWER, "rounds": [ROUND, item]}
    assert NEWS.straighten(wire) == (wire, ())


def test_null_among_items_is_left_out() -> None:
    """Null says nothing where an item may not be null; where it may, it is a value."""
    assert NEWS.straighten({**ANSWER, "rounds": [None, ROUND, None]}) == (ANSWER, ("null left out among items",))
    nulls = compile_schema(FileSchema({"type": "object", "properties": {"a": {"items": {"type": ["string", "null"]}}}}))
    assert nulls.straighten({"A": 1, "a": ["x", None]})[1] == ()
    pair = {"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "string"}}
    places = compile_schema(FileSchema({"type": "object", "properties": {"a": pair}, "required": ["a"]}))
    assert places.straighten({"a": [None, "x"]})[1] == ()


def test_a_single_item_is_a_list_of_one() -> None:
    """An object with the fields of an item, where a list of such is asked for, is one item."""
    assert NEWS.straighten({**ANSWER, "rounds": ROUND})[0] == ANSWER
    assert NEWS.straighten({**ANSWER, "rounds": {"0": ROUND}})[1] == ()


def test_a_field_inside_itself_is_taken_once() -> None:
    """``{"rounds": {"rounds": […]}}`` has one reading, unless an item may have such a field too."""
    assert NEWS.straighten({**ANSWER, "rounds": {"rounds": [ROUND]}})[0] == ANSWER

    class Tree(BaseModel):
        label: str | None = None
        kids: list[Tree] = []

    nested = {"label": None, "kids": {"kids": [{"label": "a", "kids": []}]}}
    assert compile_schema(Tree).straighten(nested) == (nested, ())


def test_a_tool_call_is_none_of_the_fields_it_shares_names_with() -> None:
    """A schema with the fields ``name`` and ``type`` does not take them from the call around its answer."""

    class Person(BaseModel):
        name: str | None = None
        type: str | None = None

    wire = compile_schema(Person)
    person = {"name": "Ann", "type": None}
    call = {"name": "Person", "arguments": json.dumps(person)}
    for around in (call, {"type": "function", "function": call}, {"id": "1", "type": "function", "function": call}):
        assert wire.straighten(around)[0] == person
    assert wire.straighten({"name": "Ann", "parameters": {"x": 1}})[1] == ()


def test_free_keys_are_never_respelled() -> None:
    """Where further keys belong to the data a key in another case is one of them."""
    open_ended = compile_schema(FileSchema({"type": "object", "properties": {"name": {"type": "string"}}}))
    assert open_ended.straighten({"Name": "Acme"})[1] == ()


def test_branches_of_unions_are_told_apart() -> None:
    """Of several shapes the one is taken that fits when straightened, if it is the only one."""

    class Cat(BaseModel):
        kind: Literal["cat"]
        lives: int

    class Dog(BaseModel):
        kind: Literal["dog"]
        tricks: list[str]

    class Pets(BaseModel):
        pets: list[Cat | Dog]

    wire = compile_schema(Pets)
    assert wire.straighten({"pets": [{"Kind": "DOG", "Tricks": ["sit"]}, {"kind": "cat", "lives": 9}]})[0] == {
        "pets": [{"kind": "dog", "tricks": ["sit"]}, {"kind": "cat", "lives": 9}]
    }
    unclear = {"pets": [{"kind": "cow", "lives": 9}]}
    assert wire.straighten(unclear) == (unclear, ())
