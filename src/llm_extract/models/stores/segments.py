"""Answers in segment files: each writer appends to files of its own, everybody reads all of them.

Nothing is ever changed in a file, and no file has two writers, so no lock of the file system is needed for the answers
themselves. In an object store, which cannot append, whole segments arrive when they are full or some seconds old.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...errors import RunError
from ..care import find_damage
from ..key_locks import KeyLocks
from ..memory_store import Claims
from ..store import Answer, Damage, StoreInfo, count_answers
from .file_claims import FileClaims
from .leases import LEASE_SECONDS, name_writer
from .segment_folders import LocalFolder, ObjectFolder, explained
from .segment_index import SegmentIndex, split_lines
from .segment_lines import FORMAT, Line, pack, unpack
from .segment_writer import SegmentWriter
from .ticking import Ticker

__all__ = ["ObjectSegmentStore", "SegmentStore"]

_FULL = 64 << 20  # bytes of a segment, after which the next one is begun
_FULL_OBJECT = 8 << 20
_OLD_OBJECT = 20.0  # seconds, after which what is written here is sent
_FRESH = 1.0  # seconds for which a look at the folder is good enough where nothing depends on it
_log = logging.getLogger(__name__)


class SegmentStore:
    """Segment files in a folder that machines share.

    Args:
        path: the folder; created with mode 0700 if missing.
        sync: whether an answer counts as stored only when it is forced through to the disk or the file server, or as
            soon as this machine's system has it.
        lease: seconds after which a dead writer's claims are free.

    Raises:
        RunError: the folder cannot be read or written.
    """

    waits = True

    def __init__(self, path: Path, *, sync: bool = True, lease: float = LEASE_SECONDS) -> None:
        folder = LocalFolder(Path(path), sync=sync)
        name = name_writer()
        self._set_up(folder, SegmentWriter(folder, name, _FULL), FileClaims(Path(path), name, lease))

    def _set_up(self, folder: LocalFolder | ObjectFolder, writer: SegmentWriter, claims: FileClaims | Claims) -> None:
        self._folder, self._writer, self._claims = folder, writer, claims
        self._index = SegmentIndex(folder)
        self._guard = threading.RLock()
        self._looked = float("-inf")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self._folder)!r})"

    # -- answers

    def get(self, key: str) -> bytes | None:
        """The bytes under a key, or None; what others stored is looked for where it is not known yet."""
        return self.get_many((key,)).get(key)

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The bytes under those of the keys that are there."""
        with self._guard, explained(str(self._folder)):
            wanted = list(keys)
            found = self._find(wanted)
            missing = [key for key in wanted if key not in found]
            if missing and self._look(any(self._index.places(key) for key in missing)):
                found.update(self._find(missing))
            for key in missing:
                if key not in found and self._index.places(key):
                    _log.warning("%s: the answer under %s is damaged: it counts as missing", self._folder, key)
            return found

    def _find(self, keys: Iterable[str]) -> dict[str, bytes]:
        lines = ((key, self._index.find(key)) for key in keys)
        return {key: line.value for key, line in lines if line is not None and line.value is not None}

    def _look(self, now: bool = False) -> bool:
        """Read what others wrote, unless that was done a moment ago."""
        if not now and time.monotonic() - self._looked < _FRESH:
            return False
        self._index.refresh()
        self._looked = time.monotonic()
        return True

    def refresh(self) -> None:
        """See now what others have written; otherwise it is seen when something is missing, at most once a second."""
        with self._guard, explained(str(self._folder)):
            self._look(True)

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes, in place of what was there; they are in this writer's file when this returns.

        Raises:
            RunError: the disk is full, read-only or failing.
        """
        with explained(str(self._folder)):
            with self._guard:
                self._append(Line(key, value, time.time(), tuple(self._index.places(key))))
            self._writer.sync()

    def _append(self, line: Line) -> None:
        if isinstance(self._claims, FileClaims):
            self._claims.start()
        raw = pack(line)
        self._index.append(line, self._writer.append(raw), len(raw))

    def delete(self, keys: Iterable[str]) -> int:
        """Forget keys; returns how many there were. Their words go from the files with ``shrink``."""
        with self._guard:
            self.refresh()
            places = [self._index.places(key) for key in dict.fromkeys(keys)]
            forgotten = tuple(place for group in places for place in group)
            if forgotten:
                with explained(str(self._folder)):
                    self._append(Line(replaces=forgotten))
                    self._writer.sync()
            return sum(bool(group) for group in places)

    def keys(self) -> Iterator[str]:
        """All keys, sorted."""
        return iter([one.key for one in self.answers()])

    def try_lock(self, key: str) -> bool:
        """Claim a key against every other machine, process and holder, without waiting."""
        if not self._claims.try_lock(key):
            return False
        with self._guard:
            self._looked = float("-inf")  # the holder before us may have stored it just now
        return True

    def unlock(self, key: str) -> None:
        """Give up a claim."""
        self._claims.unlock(key)

    # -- care

    def answers(self) -> Iterator[Answer]:
        """All answers without their content, by key."""
        with self._guard:
            self.refresh()
            found = [
                Answer(line.key, line.stored, len(line.value))
                for _, line in self._index.walk()
                if line is not None and line.value is not None
            ]
        return iter(sorted(found, key=lambda one: one.key))

    def info(self) -> StoreInfo:
        """Counts and sizes by namespace."""
        answers = list(self.answers())
        with explained(str(self._folder)):
            return StoreInfo(count_answers(answers), self._folder.bytes_taken(), str(self._folder))

    def verify(self) -> tuple[int, list[Damage]]:
        """Read every line of every segment."""
        damages = []
        with self._guard:
            self.refresh()
            for name in self._index.segments():
                at = 0
                with explained(str(self._folder)):
                    content = self._folder.read(name, 0)
                for raw in split_lines(content):
                    if raw.endswith(b"\n") and unpack(raw) is None:  # a torn end was never acknowledged
                        damages.append(Damage("", f"{name}, byte {at}: a line is not as it was written"))
                    at += len(raw)
            count = 0
            for _, line in self._index.walk():
                if line is not None and line.value is not None:
                    count += 1
                    reason = find_damage(line.key, line.value)
                    damages += [Damage(line.key, reason)] if reason else []
        return count, damages

    def shrink(self) -> int:
        """Merge all segments into one that holds only what counts; nothing happens while others are at work."""
        with self._guard, explained(str(self._folder)):
            if not self._others_at_work():
                self._merge()
            return self._folder.bytes_taken()

    def _others_at_work(self) -> bool:
        assert isinstance(self._claims, FileClaims)
        return self._claims.others_alive()

    def _merge(self) -> None:
        self._writer.end()
        self._index.refresh()
        old = tuple(self._index.segments())
        if not old:
            return
        pieces: list[bytes] = []
        size = 0
        for _, line in list(self._index.walk()):
            if line is not None:
                pieces.append(pack(Line(line.key, line.value, line.stored)))
                size += len(pieces[-1])
            if size >= _FULL:
                self._write_merged(pieces)
                pieces, size = [], 0
        self._write_merged(pieces, old)  # from here on the old ones do not count
        for name in old:
            self._folder.remove(name)
            self._writer.folder.remove(name)
        self._index = SegmentIndex(self._folder)
        self._index.refresh()

    def _write_merged(self, pieces: list[bytes], merges: tuple[str, ...] = ()) -> None:
        lines = [pack(Line(format=FORMAT)), *pieces, pack(Line(merges=merges, last=True))]
        self._folder.write(self._writer.next_name(), b"".join(lines))

    def close(self) -> None:
        """End this writer's file and give up every claim."""
        with self._guard, explained(str(self._folder)):
            self._writer.end()
        if isinstance(self._claims, FileClaims):
            self._claims.close()


class ObjectSegmentStore(SegmentStore):
    """Segments in an object store, each sent as a whole.

    An answer is on this machine's disk when ``put`` returns, and in the object store some seconds later; if the process
    is killed, the next one on this machine sends what it left. Claims hold within this process only: give equal
    articles to one process.

    Args:
        url: as fsspec reads it.
        spool: the folder of this machine where segments are written.
        roll: seconds after which what was written is sent.

    Raises:
        ConfigError: fsspec, or its module for this kind of place, is missing.
        RunError: a place cannot be read or written.
    """

    def __init__(self, url: str, spool: Path, *, roll: float = _OLD_OBJECT) -> None:
        local = LocalFolder(spool, sync=False)
        self._objects = ObjectFolder(url, local)
        name = name_writer()
        self._set_up(self._objects, SegmentWriter(local, name, _FULL_OBJECT), Claims())
        self._locks = KeyLocks(spool / "writers.lock")
        self._locks.try_lock(name)
        self._name, self._spool = name, local
        self._send(left_behind=True)
        self._ticker = Ticker(roll, self.roll, "sending of segments")

    def roll(self) -> None:
        """Send what was written so far."""
        with self._guard:
            self._writer.end()
        self._send()

    def _others_at_work(self) -> bool:
        """Only those of this machine are known."""
        return any(name.partition(".")[0] != self._name for name in self._spool.names())

    def _send(self, left_behind: bool = False) -> None:
        for name in self._spool.names():
            writer = name.partition(".")[0]
            if writer == self._name:
                if name != self._writer.name:
                    self._objects.send(name)
            elif left_behind and self._locks.try_lock(writer):
                with contextlib.suppress(FileNotFoundError):  # another process was quicker
                    self._objects.send(name)
                self._locks.unlock(writer)

    def close(self) -> None:
        """Send what is left.

        Raises:
            RunError: it cannot be sent; the next process on this machine tries again.
        """
        self._ticker.stop()
        super().close()
        try:
            self._send()
        except Exception as error:  # every kind of object store has its own
            raise RunError(
                f"{self._folder}: answers could not be sent ({error}); they wait in {os.fspath(self._spool.path)}",
                hint="Run the same command again on this machine.",
            ) from error
        finally:
            self._locks.close()
