"""Shapes read what a schema says about its fields."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from llm_extract.comparison import Shape
from llm_extract.errors import ConfigError
from llm_extract.schemas.annotations import Cited, Kind, Name
from llm_extract.schemas.funding import FundingNews


class Sum(BaseModel):
    model_config = ConfigDict(json_schema_extra={"x-kind": "money"})
    amount: Decimal
    currency: str
    also: list[Cited[Name]] = []


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int


class Dog(BaseModel):
    kind: Literal["dog"]
    tricks: list[str]


class Tree(BaseModel):
    model_config = ConfigDict(json_schema_extra={"x-identity": ["label", "paid.currency"]})
    label: Cited[Name]
    paid: dict[str, str] | None
    cost: Cited[Sum] | None
    born: date | None
    size: Decimal | None
    flag: bool
    pet: Annotated[Cat | Dog, Field(discriminator="kind")] | None
    scores: dict[str, float]
    anything: Any
    children: list[Tree]


def fields(shape: Shape, depth: int = 3) -> dict[str, str]:
    return {leaf.field: leaf.kind for leaf in shape.leaves(depth)}


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_kinds_of_a_varied_schema(mode: Any) -> None:
    """References, unions, maps, dates, decimals and marks are each recognised, in both kinds of JSON schema."""
    kinds = fields(Shape.from_schema(Tree.model_json_schema(mode=mode)), 2)
    assert kinds["label"] == "name"
    assert kinds["cost"] == "money"
    assert kinds["born"] == "date"
    assert kinds["flag"] == "boolean"
    assert kinds["paid.*"] == "text"
    assert kinds["scores.*"] == "number"
    assert kinds["anything"] == "any"


def test_a_decimal_is_a_number() -> None:
    """A decimal, which may come as a number or a text, is compared as a number."""
    assert fields(Shape.from_schema(Tree.model_json_schema()), 1)["size"] == "number"


def test_a_union_of_objects_has_the_fields_of_all() -> None:
    """Both members of a discriminated union are reachable, and their tags are one enum."""
    pet = Shape.from_schema(Tree.model_json_schema()).properties["pet"]
    assert pet.nullable
    assert set(pet.properties) == {"kind", "lives", "tricks"}
    assert pet.properties["kind"].choices == ("cat", "dog")


def test_beside_a_sum_only_its_other_keys_are_fields() -> None:
    """Amount and currency are one value; what else the class holds is compared by itself."""
    cost = Shape.from_schema(Tree.model_json_schema()).properties["cost"]
    assert cost.is_leaf
    assert cost.nullable
    assert cost.cited
    assert list(cost.properties) == ["also"]
    assert cost.properties["also"].items.field == "cost.also[]"


def test_a_recursive_schema_ends() -> None:
    """A tree's children are trees, as deep as somebody looks."""
    shape = Shape.from_schema(Tree.model_json_schema())
    assert shape.properties["children"].items.properties["children"].items.properties["label"].kind == "name"
    assert len(list(shape.leaves(4))) < 200


def test_declared_identity_reaches_into_objects() -> None:
    """x-identity names the fields that tell items apart, dotted names inside nested objects."""
    shape = Shape.from_schema(Tree.model_json_schema())
    assert [keys for keys, _ in shape.identity] == [("label",), ("paid", "currency")]


def test_default_identity_is_every_scalar_field() -> None:
    """Without a declaration all scalars count, sums as one, and lists do not."""
    schema = FundingNews.model_json_schema()
    del schema["$defs"]["Round"]["x-identity"]
    rounds = Shape.from_schema(schema).properties["rounds"].items
    names = [".".join(keys) for keys, _ in rounds.identity]
    assert names == ["company", "context", "investment_type", "status", "money_raised", "announced_on"]


def test_an_identity_that_does_not_exist_is_an_error() -> None:
    """The error names the class's fields."""
    shape = Shape.from_schema({"x-identity": ["nmae"], "properties": {"name": {"type": "string"}}})
    with pytest.raises(ConfigError, match=r"nmae.*Its fields are: name"):
        shape.identity  # noqa: B018


def test_comparators_are_chosen_by_field_kind_or_schema() -> None:
    """An override by field wins over one by kind, which wins over the schema's own."""
    schema = {
        "properties": {
            "a": {"type": "string", "x-compare": "casefold"},
            "b": {"type": "string"},
            "c": {"type": "number", "x-tolerance": 0.1},
        }
    }
    plain = Shape.from_schema(schema).properties
    assert plain["a"].same("X", "x")
    assert not plain["b"].same("X", "x")
    assert plain["c"].same(100, 95)
    changed = Shape.from_schema(schema, overrides={"kind:text": "exact", "b": lambda one, two: one[0] == two[0]})
    assert not changed.properties["a"].same("X", "x")
    assert changed.properties["b"].same("Xa", "Xb")
    assert not changed.properties["b"].same("Xa", None)


@pytest.mark.parametrize("overrides", [{"nmae": "exact"}, {"name": "fuzzily"}])
def test_overrides_without_a_field_or_comparator_are_errors(overrides: dict[str, Any]) -> None:
    """A typo in a field name or a comparator is refused, with the known ones."""
    with pytest.raises(ConfigError, match=r"name|exact"):
        Shape.from_schema({"properties": {"name": {"type": "string"}}}, overrides=overrides)


def test_unknown_marks_and_quirks_of_other_schemas() -> None:
    """A kind nobody knows, type lists, const, allOf and tuples are read without an error."""
    schema = {
        "$defs": {"Base": {"properties": {"id": {"type": ["integer", "null"]}}}},
        "allOf": [{"$ref": "#/$defs/Base"}],
        "properties": {
            "odd": {"type": "string", "x-kind": "colour"},
            "money": {"type": "string", "x-kind": "money"},
            "one": {"const": 1},
            "pair": {"type": "array", "prefixItems": [{}, {}]},
            "mixed": {"anyOf": [{"type": "string"}, {"type": "array", "items": {}}]},
            "words": {"anyOf": [{"type": "string", "x-kind": "name"}, {"type": "string"}]},
        },
    }
    shape = Shape.from_schema(schema)
    kinds = fields(shape)
    assert kinds == {
        "id": "number", "odd": "text", "money": "text", "one": "enum", "pair": "any", "mixed": "any", "words": "text",
    }  # fmt: skip
    assert shape.properties["id"].nullable


def test_kind_of_a_field_marked_by_hand() -> None:
    """Kind marks a plain field of a user's class."""

    class Note(BaseModel):
        when: Annotated[str, Kind("date")] | None

    assert fields(Shape.from_schema(Note.model_json_schema())) == {"when": "date"}


@pytest.mark.parametrize(
    "reference", ["#/$defs/a~1b%20c", "#named", "https://example.org/part.json", "part.json#/$defs/inner"]
)
def test_references_of_schema_files_are_followed(reference: str) -> None:
    """Escaped pointers, anchors and ids lead where they lead for the validation."""
    number = {"type": "integer"}
    definitions = {
        "a/b c": number,
        "anchored": {"$anchor": "named", **number},
        "part": {"$id": "part.json", **number, "$defs": {"inner": number}},
    }
    schema = {"$id": "https://example.org/root.json", "properties": {"x": {"$ref": reference}}, "$defs": definitions}
    assert [(leaf.field, leaf.kind) for leaf in Shape.from_schema(schema).leaves()] == [("x", "number")]


def test_schemas_that_are_true_or_false_are_any_value() -> None:
    """``true`` stands for a schema in files, as for a field so for the items of a list; so does a list of schemas."""
    fields = {"a": True, "b": False, "c": {"type": "array", "items": True}}
    pair = {"type": "array", "items": [{"type": "integer"}, {"type": "string"}]}
    shape = Shape.from_schema({"type": "object", "properties": {**fields, "d": pair}})
    assert [(leaf.field, leaf.kind) for leaf in shape.leaves()] == [
        ("a", "any"), ("b", "any"), ("c[]", "any"), ("d", "any"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "parts",
    [
        {"anyOf": [{"properties": {"b": {"type": "string"}}}, {"required": ["a"]}]},
        {"oneOf": [{"required": ["a"]}, {"$ref": "#/$defs/b"}]},
        {"if": {"required": ["a"]}, "then": {"properties": {"b": {"type": "string"}}}},
        {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"allOf": [{"$ref": "#/$defs/b"}]}},
    ],
)
def test_fields_beside_alternatives_and_conditions_are_fields_too(parts: dict[str, Any]) -> None:
    """What one branch of a schema has is compared, beside what all have."""
    defined = {"$defs": {"b": {"properties": {"b": {"type": "string"}}}}}
    shape = Shape.from_schema({"type": "object", "properties": {"a": {"type": "integer"}}, **parts, **defined})
    assert [(leaf.field, leaf.kind) for leaf in shape.leaves()] == [("a", "number"), ("b", "text")]
