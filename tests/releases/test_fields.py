"""Differences between compiled schemas are named by field."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from llm_extract.releases import schema_differences
from llm_extract.schemas.funding import FundingNews
from llm_extract.schemas.strict import compile_schema

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "kind": {"type": "string", "enum": ["a", "b"]},
        "items": {"type": "array", "items": {"$ref": "#/$defs/Item"}, "minItems": 1},
        "either": {"anyOf": [{"type": "string"}, {"type": "null"}]},
    },
    "$defs": {
        "Item": {"type": "object", "properties": {"n": {"type": "integer", "minimum": 0}, "self": {"$ref": "#"}}}
    },
}


def change(*path: str | int, to: Any) -> dict[str, Any]:
    schema: Any = copy.deepcopy(SCHEMA)
    place = schema
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return schema  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("path", "to", "message"),
    [
        (("properties", "kind", "enum"), ["b", "c"], 'kind: its values are others: no longer "a"; now also "c"'),
        (("properties", "kind", "enum"), ["b", "a"], "kind: its values are others: another order"),
        (("properties", "items", "minItems"), 2, "items: its least number of items is 2, was 1"),
        (("$defs", "Item", "properties", "n", "minimum"), 1, "items[].n: its lowest value is 1, was 0"),
        (("$defs", "Item", "properties", "n"), {"type": "string"}, "items[].n: its type is string, was integer"),
        (("properties", "either", "anyOf", 0), {"type": "number"}, "either: its type is number, was string"),
        (("properties", "either"), {"type": "string"}, "either: its type is string, was string or null"),
        (("properties", "items"), {"$ref": "#/$defs/Item"}, "items: its type is object, was array"),
    ],
)
def test_each_kind_of_difference_names_its_field(path: tuple[str | int, ...], to: Any, message: str) -> None:
    """One change, one line, also behind references and in a schema that refers to itself."""
    assert schema_differences(SCHEMA, change(*path, to=to)) == [message]


def test_another_order_of_fields_is_a_difference() -> None:
    """Models write in the schema's order, so that it matters."""
    turned = {**SCHEMA, "properties": dict(reversed(SCHEMA["properties"].items()))}
    assert schema_differences(SCHEMA, turned) == ["(the whole): its fields are in another order"]


def test_what_means_the_same_in_other_words_is_said_as_such() -> None:
    """No difference of bytes goes by unnoticed."""
    other = {**SCHEMA, "$defs": {**SCHEMA["$defs"], "Unused": {"type": "null"}}}
    (line,) = schema_differences(SCHEMA, other)
    assert "written in another order or with other definitions" in line


def test_equal_schemas_have_no_differences() -> None:
    """The shipped schema equals itself after a round through JSON."""
    schema = compile_schema(FundingNews).schema
    assert schema_differences(schema, json.loads(json.dumps(schema))) == []
