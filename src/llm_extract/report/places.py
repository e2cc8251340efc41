"""Changing bare data at a JSON pointer, and following pointers when list items go."""

from __future__ import annotations

from typing import Any

from ..pointers import is_inside, item_number, join_pointer, split_pointer, value_at

__all__ = ["drop_at", "move_path", "replace_at", "stands_at"]


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


def move_path(path: str, gone: str, item: bool) -> str | None:
    """Where a pointer leads after something went.

    Args:
        path: any pointer into the old data.
        gone: pointer to what went.
        item: whether it was a list item, behind which the others move up.

    Returns:
        The pointer into the new data; None where it led into what went.

    Example:
        >>> move_path("/a/2/x", "/a/1", True), move_path("/a/1/x", "/a/1", True), move_path("/b", "/a/1", True)
        ('/a/1/x', None, '/b')
    """
    if is_inside(path, gone):
        return None
    tokens, target = split_pointer(path), split_pointer(gone)
    at = len(target) - 1
    if not item or len(tokens) <= at or tokens[:at] != target[:at] or not tokens[at].isdecimal():
        return path
    if int(tokens[at]) > int(target[at]):
        tokens[at] = str(int(tokens[at]) - 1)
    return join_pointer(tokens)


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
