"""Failed attempts at each request, counted over all runs of an output."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from ..documents.keys import KeyTable
from ..errors import TransientError
from ..messages import Request
from ..models.in_flight import Listeners
from ..whole_files import append
from .folder import explained

__all__ = ["AttemptCounts"]

_DIGITS = 32  # of a fingerprint; enough to tell requests apart
_EXCUSED = "-"  # before the digits: takes one failure back


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
        self._before, self._forgotten = KeyTable(), KeyTable()
        if path is not None and path.exists():
            with explained("read", path), path.open(encoding="ascii", errors="replace") as lines:
                for line in lines:
                    self._count(line.strip())

    def _count(self, entry: str) -> None:
        fingerprint = entry.removeprefix(_EXCUSED)
        counts = 1 if fingerprint == entry else -1
        self._before.set(fingerprint, max(0, self._failures(fingerprint) + counts))

    def _failures(self, fingerprint: str) -> int:
        return self._before.get(fingerprint) or 0

    def listen(self, listeners: Listeners) -> None:
        """Have the stack tell of failed attempts, and ask for those of earlier runs."""
        listeners.failures_before, listeners.failed_before = self.before, self.known
        listeners.on_failure, listeners.on_excused = self.failed, self.excuse

    def before(self, request: Request) -> int:
        """Failures to start counting from: so many that this run's attempts end at the limit over all runs."""
        if not self._before:
            return 0
        left = self._most - self._failures(request.fingerprint[:_DIGITS])
        return self._per_run - max(0, min(self._per_run, left))

    def known(self, request: Request) -> bool:
        """Whether the request failed in an earlier run, be it excused, or forgotten by ``forget``."""
        fingerprint = request.fingerprint[:_DIGITS]
        return any(table.get(fingerprint) is not None for table in (self._before, self._forgotten))

    def failed(self, request: Request, error: TransientError) -> None:
        """Count a failed attempt.

        Raises:
            RunError: the disk is full or fails.
        """
        self._note(request.fingerprint[:_DIGITS])

    def excuse(self, request: Request, count: int) -> None:
        """Take back so many failed attempts: it was not the request's fault.

        Raises:
            RunError: the disk is full or fails.
        """
        for _ in range(count):
            self._note(_EXCUSED + request.fingerprint[:_DIGITS])

    def _note(self, entry: str) -> None:
        if self._path is None:
            return
        with explained("written", self._path):
            if self._file is None:
                self._file = self._path.open("ab", buffering=0)
            append(self._file, entry.encode() + b"\n")

    def forget(self) -> None:
        """Begin to count anew."""
        self._before, self._forgotten = KeyTable(), self._before
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
