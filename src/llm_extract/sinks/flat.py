"""Records as rows of one list: the columns that CSV files and data frames share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..pointers import join_pointer
from .tables import ROOT, Column, Item, Table, items_in, unique_name

__all__ = ["Cell", "Row", "explode", "plan_cells"]

Source = Callable[["Row"], Any]


@dataclass(frozen=True)
class Row:
    """What a line is made of: the record, and an item for each table on the way to the exploded list."""

    record: Mapping[str, Any]
    evidence: Mapping[str, Mapping[str, Any]]
    items: Mapping[str, Item]


@dataclass(frozen=True)
class Cell:
    """A column: its name, the kind of its values, and where a row has them."""

    name: str
    kind: str
    source: Source


def explode(record: Mapping[str, Any], way: tuple[Table, ...]) -> Iterator[Row]:
    """The rows of a record: one for each item at the end of the way, or one that says that there is none.

    Args:
        record: as JSON values.
        way: the tables from the data itself to the list whose items are the rows.
    """
    evidence = {one["path"]: one for one in record["evidence"]}
    if record["data"] is None:
        yield Row(record, evidence, {})
        return
    for items in _open({way[0].name: Item(way[0], "", 1, record["data"])}, way[0], way[1:]):
        yield Row(record, evidence, items)


def _open(items: dict[str, Item], last: Table, way: tuple[Table, ...]) -> Iterator[dict[str, Item]]:
    if not way:
        yield items
        return
    found = False
    for inner in items_in(items[last.name], way[0]):
        found = True
        yield from _open({**items, way[0].name: inner}, way[0], way[1:])
    if not found:
        yield items  # so that every record, and every item on the way, has a row


def plan_cells(way: tuple[Table, ...], evidence: bool) -> list[Cell]:
    """The columns of rows.

    In this order: document, the item, the items around it from inside to outside, each with its lists, the record.

    Args:
        way: as in ``explode``.
        evidence: with quote and support behind each cited value.
    """
    taken: set[str] = set()
    own = way[-1]
    last = (("item_path", _path_of(own)), *_LAST)
    taken.update(name for name, _ in (*_FIRST, *last))
    cells = [Cell(name, "text", source) for name, source in _FIRST]
    for place in range(len(way) - 1, -1, -1):
        table = way[place]
        prefix = "" if table is own or table.name == ROOT else f"{table.name}_"
        exploded = way[place + 1] if table is not own else None
        for name, kind, source in _columns(table, exploded, evidence):
            cells.append(Cell(unique_name(prefix + name, taken), kind, source))
    return [*cells, *(Cell(name, "text", source) for name, source in last)]


def _columns(table: Table, exploded: Table | None, evidence: bool) -> Iterator[tuple[str, str, Source]]:
    objects = list(table.citations) if evidence else []
    for column in table.columns:
        yield column.name, column.kind, _value_of(table, column)
        if evidence and column.cited:
            yield from _evidence(table, column.name, column.keys)
        # an object's quote stands behind its last value
        for name, keys in [one for one in objects if _ends(table, one[1], column)]:
            objects.remove((name, keys))
            yield from _evidence(table, name, keys)
    for name, keys in objects:
        yield from _evidence(table, name, keys)
    for one in table.lists:
        if one is not exploded:
            yield "_".join(one.keys), "json", _value_of(table, Column("", one.keys, "json"))


def _ends(table: Table, keys: tuple[str, ...], column: Column) -> bool:
    inside = [one for one in table.columns if one.keys[: len(keys)] == keys]
    return bool(keys and inside and inside[-1] is column)


def _value_of(table: Table, column: Column) -> Source:
    def source(row: Row) -> Any:
        item = row.items.get(table.name)
        return None if item is None else column.of(item.value)

    return source


def _path_of(table: Table) -> Source:
    def source(row: Row) -> Any:
        item = row.items.get(table.name)
        return None if item is None else item.path

    return source


def _evidence(table: Table, name: str, keys: tuple[str, ...]) -> Iterator[tuple[str, str, Source]]:
    below = join_pointer(keys)

    def part(what: str) -> Source:
        def source(row: Row) -> Any:
            item = row.items.get(table.name)
            found = None if item is None else row.evidence.get(item.path + below)
            return None if found is None else found[what]

        return source

    yield f"{name}_quote", "text", part("quote")
    yield f"{name}_support", "text", part("support")


def _of(*keys: str) -> Source:
    def source(row: Row) -> Any:
        value: Any = row.record
        for key in keys:
            value = None if value is None else value[key]
        return value

    return source


def _task(row: Row) -> str:
    return f"{row.record['task']['name']}@v{row.record['task']['version']}"


def _error(row: Row) -> str | None:
    error = row.record["error"]
    return None if error is None else f"{error['type']}: {error['message']}"


_FIRST: tuple[tuple[str, Source], ...] = (
    ("document_key", _of("document", "key")),
    ("document_title", _of("document", "title")),
    ("document_published_on", _of("document", "published_on")),
    ("record_status", _of("status")),
)
_LAST: tuple[tuple[str, Source], ...] = (
    ("record_error", _error),
    ("record_task", _task),
    ("record_model", _of("model")),
)
