"""Which group each item of a part joins: those take their turn first that are the most like one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from .forms import Forms
from .kinds import SCALE, Kinds, Rank

__all__ = ["Fitting", "Turns", "single"]

Fitting = dict[Rank, list[int]]
"""What an item may join, by how like it is: kinds of groups, and single groups (see :func:`single`)."""


def single(group: int) -> int:
    """A group among kinds: one that has more in common with an item than its kind has.

    Example:
        >>> single(single(0)), single(0) < 0
        (0, True)
    """
    return ~group


class Turns:
    """The turns of the items of one part.

    An item gets to a rank once no group of a better one is left for it. So the groups that are left of a kind are none
    of those that have more in common with it, and need not be told from the others.

    Args:
        forms: of the items.
        kinds: the groups of the parts before.
        kind_of: the kind of each group.
    """

    def __init__(self, forms: Forms, kinds: Kinds, kind_of: Sequence[int]) -> None:
        self._forms, self._kinds, self._kind_of = forms, kinds, kind_of
        self.joins: dict[int, int | None] = {}  # of each item: the group, or None where any would be a guess
        self.contested: list[int] = []  # groups that several items would join
        self._taken: set[int] = set()
        self._taken_of: Counter[int] = Counter()  # by kind
        self._passed: Counter[int] = Counter()  # how many first groups of a kind are taken
        self._waiting: Counter[int] = Counter()  # items by form
        self._alike: Counter[int] = Counter()  # items that wait, by trait
        self._seekers: dict[tuple[Rank, int], dict[int, list[int]]] = {}  # forms by identity

    def take(self, items: dict[int, int], find: Callable[[int], Fitting]) -> None:
        """Let items, given with their forms, join groups of those that ``find`` gives for a form."""
        fitting = {form: find(form) for form in dict.fromkeys(items.values())}
        self._waiting = Counter(items.values())
        self._alike = Counter(self._forms.traits[form] for form in items.values())
        self._let_seek(fitting)
        for rank, index in sorted((rank, index) for index, form in items.items() for rank in fitting[form]):
            form = items[index]
            while index not in self.joins:
                places = [place for place in fitting[form][rank] if self._room(place)]
                if not places:
                    break
                self._decide(rank, index, form, places)

    def _let_seek(self, fitting: dict[int, Fitting]) -> None:
        told = set()  # forms that differ in rare words alone seek the same kinds
        for form, found in fitting.items():
            for rank, places in found.items():
                for place in places:
                    one = (rank, place, self._forms.traits[form])
                    if place < 0 or one not in told:
                        told.add(one)
                        seekers = self._seekers.setdefault((rank, place), {})
                        seekers.setdefault(self._forms.identity(form), []).append(form)

    def _room(self, place: int) -> int:
        """How many groups are left."""
        if place < 0:
            return int(single(place) not in self._taken)
        return len(self._kinds.groups(place)) - self._taken_of[place]

    def _next(self, place: int) -> int:
        """The first group that is left."""
        if place < 0:
            return single(place)
        groups = self._kinds.groups(place)
        while groups[self._passed[place]] in self._taken:
            self._passed[place] += 1
        return groups[self._passed[place]]

    def _first(self, place: int) -> int:
        return self._kinds.first(place if place >= 0 else self._kind_of[single(place)])

    def _decide(self, rank: Rank, index: int, form: int, places: list[int]) -> None:
        first = min(places, key=self._next)
        if self._is_guess(rank, first, places):
            self.joins[index] = None
        else:
            number = self._next(first)
            self._taken.add(number)
            self._taken_of[self._kind_of[number]] += 1
            if self._is_contested(rank, number, form):
                self.contested.append(number)
                return
            self.joins[index] = number
        self._waiting[form] -= 1
        self._alike[self._forms.traits[form]] -= 1

    def _is_guess(self, rank: Rank, first: int, places: list[int]) -> bool:
        """Whether several groups are equally like an item, without being equal to it or like each other.

        "J. Tsai" is like both Joe and Jane, who are not.
        """
        if sum(map(self._room, places)) == 1:
            return False
        one = self._first(first)
        return rank[0] > -SCALE or not all(self._forms.compare(one, self._first(place))[0] for place in places)

    def _is_contested(self, rank: Rank, group: int, form: int) -> bool:
        """Whether an item of the same part, that is another one, is as like a group: Joe and Jane to "J. Tsai"."""
        return any(
            self._is_sought(seekers, place, form)
            for place in (self._kind_of[group], single(group))
            for seekers in self._seekers.get((rank, place), {}).values()
        )

    def _is_sought(self, seekers: list[int], place: int, form: int) -> bool:
        while seekers and not self._is_waiting(seekers[-1], place):
            seekers.pop()
        return bool(seekers) and not self._forms.compare(seekers[-1], form)[0]

    def _is_waiting(self, form: int, place: int) -> bool:
        return bool(self._waiting[form] if place < 0 else self._alike[self._forms.traits[form]])
