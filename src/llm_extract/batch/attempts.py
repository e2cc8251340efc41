"""Failed attempts at each request, counted over all runs of an output."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from ..documents.keys import KeyTable
from ..errors import TransientError
from ..messages import Request
from ..whole_files import append
from .folder import cannot

__all__ = ["AttemptCounts"]

_DIGITS = 32  # of a fingerprint; enough to tell requests apart


class AttemptCounts:
    """Keeps count of failed attempts in a file, so that no request is sent for ever, however often a run is restarted.

    Args:
        path: the file, created at the first failure; None counts for this run only.
        per_run: attempts that the paced model makes in one run.
        most: attempts in all runs together.

    Raises:
        RunError: the file cannot be read.
    """

    def __init__(self, path: Path | None, *, per_run: int, most: int) -> None:
        self._path, self._per_run, self._most = path, per_run, most
        self._file: BinaryIO | None = None
        self._before = KeyTable()
        try:
            if path is not None and path.exists():
                with path.open(encoding="ascii", errors="replace") as lines:
                    for line in lines:
                        self._before.set(line.strip(), self._failures(line.strip()) + 1)
        except OSError as error:
            raise cannot("read", path or Path(), error) from error

    def _failures(self, fingerprint: str) -> int:
        return self._before.get(fingerprint) or 0

    def before(self, request: Request) -> int:
        """Failures to start counting from: so many that this run's attempts end at the limit over all runs."""
        if not self._before:
            return 0
        left = self._most - self._failures(request.fingerprint[:_DIGITS])
        return self._per_run - max(0, min(self._per_run, left))

    def failed(self, request: Request, error: TransientError) -> None:
        """Count a failed attempt.

        Raises:
            RunError: the disk is full or fails.
        """
        if self._path is None:
            return
        try:
            if self._file is None:
                self._file = self._path.open("ab", buffering=0)
            append(self._file, request.fingerprint[:_DIGITS].encode() + b"\n")
        except OSError as problem:
            raise cannot("written", self._path, problem) from problem

    def forget(self) -> None:
        """Begin to count anew."""
        self._before = KeyTable()
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
