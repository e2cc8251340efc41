"""The limits of strict schemas, as OpenAI documents them, checked before any request is paid for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import ConfigError

__all__ = ["check_limits"]

MAX_PROPERTIES = 5_000
MAX_LEVELS = 10
MAX_ENUM_VALUES = 1_000
MAX_ENUM_CHARS = 15_000
LARGE_ENUM = 250
MAX_CHARS = 120_000

Raw = dict[str, Any]


def check_limits(schema: Raw, name: str) -> None:
    """Refuse a strict schema that endpoints would refuse.

    Args:
        schema: the schema that would be sent.
        name: its name, for messages.

    Raises:
        ConfigError: too many properties, levels or enum values, or too long names.
    """
    parts = list(_parts(schema))
    _at_most(sum(len(part.get("properties", ())) for part in parts), MAX_PROPERTIES, "properties", name)
    _at_most(sum(len(part.get("enum", ())) for part in parts), MAX_ENUM_VALUES, "enum values", name)
    for part in parts:
        words = [value for value in part.get("enum", ()) if isinstance(value, str)]
        if len(words) > LARGE_ENUM:
            what = f"characters in an enum of more than {LARGE_ENUM} values"
            _at_most(sum(map(len, words)), MAX_ENUM_CHARS, what, name)
    _at_most(sum(map(_chars, parts)), MAX_CHARS, "characters of names, enum and const values", name)
    deepest, path = _depth(schema, schema, ())
    if deepest > MAX_LEVELS:
        raise ConfigError(
            f"schema {name}: {path} is nested {deepest} objects deep; strict schemas allow {MAX_LEVELS} levels",
            hint="Flatten the schema, or ask for the inner part in a task of its own.",
        )


def _at_most(count: int, limit: int, what: str, name: str) -> None:
    if count > limit:
        raise ConfigError(
            f"schema {name} has {count:,} {what}; strict schemas allow {limit:,}",
            hint="Split the schema into several tasks, or make long enums plain strings.",
        )


def _children(schema: Raw) -> Iterator[tuple[str, Raw]]:
    yield from schema.get("properties", {}).items()
    if "items" in schema:
        yield "*", schema["items"]
    for branch in schema.get("anyOf", ()):
        yield "", branch


def _parts(schema: Raw) -> Iterator[Raw]:
    yield schema
    for _, child in _children(schema):
        yield from _parts(child)
    for definition in schema.get("$defs", {}).values():
        yield from _parts(definition)


def _chars(part: Raw) -> int:
    names = [*part.get("properties", ()), *part.get("$defs", ())]
    values = [value for value in [*part.get("enum", ()), part.get("const")] if isinstance(value, str)]
    return sum(map(len, names)) + sum(map(len, values))


def _depth(schema: Raw, root: Raw, above: tuple[str, ...]) -> tuple[int, str]:
    """The number of objects around each other, and where; a definition inside itself counts once."""
    if "$ref" in schema:
        name = schema["$ref"]
        if name in above:
            return 0, ""
        return _depth(root["$defs"][name.rsplit("/", 1)[-1]], root, (*above, name))
    own = 1 if schema.get("type") == "object" else 0
    best, where = own, ""
    for name, child in _children(schema):
        depth, path = _depth(child, root, above)
        if own + depth > best:
            best, where = own + depth, f"/{name}{path}" if name else path
    return best, where
