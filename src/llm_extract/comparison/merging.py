"""Make one of several: what parts of a document, or passes over it, say about the same things.

An item found twice is one; what one list tells apart stays apart, and merged lists keep the order of first appearance.
Of values that contradict each other the one that its words back best is kept, of these the one said most often, of
these the first, and the contradiction is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from ..messages import canonical_json
from ..pointers import step
from .items import by_kind, contradict
from .joining import Group, join
from .shapes import COMPOSITES, Shape

__all__ = ["Backing", "Disagreement", "Merged", "merge_values", "standing"]

Place = tuple[int, str]
"""A part's number and a JSON pointer into what it says."""

Backing = Callable[[int, str], int]
"""Of a part's number and a JSON pointer into what it says: the higher the better."""


@dataclass(frozen=True)
class Disagreement:
    """Values for one place that cannot all be right.

    Args:
        path: JSON pointer into the merged value.
        values: the different values with how often each was said, the kept one first.
        sources: where each of them stands: (index of the part, JSON pointer into it).
    """

    path: str
    values: tuple[tuple[Any, int], ...]
    sources: tuple[tuple[int, str], ...]


@dataclass
class Merged:
    """A merged value and where it comes from.

    Args:
        value: the merged value.
        disagreements: contradictions, in order of paths found.
        sources: for each JSON pointer into ``value`` the (part, pointer) places that say the same.
        ambiguous: pointers of items kept apart because they fit two others equally well.
        taken: pointers of values that were taken as one answer says them, with all that is in them.
    """

    value: Any = None
    disagreements: list[Disagreement] = field(default_factory=list)
    sources: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    ambiguous: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Said:
    part: int
    path: str
    value: Any

    def order(self) -> Place:
        return self.part, self.path

    def below(self, key: str | int, value: Any) -> _Said:
        return _Said(self.part, self.path + step(key), value)


def standing(backing: Backing, places: Sequence[tuple[int, str]]) -> tuple[int, int]:
    """What values that contradict each other are sorted by: the best backed first, of these those said most often.

    Args:
        backing: how well the words back the value at a place.
        places: where a value is said: (index of the part, JSON pointer into it).
    """
    backed = [backing(*place) for place in places]
    return -max(backed), -backed.count(max(backed))


def merge_values(
    values: Sequence[Any],
    shape: Shape,
    backing: Backing | None = None,
    *,
    whole: Collection[str] = (),
    singly: Collection[str] = (),
) -> Merged:
    """Merge several values of one shape: whole records, or anything below.

    Args:
        values: one value per part, in the order of the text; None where a part says nothing.
        shape: their shape.
        backing: how well the words back the value at a place; without it all are backed alike.
        whole: JSON pointers of objects in the merged value that are taken as one part says them.
        singly: JSON pointers of those whose lists and maps are united, and all else is taken as one part says it.

    Returns:
        The merged value with its disagreements and sources.

    Example:
        >>> merge_values(["2018", "2018-04", None], Shape("date")).value
        '2018-04'
    """
    merging = _Merging(backing or (lambda part, path: 0), whole, singly)
    merging.result.value = merging.merge(shape, [_Said(part, "", value) for part, value in enumerate(values)], "")
    return merging.result


class _Merging:
    """One merge, with what was found so far."""

    def __init__(self, backing: Backing, whole: Collection[str], singly: Collection[str]) -> None:
        self.result = Merged()
        self._backing = backing
        self._whole = whole
        self._singly = singly

    def merge(self, shape: Shape, said: list[_Said], path: str, *, is_one: bool = True) -> Any:
        """The value for one place. Where it ``is_one`` thing by its place alone, what is said may be of several."""
        said = [one for one in said if one.value is not None]
        if not said:
            return None
        if shape.kind == "list" and all(isinstance(one.value, list) for one in said):
            self._note_sources(path, said)
            return self._merge_list(shape.items, said, path)
        if not shape.is_leaf and all(isinstance(one.value, Mapping) for one in said):
            if path in self._whole:
                said = self._keep(_by_value(said), path, _items_held(shape, said))
            elif is_one and shape.kind == "object" and (path or shape.branches):
                said = self._of_one_thing(shape, said, path)
            self._note_sources(path, said)
            return self._merge_keys(shape, said, path)
        kept = self._choose(shape, said, path)
        self.result.taken.add(path)
        value_keys = COMPOSITES.get(shape.kind)
        if value_keys is None or path in self._whole or not isinstance(kept[0].value, Mapping):
            return kept[0].value
        in_order = [one for one in said if any(one is other for other in kept)]
        return {**kept[0].value, **self._merge_keys(shape, in_order, path, skip=value_keys)}

    def _note_sources(self, path: str, said: Iterable[_Said]) -> None:
        self.result.sources[path] = sorted(map(_Said.order, said))

    def _merge_keys(
        self, shape: Shape, said: list[_Said], path: str, *, skip: tuple[str, ...] = ()
    ) -> dict[str, Any]:  # fmt: skip
        keys = dict.fromkeys(key for key in shape.properties if any(key in one.value for one in said))
        keys.update(dict.fromkeys(sorted({key for one in said for key in one.value} - keys.keys())))
        best = self._best_backed(said) if shape.cited else said
        fitting = self._one_of(shape, said, path) if path in self._singly else said
        merged = {}
        for key in keys:
            if key in skip:
                continue
            child = shape.child(key) or Shape("any")
            saying = said if child.is_collection else fitting
            # what only badly backed objects say would stand under the words of the others
            if not _has_words_of_its_own(child) and not any(_says(one, key) for one in best):
                saying = []
            merged[key] = self.merge(child, [one.below(key, one.value.get(key)) for one in saying], path + step(key))
        return merged

    def _merge_list(self, shape: Shape, said: list[_Said], path: str) -> list[Any]:
        entries = [
            one.below(index, item)
            for one in said
            for index, item in enumerate(one.value)
            if item is not None or shape.nullable
        ]  # fmt: skip
        merged: list[Any] = []
        for of_kind, group in sorted(self._groups(shape, entries), key=lambda found: found[1].members[0]):
            here = f"{path}/{len(merged)}"
            if group.ambiguous:
                self.result.ambiguous.append(here)
            merged.append(self.merge(of_kind, [entries[index] for index in group.members], here, is_one=False))
        return merged

    def _groups(self, shape: Shape, entries: Sequence[_Said]) -> Iterator[tuple[Shape, Group]]:
        """The items that are one, of each kind by itself, with the shape of that kind; nulls go by their number."""
        nulls: dict[int, list[int]] = {}
        told: Counter[int] = Counter()
        for number, entry in enumerate(entries):
            if entry.value is None:
                nulls.setdefault(told[entry.part], []).append(number)
                told[entry.part] += 1
        for numbers in nulls.values():
            yield shape, Group(numbers)
        there = [number for number, entry in enumerate(entries) if entry.value is not None]
        for of_kind, places in by_kind(shape, [entries[number].value for number in there]):
            some = [there[place] for place in places]
            items, parts = [entries[number].value for number in some], [entries[number].part for number in some]
            for group in join(items, parts, of_kind):
                yield of_kind, Group([some[index] for index in group.members], group.ambiguous)

    def _of_one_thing(self, shape: Shape, said: list[_Said], path: str) -> list[_Said]:
        """The objects that may be about one thing: mixed with others they would say what nobody says."""
        groups: list[list[list[_Said]]] = []
        for alike in _by_value(said):
            one = alike[0].value
            group = next((g for g in groups if not any(contradict(shape, other[0].value, one) for other in g)), None)
            if group is None:
                groups.append([alike])
            else:
                group.append(alike)
        return self._keep([sorted(chain(*group), key=_Said.order) for group in groups], path)

    def _one_of(self, shape: Shape, said: list[_Said], path: str) -> list[_Said]:
        """The objects that say, lists and maps aside, what the one says that has most items in these."""
        single = [
            replace(one, value={k: v for k, v in one.value.items() if k not in shape.collections}) for one in said
        ]
        kept = {one.order() for one in self._keep(_by_value(single), path, _items_held(shape, said))}
        return [one for one in said if one.order() in kept]

    def _choose(self, shape: Shape, said: list[_Said], path: str) -> list[_Said]:
        """The entries that say the kept value, the one to print first: the best backed, of these the most detailed."""
        groups: list[list[_Said]] = []
        for one in sorted(said, key=lambda entry: (-self._backed(entry), -_detail(shape, entry.value))):
            for group in groups:
                if _agree(shape, group[0].value, one.value):
                    group.append(one)
                    break
            else:
                groups.append([one])
        kept = self._keep(groups, path)
        self._note_sources(path, kept)
        return kept

    def _keep(self, groups: list[list[_Said]], path: str, held: Mapping[Place, int] | None = None) -> list[_Said]:
        """Of groups that contradict each other the best backed, then the one said so most often, then the first.

        Where it is told how much they hold, which would else be lost, that comes before all.
        """
        if len(groups) > 1:
            most = {id(group): max(held[one.order()] for one in group) if held else 0 for group in groups}
            groups.sort(key=lambda group: (-most[id(group)], self._standing(group)))
            self.result.disagreements.append(
                Disagreement(
                    path,
                    tuple((group[0].value, len(group)) for group in groups),
                    tuple((one.part, one.path) for group in groups for one in group),
                )
            )
        return groups[0]

    def _standing(self, group: list[_Said]) -> tuple[tuple[int, int], Place]:
        places = [one.order() for one in group]
        return standing(self._backing, places), min(places)

    def _backed(self, one: _Said) -> int:
        return self._backing(one.part, one.path)

    def _best_backed(self, said: list[_Said]) -> list[_Said]:
        best = max(map(self._backed, said))
        return [one for one in said if self._backed(one) == best]


def _by_value(said: Iterable[_Said]) -> list[list[_Said]]:
    groups: dict[bytes, list[_Said]] = {}
    for one in said:
        groups.setdefault(canonical_json(one.value), []).append(one)
    return list(groups.values())


def _items_held(shape: Shape, said: Iterable[_Said]) -> dict[Place, int]:
    """How many items the lists and maps of objects have."""
    return {one.order(): sum(len(one.value.get(key) or ()) for key in shape.collections) for one in said}


def _says(one: _Said, key: str) -> bool:
    return one.value.get(key) is not None


def _has_words_of_its_own(shape: Shape) -> bool:
    return shape.cited or (shape.kind == "list" and shape.items.cited)


def _agree(shape: Shape, one: Any, other: Any) -> bool:
    alike = shape.likeness(one, other)
    return alike >= 1.0 or (shape.kind == "date" and shape.comparator is None and alike >= 0.5)


def _detail(shape: Shape, value: Any) -> int:
    """Of values that agree the most precise date and the longest form of a name are printed."""
    return len(value) if shape.kind in ("date", "name") and isinstance(value, str) else 0
