"""The assignment is optimal: held against trying every one."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.comparison import assign

matrices = st.integers(1, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(-3, 9), min_size=columns, max_size=columns), min_size=1, max_size=5
    )
)  # fmt: skip


def best_by_trying(weights: list[list[int]]) -> int:
    """The highest sum over all injective maps of rows to columns, where any row may stay alone."""
    rows, columns = len(weights), len(weights[0])
    slots = [*range(columns), *([None] * rows)]
    return max(
        sum(weights[row][column] for row, column in enumerate(choice) if column is not None)
        for choice in set(permutations(slots, rows))
    )


@settings(derandomize=True, deadline=None, max_examples=150)
@given(matrices)
def test_sum_is_the_best_of_all(weights: list[list[int]]) -> None:
    """No other pairing sums up higher, and every row and column is used at most once, for a positive weight."""
    pairs = assign(weights)
    assert sum(weights[row][column] for row, column in pairs) == best_by_trying(weights)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(weights[row][column] > 0 for row, column in pairs)
    assert pairs == sorted(pairs)


@settings(derandomize=True, deadline=None, max_examples=50)
@given(matrices)
def test_turned_matrix_gives_the_same_sum(weights: list[list[int]]) -> None:
    """Swapping the two sides changes nothing about the sum."""
    turned = [list(column) for column in zip(*weights, strict=True)]
    one = sum(weights[row][column] for row, column in assign(weights))
    assert sum(turned[row][column] for row, column in assign(turned)) == one


def test_large_numbers_stay_exact() -> None:
    """A difference in the last digit of very large weights decides."""
    big = 10**20
    assert assign([[big, big + 1], [big, big]]) == [(0, 1), (1, 0)]


def test_nothing_to_pair() -> None:
    """Empty lists, and lists without a positive weight, give no pairs."""
    assert assign([]) == assign([[]]) == assign([[0, -1], [0, 0]]) == []


def test_many_items_are_paired_in_moderate_work() -> None:
    """A hundred items against a hundred in reverse order find their partners."""
    size = 100
    weights = [[1 + (row + column == size - 1) for column in range(size)] for row in range(size)]
    assert assign(weights) == [(row, size - 1 - row) for row in range(size)]
