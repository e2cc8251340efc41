"""Parts of a JSON Lines file, so that many processes can read it, and the lines of a part."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import NamedTuple

__all__ = ["Part", "parts_of", "read_part"]

PART = 1_000_000
"""Bytes of a part, about: some hundred lines."""


class Part(NamedTuple):
    """Whole lines of a file.

    Args:
        start: where the first begins, in bytes.
        end: where the last ends.
        number: of the first line, from 1.
    """

    start: int
    end: int
    number: int


def parts_of(path: Path, size: int | None = None) -> Generator[Part]:
    """Cut a file into parts of whole lines.

    Args:
        path: the file.
        size: bytes of a part, about; a longer line is a part of its own. Without it a million.

    Yields:
        The parts, in their order; none of an empty file.

    Raises:
        OSError: the file cannot be read.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "lines.jsonl"
        >>> _ = path.write_text("1\\n2\\n3\\n")
        >>> [tuple(part) for part in parts_of(path, size=3)]
        [(0, 4, 1), (4, 6, 3)]
    """
    size = size or PART
    start = place = 0
    number = following = 1
    with path.open("rb") as stream:
        while block := stream.read(size):
            end = block.rfind(b"\n") + 1
            following += block.count(b"\n")
            if end:
                rest = stream.readline() if end < len(block) else b""
                following += rest.endswith(b"\n")
                place += len(block) + len(rest)
                yield Part(start, place, number)
                start, number = place, following
            else:
                place += len(block)
    if place > start:
        yield Part(start, place, number)


def read_part(path: Path, part: Part) -> Generator[tuple[int, int, bytes]]:
    """The lines of a part, each with its place in bytes and its number.

    Args:
        path: the file.
        part: one of its parts.

    Raises:
        OSError: the file cannot be read.
    """
    place, number = part.start, part.number
    with path.open("rb", buffering=PART) as stream:
        stream.seek(place)
        while place < part.end and (line := stream.readline()):
            yield place, number, line
            place += len(line)
            number += 1
