"""A JSON schema node without ``$ref``, ``anyOf`` and ``allOf``: what a value at this place looks like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..pointers import split_pointer

__all__ = ["unfold"]

_DECORATION = frozenset({"title", "description", "default", "examples"})


def unfold(node: Mapping[str, Any], root: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """Resolve references and unions at one node; what lies below it stays as it is.

    Args:
        node: a schema node.
        root: the whole schema, where ``#/...`` references are looked up.

    Returns:
        The plain node, and whether null is allowed. A union of objects has the keys of all of them; a number that
        may also come as a string is a number; other mixed unions are left without a type.

    Example:
        >>> unfold({"anyOf": [{"type": "string", "x-kind": "name"}, {"type": "null"}]}, {})
        ({'type': 'string', 'x-kind': 'name'}, True)
    """
    node = dict(node)
    while "$ref" in node:  # each step removes one; pydantic writes no reference to itself alone
        target = _lookup(str(node.pop("$ref")), root)
        node = {**target, **node}
    for part in node.pop("allOf", []):
        plain, _ = unfold(part, root)
        node = {**plain, **node, "properties": {**plain.get("properties", {}), **node.get("properties", {})}}
        if not node["properties"]:
            del node["properties"]
    kinds = node.get("type")
    if isinstance(kinds, list):
        node["anyOf"] = [{**{k: v for k, v in node.items() if k != "type"}, "type": kind} for kind in kinds]
        del node["type"]
    options = [*node.pop("anyOf", []), *node.pop("oneOf", [])]
    return _join(node, options, root) if options else (node, node.get("type") == "null")


def _join(
    node: dict[str, Any], options: Sequence[Mapping[str, Any]], root: Mapping[str, Any]
) -> tuple[dict[str, Any], bool]:
    unfolded = [unfold(option, root) for option in options]
    nullable = any(null for _, null in unfolded)
    solid = [plain for plain, _ in unfolded if plain.get("type") != "null"]
    outer = {key: value for key, value in node.items() if key not in _DECORATION or len(solid) != 1}
    return {**_union(solid), **outer}, nullable


def _union(options: list[dict[str, Any]]) -> dict[str, Any]:
    if len(options) == 1:
        return options[0]
    if options and all("properties" in option for option in options):
        properties: dict[str, Any] = {}
        for option in options:
            for key, value in option["properties"].items():
                known = properties.get(key)
                properties[key] = value if known is None or known == value else {"anyOf": [known, value]}
        return {**options[0], "properties": properties}
    if options and all("enum" in option or "const" in option for option in options):
        return {"enum": [value for option in options for value in option.get("enum", [option.get("const")])]}
    kinds = {option.get("type") for option in options}
    if kinds == {"string"}:
        marks = {option.get("x-kind") for option in options}
        return {"type": "string", "x-kind": marks.pop()} if len(marks) == 1 else {"type": "string"}
    return {"type": "number"} if kinds and kinds <= {"number", "integer", "string"} else {}


def _lookup(reference: str, root: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Any = root
    for name in split_pointer(reference):
        found = found[name]
    target: Mapping[str, Any] = found
    return target
