"""Optimal assignment: which rows go with which columns so that the sum of weights is highest.

The method is the shortest augmenting path form of the Hungarian algorithm (Kuhn 1955; Jonker and Volgenant 1987),
O(n^2 m) for n rows and m >= n columns. Integer weights are computed exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["assign"]


def assign(weights: Sequence[Sequence[Any]]) -> list[tuple[int, int]]:
    """Pair rows with columns, each at most once, so that the weights sum up highest; weights <= 0 are never paired.

    Args:
        weights: one row per left item, one column per right item; integers, or floats (then to rounding).

    Returns:
        (row, column) pairs in order of rows. Of several best answers always the same one.

    Example:
        >>> assign([[9, 8], [8, 1]])
        [(0, 1), (1, 0)]
        >>> assign([[0, 5]])
        [(0, 1)]
    """
    rows, columns = len(weights), len(weights[0]) if weights else 0
    if not rows or not columns:
        return []
    if rows == 1:
        best = max(range(columns), key=lambda column: (weights[0][column], -column))
        return [(0, best)] if weights[0][best] > 0 else []
    if rows > columns:
        turned = [[weights[row][column] for row in range(rows)] for column in range(columns)]
        return sorted((row, column) for column, row in assign(turned))
    costs = [[-max(weight, 0) for weight in row] for row in weights]
    return [(row, column) for row, column in enumerate(_solve(costs)) if weights[row][column] > 0]


def _solve(costs: list[list[Any]]) -> list[int]:
    """For each row its column in a cheapest complete assignment (rows <= columns)."""
    rows, columns = len(costs), len(costs[0])
    row_price: list[Any] = [0] * (rows + 1)
    column_price: list[Any] = [0] * (columns + 1)
    row_of = [0] * (columns + 1)  # rows count from 1; 0 is "free", column 0 is where each search starts
    for row in range(1, rows + 1):
        row_of[0] = row
        path = _grow(costs, row_price, column_price, row_of)
        column = path[0]
        while column:
            row_of[column] = row_of[path[column]]
            column = path[column]
    found = [0] * rows
    for column in range(1, columns + 1):
        if row_of[column]:
            found[row_of[column] - 1] = column - 1
    return found


def _grow(costs: list[list[Any]], row_price: list[Any], column_price: list[Any], row_of: list[int]) -> list[int]:
    """Search the shortest augmenting path from column 0; prices are updated in place.

    Returns:
        For each column the one before it on the path; ``[0]`` holds the free column where the path ends.
    """
    columns = len(column_price) - 1
    slack: list[Any] = [None] * (columns + 1)
    before = [0] * (columns + 1)
    done = [False] * (columns + 1)
    column = 0
    while row_of[column]:
        done[column] = True
        row, step, nearest = row_of[column], None, 0
        for other in range(1, columns + 1):
            if done[other]:
                continue
            reduced = costs[row - 1][other - 1] - row_price[row] - column_price[other]
            if slack[other] is None or reduced < slack[other]:
                slack[other], before[other] = reduced, column
            if step is None or slack[other] < step:
                step, nearest = slack[other], other
        for other in range(columns + 1):
            if done[other]:
                row_price[row_of[other]] += step
                column_price[other] -= step
            elif other:
                slack[other] -= step
        column = nearest
    before[0] = column
    return before
