"""What several answers say together, made to fit the schema: one thing too many costs nothing else.

Each answer fits by itself, so what does not is of uniting: a list that is too long, fields that do not go together. The
remedy begins at the place that does not fit and goes outwards only where it does not help: a list or a map loses the
items that are too much; an object is told, lists and maps aside, as one answer tells it; then its lists and maps lose
what it refuses; then all of it is as one answer tells it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..comparison import Backing, Merged, Shape, merge_values, standing
from ..comparison.shortening import Unit, copies_in, leave_out, shorten
from ..pointers import join_pointer, pointer_order, split_pointer, step, surroundings, value_at

if TYPE_CHECKING:
    from ..schemas.sources import Fault
    from ..schemas.wire import WireSchema

__all__ = ["Fitted", "Loss", "fit"]

_REFUSED = 8  # items in a row that a list refuses, one by one: then it takes no other ones either


@dataclass(frozen=True)
class Loss:
    """What was taken out.

    Args:
        path: JSON pointer into the merged value: what it was taken out of.
        value: what is gone.
        reason: the schema's words.
        sources: where it stands: (index of the answer, JSON pointer into it).
    """

    path: str
    value: Any
    reason: str
    sources: tuple[tuple[int, str], ...]


@dataclass
class Fitted:
    """Several answers as one value.

    Args:
        merged: the value and where it comes from.
        data: what the schema makes of it; None where it does not fit.
        faults: why it does not.
        losses: what was taken out so that it fits.
    """

    merged: Merged
    data: Any = None
    faults: Sequence[Fault] = ()
    losses: list[Loss] = field(default_factory=list)


def fit(schema: WireSchema, shape: Shape, values: Sequence[Any], backing: Backing) -> Fitted:
    """Merge what several answers say, and take out what the schema does not allow them to say together.

    Args:
        schema: the compiled schema.
        shape: what makes two of its values or items the same.
        values: the bare data of each answer; each fits the schema.
        backing: how well words back what an answer says at a place.

    Returns:
        What they say together; with faults only where the schema does not accept what one of them says either.
    """
    fitting = _Fitting(schema, shape, values, backing)
    while fitting.mend():
        pass
    return fitting.finish()


class _Fitting:
    """One merge, and what was tried so that it fits."""

    def __init__(self, schema: WireSchema, shape: Shape, values: Sequence[Any], backing: Backing) -> None:
        self._schema, self._shape, self._values, self._backing = schema, shape, values, backing
        self._whole: dict[str, str] = {}  # objects as one answer tells them, and why
        self._singly: set[str] = set()
        self._in_vain: set[str] = set()  # what cannot be mended by taking items out
        self._merge()

    def _merge(self) -> None:
        merged = merge_values(self._values, self._shape, self._backing, whole=self._whole, singly=self._singly)
        self._now = Fitted(merged)

    def mend(self) -> bool:
        """Try one remedy for each fault; False where there is none, or none is left to try."""
        self._now.data, self._now.faults = self._schema.source.validate(self._now.merged.value)
        again, short = False, {}
        for tokens, reason in self._now.faults:
            place, remedy = self._remedy(join_pointer(tokens))
            if remedy == "shorten":
                short[place] = reason
            elif remedy:
                again = True
                self._whole.update({place: reason} if remedy == "whole" else {})
                self._singly.update({place} if remedy == "singly" else ())
        if again:
            self._merge()
            return True
        for place in sorted(short, key=pointer_order, reverse=True):  # from the end, so that no other place moves
            self._shorten(place, short[place])
        return bool(short)

    def _remedy(self, path: str) -> tuple[str, str]:
        """What to try next for a fault: the place, and what to do there."""
        for place in (path, *surroundings(path)):
            value, shape = value_at(self._now.merged.value, place), self._shape.at(split_pointer(place))
            if shape is None or len(self._now.merged.sources.get(place, ())) < 2 or not isinstance(value, dict | list):
                continue
            if shape.is_collection and place not in self._in_vain:
                return place, "shorten"
            if shape.collections and len(shape.collections) < len(shape.properties) and place not in self._singly:
                return place, "singly"
            if shape.collections and place not in self._in_vain:
                return place, "shorten"
            if not shape.is_collection and place not in self._whole:
                return place, "whole"
        return "", ""

    def _shorten(self, place: str, reason: str) -> None:
        """Take out of a list or a map, or of those of an object, what it does not accept."""
        shape, merged = self._shape.at(split_pointer(place)), self._now.merged
        assert shape is not None
        if shape.has_no_copies and (copies := copies_in(value_at(merged.value, place))):
            self._now.merged = shorten(merged, (), {(place, str(copy)): str(first) for copy, first in copies.items()})
            return
        items = self._items(place, shape)
        too_many = shape.most is not None and len(items) > shape.most
        gone = items[shape.most :] if too_many else self._refused(place, items)
        if not gone:
            self._in_vain.add(place)
            return
        self._now.merged = shorten(merged, gone)
        for unit in sorted(gone, key=lambda unit: pointer_order(_pointer(unit))):
            sources = tuple(merged.sources.get(_pointer(unit), ()))
            self._now.losses.append(Loss(unit[0], value_at(merged.value, _pointer(unit)), reason, sources))

    def _items(self, place: str, shape: Shape) -> list[Unit]:
        """The items in a list or a map, or in those of an object: the best backed first, then those said most often."""
        merged, paths = self._now.merged, [place]
        if not shape.is_collection:
            paths = [place + step(key) for key in shape.collections]
        found: list[Unit] = []
        for path in paths:
            held = value_at(merged.value, path) or []
            found += [(path, str(key)) for key in (held if isinstance(held, dict) else range(len(held)))]

        def rank(unit: Unit) -> tuple[int, int]:
            sources = merged.sources.get(_pointer(unit))
            return standing(self._backing, sources) if sources else (1, 0)  # null says nothing

        return sorted(found, key=rank)

    def _refused(self, place: str, items: Sequence[Unit]) -> Collection[Unit]:
        """The items that do not go with the others, once those of the best answer are taken; none where none helps."""
        sources = self._now.merged.sources
        said = [number for number, _ in sources[place]]
        kept = next((one.sources[0][0] for one in self._now.merged.disagreements if one.path == place), said[0])
        taken = [unit for unit in items if any(number == kept for number, _ in sources.get(_pointer(unit), ()))]
        if not self._accepts(place, items, taken):
            return ()
        known, refused = set(taken), 0
        waiting = [[unit for unit in items if unit not in known]]
        while waiting and refused < _REFUSED:
            some = waiting.pop()
            if self._accepts(place, items, [*taken, *some]):
                taken, refused = [*taken, *some], 0
            elif len(some) > 1:
                waiting += [some[len(some) // 2 :], some[: len(some) // 2]]
            else:
                refused += 1
        return set(items) - set(taken)

    def _accepts(self, place: str, items: Sequence[Unit], taken: Sequence[Unit]) -> bool:
        rest = leave_out(self._now.merged.value, set(items) - set(taken))
        return all(join_pointer(tokens) != place for tokens, _ in self._schema.source.validate(rest)[1])

    def finish(self) -> Fitted:
        """The result; what objects that hold lists would have had of other answers is lost."""
        now = self._now
        for place, reason in self._whole.items():
            shape = self._shape.at(split_pointer(place))
            found = next((one for one in now.merged.disagreements if one.path == place), None)
            if found is None or shape is None or not shape.collections:
                continue
            now.merged.disagreements.remove(found)
            sources = iter(found.sources)
            for value, count in found.values:
                places = tuple(next(sources) for _ in range(count))
                if value != found.values[0][0]:
                    now.losses.append(Loss(place, value, reason, places))
        return now


def _pointer(unit: Unit) -> str:
    return unit[0] + step(unit[1])
