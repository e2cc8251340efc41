"""One row of a table as a document: which column is which, and what makes a row bad."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import DocumentError
from ..plain_data import json_type
from .dateline import find_dateline, read_date
from .document import Document, clean_text, clean_value

__all__ = ["DATE_COLUMNS", "UNNAMED", "Columns", "Row", "id_words", "row_id", "row_to_document"]

DATE_COLUMNS = ("published_on", "published_at", "published", "publication_date", "date")
"""Where a date of publication is looked for, in this order, unless a column is named."""
UNNAMED = "Name the column of the text: --text-column, in Python text_column."
"""Of hints, where there is no column of that name."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column, or JSON key, holds what.

    Args:
        text: the article; must be there.
        id: the row's id; None for ``id`` where there is one, else the row's number.
        date: the date of publication; None for the first of DATE_COLUMNS that holds one.
        title: the title; None for ``title``.
    """

    text: str = "text"
    id: str | None = None
    date: str | None = None
    title: str | None = None

    def require(self, header: Sequence[str]) -> None:
        """Refuse a table whose header lacks a column that was named: its rows would lack it without a word.

        Raises:
            DocumentError: naming it, and those that there are.
        """
        for kind, name in (("text", self.text), ("id", self.id), ("date", self.date), ("title", self.title)):
            if name is not None and name not in header:
                known = ", ".join(repr(one[:40]) for one in header[:20]) or "none"
                hint = (
                    UNNAMED if kind == "text" else f"Correct --{kind}-column, in Python {kind}_column, or leave it out."
                )
                raise DocumentError(f"no column {name!r}; its columns are {known}", hint=hint)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read.

    Args:
        number: its line (JSON Lines) or its place among the rows, from 1.
        place: how a message names it: ``line 3``.
        values: the row, or the error that stands in its place.
        encoding: what it was decoded with.
    """

    number: int
    place: str
    values: Mapping[str, Any] | DocumentError
    encoding: str


def row_to_document(row: Row, columns: Columns, *, base: str, source: str) -> Document:
    """Make the document of a row. Its key may be taken; the caller sees to that.

    Args:
        row: the row.
        columns: which column holds what.
        base: the file's key.
        source: the file's path as given.

    Returns:
        A document with the key ``<base>#<row id>``; columns that were not used are its metadata.

    Raises:
        DocumentError: the row is an error already, lacks its text or named id, or its text is no string or empty.
    """
    values = row.values
    if isinstance(values, DocumentError):
        raise values
    text = _text_of(values, columns.text)
    used = {columns.text}
    named = _id_of(values, columns.id, used)
    published_on = _date_of(values, columns.date, used)
    title = _title_of(values, columns.title, used)
    return Document(
        text=text,
        key=f"{base}#{named if named is not None else row.number}",
        source=source,
        title=title,
        published_on=published_on or find_dateline(text),
        encoding=row.encoding,
        metadata={clean_text(name): clean_value(value) for name, value in values.items() if name not in used},
    )


def row_id(row: Row, columns: Columns) -> str | None:
    """The id of a row, however bad the rest of it is; None where it has none, or cannot be read at all."""
    try:
        return None if isinstance(row.values, DocumentError) else _id_of(row.values, columns.id, set())
    except DocumentError:
        return None


def _text_of(values: Mapping[str, Any], column: str) -> str:
    text = values.get(column)
    if isinstance(text, str) and text and not text.isspace():
        return text
    if column not in values:
        raise DocumentError(
            f"no {column!r}; it has {_list_names(values)}",
            hint=UNNAMED,
        )
    if text is None or isinstance(text, str):
        raise DocumentError(f"its {column!r} is empty or only white space", hint="Fill it, or leave the row out.")
    raise DocumentError(
        f"its {column!r} is of type {json_type(text)}, not text", hint="Write the article as one string."
    )


def _id_of(values: Mapping[str, Any], column: str | None, used: set[str]) -> str | None:
    name = column or "id"
    value = values.get(name)
    is_some = math.isfinite(value) if isinstance(value, float) else isinstance(value, str | int)
    if is_some and not isinstance(value, bool) and (words := id_words(value)):
        used.add(name)
        return words
    if column is None:
        return None
    if column not in values:
        what = f"no {column!r}; it has {_list_names(values)}"
    elif value is None or isinstance(value, str):
        what = f"its {column!r} is empty"
    else:
        what = f"its {column!r} is of type {json_type(value)}, no id"
    raise DocumentError(what, hint="Give each row an id, or name no id column.")


def id_words(value: object) -> str:
    """A row's id as keys have it: on one line, of two hundred characters at most.

    Whole numbers become floats in a column of pandas in which one is missing; they are the same ids.

    Example:
        >>> id_words(7.0), id_words(" a\\tb ")
        ('7', 'a b')
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(clean_text(str(value)).split())[:200]


def _date_of(values: Mapping[str, Any], column: str | None, used: set[str]) -> str | None:
    for name in (column,) if column else DATE_COLUMNS:
        found = read_date(values.get(name))
        if found is not None:
            used.add(name)
            return found
    return None


def _title_of(values: Mapping[str, Any], column: str | None, used: set[str]) -> str | None:
    name = column or "title"
    value = values.get(name)
    if name in used or not isinstance(value, str) or not value.strip():
        return None
    used.add(name)
    return clean_text(value.strip())


def _list_names(values: Mapping[str, Any]) -> str:
    names = [repr(clean_text(name)[:40]) for name in list(values)[:12]]
    more = ", ..." if len(values) > len(names) else ""
    return ", ".join(names) + more if names else "nothing"
