"""A JSON schema node without ``$ref``, ``anyOf`` and ``allOf``: what a value at this place looks like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from ..pointers import value_at
from ..references import References

__all__ = ["BRANCHES", "unfold"]

BRANCHES = "branches"
"""The key under which a union of objects has each of them, plain."""

_DECORATION = frozenset({"title", "description", "default", "examples"})


def unfold(node: Mapping[str, Any], root: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """Resolve references and unions at one node; what lies below it stays as it is.

    Args:
        node: a schema node; ``true`` and ``false`` are taken as saying nothing.
        root: the whole schema, where references are looked up.

    Returns:
        The plain node, and whether null is allowed. A union of objects has the keys of all of them, beside those of
        the node itself and of its conditions, and each by itself under :data:`BRANCHES`; a number that may also come
        as a string is a number; other mixed unions are left without a type.

    Example:
        >>> unfold({"anyOf": [{"type": "string", "x-kind": "name"}, {"type": "null"}]}, {})
        ({'type': 'string', 'x-kind': 'name'}, True)
    """
    node = dict(node) if isinstance(node, Mapping) else {}
    while "$ref" in node:  # each step removes one; a circle of references alone is refused where schemas are compiled
        target = _lookup(str(node.pop("$ref")), root)
        node = {**target, **node}
    for part in node.pop("allOf", []):
        plain, _ = unfold(part, root)
        node = _with_fields({**plain, **node}, [plain, node], "allOf")
    kinds = node.get("type")
    if isinstance(kinds, list):
        node["anyOf"] = [{**{k: v for k, v in node.items() if k != "type"}, "type": kind} for kind in kinds]
        del node["type"]
    cases = [unfold(node.pop(key), root)[0] for key in ("then", "else") if key in node]
    options = [*node.pop("anyOf", []), *node.pop("oneOf", [])]
    plain, nullable = _join(node, options, root) if options else (node, node.get("type") == "null")
    return _with_fields(plain, [plain, *cases]), nullable


def _join(
    node: dict[str, Any], options: Sequence[Mapping[str, Any]], root: Mapping[str, Any]
) -> tuple[dict[str, Any], bool]:
    unfolded = [unfold(option, root) for option in options]
    nullable = any(null for _, null in unfolded)
    solid = [plain for plain, _ in unfolded if plain.get("type") != "null"]
    outer = {key: value for key, value in node.items() if key not in _DECORATION or len(solid) != 1}
    joined = {**_union(solid), **outer}
    if "properties" not in node:
        return joined, nullable
    if BRANCHES in joined:
        joined[BRANCHES] = [_with_fields(branch, [node, branch]) for branch in joined[BRANCHES]]
    return _with_fields(joined, [node, *solid]), nullable


def _with_fields(node: dict[str, Any], parts: Sequence[Mapping[str, Any]], both: str = "anyOf") -> dict[str, Any]:
    """The node with the fields of all parts; one that several parts have is as any of them says, or all (``both``)."""
    properties: dict[str, Any] = {}
    for part in parts:
        for key, value in (part.get("properties") or {}).items():
            known = properties.get(key)
            properties[key] = value if known is None or known == value else {both: [known, value]}
    return {**node, "properties": properties} if properties else node


def _union(options: list[dict[str, Any]]) -> dict[str, Any]:
    if len(options) == 1:
        return options[0]
    if options and all("properties" in option for option in options):
        branches = [branch for option in options for branch in option.get(BRANCHES, [option])]
        return {**_with_fields(options[0], options), BRANCHES: branches}
    if options and all("enum" in option or "const" in option for option in options):
        return {"enum": [value for option in options for value in option.get("enum", [option.get("const")])]}
    kinds = {option.get("type") for option in options}
    if kinds == {"string"}:
        marks = {option.get("x-kind") for option in options}
        return {"type": "string", "x-kind": marks.pop()} if len(marks) == 1 else {"type": "string"}
    return {"type": "number"} if kinds and kinds <= {"number", "integer", "string"} else {}


def _lookup(reference: str, root: Mapping[str, Any]) -> Mapping[str, Any]:
    target = value_at(root, unquote(reference[1:])) if reference.startswith("#/") else None
    if target is None:  # an anchor, or another part's $id
        target = References(dict(root)).find(reference, "")
    return target if isinstance(target, Mapping) else {}
