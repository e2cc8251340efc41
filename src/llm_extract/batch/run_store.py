"""Answers for the length of one run: with no cache, the same article twice is still asked for once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from ..models.memory_store import Claims
from ..models.store import StoreInfo

__all__ = ["RunStore"]

_GROUP = 500


class RunStore(Claims):
    """A store in a temporary file without a name, which is gone when the process is, however it ends.

    Example:
        >>> store = RunStore()
        >>> store.put("run ab12", b"{}")
        >>> store.get("run ab12"), store.get_many(["run ab12", "run cd34"])
        (b'{}', {'run ab12': b'{}'})
        >>> store.close()
    """

    def __init__(self) -> None:
        super().__init__()
        # An empty name gives a database that SQLite holds in 8 MB of memory and, beyond, in a file without a name.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA cache_size = -8000")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE answers (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")

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
        self._database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, value))

    def delete(self, keys: Iterable[str]) -> int:
        """Forget keys; returns how many there were."""
        return sum(self._database.execute("DELETE FROM answers WHERE key = ?", (key,)).rowcount for key in list(keys))

    def keys(self) -> Iterator[str]:
        """All keys, sorted."""
        return iter([key for (key,) in self._database.execute("SELECT key FROM answers ORDER BY key")])

    def info(self) -> StoreInfo:
        """Nothing is kept beyond the run."""
        return StoreInfo((), 0, "memory")

    def close(self) -> None:
        """Forget everything."""
        self._database.close()
