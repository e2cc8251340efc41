"""Lines that earlier runs finished, found by the article they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ..documents.keys import KeyTable, SeenKeys
from .folder import explained
from .lines import is_final, parse_line

__all__ = ["EarlierLines"]

Line = tuple[bytes, dict[str, Any]]
_FINAL = 1


class EarlierLines:
    """Finds the earlier line about an article.

    The usual case, the same inputs in the same order, costs no memory: the next line is the right one. At the first
    that is not, all lines are indexed by key, in a file.

    Args:
        paths: files with lines, the most trusted first; each ends with a whole line.

    Raises:
        RunError: a file cannot be read.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = [path for path in paths if path.exists() and path.stat().st_size]
        self._files: list[BinaryIO] = []
        for path in self._paths:
            with explained("read", path):
                self._files.append(path.open("rb"))
        self._ends = [path.stat().st_size for path in self._paths]
        self._index: KeyTable | None = None
        self._asked = SeenKeys()

    def __bool__(self) -> bool:
        return bool(self._files)

    def first(self) -> Iterator[tuple[Path, dict[str, Any] | None]]:
        """The first line of each file, None where it is no record."""
        for path, file in zip(self._paths, self._files, strict=True):
            file.seek(0)
            yield path, parse_line(file.readline())
            file.seek(0)

    def find(self, key: str) -> Line | None:
        """The earlier line about the article with this key, one that is final if there is any."""
        if not self._files:
            return None
        self._asked.add(key)
        if self._index is None:
            line = self._next()
            if line is not None and line[1]["document"]["key"] == key and (is_final(line[1]) or len(self._files) == 1):
                return line
            if line is None and len(self._files) == 1 and self._at_end():
                return None
            self._index = self._build()
        return self._look_up(key, self._index)

    def _next(self) -> Line | None:
        file = self._files[0]
        if file.tell() >= self._ends[0]:
            return None
        line = file.readline()
        raw = parse_line(line)
        return None if raw is None else (line, raw)

    def _build(self) -> KeyTable:
        index = KeyTable()
        for number, place, _, raw in self._all():
            key = raw["document"]["key"]
            known = index.get(key)
            final = is_final(raw)
            if known is None or (final and not known & _FINAL):
                index.set(key, (place * len(self._files) + number) << 1 | final)
        return index

    def _all(self) -> Iterator[tuple[int, int, bytes, dict[str, Any]]]:
        """Every record: number of its file, offset, line, content."""
        for number, (file, end) in enumerate(zip(self._files, self._ends, strict=True)):
            place = file.seek(0)
            while place < end:
                line = file.readline()
                raw = parse_line(line)
                if raw is not None:
                    yield number, place, line, raw
                place += len(line)

    def _look_up(self, key: str, index: KeyTable) -> Line | None:
        found = index.get(key)
        if found is None:
            return None
        place, number = divmod(found >> 1, len(self._files))
        file = self._files[number]
        file.seek(place)
        line = file.readline()
        raw = parse_line(line)
        return (line, raw) if raw is not None and raw["document"]["key"] == key else None

    def left(self) -> Iterator[bytes]:
        """Lines with an answer, about articles that nobody has asked for, each article once; for the end of a run."""
        if self._index is None and (not self._files or (len(self._files) == 1 and self._at_end())):
            return
        for _, _, line, raw in self._all():
            if raw["status"] != "failed" and self._asked.add(raw["document"]["key"]):
                yield line

    def _at_end(self) -> bool:
        return self._files[0].tell() >= self._ends[0]

    def close(self) -> None:
        """Close the files."""
        for file in self._files:
            file.close()
