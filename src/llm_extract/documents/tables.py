"""The rows of JSON Lines and JSON, one at a time."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from ..errors import DocumentError
from ..plain_data import json_type
from .decoding import decode
from .lines import Lines
from .rows import Row
from .streams import read_whole

__all__ = ["read_json", "read_jsonl"]


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
