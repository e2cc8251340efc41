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

    def __init__(self, data: Iterable[Any] = (), shape: Shape | None = None) -> None:
        self.fields: set[str] = set()
        self._parents: set[str] = set()
        self._known: dict[str, bool] = {}
        self._top = _Place("", shape)
        for cell in data:
            self.add(cell)

    def add(self, cell: Any) -> None:
        """Take in one document's gold data; not after the first question."""
        self._collect(cell, self._top)

    def merge(self, other: Labels) -> None:
        """Take in what another one collected; not after the first question."""
        self.fields |= other.fields
        self._parents |= other._parents

    def __reduce__(self) -> tuple[Any, ...]:
        """What is sent to other processes: all that there is to know, but not how it was collected."""
        return _collected, (self.fields, self._parents)

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

    def _collect(self, cell: Any, place: _Place) -> None:
        self.fields.add(place.field)
        for value in options(cell) if isinstance(cell, dict) else (cell,):
            if isinstance(value, list) or (isinstance(value, dict) and "$partial" in value):
                items, _ = listed(value)
                if items:
                    self._parents.add(place.field)
                    below = place.items()
                    for item in items:
                        self._collect(item, below)
            elif isinstance(value, dict) and value:
                self._parents.add(place.field)
                for key, inner in value.items():
                    below = place.known.get(key) or place.below(key)
                    if below.labelled and (inner is None or type(inner) is str):
                        continue
                    below.labelled = True
                    self._collect(inner, below)


def _collected(fields: set[str], parents: set[str]) -> Labels:
    labels = Labels()
    labels.fields, labels._parents = fields, parents
    return labels


class _Place:
    """A field, and those below it that were met, so that their names are put together once."""

    __slots__ = ("_is_map", "_items", "_shape", "field", "known", "labelled")

    def __init__(self, field: str, shape: Shape | None) -> None:
        self.field, self._shape = field, shape
        self.labelled = False
        self._is_map = shape is not None and shape.kind == "map"
        self.known: dict[str, _Place] = {}
        self._items: _Place | None = None

    def items(self) -> _Place:
        if self._items is None:
            shape = self._shape
            inner = shape.items if shape is not None and shape.kind == "list" else None
            self._items = _Place(f"{self.field}[]", inner)
        return self._items

    def below(self, key: str) -> _Place:
        known = self.known.get("*" if self._is_map else key)
        if known is None:
            name = "*" if self._is_map else key
            shape = self._shape.child(key) if self._shape is not None else None
            known = self.known[name] = _Place(f"{self.field}.{name}" if self.field else name, shape)
        return known


def _parent(field: str) -> str:
    if field.endswith("[]"):
        return field[:-2]
    return field.rpartition(".")[0]
