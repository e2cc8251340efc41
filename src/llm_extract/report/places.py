"""Changing bare data at a JSON pointer, and following pointers when list items go."""

from __future__ import annotations

from typing import Any

from ..pointers import join_pointer, split_pointer

__all__ = ["drop_item", "move_path", "replace_at", "value_at"]


def value_at(data: Any, path: str, *, or_else: Exception | None = None) -> Any:
    """The value at a pointer.

    Args:
        data: JSON values.
        path: JSON pointer.
        or_else: raised where nothing stands there; without it the value is None.

    Example:
        >>> value_at({"a": [1, 2]}, "/a/1")
        2
    """
    for token in split_pointer(path):
        if isinstance(data, dict) and token in data:
            data = data[token]
        elif isinstance(data, list) and token.isdigit() and int(token) < len(data):
            data = data[int(token)]
        elif or_else is not None:
            raise or_else
        else:
            return None
    return data


def replace_at(data: Any, path: str, value: Any) -> Any:
    """The data with another value at a pointer; the rest is shared, nothing is changed in place.

    Example:
        >>> replace_at({"a": [1, 2]}, "/a/1", 5)
        {'a': [1, 5]}
    """
    return _replace(data, split_pointer(path), value)


def drop_item(data: Any, path: str) -> Any:
    """The data without the list item at a pointer, or None where no list item stands there.

    Example:
        >>> drop_item({"a": [1, 2]}, "/a/0"), drop_item({"a": 1}, "/a")
        ({'a': [2]}, None)
    """
    tokens = split_pointer(path)
    around, last = join_pointer(tokens[:-1]), tokens[-1]
    items = value_at(data, around)
    if not isinstance(items, list) or not last.isdigit() or int(last) >= len(items):
        return None
    return replace_at(data, around, [item for number, item in enumerate(items) if number != int(last)])


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
    if path == gone or path.startswith(f"{gone}/"):
        return None
    tokens, target = split_pointer(path), split_pointer(gone)
    at = len(target) - 1
    if not item or len(tokens) <= at or tokens[:at] != target[:at] or not tokens[at].isdigit():
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
    if isinstance(data, list) and first.isdigit() and int(first) < len(data):
        number = int(first)
        return [*data[:number], _replace(data[number], rest, value), *data[number + 1 :]]
    return data
