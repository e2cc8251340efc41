"""JSON pointers (RFC 6901): how records, evidence, gold and corrections name a place in JSON values."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

__all__ = [
    "drop_at", "field_name", "is_inside", "item_number", "join_pointer", "leaves_outside", "pointer_order",
    "replace_at", "split_pointer", "step", "surroundings", "value_at",
]  # fmt: skip


@lru_cache(maxsize=10_000)
def step(token: str | int) -> str:
    """One step of a JSON pointer, with its slash.

    Example:
        >>> "/rounds" + step(0) + step("a/b")
        '/rounds/0/a~1b'
    """
    return f"/{str(token).replace('~', '~0').replace('/', '~1')}"


def join_pointer(tokens: Iterable[str | int]) -> str:
    """Write tokens as a JSON pointer.

    Example:
        >>> join_pointer(["rounds", 0, "a/b"])
        '/rounds/0/a~1b'
    """
    return "".join(map(step, tokens))


def split_pointer(pointer: str) -> list[str]:
    """Read the tokens of a JSON pointer.

    Example:
        >>> split_pointer("/rounds/0/a~1b")
        ['rounds', '0', 'a/b']
    """
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


@lru_cache(maxsize=4096)
def field_name(pointer: str) -> str:
    """The name of the field that a pointer leads to, items of lists aside.

    Example:
        >>> field_name("/rounds/0/amount"), field_name("/investors/1"), field_name("")
        ('amount', 'investors', '')
    """
    return next((token for token in reversed(split_pointer(pointer)) if not token.isdigit()), "")


def value_at(value: Any, pointer: str) -> Any:
    """The value at a JSON pointer, or None where there is none.

    Example:
        >>> value_at({"a": [1, 2]}, "/a/1"), value_at({"a": [1, 2]}, "/a/b") is None
        (2, True)
    """
    for token in split_pointer(pointer):
        if isinstance(value, list):
            number = item_number(value, token)
            value = None if number is None else value[number]
        else:
            value = value.get(token) if isinstance(value, Mapping) else None
    return value


def item_number(items: Sequence[Any], token: str) -> int | None:
    """The item of a list that a token of a JSON pointer names; None where there is no such item.

    Example:
        >>> item_number(["a", "b"], "1"), item_number(["a", "b"], "2"), item_number(["a", "b"], "-")
        (1, None, None)
    """
    number = int(token) if token.isascii() and token.isdigit() else len(items)
    return number if number < len(items) else None


def replace_at(value: Any, pointer: str, new: Any) -> Any:
    """A copy of a JSON value with another value at a pointer; parts that do not change are shared.

    Raises:
        LookupError: there is no such place; a new key of an object is one.

    Example:
        >>> replace_at({"a": [1, 2]}, "/a/0", 5)
        {'a': [5, 2]}
    """
    for around, token in _way_back(value, pointer):
        if isinstance(around, Mapping):
            new = {**around, token: new}
            continue
        number = item_number(around, token)
        if number is None:
            raise LookupError(pointer)
        new = [*around[:number], new, *around[number + 1 :]]
    return new


def drop_at(value: Any, pointer: str) -> Any:
    """A copy of a JSON value without the item or the key at a pointer; parts that do not change are shared.

    Raises:
        LookupError: there is no such place.

    Example:
        >>> drop_at({"a": [1, 2]}, "/a/0"), drop_at({"a": 1, "b": 2}, "/b")
        ({'a': [2]}, {'a': 1})
    """
    before = pointer.rpartition("/")[0]
    around, last = value_at(value, before), split_pointer(pointer)[-1:]
    if last and isinstance(around, Mapping) and last[0] in around:
        return replace_at(value, before, {key: part for key, part in around.items() if key != last[0]})
    number = item_number(around, last[0]) if last and isinstance(around, list) else None
    if number is None:
        raise LookupError(pointer)
    return replace_at(value, before, [*around[:number], *around[number + 1 :]])


def _way_back(value: Any, pointer: str) -> Iterator[tuple[Mapping[str, Any] | list[Any], str]]:
    """The objects and lists around a place with the token that leads on from each, the innermost first."""
    tokens = split_pointer(pointer)
    around = [value]
    for token in tokens[:-1]:
        around.append(value_at(around[-1], step(token)))
    if tokens and not all(isinstance(one, Mapping | list) for one in around):
        raise LookupError(pointer)
    return zip(reversed(around), reversed(tokens), strict=False)


def pointer_order(pointer: str) -> list[tuple[int, str]]:
    """What JSON pointers are sorted by so that items of a list come in their order, the ninth before the tenth.

    Example:
        >>> sorted(["/a/10", "/a/9", "/a"], key=pointer_order)
        ['/a', '/a/9', '/a/10']
    """
    tokens = split_pointer(pointer)
    return [(int(token), "") if token.isascii() and token.isdigit() else (-1, token) for token in tokens]


def is_inside(place: str, other: str) -> bool:
    """Whether a place is another one or inside it.

    Example:
        >>> is_inside("/a/1/b", "/a/1"), is_inside("/a/12", "/a/1")
        (True, False)
    """
    return place == other or place.startswith(other + "/")


def surroundings(place: str) -> Iterator[str]:
    """What a place is inside of, the nearest first.

    Example:
        >>> list(surroundings("/a/1"))
        ['/a', '']
    """
    while place:
        place = place.rpartition("/")[0]
        yield place


def leaves_outside(value: Any, places: Container[str], at: str = "") -> Iterator[str]:
    """The places of single values that are at or inside none of some places; null is no value.

    Example:
        >>> list(leaves_outside({"a": [{"b": 1, "c": 2}, 3], "d": None}, {"/a/0/b"}))
        ['/a/0/c', '/a/1']
    """
    if at in places or value is None:
        return
    if isinstance(value, Mapping | list):
        for key, child in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from leaves_outside(child, places, at + step(key))
    else:
        yield at
