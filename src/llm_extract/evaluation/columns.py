"""Counts by field: their sums, and those of groups of documents, from which intervals are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .intervals import Clusters
from .scores import Counts, FieldScore

__all__ = ["OVERALL", "Columns"]

OVERALL = ""
"""The column of all fields together."""


class Columns:
    """For each field right, false and missed values; what it holds does not grow with the documents.

    Args:
        documents: how many there will be.
        seed: of the bootstrap.

    Example:
        >>> columns = Columns(2, seed=0)
        >>> [columns.add_document(counts).right for counts in ({"name": [1, 0, 0]}, {})]
        [1, 0]
        >>> [(score.field, score.counts.right) for score in columns.scores(["name"], samples=10)]
        [('', 1), ('name', 1)]
    """

    def __init__(self, documents: int, *, seed: int) -> None:
        self._sums: dict[str, list[int]] = {}
        self._clusters = Clusters(documents, seed=seed)
        self._documents = 0

    def add_document(self, counts: Mapping[str, Sequence[int]]) -> Counts:
        """Add one document's right, false and missed values by field; returns their sums."""
        whole = [0, 0, 0]
        for field, numbers in counts.items():
            self._add(field, numbers)
            for index, number in enumerate(numbers):
                whole[index] += number
        self._add(OVERALL, whole)
        self._documents += 1
        return Counts(*whole)

    def scores(self, order: Iterable[str], *, samples: int) -> list[FieldScore]:
        """Overall and by field, with intervals; fields in the order given, unknown ones last."""
        first = [OVERALL, *order]
        fields = [name for name in first if name in self._sums]
        fields += sorted(self._sums.keys() - set(first))
        intervals = self._clusters.intervals(fields, samples=samples)
        return [
            FieldScore(name, Counts(*self._sums[name]), interval)
            for name, interval in zip(fields, intervals, strict=True)
        ]  # fmt: skip

    def _add(self, field: str, numbers: Sequence[int]) -> None:
        sums = self._sums.get(field)
        if sums is None:
            sums = self._sums[field] = [0, 0, 0]
        right, false, missed = numbers
        sums[0] += right
        sums[1] += false
        sums[2] += missed
        self._clusters.add(self._documents, field, right, 2 * right + false + missed)
