"""The fields of a schema as files see them: objects, lists and a handful of kinds of values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..comparison.unfolding import unfold
from ..errors import ConfigError
from ..pointers import join_pointer

__all__ = ["Field", "check_fit", "fitted", "read_fields"]

_FURTHER = "additional_properties"


@dataclass(frozen=True)
class Field:
    """One place of a schema.

    Args:
        kind: ``object``, ``list``, or of a value: ``text``, ``decimal``, ``integer``, ``number``, ``boolean``, ``json``
            (anything else, kept as JSON text).
        cited: the value has evidence.
        properties: an object's fields.
        item: of a list's items.
        further: of an object with keys that the schema leaves open: the field that holds them; else empty.
    """

    kind: str
    cited: bool = False
    properties: Mapping[str, Field] = field(default_factory=dict)
    item: Field | None = None
    further: str = ""

    @cached_property
    def has_further(self) -> bool:
        """Whether it or anything inside it has keys that the schema leaves open."""
        below = [*self.properties.values(), *([self.item] if self.item is not None else [])]
        return bool(self.further) or any(one.has_further for one in below)

    def inside(self, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Field]]:
        """This object's values and lists with their keys, in the schema's order, objects opened and named too."""
        for key, one in self.properties.items():
            keys = (*above, key)
            yield keys, one
            if one.kind == "object":
                yield from one.inside(keys)


def read_fields(schema: Mapping[str, Any]) -> Field:
    """Read the fields of a JSON schema.

    Args:
        schema: of an object; ``$ref`` within it are followed, and where a class contains itself, the inner one is JSON.

    Raises:
        ConfigError: the schema is not that of an object with fields.

    Example:
        >>> found = read_fields({"type": "object", "properties": {"n": {"type": "integer"}, "tags": {"type": "array"}}})
        >>> [(keys, one.kind) for keys, one in found.inside()]
        [(('n',), 'integer'), (('tags',), 'list')]
    """
    found = _read(schema, schema, frozenset())
    if found.kind != "object":
        raise ConfigError(
            "the schema of the records is no object with fields",
            hint="Name their task with --task; a list or a map as a whole is for .jsonl alone.",
        )
    return found


def _read(node: Mapping[str, Any], root: Mapping[str, Any], above: frozenset[str]) -> Field:
    references = set(_references(node))
    if references & above:
        return Field("json")
    below = above | references
    plain, _ = unfold(node, root)
    cited = bool(plain.get("x-cited"))
    properties = plain.get("properties")
    if properties:
        return _read_object(plain, cited, {key: _read(one, root, below) for key, one in properties.items()})
    if plain.get("type") == "array" and "prefixItems" not in plain and not isinstance(plain.get("items"), list):
        return Field("list", cited, item=_read(plain.get("items") or {}, root, below))
    return Field(_kind(plain), cited)


def _read_object(plain: Mapping[str, Any], cited: bool, fields: dict[str, Field]) -> Field:
    is_open = plain.get("additionalProperties", plain.get("unevaluatedProperties", False)) is not False
    if not is_open and not plain.get("patternProperties"):
        return Field("object", cited, fields)
    name, number = _FURTHER, 2
    while name in fields:
        name, number = f"{_FURTHER}_{number}", number + 1
    return Field("object", cited, {**fields, name: Field("json")}, further=name)


def _references(node: Any) -> Iterator[str]:
    if not isinstance(node, Mapping):
        return
    if "$ref" in node:
        yield str(node["$ref"])
    for key in ("anyOf", "oneOf", "allOf"):
        for option in node.get(key, ()):
            yield from _references(option)


def _kind(node: Mapping[str, Any]) -> str:
    if node.get("x-decimal"):
        return "decimal"
    if "enum" in node or "const" in node:
        values = [one for one in node.get("enum", [node.get("const")]) if one is not None]
        return "text" if all(isinstance(one, str) for one in values) else "json"
    kinds = {"string": "text", "integer": "integer", "number": "number", "boolean": "boolean"}
    return kinds.get(str(node.get("type")), "json")


def fitted(fields: Field, record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record whose data is made sure to be that of its fields, keys that the schema leaves open in one field.

    Args:
        fields: of the data.
        record: as JSON values.

    Returns:
        The same record where there are no such keys.

    Raises:
        ConfigError: the data has what the schema does not.
    """
    data = record["data"]
    check_fit(fields, data, where=record["document"]["key"])
    return {**record, "data": _gathered(fields, data)} if fields.has_further else record


def _gathered(one: Field, value: Any) -> Any:
    if value is None or not one.has_further:
        return value
    if one.item is not None:
        return [_gathered(one.item, inner) for inner in value]
    known = {key: inner for key, inner in one.properties.items() if key != one.further}
    found = {key: _gathered(known[key], inner) for key, inner in value.items() if key in known}
    further = {key: inner for key, inner in value.items() if key not in known}
    return {**found, one.further: further} if further else found


def check_fit(one: Field, value: Any, *, where: str, path: tuple[str | int, ...] = ()) -> None:
    """Make sure that a value's objects, lists and keys are those of its fields: others would be lost without a word.

    Args:
        one: the fields.
        value: the value, or null.
        where: names the record in the message.
        path: the way to the value.

    Raises:
        ConfigError: they are not.
    """
    if value is None:
        return
    if one.kind == "object":
        if not isinstance(value, Mapping):
            raise _misfit(where, path, "is no object, as the schema has it")
        for key, inner in value.items():
            below = None if key == one.further else one.properties.get(key)
            if below is None and one.further:
                continue
            if below is None:
                raise _misfit(where, (*path, key), "is no field of the schema")
            check_fit(below, inner, where=where, path=(*path, key))
    elif one.kind == "list" and one.item is not None:
        if not isinstance(value, list):
            raise _misfit(where, path, "is no list, as the schema has it")
        for number, inner in enumerate(value):
            check_fit(one.item, inner, where=where, path=(*path, number))


def _misfit(where: str, path: tuple[str | int, ...], what: str) -> ConfigError:
    return ConfigError(
        f"{where}: {join_pointer(path) or 'the data'} {what}",
        hint="Name the task that made the records with --task; of a schema file that leaves keys open, write "
        '"additionalProperties": true.',
    )
