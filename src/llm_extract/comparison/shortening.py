"""A merged value without some of its items: what follows them moves up, with what is known of each place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..messages import canonical_json
from ..pointers import split_pointer, step, surroundings, value_at
from .merging import Merged

__all__ = ["Unit", "copies_in", "leave_out", "shorten"]

Unit = tuple[str, str]
"""An item of a list, or an entry of a map: the pointer of what holds it, and its index or key."""

Moves = Mapping[str, Mapping[str, str | None]]


def shorten(merged: Merged, gone: Collection[Unit], copies: Mapping[Unit, str] | None = None) -> Merged:
    """Take items out of a merged value.

    Args:
        merged: the value and where it comes from; it is not changed. No item lies in another one that goes.
        gone: what is taken out.
        copies: what is taken out because an item beside it says the same, which then stands for both: its index.

    Example:
        >>> merged = Merged(["a", "b", "c"], sources={"/0": [(0, "/0")], "/2": [(1, "/0")]})
        >>> rest = shorten(merged, [("", "1")])
        >>> rest.value, rest.sources
        (['a', 'c'], {'/0': [(0, '/0')], '/1': [(1, '/0')]})
    """
    value, moves = _leave_out(merged.value, gone, copies or {})
    sources: dict[str, list[tuple[int, str]]] = {}
    for path, places in merged.sources.items():
        if (there := _moved(path, moves)) is not None:
            sources[there] = sorted({*sources.get(there, ()), *places})
    return Merged(
        value,
        [replace(one, path=there) for one in merged.disagreements if (there := _moved(one.path, moves)) is not None],
        sources,
        [there for path in merged.ambiguous if (there := _moved(path, moves)) is not None],
        {there for path in merged.taken if (there := _moved(path, moves)) is not None},
    )


def leave_out(value: Any, gone: Collection[Unit]) -> Any:
    """A value without some of its items.

    Example:
        >>> leave_out({"a": [1, 2], "b": {"x": 1}}, [("/a", "0"), ("/b", "x")])
        {'a': [2], 'b': {}}
    """
    return _leave_out(value, gone, {})[0]


def copies_in(items: Sequence[Any]) -> dict[int, int]:
    """The items that say what one before them says, each with the first that does.

    Example:
        >>> copies_in(["a", "b", "a"])
        {2: 0}
    """
    first: dict[bytes, int] = {}
    known = [first.setdefault(canonical_json(item), number) for number, item in enumerate(items)]
    return {number: other for number, other in enumerate(known) if number != other}


def _leave_out(value: Any, gone: Collection[Unit], copies: Mapping[Unit, str]) -> tuple[Any, Moves]:
    moves: dict[str, Mapping[str, str | None]] = {}
    without = {*gone, *copies}
    for path in sorted({path for path, _ in without}):
        held = value_at(value, path)
        keys = [str(key) for key in (held if isinstance(held, dict) else range(len(held)))]
        left = [key for key in keys if (path, key) not in without]
        new = {key: key if isinstance(held, dict) else str(number) for number, key in enumerate(left)}
        moves[path] = {key: new.get(copies.get((path, key), key)) for key in keys}
        rest = {key: held[key] for key in left} if isinstance(held, dict) else [held[int(key)] for key in left]
        value = _replaced(value, split_pointer(path), rest)
    return value, moves


def _replaced(value: Any, tokens: Sequence[str], rest: Any) -> Any:
    if not tokens:
        return rest
    if isinstance(value, dict):
        return {**value, tokens[0]: _replaced(value[tokens[0]], tokens[1:], rest)}
    number = int(tokens[0])
    return [*value[:number], _replaced(value[number], tokens[1:], rest), *value[number + 1 :]]


def _moved(path: str, moves: Moves) -> str | None:
    for around in surroundings(path):
        if around in moves:
            key, slash, inner = path[len(around) + 1 :].partition("/")
            token = moves[around][split_pointer(f"/{key}")[0]]
            return None if token is None else around + step(token) + slash + inner
    return path
