"""Changing an answer at places given by JSON pointers, without touching the answer itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..pointers import join_pointer, pointer_order, split_pointer, surroundings

if TYPE_CHECKING:
    from ..schemas.wire import WireSchema

__all__ = ["outermost", "prune_all", "replace_at"]


def replace_at(wire: Any, pointer: str, value: Any) -> Any:
    """A copy of a JSON value with another value at a pointer; parts that do not change are shared.

    Raises:
        LookupError: there is no such place.

    Example:
        >>> replace_at({"a": [1, 2]}, "/a/0", 5)
        {'a': [5, 2]}
    """
    tokens = split_pointer(pointer)
    if not tokens:
        return value
    token, rest = tokens[0], join_pointer(tokens[1:])
    if isinstance(wire, list):
        index = int(token)
        return [*wire[:index], replace_at(wire[index], rest, value), *wire[index + 1 :]]
    if isinstance(wire, Mapping):
        return {**wire, token: replace_at(wire[token], rest, value) if rest else value}
    raise LookupError(pointer)


def prune_all(schema: WireSchema, wire: Any, places: Iterable[str]) -> tuple[Any, dict[str, str | None]]:
    """Take several values out of an answer, see ``WireSchema.prune``.

    Args:
        schema: says what may go.
        wire: the answer.
        places: pointers into it.

    Returns:
        The rest, and for each place what went with it: a pointer into ``wire``; None where nothing may go.
    """
    gone: dict[str, str | None] = dict.fromkeys(places)
    taken: set[str] = set()
    # from the end, so that what goes moves nothing that is still to be looked at
    for place in sorted(gone, key=pointer_order, reverse=True):
        within = next((around for around in (place, *surroundings(place)) if around in taken), None)
        if within is not None:
            gone[place] = within
            continue
        pruned = schema.prune(wire, place)
        if pruned is not None:
            wire, gone[place] = pruned
            taken.add(pruned[1])
    return wire, gone


def outermost(places: Collection[str]) -> list[str]:
    """Those places that are not inside another one, in their order.

    Example:
        >>> outermost(["/a/1", "/a/12", "/a/1/b"])
        ['/a/1', '/a/12']
    """
    known = set(places)
    return [place for place in places if known.isdisjoint(surroundings(place))]
