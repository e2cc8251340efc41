"""Decoders of objects, maps, lists and tuples: how keys and places on the wire become keys and places in the data."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Any

from ..pointers import join_pointer
from .cited import ABSENT, Part, Sink

__all__ = [
    "Decoder",
    "Plan",
    "map_decoder",
    "note_unknown",
    "object_decoder",
    "sequence_decoder",
    "tuple_decoder",
    "whole_decoder",
]

Decoder = Callable[[Any, str, str, Sink, "list[Part] | None"], Any]
"""``decode(value, path, wire_path, sink, parts) -> bare``; ``parts`` is None outside cited values."""

Plan = tuple[str, str, "type | None", Decoder, str, str, Any, Any]
"""One field: name, pointer suffix, the class that needs no decoding, decoder, meaning of null, kind, forms and unit.

The meaning of null: ``null`` a value of a required field, ``absent or null`` a value of an optional one, ``absent`` the
field's absence, ``fault`` no value.
"""

_new = tuple.__new__  # a NamedTuple's own constructor takes three times as long


def object_decoder(plans: list[Plan], extra: Decoder | None, extra_name: str) -> Decoder:
    """Decode an object with named fields.

    Args:
        plans: the fields, in order.
        extra: the decoder of further keys' values, None where there are none.
        extra_name: the wire key that holds the further keys.
    """
    names = [plan[0] for plan in plans]
    declared = frozenset(names)
    known = declared if extra is None else declared | {extra_name}

    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        if value.__class__ is not dict:
            return value
        bare = _read_fields(plans, value, path, wire, sink, parts)
        if extra is not None:
            _read_further(value, declared, extra, extra_name, bare, path, wire, sink, parts)
        elif not value.keys() <= known:
            note_unknown(value, known, path, wire, sink)
        if sink.trace is not None:
            _trace_fields(bare, path, wire, sink.trace)
        return bare

    return decode


def _read_fields(
    plans: list[Plan], value: dict[str, Any], path: str, wire: str, sink: Sink, parts: list[Part] | None
) -> dict[str, Any]:
    bare: dict[str, Any] = {}
    for name, suffix, fast, read, null, kind, forms, unit in plans:
        item = value.get(name, ABSENT)
        if item.__class__ is fast:
            bare[name] = item
            if parts is not None:
                parts.append(_new(Part, (path + suffix, item, kind, forms, unit)))
        elif item is ABSENT:
            if null == "null":
                bare[name] = None
        elif item is not None or null == "fault":
            got = read(item, path + suffix, wire + suffix, sink, parts)
            if got is not ABSENT:
                bare[name] = got
        elif null != "absent":
            bare[name] = None
    return bare


def whole_decoder(inner: Decoder, uncited: Collection[str], kind: str, forms: Any, unit: Any = None) -> Decoder:
    """Decode an object that its quote backs as one part: a sum of money, a quantity.

    Args:
        inner: the object's decoder.
        uncited: the fields that have no quote of their own.
        kind: the part's kind.
        forms: the part's forms.
        unit: the unit of its number.
    """

    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        bare = inner(value, path, wire, sink, None)
        if parts is not None and bare.__class__ is dict:
            parts.append(Part(path, {name: bare[name] for name in bare if name in uncited}, kind, forms, unit))
        return bare

    return decode


def note_unknown(value: dict[str, Any], known: Collection[str], path: str, wire: str, sink: Sink) -> None:
    """Report keys that the schema does not have.

    Args:
        value: an object.
        known: the keys that the schema has.
        path: JSON pointer into the data.
        wire: JSON pointer into the answer.
        sink: takes the reports.
    """
    for key in value:
        if key not in known:
            token = join_pointer([key])
            sink.problems.append((path + token, wire + token, "unknown key, ignored"))


def _trace_fields(bare: dict[str, Any], path: str, wire: str, trace: dict[str, str]) -> None:
    trace.setdefault(path, wire)
    for name in bare:
        suffix = join_pointer([name])
        trace.setdefault(path + suffix, wire + suffix)


def _read_further(
    value: dict[str, Any], declared: frozenset[str], extra: Decoder, extra_name: str, bare: dict[str, Any],
    path: str, wire: str, sink: Sink, parts: list[Part] | None,
) -> None:  # fmt: skip
    """Keys beyond the declared ones: from the array of entries, or written plainly by a lenient endpoint."""
    entries = _as_entries(value.get(extra_name))
    _read_entries(entries, extra, declared, bare, path, wire + join_pointer([extra_name]), sink, parts)
    for name, item in value.items():
        if name not in declared and name != extra_name:
            suffix = join_pointer([name])
            bare[name] = extra(item, path + suffix, wire + suffix, sink, parts)


def _as_entries(value: Any) -> Any:
    """Further keys may come as an array of entries, as the text of an object, or as the object itself."""
    if value.__class__ is str:
        try:
            value = json.loads(value) if value.strip() else {}
        except (ValueError, RecursionError):
            return value
    return [{"key": key, "value": item} for key, item in value.items()] if value.__class__ is dict else value


def _read_entries(
    entries: Any, read: Decoder, taken: Any, bare: dict[str, Any],
    path: str, wire: str, sink: Sink, parts: list[Part] | None,
) -> None:  # fmt: skip
    if entries is not None and not isinstance(entries, list):
        sink.problems.append((path, wire, "no keys with values, ignored"))
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
            note_unknown(entry, ("key", "value"), path + suffix, at, sink)


def map_decoder(read: Decoder, boxed: bool) -> Decoder:
    """Reads an object with any keys, or, where the wire has no such thing, a list of its entries.

    Args:
        read: reads one value.
        boxed: whether entries may come under a key of their own.
    """

    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        at = wire
        if boxed and value.__class__ is dict and len(value) == 1 and isinstance(value.get("entries"), list):
            value, at = value["entries"], wire + "/entries"
        bare: dict[str, Any] = {}
        if sink.trace is not None:
            sink.trace[path] = at
        if value.__class__ is list:
            _read_entries(value, read, (), bare, path, at, sink, parts)
            return bare if bare or not value else value  # a list of something else is no empty map
        if value.__class__ is not dict:
            return value
        for key, item in value.items():  # a lenient endpoint wrote the object itself
            suffix = join_pointer([key])
            bare[key] = read(item, path + suffix, wire + suffix, sink, parts)
            if sink.trace is not None:
                sink.trace.setdefault(path + suffix, wire + suffix)
        return bare

    return decode


def sequence_decoder(read: Decoder, unordered: bool) -> Decoder:
    """Reads a list.

    Args:
        read: reads one item.
        unordered: whether it is a set: what comes twice is taken once.
    """

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


def tuple_decoder(readers: list[Decoder], rest: Decoder | None) -> Decoder:
    """Reads a list whose places have types of their own, from a list or from an object of ``item_1``, ``item_2`` and
    so on.

    Args:
        readers: one for each place.
        rest: reads what comes after them; None where nothing may.
    """

    def decode(value: Any, path: str, wire: str, sink: Sink, parts: list[Part] | None) -> Any:
        names: list[str] = [str(number) for number in range(len(readers))]
        if value.__class__ is dict and "item_1" in value:
            names = [f"item_{number}" for number in range(1, len(readers) + 1)]
            if len(value) > len(names):
                note_unknown(value, names, path, wire, sink)
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
