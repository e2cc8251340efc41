"""Joining gives what comparing every item with every other gives, for any schema and any items."""

from __future__ import annotations

import json
from typing import Any
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.comparison import Shape, forms, similarity
from llm_extract.comparison.items import reach, same_item
from llm_extract.comparison.joining import join

NULLABLE_SUM = {
    "anyOf": [
        {
            "type": "object",
            "x-kind": "money",
            "properties": {"amount": {"type": "string"}, "currency": {"type": "string"}},
        },
        {"type": "null"},
    ]
}


def all_pairs(items: list[Any], parts: list[int], shape: Shape) -> list[tuple[list[int], bool]]:
    """What joining means, without any haste: each item is held against every member of every group."""
    groups: list[tuple[list[int], bool]] = []  # members, and whether it was a guess where they belong
    for part in sorted(set(parts)):
        mine = [index for index, of in enumerate(parts) if of == part]
        fits = {
            (index, number): rank(items, members, index, shape)
            for index in mine
            for number, (members, _) in enumerate(groups)
            if all(are_same(items[member], items[index], shape) for member in members)
        }
        joins: dict[int, int | None] = {}
        contested: set[int] = set()
        for alike, index, number in sorted((alike, *pair) for pair, alike in fits.items()):
            free = set(range(len(groups))) - set(joins.values()) - contested
            if index in joins or number not in free:
                continue
            first, *rivals = [place for place in sorted(free) if fits.get((index, place)) == alike]
            one_name = all(are_same(items[groups[first][0][0]], items[groups[r][0][0]], shape) for r in rivals)
            others = [other for other in mine if other not in joins and fits.get((other, number)) == alike]
            if rivals and (alike[0] > -10_000 or not one_name):
                joins[index] = None
            elif all(are_same(items[other], items[index], shape) for other in others):
                joins[index] = number
            else:
                contested.add(number)
                groups[number] = (groups[number][0], True)
        for index in mine:
            place = joins.get(index)
            if place is None:
                groups.append(([index], index in joins))
            else:
                groups[place][0].append(index)
    return sorted(set_apart(groups, items, parts, shape))


def set_apart(
    groups: list[tuple[list[int], bool]], items: list[Any], parts: list[int], shape: Shape
) -> list[tuple[list[int], bool]]:
    """What joining undoes at the end: members that another group, without their parts, is as like as their own."""
    settled: list[tuple[list[int], bool]] = []
    for members, ambiguous in groups:
        kept = list(members)
        for identity in dict.fromkeys(told(items[member], shape) for member in members):
            mine = [member for member in members if told(items[member], shape) == identity]
            rest = [member for member in members if member not in mine]
            own = {parts[member] for member in mine}
            rivals = [
                others
                for others, _ in groups
                if rest and others is not members and own.isdisjoint(parts[other] for other in others)
                if all(are_same(items[other], items[mine[0]], shape) for other in others)
                if rank(items, others, mine[0], shape) <= rank(items, rest, mine[0], shape)
                if rank(items, others, mine[0], shape)[0] > -10_000
                or not are_same(items[rest[0]], items[others[0]], shape)
            ]
            if rivals and mine != kept:
                settled.append((mine, True))
                kept = [member for member in kept if member not in mine]
            ambiguous = ambiguous or bool(rivals and mine == kept)
        settled.append((kept, ambiguous))
    return settled


def told(item: Any, shape: Shape) -> str:
    """What an item's identity says."""
    return json.dumps([reach(item, keys) for keys, _ in shape.identity], sort_keys=True)


def are_same(one: Any, other: Any, shape: Shape) -> bool:
    return same_item(shape, one, other) or bool(one == other)


def rank(items: list[Any], members: list[int], index: int, shape: Shape) -> tuple[int, int]:
    mean = sum(similarity(shape, items[member], items[index]) for member in members) / len(members)
    return -round(10_000 * mean), -max(equal(items[member], items[index]) for member in members)


def equal(one: Any, other: Any) -> int:
    if isinstance(one, dict) and isinstance(other, dict):
        return sum(one[key] == other[key] for key in one.keys() & other.keys())
    return int(one == other)


ANY_OF = {
    "name": ({"type": "string", "x-kind": "name"}, ["Acme", "Acme Inc.", "IBM", "Joe Tsai", "Jane Tsai", "J. Tsai"]),
    "date": ({"type": "string", "x-kind": "date"}, ["2018", "2018-04", "2018-04-09", "XXXX-04", "2019-04-09", "May"]),
    "text": (
        {"type": "string"},
        ["They build trains there.", "they build  trains there", "They build 2 trains there.", "No.", ""],
    ),
    "casefold": ({"type": "string", "x-compare": "casefold"}, ["Lead", "LEAD", "led"]),
    "money": (NULLABLE_SUM, [{"amount": n, "currency": c} for n in ("5", "5.0", "6", None) for c in ("USD", "EUR")]),
    "count": ({"type": "number"}, [1, 1.0, "1", 2, "many"]),
    "near": ({"type": "number", "x-tolerance": 0.1}, [100, 95, 90]),
    "kind": ({"enum": ["a", "b"]}, ["a", "b"]),
    "flag": ({"type": "boolean"}, [True, False]),
    "tags": ({"type": "array", "items": {"type": "string"}}, [[], ["x"], ["x", "y"], ["y", "x"]]),
    "more": ({}, [{"a": 1}, {"a": 1.0}, "x"]),
    "note": ({"type": "string", "x-compare": "casefold"}, [f"note {number}" for number in range(14)]),
}


@st.composite
def answers(draw: st.DrawFn) -> tuple[list[Any], list[int], Shape]:
    """A schema with any fields and any identity, and items of it from a few answers, with copies and nulls."""
    fields = draw(st.lists(st.sampled_from(sorted(ANY_OF)), min_size=1, max_size=5, unique=True))
    schema: dict[str, Any] = {"type": "object", "properties": {name: ANY_OF[name][0] for name in fields}}
    schema["x-identity"] = draw(st.lists(st.sampled_from(fields), unique=True, max_size=3))
    values = {name: st.none() | st.sampled_from(ANY_OF[name][1]) for name in fields}
    open_keys = draw(st.booleans())
    item = st.fixed_dictionaries({}, optional=values) if open_keys else st.fixed_dictionaries(values)
    items = draw(st.lists(item | st.sampled_from(draw(st.lists(item, min_size=1, max_size=3))), max_size=14))
    if draw(st.booleans()) and len(fields) == 1:  # bare values
        schema, items = ANY_OF[fields[0]][0], [one[fields[0]] for one in items if one.get(fields[0]) is not None]
    parts = sorted(draw(st.lists(st.integers(0, 3), min_size=len(items), max_size=len(items))))
    return items, parts, Shape.from_schema(schema)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(answers(), st.sampled_from([0, 1, 4, 300]))
def test_joining_finds_what_comparing_all_pairs_finds(
    given_answers: tuple[list[Any], list[int], Shape], pairs: int
) -> None:
    """Whatever the schema, the items and what counts as rare: the same groups, the same ones apart as a guess."""
    items, parts, shape = given_answers
    with mock.patch.object(forms, "_PAIRS", pairs):
        found = [(group.members, group.ambiguous) for group in join(items, parts, shape)]
    assert found == all_pairs(items, parts, shape)
