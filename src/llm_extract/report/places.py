"""Whether something stands at a JSON pointer, and where pointers lead when list items go."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import Any

from ..pointers import item_number, join_pointer, split_pointer, value_at

__all__ = ["Gone", "stands_at"]


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
