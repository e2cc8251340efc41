"""Classes and files as schemas: what is refused at load, and what is written of their data."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Json, SecretStr, field_serializer, model_validator

from llm_extract.errors import ConfigError
from llm_extract.schemas.sources import ClassSchema, FileSchema
from llm_extract.schemas.strict import compile_schema


class Plain:
    """No type that JSON can hold."""


class Inner(BaseModel):
    call: Callable[[], int]


class Nested(BaseModel):
    name: str
    inner: list[Inner]


class Direct(BaseModel):
    inner: Inner


class Foreign(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)
    name: str
    thing: Plain | None = None


class Stream(BaseModel):
    numbers: Iterable[int]


class Kinds(BaseModel):
    kind: type[int]


class Plainly(enum.Enum):
    RED = "red"


class Pairs(enum.Enum):
    ONE = (1, 2)


class Painted(BaseModel):
    name: str
    color: Literal[Plainly.RED]


class Paired(BaseModel):
    pair: Pairs | None = None


class Account(BaseModel):
    name: str
    keys: list[SecretStr]


class Holder(BaseModel):
    account: Account | None = None


@pytest.mark.parametrize(
    ("cls", "place"),
    [
        (Nested, "/inner"),
        (Direct, "/inner/call"),
        (Foreign, "/thing"),
        (Stream, "/numbers"),
        (Kinds, "/kind"),
        (Painted, "/color"),
        (Paired, "/pair"),
        (Account, "/keys"),
        (Holder, "/keys"),
    ],
)
def test_what_cannot_be_asked_for_or_kept_is_refused_with_its_place(cls: type[BaseModel], place: str) -> None:
    """A type without JSON, one that is read once, one that hides its value: named before anything is sent."""
    with pytest.raises(ConfigError, match=place) as caught:
        compile_schema(cls)
    assert caught.value.hint
    assert "errors.pydantic.dev" not in str(caught.value)


def test_a_secret_that_the_class_writes_out_is_taken() -> None:
    """A serializer of the class's own decides what is kept."""

    class Open(BaseModel):
        key: SecretStr

        @field_serializer("key", when_used="json")
        def write(self, value: SecretStr) -> str:
            return value.get_secret_value()

    assert compile_schema(Open).decode({"key": "k"}).bare == {"key": "k"}


def test_numbers_that_json_does_not_have_are_no_data() -> None:
    """A default or a validator of the class may make them; no record could hold them."""

    class Range(BaseModel):
        least: float
        most: float = float("inf")

    decoded = compile_schema(Range).decode({"least": 1.0, "most": None})
    assert decoded.data is None
    assert "cannot be written as JSON" in decoded.problems[0].message


def test_json_inside_a_string_is_kept_as_such() -> None:
    """What is written of the data is what the class reads."""

    class Holds(BaseModel):
        text: Json[list[int]]

    wire = compile_schema(Holds)
    decoded = wire.decode({"text": "[1, 2]"})
    assert decoded.data.text == [1, 2]
    assert decoded.bare == {"text": "[1,2]"}
    assert wire.decode(wire.encode(decoded.bare, {})).data == decoded.data


def test_enums_that_json_can_name_are_taken() -> None:
    """Members are read by their value, those of a str enum as a Literal too."""

    class Named(enum.StrEnum):
        RED = "red"

    class Numbered(enum.IntEnum):
        ONE = 1

    class Colors(BaseModel, strict=True):
        plain: Plainly
        named: Literal[Named.RED]
        number: Numbered | None = None

    decoded = compile_schema(Colors).decode({"plain": "red", "named": "red", "number": 1})
    assert decoded.data == Colors(plain=Plainly.RED, named=Named.RED, number=Numbered.ONE)


@pytest.mark.parametrize("value", ["1", 1])
def test_want_of_memory_is_no_fault_of_the_data(value: object) -> None:
    """It concerns the whole program: an article would be called invalid that is not; so too in strict mode."""

    class Hungry(BaseModel):
        model_config = ConfigDict(strict=True)
        size: int

        @model_validator(mode="before")
        @classmethod
        def fill(cls, value: object) -> object:
            if tried or value == {"size": 1}:
                raise MemoryError
            tried.append(value)
            return value

    tried: list[object] = []
    with pytest.raises(MemoryError):
        ClassSchema(Hungry).validate({"size": value})


@pytest.mark.parametrize("levels", [300, 1000, 3000])
def test_depth_is_refused_and_no_crash(levels: int) -> None:
    """However deep a file is nested, it is refused with a reason."""
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(levels):
        schema = {"type": "object", "properties": {"a": schema}, "additionalProperties": False}
    with pytest.raises(ConfigError, match="nested"):
        compile_schema(FileSchema(schema))


@pytest.mark.parametrize(
    "schema", [{"properties": [1]}, {"type": "int"}, {"required": "a"}, {"anyOf": 5}, {"items": 5}]
)
def test_what_is_no_json_schema_is_refused(schema: dict[str, Any]) -> None:
    """A schema that was made in Python, and not loaded from a file, is looked at before it is compiled."""
    with pytest.raises(ConfigError, match="no valid JSON schema") as caught:
        compile_schema(FileSchema(schema))
    assert caught.value.hint


def test_words_beside_a_reference_do_not_count_in_early_drafts() -> None:
    """Up to draft 7 what stands beside $ref is ignored, by validators and here."""
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "properties": {"a": {"$ref": "#/definitions/N", "minimum": 5, "description": "A number."}},
        "definitions": {"N": {"type": "integer", "maximum": 9}},
        "required": ["a"],
    }
    wire = compile_schema(FileSchema(schema))
    assert wire.schema["properties"]["a"] == {"description": "A number.", "type": "integer", "maximum": 9}


def test_patterns_are_those_of_json_schema() -> None:
    """Classes of letters by their Unicode property are patterns; what is none is named with its place."""
    schema = {"type": "object", "properties": {"a": {"pattern": r"^\p{L}+$"}}, "additionalProperties": False}
    source = FileSchema(schema)
    compile_schema(source)
    assert not source.validate({"a": "é"})[1]
    assert source.validate({"a": "1"})[1]
    with pytest.raises(ConfigError, match="/properties/a"):
        FileSchema({"properties": {"a": {"patternProperties": {"(": {}}}}}).check()
    FileSchema({"properties": {"a": {"default": {"pattern": "("}, "enum": [{"pattern": "("}]}}}).check()
