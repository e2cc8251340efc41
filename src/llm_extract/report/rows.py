"""A record's data as rows: one for every value that a reader may ask about, with its label, words and leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..pointers import join_pointer, split_pointer
from .wording import name_item, show_scalar, show_value

__all__ = ["Row", "field_name", "list_rows"]


_WHOLE = "value"
"""What data are called that are no object."""


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
        data: bare data of the record, or None; not only objects, since a schema may be of a list or a single value.
        cited: pointers of the values that have evidence, in the record's order.

    Example:
        >>> data = {"deals": [{"kind": None, "sum": {"amount": "5", "currency": "USD"}}]}
        >>> [(row.label, row.shown, row.depth) for row in list_rows(data, ["/deals/0/sum"])]
        [('deal 1', '$5', 0), ('sum', '$5', 1), ('kind', 'none', 1)]
    """
    return list(_Walk(cited).whole(data))


def field_name(path: str) -> str:
    """The field that a pointer belongs to, whatever the item: list positions become ``[]``.

    Example:
        >>> field_name("/rounds/0/investors/1/name")
        'rounds[].investors[].name'
        >>> field_name("")
        'value'
    """
    name = ""
    for token in split_pointer(path):
        name += "[]" if token.isdigit() else f".{token}" if name else token
    return name or _WHOLE


class _Walk:
    """One way through one record's data. Pointers grow as text on the way down: taking them apart would cost more."""

    def __init__(self, cited: Iterable[str]) -> None:
        self._cited: set[str] = set()
        self._rank: dict[str, int] = {}
        for rank, path in enumerate(cited):
            self._cited.add(path)
            while path and path not in self._rank:
                self._rank[path] = rank
                path = path.rpartition("/")[0]

    def whole(self, data: Any) -> Iterator[Row]:
        """All rows; what is no container, or has words of its own, is one row with the empty pointer."""
        if isinstance(data, dict | list) and "" not in self._cited:
            return self.below(data, "", "", 0)
        return iter(()) if data is None else self._row(data, "", _WHOLE, 0)

    def below(self, value: Any, at: str, listed: str, depth: int) -> Iterator[Row]:
        """The rows of a container's parts; ``listed`` names the list that the container is."""
        for path, name, item in self._parts(value, at):
            if isinstance(item, list) and item and path not in self._cited:
                yield from self.below(item, path, name or listed, depth)  # its items name themselves
            else:
                yield from self._row(item, path, _label(path, name, listed), depth)

    def _parts(self, value: Any, at: str) -> list[tuple[str, str, Any]]:
        """Pointer, name (empty for a list's items) and value of each part."""
        if isinstance(value, list):
            return [(f"{at}/{number}", "", item) for number, item in enumerate(value)]
        last = len(self._rank)
        parts = [(f"{at}{join_pointer((name,))}", name, item) for name, item in value.items()]
        return sorted(parts, key=lambda part: self._rank.get(part[0], last))

    def _row(self, item: Any, path: str, label: str, depth: int) -> Iterator[Row]:
        if not isinstance(item, dict | list) or not item:
            yield Row(path, label, show_scalar(item), depth, ((path, item),))
        elif path not in self._cited:
            named = {name: part for _, name, part in self._parts(item, path)} if isinstance(item, dict) else {}
            yield Row(path, label, name_item(named), depth)
            yield from self.below(item, path, "", depth + 1)
        else:
            inner: list[tuple[str, str, Any]] = []
            own = self._without_cited(item, path, "", inner)
            leaves = tuple(_leaves(own, path)) or ((path, item),)
            yield Row(path, label, show_value(own or item), depth, leaves)
            for inner_path, inner_label, inner_item in inner:
                yield from self._row(inner_item, inner_path, inner_label, depth + 1)

    def _without_cited(self, value: Any, at: str, listed: str, taken: list[tuple[str, str, Any]]) -> Any:
        """A cited value without what is cited inside it; that is put into ``taken``."""
        if not isinstance(value, dict | list):
            return value
        kept = []
        for path, name, part in self._parts(value, at):
            if path in self._cited:
                taken.append((path, _label(path, name, listed), part))
            else:
                kept.append((name, self._without_cited(part, path, name or listed, taken)))
        return dict(kept) if isinstance(value, dict) else [part for _, part in kept]


def _leaves(value: Any, at: str) -> Iterator[tuple[str, Any]]:
    if not isinstance(value, dict | list):
        yield at, value
        return
    for name, part in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _leaves(part, f"{at}{join_pointer((name,))}")


def _label(path: str, name: str, listed: str) -> str:
    if name:
        return name.replace("_", " ")
    number = path.rpartition("/")[2]  # empty where a member has no name
    counted = f" {int(number) + 1}" if number.isdecimal() else ""
    return f"{_singular(listed) if listed else 'item'}{counted}"


def _singular(name: str) -> str:
    words = name.replace("_", " ")
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words
