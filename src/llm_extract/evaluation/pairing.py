"""Which found item answers which gold item: an optimal assignment, so that no order of items matters.

First the sum of likenesses over the items' identity is made as high as it can be; among equal pairings the one with
the most right values, then the one with the fewest errors is taken. So the totals are the same for every best pairing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ..comparison import Shape, assign, similarity
from ..comparison.items import ONE_SIDED_WEIGHT, field_weight, reach, weight
from ..comparison.shapes import COMPOSITES
from .marks import leaf_options, options, plain

__all__ = ["gold_similarity", "pair_items"]

_RIGHT = 10**6
_ALIKE = 10**12
_ABSENT = object()
_SEEN = 100
"""A field whose likeness is 0.99 at most keeps two items apart, where its weight is this part of all weights."""


def pair_items(
    gold: Sequence[Any], found: Sequence[Any], shape: Shape, merit: Callable[[int, int], tuple[int, int]]
) -> list[tuple[int, int]]:
    """Pair gold items with found items.

    Args:
        gold: gold items, with their marks.
        found: items of a record.
        shape: the shape of an item.
        merit: for a pair of indices the number of right values, and of errors saved against leaving both alone;
            asked only where there is a choice.

    Returns:
        (gold index, found index) pairs, in order of gold.
    """
    if not gold or not found:
        return []
    if gold == found:
        return [(index, index) for index in range(len(gold))]
    read = [_read(shape, item) for item in gold]
    agreeing = _agreeing(shape, read, found)
    if agreeing is not None:
        return agreeing
    weights = [_weights(shape, one, found) for one in read]
    clear = _clear_best(weights)
    if clear is not None:
        return clear
    turned = _clear_best([list(column) for column in zip(*weights, strict=True)])
    if turned is not None:
        return sorted((row, column) for column, row in turned)
    for row, line in enumerate(weights):
        for column, alike in enumerate(line):
            if alike:
                right, saved = merit(row, column)
                line[column] = alike * _ALIKE + right * _RIGHT + saved
    return assign(weights)


def gold_similarity(shape: Shape, cell: Any, found: Any) -> float:
    """How alike a gold item and a found one are, 0 to 1, by what the gold labels of the item's identity.

    The best of the accepted values counts; where the gold labels nothing of the identity, all are alike.
    """
    return max((_likeness(shape, one, found) for one in _read(shape, cell)), default=0.0)


def _weights(shape: Shape, read: list[Any], found: Sequence[Any]) -> list[int]:
    if len(read) == 1:
        return [weight(_likeness(shape, read[0], other)) for other in found]
    return [weight(max((_likeness(shape, one, other) for one in read), default=0.0)) for other in found]


def _clear_best(weights: list[list[int]]) -> list[tuple[int, int]] | None:
    """The pairing, where every row likes one column best and no two rows the same: no other sums up as high."""
    pairs = []
    for row, line in enumerate(weights):
        best = max(line)
        if best:
            if line.count(best) > 1:
                return None
            pairs.append((row, line.index(best)))
    return pairs if len({column for _, column in pairs}) == len(pairs) else None


class _Feature(NamedTuple):
    """One identity field as the gold labels it: the values it accepts, and whether nothing is right too."""

    keys: tuple[str, ...]
    shape: Shape
    weight: float
    cell: Any
    accepted: list[Any]
    optional: bool


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
        return _Feature(keys, field, field_weight(field), cell, [cell], False)
    accepted = leaf_options(field, cell, None) if field.is_leaf else options(cell)
    values = [value if field.is_leaf else plain(value) for value in accepted if value is not None]
    return _Feature(keys, field, field_weight(field), cell, values, len(values) < len(accepted))


def _agreeing(shape: Shape, read: list[list[Any]], found: Sequence[Any]) -> list[tuple[int, int]] | None:
    """The pairing, where all items of one side agree fully with one of the other side each, and no other two items do.

    How alike other items are need not be measured then.
    """
    places = [(row, column) for row in range(len(read)) for column in range(len(found))]
    agree = [(row, column) for row, column in places if any(_agrees(shape, item, found[column]) for item in read[row])]
    rows, columns = {row for row, _ in agree}, {column for _, column in agree}
    if not len(rows) == len(columns) == len(agree) == min(len(read), len(found)):
        return None
    others = (place for place in places if place not in agree)
    if all(_falls_short(shape, item, found[column]) for row, column in others for item in read[row]):
        return agree
    return None


def _agrees(shape: Shape, item: Any, found: Any) -> bool:
    """Whether an item is seen to be fully like another."""
    if shape.is_leaf:
        return type(item) is str and item == found and shape.comparator is None
    if not isinstance(item, list) or not isinstance(found, dict):
        return False
    for keys, field, _, cell, accepted, optional in item:
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
    for keys, field, part, cell, accepted, optional in item:
        other = found.get(keys[0]) if len(keys) == 1 else reach(found, keys)
        if cell == other or part * _SEEN <= len(item):
            continue
        if other is None or not accepted:
            if other is not None or not optional:
                return True
        elif field.is_leaf and _apart(field, cell, accepted, other):
            return True
    return False


def _apart(field: Shape, cell: Any, accepted: list[Any], other: Any) -> bool:
    if field.kind in COMPOSITES:
        accepted = leaf_options(field, cell, other)
    return all(
        value is None or field.differ(value, other) or field.likeness(value, other) <= 0.99 for value in accepted
    )


def _likeness(shape: Shape, item: Any, found: Any) -> float:
    if shape.is_leaf:
        return max((shape.likeness(value, found) for value in leaf_options(shape, item, found)), default=0.0)
    if not isinstance(found, dict) or not isinstance(item, list):
        return similarity(shape, plain(item), found)
    reached = total = 0.0
    for keys, field, part, cell, accepted, optional in item:
        other = found.get(keys[0]) if len(keys) == 1 else reach(found, keys)
        if other is None or not accepted:
            total += 0.0 if other is None and optional else part * ONE_SIDED_WEIGHT
            continue
        total += part
        if cell == other:
            reached += part
        elif not field.is_leaf:
            reached += part * max(similarity(field, value, other) for value in accepted)
        elif len(accepted) == 1 and field.kind not in COMPOSITES:
            reached += part * field.likeness(accepted[0], other)
        else:
            values = accepted if field.kind not in COMPOSITES else leaf_options(field, cell, other)
            reached += part * max(field.likeness(value, other) for value in values if value is not None)
    return reached / total if total else 1.0


def _labelled(value: Any, keys: Sequence[str]) -> Any:
    """The cell under nested keys; inside a choice of objects the first is looked into."""
    for key in keys:
        if isinstance(value, dict) and ("$any" in value or "$optional" in value):
            value = next((option for option in options(value) if option is not None), _ABSENT)
        value = value.get(key, _ABSENT) if isinstance(value, dict) else _ABSENT
    return value
