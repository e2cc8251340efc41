"""Which fields a gold file labels: only what somebody looked for can be found in excess."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..comparison import Shape
from .marks import listed, options

__all__ = ["Labels"]


class Labels:
    """Which fields a gold file labels at all; only those can be found in excess.

    A field below a list (or object) that is labelled, but never with anything in it, counts as labelled.

    Args:
        data: the gold data of all documents.
        shape: the schema's shape, needed where it has maps with open keys.

    Example:
        >>> labels = Labels([{"rounds": [{"company": "A"}], "people": []}])
        >>> labels.count("rounds[].company"), labels.count("rounds[].date"), labels.count("people[].name")
        (True, False, True)
    """

    def __init__(self, data: Iterable[Any], shape: Shape | None = None) -> None:
        self.fields: set[str] = set()
        self._parents: set[str] = set()
        self._known: dict[str, bool] = {}
        for cell in data:
            self._collect(cell, "", shape)

    def count(self, field: str) -> bool:
        """Whether a value found in this field counts as found in excess."""
        known = self._known.get(field)
        if known is None:
            known = self._known[field] = self._judge(field)
        return known

    def _judge(self, field: str) -> bool:
        if field in self.fields:
            return True
        while field:
            field = _parent(field)
            if field in self.fields:
                return field not in self._parents
        return not self.fields

    def _collect(self, cell: Any, field: str, shape: Shape | None) -> None:
        self.fields.add(field)
        for value in options(cell) if isinstance(cell, dict) else (cell,):
            if isinstance(value, list) or (isinstance(value, dict) and "$partial" in value):
                items, _ = listed(value)
                inner = shape.items if shape is not None and shape.kind == "list" else None
                for item in items:
                    self._collect(item, f"{field}[]", inner)
                if items:
                    self._parents.add(field)
            elif isinstance(value, dict):
                self._collect_keys(value, field, shape)

    def _collect_keys(self, value: dict[str, Any], field: str, shape: Shape | None) -> None:
        if value:
            self._parents.add(field)
        for key, below in value.items():
            step = "*" if shape is not None and shape.kind == "map" else key
            self._collect(below, f"{field}.{step}" if field else step, shape.child(key) if shape is not None else None)


def _parent(field: str) -> str:
    if field.endswith("[]"):
        return field[:-2]
    return field.rpartition(".")[0]
