"""The folder beside an output that holds the state of its runs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from .. import errors
from ..errors import ConfigError, RunError, unusable
from ..models.key_locks import KeyLocks
from ..output_names import state_path
from ..plain_data import parse_json
from ..record_lines import find_newer_format, find_record_fault
from ..whole_files import find_torn_end, put_text
from .lines import parse_line, parse_value

__all__ = ["RunFolder", "cannot", "explained", "find_lines", "mend"]

_PARTIAL = re.compile(r"partial-(\d+)\.jsonl")
_AHEAD, _DROPPED = "ahead.jsonl", "dropped.jsonl"
_LONGEST = 1 << 28  # bytes of a record's line; a file without line ends is not read whole

_HINT = "Free or unlock the disk, or give another output with -o; then run the same command again."

cannot = partial(unusable, hint=_HINT)
"""The error for a file of a run that cannot be used."""
explained = partial(errors.explained, hint=_HINT)
"""Turns what the system says of a file of a run into that error."""


def find_lines(output: Path) -> list[Path]:
    """The files that hold lines of an output, the most trusted first: what is written anew counts before the output.

    Only those of the output itself and of what is written anew are sure to be there.
    """
    folder = state_path(output)
    return [*reversed(_find_partials(folder)), output, folder / _AHEAD, folder / _DROPPED]


def _find_partials(folder: Path) -> list[Path]:
    """Outputs being written anew, the newest last."""
    found = [(int(match[1]), path) for path in folder.glob("*") if (match := _PARTIAL.fullmatch(path.name))]
    return [path for _, path in sorted(found)]


class RunFolder:
    """``<output>.run``: the lock, what made the output, failed attempts, and lines that are not in the output yet.

    Args:
        output: the output file.

    Raises:
        ConfigError: the output's folder is missing, or the output is a folder or a device.
        RunError: it cannot be written, it is a file of somebody else, or another run is writing this output.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self.path = state_path(output)
        if output.is_dir():
            raise ConfigError(f"{output} is a folder", hint="Name a file with -o, such as records.jsonl.")
        if not output.parent.is_dir():
            raise ConfigError(f"there is no folder {output.parent}", hint="Create it, or give another file with -o.")
        self._spare_what_is_foreign()
        with explained("written", self.path):
            self.path.mkdir(exist_ok=True)
            self._locks = KeyLocks(self.path / "lock")
        if not self._locks.try_lock("run"):
            self._locks.close()
            raise RunError(
                f"another run is writing {output}", hint="Wait until it ends, or give another output with -o."
            )

    def _spare_what_is_foreign(self) -> None:
        """Look before anything is mended or begun anew: an article given as the output would be lost."""
        if not self.output.exists():
            return
        if not self.output.is_file():
            raise ConfigError(
                f"{self.output} is no file that a run could continue", hint="Name a file with -o, or - for stdout."
            )
        with explained("read", self.output), self.output.open("rb") as stream:
            first = stream.readline(_LONGEST)
        found = parse_value(first)
        if newer := find_newer_format(found):
            raise RunError(
                f"{self.output} was written by a newer version of llm_extract, as records of format {newer}",
                hint="Use that version, or give another output with -o. Nothing of this file was changed.",
            )
        if first and not self.description and find_record_fault(found):
            raise RunError(
                f"{self.output} is not an output of llm-extract",
                hint="Give another output with -o. Nothing of this file was changed.",
            )

    @property
    def attempts(self) -> Path:
        """Failed attempts, by request."""
        return self.path / "attempts"

    @property
    def calls(self) -> Path:
        """The journal of calls whose outcome is not in the ledger yet."""
        return self.path / "calls.jsonl"

    @property
    def ahead(self) -> Path:
        """Lines that were finished before their turn, where no cache holds their answers."""
        return self.path / _AHEAD

    @property
    def dropped(self) -> Path:
        """Lines of earlier outputs whose articles are no longer among the inputs."""
        return self.path / _DROPPED

    @property
    def partials(self) -> list[Path]:
        """Outputs being written anew, the newest last."""
        return _find_partials(self.path)

    def next_partial(self) -> Path:
        """A name for an output to be written anew."""
        last = self.partials[-1:]
        number = int(_PARTIAL.fullmatch(last[0].name)[1]) if last else 0  # type: ignore[index]
        return self.path / f"partial-{number + 1}.jsonl"

    @property
    def description(self) -> dict[str, Any]:
        """What made the output, as far as it is known."""
        try:
            known = parse_json((self.path / "run.json").read_bytes(), sound=True)
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def describe(self, description: Mapping[str, Any]) -> None:
        """Note what makes the output."""
        path = self.path / "run.json"
        content = json.dumps(description, sort_keys=True, indent=1) + "\n"
        with explained("written", path):
            put_text(path, content)

    def forget(self, *paths: Path) -> None:
        """Delete files that are no longer needed."""
        for path in paths:
            with explained("deleted", path):
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Give up the lock."""
        self._locks.close()


def mend(path: Path) -> None:
    """Make a file end with a whole line: complete a last record without its newline, cut off anything torn.

    Raises:
        RunError: the file cannot be changed.
    """
    if not path.exists():
        return
    with explained("repaired", path), path.open("r+b") as stream:
        start = find_torn_end(stream)
        stream.seek(start)
        torn = stream.read()
        if not torn:
            return
        if parse_line(torn) is not None:
            stream.write(b"\n")
        else:
            stream.truncate(start)
