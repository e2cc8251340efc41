"""A record's data as rows: one for every value that a reader may ask about, with its label, words and leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..schemas.pointers import join_pointer, split_pointer
from .wording import name_item, show_scalar, show_value

__all__ = ["Row", "field_name", "list_rows"]

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a record's fields.

    Args:
        path: JSON pointer into the data.
        label: the field's name in words.
        shown: the value as a reader wants it; of a heading, what names the item.
        depth: how far it stands in.
        leaves: ``(pointer, value)`` of the scalars that are the row's own, for editing; empty for a heading.
    """

    path: str
    label: str
    shown: str
    depth: int
    leaves: tuple[tuple[str, Any], ...] = ()


def list_rows(data: Any, cited: Iterable[str]) -> list[Row]:
    """The rows of a record's data.

    A cited value is one row even where it is an object (a sum with its currency, an investor with a role); what is
    cited inside it gets a row of its own, further in. Fields stand in the order of the evidence, which is the schema's;
    those without evidence behind them.

    Args:
        data: bare data of the record, or None.
        cited: pointers of the values that have evidence, in the record's order.

    Example:
        >>> data = {"deals": [{"kind": None, "sum": {"amount": "5", "currency": "USD"}}]}
        >>> [(row.label, row.shown, row.depth) for row in list_rows(data, ["/deals/0/sum"])]
        [('deal 1', '$5', 0), ('sum', '$5', 1), ('kind', 'none', 1)]
    """
    return list(_Walk(cited).below(data, (), 0)) if isinstance(data, dict) else []


def field_name(path: str) -> str:
    """The field that a pointer belongs to, whatever the item: list positions become ``[]``.

    Example:
        >>> field_name("/rounds/0/investors/1/name")
        'rounds[].investors[].name'
    """
    name = ""
    for token in split_pointer(path):
        name += "[]" if token.isdigit() else f".{token}" if name else token
    return name


class _Walk:
    """One way through one record's data."""

    def __init__(self, cited: Iterable[str]) -> None:
        self._cited: set[str] = set()
        self._rank: dict[str, int] = {}
        for rank, path in enumerate(cited):
            self._cited.add(path)
            tokens = split_pointer(path)
            for length in range(len(tokens), 0, -1):
                if self._rank.setdefault(join_pointer(tokens[:length]), rank) != rank:
                    break

    def below(self, value: Any, at: Place, depth: int) -> Iterator[Row]:
        """The rows of a container's parts."""
        for name, item in self._parts(value, at):
            place = (*at, name)
            if isinstance(item, list) and item and join_pointer(place) not in self._cited:
                yield from self.below(item, place, depth)  # its items name themselves
            else:
                yield from self._row(item, place, depth)

    def _parts(self, value: Any, at: Place) -> list[tuple[str | int, Any]]:
        if isinstance(value, list):
            return list(enumerate(value))
        last = len(self._rank)
        return sorted(value.items(), key=lambda part: self._rank.get(join_pointer((*at, part[0])), last))

    def _row(self, item: Any, place: Place, depth: int) -> Iterator[Row]:
        path, label = join_pointer(place), _label(place)
        if not isinstance(item, dict | list) or not item:
            yield Row(path, label, show_scalar(item), depth, ((path, item),))
        elif path not in self._cited:
            named = {str(name): part for name, part in self._parts(item, place)} if isinstance(item, dict) else {}
            yield Row(path, label, name_item(named), depth)
            yield from self.below(item, place, depth + 1)
        else:
            inner: list[tuple[Place, Any]] = []
            own = self._without_cited(item, place, inner)
            leaves = tuple(_leaves(own, place)) or ((path, item),)
            yield Row(path, label, show_value(own or item), depth, leaves)
            for inner_place, inner_item in inner:
                yield from self._row(inner_item, inner_place, depth + 1)

    def _without_cited(self, value: Any, at: Place, taken: list[tuple[Place, Any]]) -> Any:
        """A cited value without what is cited inside it; that is put into ``taken``."""
        if not isinstance(value, dict | list):
            return value
        kept = []
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            place = (*at, name)
            if join_pointer(place) in self._cited:
                taken.append((place, part))
            else:
                kept.append((name, self._without_cited(part, place, taken)))
        return dict(kept) if isinstance(value, dict) else [part for _, part in kept]


def _leaves(value: Any, at: Place) -> Iterator[tuple[str, Any]]:
    if not isinstance(value, dict | list):
        yield join_pointer(at), value
        return
    for name, part in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _leaves(part, (*at, name))


def _label(place: Place) -> str:
    name = place[-1]
    if isinstance(name, str):
        return name.replace("_", " ")
    lists = [token for token in place if isinstance(token, str)]
    return f"{_singular(lists[-1])} {name + 1}" if lists else f"item {name + 1}"


def _singular(name: str) -> str:
    words = name.replace("_", " ")
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words
