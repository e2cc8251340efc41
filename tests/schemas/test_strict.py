"""The strict compiler: what is sent."""

from __future__ import annotations

import datetime as dt
import enum
import json
from decimal import Decimal
from typing import Annotated, Any, Literal

import jsonschema
import pytest
from pydantic import BaseModel, ConfigDict, Field, RootModel

from llm_extract.errors import ConfigError
from llm_extract.schemas.annotations import Cited, Kind, Verbatim
from llm_extract.schemas.funding import FundingNews
from llm_extract.schemas.strict import compile_schema

KNOWN = {
    "type", "enum", "const", "anyOf", "$ref", "$defs", "properties", "required", "additionalProperties", "items",
    "description", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
    "minItems", "maxItems",
}  # fmt: skip
FORMATS = {"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"}


def assert_strict(schema: dict[str, Any], *, top: bool = True) -> None:
    """The rules of strict mode, written down a second time."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if top:
        assert schema["type"] == "object"
        assert "anyOf" not in schema
    if "$ref" in schema:
        assert set(schema) == {"$ref"}
    if schema.get("type") == "object":
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])
    assert schema.get("format", "date") in FORMATS
    inner = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values(), *schema.get("anyOf", [])]
    for part in [*inner, *([schema["items"]] if "items" in schema else [])]:
        assert_strict(part, top=False)


class Colour(enum.Enum):
    """Colours."""

    RED = "red"
    BLUE = "blue"


class Cat(BaseModel):
    """A cat."""

    kind: Literal["cat"]
    lives: int = 9


class Dog(BaseModel):
    """A dog."""

    kind: Literal["dog"]
    name: str


class Tree(BaseModel):
    """A tree."""

    label: str
    children: list[Tree] = []


class Everything(BaseModel):
    """Every construct that pydantic knows and strict mode does not, or knows otherwise."""

    pet: Annotated[Cat | Dog, Field(discriminator="kind")]
    loose: Cat | Dog | int | None
    tree: Tree
    colour: Colour
    sum: Decimal = Field(ge=0, max_digits=9)
    day: dt.date
    moment: dt.datetime | None = None
    counts: dict[str, int]
    nested: dict[str, dict[str, Cat]] = {}
    pair: tuple[int, str]
    some: tuple[int, ...]
    tags: set[str]
    anything: Any
    texts: Annotated[list[Annotated[str, Field(min_length=2, max_length=5)]], Field(max_length=3)]
    code: Annotated[str, Field(pattern=r"^A\b")] = "A"
    level: Annotated[int, Field(gt=0, multiple_of=5)] = 5
    mixed: dict[str, int] | list[int] | None = None


def test_every_construct_becomes_strict() -> None:
    """A class with unions, maps, tuples, sets, decimals and recursion compiles into the strict subset alone."""
    schema = compile_schema(Everything).schema
    assert_strict(schema)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "x-" not in json.dumps(list(_keys(schema)))


def _keys(part: Any) -> Any:
    if isinstance(part, dict):
        for key, value in part.items():
            yield key
            yield from _keys(value)
    elif isinstance(part, list):
        for value in part:
            yield from _keys(value)


def test_funding_schema_is_strict_and_puts_quotes_first() -> None:
    """The shipped schema compiles; a cited field is a quote and then a value, and null only as a whole."""
    schema = compile_schema(FundingNews).schema
    assert_strict(schema)
    fields = schema["properties"]["rounds"]["items"]["properties"]
    assert list(fields["company"]["properties"]) == ["quote", "value"]
    assert fields["announced_on"]["anyOf"][1] == {"type": "null"}
    assert fields["announced_on"]["anyOf"][0]["properties"]["value"] == {"type": "string"}
    assert schema["properties"]["quotes"]["items"]["properties"]["words"]["type"] == "string"


def test_compiling_twice_gives_the_same_bytes() -> None:
    """The same class compiles to the same schema in the same order, and to the same hash."""
    one, other = compile_schema(Everything), compile_schema(Everything)
    assert json.dumps(one.schema) == json.dumps(other.schema)
    assert one.sha256 == other.sha256


def test_fields_keep_their_order() -> None:
    """Properties stand in the order in which the class declares them."""
    assert list(compile_schema(Everything).schema["properties"]) == list(Everything.model_fields)


def test_constraints_that_are_not_sent_stand_in_the_description() -> None:
    """Lengths, word boundaries, digits: strict mode does not know them, so the description says them."""
    fields = compile_schema(Everything).schema["properties"]
    assert "minLength: 2" in fields["texts"]["items"]["description"]
    assert fields["texts"]["maxItems"] == 3
    assert "pattern" not in fields["code"]
    assert r"^A\b" in fields["code"]["description"]
    assert "max-digits: 9" in fields["sum"]["description"]
    assert fields["level"]["exclusiveMinimum"] == 0


def test_defaults_are_not_sent() -> None:
    """A default does not reach the wire; the field may be null instead."""
    schema = compile_schema(Cat).schema
    assert schema["properties"]["lives"] == {"type": ["integer", "null"]}


def test_docstring_examples_are_not_sent() -> None:
    """The Example section of a class's docstring shows Python, not data, and stays at home."""
    assert ">>>" not in compile_schema(FundingNews).schema["description"]


@pytest.mark.parametrize("shape", [list[int], Cat | Dog, dict[str, int], int, str | None])
def test_roots_that_are_no_object_are_boxed(shape: Any) -> None:
    """The root on the wire is always an object; data of another shape stands in its key ``value``."""
    wire = compile_schema(RootModel[shape])
    assert_strict(wire.schema)
    assert list(wire.schema["properties"]) == ["value"]


def test_recursion_at_the_root() -> None:
    """A class that contains itself is an object at the root and a definition inside."""
    wire = compile_schema(Tree)
    assert_strict(wire.schema)
    bare = {"label": "a", "children": [{"label": "b", "children": []}]}
    assert wire.decode(wire.encode(bare, {})).bare == bare


def test_extra_keys_of_a_class() -> None:
    """``extra="allow"`` is one field of JSON text; ``forbid`` and ``ignore`` have none."""

    class Open(BaseModel):
        model_config = ConfigDict(extra="allow")
        name: str

    class Shut(BaseModel):
        model_config = ConfigDict(extra="forbid")
        name: str

    wire = compile_schema(Open)
    assert list(wire.schema["properties"]) == ["name", "additional_properties"]
    assert wire.decode({"name": "a", "additional_properties": '{"b": 1}'}).data.model_extra == {"b": 1}
    assert list(compile_schema(Shut).schema["properties"]) == ["name"]


def test_cited_null_is_null_as_a_whole() -> None:
    """``Cited[str | None]`` and ``Cited[str] | None`` are sent alike."""

    class Both(BaseModel):
        inside: Cited[str | None]
        outside: Cited[str] | None

    fields = compile_schema(Both).schema["properties"]
    assert fields["inside"] == fields["outside"]


def test_cited_verbatim_is_a_plain_string() -> None:
    """A verbatim value is its own quote, so it is written once."""

    class Said(BaseModel):
        words: Cited[Verbatim]

    assert compile_schema(Said).schema["properties"]["words"] == {"type": "string"}


def test_marks_on_references_and_branches() -> None:
    """A mark on a class or on one branch of a union is found there."""

    class Sum(BaseModel):
        amount: Decimal

    class Marked(BaseModel):
        whole: Cited[Annotated[Sum, Kind("money")]]
        either: Cited[Sum] | int

    fields = compile_schema(Marked).schema["properties"]
    assert list(fields["whole"]["properties"]) == ["quote", "value"]
    assert list(fields["either"]["anyOf"][0]["properties"]) == ["quote", "value"]
    assert fields["either"]["anyOf"][1] == {"type": "integer"}


def test_aliases_that_differ_are_refused() -> None:
    """A field read under one name and written under another would break pointers."""

    class Aliased(BaseModel):
        a: int = Field(validation_alias="b")

    with pytest.raises(ConfigError, match="read as 'b'"):
        compile_schema(Aliased)


def test_an_alias_that_is_written_only_is_refused() -> None:
    """A class that reads by name alone still writes the alias."""

    class Named(BaseModel):
        model_config = ConfigDict(validate_by_alias=False, validate_by_name=True)
        a: int = Field(alias="b")

    class Outer(BaseModel):
        inner: list[Named]

    with pytest.raises(ConfigError, match="read as 'a' and written as 'b'"):
        compile_schema(Outer)


def test_pinned_schema_is_sent_as_it_stands() -> None:
    """A released version sends its committed schema, whatever the class compiles to in its wording today."""
    pinned = json.loads(json.dumps(compile_schema(Cat).schema))
    pinned["description"] = "An older wording."
    wire = compile_schema(Cat, pinned=pinned)
    assert wire.schema == pinned
    assert wire.sha256 != compile_schema(Cat).sha256
    assert wire.decode({"kind": "cat", "lives": None}).data == Cat(kind="cat")


def test_pinned_schema_must_match() -> None:
    """A class that lost a field or gained a required one no longer decodes what is pinned."""
    with pytest.raises(ConfigError, match="/lives is gone"):
        compile_schema(Dog, pinned={**compile_schema(Cat).schema, "properties": {"lives": {"type": "integer"}}})

    class Narrow(BaseModel):
        kind: Literal["cat", "lion"]

    class Narrower(BaseModel):
        kind: Literal["cat"]

    compile_schema(Narrow, pinned=compile_schema(Narrower).schema)
    with pytest.raises(ConfigError, match="no longer takes 'lion'"):
        compile_schema(Narrower, pinned=compile_schema(Narrow).schema)

    class Wider(BaseModel):
        kind: Literal["cat"]
        age: int

    with pytest.raises(ConfigError, match="/age is new"):
        compile_schema(Wider, pinned=compile_schema(Narrower).schema)
