"""Records as a Parquet file: one row per record, its data, evidence, notes and attempts as nested types.

pyarrow, an extra, is imported when a file is written.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import IO, Any

from ..extras import needing
from ..records import to_line
from .fields import Field, fitted, read_fields
from .tables import as_scalar

__all__ = ["PRECISION", "SCALE", "arrow_type", "fits", "require_pyarrow", "to_decimal", "write_parquet"]

_GROUP = 2000  # records per row group
PRECISION, SCALE = 38, 9
_DECIMAL = re.compile(rf"-?0*[0-9]{{1,{PRECISION - SCALE}}}(?:\.[0-9]{{1,{SCALE}}}0*)?")


def require_pyarrow() -> Any:
    """The library that writes Parquet.

    Raises:
        ConfigError: it is not installed.
    """
    with needing("Parquet", "pyarrow", "parquet"):
        import_module("pyarrow.parquet")
        return import_module("pyarrow")


def write_parquet(records: Iterable[Mapping[str, Any]], path: Path, schema: Mapping[str, Any]) -> int:
    """Write records as Parquet.

    A decimal is ``decimal128(38, 9)``, an integer 64 bits, a number a double; a field of which one value in the file
    does not fit exactly is text in this file.

    Args:
        records: as JSON values; read once, kept in a temporary file meanwhile.
        path: the file, written anew.
        schema: JSON schema of their data.

    Returns:
        How many records were written.

    Raises:
        ConfigError: pyarrow is not installed, or the records do not fit the schema.
        OSError: the file cannot be written.
    """
    arrow = require_pyarrow()
    fields = read_fields(schema)
    with tempfile.TemporaryFile() as spool:
        count, texts = _spool(records, spool, fields)
        data_type = _type(arrow, fields, (), texts)
        whole = arrow.schema([*_fixed(arrow)[:-1], arrow.field("data", data_type), _fixed(arrow)[-1]])
        spool.seek(0)
        lines = iter(spool)
        with arrow.parquet.ParquetWriter(path, whole) as writer:
            while group := [_row(json.loads(line), fields, texts) for line in islice(lines, _GROUP)]:
                writer.write_table(arrow.Table.from_pylist(group, schema=whole))
    return count


_Way = tuple[str, ...]


def _spool(records: Iterable[Mapping[str, Any]], spool: IO[bytes], fields: Field) -> tuple[int, set[_Way]]:
    """Copy the records, and find the fields that must be text because a value does not fit their type."""
    texts: set[_Way] = set()
    count = 0
    for record in records:
        row = fitted(fields, record)
        texts.update(_misfits(fields, row["data"], ()))
        spool.write((to_line(row) + "\n").encode())
        count += 1
    return count, texts


def _misfits(one: Field, value: Any, way: _Way) -> Iterator[_Way]:
    if value is None:
        return
    if one.kind == "object":
        for key, inner in value.items():
            yield from _misfits(one.properties[key], inner, (*way, key))
    elif one.item is not None:
        for inner in value:
            yield from _misfits(one.item, inner, (*way, "[]"))
    elif not fits(one.kind, value):
        yield way


def fits(kind: str, value: Any) -> bool:
    """Whether a value can be held exactly by the type of its kind.

    Example:
        >>> fits("decimal", "600000000.5"), fits("decimal", "1E+9"), fits("integer", 2**63)
        (True, False, False)
    """
    if kind == "decimal":
        return isinstance(value, str) and _DECIMAL.fullmatch(value) is not None
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "integer":
        return type(value) is int and -(2**63) <= value < 2**63
    if kind == "number":
        return type(value) is float or (type(value) is int and abs(value) <= 2**53)
    return True


def to_decimal(value: str) -> Decimal:
    """A decimal that fits, without the zeros behind its last place, which Arrow would take for places that are lost.

    Example:
        >>> to_decimal("1.50000000000000")
        Decimal('1.500000000')
    """
    whole, _, places = value.partition(".")
    return Decimal(f"{whole}.{places[:SCALE]}")


def _type(arrow: Any, one: Field, way: _Way, texts: set[_Way]) -> Any:
    if one.kind == "object":
        return arrow.struct([(key, _type(arrow, inner, (*way, key), texts)) for key, inner in one.properties.items()])
    if one.item is not None:
        return arrow.list_(_type(arrow, one.item, (*way, "[]"), texts))
    return arrow.string() if way in texts else arrow_type(arrow, one.kind)


def arrow_type(arrow: Any, kind: str) -> Any:
    """The Arrow type of a kind of value; text for those that have none of their own."""
    types = {
        "decimal": arrow.decimal128(PRECISION, SCALE),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
    }
    return types.get(kind, arrow.string())


def _value(one: Field, value: Any, way: _Way, texts: set[_Way]) -> Any:
    if value is None:
        return None
    if one.kind == "object":
        return {key: _value(inner, value.get(key), (*way, key), texts) for key, inner in one.properties.items()}
    if one.item is not None:
        return [_value(one.item, inner, (*way, "[]"), texts) for inner in value]
    if way in texts:
        return value if isinstance(value, str) else to_line(value)
    if one.kind == "decimal":
        return to_decimal(value)
    return float(value) if one.kind == "number" else as_scalar(one.kind, value)


def _fixed(arrow: Any) -> list[Any]:
    """The columns that every file has."""
    text, number = arrow.string(), arrow.int64()
    usage = [("prompt_tokens", number), ("completion_tokens", number), ("cached_tokens", number)]
    names = ("key", "id", "source", "title", "published_on", "encoding")
    document = [*((name, text) for name in names), ("chars", number), ("metadata", text)]
    hashes = [(f"{what}_sha256", text) for what in ("prompt", "schema", "examples")]
    task = [("name", text), ("version", number), *hashes]
    evidence = [("path", text), ("quote", text), ("spans", arrow.list_(arrow.list_(number)))]
    evidence += [(name, text) for name in ("alignment", "support", "reason")]
    notes = [(name, text) for name in ("code", "path", "message", "details")]
    attempts = [("fingerprint", text), ("outcome", text), ("usage", arrow.struct(usage))]
    columns = {
        "record_format": number,
        "document": arrow.struct(document),
        "task": arrow.struct(task),
        "model": text,
        "parameters": text,
        "status": text,
        "evidence": arrow.list_(arrow.struct(evidence)),
        "notes": arrow.list_(arrow.struct(notes)),
        "attempts": arrow.list_(arrow.struct(attempts)),
        "usage": arrow.struct(usage),
        "review": text,
        "error": arrow.struct([(name, text) for name in ("type", "message", "hint")]),
    }
    return [arrow.field(name, kind) for name, kind in columns.items()]


def _row(record: dict[str, Any], fields: Field, texts: set[_Way]) -> dict[str, Any]:
    """The record with its data in the file's types, and what has no schema as JSON text."""
    return {
        **record,
        "document": {**record["document"], "metadata": to_line(record["document"]["metadata"])},
        "parameters": to_line(record["parameters"]),
        "data": _value(fields, record["data"], (), texts),
        "notes": [{**note, "details": to_line(note.get("details", {}))} for note in record["notes"]],
        "review": None if record["review"] is None else to_line(record["review"]),
    }
