"""Compile nodes into decoders: small closures that turn wire values into bare values.

They are lenient: a value that does not fit is handed on as it is, for the user's class to judge. What they note
themselves is what validation cannot see: keys that nobody asked for, and keys given twice.
"""

from __future__ import annotations

from typing import Any

from ..pointers import join_pointer
from .cited import ABSENT, CitedValue, Part, Sink
from .coercion import scalar_reader
from .containers import (
    Decoder,
    Plan,
    map_decoder,
    note_unknown,
    object_decoder,
    sequence_decoder,
    tuple_decoder,
    whole_decoder,
)
from .matching import Selector
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
    children,
    resolve,
)
from .units import give_units
from .writing import write_schema

__all__ = ["compile_decoder"]

_WHOLE_KINDS = ("money", "quantity")
_FAST: dict[str, type] = {"string": str, "integer": int, "boolean": bool}
_new = tuple.__new__


def compile_decoder(root: Node) -> Decoder:
    """Compile the decoder of a schema.

    Args:
        root: the node of the whole wire value.

    Returns:
        ``decode(value, path, wire_path, sink, parts) -> bare``; it never raises, whatever JSON value comes, but for
        ``RecursionError`` on endless nesting.
    """
    give_units(root)
    return _Compiler().compile(root)


class _Compiler:
    def __init__(self) -> None:
        self._compiled: dict[int, Decoder] = {}
        self._late: dict[int, list[Decoder]] = {}

    def compile(self, node: Node, *, null: str = "fault") -> Decoder:
        """The decoder of a node; ``null`` says what null as a whole means in its place."""
        if isinstance(node, Ref):
            return self._reference(node.target)
        if isinstance(node, Leaf | Choice | DecimalText | JsonText):
            return _leaf_decoder(node)
        if isinstance(node, Nullable):
            return _nullable(self.compile(node.inner, null="null"))
        if isinstance(node, CitedNode):
            return self._cited(node, null)
        if isinstance(node, Obj):
            return self._object(node)
        if isinstance(node, Map):
            return map_decoder(self.compile(node.value), node.boxed)
        if isinstance(node, Sequence):
            return sequence_decoder(self.compile(node.item), node.unordered)
        if isinstance(node, Fixed):
            rest = self.compile(node.rest) if node.rest is not None else None
            return tuple_decoder([self.compile(item) for item in node.items], rest)
        assert isinstance(node, Union)
        return self._union(node)

    def _reference(self, target: Definition) -> Decoder:
        key = id(target)
        if key in self._compiled:
            return self._compiled[key]
        if key in self._late:  # inside itself: bind when it is called
            cell = self._late[key]
            return lambda value, path, wire, sink, parts: cell[0](value, path, wire, sink, parts)
        cell = self._late[key] = []
        assert target.node is not None
        decoder = self.compile(target.node)
        cell.append(decoder)
        self._compiled[key] = decoder
        return decoder

    def _cited(self, node: CitedNode, null: str) -> Decoder:
        inner = self.compile(node.inner)
        if node.verbatim:
            return _verbatim(inner)
        shape = resolve(node.inner)
        if null == "fault" and accepts_null(node.inner):
            null = "null"
        names = {field.name for field in shape.fields} if isinstance(shape, Obj) else set()
        return _cited(inner, _fast(shape), "value" in names and "quote" not in names, null)

    def _object(self, node: Obj) -> Decoder:
        extra = self.compile(node.extra) if node.extra is not None else None
        decode = object_decoder([self._plan(field) for field in node.fields], extra, node.extra_name)
        if node.kind not in _WHOLE_KINDS:
            return decode
        uncited = {field.name for field in node.fields if not _has_cited(field.node)}
        return whole_decoder(decode, uncited, node.kind, node.forms, node.unit)

    def _plan(self, field: Field) -> Plan:
        own = field.node.inner if isinstance(field.node, Nullable) else field.node  # null is seen to before
        fast, kind, forms, unit = _fast(resolve(own))
        null = "null" if accepts_null(field.node) else "fault" if field.required else "absent"
        if null == "null" and not field.required:
            null = "absent or null"
        read = self.compile(own, null=null)
        return field.name, join_pointer([field.name]), fast, read, null, kind, forms, unit

    def _union(self, node: Union) -> Decoder:
        selector = Selector([write_schema(branch) for branch in node.branches])
        readers = [self.compile(branch) for branch in node.branches]
        shapes = [resolve(branch) for branch in node.branches]
        names = [{field.name for field in shape.fields} if isinstance(shape, Obj) else set() for shape in shapes]
        maps = [number for number, shape in enumerate(shapes) if isinstance(shape, Map)]

        def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
            number = selector.pick(value)
            if maps and names[number] and value and value.__class__ is dict and names[number].isdisjoint(value):
                number = maps[0]  # a plain object with none of the fields has free keys
            return readers[number](value, path, wire, sink, parts)

        return decode


def _has_cited(node: Node, seen: frozenset[int] = frozenset()) -> bool:
    if isinstance(node, CitedNode):
        return True
    if isinstance(node, Ref):
        if id(node.target) in seen or node.target.node is None:
            return False
        return _has_cited(node.target.node, seen | {id(node.target)})
    return any(_has_cited(child, seen) for child in children(node))


def part_kind(node: Node) -> str:
    """How a scalar is compared with its quote, where the schema does not say."""
    if node.kind is not None:
        return node.kind
    if isinstance(node, Choice):
        return "enum"
    if isinstance(node, DecimalText):
        return "number"
    if isinstance(node, Leaf):
        if node.type in ("integer", "number"):
            return "number"
        if node.type == "boolean":
            return "boolean"
        if node.keywords.get("format") in ("date", "date-time"):
            return "date"
    return "text"


def _fast(node: Node) -> tuple[type | None, str, Any, Any]:
    """The Python type of wire values that are bare values already, with the kind, forms and unit of their part."""
    if isinstance(node, Leaf) and node.type in _FAST and not node.temporal:
        return _FAST[node.type], part_kind(node), node.forms, node.unit
    if isinstance(node, Choice) and not node.as_text and all(isinstance(value, str) for value in node.values):
        return str, part_kind(node), node.forms, None
    return None, "", None, None


def _leaf_decoder(node: Node) -> Decoder:
    read, kind, forms, unit = scalar_reader(node), part_kind(node), node.forms, node.unit

    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        bare = read(value)
        if parts is not None and bare is not None:
            parts.append(Part(path, bare, kind, forms, unit))
        return bare

    return decode


def _nullable(inner: Decoder) -> Decoder:
    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        return None if value is None else inner(value, path, wire, sink, parts)

    return decode


def _verbatim(inner: Decoder) -> Decoder:
    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        if value.__class__ is dict and ("quote" in value or "value" in value):  # written as other cited values are
            value = value.get("value", value.get("quote"))
        own: list[Part] = []
        place = len(sink.values)
        sink.values.append(None)
        bare = inner(value, path, wire, sink, own)
        sink.values[place] = CitedValue(path, wire, bare if isinstance(bare, str) else None, bare, tuple(own))
        return bare

    return decode


def _cited(inner: Decoder, fast: tuple[type | None, str, Any, Any], has_value_field: bool, null: str) -> Decoder:
    plain, kind, forms, unit = fast

    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        quote, at = None, wire
        if value.__class__ is dict and _is_wrapped(value, has_value_field):
            quote, at = value.get("quote"), wire + "/value"
            if len(value) != 2 or quote.__class__ is not str or sink.trace is not None:
                quote = _look_closer(value, path, wire, sink)
            value = value.get("value")
        if value.__class__ is plain:
            part = _new(Part, (path, value, kind, forms, unit))
            sink.values.append(_new(CitedValue, (path, wire, quote, value, (part,))))
            return value
        if value is None and null != "fault":
            return ABSENT if null == "absent" else None
        own: list[Part] = []
        place = len(sink.values)
        sink.values.append(None)  # before the cited values inside it
        bare = inner(value, path, at, sink, own)
        sink.values[place] = _new(CitedValue, (path, wire, quote, bare, tuple(own)))
        return bare

    return decode


def _look_closer(value: dict[str, Any], path: str, wire: str, sink: Sink) -> str | None:
    """The quote of a wrapper that is not just as it should be."""
    if len(value) > 2:
        note_unknown(value, ("quote", "value"), path, wire, sink)
    if sink.trace is not None:
        sink.trace[path] = f"{wire}/value"
    quote = value.get("quote")
    return quote if isinstance(quote, str) else None


def _is_wrapped(value: dict[str, Any], has_value_field: bool) -> bool:
    if "quote" in value:
        return "value" in value or len(value) == 1
    return "value" in value and len(value) == 1 and not has_value_field
