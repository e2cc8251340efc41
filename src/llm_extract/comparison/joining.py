"""Which items of several answers are the same one, where each answer keeps its own items apart.

Time grows nearly with the number of items: equal ones are compared once, others only where they share a key.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .forms import Forms
from .shapes import Shape

__all__ = ["Group", "join"]

_SCALE = 10_000  # likenesses are compared as integers, so that ties are ties

State = tuple[int, ...]
"""The forms of a group's members: what is asked of one group is so of all that are in the same state."""

Rank = tuple[int, int]
"""Sorts the most alike first: by identity, then by how many of their other fields are equal."""

Fitting = dict[Rank, list[State]]
"""States of groups that an item may join, by how like it they are."""


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
    joined = _Joined(shape)
    start = 0
    while start < len(items):
        end = start
        while end < len(items) and parts[end] == parts[start]:
            end += 1
        joined.add({index: items[index] for index in range(start, end)})
        start = end
    joined.set_apart(parts)
    return sorted(joined.groups, key=lambda group: group.members[0])


class _Joined:
    """The groups of the parts so far."""

    def __init__(self, shape: Shape) -> None:
        self.groups: list[Group] = []
        self._forms = Forms(shape)
        self._state_of: list[State] = []  # of each group
        self._groups_in: dict[State, list[int]] = {}  # in order
        self._beginning: dict[int, dict[State, None]] = {}  # states by their first identity
        self._saying: dict[frozenset[int], dict[State, None]] = {}  # states by what any of their members says

    def add(self, items: dict[int, Any]) -> None:
        """Join the items of one more part to the groups that there are, or make new ones of them."""
        forms = {index: self._forms.number(item) for index, item in items.items()}
        turns = _Turns(self._forms, self._groups_in)
        turns.take(forms, self._holding_copies)
        turns.take({index: form for index, form in forms.items() if index not in turns.joins}, self._fitting)
        for state, count in turns.taken.items():
            self._leave(state, count)
        for number in turns.contested:
            self.groups[number].ambiguous = True
            self._enter(self._state_of[number], number)
        for index, form in forms.items():
            self._place(index, form, turns.joins)

    def set_apart(self, parts: Sequence[int]) -> None:
        """Take out of groups what would as well have joined another one, had that been there when it was joined."""
        doubtful = [
            (number, identity)
            for number, state in enumerate(self._state_of)
            for identity in dict.fromkeys(map(self._forms.identity, state))
            if self._is_doubtful(number, identity, parts)
        ]
        for number, identity in doubtful:
            group, state = self.groups[number], self._state_of[number]
            mine = [index for index, form in zip(group.members, state, strict=True) if self._has(form, identity)]
            rest = [index for index in group.members if index not in mine]
            if rest:
                group.members = rest
                self._state_of[number] = tuple(form for form in state if not self._has(form, identity))
                self.groups.append(Group(mine))
                self._state_of.append(tuple(form for form in state if self._has(form, identity)))
                group = self.groups[-1]
            group.ambiguous = True

    def _has(self, form: int, identity: int) -> bool:
        return self._forms.identity(form) == identity

    def _is_doubtful(self, number: int, identity: int, parts: Sequence[int]) -> bool:
        state = self._state_of[number]
        rest = tuple(form for form in state if not self._has(form, identity))
        if not rest:
            return False
        form = next(form for form in state if self._has(form, identity))
        known = self._rank(rest, form)
        for rank, states in self._fitting(form).items():
            if known is None or rank > known:
                continue
            for other in states:
                if rank[0] == -_SCALE and self._forms.compare(rest[0], other[0])[0]:
                    continue
                if self._is_open(other, number, identity, parts):
                    return True
        return False

    def _is_open(self, state: State, number: int, identity: int, parts: Sequence[int]) -> bool:
        """Whether a state has a group without an item of the parts that the ones in question come from."""
        members = zip(self.groups[number].members, self._state_of[number], strict=True)
        mine = {parts[index] for index, form in members if self._has(form, identity)}
        others = (self.groups[other] for other in self._groups_in[state] if other != number)
        return any(mine.isdisjoint(parts[index] for index in group.members) for group in others)

    def _holding_copies(self, form: int) -> Fitting:
        """The states with a copy of an item that are as like it as can be, so that no others need be looked at."""
        said = self._forms.said(form)
        best = (-_SCALE, -len(said))
        states = self._saying.get(said, ()) if len(said) == self._forms.most_said else ()
        return {best: [state for state in states if self._rank(state, form) == best]}

    def _fitting(self, form: int) -> Fitting:
        """The states of groups that an item may join, by how like it they are."""
        found: Fitting = {}
        near = self._forms.near(form)
        for first in near:
            for state in self._beginning.get(first, ()):
                likely = len(state) == 1 or near.issuperset(map(self._forms.identity, state))
                rank = self._rank(state, form) if likely else None
                if rank is not None:
                    found.setdefault(rank, []).append(state)
        return found

    def _rank(self, state: State, form: int) -> Rank | None:
        """How like an item the groups in a state are; None where it is not the same as all of their members."""
        alike, most = [], 0
        for member in state:
            same, likeness, equal = self._forms.compare(member, form)
            if not same:
                return None
            alike.append(likeness)
            most = max(most, equal)
        return -round(_SCALE * sum(alike) / len(state)), -most

    def _leave(self, state: State, count: int) -> None:
        """The first groups in a state are in another one from now on."""
        rest = self._groups_in[state][count:]
        if rest:
            self._groups_in[state] = rest
            return
        del self._groups_in[state], self._beginning[self._forms.identity(state[0])][state]
        for said in {self._forms.said(member) for member in state}:
            del self._saying[said][state]

    def _place(self, index: int, form: int, joins: dict[int, int | None]) -> None:
        number = joins.get(index)
        if number is None:
            number = len(self.groups)
            self.groups.append(Group(ambiguous=index in joins))
            self._state_of.append(())
        self._forms.show(form)
        self.groups[number].members.append(index)
        self._state_of[number] = (*self._state_of[number], form)
        self._enter(self._state_of[number], number)

    def _enter(self, state: State, number: int) -> None:
        insort(self._groups_in.setdefault(state, []), number)
        self._beginning.setdefault(self._forms.identity(state[0]), {})[state] = None
        for said in {self._forms.said(member) for member in state}:
            self._saying.setdefault(said, {})[state] = None


class _Turns:
    """Which group each item of a part joins: those take their turn first that are the most like one."""

    def __init__(self, forms: Forms, groups_in: dict[State, list[int]]) -> None:
        self._forms = forms
        self._groups_in = groups_in
        self.taken: Counter[State] = Counter()  # how many groups of a state are taken, always the first ones
        self.joins: dict[int, int | None] = {}  # of each item: the group, or None where any would be a guess
        self.contested: list[int] = []  # groups that several items would join
        self._waiting: Counter[int] = Counter()  # items by form
        self._seekers: dict[tuple[Rank, State], dict[int, list[int]]] = {}  # forms by identity

    def take(self, items: dict[int, int], find: Callable[[int], Fitting]) -> None:
        """Let items, given with their forms, join groups in the states that ``find`` gives for a form."""
        fitting = {form: find(form) for form in dict.fromkeys(items.values())}
        self._waiting = Counter(items.values())
        for form, found in fitting.items():
            for rank, states in found.items():
                for state in states:
                    seekers = self._seekers.setdefault((rank, state), {})
                    seekers.setdefault(self._forms.identity(form), []).append(form)
        for rank, index in sorted((rank, index) for index, form in items.items() for rank in fitting[form]):
            form = items[index]
            while index not in self.joins:
                states = [state for state in fitting[form][rank] if self._has_room(state)]
                if not states:
                    break
                self._decide(rank, index, form, states)

    def _has_room(self, state: State) -> bool:
        return self.taken[state] < len(self._groups_in[state])

    def _next(self, state: State) -> int:
        return self._groups_in[state][self.taken[state]]

    def _decide(self, rank: Rank, index: int, form: int, states: list[State]) -> None:
        first = min(states, key=self._next)
        if self._is_guess(rank, first, states):
            self.joins[index] = None
        else:
            number = self._next(first)
            self.taken[first] += 1
            if self._is_contested(rank, first, form):
                self.contested.append(number)
                return
            self.joins[index] = number
        self._waiting[form] -= 1

    def _is_guess(self, rank: Rank, first: State, states: list[State]) -> bool:
        """Whether several groups are equally like an item, without being equal to it or like each other.

        "J. Tsai" is like both Joe and Jane, who are not.
        """
        if sum(len(self._groups_in[state]) - self.taken[state] for state in states) == 1:
            return False
        return rank[0] > -_SCALE or not all(self._forms.compare(first[0], state[0])[0] for state in states)

    def _is_contested(self, rank: Rank, state: State, form: int) -> bool:
        """Whether an item of the same part, that is another one, is as like a group: Joe and Jane to "J. Tsai"."""
        for forms in self._seekers[rank, state].values():
            while forms and not self._waiting[forms[-1]]:
                forms.pop()
            if forms and not self._forms.compare(forms[-1], form)[0]:
                return True
        return False
