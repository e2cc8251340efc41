"""Which found item answers which gold item: an optimal assignment, so that no order of items matters.

First the sum of likenesses over the items' identity is made as high as it can be; among equal pairings the one with
the most right values, then the one with the fewest errors is taken. So the totals are the same for every best pairing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..comparison import Shape, assign
from .likenesses import Likenesses

__all__ = ["pair_items"]

_RIGHT = 10**6
_ALIKE = 10**12


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
    likenesses = Likenesses(shape, gold, found)
    for by_columns in (len(found) < len(gold), len(found) >= len(gold)):
        # where every item of one side has a best one of its own, the other side may have items left over
        best = likenesses.best_rows() if by_columns else likenesses.best_columns()
        if best is not None:
            return sorted((row, column) for column, row in best.items()) if by_columns else sorted(best.items())
    weights = [[likenesses.weight(row, column) for column in range(len(found))] for row in range(len(gold))]
    for row, line in enumerate(weights):
        for column, alike in enumerate(line):
            if alike:
                right, saved = merit(row, column)
                line[column] = alike * _ALIKE + right * _RIGHT + saved
    return assign(weights)
