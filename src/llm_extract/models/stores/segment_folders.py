"""Where segments lie: a folder that machines share, or an object store, to which whole files go."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from ...errors import ConfigError, RunError
from ...whole_files import replacing

__all__ = ["SUFFIX", "LocalFolder", "ObjectFolder", "SegmentFolder", "explained"]

SUFFIX = ".segment"
_FETCHED = 8  # segments of an object store in memory, of 8 MB each


class SegmentFolder(Protocol):
    """Names of segments, and their bytes."""

    def names(self) -> list[str]:
        """The segments, sorted."""
        ...

    def read(self, name: str, start: int, size: int | None = None) -> bytes:
        """Bytes of a segment; fewer where it ends.

        Raises:
            FileNotFoundError: it is gone.
        """
        ...

    def is_whole(self, name: str) -> bool:
        """Whether a segment is known to have reached its full size."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """A whole segment at once: nobody sees a part of it."""
        ...

    def remove(self, name: str) -> None:
        """Remove a segment; nothing happens where there is none."""
        ...

    def bytes_taken(self) -> int:
        """The size of all segments."""
        ...


class LocalFolder:
    """Segments in a folder: of this machine, or shared by several through a network file system.

    Args:
        path: created with mode 0700 if missing.
        sync: whether what is written is forced through to the disk, or the server.
    """

    def __init__(self, path: Path, *, sync: bool) -> None:
        self.path, self.sync = path, sync
        with explained(str(path)):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def __str__(self) -> str:
        return str(self.path)

    def names(self) -> list[str]:
        """The segments, sorted."""
        return sorted(path.name for path in self.path.iterdir() if path.name.endswith(SUFFIX))

    def read(self, name: str, start: int, size: int | None = None) -> bytes:
        """Bytes of a segment. It is opened anew each time: so network file systems show what others wrote."""
        with (self.path / name).open("rb", buffering=0) as stream:
            stream.seek(start)
            return _read_all(stream, size)

    def is_whole(self, name: str) -> bool:
        """Not known: only its last line tells."""
        return False

    def write(self, name: str, content: bytes) -> None:
        """A whole segment at once."""
        with replacing(self.path / name) as fresh, fresh.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())

    def remove(self, name: str) -> None:
        """Remove a segment."""
        (self.path / name).unlink(missing_ok=True)

    def bytes_taken(self) -> int:
        """The size of all segments."""
        return sum((self.path / name).stat().st_size for name in self.names())


class ObjectFolder:
    """Segments as whole objects, through fsspec; those not sent yet are read from where they were written.

    Args:
        url: as fsspec reads it: ``s3://bucket/folder``, ``memory://folder``.
        spool: where this machine writes them first.

    Raises:
        ConfigError: fsspec, or its module for this kind of place, is missing.
    """

    def __init__(self, url: str, spool: LocalFolder) -> None:
        try:
            import fsspec
        except ImportError:
            raise ConfigError(
                f"{url.partition('?')[0]} needs fsspec", hint="Install it: pip install 'llm-extract[fsspec]'"
            ) from None
        self._url, self._spool = url, spool
        self._fetched: dict[str, bytes] = {}
        try:
            self._files, self._root = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise ConfigError(f"{url} cannot be opened ({error})", hint="Install what it names.") from None

    def __str__(self) -> str:
        return self._url

    def names(self) -> list[str]:
        """The segments that were sent, and those of this machine that were not yet."""
        self._files.invalidate_cache()
        try:
            found = self._files.ls(self._root, detail=False)
        except FileNotFoundError:
            found = []
        sent = {str(path).rpartition("/")[2] for path in found if str(path).endswith(SUFFIX)}
        return sorted(sent | set(self._spool.names()))

    def read(self, name: str, start: int, size: int | None = None) -> bytes:
        """Bytes of a segment."""
        with contextlib.suppress(FileNotFoundError):
            return self._spool.read(name, start, size)
        content = self._fetch(name)
        return content[start:] if size is None else content[start : start + size]

    def _fetch(self, name: str) -> bytes:
        """A whole segment; the last few are kept, for answers are mostly looked up as they were stored."""
        content = self._fetched.pop(name, None)
        if content is None:
            content = bytes(self._files.cat_file(self._path(name)))
        self._fetched[name] = content
        while len(self._fetched) > _FETCHED:
            del self._fetched[next(iter(self._fetched))]
        return content

    def is_whole(self, name: str) -> bool:
        """It is, once it was sent."""
        return not (self._spool.path / name).exists()

    def write(self, name: str, content: bytes) -> None:
        """A whole segment at once."""
        self._files.makedirs(self._root, exist_ok=True)
        self._files.pipe_file(self._path(name), content)

    def remove(self, name: str) -> None:
        """Remove a segment."""
        self._fetched.pop(name, None)
        with contextlib.suppress(FileNotFoundError):
            self._files.rm_file(self._path(name))

    def send(self, name: str) -> None:
        """Send a segment from where it was written first, without a torn end, and remove it there."""
        content = self._spool.read(name, 0)
        whole = content[: content.rfind(b"\n") + 1]
        if whole:
            self.write(name, whole)
        self._spool.remove(name)

    def bytes_taken(self) -> int:
        """The size of all segments."""
        self._files.invalidate_cache()
        try:
            found: list[dict[str, Any]] = self._files.ls(self._root, detail=True)
        except FileNotFoundError:
            found = []
        sent = sum(int(one["size"] or 0) for one in found if str(one["name"]).endswith(SUFFIX))
        return sent + self._spool.bytes_taken()

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"


@contextlib.contextmanager
def explained(place: str) -> Iterator[None]:
    """Errors of files, as errors of a run.

    Args:
        place: where the files are.

    Raises:
        RunError: a file cannot be used.
    """
    try:
        yield
    except OSError as error:
        raise RunError(
            f"{place} cannot be used ({error.strerror or error})", hint="Free or unlock it, then run again."
        ) from error


def _read_all(stream: Any, size: int | None) -> bytes:
    if size is None:
        content: bytes = stream.readall()
        return content
    pieces = []
    while size > 0 and (piece := stream.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
