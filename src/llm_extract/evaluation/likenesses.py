"""How alike gold items and found ones are, by what the gold labels of an item's identity.

Most items are either fully alike, with equal values in every field, or plainly not: both are seen at a glance.
Measuring how alike two items are costs more, and is left until it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ..comparison import Shape, similarity
from ..comparison.items import ONE_SIDED_WEIGHT, field_weight, reach, weight
from ..comparison.shapes import COMPOSITES
from .marks import leaf_options, options, plain

__all__ = ["Likenesses"]

_ABSENT = object()
_new = tuple.__new__  # the same as the class, in half the time
_SEEN = 100
"""A field whose likeness is 0.99 at most keeps two items apart, where its weight is this part of all weights."""


class Likenesses:
    """Gold items as rows, found ones as columns; each pair is looked at once.

    Args:
        shape: the shape of an item.
        gold: gold items, with their marks; the best of an item's accepted values counts, and where it labels nothing
            of the identity, all found items are like it.
        found: items of a record.

    Example:
        >>> likenesses = Likenesses(Shape("name"), [{"$any": ["Acme", "Apex"]}], ["Beta", "Acme Inc.", "Apex"])
        >>> [likenesses.weight(0, column) for column in range(3)]
        [0, 10000, 10000]
        >>> likenesses.best_columns() is None, likenesses.best_rows()
        (True, None)
    """

    def __init__(self, shape: Shape, gold: Sequence[Any], found: Sequence[Any]) -> None:
        self._shape, self._found = shape, found
        self._gold = [_read(shape, item) for item in gold]
        self._weights: dict[tuple[int, int], int] = {}

    def weight(self, row: int, column: int, least: int = 0) -> int:
        """The likeness as the integer that assignments are computed with.

        Args:
            row: of the gold item.
            column: of the found one.
            least: where it is seen to be lower, 0 may be given for it.
        """
        known = self._weights.get((row, column))
        if known is None:
            other = self._found[column]
            alike = [_likeness(self._shape, item, other, least) for item in self._gold[row]]
            known = weight(max(alike, default=0.0))
            if known >= least:
                self._weights[row, column] = known
        return known

    def best_columns(self) -> dict[int, int] | None:
        """For each row its best column, where every row has one and no two the same: no pairing sums up higher."""
        return self._best(len(self._gold), range(len(self._found)), turned=False)

    def best_rows(self) -> dict[int, int] | None:
        """For each column its best row, in the same way."""
        return self._best(len(self._found), range(len(self._gold)), turned=True)

    def _best(self, ones: int, others: range, *, turned: bool) -> dict[int, int] | None:
        pairs: dict[int, int] = {}
        for one in range(ones):
            best = self._plain_best(one, others, turned)
            if best is None:
                highest, several = 0, False
                for other in others:
                    row, column = (other, one) if turned else (one, other)
                    found = self.weight(row, column, least=highest)
                    if found > highest:
                        highest, best, several = found, other, False
                    elif found == highest:
                        several = True
                if best is None:
                    continue
                if several:
                    return None
            if best in pairs.values():
                return None
            pairs[one] = best
        return pairs

    def _plain_best(self, one: int, others: range, turned: bool) -> int | None:
        """The one that is fully alike, where all others are seen not to be."""
        best, shape = None, self._shape
        for other in others:
            items, found = (self._gold[other], self._found[one]) if turned else (self._gold[one], self._found[other])
            for item in items:
                if not _falls_short(shape, item, found):
                    break
            else:
                continue
            if best is not None or not any(_agrees(shape, item, found) for item in items):
                return None
            best = other
        return best


class _Feature(NamedTuple):
    """One identity field as the gold labels it: the values it accepts, and whether nothing is right too."""

    keys: tuple[str, ...]
    shape: Shape
    weight: float
    cell: Any
    accepted: list[Any]
    optional: bool
    whole: bool
    """Whether its values are compared as they stand: no objects, of which the record may fill in a part."""


def _read(shape: Shape, cell: Any) -> list[Any]:
    """The accepted items, objects as the list of their labelled identity fields."""
    accepted = [item for item in options(cell) if item is not None]
    if shape.is_leaf:
        return accepted
    return [_features(shape, item) if isinstance(item, dict) else item for item in accepted]


def _features(shape: Shape, item: dict[str, Any]) -> list[_Feature]:
    features = []
    for keys, field in shape.identity:
        cell = item.get(keys[0], _ABSENT) if len(keys) == 1 else _labelled(item, keys)
        if cell is not _ABSENT:
            features.append(_feature(keys, field, cell))
    return features


def _feature(keys: tuple[str, ...], field: Shape, cell: Any) -> _Feature:
    if type(cell) is str:
        return _new(_Feature, (keys, field, field_weight(field), cell, [cell], False, field.is_leaf))
    accepted = leaf_options(field, cell, None) if field.is_leaf else options(cell)
    values = [value if field.is_leaf else plain(value) for value in accepted if value is not None]
    whole = field.is_leaf and field.kind not in COMPOSITES
    return _new(_Feature, (keys, field, field_weight(field), cell, values, len(values) < len(accepted), whole))


def _agrees(shape: Shape, item: Any, found: Any) -> bool:
    """Whether an item is seen to be fully like another."""
    if shape.is_leaf:
        return type(item) is str and item == found and shape.comparator is None
    if not isinstance(item, list) or not isinstance(found, dict):
        return False
    for keys, field, _, cell, accepted, optional, _ in item:
        other = found.get(keys[0]) if len(keys) == 1 else reach(found, keys)
        if other is None or not accepted:
            if other is not None or not optional:
                return False
        elif cell != other and not (type(other) is str and field.comparator is None and other in accepted):
            return False
    return True


def _falls_short(shape: Shape, item: Any, found: Any) -> bool:
    """Whether an item is seen to be less than fully like another."""
    if shape.is_leaf:
        return shape.differ(item, found)
    if not isinstance(item, list) or not isinstance(found, dict):
        return False
    for keys, field, part, cell, accepted, optional, whole in item:
        other = found.get(keys[0]) if len(keys) == 1 else reach(found, keys)
        if cell == other or part * _SEEN <= len(item):
            continue
        if other is None or not accepted:
            if other is not None or not optional:
                return True
        elif whole:
            if _apart(field, accepted, other):
                return True
        elif field.differ(cell, other) or (field.is_leaf and _apart(field, leaf_options(field, cell, other), other)):
            return True
    return False


def _apart(field: Shape, accepted: list[Any], other: Any) -> bool:
    for value in accepted:
        if value is not None and not field.differ(value, other) and field.likeness(value, other) > 0.99:
            return False
    return True


def _likeness(shape: Shape, item: Any, found: Any, least: int) -> float:
    if shape.is_leaf:
        return max((shape.likeness(value, found) for value in leaf_options(shape, item, found)), default=0.0)
    if not isinstance(found, dict) or not isinstance(item, list):
        return similarity(shape, plain(item), found)
    reached = total = left = 0.0
    measured = []
    for feature in item:
        keys, field, part, cell, accepted, optional, whole = feature
        other = found.get(keys[0]) if len(keys) == 1 else reach(found, keys)
        if other is None or not accepted:
            total += 0.0 if other is None and optional else part * ONE_SIDED_WEIGHT
            continue
        total += part
        if cell == other:
            reached += part
        elif whole or not field.differ(cell, other):
            left += part
            measured.append((feature, other))
    if not total:
        return 1.0
    if least and weight((reached + left) / total) < least:
        return 0.0
    return (reached + sum([_part(feature, other) for feature, other in measured])) / total


def _part(feature: _Feature, other: Any) -> float:
    """What a field adds whose likeness has to be measured."""
    _, field, part, cell, accepted, _, whole = feature
    if not field.is_leaf:
        return part * max(similarity(field, value, other) for value in accepted)
    if whole and len(accepted) == 1:
        return part * field.likeness(accepted[0], other)
    values = accepted if whole else leaf_options(field, cell, other)
    return part * max([field.likeness(value, other) for value in values if value is not None])


def _labelled(value: Any, keys: Sequence[str]) -> Any:
    """The cell under nested keys; inside a choice of objects the first is looked into."""
    for key in keys:
        if isinstance(value, dict) and ("$any" in value or "$optional" in value):
            value = next((option for option in options(value) if option is not None), _ABSENT)
        value = value.get(key, _ABSENT) if isinstance(value, dict) else _ABSENT
    return value
