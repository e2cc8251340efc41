"""Groups of mentions that tell of one event, and links between groups that may.

The result does not depend on the order of the mentions: blocks and atoms are sorted by what they say, firm pairs are
joined before weaker ones, and what fits two events is joined to neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .atoms import Atom, atoms_of, candidates
from .declarations import EventKind
from .matching import Decision, decide
from .mentions import Mention

__all__ = ["Group", "Link", "group_block"]


class Link(NamedTuple):
    """A tie between two groups that are not merged.

    Args:
        kind: ``chain`` (another closing under the same label) or ``possible`` (not decided).
        group: the other group.
        agreed: signs that agree.
        against: signs that contradict.
    """

    kind: str
    group: Group
    agreed: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(eq=False, slots=True)
class Group:
    """Mentions that tell of one event."""

    atoms: list[Atom]
    links: list[Link] = field(default_factory=list)

    @property
    def mentions(self) -> list[Mention]:
        """All mentions, in the order of their documents."""
        return sorted((mention for atom in self.atoms for mention in atom.mentions), key=lambda m: m.order)


_KEPT_APART = frozenset({"apart", "separate", "chain"})

Decide = Callable[[Atom, Atom], Decision]


def group_block(kind: EventKind, mentions: Sequence[Mention]) -> list[Group]:
    """Group the mentions of one block.

    Args:
        kind: what decides.
        mentions: mentions that agree in the fields that must.

    Returns:
        The groups with their links, in an order that depends on what they say only.
    """
    atoms = atoms_of(kind, mentions)
    if len(atoms) == 1:
        return [Group(atoms)]
    known: dict[tuple[int, int], Decision] = {}

    def decided(one: Atom, other: Atom) -> Decision:
        key = (id(one), id(other)) if one.key < other.key else (id(other), id(one))
        if key not in known:
            known[key] = decide(kind, one, other) if one.key < other.key else decide(kind, other, one)
        return known[key]

    pairs = [(one, other) for one, other in candidates(kind, atoms) if decided(one, other).relation != "open"]
    groups = _join_firm(atoms, pairs, decided)
    groups = _join_fitting(groups, pairs, decided)
    _link(groups, pairs, decided)
    return groups


def _join_firm(atoms: Sequence[Atom], pairs: Sequence[tuple[Atom, Atom]], decided: Decide) -> list[Group]:
    home = {id(atom): Group([atom]) for atom in atoms}
    firm = [pair for pair in pairs if decided(*pair).relation == "same"]
    for one, other in sorted(firm, key=lambda pair: (-decided(*pair).rank, pair[0].key, pair[1].key)):
        first, second = home[id(one)], home[id(other)]
        if first is second or not _consistent(first, second, decided):
            continue
        first.atoms += second.atoms
        for atom in second.atoms:
            home[id(atom)] = first
    return _distinct(home[id(atom)] for atom in atoms)


def _consistent(one: Group, other: Group, decided: Decide) -> bool:
    return all(decided(a, b).relation not in _KEPT_APART for a in one.atoms for b in other.atoms)


def _join_fitting(groups: list[Group], pairs: Sequence[tuple[Atom, Atom]], decided: Decide) -> list[Group]:
    """Join groups that fit each other and nothing that keeps them apart; one that fits two stays by itself."""
    home = {id(atom): group for group in groups for atom in group.atoms}
    fits: dict[int, list[Group]] = {id(group): [] for group in groups}
    for one, other in pairs:
        first, second = home[id(one)], home[id(other)]
        if first is second or decided(one, other).relation not in ("fits", "same"):
            continue
        if second not in fits[id(first)] and _consistent(first, second, decided):
            fits[id(first)].append(second)
            fits[id(second)].append(first)
    torn = {
        id(group)
        for group in groups
        if any(not _consistent(a, b, decided) for a, b in _pairs(fits[id(group)]))
    }  # fmt: skip
    joined: list[Group] = []
    seen: set[int] = set()
    for group in groups:
        if id(group) in seen:
            continue
        members = [group] if id(group) in torn else list(_reach(group, fits, torn))
        seen.update(id(member) for member in members)
        if all(_consistent(a, b, decided) for a, b in _pairs(members)):
            joined.append(Group([atom for member in members for atom in member.atoms]))
        else:
            joined += members
    return joined


def _reach(start: Group, fits: dict[int, list[Group]], torn: set[int]) -> Iterator[Group]:
    queue, seen = [start], {id(start)}
    while queue:
        group = queue.pop()
        yield group
        for near in fits[id(group)]:
            if id(near) not in seen and id(near) not in torn:
                seen.add(id(near))
                queue.append(near)


def _pairs(groups: Sequence[Group]) -> Iterator[tuple[Group, Group]]:
    for index, one in enumerate(groups):
        for other in groups[index + 1 :]:
            yield one, other


def _link(groups: list[Group], pairs: Sequence[tuple[Atom, Atom]], decided: Decide) -> None:
    home = {id(atom): group for group in groups for atom in group.atoms}
    best: dict[tuple[int, int], tuple[tuple[bool, int, str, str], Decision, Group, Group]] = {}
    for one, other in pairs:
        first, second = home[id(one)], home[id(other)]
        decision = decided(one, other)
        if first is second or (decision.relation != "chain" and _told_apart(first, second, decided)):
            continue
        rank = (decision.relation != "chain", -len(decision.agreed), min(one.key, other.key), max(one.key, other.key))
        key = (min(id(first), id(second)), max(id(first), id(second)))
        if key not in best or rank < best[key][0]:
            best[key] = (rank, decision, first, second)
    for _, decision, first, second in sorted(best.values(), key=lambda entry: entry[0]):
        name = "chain" if decision.relation == "chain" else "possible"
        first.links.append(Link(name, second, decision.agreed, decision.against))
        second.links.append(Link(name, first, decision.agreed, decision.against))


def _told_apart(one: Group, other: Group, decided: Decide) -> bool:
    return any(decided(a, b).relation == "apart" for a in one.atoms for b in other.atoms)


def _distinct(groups: Iterable[Group]) -> list[Group]:
    return list({id(group): group for group in groups}.values())
