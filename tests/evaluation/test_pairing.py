"""Which found item answers which gold item, held against measuring how alike all of them are."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.comparison import Shape, assign
from llm_extract.evaluation.likenesses import Likenesses
from llm_extract.evaluation.pairing import pair_items

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "x-kind": "name"},
        "about": {"type": "string"},
        "on": {"type": "string", "x-kind": "date"},
        "stage": {"enum": ["seed", "later"]},
        "sum": {"x-kind": "money", "properties": {"amount": {"type": "number"}, "currency": {"type": "string"}}},
    },
}
ITEM = Shape.from_schema(SCHEMA)
VALUES: dict[str, Any] = {
    "name": st.sampled_from(["Acme", "acme Inc.", "Apex", "Joe Tsai", "J. Tsai", None]),
    "about": st.sampled_from(["a plan", "a  plan", "a plant", "“no” plan", None]),
    "on": st.sampled_from(["2018", "2018-04", "2018-04-01", None]),
    "stage": st.sampled_from(["seed", "later"]),
    "sum": st.sampled_from(
        [
            {"amount": "5", "currency": "USD"},
            {"amount": 5, "currency": "USD"},
            {"amount": "5"},
            {"amount": "50", "currency": "USD"},
            {"amount": "50.0", "currency": "EUR"},
            None,
        ]
    ),
}


def marked(value: Any) -> Any:
    """A value as it is, or one of several that are right, or one that need not be there."""
    several = st.lists(value, min_size=1, max_size=2).map(lambda values: {"$any": values})
    return st.one_of(value, value, several, value.map(lambda one: {"$optional": one}))


FOUND = st.lists(st.fixed_dictionaries(VALUES), max_size=4)
GOLD_ITEM = marked(st.fixed_dictionaries({}, optional={key: marked(value) for key, value in VALUES.items()}))


@settings(derandomize=True, deadline=None, max_examples=600)
@given(st.lists(GOLD_ITEM, max_size=4), FOUND)
def test_pairs_are_those_of_the_highest_sum(gold: list[Any], found: list[Any]) -> None:
    """What is seen at a glance leads to the same pairs as the weights of all of them."""
    asked = []

    def merit(row: int, column: int) -> tuple[int, int]:
        asked.append((row, column))
        return 0, 0

    pairs = pair_items(gold, found, ITEM, merit)
    likenesses = Likenesses(ITEM, gold, found)
    weights = [[likenesses.weight(row, column) for column in range(len(found))] for row in range(len(gold))]
    best = assign(weights)
    assert sum(weights[row][column] for row, column in pairs) == sum(weights[row][column] for row, column in best)
    assert asked or gold == found or pairs == best  # without a choice there is but one best pairing


@settings(derandomize=True, deadline=None, max_examples=600)
@given(GOLD_ITEM, FOUND.filter(bool))
def test_a_glance_says_what_measuring_would(item: Any, found: list[Any]) -> None:
    """A best one that is seen without measuring is the best one of the weights, and alone in that."""
    best = Likenesses(ITEM, [item], found).best_columns()
    weights = [Likenesses(ITEM, [item], found).weight(0, column) for column in range(len(found))]
    highest = max(weights)
    if weights.count(highest) > 1 and highest:
        assert best is None
    else:
        assert best == ({0: weights.index(highest)} if highest else {})
