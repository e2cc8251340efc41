"""The strict compiler over JSON schemas from files: what is merged, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from llm_extract.errors import ConfigError
from llm_extract.schemas.loading import FileSchema
from llm_extract.schemas.strict import compile_schema


def _file(**schema: Any) -> FileSchema:
    return FileSchema({"type": "object", "additionalProperties": False, **schema}, "file")


@pytest.mark.parametrize(
    ("schema", "what"),
    [
        (_file(properties={f"p{n}": {"type": "null"} for n in range(5001)}), "5,001 properties"),
        (_file(properties={"e": {"enum": [str(n) for n in range(1001)]}}, required=["e"]), "1,001 enum values"),
        (_file(properties={"e": {"enum": [f"{n:0100d}" for n in range(251)]}}), "characters in an enum"),
        (_file(properties={f"{n:0200d}": {"type": "null"} for n in range(601)}), "characters of names"),
    ],
)
def test_limits(schema: FileSchema, what: str) -> None:
    """Schemas beyond the documented limits are refused before anything is sent."""
    with pytest.raises(ConfigError, match=what) as caught:
        compile_schema(schema)
    assert caught.value.hint


def test_nesting_limit_names_the_path() -> None:
    """Eleven objects inside each other are refused with the path to the innermost; ten are not."""
    inner: dict[str, Any] = {"type": "object", "properties": {}, "additionalProperties": False}
    for _ in range(9):
        inner = {"type": "object", "properties": {"a": inner}, "additionalProperties": False}
    compile_schema(FileSchema(inner))
    with pytest.raises(ConfigError, match="/b/a/a/a/a/a/a/a/a/a is nested 11"):
        compile_schema(_file(properties={"b": inner}))


def test_impossible_and_foreign_schemas_are_refused() -> None:
    """A schema that nothing fits, and a reference out of the file, are configuration errors."""
    with pytest.raises(ConfigError, match="no value fits"):
        compile_schema(_file(properties={"a": False}, required=["a"]))
    with pytest.raises(ConfigError, match=r"/a: \$ref 'https://example\.org/x\.json'"):
        compile_schema(_file(properties={"a": {"$ref": "https://example.org/x.json"}}))


@pytest.mark.parametrize(
    "circle",
    [
        {"$ref": "#/$defs/a"},
        {"anyOf": [{"$ref": "#/$defs/a"}, {"type": "integer"}]},
        {"anyOf": [{"$ref": "#/$defs/a"}, {"type": "null"}]},
        {"oneOf": [{"$ref": "#/$defs/b"}, {"type": "string"}]},
        {"allOf": [{"$ref": "#/$defs/a"}, {"type": "integer"}]},
    ],
)
def test_a_reference_that_leads_to_itself_is_refused(circle: dict[str, Any]) -> None:
    """A shape that is itself, with nothing in between, never ends."""
    with pytest.raises(ConfigError, match="leads to itself"):
        compile_schema(FileSchema({"$ref": "#"}))
    definitions = {"a": circle, "b": {"anyOf": [{"$ref": "#/$defs/a"}, {"type": "integer"}]}}
    with pytest.raises(ConfigError, match="leads to itself"):
        compile_schema(_file(properties={"x": {"$ref": "#/$defs/a"}}, **{"$defs": definitions}))


@pytest.mark.parametrize(
    "own", ["https://example.org/a.json", "https://example.org/a.json#", "#", "a.json#", "urn:x:1"]
)
def test_references_into_a_file_with_an_id_of_any_form(own: str) -> None:
    """The empty fragment, which early drafts write behind ids, says nothing."""
    draft = {"$schema": "http://json-schema.org/draft-04/schema#", "id": own}
    fields = {"a": {"$ref": "#/definitions/n"}, "b": {"$ref": f"{own.rstrip('#')}#/definitions/n"}}
    schema = _file(**draft, properties=fields, required=["a", "b"], definitions={"n": {"type": "integer"}})
    assert compile_schema(schema).schema["properties"] == {"a": {"type": "integer"}, "b": {"type": "integer"}}


def test_anchors_written_as_ids() -> None:
    """Draft 6 and 7 write an anchor as an ``$id`` that begins with a hash: it is no other part of the file."""
    definitions = {"n": {"$id": "#number", "type": "integer"}, "t": {"type": "string"}}
    fields = {"a": {"$ref": "#number"}, "b": {"$ref": "#/definitions/t"}}
    schema = _file(
        **{"$schema": "http://json-schema.org/draft-07/schema#"},
        properties=fields,
        required=["a", "b"],
        definitions=definitions,
    )
    assert compile_schema(schema).schema["properties"] == {"a": {"type": "integer"}, "b": {"type": "string"}}


def test_references_count_from_the_schema_with_an_id_that_they_stand_in() -> None:
    """A schema bundled into a file, with an ``$id`` of its own, has definitions of its own."""
    bundled = {"$id": "item.json", "properties": {"q": {"$ref": "#/$defs/y"}}, "$defs": {"y": {"type": "string"}}}
    schema = _file(
        **{"$id": "https://example.org/root.json"},
        properties={"a": {"$ref": "item.json"}, "b": {"$ref": "#/$defs/y"}},
        **{"$defs": {"item": bundled, "y": {"type": "integer"}}},
    )
    wire = compile_schema(schema)
    data = {"a": {"q": "words"}, "b": 1}
    assert wire.decode(wire.encode(data, {})).data == data


def test_all_of_is_merged() -> None:
    """allOf becomes one object with the properties of all parts, the tighter bound of two."""
    part = {"properties": {"a": {"type": "integer", "minimum": 3}}, "required": ["a"]}
    schema = _file(allOf=[part], properties={"a": {"minimum": 1}, "b": {"type": "string"}})
    fields = compile_schema(schema).schema["properties"]
    assert fields == {"a": {"type": "integer", "minimum": 3}, "b": {"type": ["string", "null"]}}


def test_draft_4_bounds() -> None:
    """The boolean exclusiveMinimum of draft 4 becomes the number of later drafts."""
    draft = {"$schema": "http://json-schema.org/draft-04/schema#"}
    number = {"type": "number", "minimum": 2, "exclusiveMinimum": True}
    schema = _file(**draft, properties={"a": number}, required=["a"])
    assert compile_schema(schema).schema["properties"]["a"] == {"type": "number", "exclusiveMinimum": 2}
