"""Records as data frames: pandas, polars or Arrow, with the columns of a CSV and the types of a Parquet file.

The libraries are extras, and are imported when a frame is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from ..documents import library_of
from ..errors import ConfigError
from ..extras import needing
from ..record_lines import as_lines
from ..records import Record
from ..schemas.sources import as_schema
from .fields import Field, fitted, read_fields
from .flat import explode, plan_cells
from .parquet_file import PRECISION, SCALE, arrow_type, fits, to_decimal
from .tables import as_scalar, choose_table, make_tables

__all__ = ["records_to_frame"]

_MODULES = {"pandas": "pandas", "polars": "polars", "arrow": "pyarrow"}
_EXTRAS = {"pandas": "pandas", "polars": "polars", "arrow": "parquet"}


@dataclass(frozen=True)
class _Values:
    """A column: ``kind`` is that of the schema, or ``text`` where a value does not fit it exactly."""

    name: str
    kind: str
    values: list[Any]


def records_to_frame(
    records: Iterable[Record[Any] | Mapping[str, Any]],
    table: str = "records",
    *,
    kind: str | None = None,
    schema: Any = None,
    evidence: bool = False,
) -> Any:
    """Make a data frame of records, with the columns that ``export`` gives a CSV.

    Text, JSON of nested lists, and dates (many have no day) are text; a decimal is a Decimal (``decimal128(38, 9)`` in
    polars and Arrow), an integer 64 bits, a number a float; what is null is missing, also in whole numbers. A column of
    which one value does not fit its type exactly is text.

    Args:
        records: Records, a column of them as ``Extractor.map`` gives it, or lines of a records file as JSON values.
        table: ``records`` for a row per record; else the list whose items are the rows, e.g. ``rounds`` or
            ``rounds.investors``. A record without items has one row, with its status.
        kind: ``pandas``, ``polars`` or ``arrow``; by default the library of the column, else pandas.
        schema: the class of the data or its JSON schema (``Extractor.json_schema``); by default the class of the first
            record that has data.
        evidence: with columns for quote and support behind each cited value.

    Returns:
        The frame. Made of a pandas column it has its index, repeated for several items of one record.

    Raises:
        ConfigError: the library is not installed, there is no such list, or the records do not fit the schema.

    Example:
        >>> from llm_extract import Extractor, read_documents
        >>> with Extractor("funding_news", replay="fixtures") as extractor:
        ...     records = list(extractor.extract_many(read_documents(["seeds"])))
        >>> rounds = records_to_frame(records, "rounds")
        >>> rounds.loc[0, ["company", "money_raised_amount", "money_raised_currency"]].tolist()
        ['SenseTime', Decimal('600000000'), 'USD']
    """
    given = library_of(records)
    kind = kind or given or "pandas"
    if kind not in _MODULES:
        raise ConfigError(f"there are no frames of kind {kind!r}", hint=f"Use one of {', '.join(_MODULES)}.")
    with needing(f"a frame of kind {kind!r}", _MODULES[kind], _EXTRAS[kind]):
        library: Any = import_module(_MODULES[kind])
    found = list(records)
    raws = list(as_lines(found))
    columns, places = _columns(raws, _fields_of(found, schema), table, evidence)
    frame = _MAKERS[kind](library, columns)
    if kind == given == "pandas":
        frame.index = records.index.take(places)  # type: ignore[attr-defined]
    return frame


def _fields_of(records: list[Any], schema: Any) -> Field:
    if isinstance(schema, Mapping):
        return read_fields(schema)
    if schema is None:
        data = next((one.data for one in records if isinstance(one, Record) and one.data is not None), None)
        schema = type(data)
        if data is None or isinstance(data, Mapping):
            if all(_bare(one) is None for one in records):
                return Field("object")  # nothing but failures
            raise ConfigError(
                "the schema of these records is not known", hint="Give it: schema=MySchema or extractor.json_schema."
            )
    return read_fields(as_schema(schema).json_schema())


def _bare(record: Any) -> Any:
    return record.bare if isinstance(record, Record) else record["data"]


def _columns(records: list[Any], fields: Field, table: str, evidence: bool) -> tuple[list[_Values], list[int]]:
    """The columns, and for each row the place of its record."""
    root = make_tables(fields)
    way = root.way_to(choose_table(root, table, whole="records").name)
    cells = plan_cells(way, evidence)
    values: list[list[Any]] = [[] for _ in cells]
    places: list[int] = []
    for place, record in enumerate(records):
        for row in explode(fitted(fields, record), way):
            places.append(place)
            for cell, column in zip(cells, values, strict=True):
                column.append(as_scalar(cell.kind, cell.source(row)))
    return [_typed(cell.name, cell.kind, column) for cell, column in zip(cells, values, strict=True)], places


def _typed(name: str, kind: str, values: list[Any]) -> _Values:
    if kind in ("text", "json"):
        return _Values(name, "text", values)
    if not all(value is None or fits(kind, value) for value in values):
        return _Values(name, "text", [None if value is None else str(value) for value in values])
    makers: dict[str, Callable[[Any], Any]] = {"decimal": to_decimal, "number": float}
    convert = makers.get(kind, lambda value: value)
    return _Values(name, kind, [None if value is None else convert(value) for value in values])


def _to_pandas(pandas: Any, columns: list[_Values]) -> Any:
    types = {"text": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "decimal": object}
    data = {one.name: pandas.Series(one.values, dtype=types[one.kind]) for one in columns}
    return pandas.DataFrame(data)


def _to_polars(polars: Any, columns: list[_Values]) -> Any:
    types = {
        "text": polars.String,
        "integer": polars.Int64,
        "number": polars.Float64,
        "boolean": polars.Boolean,
        "decimal": polars.Decimal(PRECISION, SCALE),
    }
    return polars.DataFrame([polars.Series(one.name, one.values, dtype=types[one.kind]) for one in columns])


def _to_arrow(arrow: Any, columns: list[_Values]) -> Any:
    data = {one.name: arrow.array(one.values, type=arrow_type(arrow, one.kind)) for one in columns}
    return arrow.table(data)


_MAKERS: dict[str, Callable[[Any, list[_Values]], Any]] = {
    "pandas": _to_pandas,
    "polars": _to_polars,
    "arrow": _to_arrow,
}
