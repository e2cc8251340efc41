"""The file that records are written to, in the order of the inputs, without touching what is there and right."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from ..whole_files import append
from .folder import cannot, explained

__all__ = ["TargetFile"]

_BLOCK = 1 << 20


class TargetFile:
    """Takes all lines of an output in order, and writes only those that are not there yet.

    While the lines agree with those in the file, nothing is written. After the last of them, lines are appended in
    place. A line that differs makes it go on in another file, which begins with a copy of what agreed; whoever reads
    the first file still finds it whole.

    Args:
        path: the file; created if missing.
        elsewhere: gives the name of the other file.

    Raises:
        RunError: a file cannot be opened, read or written.
    """

    def __init__(self, path: Path, elsewhere: Callable[[], Path]) -> None:
        self.path = path
        self._elsewhere = elsewhere
        with explained("written", path):
            self._file: BinaryIO = path.open("r+b" if path.exists() else "w+b", buffering=0)
            self._there = path.open("rb")
        self.size = os.fstat(self._file.fileno()).st_size
        self._agreed = 0  # bytes
        self._comparing = True

    def write(self, lines: list[bytes]) -> None:
        """Take the next lines.

        Raises:
            RunError: the disk is full or fails.
        """
        try:  # not as a context: this is done for each article
            at = 0
            while self._comparing and at < len(lines):
                at += self._compare(lines[at])
            if at < len(lines):
                append(self._file, b"".join(lines[at:]))
        except OSError as error:
            raise cannot("written", self.path, error) from error

    def _compare(self, line: bytes) -> bool:
        there = self._there.readline()
        if there == line:
            self._agreed += len(line)
            return True
        self._comparing = False
        if there:
            self._move()
        self._file.seek(self._agreed)
        return False

    def _move(self) -> None:
        path = self._elsewhere()
        file = path.open("w+b", buffering=0)
        self._there.seek(0)
        left = self._agreed
        while left:
            block = self._there.read(min(_BLOCK, left))
            append(file, block)
            left -= len(block)
        self._file.close()
        self._file, self.path = file, path

    @property
    def behind(self) -> bool:
        """Whether lines are left in the file behind those taken: nothing was written, and it is too long."""
        return self._comparing and self._agreed < self.size

    def finish(self) -> None:
        """All lines were taken: cut off what is left of earlier ones, and see that the disk has it."""
        with explained("written", self.path):
            if self.behind:
                self._file.truncate(self._agreed)
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        self._there.close()
        self._file.close()
