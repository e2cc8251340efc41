"""A schema as tables: one for each list, its items as rows, with nested objects flattened into columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import ConfigError
from ..pointers import join_pointer
from ..records import to_line
from .fields import Field

__all__ = [
    "PLACE",
    "ROOT",
    "Column",
    "Item",
    "Table",
    "as_scalar",
    "choose_table",
    "items_in",
    "make_tables",
    "read_items",
    "unique_name",
]

ROOT = "data"
"""The name of the table of the data itself."""

_RESERVED = frozenset({ROOT, "documents", "records", "evidence", "attempts", "notes"})  # tables of their own
PLACE = ("document_key", "item_path", "parent_path", "item_number")
"""The columns by which rows are found and joined."""

_EXACT = {"text": str, "decimal": str, "boolean": bool}


@dataclass(frozen=True)
class Column:
    """A value of an item.

    Args:
        name: the keys joined by ``_``.
        keys: the way from the item to the value.
        kind: as in Field; lists are of kind ``json`` where a column holds them.
        cited: the value has evidence of its own.
    """

    name: str
    keys: tuple[str, ...]
    kind: str
    cited: bool = False

    def of(self, item: Any) -> Any:
        """The value in an item; None where it or an object around it is null."""
        for key in self.keys:
            item = item.get(key) if isinstance(item, Mapping) else None
        return item


@dataclass(frozen=True)
class Table:
    """A list of the schema, or the record's data itself.

    Args:
        name: the keys on the way to the list, joined by ``_``; ``data`` for the data itself.
        keys: the way to the list from an item of the parent.
        columns: the values of an item; that of a list of plain values is called ``value``.
        citations: what is cited of an item and is no column itself: name and keys; ``item`` is the item.
        lists: the lists inside an item.
    """

    name: str
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    citations: tuple[tuple[str, tuple[str, ...]], ...] = ()
    lists: tuple[Table, ...] = ()

    def walk(self) -> Iterator[Table]:
        """This table and all below it, parents first."""
        yield self
        for one in self.lists:
            yield from one.walk()

    def way_to(self, name: str) -> tuple[Table, ...]:
        """The tables from this one to the named one; empty where it is not below."""
        if self.name == name:
            return (self,)
        for one in self.lists:
            if way := one.way_to(name):
                return (self, *way)
        return ()


@dataclass(frozen=True)
class Item:
    """One item of a list, or a record's data.

    Args:
        table: whose row it is.
        path: JSON pointer into the data.
        number: place in its list, from 1.
        value: as in the data.
        above: the item that its list is in.
    """

    table: Table
    path: str
    number: int
    value: Any
    above: Item | None = None


def make_tables(fields: Field) -> Table:
    """The tables of a schema: the data itself, with one table for each list below it.

    Example:
        >>> from .fields import read_fields
        >>> schema = {"type": "object", "properties": {"title": {"type": "string"}, "tags": {
        ...     "type": "array", "items": {"type": "string"}}}}
        >>> [(one.name, [column.name for column in one.columns]) for one in make_tables(read_fields(schema)).walk()]
        [('data', ['title']), ('tags', ['value'])]
    """
    return _make(fields, (), (), set(_RESERVED))


def _make(one: Field, above: tuple[str, ...], keys: tuple[str, ...], names: set[str]) -> Table:
    full = (*above, *keys)
    name = _name_of(full, names)
    if one.kind != "object":
        kind = "json" if one.kind == "list" else one.kind
        cited = (("item", ()),) if one.cited else ()
        return Table(name, keys, (Column("value", (), kind),), citations=cited)
    columns: list[Column] = []
    lists: list[Table] = []
    citations: list[tuple[str, tuple[str, ...]]] = [("item", ())] if one.cited else []
    taken = set(PLACE)
    for inner, field in one.inside():
        if field.kind == "list" and field.item is not None:
            lists.append(_make(field.item, full, inner, names))
        elif field.kind != "object":
            columns.append(Column(unique_name("_".join(inner), taken), inner, field.kind, field.cited))
            continue
        if field.cited:
            citations.append(("_".join(inner), inner))
    return Table(name, keys, tuple(columns), tuple(citations), tuple(lists))


def _name_of(full: tuple[str, ...], names: set[str]) -> str:
    if not full:
        return ROOT
    name = "_".join(full)
    return unique_name(f"list_{name}" if name.lower().startswith("sqlite_") else name, names)


def unique_name(name: str, taken: set[str]) -> str:
    """A name that is not taken yet, upper and lower case being one, by adding ``_2``, ``_3``; it is taken then.

    Example:
        >>> taken = {"id"}
        >>> unique_name("ID", taken), unique_name("id", taken), unique_name("key", taken)
        ('ID_2', 'id_3', 'key')
    """
    number, found = 1, name
    while found.lower() in taken:
        number += 1
        found = f"{name}_{number}"
    taken.add(found.lower())
    return found


def choose_table(root: Table, rows: str | None, *, whole: str = "documents") -> Table:
    """The table whose items are wanted as rows.

    Args:
        root: the data's own.
        rows: the name of a list (``rounds``, ``rounds.investors``, ``rounds_investors``), its last part where only one
            list has it (``investors``), or ``documents`` for a row per record; None takes the first list.
        whole: what the caller calls a row per record.

    Raises:
        ConfigError: there is no such list, or several.
    """
    lists = [one for one in root.walk() if one is not root]
    if rows is None:
        return lists[0] if lists else root
    wanted = rows.strip().replace(".", "_")
    named = [one for one in lists if one.name == wanted] or [one for one in lists if one.keys[-1] == wanted]
    if len(named) == 1:
        return named[0]
    if not named and wanted in ("documents", whole):
        return root
    names = ", ".join([whole, *(one.name for one in named or lists)])
    what = "are several lists" if named else "is no list of the schema"
    raise ConfigError(f"there {what} called {rows!r}", hint=f"Choose one of: {names}.")


def read_items(root: Table, data: Any) -> Iterator[Item]:
    """Every item of a record's data, parents before what is in them; nothing where the data is null."""
    if data is not None:
        yield from _below(Item(root, "", 1, data))


def _below(item: Item) -> Iterator[Item]:
    yield item
    for one in item.table.lists:
        for inner in items_in(item, one):
            yield from _below(inner)


def items_in(item: Item, table: Table) -> Iterable[Item]:
    """The items of one list in an item."""
    values = Column("", table.keys, "json").of(item.value)
    path = item.path + join_pointer(table.keys)
    for number, value in enumerate(values if isinstance(values, list) else ()):
        yield Item(table, f"{path}/{number}", number + 1, value, item)


def as_scalar(kind: str, value: Any) -> Any:
    """A value for a column of a kind: itself where it is of that kind, else its JSON text; None stays None.

    Example:
        >>> as_scalar("text", "a"), as_scalar("json", ["a"]), as_scalar("boolean", None)
        ('a', '["a"]', None)
    """
    if value is None or isinstance(value, _EXACT.get(kind, ())):
        return value
    if kind in ("integer", "number", "decimal") and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if kind == "number" and isinstance(value, str):
        return value  # an exact decimal of a schema that was not compiled
    return to_line(value)
