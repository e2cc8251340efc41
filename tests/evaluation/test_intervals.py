"""Intervals hold the true value about as often as they say, on data whose true value is known."""

from __future__ import annotations

import random

import pytest

from llm_extract.evaluation.intervals import MOST_CLUSTERS, Clusters, wilson


def interval(
    right: list[int], found: list[int], gold: list[int], *, samples: int = 1000, seed: int = 0
) -> tuple[float, float] | None:
    """That of one field, from the counts of every document: values that are right, values found, values of the gold."""
    clusters = Clusters(len(right), seed=seed)
    for document, counts in enumerate(zip(right, found, gold, strict=True)):
        clusters.add(document, "field", counts[0], counts[1] + counts[2])
    (one,) = clusters.intervals(["field"], samples=samples)
    return one


def bounds(*counts: list[int], samples: int = 1000, seed: int = 0) -> tuple[float, float]:
    found = interval(*counts, samples=samples, seed=seed)
    assert found is not None
    return found


def simulate(
    documents: int, share: float, generator: random.Random
) -> tuple[list[int], list[int], list[int]]:  # fmt: skip
    """Documents of 1 to 7 values each, all with a share of their own around the true one (beta, correlation 0.2)."""
    right, found, gold = [], [], []
    for _ in range(documents):
        own = generator.betavariate(share * 4, (1 - share) * 4)
        values = generator.randint(1, 7)
        outcomes = [(1, 1) if generator.random() < own else (0, int(generator.random() < 0.5)) for _ in range(values)]
        right.append(sum(one for one, _ in outcomes))
        found.append(sum(other for _, other in outcomes))
        gold.append(values)
    return right, found, gold


@pytest.mark.parametrize(("documents", "share"), [(5, 0.5), (5, 0.95), (20, 0.8), (20, 0.95), (60, 0.8)])
def test_coverage_on_simulated_documents(documents: int, share: float) -> None:
    """Of 300 simulated runs the 95 % interval holds the true F1 in 90 % to 99.5 %."""
    generator = random.Random(11)
    true = 2 * share / (share + (1 - share) / 2 + 1)
    hits = 0
    for _ in range(300):
        low, high = bounds(*simulate(documents, share, generator), samples=80)
        hits += low <= true <= high
    assert 0.90 <= hits / 300 <= 0.995


@pytest.mark.parametrize("documents", [2, 3])
def test_coverage_of_very_few_documents(documents: int) -> None:
    """Of 300 simulated runs with two or three documents of many values the interval holds the true F1 in 93 %."""
    generator = random.Random(7)
    hits = 0
    for _ in range(300):
        values = [generator.randint(20, 60) for _ in range(documents)]
        shares = [generator.betavariate(0.5 * 19, 0.5 * 19) for _ in values]
        right = [sum(generator.random() < share for _ in range(n)) for n, share in zip(values, shares, strict=True)]
        low, high = bounds(right, values, values, samples=80)
        hits += low <= 0.5 <= high
    assert hits / 300 >= 0.93


def test_two_documents_that_score_alike_by_chance_do_not_prove_a_score() -> None:
    """50 of 100 and 51 of 100 is a share of about a half, by no means known to a hundredth."""
    low, high = bounds([50, 51], [100, 100], [100, 100])
    assert high - low > 0.3


def test_one_long_document_among_short_ones_is_hardly_more_than_one() -> None:
    """A document with 200 right values beside four with one each says little about the next one."""
    low, high = bounds([200, 1, 1, 1, 1], [200, 1, 1, 1, 1], [200, 1, 1, 1, 1])
    assert low < 0.1
    assert high == 1.0


def test_wilson_is_the_published_one() -> None:
    """Newcombe (1998), table I: 81 of 263 is 0.2553 to 0.3662."""
    assert wilson(81 / 263, 263, 1.959964) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_where_every_document_is_right_the_interval_is_corrected_for_continuity() -> None:
    """Newcombe (1998), table I: 0 of 20 is 0 to 0.2005, and 20 of 20 the same turned around."""
    assert bounds([0] * 20, [1] * 20, [1] * 20) == (0.0, 0.2005)
    assert bounds([1] * 20, [1] * 20, [1] * 20) == (0.7995, 1.0)


def test_many_documents_without_an_error_are_not_taken_for_their_groups() -> None:
    """2,000 of 2,000 begins at about 1 - (z^2 + 1 + z sqrt(z^2 + 2)) / 4,000, however few groups they are put into."""
    assert bounds([1] * 2000, [1] * 2000, [1] * 2000, samples=20) == (0.9976, 1.0)


def test_an_interval_holds_the_score_itself() -> None:
    """Also with one error in some hundred values of very few documents."""
    generator = random.Random(3)
    for _ in range(200):
        values = [generator.randint(1, 80) for _ in range(generator.randint(1, 9))]
        right = [max(0, n - generator.choice((0, 0, 0, 1, 2))) for n in values]
        low, high = bounds(right, values, values, samples=40)
        assert low <= round(sum(right) / sum(values), 4) <= high


def test_the_same_seed_gives_the_same_interval() -> None:
    """Nothing but the seed and the data decides."""
    counts = simulate(30, 0.8, random.Random(1))
    assert bounds(*counts, seed=3) == bounds(*counts, seed=3)
    assert bounds(*counts, seed=3) != bounds(*counts, seed=4)


def test_full_and_zero_scores_have_no_empty_interval() -> None:
    """Three documents without an error do not prove perfection, nor three without a hit the contrary."""
    low, high = bounds([2, 1, 3], [2, 1, 3], [2, 1, 3])
    assert high == 1.0
    assert low < 0.5
    low, high = bounds([0, 0, 0], [2, 1, 3], [2, 1, 3])
    assert low == 0.0
    assert high > 0.5


def test_no_documents_and_no_values() -> None:
    """Nothing counted gives no interval."""
    assert Clusters(0).intervals([]) == []
    assert interval([0, 0], [0, 0], [0, 0]) is None
    assert interval([], [], []) is None


def test_one_document_gives_a_wide_interval() -> None:
    """From a single document hardly anything follows."""
    low, high = bounds([9], [10], [10])
    assert low < 0.2
    assert high > 0.9


def test_many_documents_are_grouped_and_give_nearly_the_same_interval() -> None:
    """Above the limit documents are grouped; the width stays within a quarter of the analytic one."""
    generator = random.Random(5)
    right, found, gold = simulate(10 * MOST_CLUSTERS, 0.8, generator)
    low, high = bounds(right, found, gold)
    total = [one + other for one, other in zip(found, gold, strict=True)]
    score = 2 * sum(right) / sum(total)
    residuals = sum((2 * one - score * whole) ** 2 for one, whole in zip(right, total, strict=True))
    analytic = 2 * 1.96 * residuals**0.5 / sum(total)
    assert 0.75 * analytic < high - low < 1.25 * analytic
    assert low < score < high


def test_sums_of_groups_give_what_the_draws_of_documents_give() -> None:
    """Of few documents each is a group: the variance is that of drawing documents one by one with the same seed."""
    generator = random.Random(2)
    right, found, gold = [generator.randint(1, 4) for _ in range(30)], [4] * 30, [4] * 30
    generator = random.Random(9)
    order = list(range(30))
    generator.shuffle(order)
    total = [one + other for one, other in zip(found, gold, strict=True)]
    score = 2 * sum(right) / sum(total)
    squares = 0.0
    for _ in range(200):
        drawn = [order.index(place) for place in generator.choices(range(30), k=30)]
        squares += (2 * sum(right[one] for one in drawn) / sum(total[one] for one in drawn) - score) ** 2
    variance = squares / 200 * 30 / 29
    size = score * (1 - score) / variance
    student = 2.0452  # from a printed table, for 29 degrees of freedom
    low, high = bounds(right, found, gold, samples=200, seed=9)
    assert (low, high) == pytest.approx(wilson(score, size, student), abs=1e-4)
