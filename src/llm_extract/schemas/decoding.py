"""Decoders: small closures, compiled once from the nodes, that turn wire values into bare values.

They are lenient: a value that does not fit is handed on as it is, for the user's class to judge. What they note
themselves is what validation cannot see: keys that nobody asked for, and keys given twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from .cited import CitedValue, Part, Sink
from .coercion import scalar_reader
from .matching import Matcher
from .nodes import (
    Choice,
    CitedNode,
    DecimalText,
    Definition,
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
from .pointers import join_pointer
from .writing import write_schema

__all__ = ["Decoder", "compile_decoder"]

Decoder = Callable[[Any, str, str, Sink, "list[Part] | None"], Any]
_MISSING: Any = object()
_WHOLE_KINDS = ("money", "quantity")


def compile_decoder(root: Node) -> Decoder:
    """Compile the decoder of a schema.

    Args:
        root: the node of the whole wire value.

    Returns:
        ``decode(value, path, wire_path, sink, parts) -> bare``; it never raises, whatever JSON value comes, but for
        ``RecursionError`` on endless nesting.
    """
    return _Compiler().compile(root)


class _Compiler:
    def __init__(self) -> None:
        self._compiled: dict[int, Decoder] = {}
        self._late: dict[int, list[Decoder]] = {}

    def compile(self, node: Node) -> Decoder:
        if isinstance(node, Ref):
            return self._reference(node.target)
        if isinstance(node, Leaf | Choice | DecimalText | JsonText):
            return _leaf_decoder(node)
        if isinstance(node, Nullable):
            return _nullable(self.compile(node.inner), isinstance(resolve(node.inner), CitedNode))
        if isinstance(node, CitedNode):
            return self._cited(node)
        if isinstance(node, Obj):
            return self._object(node)
        if isinstance(node, Map):
            return _map(self.compile(node.value), node.boxed)
        if isinstance(node, Sequence):
            return _sequence(self.compile(node.item), node.unordered)
        if isinstance(node, Fixed):
            rest = self.compile(node.rest) if node.rest is not None else None
            return _fixed([self.compile(item) for item in node.items], rest)
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

    def _cited(self, node: CitedNode) -> Decoder:
        inner = self.compile(node.inner)
        if node.verbatim:
            return _verbatim(inner)
        shape = resolve(node.inner)
        names = {field.name for field in shape.fields} if isinstance(shape, Obj) else set()
        return _cited(inner, "value" in names and "quote" not in names, accepts_null(node.inner))

    def _object(self, node: Obj) -> Decoder:
        plans = []
        for field in node.fields:
            suffix = join_pointer([field.name])
            shape = resolve(field.node)
            inner = shape.inner if isinstance(shape, Nullable) else shape
            fast, kind, forms = _fast(inner)
            null = _null_rule(field.required, accepts_null(field.node), field.null_is_absence)
            plans.append((field.name, suffix, fast, self.compile(field.node), null, kind, forms, _has_cited(field.node)))
        extra = self.compile(node.extra) if node.extra is not None else None
        whole = node.kind if node.kind in _WHOLE_KINDS else None
        return _object(plans, extra, node.extra_name, whole, node.forms)

    def _union(self, node: Union) -> Decoder:
        matchers = [Matcher(write_schema(branch)) for branch in node.branches]
        return _union([self.compile(branch) for branch in node.branches], matchers)


def _null_rule(required: bool, allowed: bool, absence: bool) -> str:
    if required:
        return "null" if allowed else "fault"
    return "null" if allowed and not absence else "absent"


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


_FAST: dict[str, type] = {"string": str, "integer": int, "boolean": bool}


def _fast(node: Node) -> tuple[type | None, str, Any]:
    """The Python type of wire values that are bare values already, with the kind and forms of their part."""
    if isinstance(node, Leaf) and node.type in _FAST:
        return _FAST[node.type], part_kind(node), node.forms
    if isinstance(node, Choice) and not node.as_text and all(isinstance(value, str) for value in node.values):
        return str, part_kind(node), node.forms
    return None, "", None


def _leaf_decoder(node: Node) -> Decoder:
    read, kind, forms = scalar_reader(node), part_kind(node), node.forms

    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        bare = read(value)
        if parts is not None and bare is not None:
            parts.append(Part(path, bare, kind, forms))
        return bare

    return decode


def _nullable(inner: Decoder, cited: bool) -> Decoder:
    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        if value is None or (cited and _is_null(value)):
            return None
        return inner(value, path, wire, sink, parts)

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


def _cited(inner: Decoder, has_value_field: bool, inner_null: bool) -> Decoder:
    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        quote = None
        at = wire
        if value.__class__ is dict and _is_wrapped(value, has_value_field):
            quote = value.get("quote")
            if quote.__class__ is not str:
                quote = None
            if len(value) > 2:
                _note_unknown(value, ("quote", "value"), path, wire, sink)
            value = value.get("value")
            at = wire + "/value"
            if sink.trace is not None:
                sink.trace[path] = at
        if value is None and inner_null:
            return None
        own: list[Part] = []
        place = len(sink.values)
        sink.values.append(None)
        bare = inner(value, path, at, sink, own)
        sink.values[place] = CitedValue(path, wire, quote, bare, tuple(own))
        return bare

    return decode


def _is_wrapped(value: dict[str, Any], has_value_field: bool) -> bool:
    if "quote" in value:
        return "value" in value or len(value) == 1
    return "value" in value and len(value) == 1 and not has_value_field


def _is_null(value: Any) -> bool:
    """Whether a wire value of a nullable cited field means null as a whole: ``{quote, value: null}``."""
    return value.__class__ is dict and "quote" in value and len(value) <= 2 and value.get("value") is None


def _note_unknown(value: dict[str, Any], known: Any, path: str, wire: str, sink: Sink) -> None:
    for key in value:
        if key not in known:
            token = join_pointer([key])
            sink.problems.append((path + token, wire + token, "unknown key, ignored"))


Plan = tuple[str, str, "type | None", Decoder, str, str, Any, bool]


def _object(plans: list[Plan], extra: Decoder | None, extra_name: str, whole: str | None, forms: Any) -> Decoder:
    known = {plan[0] for plan in plans} | ({extra_name} if extra is not None else set())
    uncited = [plan[0] for plan in plans if not plan[7]]

    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        if value.__class__ is not dict:
            return value
        inner = None if whole is not None else parts
        bare: dict[str, Any] = {}
        count = 0
        for name, suffix, fast, read, null, kind, words, _ in plans:
            item = value.get(name, _MISSING)
            if item is _MISSING:
                if null == "null":
                    bare[name] = None
                continue
            count += 1
            if item.__class__ is fast:
                bare[name] = item
                if inner is not None:
                    inner.append(Part(path + suffix, item, kind, words))
            elif item is None and null != "fault":
                if null == "null":
                    bare[name] = None
            else:
                bare[name] = read(item, path + suffix, wire + suffix, sink, inner)
                if bare[name] is None and null == "absent":
                    del bare[name]
        if count != len(value):
            if extra is not None:
                _further(value, known, extra, extra_name, bare, path, wire, sink, inner)
            else:
                _note_unknown(value, known, path, wire, sink)
        if sink.trace is not None:
            sink.trace[path] = wire
            for name in bare:
                suffix = join_pointer([name])
                sink.trace.setdefault(path + suffix, wire + suffix)
        if whole is not None and parts is not None:
            parts.append(Part(path, {name: bare[name] for name in uncited if name in bare}, whole, forms))
        return bare

    return decode


def _further(
    value: dict[str, Any], known: set[str], extra: Decoder, extra_name: str, bare: dict[str, Any],
    path: str, wire: str, sink: Sink, parts: list[Part] | None,
) -> None:  # fmt: skip
    """Keys beyond the declared ones: from the array of entries, or written plainly by a lenient endpoint."""
    entries = value.get(extra_name)
    _read_entries(entries, extra, known, bare, path, wire + join_pointer([extra_name]), sink, parts)
    for name, item in value.items():
        if name not in known:
            suffix = join_pointer([name])
            bare[name] = extra(item, path + suffix, wire + suffix, sink, parts)


def _read_entries(
    entries: Any, read: Decoder, taken: Any, bare: dict[str, Any],
    path: str, wire: str, sink: Sink, parts: list[Part] | None,
) -> None:  # fmt: skip
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        at = f"{wire}/{number}"
        if not isinstance(entry, dict) or not isinstance(entry.get("key"), str):
            sink.problems.append((path, at, "an entry needs a key and a value"))
            continue
        suffix = join_pointer([entry["key"]])
        if entry["key"] in bare or entry["key"] in taken:
            sink.problems.append((path + suffix, at, f"the key {entry['key']!r} is given twice"))
            continue
        if sink.trace is not None:
            sink.trace[path + suffix] = f"{at}/value"
        bare[entry["key"]] = read(entry.get("value"), path + suffix, f"{at}/value", sink, parts)
        if len(entry) > 2:
            _note_unknown(entry, ("key", "value"), path + suffix, at, sink)


def _map(read: Decoder, boxed: bool) -> Decoder:
    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        at = wire
        if boxed and value.__class__ is dict and len(value) == 1 and isinstance(value.get("entries"), list):
            value, at = value["entries"], wire + "/entries"
        bare: dict[str, Any] = {}
        if sink.trace is not None:
            sink.trace[path] = at
        if value.__class__ is list:
            _read_entries(value, read, (), bare, path, at, sink, parts)
            return bare
        if value.__class__ is not dict:
            return value
        for key, item in value.items():  # a lenient endpoint wrote the object itself
            suffix = join_pointer([key])
            bare[key] = read(item, path + suffix, wire + suffix, sink, parts)
            if sink.trace is not None:
                sink.trace.setdefault(path + suffix, wire + suffix)
        return bare

    return decode


def _sequence(read: Decoder, unordered: bool) -> Decoder:
    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        if value.__class__ is not list:
            return value
        if unordered:
            return _read_set(value, read, path, wire, sink, parts)
        if sink.trace is not None:
            sink.trace[path] = wire
            for number in range(len(value)):
                sink.trace[f"{path}/{number}"] = f"{wire}/{number}"
        return [read(item, f"{path}/{n}", f"{wire}/{n}", sink, parts) for n, item in enumerate(value)]

    return decode


def _read_set(value: list[Any], read: Decoder, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> list[Any]:
    """Sorted, as a set is dumped, so that pointers into it hold; what comes again is left out."""
    first: dict[str, tuple[int, Any]] = {}
    for number, item in enumerate(value):
        bare = read(item, "", "", Sink(), None)
        first.setdefault(json.dumps(bare, sort_keys=True, ensure_ascii=False), (number, item))
    result = []
    for place, (_, (number, item)) in enumerate(sorted(first.items())):
        if sink.trace is not None:
            sink.trace[f"{path}/{place}"] = f"{wire}/{number}"
        result.append(read(item, f"{path}/{place}", f"{wire}/{number}", sink, parts))
    return result


def _fixed(readers: list[Decoder], rest: Decoder | None) -> Decoder:
    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        names: list[str] = [str(number) for number in range(len(readers))]
        if value.__class__ is dict and "item_1" in value:
            names = [f"item_{number}" for number in range(1, len(readers) + 1)]
            if len(value) > len(names):
                _note_unknown(value, names, path, wire, sink)
            value = [value[name] for name in names if name in value]
        if value.__class__ is not list:
            return value
        bare = []
        for number, item in enumerate(value):
            read = readers[number] if number < len(readers) else rest
            at = f"{wire}/{names[number] if number < len(names) else number}"
            if sink.trace is not None:
                sink.trace[f"{path}/{number}"] = at
            bare.append(item if read is None else read(item, f"{path}/{number}", at, sink, parts))
        return bare

    return decode


def _union(readers: list[Decoder], matchers: list[Matcher]) -> Decoder:
    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        for read, matcher in zip(readers, matchers, strict=True):
            if matcher.fits(value):
                return read(value, path, wire, sink, parts)
        scores = [matcher.resembles(value) for matcher in matchers]
        best = max(range(len(scores)), key=scores.__getitem__)
        return readers[best](value, path, wire, sink, parts)

    return decode
