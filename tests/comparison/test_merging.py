"""Merging: one item said twice is one; contradictions are told; order does not matter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.comparison import Shape, merge_values, pair, similarity

PEOPLE = Shape.from_schema(
    {"type": "array", "items": {
        "x-identity": ["name"],
        "properties": {
            "name": {"type": "string", "x-kind": "name"},
            "born": {"anyOf": [{"type": "string", "x-kind": "date"}, {"type": "null"}]},
            "role": {"enum": ["lead", "other"]},
            "tags": {"type": "array", "items": {"type": "string"}},
        },
    }}
)  # fmt: skip
PERSON = PEOPLE.items
ROUNDS = Shape.from_schema(
    {"type": "array", "items": {
        "properties": {
            "company": {"type": "string", "x-kind": "name"},
            "kind": {"enum": ["a", "b"]},
            "sum": {
                "x-kind": "money",
                "properties": {
                    "amount": {"type": "number"},
                    "currency": {"type": "string"},
                    "equivalents": {"type": "array", "items": {"type": "string"}},
                },
            },
        }
    }}
)  # fmt: skip


def person(name: str, born: str | None = None, role: str = "lead", tags: list[str] | None = None) -> dict[str, Any]:
    return {"name": name, "born": born, "role": role, "tags": tags or []}


def test_the_same_item_twice_is_one_with_what_both_say() -> None:
    """Null is filled, the more precise date and the longer name are kept, lists are joined."""
    merged = merge_values(
        [[person("Ada", "1815", tags=["a"])], [person("Ada Inc.", "1815-12-10", tags=["b", "a"])]], PEOPLE
    )
    assert merged.value == [person("Ada Inc.", "1815-12-10", tags=["a", "b"])]
    assert merged.disagreements == []


def test_scalars_that_disagree_are_reported_with_their_places() -> None:
    """The value said most often is kept; the other is reported with where each stands."""
    merged = merge_values([[person("Ada", role="other")], [person("Ada")], [person("Bo"), person("Ada")]], PEOPLE)
    assert merged.value == [person("Ada"), person("Bo")]
    (disagreement,) = merged.disagreements
    assert disagreement.path == "/0/role"
    assert disagreement.values == (("lead", 2), ("other", 1))
    assert disagreement.sources == ((1, "/0/role"), (2, "/1/role"), (0, "/0/role"))


def test_sources_lead_back_to_the_parts_that_say_the_kept_value() -> None:
    """Every merged place knows where its value was said, so that evidence can follow."""
    merged = merge_values([{"people": []}, {"people": [person("Ada")]}], Shape.from_schema(
        {"properties": {"people": {"type": "array", "items": {"properties": {"name": {"type": "string"}}}}}}
    ))  # fmt: skip
    assert merged.sources["/people/0/name"] == [(1, "/people/0/name")]
    assert merged.sources["/people"] == [(0, "/people"), (1, "/people")]


def test_sums_that_differ_are_two_items_and_equivalents_are_joined() -> None:
    """Without a declared identity another sum is another item; the same sum gains what stands beside it."""
    one = {"company": "A", "kind": "a", "sum": {"amount": 5, "currency": "USD", "equivalents": ["4 EUR"]}}
    same = {"company": "A", "kind": "b", "sum": {"amount": "5.0", "currency": "USD", "equivalents": ["3 GBP"]}}
    other = {"company": "A", "kind": "a", "sum": {"amount": 6, "currency": "USD", "equivalents": []}}
    merged = merge_values([[one], [same, other]], ROUNDS)
    assert len(merged.value) == 2
    assert merged.value[0]["sum"]["equivalents"] == ["4 EUR", "3 GBP"]
    assert [found.path for found in merged.disagreements] == ["/0/kind"]


def test_an_item_that_fits_two_others_stays_by_itself() -> None:
    """Joining it with either would be a guess, so it is kept and marked."""
    sums = [{"company": "A", "kind": "a", "sum": {"amount": n, "currency": "USD", "equivalents": []}} for n in (5, 6)]
    merged = merge_values([sums, [{"company": "A", "kind": "a", "sum": None}]], ROUNDS)
    assert len(merged.value) == 3
    assert merged.ambiguous == ["/2"]


def test_nulls_and_empty_lists_merge_to_nothing() -> None:
    """Parts that say nothing leave nothing behind."""
    assert merge_values([[], [None]], PEOPLE).value == []
    assert merge_values([None, None], PERSON).value is None


people = st.lists(
    st.builds(
        person,
        st.sampled_from(["Ada", "Ada Inc.", "Bo", "Cy"]),
        st.sampled_from([None, "1815", "1815-12", "1820"]),
        st.sampled_from(["lead", "other"]),
        st.lists(st.sampled_from(["x", "y"]), max_size=2),
    ),
    max_size=3,
)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(people)
def test_merging_again_changes_nothing(items: list[Any]) -> None:
    """A merged list merged with itself gives it back."""
    once = merge_values([items, items[::-1]], PEOPLE).value
    again = merge_values([once, once], PEOPLE)
    assert again.value == once
    assert again.disagreements == []


@settings(derandomize=True, deadline=None, max_examples=60)
@given(people, people)
def test_pairs_join_each_item_once(ones: list[Any], others: list[Any]) -> None:
    """No item has two partners; an item's copy is always fully alike; likeness is the same both ways."""
    pairs = pair(ones, others, PERSON)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    for one in ones:
        assert similarity(PERSON, one, one) == 1.0
        for other in others:
            assert similarity(PERSON, one, other) == similarity(PERSON, other, one)


def test_pairs_ignore_position() -> None:
    """Items in reverse order find their partners, and a stranger finds none."""
    ones = [person("Ada"), person("Bo"), person("Zoe")]
    assert pair(ones, [person("Bo"), person("Ada"), person("Quentin")], PERSON) == [(0, 1), (1, 0)]


@pytest.mark.parametrize(
    "values",
    [
        {"additionalProperties": {"type": "integer"}},
        {"patternProperties": {"^[a-z]$": {"type": "integer"}}},
        {"patternProperties": {"^[a-m]$": {"type": "integer"}, "^[n-z]$": {"type": "integer"}}},
        {"patternProperties": {"^[a-m]$": {"type": "integer"}}, "additionalProperties": {"type": "string"}},
    ],
    ids=["any keys", "a pattern", "two patterns", "a pattern and others"],
)
def test_maps_are_united_key_by_key(values: dict[str, Any]) -> None:
    """However the schema names its keys, what each part says under a key of its own is there."""
    shape = Shape.from_schema({"type": "object", **values})
    merged = merge_values([{"a": 1}, {"b": 2, "a": 1}, {"a": 3}], shape)
    assert merged.value == {"a": 1, "b": 2}
    assert [one.path for one in merged.disagreements] == ["/a"]


def test_nulls_among_items_are_kept() -> None:
    """As many as the answer with most of them has, each where it first stands."""
    shape = Shape.from_schema({"type": "array", "items": {"type": ["string", "null"]}})
    assert merge_values([["a", None], [None, "b", None, "a"]], shape).value == ["a", None, "b", None]
    assert merge_values([[None], [None]], shape).value == [None]
