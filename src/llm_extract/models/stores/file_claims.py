"""Claims on keys through a folder that machines share: files that only one can create, and a pulse of each holder.

A claim is a file ``<hash of the key>.0`` with its holder's name. The holder changes its pulse file three times per
lease; whoever waits for a claim watches it by its own clock, so clocks of machines need not agree. When a pulse has
stood still for a lease, its holder is dead, and the claim is taken over by creating ``<hash>.1``, and so on: creating a
file is what one of many can do. Claims are given up from the lowest number, so that nobody finds a free one below a
held one, except when it is being given up: then the answer is stored already.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path

from .segment_folders import explained
from .ticking import Ticker

__all__ = ["FileClaims"]

Look = tuple[bytes, int]
"""What a small file says, and when it was written, by the clock of the file system."""

_NEVER: Look = (b"", -1)


class FileClaims:
    """Claims of one writer in a shared folder.

    Args:
        folder: the shared folder; ``claims`` and ``pulses`` are made in it.
        name: the writer's, unlike any other's.
        lease: seconds that a pulse may stand still.
        clock: seconds, for tests.
    """

    def __init__(self, folder: Path, name: str, lease: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._claims, self._pulses = folder / "claims", folder / "pulses"
        self._name, self._lease, self._clock = name, lease, clock
        self._held: dict[str, list[Path]] = {}
        self._seen: dict[str, tuple[Look | None, float]] = {}
        self._guard = threading.Lock()
        self._beats = 0
        self._ticker: Ticker | None = None

    def try_lock(self, key: str) -> bool:
        """Claim a key without waiting; False where another, or another task here, holds it."""
        with self._guard, explained(str(self._claims)):
            if key in self._held:
                return False
            self.start()
            dead: list[tuple[Path, Look]] = []
            for path in self._generations(key):
                if self._create(path):
                    break
                seen = _look(path)
                if seen is None or not self._is_dead(path, seen):
                    return False
                dead.append((path, seen))
            if any(_look(below) != seen for below, seen in dead):
                path.unlink(missing_ok=True)  # it was given up or taken over while we looked
                return False
            self._held[key] = [below for below, _ in dead] + [path]
            return True

    def unlock(self, key: str) -> None:
        """Give up a claim; nothing happens where there is none."""
        with self._guard:
            for path in self._held.pop(key, ()):
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)

    def close(self) -> None:
        """Give up all claims, and the pulse."""
        if self._ticker is not None:
            self._ticker.stop()
        for key in list(self._held):
            self.unlock(key)
        with contextlib.suppress(OSError):
            self._pulse(self._name).unlink(missing_ok=True)

    def others_alive(self) -> bool:
        """Whether another writer may be at work: its pulse is hardly older than ours, by the file system's clock."""
        with self._guard, explained(str(self._pulses)):
            self.start()
            self._beat()
            now = self._pulse(self._name).stat().st_mtime
            for path in list(self._pulses.iterdir()):
                if path.name == self._name:
                    continue
                with contextlib.suppress(FileNotFoundError):
                    if now - path.stat().st_mtime < 2 * self._lease:
                        return True
                    path.unlink()
        return False

    def start(self) -> None:
        """Show others that this writer is at work."""
        if self._ticker is None:
            for folder in (self._claims, self._pulses):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._beat()
            self._ticker = Ticker(self._lease / 3, self._beat, "pulse of claims")

    def _beat(self) -> None:
        self._beats += 1
        descriptor = os.open(self._pulse(self._name), os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, b"%016d" % self._beats)  # never cut first: nobody may find it empty
        finally:
            os.close(descriptor)

    def _pulse(self, name: str) -> Path:
        return self._pulses / name

    def _generations(self, key: str) -> Iterator[Path]:
        digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        number = 0
        while True:
            yield self._claims / f"{digest}.{number}"
            number += 1

    def _create(self, path: Path) -> bool:
        try:
            with path.open("xb") as stream:
                stream.write(self._name.encode())
        except FileExistsError:
            return False
        return True

    def _is_dead(self, path: Path, claim: Look) -> bool:
        """Whether the holder's pulse has stood still for a lease, as watched from here."""
        who = claim[0].decode("ascii", "replace")
        if who == self._name:
            return False
        # A holder may have been killed before it wrote its name: then the claim itself stands for its pulse.
        watched, pulse = (who, _look(self._pulse(who))) if who else (path.name, claim)
        now = self._clock()
        before, since = self._seen.get(watched, (_NEVER, now))
        if before != pulse:
            self._seen[watched] = (pulse, now)
            return False
        return now - since >= self._lease


def _look(path: Path) -> Look | None:
    """A file as it is now; None where there is none."""
    try:
        with path.open("rb", buffering=0) as stream:
            return stream.read(), os.fstat(stream.fileno()).st_mtime_ns
    except (FileNotFoundError, PermissionError):  # Windows refuses to open what is being removed
        return None
