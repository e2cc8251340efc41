"""A second scorer, which tries every pairing, and data that it and the package's own are held against each other by.

It shares no code with the package; texts are drawn so that two are equal or have nothing in common.
"""

from __future__ import annotations

from itertools import permutations
from typing import Any

from hypothesis import strategies as st

__all__ = ["KEYS", "SCHEMA", "golds", "naive_score", "records"]

SCHEMA = {
    "properties": {
        "title": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "people": {
            "type": "array",
            "items": {
                "properties": {
                    "name": {"type": "string"},
                    "age": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                    "role": {"enum": ["lead", "other"]},
                }
            },
        },
    }
}
KEYS = ("name", "age", "role")


def accepted(cell: Any) -> list[Any]:
    if isinstance(cell, dict) and "$any" in cell:
        return [value for part in cell["$any"] for value in accepted(part)]
    if isinstance(cell, dict) and "$optional" in cell:
        return [*accepted(cell["$optional"]), None]
    return [cell]


def naive_leaf(cell: Any, found: Any) -> tuple[int, int, int]:
    values = accepted(cell)
    if found is None:
        return (0, 0, 0) if None in values else (0, 0, 1)
    if found in values:
        return (1, 0, 0)
    return (0, 1, 0) if None in values else (0, 1, 1)


def plus(*counts: tuple[int, int, int]) -> tuple[int, int, int]:
    right, false, missed = (sum(column) for column in zip((0, 0, 0), *counts, strict=True))
    return right, false, missed


def naive_extra(found: dict[str, Any], labelled: set[str]) -> tuple[int, int, int]:
    return 0, sum(found[key] is not None for key in KEYS if key in labelled), 0


def naive_pair(item: Any, found: dict[str, Any], labelled: set[str]) -> tuple[int, int, int]:
    outcomes = []
    for value in accepted(item):
        if value is None:
            outcomes.append(naive_extra(found, labelled))
        else:
            outcomes.append(plus(*(naive_leaf(cell, found[key]) for key, cell in value.items())))
    return min(outcomes, key=lambda one: (one[1] + one[2], -one[0]))


def naive_missed(item: Any) -> tuple[int, int, int]:
    if None in accepted(item):
        return 0, 0, 0
    options = [plus(*(naive_leaf(cell, None) for cell in value.values())) for value in accepted(item)]
    return min(options, key=lambda one: one[2])


def naive_alike(item: Any, found: dict[str, Any]) -> int:
    best = 0.0
    for value in accepted(item):
        if value is None:
            continue
        reached = total = 0.0
        for key, cell in value.items():
            weight = 0.25 if key == "role" else 1.0
            values = accepted(cell)
            if found[key] is None and None in values:
                continue
            if found[key] is None or values == [None]:
                total += weight / 2
            else:
                total += weight
                reached += weight * (found[key] in values)
        best = max(best, reached / total if total else 1.0)
    return round(best * 10_000) if best >= 0.25 else 0


def naive_list(gold: list[Any], partial: bool, found: list[Any], labelled: set[str]) -> tuple[int, int, int]:
    slots = [*range(len(found)), *([None] * len(gold))]
    best = None
    for choice in set(permutations(slots, len(gold))):
        alike = [naive_alike(gold[row], found[column]) for row, column in enumerate(choice) if column is not None]
        if not all(alike):
            continue
        parts = [
            naive_missed(gold[row]) if column is None else naive_pair(gold[row], found[column], labelled)
            for row, column in enumerate(choice)
        ]
        if not partial:
            parts += [naive_extra(item, labelled) for column, item in enumerate(found) if column not in choice]
        counts = plus(*parts)
        rank = (sum(alike), counts[0], -counts[1] - counts[2])
        if best is None or rank > best[0]:
            best = rank, counts
    assert best is not None
    return best[1]


def naive_score(gold: dict[str, Any], found: dict[str, Any]) -> tuple[int, int, int]:
    parts = []
    if "title" in gold:
        parts.append(naive_leaf(gold["title"], found["title"]))
    if "people" in gold:
        cell = gold["people"]
        partial = isinstance(cell, dict)
        items = cell["$partial"] if partial else cell
        labelled = {key for item in items for value in accepted(item) if value is not None for key in value}
        parts.append(naive_list(items, partial, found["people"], labelled if items else set(KEYS)))
    return plus(*parts)


# --- random gold and records

names = st.sampled_from(["aaa", "bbb", "ccc"])
ages = st.sampled_from([1, 2, None])
roles = st.sampled_from(["lead", "other"])


def marked(plain: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        plain,
        plain,
        plain,
        st.builds(lambda one, two: {"$any": [one, two]}, plain, plain),
        plain.filter(lambda value: value is not None).map(lambda value: {"$optional": value}),
    )


gold_people = st.fixed_dictionaries({"name": marked(names)}, optional={"age": marked(ages), "role": marked(roles)})
gold_items = st.one_of(gold_people, gold_people, gold_people.map(lambda item: {"$optional": item}))
gold_lists = st.lists(gold_items, max_size=3)
golds = st.fixed_dictionaries(
    {}, optional={"title": marked(st.one_of(names, st.none())),
                  "people": st.one_of(gold_lists, gold_lists.map(lambda items: {"$partial": items}))}
)  # fmt: skip
people = st.fixed_dictionaries({"name": names, "age": ages, "role": roles})
records = st.fixed_dictionaries({"title": st.one_of(names, st.none()), "people": st.lists(people, max_size=3)})
