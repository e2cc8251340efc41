"""Write nodes down as the strict JSON schema that is sent."""

from __future__ import annotations

import json
from typing import Any

from ..plain_data import json_type
from .nodes import (
    Choice,
    CitedNode,
    DecimalText,
    Definition,
    Field,
    Fixed,
    JsonText,
    Leaf,
    Map,
    Node,
    Nullable,
    Obj,
    Ref,
    Sequence,
    Union,
    accepts_null,
)

__all__ = ["DECIMAL_PATTERN", "write_schema"]

DECIMAL_PATTERN = r"^-?[0-9]+(\.[0-9]+)?$"
"""How a Decimal is written on the wire: plain digits, no exponent, no separators."""

FURTHER_KEYS = "keys that are not named here, as the text of a JSON object; null where there are none"

Raw = dict[str, Any]


def write_schema(root: Node) -> Raw:
    """Write the strict schema.

    Args:
        root: an ``Obj`` or ``CitedNode``.

    Returns:
        The schema, with ``$defs`` for shapes that are used more than once or contain themselves.
    """
    return _Writer().write(root)


class _Writer:
    def __init__(self) -> None:
        self._defs: dict[str, Raw] = {}

    def write(self, root: Node) -> Raw:
        schema = self._node(root)
        if self._defs:
            schema["$defs"] = self._defs
        return schema

    def _node(self, node: Node) -> Raw:
        """A node's schema, its description first: it is read before the value is written."""
        schema = self._shape(node)
        note = _words(node)
        if not note:
            return schema
        if "$ref" in schema:  # a $ref suffers no neighbours
            schema = {"anyOf": [schema]}
        inner = schema.pop("description", "")
        return {"description": f"{note} {inner}".strip() if inner and inner != note else note, **schema}

    def _shape(self, node: Node) -> Raw:
        if isinstance(node, Leaf):
            return {"type": node.type, **node.keywords}
        if isinstance(node, Choice):
            return _closed({"json": _choice(node)}) if node.boxed else _choice(node)
        if isinstance(node, DecimalText):
            return {"type": "string", "pattern": DECIMAL_PATTERN}
        if isinstance(node, JsonText):
            return {"type": "string"}
        if isinstance(node, Ref):
            return self._reference(node.target)
        if isinstance(node, Nullable):
            return _or_null(self._node(node.inner))
        if isinstance(node, Union):
            return {"anyOf": [self._node(branch) for branch in node.branches]}
        if isinstance(node, CitedNode):
            return self._cited(node)
        return self._container(node)

    def _container(self, node: Node) -> Raw:
        if isinstance(node, Obj):
            return self._object(node)
        if isinstance(node, Map):
            entries = self._entries(node.value)
            return _closed({"entries": entries}) if node.boxed else entries
        if isinstance(node, Sequence):
            return {"type": "array", "items": self._node(node.item), **node.keywords}
        assert isinstance(node, Fixed)
        return self._fixed(node)

    def _reference(self, target: Definition) -> Raw:
        assert target.node is not None
        if target.uses <= 1 and not target.recursive:
            return self._node(target.node)
        if target.name not in self._defs:
            self._defs[target.name] = {}  # keeps its place, and stops recursion
            self._defs[target.name] = self._node(target.node)
        return {"$ref": f"#/$defs/{target.name}"}

    def _cited(self, node: CitedNode) -> Raw:
        inner = self._node(node.inner)
        return inner if node.verbatim else _closed({"quote": {"type": "string"}, "value": inner})

    def _object(self, node: Obj) -> Raw:
        properties = {field.name: self._field(field) for field in node.fields}
        if isinstance(node.extra, JsonText):
            properties[node.extra_name] = {"description": FURTHER_KEYS, "type": ["string", "null"]}
        elif node.extra is not None:
            properties[node.extra_name] = self._entries(node.extra)
        return _closed(properties)

    def _field(self, field: Field) -> Raw:
        schema = self._node(field.node)
        return schema if field.required or accepts_null(field.node) else _or_null(schema)

    def _entries(self, value: Node) -> Raw:
        return {"type": "array", "items": _closed({"key": {"type": "string"}, "value": self._node(value)})}

    def _fixed(self, node: Fixed) -> Raw:
        if node.as_object:
            return _closed({f"item_{number}": self._node(item) for number, item in enumerate(node.items, 1)})
        branches: list[Raw] = []
        for item in [*node.items, *([node.rest] if node.rest is not None else [])]:
            schema = self._node(item)
            if schema not in branches:
                branches.append(schema)
        limits = {"minItems": node.minimum or None, "maxItems": node.maximum}
        keywords = {key: value for key, value in limits.items() if value is not None}
        return {"type": "array", "items": branches[0] if len(branches) == 1 else {"anyOf": branches}, **keywords}


def _closed(properties: dict[str, Raw]) -> Raw:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _choice(node: Choice) -> Raw:
    values = [json.dumps(value, sort_keys=True) for value in node.values] if node.as_text else list(node.values)
    types = list(dict.fromkeys(map(json_type, values)))
    kind: Raw = {"type": types[0] if len(types) == 1 else types}
    return {**kind, "const": values[0]} if node.const else {**kind, "enum": values}


def _or_null(schema: Raw) -> Raw:
    """The same, or null; scalars by a list of types, shapes by anyOf."""
    note = {"description": schema["description"]} if "description" in schema else {}
    kind = schema.get("type")
    if isinstance(kind, str) and kind not in ("object", "array") and "const" not in schema:
        words = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
        return {**schema, "type": [kind, "null"], **words}
    rest = {key: value for key, value in schema.items() if key != "description"}
    if "anyOf" in rest:
        return {**note, "anyOf": [*rest["anyOf"], {"type": "null"}]}
    return {**note, "anyOf": [rest, {"type": "null"}]}


def _words(node: Node) -> str:
    hints = [*node.hints, *_own_hints(node)]
    if not hints:
        return node.note
    joined = "; ".join(hints)
    return f"{node.note} ({joined})" if node.note else f"({joined})"


def _own_hints(node: Node) -> list[str]:
    if isinstance(node, DecimalText):
        return [] if node.note else ["a number in plain digits"]
    if isinstance(node, JsonText):
        return ["any JSON value, as JSON text"]
    if isinstance(node, Choice) and node.as_text:
        return ["JSON text"]
    if isinstance(node, Map):
        return ["each key once"]
    if isinstance(node, Fixed) and not node.as_object and (len(node.items) > 1 or node.rest is not None):
        return ["in this order"]
    if isinstance(node, Sequence) and node.unordered:
        return ["each item once"]
    return []
