"""Rows of a data frame as documents: pandas, polars and Arrow, none of which is imported here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any

from ..errors import ConfigError, DocumentError, did_you_mean
from .document import Document, UnreadableDocument
from .keys import SeenKeys
from .rows import Columns, Row, id_words, row_to_document

__all__ = ["library_of", "like_column", "plain_value", "read_frame"]

SOURCE = "frame"
_MISSING = frozenset({"NAType", "NaTType"})  # pandas.NA and NaT, which compare with nothing
_KINDS = {
    ("pandas", "DataFrame"): "pandas",
    ("pandas", "Series"): "pandas",
    ("polars", "DataFrame"): "polars",
    ("polars", "Series"): "polars",
    ("pyarrow", "Table"): "arrow",
}


def library_of(frame: object) -> str | None:
    """Which library a frame or a column is of: ``pandas``, ``polars`` or ``arrow``; None for anything else."""
    names = (((one.__module__ or "").partition(".")[0], one.__name__) for one in type(frame).__mro__)
    return next((_KINDS[name] for name in names if name in _KINDS), None)


def read_frame(
    frame: Any,
    text: str | None = None,
    *,
    id: str | None = None,
    published_on: str | None = None,
    title: str | None = None,
    metadata: Sequence[str] | None = None,
) -> Iterator[Document | UnreadableDocument]:
    """The rows of a data frame as documents, one for each row, in their order.

    Args:
        frame: a pandas or polars DataFrame, a pyarrow Table, or one column of text (a Series).
        text: the column of the article; by default ``text``. A Series needs none.
        id: the column of the document's key; by default ``id`` where there is one, else the pandas index or the number
            of the row, from 0. A key that is taken gets ``~2``.
        published_on: the column of the date of publication; by default the first of the usual names that holds one.
        title: the column of the title; by default ``title``.
        metadata: the columns that become the document's metadata; by default all that are not used.

    Yields:
        A Document for each row; an UnreadableDocument where the text is missing (None, NaN, NA), empty or no text.

    Raises:
        ConfigError: there is no such column.
        TypeError: this is no data frame.

    Example:
        >>> import pandas
        >>> frame = pandas.DataFrame({"body": ["Acme raised $5 million.", None]}, index=["a", "b"])
        >>> [(item.key, type(item).__name__) for item in read_frame(frame, "body")]
        [('a', 'Document'), ('b', 'UnreadableDocument')]
    """
    names, rows = _open(frame, text or "text")
    wanted = [text or "text", id, published_on, title, *(metadata or ())]
    for name in wanted:
        if name is not None and name not in names:
            raise _no_column(name, names)
    key = id or ("id" if "id" in names else None)
    kept = None if metadata is None else frozenset(metadata)
    return _read(rows, Columns(text or "text", None, published_on, title), key, kept)


def like_column(frame: Any, values: list[Any]) -> Any:
    """One value for each row of a frame, as a column of its library: a Series called ``record``, or the list itself."""
    library = library_of(frame)
    if library == "pandas":
        pandas = import_module("pandas")
        return pandas.Series(values, index=frame.index, name="record", dtype=object)
    if library == "polars":
        polars = import_module("polars")
        return polars.Series("record", values, dtype=polars.Object)
    return values


def _read(
    rows: Iterable[tuple[Any, dict[str, Any]]], columns: Columns, id: str | None, kept: frozenset[str] | None
) -> Iterator[Document | UnreadableDocument]:
    keys = SeenKeys()
    for number, (label, values) in enumerate(rows):
        name = _label(values[id] if id == columns.text else values.pop(id)) if id is not None else None
        key = keys.unique(name or _label(label) or str(number))
        try:
            text = values[columns.text]
            plain = {column: plain_value(value) for column, value in values.items()}
            plain[columns.text] = None if plain[columns.text] is None else text  # bytes and numbers are no article
            document = row_to_document(Row(number, f"row {key}", plain, "str"), columns, base=SOURCE, source=SOURCE)
        except (DocumentError, RecursionError) as error:
            yield UnreadableDocument(key, SOURCE, _of_row(key, error))
            continue
        found = document.metadata
        yield replace(
            document,
            key=key,
            metadata=found if kept is None else {name: value for name, value in found.items() if name in kept},
        )


def _of_row(key: str, error: DocumentError | RecursionError) -> DocumentError:
    if isinstance(error, DocumentError):
        return DocumentError(f"row {key}: {error.message}", hint=error.hint)
    return DocumentError(f"row {key}: a cell is nested too deeply", hint="Leave that column out with metadata=[...].")


def _open(frame: Any, text: str) -> tuple[list[str], Iterator[tuple[Any, dict[str, Any]]]]:
    """The names of the columns, and each row with its label."""
    library = library_of(frame)
    if library is None:
        raise TypeError(f"a pandas or polars data frame, or a pyarrow Table, is needed, not {type(frame).__name__}")
    if not hasattr(frame, "columns"):
        labels = frame.index if library == "pandas" else range(len(frame))
        return [text], ((label, {text: value}) for label, value in zip(labels, frame, strict=True))
    if library == "pandas":
        names = [str(name) for name in frame.columns]
        rows = zip(frame.index, frame.itertuples(index=False, name=None), strict=True)
        return names, ((label, dict(zip(names, row, strict=True))) for label, row in rows)
    if library == "polars":
        return list(frame.columns), enumerate(frame.iter_rows(named=True))
    return list(frame.column_names), enumerate(row for batch in frame.to_batches() for row in batch.to_pylist())


def _label(value: Any) -> str | None:
    plain = plain_value(value)
    if isinstance(plain, list):
        plain = "/".join(str(one) for one in plain)
    return None if plain is None else id_words(plain) or None


def plain_value(value: Any) -> Any:
    """A cell as JSON can hold it: what is missing is None, dates and decimals are text."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if type(value).__name__ in _MISSING:
        return None
    if isinstance(value, float):
        return None if value != value else float(value)
    return _written(value)


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): plain_value(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(inner) for inner in value]
    if hasattr(value, "tolist"):  # an array or a scalar of numpy
        inner = value.tolist()
        return plain_value(inner) if not isinstance(inner, type(value)) else str(value)
    return str(value)


def _no_column(name: str, names: list[str]) -> ConfigError:
    hint = did_you_mean(name, names, f"It has {', '.join(map(repr, names[:12]))}.")
    return ConfigError(f"the frame has no column {name!r}", hint=hint)
