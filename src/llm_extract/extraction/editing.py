"""Changing an answer at places given by JSON pointers, without touching the answer itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ..pointers import pointer_order, split_pointer, step, surroundings, value_at

if TYPE_CHECKING:
    from ..comparison import Shape
    from ..schemas.wire import Problem, WireSchema

__all__ = ["faulty_places", "outermost", "prune_all"]


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


def faulty_places(shape: Shape, bare: Any, wire: Any, faults: Sequence[Problem]) -> dict[str, Problem]:
    """What to take out of an answer that does not fit.

    Args:
        shape: of the data.
        bare: what was decoded.
        wire: the answer.
        faults: what does not fit.

    Returns:
        Pointers into the answer, with what is wrong there. Of a list or a map that is too long they are the last items,
        once what is wrong with any of its items is taken out.
    """
    found: dict[str, Problem] = {}
    for fault in faults:
        places = _surplus(shape, bare, wire, fault)
        if not places:
            found.setdefault(fault.wire_path, fault)
        elif not any(other.wire_path.startswith(f"{fault.wire_path}/") for other in faults):
            found.update((place, fault) for place in places if place not in found)
    return found


def _surplus(shape: Shape, bare: Any, wire: Any, fault: Problem) -> list[str]:
    """The items that are too many, where that is what is wrong; a map is a list of its entries in the answer."""
    within, held = shape.at(split_pointer(fault.path)), value_at(bare, fault.path)
    written = value_at(wire, fault.wire_path)
    if within is None or within.most is None or not isinstance(held, list | dict) or not isinstance(written, list):
        return []
    excess = max(0, len(held) - within.most)
    return [fault.wire_path + step(number) for number in range(len(written) - excess, len(written))]
