"""Comparing two sides record by record: list items are paired optimally, values compared by their kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ..comparison import Shape
from ..errors import ConfigError
from .changes import Apart, Change, Side
from .outcome import FieldAgreement, Revision
from .walking import Walk

__all__ = ["compare_records"]

_COUNTED = ("same", "added", "lost", "changed")


def compare_records(
    before: Iterable[Mapping[str, Any]],
    after: Iterable[Mapping[str, Any]],
    schema: Mapping[str, Any],
    schema_after: Mapping[str, Any] | None = None,
) -> Revision:
    """Compare the records of two sides over the same documents.

    Documents are joined by key. Of each pair with data on both sides every value is compared: list items are paired so
    that they are most alike, whatever their order; names, dates, money and texts are compared by their kind. Nothing
    on both sides counts for nothing.

    Args:
        before: records as JSON values; they are held in memory.
        after: those of the other side; read one at a time.
        schema: the JSON schema of the data, with its marks.
        schema_after: that of the other side, where it is another one.

    Returns:
        What agrees, what does not, and what each side cost.

    Raises:
        ConfigError: no document is on both sides, or one is twice on a side.

    Example:
        >>> def record(name):
        ...     return {"document": {"key": "a", "id": "1"}, "task": {"name": "t", "version": 1}, "model": "m",
        ...             "status": "ok", "data": {"name": name}, "evidence": [], "attempts": [], "usage": {}}
        >>> schema = {"type": "object", "properties": {"name": {"type": "string", "x-kind": "name"}}}
        >>> compare_records([record("Acme")], [record("Acme Inc.")], schema).overall.agreement
        1.0
    """
    shapes = (Shape.from_schema(schema), Shape.from_schema(schema_after or schema))
    sides, first = (Side(), Side()), _by_key(before)
    for record in first.values():
        sides[0].add(record)
    counts: dict[str, Counter[str]] = {leaf.field: Counter() for shape in shapes for leaf in shape.leaves()}
    changes: list[Change] = []
    apart: list[Apart] = []
    compared = 0
    seen: set[str] = set()
    for record in after:
        key = record["document"]["key"]
        _refuse_repeated(key, seen)
        seen.add(key)
        sides[1].add(record)
        reason = _reason_apart(first.get(key), record)
        if reason:
            apart.append(Apart(key, reason))
            continue
        compared += 1
        walk = Walk(key, first[key], record)
        walk.compare(*shapes, first[key]["data"], record["data"], "", "")
        changes += walk.changes
        for field, kind in walk.outcomes:
            counts.setdefault(field, Counter())[kind] += 1
    apart += [Apart(key, "only on the first side") for key in first if key not in seen]
    if not seen & set(first):
        raise ConfigError("the two sides have no document in common", hint="Compare runs over the same documents.")
    fields = [FieldAgreement(field, **{kind: count[kind] for kind in _COUNTED}) for field, count in counts.items()]
    return Revision(*sides, compared, tuple(fields), tuple(changes), tuple(apart))


def _by_key(records: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for record in records:
        key = record["document"]["key"]
        _refuse_repeated(key, found)
        found[key] = record
    return found


def _refuse_repeated(key: str, known: Any) -> None:
    if key in known:
        raise ConfigError(f"{key} is twice on one side", hint="Give the output of one run.")


def _reason_apart(one: Mapping[str, Any] | None, other: Mapping[str, Any]) -> str:
    """Why two records cannot be compared; empty where they can."""
    if one is None:
        return "only on the second side"
    states = (one["status"], other["status"])
    if one["data"] is None or other["data"] is None:
        return f"{states[0]} on the first side, {states[1]} on the second"
    return "" if one["document"]["id"] == other["document"]["id"] else "its text is another one"
