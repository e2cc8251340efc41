"""The codec: wire values to data, cited values and problems, and back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

import jsonschema
import pytest
from pydantic import BaseModel, ConfigDict, Field

from llm_extract.errors import ConfigError
from llm_extract.schemas.annotations import Cited, Date, Name, SurfaceForms
from llm_extract.schemas.funding import FundingNews, PrintedMoney
from llm_extract.schemas.loading import FileSchema
from llm_extract.schemas.strict import compile_schema
from llm_extract.schemas.wire import Part
from written_answers import answer, cited

WIRE = compile_schema(FundingNews)


def test_data_and_bare_values() -> None:
    """The data is an instance of the user's class, without quotes; bare values hold decimals as plain strings."""
    decoded = WIRE.decode(answer())
    assert decoded.problems == ()
    assert isinstance(decoded.data, FundingNews)
    assert decoded.data.rounds[0].money_raised is not None
    assert decoded.data.rounds[0].money_raised.amount == Decimal(600_000_000)
    assert decoded.bare["rounds"][0]["money_raised"]["amount"] == "600000000"
    assert decoded.bare["rounds"][0]["company"] == "Acme"


def test_cited_values_and_their_parts() -> None:
    """Each cited value has both pointers, its quote and its parts; what is cited inside it stands by itself."""
    values = {value.path: value for value in WIRE.decode(answer()).values}
    money = values["/rounds/0/money_raised"]
    inner = values["/rounds/0/money_raised/equivalents/0"]
    assert money.quote == "$600 million"
    assert money.parts == (Part("/rounds/0/money_raised", {"amount": "600000000", "currency": "USD"}, "money", None),)
    assert inner.wire_path == "/rounds/0/money_raised/value/equivalents/0"
    assert inner.parts[0].value == {"amount": "500000000", "currency": "EUR"}
    investor = values["/rounds/0/investors/0"]
    assert [(part.path, part.value, part.kind) for part in investor.parts] == [
        ("/rounds/0/investors/0/name", "Big", "name"),
        ("/rounds/0/investors/0/role", "lead", "enum"),
    ]
    assert investor.parts[1].forms is not None
    assert "led" in investor.parts[1].forms["lead"]
    assert values["/quotes/0/words"].quote == values["/quotes/0/words"].value == "We did it"
    assert values["/rounds/0/company"].parts == (Part("/rounds/0/company", "Acme", "name", None),)


def test_outer_cited_values_come_before_inner_ones() -> None:
    """Cited values stand in the order of the answer, an outer one before those inside it."""
    paths = [value.path for value in WIRE.decode(answer()).values]
    assert paths.index("/rounds/0/money_raised") + 1 == paths.index("/rounds/0/money_raised/equivalents/0")
    assert paths[0] == "/rounds/0/company"


def test_kinds_are_derived_where_the_schema_does_not_say() -> None:
    """Numbers, booleans, dates and enums have kinds of their own; other strings are text."""

    class Facts(BaseModel):
        count: int
        share: float
        price: Decimal
        public: bool
        day: dt.date
        when: Date
        size: Annotated[Literal["s", "l"], SurfaceForms({"s": ["small"], "l": []})]
        title: str
        owner: Name | None

    class Holder(BaseModel):
        facts: Cited[Facts]

    bare = {
        "count": 3, "share": 0.5, "price": "1.50", "public": True, "day": "2020-01-02", "when": "2020",
        "size": "s", "title": "T", "owner": None,
    }  # fmt: skip
    (value,) = compile_schema(Holder).decode({"facts": cited("q", bare)}).values
    kinds = {part.path.rsplit("/", 1)[-1]: part.kind for part in value.parts}
    assert kinds == {
        "count": "number", "share": "number", "price": "number", "public": "boolean", "day": "date", "when": "date",
        "size": "enum", "title": "text",
    }  # fmt: skip


def test_encode_is_the_inverse_of_decode() -> None:
    """Bare values and quotes give the answer again."""
    decoded = WIRE.decode(answer())
    quotes = {value.path: value.quote or "" for value in decoded.values}
    assert WIRE.encode(decoded.bare, quotes) == answer()


def test_encode_names_what_is_missing() -> None:
    """A missing quote and a misfit value are configuration errors with their path."""
    bare = WIRE.decode(answer()).bare
    with pytest.raises(ConfigError, match="/rounds/0/company: no quote"):
        WIRE.encode(bare, {})
    with pytest.raises(ConfigError, match="/rounds: missing"):
        WIRE.encode({}, {})


def test_maps_and_twice_given_keys() -> None:
    """A dict comes as entries; a key given twice is a problem at its entry."""

    class Counts(BaseModel):
        counts: dict[str, int]

    wire = compile_schema(Counts)
    decoded = wire.decode({"counts": [{"key": "a/b", "value": 1}, {"key": "c", "value": "x"}]})
    assert (decoded.problems[0].path, decoded.problems[0].wire_path) == ("/counts/c", "/counts/1/value")
    twice = wire.decode({"counts": [{"key": "a", "value": 1}, {"key": "a", "value": 2}]})
    assert (twice.problems[0].path, twice.problems[0].wire_path) == ("/counts/a", "/counts/1")
    assert wire.decode({"counts": {"a": 1}}).bare == {"counts": {"a": 1}}


def test_cited_values_inside_maps_tuples_and_sets() -> None:
    """Pointers lead through entries, tuple places and sorted sets."""

    class Deep(BaseModel):
        by_name: dict[str, Cited[int]]
        pair: tuple[Cited[str], int]
        tags: set[Cited[str]]

    written = {
        "by_name": [{"key": "x", "value": cited("one", 1)}],
        "pair": {"item_1": cited("a", "A"), "item_2": 2},
        "tags": [cited("zeta", "z"), cited("alpha", "a"), cited("again", "z")],
    }
    decoded = compile_schema(Deep).decode(written)
    assert decoded.problems == ()
    assert decoded.bare["tags"] == ["a", "z"]
    assert {value.path: (value.wire_path, value.quote) for value in decoded.values} == {
        "/by_name/x": ("/by_name/0/value", "one"),
        "/pair/0": ("/pair/item_1", "a"),
        "/tags/0": ("/tags/1", "alpha"),
        "/tags/1": ("/tags/0", "zeta"),
    }


def test_optional_fields_are_absent_again() -> None:
    """Null for an optional field that is not nullable leaves it out, so that the default applies."""

    class Defaults(BaseModel):
        size: int = 5
        name: str | None = "anonymous"

    wire = compile_schema(Defaults)
    assert wire.decode({"size": None, "name": None}).data == Defaults(size=5, name=None)
    assert wire.decode({}).data == Defaults()


def test_strict_classes_take_text_for_dates() -> None:
    """A class in pydantic's strict mode is validated as JSON, where a date is text."""

    class Strict(BaseModel):
        model_config = ConfigDict(strict=True)
        day: dt.date
        price: Decimal

    decoded = compile_schema(Strict).decode({"day": "2020-01-02", "price": "1.5"})
    assert decoded.data == Strict(day=dt.date(2020, 1, 2), price=Decimal("1.5"))


def test_unions_are_told_apart() -> None:
    """The branch is found by its constants, its keys or its type."""

    class A(BaseModel):
        kind: Literal["a"]
        size: int | None = None

    class B(BaseModel):
        kind: Literal["b"]
        size: dict[str, int]

    class Either(BaseModel):
        one: Annotated[A | B, Field(discriminator="kind")]
        other: dict[str, int] | list[int] | str | None

    wire = compile_schema(Either)
    for bare in (
        {"one": {"kind": "a", "size": None}, "other": {}},
        {"one": {"kind": "b", "size": {"x": 1}}, "other": []},
        {"one": {"kind": "b", "size": {}}, "other": "x"},
        {"one": {"kind": "a", "size": 1}, "other": None},
    ):
        written = wire.encode(bare, {})
        jsonschema.validate(written, wire.schema)
        assert wire.decode(written).bare == bare


def test_json_schema_files() -> None:
    """A JSON schema decodes into plain dicts, checked by the schema itself."""
    schema = {
        "type": "object",
        "properties": {"n": {"type": "integer", "not": {"const": 3}}, "tags": {"type": "object"}},
        "required": ["n"],
        "patternProperties": {"^x_": {"type": "string"}},
        "additionalProperties": False,
    }
    wire = compile_schema(FileSchema(schema, "numbers"))
    bare = {"n": 1, "tags": {"a": [1, None]}, "x_1": "y"}
    assert wire.decode(wire.encode(bare, {})).data == bare
    assert wire.decode(wire.encode({"n": 2}, {})).bare == {"n": 2}
    assert wire.decode(wire.encode({"n": 3}, {})).problems[0].path == "/n"
    assert "not" in wire.schema["properties"]["n"]["description"]


def test_money_inside_other_parts() -> None:
    """Money inside a cited object is one part among its others."""

    class Deal(BaseModel):
        buyer: Name
        price: PrintedMoney

    class Holder(BaseModel):
        deal: Cited[Deal]

    bare = {"buyer": "A", "price": {"amount": "5", "currency": "EUR", "equivalents": []}}
    (value,) = compile_schema(Holder).decode({"deal": cited("q", bare)}).values
    assert [(part.path, part.kind) for part in value.parts] == [("/deal/buyer", "name"), ("/deal/price", "money")]
