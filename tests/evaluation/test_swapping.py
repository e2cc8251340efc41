"""Chances by swapping, against ones counted by hand and against simulated sides that are alike."""

from __future__ import annotations

import random

import pytest

from llm_extract.evaluation.swapping import Counted, chance, hold_together

WON, LOST, TIED = (0, 2, 1, 2), (1, 2, 0, 2), (1, 2, 1, 2)
"""One value: wrong and then right, right and then wrong, right on both sides."""


@pytest.mark.parametrize(
    ("won", "lost", "counted"),
    [(1, 0, 1.0), (2, 1, 1.0), (3, 1, 10 / 16), (5, 0, 2 / 32), (6, 0, 2 / 64), (9, 1, 22 / 1024)],
)
def test_with_one_value_each_it_is_the_sign_test(won: int, lost: int, counted: float) -> None:
    """The two-sided binomial probability of so many wins or more, whatever ties stand beside them."""
    assert chance([WON] * won + [LOST] * lost + [TIED] * 7) == counted


def test_where_not_all_swaps_are_made_drawn_ones_come_close() -> None:
    """11 of 13 won is 2 (1 + 13 + 78) / 2^13, which ten thousand draws give to half a hundredth."""
    assert chance([WON] * 11 + [LOST] * 2) == pytest.approx(184 / 8192, abs=0.005)
    assert chance([WON] * 300 + [LOST] * 300) > 0.9
    assert chance([WON] * 400 + [LOST] * 200, draws=1000) == 1 / 1001


def test_no_documents_and_no_difference_are_chance() -> None:
    """Nothing differs, so nothing was told."""
    assert chance([]) == 1.0
    assert chance([TIED] * 30) == 1.0


def test_values_found_where_nothing_is_count_too() -> None:
    """Nothing on the first side, a value in vain in six articles on the second: 2 of 64 swaps are as far apart."""
    assert chance([(0, 0, 0, 1)] * 6) == 2 / 64


def test_sides_that_are_alike_are_seldom_called_different() -> None:
    """Of 300 pairs of sides with equal chances, articles hard for both, at most 7 % come below 0.05."""
    generator = random.Random(4)
    below = 0
    for _ in range(300):
        documents: list[Counted] = []
        for _ in range(15):
            values, share = generator.randint(1, 9), generator.betavariate(4, 1)
            one, other = (sum(generator.random() < share for _ in range(values)) for _ in range(2))
            documents.append((one, 2 * values, other, 2 * values))
        below += chance(documents, draws=400) <= 0.05
    assert below / 300 <= 0.07


def test_several_chances_are_raised_by_how_many_there_are() -> None:
    """Holm (1979): the smallest times their number, the next times one less, none below a smaller one or above 1."""
    raised = hold_together({"a": 0.2, "b": 0.01, "c": 0.02, "d": 0.6})
    assert raised == pytest.approx({"b": 0.04, "c": 0.06, "a": 0.4, "d": 0.6})
    assert hold_together({"a": 0.7, "b": 0.8}) == {"a": 1.0, "b": 1.0}
    assert hold_together({}) == {}
