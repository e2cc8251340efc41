"""Records as a SQLite database: documents, records, evidence, attempts, notes, and a table for each list."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from ..errors import RunError
from ..records import to_line
from .fields import Field, fitted, read_fields
from .tables import PLACE, Table, as_scalar, make_tables, read_items

__all__ = ["write_sqlite"]

_APPLICATION = 0x6C6C6D72  # "llmr", in SQLite's application_id
_FORMAT = 1  # in SQLite's user_version
_LARGEST = 2**63

_FIXED = """
CREATE TABLE documents (
    key TEXT PRIMARY KEY, id TEXT NOT NULL, source TEXT NOT NULL, title TEXT, published_on TEXT, encoding TEXT,
    chars INTEGER NOT NULL, metadata TEXT NOT NULL, text TEXT);
CREATE TABLE records (
    document_key TEXT PRIMARY KEY REFERENCES documents (key) ON DELETE CASCADE, status TEXT NOT NULL,
    task TEXT NOT NULL, version INTEGER NOT NULL, prompt_sha256 TEXT NOT NULL, schema_sha256 TEXT NOT NULL,
    model TEXT NOT NULL, parameters TEXT NOT NULL, data TEXT, prompt_tokens INTEGER, completion_tokens INTEGER,
    cached_tokens INTEGER, error_type TEXT, error_message TEXT, error_hint TEXT, review TEXT,
    record_format INTEGER NOT NULL);
CREATE TABLE evidence (
    document_key TEXT NOT NULL REFERENCES records (document_key) ON DELETE CASCADE, path TEXT NOT NULL,
    number INTEGER NOT NULL, quote TEXT, spans TEXT NOT NULL, alignment TEXT NOT NULL, support TEXT NOT NULL,
    reason TEXT NOT NULL, PRIMARY KEY (document_key, path, number));
CREATE TABLE attempts (
    document_key TEXT NOT NULL REFERENCES records (document_key) ON DELETE CASCADE, number INTEGER NOT NULL,
    fingerprint TEXT NOT NULL, outcome TEXT NOT NULL, prompt_tokens INTEGER, completion_tokens INTEGER,
    cached_tokens INTEGER, PRIMARY KEY (document_key, number));
CREATE TABLE notes (
    document_key TEXT NOT NULL REFERENCES records (document_key) ON DELETE CASCADE, number INTEGER NOT NULL,
    code TEXT NOT NULL, path TEXT NOT NULL, message TEXT NOT NULL, details TEXT NOT NULL,
    PRIMARY KEY (document_key, number));
"""
# Numbers have no declared type: any that SQLite knows would round what does not fit 64 bits.
_TYPES = {"text": " TEXT", "decimal": " TEXT", "json": " TEXT", "boolean": " BOOLEAN", "integer": "", "number": ""}


def write_sqlite(
    records: Iterable[Mapping[str, Any]],
    path: Path,
    schema: Mapping[str, Any],
    *,
    text_of: Callable[[str], str | None] | None = None,
) -> int:
    """Write records into a database, new or made by an earlier export; all of them or, on an error, none.

    Args:
        records: as JSON values. One about a document that the database knows, by key, takes the place of what was
            there.
        path: the database.
        schema: JSON schema of their data.
        text_of: finds a document's text by its key.

    Returns:
        How many records were written.

    Raises:
        ConfigError: the records do not fit the schema.
        RunError: the file is another database, or one for another schema, or cannot be written.
    """
    fields = read_fields(schema)
    root = make_tables(fields)
    count, made, fresh = 0, not path.exists(), False
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("PRAGMA foreign_keys = ON")
            database.execute("BEGIN IMMEDIATE")
            is_empty = not database.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
            fresh = made and is_empty  # else another process has made it meanwhile
            if is_empty:
                _create_all(database, root)
            else:
                _check(database, root, path)
            for record in records:
                _put(database, fields, root, record, text_of)
                count += 1
            database.execute("COMMIT")
            fresh = False
    except sqlite3.Error as error:
        raise RunError(
            f"{path}: cannot be written as a SQLite database ({error})",
            hint="Close other programs that use it, check the disk, or give another file with -o.",
        ) from error
    finally:
        if fresh:
            path.unlink(missing_ok=True)
    return count


def _create_all(database: sqlite3.Connection, root: Table) -> None:
    for statement in [*_FIXED.split(";\n"), *map(_create, _listed(root))]:
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {_APPLICATION}")
    database.execute(f"PRAGMA user_version = {_FORMAT}")


def _check(database: sqlite3.Connection, root: Table, path: Path) -> None:
    """Make sure that an earlier export made the database, for the same schema."""
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if (application, version) != (_APPLICATION, _FORMAT):
        raise RunError(f"{path} is another database", hint="Give another file with -o.")
    for table in _listed(root):
        there = [row[1] for row in database.execute(f"PRAGMA table_info({_quoted(table.name)})")]
        if there != [*PLACE, *(column.name for column in table.columns)]:
            raise RunError(
                f"{path} was made for another schema: its table {table.name} differs",
                hint="Give another file with -o.",
            )


def _listed(root: Table) -> Iterator[Table]:
    """The tables that the database has: that of the data itself only where it has values outside lists."""
    return (table for table in root.walk() if table is not root or table.columns)


def _create(table: Table) -> str:
    columns = "".join(f", {_quoted(column.name)}{_TYPES[column.kind]}" for column in table.columns)
    return (
        f"CREATE TABLE {_quoted(table.name)} (document_key TEXT NOT NULL REFERENCES records (document_key)"
        " ON DELETE CASCADE, item_path TEXT NOT NULL, parent_path TEXT, item_number INTEGER NOT NULL"
        f"{columns}, PRIMARY KEY (document_key, item_path))"
    )


def _put(
    database: sqlite3.Connection,
    fields: Field,
    root: Table,
    record: Mapping[str, Any],
    text_of: Callable[[str], str | None] | None,
) -> None:
    data = fitted(fields, record)["data"]
    key = record["document"]["key"]
    text = text_of(key) if text_of is not None else None
    _put_record(database, key, record, text)
    _insert(database, "evidence", _evidence_rows(key, record))
    _insert(database, "attempts", _attempt_rows(key, record))
    _insert(database, "notes", _note_rows(key, record))
    rows: dict[str, list[tuple[Any, ...]]] = {table.name: [] for table in _listed(root)}
    for item in read_items(root, data):
        if item.table.name in rows:
            parent = None if item.above is None else item.above.path
            values = (_stored(as_scalar(one.kind, one.of(item.value))) for one in item.table.columns)
            rows[item.table.name].append((key, item.path, parent, item.number, *values))
    for name, group in rows.items():
        _insert(database, name, group)


def _put_record(database: sqlite3.Connection, key: str, record: Mapping[str, Any], text: str | None) -> None:
    document = record["document"]
    database.execute("DELETE FROM records WHERE document_key = ?", (key,))  # and what hangs on it
    database.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
        " text = CASE WHEN excluded.id = id THEN COALESCE(excluded.text, text) ELSE excluded.text END,"
        " id = excluded.id, source = excluded.source, title = excluded.title, published_on = excluded.published_on,"
        " encoding = excluded.encoding, chars = excluded.chars, metadata = excluded.metadata",
        (key, *(document[name] for name in _DOCUMENT), to_line(document["metadata"]), text),
    )
    task, error = record["task"], record["error"] or {}
    _insert(
        database,
        "records",
        [
            (
                key, record["status"], task["name"], task["version"], task["prompt_sha256"], task["schema_sha256"],
                record["model"], to_line(record["parameters"]), _json(record["data"]), *_tokens(record["usage"]),
                *(error.get(name) for name in ("type", "message", "hint")), _json(record["review"]),
                record["record_format"],
            )
        ],
    )  # fmt: skip


_DOCUMENT = ("id", "source", "title", "published_on", "encoding", "chars")


def _evidence_rows(key: str, record: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (key, one["path"], n, one["quote"], to_line(one["spans"]), one["alignment"], one["support"], one["reason"])
        for n, one in enumerate(record["evidence"], 1)
    ]


def _attempt_rows(key: str, record: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (key, n, one["fingerprint"], one["outcome"], *_tokens(one["usage"]))
        for n, one in enumerate(record["attempts"], 1)
    ]


def _note_rows(key: str, record: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (key, n, one["code"], one["path"], one["message"], to_line(one.get("details", {})))
        for n, one in enumerate(record["notes"], 1)
    ]


def _insert(database: sqlite3.Connection, table: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        database.executemany(f"INSERT INTO {_quoted(table)} VALUES ({marks})", rows)


def _tokens(usage: Mapping[str, Any]) -> tuple[Any, ...]:
    return usage["prompt_tokens"], usage["completion_tokens"], usage["cached_tokens"]


def _json(value: Any) -> str | None:
    return None if value is None else to_line(value)


def _stored(value: Any) -> Any:
    """Whole numbers beyond 64 bits as text, for SQLite would round them."""
    if isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        return str(value)
    return value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
