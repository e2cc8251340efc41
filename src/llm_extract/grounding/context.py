"""Of several places of a quote, the one nearest to the other quotes of the same item."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

__all__ = ["choose"]

Place = tuple[tuple[int, int], ...]

FAR = 2000  # code points beyond which distance no longer counts
MOST_ANCHORS = 8
DEEPEST = 16


def choose(paths: Sequence[str], known: Mapping[int, Place], places: Mapping[int, Sequence[Place]]) -> dict[int, int]:
    """Choose a place for every quote that has several.

    Args:
        paths: JSON pointers of all quotes.
        known: by index, the place of the quotes that have only one.
        places: by index, the places of the others, in the order of the text.

    Returns:
        By index, which place. It depends on the set of quotes, not on their order; ties go to the first place.
    """
    settled = dict(known)
    chosen: dict[int, int] = {}
    waiting = sorted(places, key=lambda index: (len(places[index]), paths[index], places[index][0]))
    while waiting:
        groups = _group(paths, settled)
        now = {index: anchors for index in waiting if (anchors := _anchors(paths[index], groups, settled))}
        if now:
            best = {index: _nearest(places[index], anchors) for index, anchors in now.items()}
        else:
            best = _first_of_item(paths, places, waiting)
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


def _nearest(places: Sequence[Place], anchors: Sequence[tuple[Place, float]]) -> int:
    def cost(which: int) -> float:
        return sum(min(_gap(places[which], place), FAR) * weight for place, weight in anchors)

    return min(range(len(places)), key=lambda which: (cost(which), which))


def _gap(one: Place, other: Place) -> int:
    """Code points between two places; 0 where they touch or overlap."""
    return max(0, other[0][0] - one[-1][1], one[0][0] - other[-1][1])


def _first_of_item(
    paths: Sequence[str], places: Mapping[int, Sequence[Place]], waiting: Sequence[int]
) -> dict[int, int]:
    """Where no quote of an item is settled: settle the one with the fewest places, where its kin can be nearest."""
    items: dict[str, list[int]] = {}
    for index in waiting:
        items.setdefault(_prefixes(paths[index])[-1], []).append(index)
    chosen = {}
    for members in items.values():
        first, kin = members[0], [places[index] for index in members[1 : MOST_ANCHORS + 1]]
        costs = [sum(min(_least_gap(here, others), FAR) for others in kin) for here in places[first]]
        chosen[first] = costs.index(min(costs))
    return chosen


def _least_gap(here: Place, others: Sequence[Place]) -> int:
    """The distance to the nearest of several places, which are in the order of the text."""
    at = bisect_left(others, here)
    return min(_gap(here, other) for other in others[max(0, at - 1) : at + 1])
