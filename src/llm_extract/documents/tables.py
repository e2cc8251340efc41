"""The rows of JSON Lines, JSON, CSV and TSV, one at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from ..errors import DocumentError
from ..plain_data import json_type
from .decoding import decode
from .lines import Lines
from .rows import Columns, Row
from .streams import LARGER, read_whole

__all__ = ["read_csv", "read_json", "read_jsonl"]

_LARGEST_FIELD_LIMIT = 2**31 - 1
"""csv keeps its limit in a C long, which has 32 bits on Windows."""


def read_jsonl(lines: Lines) -> Iterator[Row]:
    """A row for each line that is not blank.

    Args:
        lines: the file's lines.

    Yields:
        The line's object; an error where it is none.
    """
    while True:
        try:
            line = next(lines)
            if line.isspace() or not line:
                continue
            values: dict[str, Any] | DocumentError = _load_object(line.removeprefix("\ufeff"))
        except StopIteration:
            return
        except DocumentError as error:
            values = error
        yield Row(lines.number, f"line {lines.number}", values, lines.encoding)


def read_json(stream: io.BufferedReader, encoding: str | None, max_bytes: int) -> tuple[Any, str]:
    """A whole JSON file: an object is one document, an array of objects holds many.

    Args:
        stream: the bytes.
        encoding: the declared encoding, or None.
        max_bytes: the most that is read.

    Returns:
        The object, or the list of rows; and the encoding used.

    Raises:
        DocumentError: it is larger, no JSON, or neither of the two.
    """
    text, used = decode(read_whole(stream, max_bytes), encoding=encoding)
    if not text.strip():
        raise DocumentError("empty or only white space", hint="Leave it out, or fill it.")
    content = _load(text)
    if isinstance(content, dict):
        return content, used
    if not isinstance(content, list):
        raise DocumentError("neither a JSON object nor an array of objects", hint="Write one object for each text.")
    return [
        Row(number, f"item {number}", item if isinstance(item, dict) else _no_object(item), used)
        for number, item in enumerate(content, start=1)
    ], used


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


def _load(text: str) -> Any:
    try:
        try:
            return json.loads(text, parse_constant=_no_number)
        except json.JSONDecodeError:
            raise
        except ValueError:  # an integer of more than 4,300 digits; kept as its digits
            return json.loads(text, parse_constant=_no_number, parse_int=_integer)
    except json.JSONDecodeError as error:
        at = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno} column {error.colno}"
        what = f"{error.msg.removesuffix(' at')} at {at}"
        raise DocumentError(f"no valid JSON: {what}", hint="Each must be one whole JSON value.") from error
    except RecursionError as error:
        raise DocumentError("JSON nested too deeply", hint="Leave out the nested part.") from error


def _load_object(line: str) -> dict[str, Any] | DocumentError:
    content = _load(line.rstrip())  # the line break would make it two lines for the message
    return content if isinstance(content, dict) else _no_object(content)


def _no_object(content: Any) -> DocumentError:
    what = "null" if content is None else f"a JSON {json_type(content)}"
    return DocumentError(f"{what}, not an object", hint='Write each text as {"id": ..., "text": ...}.')


def _no_number(name: str) -> None:
    """NaN and Infinity, which pandas writes for missing cells and JSON does not have, are null."""


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= 4300 else digits


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
