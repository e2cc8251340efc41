"""Changing bare data at a JSON pointer, and following pointers when list items go."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import Any

from ..pointers import item_number, join_pointer, split_pointer, value_at

__all__ = ["Gone", "drop_at", "replace_at", "stands_at"]


def stands_at(data: Any, path: str) -> bool:
    """Whether there is a value at a pointer, null included.

    Example:
        >>> stands_at({"a": [None]}, "/a/0"), stands_at({"a": [None]}, "/a/1")
        (True, False)
    """
    tokens = split_pointer(path)
    if not tokens:
        return True
    around = value_at(data, join_pointer(tokens[:-1]))
    if isinstance(around, list):
        return item_number(around, tokens[-1]) is not None
    return isinstance(around, dict) and tokens[-1] in around


def replace_at(data: Any, path: str, value: Any) -> Any:
    """The data with another value at a pointer; the rest is shared, nothing is changed in place.

    Example:
        >>> replace_at({"a": [1, 2]}, "/a/1", 5)
        {'a': [1, 5]}
    """
    return _replace(data, split_pointer(path), value)


def drop_at(data: Any, path: str) -> tuple[Any, bool]:
    """The data without the list item or the member at a pointer, and whether it was an item.

    Example:
        >>> drop_at({"a": [1, 2]}, "/a/0"), drop_at({"a": 1}, "/a")
        (({'a': [2]}, True), ({}, False))
    """
    tokens = split_pointer(path)
    around, last = join_pointer(tokens[:-1]), tokens[-1]
    parts = value_at(data, around)
    if isinstance(parts, dict):
        return replace_at(data, around, {name: part for name, part in parts.items() if name != last}), False
    gone = item_number(parts, last) if isinstance(parts, list) else None
    if gone is None:
        return data, False
    return replace_at(data, around, [*parts[:gone], *parts[gone + 1 :]]), True


class Gone:
    """What went from data, and where the rest stands since; all pointers are those into the data as they were.

    Example:
        >>> gone = Gone()
        >>> gone.add("/a/1", is_item=True)
        >>> gone.moved("/a/2/x"), gone.moved("/a/1/x"), gone.moved("/b")
        ('/a/1/x', None, '/b')
    """

    def __init__(self) -> None:
        self._places: set[str] = set()
        self._items: dict[str, list[int]] = {}

    def add(self, place: str, *, is_item: bool) -> None:
        """Something went; behind an item of a list the others move up."""
        self._places.add(place)
        around, _, number = place.rpartition("/")
        if is_item:
            insort(self._items.setdefault(around, []), int(number))

    def moved(self, path: str) -> str | None:
        """Where a pointer leads now; None where it led into what went."""
        before = after = ""
        for token in path.split("/")[1:]:
            items = self._items.get(before)
            before = f"{before}/{token}"
            if before in self._places:
                return None
            up = bisect_left(items, int(token)) if items and token.isascii() and token.isdigit() else 0
            after = f"{after}/{int(token) - up if up else token}"
        return after


def _replace(data: Any, tokens: list[str], value: Any) -> Any:
    if not tokens:
        return value
    first, rest = tokens[0], tokens[1:]
    if isinstance(data, dict):
        return {**data, first: _replace(data.get(first), rest, value)}
    number = item_number(data, first) if isinstance(data, list) else None
    if number is None:
        return data
    return [*data[:number], _replace(data[number], rest, value), *data[number + 1 :]]
