"""Of several places of a quote, the one nearest to the other quotes of the same item."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from ..values.sentences import sentence_ends
from .mapped import Place

__all__ = ["choose"]

FAR = 2000  # code points beyond which distance no longer counts
ACROSS_SENTENCES = 200
MOST_ANCHORS = 8
DEEPEST = 16


def choose(
    text: str, paths: Sequence[str], known: Mapping[int, Place], places: Mapping[int, Sequence[Place]]
) -> dict[int, int]:
    """Choose a place for every quote that has several.

    Args:
        text: the article.
        paths: JSON pointers of all quotes.
        known: by index, the place of the quotes that have only one.
        places: by index, the places of the others, in the order of the text.

    Returns:
        By index, which place. It depends on the set of quotes, not on their order; ties go to the first place.
    """
    distance = _Distance(text)
    settled = dict(known)
    chosen: dict[int, int] = {}
    waiting = sorted(places, key=lambda index: (len(places[index]), paths[index], places[index][0]))
    while waiting:
        groups = _group(paths, settled)
        now = {index: anchors for index in waiting if (anchors := _anchors(paths[index], groups, settled))}
        if now:
            # Parents before what is nested in them, so that these can lean on them.
            depth = min(paths[index].count("/") for index in now)
            now = {index: anchors for index, anchors in now.items() if paths[index].count("/") == depth}
            best = {index: _nearest(places[index], anchors, distance) for index, anchors in now.items()}
        else:
            best = _first_of_item(paths, places, waiting, distance)
        chosen |= best
        settled |= {index: places[index][place] for index, place in best.items()}
        waiting = [index for index in waiting if index not in chosen]
    return chosen


def _prefixes(path: str) -> list[str]:
    """The path and its parents, deepest first, down to the item it belongs to (the first list index on the way)."""
    parts = path.split("/")[1 : DEEPEST + 1]
    item = next((depth for depth, part in enumerate(parts, 1) if part.isdigit()), 0)
    return ["/".join(parts[:depth]) for depth in range(len(parts), item - 1, -1)]


def _group(paths: Sequence[str], settled: Mapping[int, Place]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for index in sorted(settled, key=lambda index: (settled[index], paths[index])):
        for prefix in _prefixes(paths[index]):
            groups.setdefault(prefix, []).append(index)
    return groups


def _anchors(path: str, groups: Mapping[str, list[int]], settled: Mapping[int, Place]) -> list[tuple[Place, float]]:
    """The settled quotes of the same item, the closest kin weighing most."""
    anchors: dict[int, float] = {}
    weight = 1.0
    for prefix in _prefixes(path):
        fresh = [index for index in groups.get(prefix, ()) if index not in anchors]
        for index in fresh[: MOST_ANCHORS - len(anchors)]:
            anchors[index] = weight
        if fresh:
            weight /= 4
    return [(settled[index], weight) for index, weight in anchors.items()]


class _Distance:
    """How far apart two places are: code points between them, and more where a sentence ends in between."""

    def __init__(self, text: str) -> None:
        self._ends = [*sentence_ends(text)]

    def between(self, one: Place, other: Place) -> int:
        """The distance of two places; 0 where they touch or overlap, ``FAR`` at most."""
        if other < one:
            one, other = other, one
        gap = other[0][0] - one[-1][1]
        if gap <= 0:
            return 0
        end = bisect_left(self._ends, one[-1][1] - 1)
        if end < len(self._ends) and self._ends[end] < other[0][0]:
            gap += ACROSS_SENTENCES
        return min(gap, FAR)

    def to_nearest(self, here: Place, others: Sequence[Place]) -> int:
        """The distance to the nearest of several places, which are in the order of the text."""
        at = bisect_left(others, here)
        return min(self.between(here, other) for other in others[max(0, at - 1) : at + 1])


def _nearest(places: Sequence[Place], anchors: Sequence[tuple[Place, float]], distance: _Distance) -> int:
    costs = [sum(distance.between(here, place) * weight for place, weight in anchors) for here in places]
    return costs.index(min(costs))


def _first_of_item(
    paths: Sequence[str], places: Mapping[int, Sequence[Place]], waiting: Sequence[int], distance: _Distance
) -> dict[int, int]:
    """Where no quote of an item is settled: settle the one with the fewest places, where its kin can be nearest."""
    items: dict[str, list[int]] = {}
    for index in waiting:
        items.setdefault(_prefixes(paths[index])[-1], []).append(index)
    chosen = {}
    for members in items.values():
        first, kin = members[0], [places[index] for index in members[1 : MOST_ANCHORS + 1]]
        costs = [sum(distance.to_nearest(here, others) for others in kin) for here in places[first]]
        chosen[first] = costs.index(min(costs))
    return chosen
