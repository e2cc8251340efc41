"""Where cited values are once a class has made data of an answer: its validators may sort, drop and unite."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..pointers import step, surroundings
from .cited import CitedValue

__all__ = ["follow", "follow_places"]

Alike = Callable[[Any, Any], bool]


def follow(values: Sequence[CitedValue], decoded: Any, data: Any) -> tuple[CitedValue, ...]:
    """Cited values at their places in the data.

    Args:
        values: at their places in what was decoded.
        decoded: JSON values, before validation.
        data: JSON values, after it.

    Returns:
        The same, with the pointers of those whose list items or keys were moved; without those whose items are gone.

    Example:
        >>> value = CitedValue("/tags/0", "/tags/0", "the b", "b", ())
        >>> [one.path for one in follow([value], {"tags": ["b", "a"]}, {"tags": ["a", "b"]})]
        ['/tags/1']
    """
    moves = _find_moves(decoded, data) if values else {}
    if not moves:
        return tuple(values)
    found = []
    for value in values:
        path = _moved(value.path, moves)
        if path is not None:
            parts = tuple(part._replace(path=_moved(part.path, moves) or part.path) for part in value.parts)
            found.append(value._replace(path=path, parts=parts))
    return tuple(found)


def follow_places(decoded: Any, data: Any) -> Callable[[str], str | None]:
    """Where places are in the data.

    Args:
        decoded: JSON values, before validation.
        data: JSON values, after it.

    Returns:
        What tells it for a JSON pointer into ``decoded``: None where it is gone.

    Example:
        >>> follow_places({"tags": ["b", "a"]}, {"tags": ["a", "b"]})("/tags/0")
        '/tags/1'
    """
    moves = _find_moves(decoded, data)
    return lambda path: _moved(path, moves) if moves else path


def _find_moves(decoded: Any, data: Any) -> dict[str, str | None]:
    moves: dict[str, str | None] = {}
    if decoded != data:
        _compare(decoded, data, "", "", moves)
    return moves


def _moved(path: str, moves: dict[str, str | None]) -> str | None:
    """Where a place is now, by the nearest place around it that was moved; None where it is gone."""
    for around in (path, *surroundings(path)):
        if around in moves:
            new = moves[around]
            return None if new is None else new + path[len(around) :]
    return path


def _compare(old: Any, new: Any, old_path: str, new_path: str, moves: dict[str, str | None]) -> None:
    if isinstance(old, dict) and isinstance(new, dict):
        for key, renamed in _names(old, new):
            here = old_path + step(key)
            if renamed is None:
                moves[here] = None
                continue
            there = new_path + step(renamed)
            if key != renamed:
                moves[here] = there
            _compare(old[key], new[renamed], here, there, moves)
    if not isinstance(old, list) or not isinstance(new, list) or old == new:
        return
    for number, place in enumerate(_pair(old, new)):
        here = f"{old_path}/{number}"
        if place is None:
            moves[here] = None
            continue
        if place != number:
            moves[here] = f"{new_path}/{place}"
        _compare(old[number], new[place], here, f"{new_path}/{place}", moves)


def _names(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Old keys with the new ones: a key of a map may be written otherwise than it was given, a field be left out."""
    gone, come = [key for key in old if key not in new], [key for key in new if key not in old]
    yield from ((key, key) for key in old if key in new)
    if gone:
        yield from ((gone[n], None if at is None else come[at]) for n, at in enumerate(_pair(gone, come)))


def _pair(old: list[Any], new: list[Any]) -> list[int | None]:
    """For each old item its place among the new ones: the same value, else the same but for case, else by order."""
    if len(old) == len(new) and all(_is_within(one, other, _same) for one, other in zip(old, new, strict=True)):
        return list(range(len(old)))
    found = _find_copies(old, new)
    taken = set(found)
    free = dict.fromkeys(place for place in range(len(new)) if place not in taken)
    for alike in (_same, _folded):
        for number in [number for number, place in enumerate(found) if place is None]:
            place = next((place for place in free if _is_within(old[number], new[place], alike)), None)
            if place is not None:
                found[number] = place
                del free[place]
    left = [number for number, place in enumerate(found) if place is None]
    if len(left) == len(free):
        for number, place in zip(left, free, strict=True):
            found[number] = place
    return found


def _find_copies(old: list[Any], new: list[Any]) -> list[int | None]:
    places: dict[str, deque[int]] = {}
    for place, item in enumerate(new):
        places.setdefault(json.dumps(item, sort_keys=True), deque()).append(place)
    known = (places.get(json.dumps(item, sort_keys=True)) for item in old)
    return [copies.popleft() if copies else None for copies in known]


def _is_within(old: Any, new: Any, alike: Alike) -> bool:
    """Whether a new value is an old one, perhaps with further keys: those that have defaults."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(key in new and _is_within(inner, new[key], alike) for key, inner in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(_is_within(*pair, alike) for pair in zip(old, new, strict=True))
    return alike(old, new)


def _same(old: Any, new: Any) -> bool:
    return bool(old == new)


def _folded(old: Any, new: Any) -> bool:
    return isinstance(old, str) and isinstance(new, str) and old.strip().casefold() == new.strip().casefold()
