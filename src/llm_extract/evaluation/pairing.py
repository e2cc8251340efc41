"""Which found item answers which gold item: an optimal assignment, so that no order of items matters.

First the sum of likenesses over the items' identity is made as high as it can be; among equal pairings the one with
the most right values, then the one with the fewest errors is taken. So the totals are the same for every best pairing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..comparison import Shape, assign, similarity
from ..comparison.items import ONE_SIDED_WEIGHT, field_weight, weight
from .marks import leaf_options, options, plain

__all__ = ["gold_similarity", "pair_items"]

_RIGHT = 10**6
_ALIKE = 10**12
_ABSENT = object()


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
    weights = [[weight(gold_similarity(shape, item, other)) for other in found] for item in gold]
    if not _has_choice(weights):
        return [(row, column) for row, line in enumerate(weights) for column, alike in enumerate(line) if alike]
    for row, line in enumerate(weights):
        for column, alike in enumerate(line):
            if alike:
                right, saved = merit(row, column)
                line[column] = alike * _ALIKE + right * _RIGHT + saved
    return assign(weights)


def _has_choice(weights: list[list[int]]) -> bool:
    if any(sum(1 for alike in line if alike) > 1 for line in weights):
        return True
    return any(sum(1 for alike in column if alike) > 1 for column in zip(*weights, strict=True))


def gold_similarity(shape: Shape, cell: Any, found: Any) -> float:
    """How alike a gold item and a found one are, 0 to 1, by what the gold labels of the item's identity.

    The best of the accepted values counts; where the gold labels nothing of the identity, all are alike.
    """
    best = 0.0
    for item in options(cell):
        if item is None:
            continue
        best = max(best, _one_similarity(shape, item, found))
        if best >= 1.0:
            break
    return best


def _one_similarity(shape: Shape, item: Any, found: Any) -> float:
    if shape.is_leaf:
        return max((shape.likeness(value, found) for value in leaf_options(shape, item, found)), default=0.0)
    if not (isinstance(item, Mapping) and isinstance(found, Mapping)):
        return similarity(shape, plain(item), found)
    reached = total = 0.0
    for keys, field in shape.identity:
        cell, other = _reach(item, keys), _reach(found, keys)
        if cell is _ABSENT:
            continue
        other = None if other is _ABSENT else other
        accepted = leaf_options(field, cell, other) if field.is_leaf else [plain(cell)]
        if other is None and None in accepted:
            continue
        part = field_weight(field)
        values = [value for value in accepted if value is not None]
        if other is None or not values:
            total += part * ONE_SIDED_WEIGHT
            continue
        total += part
        reached += part * max(similarity(field, value, other) for value in values)
    return reached / total if total else 1.0


def _reach(value: Any, keys: Sequence[str]) -> Any:
    for key in keys:
        value = value.get(key, _ABSENT) if isinstance(value, Mapping) else _ABSENT
        if isinstance(value, Mapping) and ("$any" in value or "$optional" in value) and key != keys[-1]:
            value = next((option for option in options(value) if option is not None), _ABSENT)
    return value
