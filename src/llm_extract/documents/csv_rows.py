"""The rows of CSV and TSV, one at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from ..errors import DocumentError
from .lines import Lines
from .rows import Columns, Row
from .streams import LARGER

__all__ = ["read_csv"]

_LARGEST_FIELD_LIMIT = 2**31 - 1
"""csv keeps its limit in a C long, which has 32 bits on Windows."""


def read_csv(lines: Lines, *, delimiter: str | None, columns: Columns, max_bytes: int) -> Iterator[Row]:
    """A row for each record after the header. Quotes must be as RFC 4180 has them: nothing is guessed or dropped.

    Args:
        lines: the file's lines.
        delimiter: a tab for TSV; None for CSV: the one of ``, ; tab |`` by which the header has the text column.
        columns: the header must have those that are named.
        max_bytes: the largest cell. The limit of Python's csv module, one for the whole process, is raised to it.

    Yields:
        The record by column; an error where its cells do not fit the header or its quotes are broken.

    Raises:
        DocumentError: no header, no column of a given name, or a quote that never ends.
    """
    csv.field_size_limit(max(csv.field_size_limit(), min(max_bytes, _LARGEST_FIELD_LIMIT)))
    delimiter = delimiter or _find_delimiter(lines, columns.text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        header = _name_columns(next(reader, []))
    except csv.Error as error:
        told = _quoting_error(error)
        raise DocumentError(f"no readable header: {told.message}", hint="Begin with a line of column names.") from error
    columns.require(header)
    number = 0
    while True:
        begins = lines.number + 1
        try:
            cells = next(reader)
            if not cells:
                continue
            values: dict[str, Any] | DocumentError = _pair(header, cells)
        except StopIteration:
            return
        except DocumentError as error:
            values = error
        except csv.Error as error:
            values = _quoting_error(error)
        number += 1
        at = f"line {begins}" if begins == lines.number else f"lines {begins} to {lines.number}"
        yield Row(number, f"row {number} ({at})", values, lines.encoding)


def _find_delimiter(lines: Lines, text_column: str) -> str:
    try:
        first = next(lines)
    except StopIteration:
        raise DocumentError("empty", hint="Leave it out, or fill it.") from None
    lines.put_back(first)
    headers: dict[str, list[str]] = {}
    for delimiter in ",;\t|":
        try:
            headers[delimiter] = next(csv.reader([first], delimiter=delimiter), [])
        except csv.Error:
            continue
        if text_column in (name.strip() for name in headers[delimiter]):
            return delimiter
    return max(headers, key=lambda one: len(headers[one]), default=",")  # so that the error names the columns


def _name_columns(cells: list[str]) -> list[str]:
    """Column names, each once: a nameless one is called by its number, a second of a name gets ``~2``."""
    names: dict[str, int] = {}  # with the number that the next of the same name begins to look from
    for number, cell in enumerate(cells, start=1):
        name = wish = cell.strip() or f"column {number}"
        again = names.get(wish, 2)
        while name in names:
            name, again = f"{wish}~{again}", again + 1
        names[wish], names[name] = again, names.get(name, 2) if name == wish else 2
    return list(names)


def _pair(header: list[str], cells: list[str]) -> dict[str, Any]:
    if len(cells) > len(header):
        # An unquoted delimiter inside the text: taking the first cells would cut the article short without a word.
        raise DocumentError(
            f"{len(cells)} cells, but the header has {len(header)}", hint="Quote cells that hold the delimiter."
        )
    return dict(zip(header, cells, strict=False))


def _quoting_error(error: csv.Error) -> DocumentError:
    """What Python's csv module means, in words that somebody with a spreadsheet can act on."""
    said = str(error)
    if "field limit" in said:
        # What follows would be read with inside and outside of quotes exchanged.
        raise DocumentError(
            "a cell beyond the size limit, most likely a quote that never ends; nothing after it was read",
            hint=f"Close the quote; {LARGER}",
        ) from error
    if "unexpected end" in said:
        return DocumentError(
            "a quote is opened and never closed, so that all that follows was read as this row",
            hint='Close it, and double each " inside a cell.',
        )
    what = "a carriage return outside of quotes" if "new-line" in said else f"broken quotes ({said})"
    return DocumentError(what, hint='Quote the cell, and double each " inside it.')
