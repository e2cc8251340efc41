"""Records as a CSV that spreadsheets open: one row per item of one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..pointers import join_pointer
from .cells import write_cell
from .fields import check_fit, read_fields
from .tables import ROOT, Column, Item, Table, as_scalar, choose_table, items_in, make_tables, unique_name

__all__ = ["write_csv"]

_BOM = "\ufeff"  # by which spreadsheets know UTF-8
_Source = Callable[["_Row"], Any]


@dataclass(frozen=True)
class _Row:
    """What a line is made of: the record, and an item for each table on the way to the exploded list."""

    record: Mapping[str, Any]
    evidence: Mapping[str, Mapping[str, Any]]
    items: Mapping[str, Item]


@dataclass(frozen=True)
class _Cell:
    name: str
    kind: str
    source: _Source


def write_csv(
    records: Iterable[Mapping[str, Any]],
    path: Path,
    schema: Mapping[str, Any],
    *,
    rows: str | None = None,
    evidence: bool = False,
) -> int:
    """Write records as CSV: UTF-8 with a byte-order mark, comma, CRLF.

    Args:
        records: as JSON values.
        path: the file, written anew.
        schema: JSON schema of their data.
        rows: the list whose items are the rows; see ``choose_table``.
        evidence: with columns for quote and support behind each cited value.

    Returns:
        How many records were written; one without items has one row.

    Raises:
        ConfigError: there is no such list, or the records do not fit the schema.
        OSError: the file cannot be written.
    """
    fields = read_fields(schema)
    root = make_tables(fields)
    way = root.way_to(choose_table(root, rows).name)
    cells = _plan(way, evidence)
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(_BOM + ",".join(write_cell("text", cell.name) for cell in cells) + "\r\n")
        for record in records:
            check_fit(fields, record["data"], where=record["document"]["key"])
            for row in _rows(record, way):
                line = (write_cell(cell.kind, as_scalar(cell.kind, cell.source(row))) for cell in cells)
                stream.write(",".join(line) + "\r\n")
            count += 1
    return count


def _rows(record: Mapping[str, Any], way: tuple[Table, ...]) -> Iterator[_Row]:
    evidence = {one["path"]: one for one in record["evidence"]}
    if record["data"] is None:
        yield _Row(record, evidence, {})
        return
    for items in _explode({way[0].name: Item(way[0], "", 1, record["data"])}, way[0], way[1:]):
        yield _Row(record, evidence, items)


def _explode(items: dict[str, Item], last: Table, way: tuple[Table, ...]) -> Iterator[dict[str, Item]]:
    if not way:
        yield items
        return
    found = False
    for inner in items_in(items[last.name], way[0]):
        found = True
        yield from _explode({**items, way[0].name: inner}, way[0], way[1:])
    if not found:
        yield items  # so that every record, and every item on the way, has a row


def _plan(way: tuple[Table, ...], evidence: bool) -> list[_Cell]:
    """The columns: document, the item, the items around it from inside to outside, each with its lists, the record."""
    taken: set[str] = set()
    own = way[-1]
    last = (("item_path", _path_of(own)), *_LAST)
    taken.update(name for name, _ in (*_FIRST, *last))
    cells = [_Cell(name, "text", source) for name, source in _FIRST]
    for place in range(len(way) - 1, -1, -1):
        table = way[place]
        prefix = "" if table is own or table.name == ROOT else f"{table.name}_"
        exploded = way[place + 1] if table is not own else None
        for name, kind, source in _columns(table, exploded, evidence):
            cells.append(_Cell(unique_name(prefix + name, taken), kind, source))
    return [*cells, *(_Cell(name, "text", source) for name, source in last)]


def _columns(table: Table, exploded: Table | None, evidence: bool) -> Iterator[tuple[str, str, _Source]]:
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


def _value_of(table: Table, column: Column) -> _Source:
    def source(row: _Row) -> Any:
        item = row.items.get(table.name)
        return None if item is None else column.of(item.value)

    return source


def _path_of(table: Table) -> _Source:
    def source(row: _Row) -> Any:
        item = row.items.get(table.name)
        return None if item is None else item.path

    return source


def _evidence(table: Table, name: str, keys: tuple[str, ...]) -> Iterator[tuple[str, str, _Source]]:
    below = join_pointer(keys)

    def part(what: str) -> _Source:
        def source(row: _Row) -> Any:
            item = row.items.get(table.name)
            found = None if item is None else row.evidence.get(item.path + below)
            return None if found is None else found[what]

        return source

    yield f"{name}_quote", "text", part("quote")
    yield f"{name}_support", "text", part("support")


def _of(*keys: str) -> _Source:
    def source(row: _Row) -> Any:
        value: Any = row.record
        for key in keys:
            value = None if value is None else value[key]
        return value

    return source


def _task(row: _Row) -> str:
    return f"{row.record['task']['name']}@v{row.record['task']['version']}"


def _error(row: _Row) -> str | None:
    error = row.record["error"]
    return None if error is None else f"{error['type']}: {error['message']}"


_FIRST: tuple[tuple[str, _Source], ...] = (
    ("document_key", _of("document", "key")),
    ("document_title", _of("document", "title")),
    ("document_published_on", _of("document", "published_on")),
    ("record_status", _of("status")),
)
_LAST: tuple[tuple[str, _Source], ...] = (
    ("record_error", _error),
    ("record_task", _task),
    ("record_model", _of("model")),
)
