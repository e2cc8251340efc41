"""Which items of several answers are the same one, where each answer keeps its own items apart.

Time grows nearly with the number of items: those that share no key are never compared, and of those that agree in what
many items say only those one by one that agree in what few do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .forms import Forms
from .kinds import SCALE, Kinds, Rank, Summary
from .shapes import Shape
from .turns import Fitting, Turns, single

__all__ = ["Group", "join"]


@dataclass
class Group:
    """Indices of items that are one; ``ambiguous`` where they fitted two others equally well and were kept apart."""

    members: list[int] = field(default_factory=list)
    ambiguous: bool = False


def join(items: Sequence[Any], parts: Sequence[int], shape: Shape) -> list[Group]:
    """Group items that are the same; two items of one part never are, as their author told them apart.

    Part after part, each item joins the group it is most like among those it fits. Where several are equally like it,
    without being equal to it or like each other, joining any would be a guess, so it stays by itself. So does a group
    that several items of a part are equally like, without being like each other, and at the end what a group of a later
    part turns out to be like as well.

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
    joined = _Joined(items, parts, shape)
    start = 0
    while start < len(items):
        end = start
        while end < len(items) and parts[end] == parts[start]:
            end += 1
        joined.add(range(start, end))
        start = end
    joined.set_apart()
    return sorted(joined.groups, key=lambda group: group.members[0])


class _Joined:
    """The groups of the parts so far."""

    def __init__(self, items: Sequence[Any], parts: Sequence[int], shape: Shape) -> None:
        self.groups: list[Group] = []
        self._parts = parts
        self._forms = Forms(shape, items)
        self._kinds = Kinds(self._forms)
        self._kind_of: list[int] = []  # of each group
        self._summaries: list[Summary] = []  # of each group
        self._group_of: dict[int, int] = {}  # of each item
        self._saying: dict[int, list[int]] = {}  # items by a rare word
        self._fitting_kinds: dict[int, Fitting] = {}  # by trait, while no group changes
        self._parts_of: dict[int, Counter[frozenset[int]]] = {}  # of each place, once all items are joined

    def add(self, items: range) -> None:
        """Join the items of one more part to the groups that there are, or make new ones of them."""
        forms = {index: self._forms.of[index] for index in items}
        self._fitting_kinds = {}
        turns = Turns(self._forms, self._kinds, self._kind_of)
        turns.take(forms, self._holding_copies)
        turns.take({index: form for index, form in forms.items() if index not in turns.joins}, self._fitting)
        for number in turns.contested:
            self.groups[number].ambiguous = True
        for index in items:
            self._place(index, turns.joins)

    def _place(self, index: int, joins: dict[int, int | None]) -> None:
        number, form = joins.get(index), self._forms.of[index]
        if number is None:
            number = len(self.groups)
            self.groups.append(Group(ambiguous=index in joins))
            self._summaries.append(Summary())
            self._kind_of.append(-1)
        else:
            self._kinds.leave(self._kind_of[number], number)
        self._forms.show(form)
        self.groups[number].members.append(index)
        self._group_of[index] = number
        self._summaries[number].add(self._forms, form)
        self._kind_of[number] = self._kinds.enter(self._summaries[number], number)
        for word in self._forms.rare[form]:
            self._saying.setdefault(word, []).append(index)

    def _holding_copies(self, form: int) -> Fitting:
        """What has a copy of an item and is as like it as can be, so that nothing else need be looked at."""
        said = self._forms.said(form)
        if len(said) < self._forms.most_said:
            return {}
        best = (-SCALE, -len(said))
        if self._forms.rare[form]:
            return {rank: places for rank, places in self._sharing(form).items() if rank == best}
        return {best: [kind for kind in self._kinds.saying(said) if self._kinds.rank(kind, form) == best]}

    def _fitting(self, form: int) -> Fitting:
        """What an item may join."""
        trait = self._forms.traits[form]
        if trait not in self._fitting_kinds:
            found: Fitting = {}
            for kind in self._kinds.near(form):
                rank = self._kinds.rank(kind, form)
                if rank is not None:
                    found.setdefault(rank, []).append(kind)
            self._fitting_kinds[trait] = found
        fitting = dict(self._fitting_kinds[trait])
        for rank, groups in self._sharing(form).items():
            fitting[rank] = [*fitting.get(rank, ()), *groups]
        return fitting

    def _sharing(self, form: int) -> Fitting:
        """The groups that have more in common with an item than their kind has: rare words."""
        shared = Counter(index for word in self._forms.rare[form] for index in self._saying.get(word, ()))
        most: dict[int, int] = {}
        for index, rare in shared.items():
            number = self._group_of[index]
            equal = rare + len(self._forms.often[form] & self._forms.often[self._forms.of[index]])
            most[number] = max(equal, most.get(number, 0))
        found: Fitting = {}
        for number, equal in most.items():
            rank = self._kinds.rank(self._kind_of[number], form)
            if rank is not None and equal > -rank[1]:
                found.setdefault((rank[0], -equal), []).append(single(number))
        return found

    def set_apart(self) -> None:
        """Take out of groups what would as well have joined another one, had that been there when it was joined."""
        self._fitting_kinds, self._parts_of = {}, {}
        doubtful = [
            (number, identity)
            for number, summary in enumerate(self._summaries)
            for identity in (summary.counts if len(summary.counts) > 1 else ())
            if self._is_doubtful(number, identity)
        ]
        for number, identity in doubtful:
            group = self.groups[number]
            mine, rest = self._by_identity(group.members, identity)
            if rest:
                group.members = rest
                group = Group(mine)
                self.groups.append(group)
            group.ambiguous = True

    def _by_identity(self, members: Sequence[int], identity: int) -> tuple[list[int], list[int]]:
        """The items with an identity, and the others."""
        found: tuple[list[int], list[int]] = ([], [])
        for index in members:
            found[self._forms.identity(self._forms.of[index]) != identity].append(index)
        return found

    def _is_doubtful(self, number: int, identity: int) -> bool:
        mine, rest = self._by_identity(self.groups[number].members, identity)
        form, parts = self._forms.of[mine[0]], {self._parts[index] for index in mine}
        first, known = self._forms.of[rest[0]], self._rank(rest, form)
        return known is not None and any(
            self._is_open(place, number, parts)
            for rank, places in self._fitting(form).items()
            if rank <= known
            for place in places
            if rank[0] > -SCALE or not self._forms.compare(first, self._first(place))[0]
        )

    def _rank(self, members: Sequence[int], form: int) -> Rank | None:
        """How like an item the group of some others is; None where it is not the same as all of them."""
        summary, most = Summary(), 0
        for other in map(self._forms.of.__getitem__, members):
            summary.add(self._forms, other)
            most = max(most, len(self._forms.said(other) & self._forms.said(form)))
        rank = summary.rank(self._forms, form)
        return rank and (rank[0], -most)

    def _first(self, place: int) -> int:
        return self._kinds.first(place if place >= 0 else self._kind_of[single(place)])

    def _is_open(self, place: int, number: int, parts: set[int]) -> bool:
        """Whether a place has a group, another one than this, without an item of some parts."""
        if place not in self._parts_of:
            groups = [single(place)] if place < 0 else self._kinds.groups(place)
            self._parts_of[place] = Counter(map(self._parts_in, groups))
        mine = self._parts_in(number) if number == single(place) or self._kind_of[number] == place else None
        return any(
            parts.isdisjoint(others) and count > (others == mine) for others, count in self._parts_of[place].items()
        )

    def _parts_in(self, number: int) -> frozenset[int]:
        return frozenset(self._parts[index] for index in self.groups[number].members)
