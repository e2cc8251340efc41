"""Locks between processes, one byte of one file per key: the kernel frees them however their process dies."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from hashlib import blake2b
from pathlib import Path

__all__ = ["KeyLocks"]

# POSIX locks belong to the process: closing any descriptor of the file drops them all, and a second lock by the same
# process succeeds. Hence one open file per process and path, and a set of what this process itself holds.
_opened: dict[tuple[int, str], _LockFile] = {}
_guard = threading.Lock()


class KeyLocks:
    """Claims on keys, kept against other processes and against other holders in this one.

    Args:
        path: the file whose bytes are locked; created if missing, never written.
    """

    def __init__(self, path: Path) -> None:
        self._identity = (os.getpid(), os.path.realpath(path))
        with _guard:
            self._file = _opened.get(self._identity) or _LockFile(path)
            _opened[self._identity] = self._file
            self._file.users += 1
        self._mine: set[str] = set()
        self._closed = False

    def try_lock(self, key: str) -> bool:
        """Claim a key without waiting; False where another holds it."""
        if not self._file.try_lock(_offset(key)):
            return False
        self._mine.add(key)
        return True

    def unlock(self, key: str) -> None:
        """Give up a claim; nothing happens where there is none."""
        if key in self._mine:
            self._mine.discard(key)
            self._file.unlock(_offset(key))

    def close(self) -> None:
        """Give up every claim and, as the last user in this process, close the file; once."""
        for key in list(self._mine):
            self.unlock(key)
        with _guard:
            closed, self._closed = self._closed, True
            if closed or _opened.get(self._identity) is not self._file:
                return
            self._file.users -= 1
            if self._file.users == 0:
                del _opened[self._identity]
                self._file.close()


class _LockFile:
    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._held: set[int] = set()
        self._mutex = threading.Lock()
        self.users = 0

    def try_lock(self, offset: int) -> bool:
        with self._mutex:
            if offset in self._held or not _lock_byte(self._descriptor, offset):
                return False
            self._held.add(offset)
            return True

    def unlock(self, offset: int) -> None:
        with self._mutex:
            self._held.discard(offset)
            _unlock_byte(self._descriptor, offset)

    def close(self) -> None:
        os.close(self._descriptor)


if sys.platform == "win32":
    import msvcrt

    _BITS = 30  # the C runtime's position is a signed 32-bit number

    def _lock_byte(descriptor: int, offset: int) -> bool:
        os.lseek(descriptor, offset, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock_byte(descriptor: int, offset: int) -> None:
        os.lseek(descriptor, offset, os.SEEK_SET)
        with contextlib.suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    _BITS = 62

    def _lock_byte(descriptor: int, offset: int) -> bool:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, offset)
        except (BlockingIOError, PermissionError):
            return False
        except OSError:
            # A file system without locks: the claim then holds in this process only, at worst one answer is paid twice.
            return True
        return True

    def _unlock_byte(descriptor: int, offset: int) -> None:
        with contextlib.suppress(OSError):
            fcntl.lockf(descriptor, fcntl.LOCK_UN, 1, offset)


def _offset(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest()) >> (64 - _BITS)
