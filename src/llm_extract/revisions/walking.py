"""Walking through the data of two records at once, down to the values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from ..comparison import Shape, pair
from ..comparison.shapes import COMPOSITES
from ..messages import canonical_json
from ..pointers import step, surroundings
from .changes import Change, Found

__all__ = ["Walk"]

_INDEX = re.compile(r"/\d+(?=/|$)")
_NOTHING: tuple[Any, ...] = (None, [], {})


class Walk:
    """Collects what differs between two records of one document.

    Args:
        document: its key.
        before: a record as JSON values.
        after: another.
    """

    def __init__(self, document: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        self._document = document
        self._evidence = tuple({item["path"]: item for item in record["evidence"]} for record in (before, after))
        self.changes: list[Change] = []
        self.outcomes: list[tuple[str, str]] = []

    def compare(self, old: Shape | None, new: Shape | None, one: Any, other: Any, path: str, other_path: str) -> None:
        """Compare what stands at a place on both sides.

        Args:
            old: its shape in the first side's schema; None where that does not know it.
            new: its shape in the second side's schema.
            one: the first side's value.
            other: the second side's.
            path: JSON pointer into the first side's data.
            other_path: the same into the second side's.
        """
        if one in _NOTHING or other in _NOTHING:
            self._one_sided(old, one, path, "lost")
            self._one_sided(new, other, other_path, "added")
            return
        shape = new or old
        if isinstance(one, list) and isinstance(other, list) and (shape is None or shape.kind == "list"):
            self._lists(old, new, one, other, path, other_path)
            return
        both_objects = isinstance(one, dict) and isinstance(other, dict)
        if shape is None or shape.is_leaf or not both_objects:
            self._leaf(shape, one, other, path, other_path)
        if both_objects and shape is not None:
            for key in _keys(shape, one, other):
                below = step(key)
                self.compare(
                    _child(old, key), _child(new, key), one.get(key), other.get(key), path + below, other_path + below
                )

    def _lists(
        self, old: Shape | None, new: Shape | None, ones: list[Any], others: list[Any], path: str, other_path: str
    ) -> None:
        inner, new_inner = _items(old), _items(new)
        partners = dict(_pairs(new_inner or inner, ones, others))
        for row, item in enumerate(ones):
            if row in partners:
                column = partners[row]
                self.compare(inner, new_inner, item, others[column], f"{path}/{row}", f"{other_path}/{column}")
            else:
                self._one_sided(inner, item, f"{path}/{row}", "lost")
        taken = set(partners.values())
        for column, item in enumerate(others):
            if column not in taken:
                self._one_sided(new_inner, item, f"{other_path}/{column}", "added")

    def _leaf(self, shape: Shape | None, one: Any, other: Any, path: str, other_path: str) -> None:
        field = _field(shape, other_path)
        if shape.same(one, other) if shape is not None and shape.is_leaf else one == other:
            self.outcomes.append((field, "same"))
            return
        found = self._found(0, path, _value(shape, one)), self._found(1, other_path, _value(shape, other))
        self._say(field, "changed", *found)

    def _one_sided(self, shape: Shape | None, value: Any, path: str, kind: Literal["added", "lost"]) -> None:
        for field, place, leaf in _leaves(shape, value, path):
            if kind == "lost":
                self._say(field, kind, self._found(0, place, leaf), None)
            else:
                self._say(field, kind, None, self._found(1, place, leaf))

    def _say(
        self, field: str, kind: Literal["added", "lost", "changed"], before: Found | None, after: Found | None
    ) -> None:
        self.outcomes.append((field, kind))
        self.changes.append(Change(self._document, field, kind, before, after))

    def _found(self, side: int, path: str, value: Any) -> Found:
        """A value with the evidence for it, or for the nearest value around it that is cited."""
        evidence = self._evidence[side]
        item = next((evidence[place] for place in (path, *surroundings(path)) if place in evidence), None)
        return Found(path, value) if item is None else Found(path, value, item["quote"], item["support"])


def _pairs(shape: Shape | None, ones: list[Any], others: list[Any]) -> list[tuple[int, int]]:
    """Items that are equal go together first, the rest where they are most alike."""
    waiting: dict[bytes, list[int]] = {}
    for column, item in enumerate(others):
        waiting.setdefault(canonical_json(item), []).append(column)
    equal = {}
    for row, item in enumerate(ones):
        columns = waiting.get(canonical_json(item))
        if columns:
            equal[row] = columns.pop(0)
    taken = set(equal.values())
    rows = [row for row in range(len(ones)) if row not in equal]
    columns = [column for column in range(len(others)) if column not in taken]
    if shape is None or not rows or not columns:
        return list(equal.items())
    alike = pair([ones[row] for row in rows], [others[column] for column in columns], shape)
    return [*equal.items(), *((rows[row], columns[column]) for row, column in alike)]


def _leaves(shape: Shape | None, value: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """Every value at or below a place, as (field, path, value); what says nothing is left out."""
    if value in _NOTHING:
        return
    if shape is None or shape.is_leaf or not isinstance(value, dict | list):
        yield _field(shape, path), path, _value(shape, value)
        if shape is None:
            return
    if isinstance(value, list) and shape.kind == "list":
        for index, item in enumerate(value):
            yield from _leaves(shape.items, item, f"{path}/{index}")
    elif isinstance(value, dict):
        for key in _keys(shape, value, {}):
            yield from _leaves(_child(shape, key), value.get(key), path + step(key))


def _keys(shape: Shape, one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """The keys below a place that are compared by themselves, in the schema's order, then those it does not know."""
    if shape.is_leaf:
        return list(shape.properties)
    known = [*shape.properties, *one, *other]
    return list(dict.fromkeys(key for key in known if key in one or key in other))


def _child(shape: Shape | None, key: str) -> Shape | None:
    return None if shape is None else shape.child(key)


def _items(shape: Shape | None) -> Shape | None:
    return shape.items if shape is not None and shape.kind == "list" else None


def _value(shape: Shape | None, value: Any) -> Any:
    """Of money and quantities the value itself, without what is compared beside it."""
    keys = COMPOSITES.get(shape.kind) if shape is not None else None
    return {key: value.get(key) for key in keys} if keys and isinstance(value, dict) else value


def _field(shape: Shape | None, path: str) -> str:
    if shape is not None and shape.field:
        return shape.field
    return _INDEX.sub("[]", path).lstrip("/").replace("/", ".")
