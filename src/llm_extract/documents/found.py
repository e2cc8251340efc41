"""What looking for inputs finds: files to read, paths behind which there is nothing, and what was left out."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from ..errors import DocumentError
from .document import clean_text
from .plugged import is_plugged

__all__ = ["STDIN", "SUFFIXES", "FoundFile", "Lost", "Skipped", "kind_of", "missing_error", "slashed"]

STDIN = "-"
SUFFIXES = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
}
"""What is read in folders, by suffix, and how; each may be followed by ``.gz``."""


@dataclass(slots=True)
class Skipped:
    """What folders held that was not read; filled while they are.

    Args:
        suffixes: files of other kinds, by suffix ("" for none).
        hidden: files and folders whose name begins with a dot.
        links: links to folders, which are not followed.
        outputs: outputs of runs and exports, and what lies beside them.
        repeated: files that an earlier path had given already.
        special: pipes and devices, which are read where they are given by name only.

    Example:
        >>> str(Skipped(Counter({".png": 2}), hidden=1))
        'skipped 2 .png, 1 hidden'
    """

    suffixes: Counter[str] = field(default_factory=Counter)
    hidden: int = 0
    links: int = 0
    outputs: int = 0
    repeated: int = 0
    special: int = 0

    def __bool__(self) -> bool:
        return bool(self.suffixes or self.hidden or self.links or self.outputs or self.repeated or self.special)

    def __str__(self) -> str:
        parts = [f"{count} {suffix or 'without suffix'}" for suffix, count in sorted(self.suffixes.items())]
        named = (
            (self.hidden, "hidden"), (self.links, "linked folder" + "s" * (self.links != 1)),
            (self.special, "pipe or device" if self.special == 1 else "pipes or devices"),
            (self.outputs, "of runs' outputs"), (self.repeated, "given twice"),
        )  # fmt: skip
        parts += [f"{count} {name}" for count, name in named if count]
        return f"skipped {', '.join(parts)}" if parts else "skipped nothing"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read.

    Args:
        path: where it is; ``-`` is standard input.
        source: its path as given, for people.
        name: its path relative to the input root, with ``/``: the key unless it is taken.
        root: the input root's own name, which goes in front of a name that is taken.
        place: the same for the same file, however its folder was named.
    """

    path: str
    source: str
    name: str
    root: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Lost:
    """A path given, or met in a folder, behind which there is nothing to read."""

    source: str
    name: str
    error: DocumentError


def kind_of(name: str) -> tuple[str | None, bool]:
    """How a file is read, by its suffix, and whether it is packed with gzip; what another package reads is its suffix.

    Example:
        >>> kind_of("a.TXT.gz"), kind_of("b.png")
        (('text', True), (None, False))
    """
    stem, suffix = os.path.splitext(name.lower())  # noqa: PTH122 - a million names: Path is ten times slower
    packed = suffix == ".gz"
    if packed:
        suffix = os.path.splitext(stem)[1]  # noqa: PTH122
    kind = SUFFIXES.get(suffix)
    return (suffix if kind is None and is_plugged(suffix) else kind), packed


def missing_error(path: str, error: OSError | ValueError) -> DocumentError:
    """Why a path cannot be opened, with names nearby that may have been meant."""
    if not isinstance(error, FileNotFoundError):
        reason = getattr(error, "strerror", None) or str(error)
        return DocumentError(f"{path}: cannot be read ({reason})", hint="Check the path and its permissions.")
    if os.path.islink(path):  # noqa: PTH114 - as given
        target = clean_text(os.readlink(path))  # noqa: PTH115
        return DocumentError(f"{path}: a link to {target}, which is not there", hint="Make the link again.")
    folder, name = Path(path).parent, Path(path).name
    import difflib  # only needed for a mistake

    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in islice(entries, 10_000))
    except (OSError, ValueError):
        return DocumentError(f"{path}: there is no folder {folder}", hint="Check the path.")
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    hint = f"Did you mean {' or '.join(str(folder / other) for other in near)}?" if near else "Check the path."
    return DocumentError(f"{path}: no such file or folder", hint=clean_text(hint))


def slashed(path: str) -> str:
    """A path as keys have it: ``/`` on every system, no lone surrogates."""
    return clean_text(path.replace(os.sep, "/") if os.sep != "/" else path)
