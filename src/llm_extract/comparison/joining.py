"""Which items of several answers are the same one, where each answer keeps its own items apart.

Time grows nearly with the number of items: only items that share a key of their identity are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from ..messages import canonical_json
from ..values.name_keys import name_keys
from .clusters import Cluster, same_item
from .comparators import decimal_of
from .folding import fold
from .items import reach, similarity
from .shapes import Shape

__all__ = ["join"]

_SCALE = 10_000
_STRONG = frozenset({"name", "money", "text", "verbatim", "quantity"})
_MOST_FIELDS = 3  # of an identity that are looked up together

Keys = dict[int, frozenset[Any]]
"""Of an item: the keys of each field of its identity that says something, by the field's number."""


def join(items: Sequence[Any], parts: Sequence[int], shape: Shape) -> list[Cluster]:
    """Group items that are the same; two items of one part never are, as their author told them apart.

    Part after part, each item joins the group it is most like among those it fits. Where several are equally like it,
    without being equal to it or like each other, joining any would be a guess, so it stays by itself.

    Args:
        items: the items, none of them null.
        parts: which part each comes from, in ascending order.
        shape: their shape.

    Returns:
        The groups, by first appearance of a member.

    Example:
        >>> [group.members for group in join(["Acme", "Acme", "Acme Inc.", "Beta"], [0, 0, 1, 1], Shape("name"))]
        [[0, 2], [1], [3]]
    """
    groups: list[Cluster] = []
    index = _Index(shape)
    start = 0
    while start < len(items):
        end = start
        while end < len(items) and parts[end] == parts[start]:
            end += 1
        _join_part(items, range(start, end), shape, groups, index)
        start = end
    return sorted(groups, key=lambda group: group.members[0])


def _join_part(items: Sequence[Any], mine: range, shape: Shape, groups: list[Cluster], index: _Index) -> None:
    ranked = sorted(
        (_unlikeness(shape, items, groups[number], item), item, number)
        for item in mine
        for number in index.candidates(items[item])
        if all(_are_same(shape, items[member], items[item]) for member in groups[number].members)
    )
    open_groups = {number for _, _, number in ranked}
    open_items = set(mine)
    places: dict[int, int] = {}
    ambiguous = set()
    fits: dict[int, list[tuple[tuple[int, int], int]]] = {}
    for rank, item, number in ranked:
        fits.setdefault(item, []).append((rank, number))
    for rank, item, number in ranked:
        if item not in open_items or number not in open_groups:
            continue
        open_items.discard(item)
        rivals = [place for other, place in fits[item] if other == rank and place in open_groups]
        if len(rivals) > 1 and (rank[0] > -_SCALE or not _are_one_name(shape, items, groups, rivals)):
            ambiguous.add(item)
            continue
        open_groups.discard(number)
        places[item] = number
    for item in mine:
        if item not in places:
            groups.append(Cluster([], ambiguous=item in ambiguous))
            places[item] = len(groups) - 1
        groups[places[item]].members.append(item)
        index.add(items[item], places[item])


def _are_one_name(shape: Shape, items: Sequence[Any], groups: Sequence[Cluster], places: Sequence[int]) -> bool:
    """Whether groups are like each other too: "J. Tsai" is like both Joe and Jane, who are not."""
    first, *others = (items[groups[place].members[0]] for place in places)
    return all(_are_same(shape, first, other) for other in others)


def _are_same(shape: Shape, one: Any, other: Any) -> bool:
    """Copies are the same too where their identity says nothing."""
    return same_item(shape, one, other) or bool(one == other)


def _unlikeness(shape: Shape, items: Sequence[Any], group: Cluster, index: int) -> tuple[int, int]:
    """Sorts the most alike first: by identity, then by how many of their other fields are equal."""
    alike = sum(similarity(shape, items[other], items[index]) for other in group.members)
    equal = max(_equal_fields(items[other], items[index]) for other in group.members)
    return -round(_SCALE * alike / len(group.members)), -equal


def _equal_fields(one: Any, other: Any) -> int:
    if isinstance(one, dict) and isinstance(other, dict):
        return sum(one[key] == other[key] for key in one.keys() & other.keys())
    return int(one == other)


@dataclass
class _Table:
    """Groups whose members say something about the same fields of the identity."""

    entries: list[tuple[Keys, int]] = field(default_factory=list)
    by_fields: dict[tuple[int, ...], dict[tuple[Any, ...], set[int]]] = field(default_factory=dict)

    def add(self, keys: Keys, group: int) -> None:
        self.entries.append((keys, group))
        for fields, found in self.by_fields.items():
            _register(found, fields, keys, group)

    def find(self, fields: tuple[int, ...], keys: Keys) -> Iterable[int]:
        if not fields:
            return {group for _, group in self.entries}
        found = self.by_fields.get(fields)
        if found is None:
            found = self.by_fields[fields] = {}
            for known, group in self.entries:
                _register(found, fields, known, group)
        return [group for combination in _combinations(fields, keys) for group in found.get(combination, ())]


class _Index:
    """Finds the groups that an item may belong to."""

    def __init__(self, shape: Shape) -> None:
        declared = shape.declares_identity or shape.is_leaf
        self._identity = shape.identity
        self._keyed = [number for number, (_, leaf) in enumerate(shape.identity) if _has_keys(leaf, declared)]
        self._keyed.sort(key=lambda number: self._identity[number][1].kind not in _STRONG)
        self._tables: dict[frozenset[int], _Table] = {}

    def add(self, item: Any, group: int) -> None:
        keys = self._keys(item)
        self._tables.setdefault(frozenset(keys), _Table()).add(keys, group)

    def candidates(self, item: Any) -> list[int]:
        keys = self._keys(item)
        found: set[int] = set()
        for said, table in self._tables.items():
            fields = tuple(number for number in self._keyed if number in keys and number in said)
            found.update(table.find(fields[:_MOST_FIELDS], keys))
        return sorted(found)

    def _keys(self, item: Any) -> Keys:
        keys: Keys = {}
        for number in self._keyed:
            path, leaf = self._identity[number]
            value = reach(item, path)
            if value is not None:
                keys[number] = frozenset(_keys_of(leaf, value))
        return keys


def _register(found: dict[tuple[Any, ...], set[int]], fields: tuple[int, ...], keys: Keys, group: int) -> None:
    for combination in _combinations(fields, keys):
        found.setdefault(combination, set()).add(group)


def _combinations(fields: tuple[int, ...], keys: Keys) -> Iterator[tuple[Any, ...]]:
    return product(*(keys[number] for number in fields))


def _has_keys(leaf: Shape, declared: bool) -> bool:
    """Whether equal values of this leaf always share a key."""
    if not leaf.is_leaf or leaf.comparator is not None or leaf.tolerance:
        return False
    if leaf.kind in ("text", "enum", "boolean"):
        return declared  # else texts that resemble each other fit, and enums do not part items
    return leaf.kind in ("name", "verbatim", "money", "quantity", "number")


def _keys_of(leaf: Shape, value: Any) -> Iterator[Any]:
    if leaf.kind == "name" and isinstance(value, str):
        yield fold(value)
        yield from name_keys(value)
    elif leaf.kind in ("text", "verbatim") and isinstance(value, str):
        yield fold(value)
    elif leaf.kind in ("money", "quantity") and isinstance(value, dict):
        yield _number_key(value.get("amount" if leaf.kind == "money" else "number"))
    elif leaf.kind == "number":
        yield _number_key(value)
    else:
        yield canonical_json(value)


def _number_key(value: Any) -> Any:
    number = decimal_of(value)
    if number is not None:
        return number
    return fold(value) if isinstance(value, str) else canonical_json(value)
