"""The tree between a JSON schema and what is sent: each node knows one way to write a value on the wire.

A user's schema is read into nodes once (``reading``). From the same nodes come the strict schema (``writing``), the
decoder (``decoding``) and the encoder (``encoding``), so that the three cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..plain_data import json_type

if TYPE_CHECKING:
    from ..values.field_units import FieldUnit

__all__ = [
    "Choice",
    "CitedNode",
    "DecimalText",
    "Definition",
    "Field",
    "Fixed",
    "Impossible",
    "JsonText",
    "Leaf",
    "Map",
    "Node",
    "Nullable",
    "Obj",
    "Ref",
    "Sequence",
    "Union",
    "accepts_null",
    "bare_types",
    "children",
    "leads_to_itself",
    "resolve",
]


class Impossible(Exception):
    """No value fits this schema; ``path`` is the innermost place where that was found."""

    path: str | None = None


@dataclass(eq=False, kw_only=True)
class Node:
    """What all nodes share.

    Args:
        note: the description that is sent.
        hints: constraints that the strict subset does not know, in words; sent behind the note.
        kind: how the value is compared with its quote (``x-kind``), or None to derive it.
        forms: the words that express each value of an enum (``x-forms``), or None.
        unit: what the field's name and description say of its numbers, or None.
    """

    note: str = ""
    hints: tuple[str, ...] = ()
    kind: str | None = None
    forms: dict[str, list[str]] | None = None
    unit: FieldUnit | None = None


@dataclass(eq=False, kw_only=True)
class Leaf(Node):
    """A string, integer, number, boolean or null, with the constraints that may be sent.

    ``temporal`` where a Python class reads a date or a time out of the string.
    """

    type: str
    keywords: dict[str, Any] = field(default_factory=dict)
    temporal: bool = False


@dataclass(eq=False, kw_only=True)
class Choice(Node):
    """An enum or const; ``as_text`` where a value is an array or object and is sent as JSON text.

    Beside other branches that text stands in ``{json}``, lest it be taken for a string.
    """

    values: list[Any]
    const: bool = False
    as_text: bool = False
    boxed: bool = False


@dataclass(eq=False, kw_only=True)
class DecimalText(Node):
    """A decimal number as a string in plain notation."""


@dataclass(eq=False, kw_only=True)
class JsonText(Node):
    """Any JSON value, sent as JSON text."""


@dataclass(eq=False, kw_only=True)
class Field:
    """One property of an object.

    Where it is not required, null stands on the wire for its absence, unless null is one of its own values.
    """

    name: str
    node: Node
    required: bool


@dataclass(eq=False, kw_only=True)
class Obj(Node):
    """An object with named fields and, where ``extra`` is a node, further keys: an array of key and value.

    Further keys of any value are the text of a JSON object, or null: one field, which is mostly null.
    """

    fields: list[Field]
    extra: Node | None = None
    extra_name: str = ""


@dataclass(eq=False, kw_only=True)
class Map(Node):
    """An object with free keys: an array of ``{key, value}``, inside ``{entries}`` where an array could be mistaken."""

    value: Node
    boxed: bool = False


@dataclass(eq=False, kw_only=True)
class Sequence(Node):
    """A list; ``unordered`` for Python sets, which are written sorted and without duplicates."""

    item: Node
    keywords: dict[str, Any] = field(default_factory=dict)
    unordered: bool = False


@dataclass(eq=False, kw_only=True)
class Fixed(Node):
    """A list whose places have schemas of their own: an object ``item_1…`` where all are there, else an array."""

    items: list[Node]
    rest: Node | None
    minimum: int
    maximum: int | None
    as_object: bool

    def at(self, index: int) -> Node | None:
        """The node of one place, None where there is no such place."""
        return self.items[index] if index < len(self.items) else self.rest


@dataclass(eq=False, kw_only=True)
class Union(Node):
    """One of several shapes, null not among them."""

    branches: list[Node]


@dataclass(eq=False, kw_only=True)
class Nullable(Node):
    """A shape, or null as a whole."""

    inner: Node


@dataclass(eq=False, kw_only=True)
class CitedNode(Node):
    """A value with its quote; ``verbatim`` values are their own quote."""

    inner: Node
    verbatim: bool = False


@dataclass(eq=False)
class Definition:
    """A shape that is read once and referred to, perhaps from inside itself."""

    name: str
    node: Node | None = None
    uses: int = 0
    recursive: bool = False


@dataclass(eq=False, kw_only=True)
class Ref(Node):
    """A use of a definition."""

    target: Definition


def resolve(node: Node) -> Node:
    """Follow references to the node that they mean; one that is still being read stays."""
    seen: list[Definition] = []
    while isinstance(node, Ref) and node.target.node is not None and node.target not in seen:
        seen.append(node.target)
        node = node.target.node
    return node


def accepts_null(node: Node) -> bool:
    """Whether null itself is one of the values."""
    node = resolve(node)
    if isinstance(node, CitedNode):
        return False
    return isinstance(node, Nullable) or (isinstance(node, Leaf) and node.type == "null")


_PYTHON_TYPES: dict[str, frozenset[str]] = {
    "string": frozenset({"string"}),
    "integer": frozenset({"number"}),
    "number": frozenset({"number"}),
    "boolean": frozenset({"boolean"}),
    "null": frozenset({"null"}),
}


def bare_types(node: Node) -> frozenset[str]:
    """The JSON types that a bare value of this node can have (integer counts as number)."""
    node = resolve(node)
    if isinstance(node, Leaf):
        return _PYTHON_TYPES[node.type]
    if isinstance(node, Choice):
        kinds = map(json_type, node.values)
        return frozenset("number" if kind == "integer" else kind for kind in kinds)
    if isinstance(node, DecimalText):
        return frozenset({"string", "number"})
    if isinstance(node, Obj | Map):
        return frozenset({"object"})
    if isinstance(node, Sequence | Fixed):
        return frozenset({"array"})
    if isinstance(node, CitedNode):
        return bare_types(node.inner)
    if isinstance(node, Nullable):
        return bare_types(node.inner) | {"null"}
    if isinstance(node, Union):
        return frozenset().union(*map(bare_types, node.branches))
    return frozenset({"string", "number", "boolean", "null", "array", "object"})


def children(node: Node) -> list[Node]:
    """The nodes right inside a node; references are not followed."""
    if isinstance(node, Obj):
        return [field.node for field in node.fields] + ([node.extra] if node.extra is not None else [])
    if isinstance(node, Map):
        return [node.value]
    if isinstance(node, Sequence):
        return [node.item]
    if isinstance(node, Fixed):
        return node.items + ([node.rest] if node.rest is not None else [])
    if isinstance(node, Union):
        return node.branches
    return [node.inner] if isinstance(node, Nullable | CitedNode) else []


def leads_to_itself(definition: Definition) -> bool:
    """Whether a shape, once read, is itself, with no field or item in between."""
    queue, seen = [definition.node], set()
    while queue:
        node = queue.pop()
        if isinstance(node, Union | Nullable | CitedNode):
            queue.extend(children(node))
        if isinstance(node, Ref) and id(node.target) not in seen:
            seen.add(id(node.target))
            queue.append(node.target.node)
    return id(definition) in seen
