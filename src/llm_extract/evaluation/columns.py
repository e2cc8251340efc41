"""Counts per field and document, kept small: two numbers of four bytes for each, and the right ones."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from .intervals import f1_intervals
from .scores import Counts, FieldScore

__all__ = ["OVERALL", "Columns"]

OVERALL = ""
"""The column of all fields together."""


class Columns:
    """For each field three columns over documents: right, false and missed values.

    Example:
        >>> columns = Columns()
        >>> [columns.add_document(counts).right for counts in ({"name": [1, 0, 0]}, {})]
        [1, 0]
        >>> [(score.field, score.counts.right) for score in columns.scores(["name"], samples=10, seed=0)]
        [('', 1), ('name', 1)]
    """

    def __init__(self) -> None:
        self._columns: dict[str, tuple[array[int], array[int], array[int]]] = {}
        self._documents = 0

    def add_document(self, counts: dict[str, list[int]]) -> Counts:
        """Add one document's right, false and missed values by field; returns their sums."""
        whole = [sum(column) for column in zip([0, 0, 0], *counts.values(), strict=True)]
        for field, numbers in {**counts, OVERALL: whole}.items():
            columns = self._columns.setdefault(field, (array("L"), array("L"), array("L")))
            for column, number in zip(columns, numbers, strict=True):
                self._pad(column)
                column.append(number)
        self._documents += 1
        return Counts(*whole)

    def scores(self, order: Iterable[str], *, samples: int, seed: int) -> list[FieldScore]:
        """Overall and by field, with intervals; fields in the order given, unknown ones last."""
        for columns in self._columns.values():
            for column in columns:
                self._pad(column)
        first = [OVERALL, *order]
        fields = [name for name in first if name in self._columns]
        fields += sorted(self._columns.keys() - set(first))
        triples = [_right_found_gold(*self._columns[name]) for name in fields]
        intervals = f1_intervals(triples, samples=samples, seed=seed)
        return [
            FieldScore(name, Counts(*map(sum, self._columns[name])), interval)
            for name, interval in zip(fields, intervals, strict=True)
        ]

    def _pad(self, column: array[int]) -> None:
        """Documents in which a field did not occur hold zeros."""
        lacking = self._documents - len(column)
        if lacking > 0:
            column.frombytes(bytes(lacking * column.itemsize))


def _right_found_gold(
    right: array[int], false: array[int], missed: array[int]
) -> tuple[array[int], list[int], list[int]]:
    found = [one + other for one, other in zip(right, false, strict=True)]
    gold = [one + other for one, other in zip(right, missed, strict=True)]
    return right, found, gold
