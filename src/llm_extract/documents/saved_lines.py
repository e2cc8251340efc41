"""A saved text as a line of a file: how it is written, and what is read back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..errors import ConfigError, DocumentError, RunError, unusable
from ..plain_data import json_type, parse_json
from .document import Document

__all__ = ["cannot", "encode_saved", "from_saved", "iterate_lines", "parse_saved", "read_key", "to_saved"]

_FIELDS = ("key", "source", "title", "published_on", "encoding", "metadata")
_KINDS: dict[str, Any] = {
    "text": str, "key": str, "source": str, "title": str | None, "published_on": str | None, "encoding": str,
    "metadata": dict,
}  # fmt: skip


def to_saved(document: Document) -> dict[str, Any]:
    """A document as it is saved, and sent to other processes."""
    return {
        "id": document.id,
        "key": document.key,
        "source": document.source,
        "title": document.title,
        "published_on": document.published_on,
        "encoding": document.encoding,
        "chars": document.chars,
        "metadata": dict(document.metadata),
        "text": document.text,
    }


# json.dumps would make an encoder for every call
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def from_saved(saved: Mapping[str, Any]) -> Document:
    """The document that ``to_saved`` wrote.

    Args:
        saved: the parsed line.

    Raises:
        KeyError, TypeError, ValueError: it is no such line.

    Example:
        >>> document = Document.from_text("Acme raised $5 million.", key="a")
        >>> from_saved(to_saved(document)) == document
        True
    """
    for name, kinds in _KINDS.items():
        if not isinstance(saved[name], kinds):
            raise TypeError(f"{name} is of type {json_type(saved[name])}")
    if not saved["key"]:
        raise ValueError("the key is empty")
    return Document(text=saved["text"], **{name: saved[name] for name in _FIELDS})


def encode_saved(document: Document) -> bytes:
    """The line of a document."""
    return _encode(to_saved(document)).encode() + b"\n"


def parse_saved(line: bytes, path: Path, number: int) -> Document:
    """The document of a line.

    Args:
        line: as it stands in the file.
        path: of the file, for errors.
        number: of the line, from 1.

    Raises:
        RunError: it is no document, or its text was altered.
    """
    try:
        saved = parse_json(line, sound=True)
        document = from_saved(saved)
        known = saved["id"]
    except (ValueError, TypeError, KeyError, DocumentError) as error:
        raise _no_document(path, number, error) from error
    if document.id != known:
        raise RunError(
            f"{path}, line {number}: the text of {document.key!r} was altered after it was saved; offsets would point "
            "at other words",
            hint="Restore the file, or run again with a new output.",
        )
    return document


def read_key(line: bytes, path: Path, number: int) -> str:
    """The key of a saved document, of which nothing else is looked at yet.

    Args:
        line: as it stands in the file.
        path: of the file, for errors.
        number: of the line, from 1.

    Raises:
        RunError: it has none.
    """
    try:
        key = parse_json(line)["key"]
        if not isinstance(key, str):
            raise TypeError(f"key is of type {json_type(key)}")
    except (ValueError, TypeError, KeyError) as error:
        raise _no_document(path, number, error) from error
    return key


def _no_document(path: Path, number: int, error: Exception) -> RunError:
    return RunError(
        f"{path}, line {number}: no saved document ({type(error).__name__}: {error})",
        hint="Give the file that the run wrote, or write to a new output.",
    )


def cannot(what: str, path: Path, error: OSError) -> RunError:
    """What to raise where a file of texts cannot be ``opened``, ``read`` or ``written``."""
    return unusable(what, path, error, hint="Check the folder, its permissions and the disk.")


def iterate_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The whole lines of a file of texts; a last one torn by a crash is left out.

    Args:
        path: the file.

    Yields:
        Where each line begins, and the line.

    Raises:
        ConfigError: there is no such file.
        RunError: it cannot be read.
    """
    place = 0
    try:
        with path.open("rb") as stream:
            for line in stream:
                if not line.endswith(b"\n"):
                    return
                yield place, line
                place += len(line)
    except FileNotFoundError as error:
        raise ConfigError(
            f"no saved documents at {path}", hint="Name the file that the run wrote beside its output."
        ) from error
    except OSError as error:
        raise cannot("read", path, error) from error
