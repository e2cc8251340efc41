"""Opening an input as bytes: files, standard input, gzip that cannot expand without bound."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from ..errors import DocumentError
from .found import STDIN, FoundFile

__all__ = ["LARGER", "open_stream", "read_whole"]

_RATIO = 200
"""How much gzip may expand once it is past the limit of one document; prose expands 3 to 5 times, tables up to 50."""


@contextmanager
def open_stream(found: FoundFile, *, packed: bool, max_bytes: int) -> Iterator[io.BufferedReader]:
    """An input's bytes, unpacked, to be read piece by piece.

    Args:
        found: the file, or standard input.
        packed: whether it is gzip.
        max_bytes: what may be unpacked from it whatever its ratio.

    Yields:
        A stream that can ``peek``; standard input is left open after it.

    Raises:
        DocumentError: the file cannot be opened or read, or its gzip data are broken, cut off or a bomb.
    """
    try:
        if found.path == STDIN:
            with _standard_input() as stream:
                yield stream
        elif packed:
            with open(found.path, "rb") as raw, _unpack(raw, max_bytes) as stream:  # noqa: PTH123
                yield stream
        else:
            with open(found.path, "rb") as raw:  # noqa: PTH123
                yield raw
    except _BombError as error:
        raise DocumentError(
            f"expands to more than {_RATIO} times its packed size (a decompression bomb?)",
            hint="Unpack it by hand if it is to be trusted.",
        ) from error
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise DocumentError(
            f"is no whole gzip file: {error}", hint="Pack it again, or drop .gz from its name if it is not packed."
        ) from error
    except OSError as error:
        raise DocumentError(
            f"cannot be read: {error.strerror or error}", hint="Check that the file is there and its permissions."
        ) from error


LARGER = "in Python, read_documents takes a larger max_bytes."
"""Of hints: where the limit of one document is set."""


def read_whole(
    stream: BinaryIO,
    max_bytes: int,
    *,
    hint: str = f"Split it (many texts belong in .jsonl or .csv, a row each); {LARGER}",
) -> bytes:
    """All bytes of an input that holds one document.

    Args:
        stream: the input.
        max_bytes: the most that is read.
        hint: what to do with a larger one.

    Returns:
        The bytes.

    Raises:
        DocumentError: there are more than ``max_bytes``.
    """
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise DocumentError(f"larger than {max_bytes:,} bytes, the limit for one document", hint=hint)
    return data


@contextmanager
def _standard_input() -> Iterator[io.BufferedReader]:
    raw = getattr(sys.stdin, "buffer", None)
    if raw is None:
        raise DocumentError("standard input is closed", hint="Pipe a text into the command, or give a file.")
    if isinstance(raw, io.BufferedReader):
        # Read past its buffer: a thread that waits in there for a silent pipe makes the end of the process a crash.
        raw = raw.raw
    wrapped = io.BufferedReader(raw)
    try:
        yield wrapped
    finally:
        wrapped.detach()


@contextmanager
def _unpack(raw: io.BufferedReader, max_bytes: int) -> Iterator[io.BufferedReader]:
    with (
        gzip.GzipFile(fileobj=raw) as unpacked,
        io.BufferedReader(cast("Any", _Bounded(unpacked, raw, max_bytes))) as stream,
    ):
        yield stream


class _BombError(Exception):
    """Ends the reading of the whole file; a DocumentError would be taken for that of one line."""


class _Bounded(io.RawIOBase):
    """The unpacked bytes, until they are far more than the packed ones read so far can honestly hold."""

    def __init__(self, unpacked: gzip.GzipFile, raw: io.BufferedReader, max_bytes: int) -> None:
        self._unpacked, self._raw, self._max_bytes = unpacked, raw, max_bytes
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._unpacked.read1(len(buffer))  # not more than one piece, which a break behind it would take along
        buffer[: len(data)] = data
        self._count += len(data)
        if self._count > self._max_bytes and self._count > _RATIO * self._raw.tell():
            raise _BombError
        return len(data)
