"""Places in a wire value: the part of the strict schema that governs one, and what may be withdrawn around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..pointers import drop_at, item_number, join_pointer, replace_at, split_pointer
from .matching import branch_of, target

__all__ = ["part_of", "prune"]

Raw = dict[str, Any]


@dataclass(frozen=True)
class _Place:
    tokens: tuple[str | int, ...]
    schema: Raw | None  # None where the schema knows no such key
    value: Any
    container: Raw | None  # the array schema that holds it, where it is an item
    siblings: int = 0


def part_of(root: Raw, wire_value: Any, wire_path: str) -> Raw:
    """Cut out the strict schema of one place.

    Args:
        root: the strict schema.
        wire_value: the whole wire value; it decides between branches.
        wire_path: JSON pointer into it.

    Returns:
        A strict schema of its own: an object with one key, ``value``, which may be null where the place may be
        withdrawn.
    """
    places = _walk(root, wire_value, wire_path)
    inner = places[-1].schema or {"type": "string"}
    withdrawable = prune(root, wire_value, wire_path) is not None
    schema: Raw = {
        "type": "object",
        "properties": {"value": _nullable(inner, root) if withdrawable else inner},
        "required": ["value"],
        "additionalProperties": False,
    }
    used = _definitions(schema, root)
    return {**schema, "$defs": used} if used else schema


def prune(root: Raw, wire_value: Any, wire_path: str) -> tuple[Any, str] | None:
    """Remove the smallest thing around a place that may go.

    Args:
        root: the strict schema.
        wire_value: the whole wire value; it is not changed.
        wire_path: JSON pointer into it.

    Returns:
        The new wire value and the pointer to what was set null or removed, or None where nothing may go.
    """
    for place in reversed(_walk(root, wire_value, wire_path)):
        if not place.tokens:
            return None
        pointer = join_pointer(place.tokens)
        if place.schema is None:
            return drop_at(wire_value, pointer), pointer
        if place.value is not None and _allows_null(place.schema, root):
            return replace_at(wire_value, pointer, None), pointer
        if place.container is not None and place.siblings > place.container.get("minItems", 0):
            return drop_at(wire_value, pointer), pointer
    return None


def _walk(root: Raw, wire_value: Any, wire_path: str) -> list[_Place]:
    """All places from the root to the path, as far as it exists."""
    places = [_Place((), root, wire_value, None)]
    for token in split_pointer(wire_path):
        above = places[-1]
        if above.schema is None:
            break
        schema = branch_of(above.schema, above.value, root)
        index = item_number(above.value, token) if isinstance(above.value, list) else None
        if index is not None and "items" in schema:
            tokens = (*above.tokens, index)
            places.append(_Place(tokens, schema["items"], above.value[index], schema, len(above.value)))
        elif isinstance(above.value, dict) and (token in above.value or token in schema.get("properties", {})):
            inner = schema.get("properties", {}).get(token)
            places.append(_Place((*above.tokens, token), inner, above.value.get(token), None))
        else:
            break
    return places


def _allows_null(schema: Raw, root: Raw) -> bool:
    schema = target(schema, root)
    if "anyOf" in schema:
        return any(_allows_null(branch, root) for branch in schema["anyOf"])
    kind = schema.get("type")
    return kind == "null" or (isinstance(kind, list) and "null" in kind)


def _nullable(schema: Raw, root: Raw) -> Raw:
    if _allows_null(schema, root):
        return schema
    note = {"description": schema["description"]} if "description" in schema else {}
    rest = {key: value for key, value in schema.items() if key != "description"}
    branches = rest["anyOf"] if set(rest) == {"anyOf"} else [rest]
    return {**note, "anyOf": [*branches, {"type": "null"}]}


def _definitions(schema: Raw, root: Raw) -> Raw:
    """The definitions that a schema needs, in the order in which the whole schema has them."""
    needed: set[str] = set()
    queue: list[Any] = [schema]
    while queue:
        part = queue.pop()
        if isinstance(part, list):
            queue.extend(part)
        elif isinstance(part, dict):
            name = str(part.get("$ref", "")).rsplit("/", 1)[-1]
            if isinstance(part.get("$ref"), str) and name not in needed:
                needed.add(name)
                queue.append(root["$defs"][name])
            queue.extend(value for key, value in part.items() if key not in ("enum", "const", "$defs"))
    return {name: definition for name, definition in root.get("$defs", {}).items() if name in needed}
