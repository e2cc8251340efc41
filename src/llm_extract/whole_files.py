"""Files that are whole: put in place when complete, or grown by whole lines, which are read one at a time."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

__all__ = ["append", "find_torn_end", "is_stream", "put_text", "read_piece", "replacing"]

_BLOCK = 1 << 16


@contextmanager
def replacing(path: Path, *, beside: str = ".new") -> Iterator[Path]:
    """Write a file whole or not at all.

    In a folder that others can write to, somebody may have put a link at the name of the file that is written first,
    and what it leads to would be overwritten. What stands there is taken away, never followed. The new file may be read
    and written by whom the old one could be.

    Args:
        path: the file; what stands there stays until the block has ended well.
        beside: what its name has behind it until then. Where others may replace it at the same time, one's own.

    Yields:
        An empty file to be written in its stead; it is gone if the block fails.

    Raises:
        OSError: it cannot be made or not be put in its place, for instance because another process has begun to write
            the same one since, or what stands there is a device or a pipe, whose place no file may take.

    Example:
        >>> import tempfile
        >>> table = Path(tempfile.mkdtemp()) / "records.csv"
        >>> with replacing(table) as fresh:
        ...     _ = fresh.write_text("document")
        >>> fresh.name, fresh.exists(), table.read_text()
        ('records.csv.new', False, 'document')
    """
    fresh = path.with_name(f"{path.name}{beside}")
    if is_stream(path):
        raise OSError(errno.EEXIST, "it is a device or a pipe, and no file", str(path))
    fresh.unlink(missing_ok=True)
    is_ours = False
    try:
        with fresh.open("xb") as ours:  # open, so that nothing else can be taken for it, and closed before it is moved
            is_ours = True
            with suppress(OSError):  # nothing there, or a file system without permissions
                fresh.chmod(stat.S_IMODE(path.stat().st_mode) | stat.S_IRUSR | stat.S_IWUSR)
            try:
                yield fresh
            finally:
                is_ours = _stands_at(fresh, ours)
        if not is_ours:
            raise OSError(errno.EBUSY, "another process has begun to write it", str(path))
        fresh.replace(path)
    except BaseException:
        if is_ours:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
        raise


def _stands_at(path: Path, file: BinaryIO) -> bool:
    """Whether an open file is still the one of that name; Windows lets nobody take it away."""
    try:
        return os.name == "nt" or os.path.samestat(path.lstat(), os.fstat(file.fileno()))
    except OSError:
        return False


def put_text(path: Path, text: str | Iterable[str], *, errors: str = "strict", beside: str = ".new") -> None:
    """Write a text whole or not at all: in UTF-8, with the same line ends on every system.

    Args:
        path: the file.
        text: what it will hold, or the pieces of it.
        errors: what becomes of half characters: ``strict`` or ``replace``.
        beside: as for ``replacing``.

    Raises:
        OSError: it cannot be made or put in its place.
        UnicodeEncodeError: the text holds a half of a character.

    Example:
        >>> import tempfile
        >>> page = Path(tempfile.mkdtemp()) / "page.txt"
        >>> put_text(page, ["Él\\n", "vino\\n"])
        >>> page.read_bytes()
        b'\\xc3\\x89l\\nvino\\n'
    """
    with (
        replacing(path, beside=beside) as fresh,
        fresh.open("w", encoding="utf-8", errors=errors, newline="\n") as stream,
    ):
        stream.writelines((text,) if isinstance(text, str) else text)


def is_stream(path: Path) -> bool:
    """Whether a path is a pipe, a device, or a name of this process's own streams, which may lead to a file."""
    try:
        if path.is_symlink() and os.readlink(path).startswith("/proc/"):  # noqa: PTH115 - /dev/stdout
            return True
        mode = path.stat().st_mode
    except OSError:
        return False  # nothing there, or what cannot be looked at: the system says what it thinks of it
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def append(file: BinaryIO, data: bytes) -> None:
    """Hand bytes to the system, all or, on a full disk, none.

    Args:
        file: open without a buffer, at its end.
        data: whole lines.

    Raises:
        OSError: the disk is full or fails.
    """
    written, size = 0, len(data)
    try:
        while written < size:
            written += file.write(memoryview(data)[written:] if written else data) or 0
    except OSError:
        if written:
            with suppress(OSError):
                file.truncate(file.seek(-written, os.SEEK_CUR))
        raise


def read_piece(path: Path, place: int, size: int) -> bytes:
    """A few bytes of a file; a stream would take several times as long to open and close.

    Args:
        path: the file.
        place: where they begin, in bytes.
        size: how many they are.

    Returns:
        The bytes; fewer where the file ends before.

    Raises:
        OSError: the file cannot be read.
    """
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        os.lseek(file, place, os.SEEK_SET)
        return os.read(file, size)
    finally:
        os.close(file)


def find_torn_end(stream: BinaryIO) -> int:
    """Where the text after the last newline of a file begins; where it ends with one, the end.

    Example:
        >>> from io import BytesIO
        >>> find_torn_end(BytesIO(b"{}")), find_torn_end(BytesIO(b"{}\\n")), find_torn_end(BytesIO(b"{}\\n{"))
        (0, 3, 3)
    """
    at = stream.seek(0, os.SEEK_END)
    while at > 0:
        start = max(0, at - _BLOCK)
        stream.seek(start)
        found = stream.read(at - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        at = start
    return 0
