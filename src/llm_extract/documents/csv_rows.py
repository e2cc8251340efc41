"""The rows of CSV and TSV, one at a time."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..errors import DocumentError
from .lines import BadLine, Lines
from .rows import Columns, Row
from .streams import LARGER

__all__ = ["read_csv"]

_TOLD = re.compile(r"\"?sep=([,;\t|])\"?\s*", re.IGNORECASE)
"""A line before the header, for Excel, which names the delimiter."""
_LARGEST_FIELD_LIMIT = 2**31 - 1
"""csv keeps its limit in a C long, which has 32 bits on Windows."""


def read_csv(lines: Lines, *, delimiter: str | None, columns: Columns, max_bytes: int) -> Iterator[Row]:
    """A row for each record after the header. Quotes must be as RFC 4180 has them: nothing is guessed or dropped.

    Args:
        lines: the file's lines.
        delimiter: a tab for TSV; None for CSV: the one of ``, ; tab |`` that a first line ``sep=;`` names, or by which
            the header has the text column.
        columns: the header must have those that are named.
        max_bytes: the largest cell. The limit of Python's csv module, one for the whole process, is raised to it.

    Yields:
        The record by column; an error where its cells do not fit the header or its quotes are broken, or where a line
        of it cannot be read.

    Raises:
        DocumentError: no header, no column of a given name, or a quote that never ends.
    """
    csv.field_size_limit(max(csv.field_size_limit(), min(max_bytes, _LARGEST_FIELD_LIMIT)))
    delimiter = delimiter or _find_delimiter(lines, columns.text)
    records = _Records(lines, delimiter)
    header = records.read_header()
    columns.require(header)
    for number, found in enumerate(records.read(len(header)), 1):
        at = f"line {found.first}" if found.first == found.last else f"lines {found.first} to {found.last}"
        try:
            values: dict[str, Any] | DocumentError = found.error or _pair(header, found.cells)
        except DocumentError as error:
            values = error
        yield Row(number, f"row {number} ({at})", values, found.encoding)


@dataclass(frozen=True, slots=True)
class _Record:
    """A record as it stands in the file.

    Args:
        first: the number of its first line.
        last: of its last.
        encoding: what that was decoded with.
        cells: what it holds; nothing where its quotes are broken.
        error: what is wrong with it.
        is_open: its quotes are broken, and leave one open: what follows may be part of it.
    """

    first: int
    last: int
    encoding: str
    cells: list[str]
    error: DocumentError | None = None
    is_open: bool = False

    def is_whole(self, width: int) -> bool:
        """Whether nothing is wrong with it, and no cell is missing."""
        return self.error is None and len(self.cells) == width


class _Records:
    """The records of a table."""

    def __init__(self, lines: Lines, delimiter: str) -> None:
        self._lines, self._table = lines, _QuotedLines(lines)
        self._reader = csv.reader(self._table, delimiter=delimiter, strict=True)

    def read_header(self) -> list[str]:
        """The names of the columns.

        Raises:
            DocumentError: there are none to be read.
        """
        try:
            cells = next(self._reader, [])
        except csv.Error as error:
            told = _quoting_error(error)
            hint = "Begin with a line of column names."
            raise DocumentError(f"no readable header: {told.message}", hint=hint) from error
        if self._table.error is not None:
            raise self._table.error
        return _name_columns(cells)

    def read(self, width: int) -> Iterator[_Record]:
        """The records, those without any cell left out.

        Behind broken quotes nobody knows which delimiters are text. Where they leave one open, all is one broken
        record up to the next with as many cells as the header: else pieces of an article would pass for articles.

        Args:
            width: cells of the header.

        Raises:
            DocumentError: a quote that never ends.
        """
        broken: _Record | None = None
        try:
            while (found := self._next()) is not None:
                if broken is not None and broken.is_open and not found.is_whole(width):
                    broken = replace(broken, last=found.last, is_open=not self._table.is_odd)
                    continue
                if broken is not None:
                    yield broken
                broken = found if found.is_open else None
                if broken is None:
                    yield found
        except DocumentError:
            if broken is not None:
                yield broken
            raise
        if broken is not None:
            yield broken

    def _next(self) -> _Record | None:
        """The next record that is not blank; None at the end."""
        while True:
            first = self._lines.number + 1
            self._table.begin()
            cells: list[str] = []
            is_open = False
            error: DocumentError | None = None
            try:
                cells = next(self._reader)
            except StopIteration:
                return None
            except csv.Error as problem:
                error, is_open = _quoting_error(problem), self._table.is_odd
            error = self._table.error or error
            if cells or error is not None:
                return _Record(first, self._lines.number, self._lines.encoding, cells, error, is_open)


class _QuotedLines:
    """The lines of a table, their quotes counted; of a line that cannot be read only the quotes, so that its cell ends
    where it does."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.begin()

    def begin(self) -> None:
        """Another record begins."""
        self.is_odd = False
        """Whether the record has an odd number of quotes so far."""
        self.error: DocumentError | None = None
        """The first of its lines that cannot be read."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = next(self._lines)
        except BadLine as error:
            self.error = self.error or error
            line = '"' * (error.quotes % 2) + "\n"
        self.is_odd ^= line.count('"') % 2 == 1
        return line


def _find_delimiter(lines: Lines, text_column: str) -> str:
    try:
        first = next(lines)
    except StopIteration:
        raise DocumentError("empty", hint="Leave it out, or fill it.") from None
    if told := _TOLD.fullmatch(first):
        return told[1]
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
