"""JSON pointers (RFC 6901): how records, evidence, gold and corrections name a place in JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

__all__ = ["is_inside", "join_pointer", "split_pointer", "step", "value_at"]


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


def value_at(value: Any, pointer: str) -> Any:
    """The value at a JSON pointer, or None where there is none.

    Example:
        >>> value_at({"a": [1, 2]}, "/a/1"), value_at({"a": [1, 2]}, "/a/b") is None
        (2, True)
    """
    for token in split_pointer(pointer):
        if isinstance(value, list):
            found = token.isascii() and token.isdigit() and int(token) < len(value)
            value = value[int(token)] if found else None
        else:
            value = value.get(token) if isinstance(value, Mapping) else None
    return value


def is_inside(place: str, other: str) -> bool:
    """Whether a place is another one or inside it.

    Example:
        >>> is_inside("/a/1/b", "/a/1"), is_inside("/a/12", "/a/1")
        (True, False)
    """
    return place == other or place.startswith(other + "/")
