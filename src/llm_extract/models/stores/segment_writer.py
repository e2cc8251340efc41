"""Appending lines to segments of one's own."""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from typing import BinaryIO

from .segment_folders import SUFFIX, LocalFolder
from .segment_lines import FORMAT, Line, Place, pack

__all__ = ["SegmentWriter"]


class SegmentWriter:
    """Appends to one segment until it is full, then to the next.

    Args:
        folder: where the segments are made.
        name: the writer's, unlike any other's.
        full: bytes after which the next one is begun.
    """

    def __init__(self, folder: LocalFolder, name: str, full: int) -> None:
        self.folder, self._writer, self._full = folder, name, full
        self._stream: BinaryIO | None = None
        self._count = self._written = self._synced = 0
        self._syncing = threading.Lock()
        self.name = ""

    def next_name(self) -> str:
        """A name for one more segment."""
        self._count += 1
        return f"{self._writer}.{self._count:06}{SUFFIX}"

    def append(self, raw: bytes) -> Place:
        """Write a line through to the system; ``sync`` then forces it further.

        Returns:
            Where it stands.

        Raises:
            OSError: the disk is full or fails; no part of the line is left, or nothing comes after it.
        """
        stream = self._stream or self._begin()
        start = stream.tell()
        try:
            _write(stream, raw)
        except OSError:
            self._take_back(start)
            raise
        self._written += 1
        place = (self.name, start)
        if start + len(raw) >= self._full:
            self.end()
        return place

    def sync(self) -> None:
        """Force all lines through to the disk; one call does it for all threads that wrote before it.

        Raises:
            OSError: the disk is full or fails.
        """
        mine = self._written
        with self._syncing:
            if not self.folder.sync or self._synced >= mine:
                return
            so_far, stream = self._written, self._stream
            if stream is not None:
                try:
                    os.fsync(stream.fileno())
                except ValueError:  # full meanwhile: its end was forced through
                    return
            self._synced = so_far

    def _begin(self) -> BinaryIO:
        self.name = self.next_name()
        path = self.folder.path / self.name
        stream = path.open("xb", buffering=0)
        try:
            _write(stream, pack(Line(format=FORMAT)))
        except OSError:
            stream.close()
            path.unlink(missing_ok=True)
            raise
        self._stream = stream
        return stream

    def _take_back(self, start: int) -> None:
        """Cut what was written of a line; and write nothing more into this file, whatever is left in it."""
        if self._stream is not None:
            with contextlib.suppress(OSError):
                self._stream.truncate(start)
            with contextlib.suppress(OSError):
                if self.folder.sync:  # lines of other threads are in it, which wait for that
                    os.fsync(self._stream.fileno())
            self._close()

    def end(self) -> None:
        """Write the last line of the segment at hand; the next line begins another.

        Raises:
            OSError: what was written cannot be forced through to the disk.
        """
        if self._stream is None:
            return
        with contextlib.suppress(OSError):  # without it, the file is looked at again and again: no harm
            _write(self._stream, pack(Line(last=True)))
        try:
            if self.folder.sync:
                os.fsync(self._stream.fileno())
            self._synced = max(self._synced, self._written)
        finally:
            self._close()

    def _close(self) -> None:
        stream, self._stream, self.name = self._stream, None, ""
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


def _write(stream: BinaryIO, raw: bytes) -> None:
    if stream.write(raw) != len(raw):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
