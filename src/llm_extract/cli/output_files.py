"""Which files a verb may write: none that it reads, none that others wrote, and its own of earlier again."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from ..output_names import documents_path, state_path
from ..plain_data import parse_json

__all__ = [
    "ANSWERS", "COMPARISON", "DATABASE", "EVENTS", "GOLD", "REPORT", "REVIEWED", "RUN", "SCORES", "SCORES_JUNIT",
    "SCORES_PAGE", "TABLE", "Kind", "check_folder", "check_log", "check_output",
]  # fmt: skip

_HEAD = 4096  # bytes: the marks of pages and of JUnit files stand in them
_LONGEST = 50_000_000  # bytes of a line


@dataclass(frozen=True)
class Kind:
    """What a verb writes, and how it knows its own file of earlier, which it replaces.

    Args:
        fault: what is said of a file that is none, after its name.
        fits: whether a file, which is not empty, is one. A ValueError says that it is not.
        no_stream: what it is, where it cannot go to stdout.
    """

    fault: str
    fits: Callable[[Path], bool]
    no_stream: str = ""


def check_output(output: Path | str | None, kind: Kind, *inputs: Path | str | None) -> None:
    """Refuse an output that cannot be written, or that would destroy what the verb did not write, before any work.

    Args:
        output: a file, ``-`` for stdout, or None where nothing is written.
        kind: what is written there; a file that is there and is none of the kind is spared, unless it is empty.
        inputs: what is read; of records, their texts count too. What is no file is passed over.

    Raises:
        ConfigError: it is a folder, is in none, is one of the inputs, holds the records of a run, is another's, or is
            stdout, which cannot take it.
    """
    if output is None or str(output) == "-":
        if output is not None and kind.no_stream:
            raise ConfigError(f"{kind.no_stream} cannot be written to stdout", hint="Name a file.")
        return
    path = Path(output)
    if path.is_dir():
        raise ConfigError(f"{path} is a folder", hint="Name a file in it.")
    if not path.parent.is_dir():
        raise ConfigError(f"there is no folder {path.parent}", hint="Create it, or name another file.")
    if not path.exists():
        return
    _spare_inputs(path, inputs)
    if kind is not RUN and path.is_file() and path.stat().st_size:
        _spare_foreign(path, kind)


def check_folder(folder: Path | None) -> None:
    """Refuse a folder to be written to that is a file, before anything is bought for it.

    Args:
        folder: it is made where there is none; None where nothing is written.

    Raises:
        ConfigError: it is a file.
    """
    if folder is not None and folder.exists() and not folder.is_dir():
        raise ConfigError(
            f"the folder of recordings {folder} is a file", hint="Name a folder; it is made where there is none."
        )


def check_log(log: Path | None, records: Path | None, *inputs: Path | str | None) -> None:
    """Refuse a log that would be added to what is read, or between the records.

    Args:
        log: its file; None where it goes to stderr.
        records: the file of the records; None for stdout.
        inputs: what is read.

    Raises:
        ConfigError: it is one of these.
    """
    if log is None:
        return
    if records is not None and log.resolve() == records.resolve():
        raise ConfigError(f"{log} is named for the log and for the records", hint="Give each a file of its own.")
    if log.is_file():
        _spare_inputs(log, inputs)


def _spare_inputs(path: Path, inputs: Iterable[Path | str | None]) -> None:
    for given in [name for name in inputs if name is not None]:
        for read in (Path(given), documents_path(given)):
            if read.is_file() and path.samefile(read):
                raise ConfigError(
                    f"{path} is read by this command, and would be overwritten", hint="Name another file."
                )


def _spare_foreign(path: Path, kind: Kind) -> None:
    if (state_path(path) / "run.json").is_file():
        raise ConfigError(f"{path} is the output of a run, and would be overwritten", hint="Name another file.")
    if not _fits(path, kind):
        raise ConfigError(
            f"{path} is there, and {kind.fault}", hint="Name another file, or move this one away: it would be replaced."
        )


def _fits(path: Path, kind: Kind) -> bool:
    try:
        return kind.fits(path)
    except (ValueError, EOFError, zlib.error, gzip.BadGzipFile):
        return False


def _object(raw: bytes) -> dict[str, Any]:
    found = parse_json(raw)
    return found if isinstance(found, dict) else {}


def _has(*names: str) -> Callable[[Path], bool]:
    """A file that is one JSON object with these members."""
    return lambda path: _head(path).startswith(b"{") and _object(path.read_bytes()).keys() >= set(names)


def _begins(*names: str) -> Callable[[Path], bool]:
    """A file of JSON lines, perhaps packed, whose first is an object with these members."""

    def fits(path: Path) -> bool:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as stream:
            first = stream.readline(_LONGEST)
        return not first or _object(first).keys() >= set(names)

    return fits


def _is_reviewed(path: Path) -> bool:
    """Whether one of the records was reviewed: those that no reader saw come of a run, which was paid for."""
    with path.open("rb") as stream:
        return any(_object(line).get("review") for line in iter(lambda: stream.readline(_LONGEST), b""))


def _says(mark: str) -> Callable[[Path], bool]:
    """A file that says near its beginning what made it."""
    return lambda path: mark.encode() in _head(path)


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_HEAD)


def _is_export(path: Path) -> bool:
    from ..manifest import read_manifest

    return read_manifest(path).get("made_by") == "export"


EVENTS = Kind("holds no events of llm-extract reconcile", _begins("event_format", "articles"))
ANSWERS = Kind("is no file of llm-extract cache export", _begins("body", "key"), "answers")
REVIEWED = Kind("holds no reviewed records", _is_reviewed)
REPORT = Kind(
    "is no page of llm-extract report", _says('<meta name="generator" content="llm-extract report">'), "a page"
)
_NO_SCORES = "holds no scores of llm-extract eval"
SCORES = Kind(_NO_SCORES, _has("overall", "fields", "errors"), "scores")
SCORES_JUNIT = Kind(_NO_SCORES, _says('name="llm-extract evaluation"'), "scores")
SCORES_PAGE = Kind(_NO_SCORES, _says('<meta name="generator" content="llm-extract evaluation">'), "scores")
COMPARISON = Kind("is no comparison of llm-extract compare", _has("comparison_format"))
TABLE = Kind("no export made it (there is no manifest of one beside it)", _is_export)
DATABASE = Kind("", lambda path: True)
"""It is added to, and one of another program is refused when it is opened."""
GOLD = Kind("may hold a reader's work", lambda path: False)
"""Gold is made by hand, and no draft or merge may take its place."""
RUN = Kind("", lambda path: True)
"""The run itself looks, for it goes on with what an earlier one wrote."""
