"""Which line of which segment holds an answer: read once, then only what has grown."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from ...errors import ConfigError
from .segment_folders import SegmentFolder
from .segment_lines import FORMAT, Line, Place, unpack

__all__ = ["SegmentIndex", "split_lines"]

_SHIFT = 40  # bits of a position within a segment
_FIRST_READ = 1 << 14  # most lines are shorter: one read
_HEAD = 9


class SegmentIndex:
    """Knows the places of all answers, by 16 bytes of each key's hash: about 200 bytes of memory for an answer.

    Where two writers stored the same key without knowing of each other, the answer that was stored first counts.

    Args:
        folder: where the segments lie.
    """

    def __init__(self, folder: SegmentFolder) -> None:
        self._folder = folder
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._read_to: dict[str, int] = {}
        self._ended: set[str] = set()
        self._places: dict[bytes, int] = {}
        self._others: dict[bytes, list[int]] = {}
        self._replaced: set[int] = set()
        self._merged: set[str] = set()

    def refresh(self) -> None:
        """Read what others have written since.

        Raises:
            ConfigError: a segment was written by a newer version.
            OSError: a segment cannot be read.
        """
        names = [name for name in self._folder.names() if name not in self._merged]
        gone = self._read_to.keys() - set(names)
        if gone:
            self._forget(gone)
        for name in names:
            if name not in self._ended and name not in self._merged:
                self._read_growth(name)

    def _forget(self, gone: set[str]) -> None:
        """These segments were merged into others, or are gone."""
        numbers = {self._numbers[name] for name in gone}
        self._others = {
            key: kept
            for key, places in self._others.items()
            if (kept := [place for place in places if place >> _SHIFT not in numbers])
        }
        for key in [key for key, place in self._places.items() if place >> _SHIFT in numbers]:
            del self._places[key]
            if key in self._others:
                self._places[key] = self._others[key].pop(0)
        for name in gone:
            del self._read_to[name]
            self._ended.discard(name)

    def _read_growth(self, name: str) -> None:
        start, whole = self._read_to.setdefault(name, 0), self._folder.is_whole(name)
        try:
            grown = self._folder.read(name, start)
        except FileNotFoundError:
            return  # merged away meanwhile
        at, sound = start, start
        for raw in split_lines(grown):
            line = unpack(raw) if raw.endswith(b"\n") else None
            if line is not None:
                self._learn(line, (name, at))
                sound = at + len(raw)
            at += len(raw)
        # A spoiled line at the end is looked at again: it may not have come through a network file system as a whole.
        self._read_to[name] = sound
        if whole:
            self._ended.add(name)

    def _learn(self, line: Line, place: Place) -> None:
        if line.format > FORMAT:
            raise ConfigError(
                f"segment {place[0]} has format {line.format}, this version reads {FORMAT}",
                hint="Use the version of llm_extract that wrote it, or another cache",
            )
        for old in line.replaces:
            self._replaced.add(self._pack(old))
        if line.value is not None:
            self.add(line.key, place, line.stored)
        if line.merges:
            self._merged.update(line.merges)
            self._forget(self._read_to.keys() & self._merged)
        if line.last:
            self._ended.add(place[0])

    def add(self, key: str, place: Place, stored: float) -> None:
        """An answer stands at a place."""
        digest, packed = _digest(key), self._pack(place)
        if packed in self._replaced:
            return
        known = self._places.get(digest)
        if known is None or known in self._replaced:
            self._places[digest] = packed
        elif known != packed:
            self._compare(digest, known, packed, stored)

    def _compare(self, digest: bytes, known: int, packed: int, stored: float) -> None:
        others = self._others.setdefault(digest, [])
        if packed in others:
            return
        line = self._line(known)
        earlier = line is None or (stored, self._unpack(packed)) < (line.stored, self._unpack(known))
        self._places[digest] = packed if earlier else known
        others.append(known if earlier else packed)

    def append(self, line: Line, place: Place, size: int) -> None:
        """A line of our own was written: it need not be read again."""
        self._learn(line, place)
        name, at = place
        if self._read_to.get(name, 0) == at:
            self._read_to[name] = at + size

    def places(self, key: str) -> list[Place]:
        """Where a key's answers stand, the one that counts first."""
        digest = _digest(key)
        known = self._places.get(digest)
        every = [] if known is None else [known, *self._others.get(digest, ())]
        return [self._unpack(place) for place in every if place not in self._replaced]

    def find(self, key: str) -> Line | None:
        """The line with a key's answer; None where there is none, or it is spoiled or gone."""
        for name, at in self.places(key):
            line = self._line(self._pack((name, at)))
            if line is not None and line.key == key:
                return line
        return None

    def walk(self) -> Iterator[tuple[Place, Line | None]]:
        """The answers that count, in the order of their places; None for a line that is spoiled by now."""
        counting = []
        for digest, known in self._places.items():
            every = (known, *self._others.get(digest, ()))
            counting.extend([place for place in every if place not in self._replaced][:1])
        for packed in sorted(counting):
            yield self._unpack(packed), self._line(packed)

    def segments(self) -> list[str]:
        """The segments that were read."""
        return sorted(self._read_to)

    def _line(self, packed: int) -> Line | None:
        name, at = self._unpack(packed)
        try:
            raw = self._folder.read(name, at, _FIRST_READ)
            size = int(raw[: _HEAD - 1], 16) + 2 * _HEAD + 1
            if size > len(raw):
                raw += self._folder.read(name, at + len(raw), size - len(raw))
        except (FileNotFoundError, ValueError):
            return None
        return unpack(raw[:size])

    def _pack(self, place: Place) -> int:
        name, at = place
        if name not in self._numbers:
            self._numbers[name] = len(self._names)
            self._names.append(name)
        return self._numbers[name] << _SHIFT | at

    def _unpack(self, packed: int) -> Place:
        return self._names[packed >> _SHIFT], packed & ((1 << _SHIFT) - 1)


def _digest(key: str) -> bytes:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def split_lines(content: bytes) -> Iterator[bytes]:
    """Lines that end with a line feed only."""
    start = 0
    while start < len(content):
        end = content.find(b"\n", start) + 1 or len(content)
        yield content[start:end]
        start = end
