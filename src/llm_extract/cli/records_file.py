"""Reading the outputs of a run: records, and the texts of their documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError
from ..plain_data import parse_json

if TYPE_CHECKING:
    from ..documents import SavedDocuments

__all__ = [
    "check_records",
    "find_text",
    "iterate_texts",
    "read_record",
    "read_records",
    "read_texts",
]

_GZIP = b"\x1f\x8b"


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file, one at a time.

    Raises:
        ConfigError: no such file, or a line that is no record; names the file and the line.
    """
    check_records(path)
    with path.open("rb") as lines:  # bytes, so that what is no UTF-8 is an error of its line
        for number, line in enumerate(lines, 1):
            yield read_record(line, path, number)


def check_records(path: Path) -> None:
    """Refuse a file of records that is not there.

    Raises:
        ConfigError: no such file.
    """
    if not path.is_file():
        what = f"{path} is a folder" if path.is_dir() else f"no records file {path}"
        raise ConfigError(what, hint="Make one: llm-extract run PATHS -o FILE.jsonl")


def read_record(line: bytes, path: Path, number: int) -> dict[str, Any]:
    """The record on a line of a file.

    Raises:
        ConfigError: it is no record; names the file and the line.
    """
    from ..record_lines import find_record_fault

    try:
        record: dict[str, Any] = parse_json(line, sound=True)
    except ValueError as error:
        if number == 1 and line.startswith(_GZIP):
            raise ConfigError(f"{path} is packed with gzip", hint="Unpack it: gunzip -k FILE") from None
        raise ConfigError(
            f"{path}, line {number}: not JSON ({error})",
            hint="Give the output of a run; running again makes it whole.",
        ) from None
    if fault := find_record_fault(record):
        raise ConfigError(f"{path}, line {number}: {fault}", hint="Give the output of a run.")
    return record


def read_texts(records: Path, documents: Path | None) -> dict[str, str]:
    """The texts that records are about, by document key; empty where no file holds them.

    Args:
        records: the records file; texts stand beside it in ``<records>.documents.jsonl``.
        documents: another file with them.

    Raises:
        ConfigError: the named file does not exist.
    """
    return dict(iterate_texts(records, documents) or ())


def iterate_texts(records: Path, documents: Path | None) -> Iterator[tuple[str, str]] | None:
    """The same, one text at a time, since a run may hold more of them than memory does; None where no file holds them.

    Raises:
        ConfigError: the named file does not exist.
    """
    from ..documents import SavedDocuments

    path = _texts_file(records, documents)
    if path is None:
        return None
    saved = SavedDocuments(path)  # of an article that was changed, only what it says now
    return ((key, saved[key].text) for key in saved)


def find_text(records: Path, documents: Path | None) -> Callable[[Mapping[str, Any]], str | None] | None:
    """Finds the text that a record's ``document`` block is about, in the file; None where no file holds texts.

    Raises:
        ConfigError: the named file does not exist.
    """
    from ..documents import SavedDocuments

    path = _texts_file(records, documents)
    if path is None:
        return None
    return _TextFinder(SavedDocuments(path))


class _TextFinder:
    """As a class, since functions inside functions cannot be sent to other processes."""

    def __init__(self, saved: SavedDocuments) -> None:
        self._saved = saved

    def __call__(self, document: Mapping[str, Any]) -> str | None:
        return self._saved.text_of(str(document.get("key")), document.get("id"))


def _texts_file(records: Path, documents: Path | None) -> Path | None:
    from ..documents import documents_path

    path = documents or documents_path(records)
    if path.is_file():
        return path
    if documents is not None:
        raise ConfigError(f"no documents file {documents}", hint="It is written beside the records of a run.")
    return None
