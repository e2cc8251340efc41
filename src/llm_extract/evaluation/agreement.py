"""Two annotators' gold: how far they agree, where they do not, and the gold that both stand behind.

Per field: F1 of one against the other, which is the positive specific agreement (Hripcsak and Rothschild 2005); the
plain share of equal cells, nulls included; and for enums and flags Cohen's kappa (1960).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..comparison import Shape
from .gold import Gold
from .gold_lines import GoldLine
from .joining import join_lines
from .labels import Labels
from .marks import plain
from .scores import Counts, Finding
from .scoring import Cell, score_data

__all__ = ["Agreement", "FieldAgreement", "merge_gold"]

_COUNTED = {"right": Counts(1, 0, 0), "wrong": Counts(0, 1, 1), "extra": Counts(0, 1, 0), "missing": Counts(0, 0, 1)}


@dataclass(frozen=True)
class FieldAgreement:
    """How far two annotators agree on one field.

    Args:
        field: the field name.
        counts: right: cells with equal values; false, missed: cells where they differ.
        differing: how many those are; a cell to which each gives another value is both false and missed.
        both_null: cells where both say that there is nothing.
        kappa: Cohen's kappa for enums and flags; None for other fields, and where chance alone explains everything.
    """

    field: str
    counts: Counts
    differing: int = 0
    both_null: int = 0
    kappa: float | None = None

    @property
    def f1(self) -> float | None:
        """Positive specific agreement; None where neither found anything."""
        return self.counts.f1

    @property
    def plain(self) -> float | None:
        """Share of equal cells among all that either labelled."""
        equal = self.counts.right + self.both_null
        cells = equal + self.differing
        return equal / cells if cells else None


@dataclass(frozen=True)
class Agreement:
    """The outcome of merging two annotators' gold.

    Args:
        fields: by field.
        disagreements: every differing cell; ``gold`` is the first annotator's, ``found`` the second's value.
        merged: lines for the documents both labelled: cells they differ in are left unlabelled, items only one has
            are optional; and unchanged those that one of them alone labelled.
        only_first: documents that the first alone labelled.
        only_second: documents that the second alone labelled.
    """

    fields: list[FieldAgreement]
    disagreements: list[Finding]
    merged: list[GoldLine] = field(default_factory=list)
    only_first: list[str] = field(default_factory=list)
    only_second: list[str] = field(default_factory=list)


def merge_gold(first: Gold, second: Gold, schema: Mapping[str, Any]) -> Agreement:
    """Merge the gold of two annotators; documents must be named alike in both.

    Args:
        first: one annotator's gold.
        second: the other's.
        schema: the JSON schema of the data.

    Returns:
        Agreement by field, every disagreement, and the gold that both stand behind.

    Example:
        >>> schema = {"properties": {"name": {"type": "string"}, "age": {"type": "integer"}}}
        >>> one = Gold.from_dicts([{"document": "a", "data": {"name": "Ada", "age": 36}}])
        >>> two = Gold.from_dicts([{"document": "a", "data": {"name": "Ada", "age": 37}}])
        >>> agreement = merge_gold(one, two, schema)
        >>> agreement.merged[0].data, [(d.path, d.gold, d.found) for d in agreement.disagreements]
        ({'name': 'Ada'}, [('/age', 36, 37)])
    """
    shape = Shape.from_schema(schema)
    labels = Labels([line.expected(shape) for gold in (first, second) for line in gold], shape)
    tally = _Tally(shape)
    merged: list[GoldLine] = []
    for line in first:
        other = second.get(line.document)
        if other is None:
            merged.append(line)
            continue
        one, two = line.expected(shape), other.expected(shape)
        both = {key: one[key] for key in one if key in two}
        cells = score_data(shape, both, {key: plain(two[key]) for key in both}, labels=labels)
        tally.add(line.document, cells)
        merged.append(join_lines(shape, line, other))
    only_second = [line for line in second if first.get(line.document) is None]
    return Agreement(
        fields=tally.fields(),
        disagreements=tally.disagreements,
        merged=[*merged, *only_second],
        only_first=[line.document for line in first if second.get(line.document) is None],
        only_second=[line.document for line in only_second],
    )


class _Tally:
    def __init__(self, shape: Shape) -> None:
        self.disagreements: list[Finding] = []
        self._order = {leaf.field: leaf for leaf in shape.leaves()}
        self._counts: dict[str, Counts] = {}
        self._null: Counter[str] = Counter()
        self._differing: Counter[str] = Counter()
        self._pairs: dict[str, list[tuple[Any, Any]]] = {}

    def add(self, document: str, cells: Sequence[Cell]) -> None:
        alone = tuple(f"{cell.gold_path}/" for cell in cells if cell.outcome == "item missed")
        for cell in cells:
            if cell.outcome == "null" and cell.gold_path.startswith(alone):
                continue  # the other annotator has no such item, and so says nothing of its fields
            if cell.outcome in _COUNTED:
                self._counts[cell.field] = self._counts.get(cell.field, Counts()) + _COUNTED[cell.outcome]
            elif cell.outcome == "null":
                self._null[cell.field] += 1
            if cell.outcome in ("right", "wrong", "null", "missing", "extra"):
                one = cell.found if cell.outcome == "right" else plain(cell.gold)
                self._pairs.setdefault(cell.field, []).append((one, cell.found))
            if cell.outcome in ("wrong", "missing", "extra"):
                self._differing[cell.field] += 1
                path = cell.gold_path or cell.path or ""
                self.disagreements.append(Finding(document, cell.field, path, cell.outcome, cell.gold, cell.found))

    def fields(self) -> list[FieldAgreement]:
        names = [name for name in self._order if name in self._counts or name in self._null]
        return [
            FieldAgreement(
                name, self._counts.get(name, Counts()), self._differing[name], self._null[name], self._kappa(name)
            )
            for name in names
        ]  # fmt: skip

    def _kappa(self, name: str) -> float | None:
        if self._order[name].kind not in ("enum", "boolean"):
            return None
        return cohen_kappa(self._pairs[name])


def cohen_kappa(pairs: Sequence[tuple[Any, Any]]) -> float | None:
    """Cohen's kappa: agreement beyond chance, 1 for full agreement, 0 for what chance gives.

    Returns:
        None where both annotators always chose the same one value, so that chance explains everything.

    Example:
        >>> cohen_kappa([("a", "a"), ("b", "b"), ("a", "b"), ("b", "a")])
        0.0
    """
    total = len(pairs)
    ones, twos = Counter(repr(one) for one, _ in pairs), Counter(repr(two) for _, two in pairs)
    chance = sum(ones[value] * twos[value] for value in ones) / total**2 if total else 1.0
    seen = sum(repr(one) == repr(two) for one, two in pairs) / total if total else 1.0
    return None if chance >= 1.0 else (seen - chance) / (1 - chance)
