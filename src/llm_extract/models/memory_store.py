"""A store in memory, and the claims of stores that one process alone opens."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable, Iterator

from .store import Answer, StoreInfo, count_answers

__all__ = ["Claims", "MemoryStore"]

_GROUP = 500  # keys looked up together


class Claims:
    """Claims on keys within one process: the locks of stores that no other process opens."""

    waits = False

    def __init__(self) -> None:
        self._locked: set[str] = set()

    def try_lock(self, key: str) -> bool:
        """Claim a key against every other holder of this store; whether the claim is ours now."""
        is_free = key not in self._locked
        self._locked.add(key)
        return is_free

    def unlock(self, key: str) -> None:
        """Give up a claim."""
        self._locked.discard(key)


class MemoryStore(Claims):
    """A store for the life of one process: in memory and, beyond, in a temporary file without a name.

    With no cache, the same article twice in a run is still asked for once. The file is gone when the process is,
    however it ends.

    Example:
        >>> store = MemoryStore()
        >>> store.put("https://api.example/v1 ab12", b"{}")
        >>> store.get("https://api.example/v1 ab12"), store.info().rows
        (b'{}', 1)
    """

    def __init__(self) -> None:
        super().__init__()
        # An empty name gives a database that SQLite holds in 8 MB of memory and, beyond, in a file without a name.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._database.close)
        self._database.execute("PRAGMA cache_size = -8000")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute(
            "CREATE TABLE answers (key TEXT PRIMARY KEY, value BLOB, stored REAL DEFAULT (strftime('%s', 'now')))"
            " WITHOUT ROWID"
        )

    def get(self, key: str) -> bytes | None:
        """The bytes under a key, or None."""
        return self.get_many((key,)).get(key)

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The bytes under those of the keys that are there."""
        wanted = list(keys)
        found: dict[str, bytes] = {}
        for start in range(0, len(wanted), _GROUP):
            group = wanted[start : start + _GROUP]
            marks = ",".join("?" * len(group))
            found.update(self._database.execute(f"SELECT key, value FROM answers WHERE key IN ({marks})", group))
        return found

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes, in place of what was there."""
        self._database.execute("INSERT OR REPLACE INTO answers (key, value) VALUES (?, ?)", (key, value))

    def delete(self, keys: Iterable[str]) -> int:
        """Forget keys; returns how many there were."""
        return sum(self._database.execute("DELETE FROM answers WHERE key = ?", (key,)).rowcount for key in list(keys))

    def keys(self) -> Iterator[str]:
        """All keys, sorted."""
        return iter([key for (key,) in self._database.execute("SELECT key FROM answers ORDER BY key")])

    def info(self) -> StoreInfo:
        """Counts and sizes by namespace."""
        rows = self._database.execute("SELECT key, stored, length(value) FROM answers")
        return StoreInfo(count_answers(Answer(*row) for row in rows), 0, "memory")

    def close(self) -> None:
        """Forget everything."""
        self._database.close()
