"""Hold one record's data against one document's gold: a flat list of judged cells.

A cell is one value that the gold labels, or one that was found where the gold has nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..comparison import Shape
from ..comparison.shapes import COMPOSITES
from ..pointers import step
from .labels import Labels
from .marks import leaf_options, listed, options
from .pairing import pair_items

__all__ = ["Cell", "score_data"]

_ERRORS = {"wrong": 2, "missing": 1, "extra": 1}
_new = tuple.__new__  # the same as the class, in half the time


class Cell(NamedTuple):
    """One judgement.

    Args:
        field: the field name, ``rounds[].company``.
        outcome: ``right``, ``wrong`` (another value), ``missing`` (nothing found), ``extra`` (nothing to find),
            ``null`` (rightly nothing); ``item found``, ``item missed``, ``item extra`` for a whole list item; ``quote``
            for a place whose quotes are labelled.
        gold_path: JSON pointer into the gold data; empty for what has no gold.
        path: JSON pointer into the record's data; None where nothing was found.
        gold: the gold cell, with its marks.
        found: the value found.
    """

    field: str
    outcome: str
    gold_path: str
    path: str | None
    gold: Any
    found: Any


def score_data(
    shape: Shape, gold: Any, found: Any, *, labels: Labels, quoted: Mapping[str, Any] | None = None
) -> list[Cell]:
    """Judge a record's data.

    Args:
        shape: the schema's shape.
        gold: the gold data; a missing key is not judged.
        found: the record's data; None counts all gold as missed.
        labels: which fields the whole gold labels.
        quoted: pointers into the gold data whose quotes are labelled; each one reached gives a ``quote`` cell.

    Returns:
        The cells, in the schema's order of the gold.

    Example:
        >>> shape = Shape.from_schema({"properties": {"name": {"type": "string"}, "age": {"type": "integer"}}})
        >>> gold = {"name": {"$any": ["Ada", "Ada L."]}, "age": None}
        >>> [(c.field, c.outcome) for c in score_data(shape, gold, {"name": "Ada", "age": 3}, labels=Labels([gold]))]
        [('name', 'right'), ('age', 'extra')]
    """
    return _Judge(labels, quoted or {}).node(shape, gold, found, "", "")


class _Judge:
    def __init__(self, labels: Labels, quoted: Mapping[str, Any]) -> None:
        self._labels = labels
        self._quoted = quoted

    def node(self, shape: Shape, gold: Any, found: Any, gold_path: str, path: str) -> list[Cell]:
        if shape.is_leaf:
            cells = self._leaf(shape, gold, found, gold_path, path)
        elif isinstance(gold, dict):
            cells = self._best([*options(gold)], shape, found, gold_path, path)
        else:
            cells = self._branch(shape, gold, found, gold_path, path)
        if gold_path in self._quoted:
            cells.append(Cell(shape.field, "quote", gold_path, None if found is None else path, gold, found))
        return cells

    def _best(self, accepted: list[Any], shape: Shape, found: Any, gold_path: str, path: str) -> list[Cell]:
        """Of several accepted values the one with the fewest errors, then the most right cells, then the first."""
        best = self._branch(shape, accepted[0], found, gold_path, path)
        for value in accepted[1:]:
            if value is not None or _errors(best):  # against null nothing is right
                best = min(best, self._branch(shape, value, found, gold_path, path), key=_rank)
        return best

    def _leaf(self, shape: Shape, gold: Any, found: Any, gold_path: str, path: str) -> list[Cell]:
        if gold == found and type(gold) is str:  # by far the most frequent case
            return [Cell(shape.field, "right", gold_path, path, gold, found)]
        if gold == found and _is_plain_sum(shape, gold):
            cells = [Cell(shape.field, "right", gold_path, path, gold, found)]
            return cells + self._beside(shape, gold, found, gold_path, path) if shape.properties else cells
        if gold is found is None:
            return [Cell(shape.field, "null", gold_path, None, None, None)]
        cells = [_judge_leaf(shape, leaf_options(shape, gold, found), gold, found, gold_path, path)]
        if shape.properties:  # what stands beside a sum: equivalents
            cells += self._beside(shape, gold, found, gold_path, path)
        return cells

    def _beside(self, shape: Shape, gold: Any, found: Any, gold_path: str, path: str) -> list[Cell]:
        value = next((option for option in options(gold) if isinstance(option, dict)), None)
        if value is None or (found is None and None in options(gold)):
            return self._extra_keys(shape, found, path)
        return self._keys(shape, {key: value[key] for key in value if key in shape.properties}, found, gold_path, path)

    def _branch(self, shape: Shape, gold: Any, found: Any, gold_path: str, path: str) -> list[Cell]:
        if gold is None:
            return self.extra(shape, found, path)
        if shape.kind == "list":
            return self._list(shape, gold, found, gold_path, path)
        if not isinstance(gold, dict):
            return [Cell(shape.field, "missing", gold_path, None, gold, found)]
        return self._keys(shape, gold, found, gold_path, path)

    def _keys(self, shape: Shape, gold: Mapping[str, Any], found: Any, gold_path: str, path: str) -> list[Cell]:
        values = found if isinstance(found, dict) else {}
        cells: list[Cell] = []
        children, quoted = shape.properties, self._quoted
        for key, cell in gold.items():
            child = children.get(key) if shape.kind != "map" else shape.items
            if child is None:
                continue
            place, value = step(key), values.get(key)
            here, there = gold_path + place, path + place
            if type(value) is str and child.is_leaf and (cell == value or _is_listed(child, cell, value)):
                # the same as in node, without going there
                cells.append(_new(Cell, (child.field, "right", here, there, cell, value)))
                if here in quoted:
                    cells.append(_new(Cell, (child.field, "quote", here, there, cell, value)))
            else:
                cells += self.node(child, cell, value, here, there)
        if shape.kind == "map":
            for key in sorted(values.keys() - gold.keys()):
                cells += self.extra(shape.items, values[key], path + step(key))
        return cells

    def _list(self, shape: Shape, gold: Any, found: Any, gold_path: str, path: str) -> list[Cell]:
        items, partial = listed(gold)
        others: Sequence[Any] = found if isinstance(found, list) else []
        if not items and not others:
            return []
        pairing = _Pairing(self, shape.items, items, others, gold_path, path, partial)
        cells: list[Cell] = []
        pairs = dict(pair_items(items, others, shape.items, pairing.merit))
        for row, item in enumerate(items):
            column = pairs.get(row)
            if column is not None:
                places = f"{gold_path}/{row}", f"{path}/{column}"
                cells += _item(shape.items, "item found", *places, item, others[column])
                cells += pairing.judge(row, column)
            else:
                if None not in options(item):
                    cells += _item(shape.items, "item missed", f"{gold_path}/{row}", None, item, None)
                cells += pairing.miss(row)
        taken = set(pairs.values())
        for column, other in enumerate(others):
            if column not in taken and not partial:
                cells += _item(shape.items, "item extra", "", f"{path}/{column}", None, other)
                cells += pairing.excess(column)
        return cells

    def extra(self, shape: Shape, found: Any, path: str) -> list[Cell]:
        """Cells for a value that the gold does not have."""
        if found is None:
            return [Cell(shape.field, "null", "", None, None, None)] if shape.is_leaf else []
        if shape.is_leaf:
            counted = self._labels.count(shape.field)
            cells = [Cell(shape.field, "extra", "", path, None, found)] if counted else []
            return cells + self._extra_keys(shape, found, path)
        if shape.kind == "list":
            cells = []
            for index, item in enumerate(found if isinstance(found, list) else []):
                cells += _item(shape.items, "item extra", "", f"{path}/{index}", None, item)
                cells += self.extra(shape.items, item, f"{path}/{index}")
            return cells
        return self._extra_keys(shape, found, path)

    def _extra_keys(self, shape: Shape, found: Any, path: str) -> list[Cell]:
        cells: list[Cell] = []
        for key, value in found.items() if isinstance(found, dict) else ():
            child = shape.child(key)
            if child is not None and value is not None:
                cells += self.extra(child, value, path + step(key))
        return cells


class _Pairing:
    """The cells that come of pairing two lists' items, or of leaving them alone; each judged at most once."""

    def __init__(
        self, judge: _Judge, shape: Shape, items: Sequence[Any], others: Sequence[Any], gold_path: str, path: str,
        partial: bool,
    ) -> None:  # fmt: skip
        self._judge, self._shape, self._partial = judge, shape, partial
        self._items, self._others = items, others
        self._gold_path, self._path = gold_path, path
        self._known: dict[tuple[int | None, int | None], list[Cell]] = {}

    def judge(self, row: int, column: int) -> list[Cell]:
        places = f"{self._gold_path}/{row}", f"{self._path}/{column}"
        known = self._known.get((row, column))
        if known is None:
            known = self._judge.node(self._shape, self._items[row], self._others[column], *places)
            self._known[row, column] = known
        return known

    def miss(self, row: int) -> list[Cell]:
        known = self._known.get((row, None))
        if known is None:
            known = self._judge.node(self._shape, self._items[row], None, f"{self._gold_path}/{row}", "")
            self._known[row, None] = known
        return known

    def excess(self, column: int) -> list[Cell]:
        if self._partial:
            return []
        known = self._known.get((None, column))
        if known is None:
            known = self._judge.extra(self._shape, self._others[column], f"{self._path}/{column}")
            self._known[None, column] = known
        return known

    def merit(self, row: int, column: int) -> tuple[int, int]:
        """Right values of a pair, and the errors it saves against leaving both alone."""
        cells = self.judge(row, column)
        right = sum(1 for cell in cells if cell.outcome == "right")
        return right, _errors(self.miss(row)) + _errors(self.excess(column)) - _errors(cells)


def _is_plain_sum(shape: Shape, cell: Any) -> bool:
    """Whether a cell is money or a quantity of texts without marks, which is the same as an equal one."""
    keys = COMPOSITES.get(shape.kind, ())
    return (
        bool(keys)
        and isinstance(cell, dict)
        and shape.comparator is None
        and all(type(cell.get(key)) is str for key in keys)
    )


def _is_listed(shape: Shape, cell: Any, found: str) -> bool:
    """Whether a text stands in a list of right ones, in a field that has no comparison and no keys of its own."""
    return (
        isinstance(cell, dict)
        and len(cell) == 1
        and found in _listed_values(cell)
        and shape.comparator is None
        and not shape.properties
    )


def _listed_values(cell: dict[str, Any]) -> list[Any]:
    values = cell.get("$any")
    return values if isinstance(values, list) else []


def _judge_leaf(shape: Shape, accepted: list[Any], gold: Any, found: Any, gold_path: str, path: str) -> Cell:
    field = shape.field
    if found is None:
        return Cell(field, "null" if None in accepted else "missing", gold_path, None, gold, None)
    listed_so = type(found) is str and shape.comparator is None and found in accepted
    if listed_so or any(value is not None and shape.same(value, found) for value in accepted):
        return Cell(field, "right", gold_path, path, gold, found)
    return Cell(field, "extra" if None in accepted else "wrong", gold_path, path, gold, found)


def _item(shape: Shape, outcome: str, gold_path: str, path: str | None, gold: Any, found: Any) -> list[Cell]:
    return [] if shape.is_leaf else [Cell(shape.field, outcome, gold_path, path, gold, found)]


def _errors(cells: list[Cell]) -> int:
    return sum(_ERRORS.get(cell.outcome, 0) for cell in cells)


def _rank(cells: list[Cell]) -> tuple[int, int]:
    return _errors(cells), -sum(1 for cell in cells if cell.outcome == "right")
