"""What goes from the driver to workers and back: groups of articles, and what came of them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ..batch.folder import explained
from ..costs.entries import Entry
from ..documents import Document
from ..documents.saved_lines import from_saved, to_saved
from ..whole_files import append

__all__ = ["Article", "Outcome", "WorkFile", "follow_work", "read_group", "read_outcome", "write_outcome"]

_LOOK_AGAIN = 0.02  # seconds
_END = b"\n"


@dataclass(frozen=True, slots=True)
class Article:
    """One article to ask about.

    Args:
        place: its place among the inputs.
        ordinal: 0, or higher where it is asked about again.
        document: the article.
    """

    place: int
    ordinal: int
    document: Document


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a group.

    Args:
        lines: the place of each article, and its record's line; None where it was not come to.
        entries: what was bought and what was lost, for the ledger.
        error: what must stop the run: the error's type, message and hint.
    """

    lines: tuple[tuple[int, str | None], ...]
    entries: tuple[Entry, ...] = ()
    error: tuple[str, str, str] | None = None


class WorkFile:
    """Groups of articles in a file, a line each, which a reader in another process follows while it grows.

    Reading it again gives the same groups, which an engine relies on when it repeats the reading.

    Args:
        path: the file; begun anew.

    Raises:
        RunError: it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with explained("written", path):
            self._file: BinaryIO = path.open("wb", buffering=0)

    def add(self, group: Iterable[Article]) -> None:
        """Append a group.

        Raises:
            RunError: the disk is full or fails.
        """
        articles = [{"place": one.place, "ordinal": one.ordinal, "document": to_saved(one.document)} for one in group]
        self._write(json.dumps(articles, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

    def end(self) -> None:
        """No group will follow."""
        self._write(_END)

    def _write(self, data: bytes) -> None:
        with explained("written", self.path):
            append(self._file, data)

    def remove(self) -> None:
        """Close and delete the file."""
        self._file.close()
        self.path.unlink(missing_ok=True)


def follow_work(path: Path) -> Iterator[str]:
    """The groups in a work file as text, waiting for those to come, until its end is marked."""
    with path.open("rb") as stream:
        line = b""
        while True:
            line += stream.readline()
            if not line.endswith(b"\n"):
                time.sleep(_LOOK_AGAIN)
                continue
            if line == _END:
                return
            yield line.decode()
            line = b""


def read_group(text: str) -> list[Article]:
    """The articles of a group."""
    return [Article(one["place"], one["ordinal"], from_saved(one["document"])) for one in json.loads(text)]


def write_outcome(outcome: Outcome) -> str:
    """An outcome as text."""
    entries = [entry.to_line().decode() for entry in outcome.entries]
    return json.dumps({**asdict(outcome), "entries": entries}, ensure_ascii=False, separators=(",", ":"))


def read_outcome(text: str) -> Outcome:
    """The outcome that ``write_outcome`` wrote.

    Example:
        >>> outcome = Outcome(((0, "{}"), (1, None)), (), ("RefusedError", "no quota", ""))
        >>> read_outcome(write_outcome(outcome)) == outcome
        True
    """
    raw: dict[str, Any] = json.loads(text)
    error = raw["error"]
    return Outcome(
        tuple((place, line) for place, line in raw["lines"]),
        tuple(Entry.from_line(line) for line in raw["entries"]),
        None if error is None else (error[0], error[1], error[2]),
    )
