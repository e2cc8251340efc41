"""Schemas that no finite value fits are refused before anything is asked, with the place."""

from __future__ import annotations

from typing import Any

import pytest

from llm_extract.errors import ConfigError
from llm_extract.schemas.sources import FileSchema
from llm_extract.schemas.strict import compile_schema


def _object(required: list[str] | None = None, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required or [], "additionalProperties": False}


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        (_object(["a"], a={"$ref": "#"}), "/a"),
        (_object(["a"], a={"type": "array", "items": {"$ref": "#"}, "minItems": 1}), "/a/\\*"),
        ({"$ref": "#/$defs/A", "$defs": {"A": _object(["a"], a={"$ref": "#/$defs/A"})}}, "/a"),
        (_object(["a"], a=_object(["b"], b={"type": "integer", "minimum": 5, "maximum": 4})), "/a/b"),
        (_object(["a"], a={"type": "number", "minimum": 5, "exclusiveMaximum": 5}), "/a"),
        (_object(["a"], a={"type": "array", "minItems": 3, "maxItems": 1}), "/a"),
        (_object(["a"], a={"type": "integer", "enum": ["x"]}), "/a"),
        (_object(["a"], a=_object(["b"], b={"allOf": [{"type": "string"}, {"type": "integer"}]})), "/a/b"),
        (_object(["a"], a={"anyOf": [False, {"$ref": "#"}]}), "/a"),
    ],
)
def test_what_no_value_fits_is_refused_with_its_place(schema: dict[str, Any], path: str) -> None:
    """A shape that must contain itself, and limits that exclude each other, cannot be answered."""
    with pytest.raises(ConfigError, match=f"{path}: no value fits") as caught:
        compile_schema(FileSchema(schema))
    assert caught.value.hint


@pytest.mark.parametrize(
    "schema",
    [
        _object(a={"$ref": "#"}),
        _object(["a"], a={"type": "array", "items": {"$ref": "#"}}),
        _object(["a"], a={"anyOf": [{"$ref": "#"}, {"type": "null"}]}),
        _object(["a"], a={"anyOf": [{"$ref": "#"}, {"type": "integer"}]}),
        _object(a={"type": "integer", "minimum": 5, "maximum": 4}),
        {"$defs": {"T": {"type": "object", "additionalProperties": {"$ref": "#/$defs/T"}}}, "$ref": "#/$defs/T"},
    ],
)
def test_recursion_that_can_end_is_taken(schema: dict[str, Any]) -> None:
    """Where a field may be absent, null, another branch or an empty list, a value fits."""
    compile_schema(FileSchema(schema))


@pytest.mark.parametrize("schema", [{"type": ["object", "null"]}, {"type": "null"}, {"enum": [None]}])
def test_a_file_whose_whole_may_be_null_is_refused(schema: dict[str, Any]) -> None:
    """Null as the whole answer could not be told from no answer."""
    with pytest.raises(ConfigError, match="null as a whole") as caught:
        compile_schema(FileSchema(schema))
    assert caught.value.hint


def test_null_for_anything_is_a_problem_and_no_crash() -> None:
    """A schema that takes any value is answered with null: that says nothing, and is asked again."""
    decoded = compile_schema(FileSchema({})).decode({"value": "null"})
    assert decoded.data is None
    assert decoded.faults
