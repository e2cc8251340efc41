"""Groups of items by kind: those of one kind are as like an item as each other, but for what few items say."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import gcd
from typing import Any

from .forms import Forms

__all__ = ["SCALE", "Kinds", "Rank", "Summary"]

SCALE = 10_000  # likenesses are compared as integers, so that ties are ties

Rank = tuple[int, int]
"""Sorts the most alike first: by identity, then by how many of their other fields are equal."""


@dataclass
class Summary:
    """What the members of a group say.

    Args:
        counts: how many have an identity; the first member's comes first.
        examples: a form with each identity.
        often: what single members say of what many items say.
    """

    counts: dict[int, int] = field(default_factory=dict)
    examples: dict[int, int] = field(default_factory=dict)
    often: frozenset[frozenset[int]] = frozenset()

    def add(self, forms: Forms, form: int) -> None:
        """Count one more member."""
        identity, often = forms.identity(form), forms.often[form]
        self.counts[identity] = self.counts.get(identity, 0) + 1
        self.examples.setdefault(identity, form)
        if often not in self.often:
            self.often |= {often}

    def rank(self, forms: Forms, form: int) -> Rank | None:
        """How like an item the group is, rare words aside; None where it is not the same as all members."""
        total = 0.0
        for identity, count in self.counts.items():
            same, likeness, _ = forms.compare(self.examples[identity], form)
            if not same:
                return None
            total += likeness * count
        most = max(len(forms.often[form] & often) for often in self.often)
        return -round(SCALE * total / sum(self.counts.values())), -most


class Kinds:
    """The kinds of groups, by numbers, and the groups of each kind.

    Args:
        forms: of the items.
    """

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self._numbers: dict[object, int] = {}
        self._summaries: list[Summary] = []
        self._ranks: dict[tuple[int, int], Rank | None] = {}
        self._groups: dict[int, list[int]] = {}  # in order; those of kinds that have any
        self._beginning: dict[object, dict[int, None]] = {}  # such kinds by what their first members are compared by
        self._saying: dict[frozenset[int], dict[int, None]] = {}  # such kinds

    def enter(self, summary: Summary, group: int) -> int:
        """Let a group be found; what it says tells its kind."""
        alone = self._forms.alone
        first, *others = [(identity, count, alone[summary.examples[identity]])
                          for identity, count in summary.counts.items()]  # fmt: skip
        divisor = gcd(*summary.counts.values())
        shares = tuple((identity, count // divisor, alone) for identity, count, alone in (first, *sorted(others)))
        kind = self._numbers.setdefault((shares, summary.often), len(self._numbers))
        if kind == len(self._summaries):
            counts = {identity: count for identity, count, _ in shares}
            self._summaries.append(Summary(counts, dict(summary.examples), summary.often))
        if kind not in self._groups:
            for known, key in self._places(kind):
                known.setdefault(key, {})[kind] = None
        insort(self._groups.setdefault(kind, []), group)
        return kind

    def leave(self, kind: int, group: int) -> None:
        """Let a group of a kind not be found any more."""
        groups = self._groups[kind]
        del groups[bisect_left(groups, group)]
        if not groups:
            del self._groups[kind]
            for known, key in self._places(kind):
                del known[key][kind]

    def _places(self, kind: int) -> Iterator[tuple[dict[Any, dict[int, None]], object]]:
        summary = self._summaries[kind]
        first = self.first(kind)
        identity, alone = self._forms.identity(first), self._forms.alone[first]
        yield self._beginning, identity
        if alone >= 0:
            yield self._beginning, (identity, alone)
        for often in summary.often:
            yield self._saying, often

    def groups(self, kind: int) -> list[int]:
        """The groups of a kind, in order."""
        return self._groups[kind]

    def first(self, kind: int) -> int:
        """A form with the identity of the first members of groups of a kind."""
        examples = self._summaries[kind].examples
        return examples[next(iter(self._summaries[kind].counts))]

    def saying(self, often: frozenset[int]) -> list[int]:
        """The kinds with a member that says just this of what many items say."""
        return [*self._saying.get(often, ())]

    def near(self, form: int) -> Iterator[int]:
        """The kinds that an item may be the same as."""
        near, mine, alone = self._forms.near(form), self._forms.identity(form), self._forms.alone[form]
        for identity in near:
            key = (mine, alone) if identity == mine and alone >= 0 else identity
            for kind in self._beginning.get(key, ()):
                if near.issuperset(self._summaries[kind].counts):
                    yield kind

    def rank(self, kind: int, form: int) -> Rank | None:
        """How like an item the groups of a kind are, rare words aside; None where it is not the same as all members."""
        key = kind, self._forms.traits[form]
        if key not in self._ranks:
            self._ranks[key] = self._summaries[kind].rank(self._forms, form)
        return self._ranks[key]
