"""The small protocol between the cached model and whatever keeps its answers, and a store in memory."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ..errors import RunError

__all__ = ["Claims", "MemoryStore", "NamespaceInfo", "Store", "StoreBusy", "StoreInfo"]


class StoreBusy(RunError):
    """Another process holds the store's write lock for now; the cached model tries again."""


@dataclass(frozen=True, slots=True)
class NamespaceInfo:
    """What a store holds for one endpoint.

    Args:
        namespace: the base URL.
        rows: answers.
        bytes: their size.
        oldest: when the first was stored, seconds since 1970.
        newest: when the last was stored.
    """

    namespace: str
    rows: int
    bytes: int
    oldest: float
    newest: float


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What a store holds: per endpoint, and the bytes it takes on disk."""

    namespaces: tuple[NamespaceInfo, ...]
    bytes_on_disk: int
    location: str

    @property
    def rows(self) -> int:
        """Answers in all namespaces."""
        return sum(one.rows for one in self.namespaces)


class Store(Protocol):
    """Keeps bytes under text keys; a ``put`` that returned survives the death of the process.

    A key is a namespace without spaces, one space, and a fingerprint.
    """

    def get(self, key: str) -> bytes | None:
        """The bytes under a key, or None."""
        ...

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The bytes under those of the keys that are there."""
        ...

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes, in place of what was there.

        Raises:
            StoreBusy: another process is writing; try again.
            RunError: the store cannot be written.
        """
        ...

    def delete(self, keys: Iterable[str]) -> int:
        """Forget keys; returns how many there were."""
        ...

    def keys(self) -> Iterator[str]:
        """All keys, sorted."""
        ...

    def info(self) -> StoreInfo:
        """Counts and sizes by namespace."""
        ...

    def try_lock(self, key: str) -> bool:
        """Claim a key against every other process and holder, without waiting; the death of the process frees it."""
        ...

    def unlock(self, key: str) -> None:
        """Give up a claim."""
        ...

    def close(self) -> None:
        """Release files."""
        ...


class Claims:
    """Claims on keys within one process: the locks of stores that no other process opens."""

    def __init__(self) -> None:
        self._locked: set[str] = set()

    def try_lock(self, key: str) -> bool:
        """Claim a key against every other holder of this store."""
        if key in self._locked:
            return False
        self._locked.add(key)
        return True

    def unlock(self, key: str) -> None:
        """Give up a claim."""
        self._locked.discard(key)


class MemoryStore(Claims):
    """A store for the life of one process.

    Example:
        >>> store = MemoryStore()
        >>> store.put("https://api.example/v1 ab12", b"{}")
        >>> store.get("https://api.example/v1 ab12"), store.info().rows
        (b'{}', 1)
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, tuple[bytes, float]] = {}

    def get(self, key: str) -> bytes | None:
        """The bytes under a key, or None."""
        row = self._rows.get(key)
        return None if row is None else row[0]

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The bytes under those of the keys that are there."""
        return {key: self._rows[key][0] for key in keys if key in self._rows}

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes, in place of what was there."""
        self._rows[key] = (value, time.time())

    def delete(self, keys: Iterable[str]) -> int:
        """Forget keys; returns how many there were."""
        return sum(self._rows.pop(key, None) is not None for key in list(keys))

    def keys(self) -> Iterator[str]:
        """All keys, sorted."""
        return iter(sorted(self._rows))

    def info(self) -> StoreInfo:
        """Counts and sizes by namespace."""
        groups: dict[str, list[tuple[bytes, float]]] = {}
        for key, row in self._rows.items():
            groups.setdefault(key.rpartition(" ")[0], []).append(row)
        return StoreInfo(tuple(_describe(name, rows) for name, rows in sorted(groups.items())), 0, "memory")

    def close(self) -> None:
        """Nothing to release."""


def _describe(namespace: str, rows: list[tuple[bytes, float]]) -> NamespaceInfo:
    times = [time for _, time in rows]
    return NamespaceInfo(namespace, len(rows), sum(len(value) for value, _ in rows), min(times), max(times))
