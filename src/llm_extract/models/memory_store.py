"""A store in memory, and the claims of stores that one process alone opens."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from .store import Answer, StoreInfo, count_answers

__all__ = ["Claims", "MemoryStore"]


class Claims:
    """Claims on keys within one process: the locks of stores that no other process opens."""

    waits = False

    def __init__(self) -> None:
        self._locked: set[str] = set()

    def try_lock(self, key: str) -> bool:
        """Claim a key against every other holder of this store.

        Args:
            key: the namespace and the fingerprint, as ``CachedModel`` joins them.

        Returns:
            Whether the claim is ours now.
        """
        if key in self._locked:
            return False
        self._locked.add(key)
        return True

    def unlock(self, key: str) -> None:
        """Give up a claim.

        Args:
            key: the namespace and the fingerprint, as ``CachedModel`` joins them.
        """
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
        """The bytes under a key, or None.

        Args:
            key: the namespace and the fingerprint, as ``CachedModel`` joins them.

        Returns:
            What was put there.
        """
        row = self._rows.get(key)
        return None if row is None else row[0]

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The bytes under those of the keys that are there.

        Args:
            keys: any number of them.

        Returns:
            The bytes by key.
        """
        return {key: self._rows[key][0] for key in keys if key in self._rows}

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes, in place of what was there.

        Args:
            key: the namespace and the fingerprint, as ``CachedModel`` joins them.
            value: the answer, encoded.
        """
        self._rows[key] = (value, time.time())

    def delete(self, keys: Iterable[str]) -> int:
        """Forget keys; returns how many there were.

        Args:
            keys: those to forget; one that is not there counts as forgotten.

        Returns:
            How many there were.
        """
        return sum(self._rows.pop(key, None) is not None for key in list(keys))

    def keys(self) -> Iterator[str]:
        """All keys, sorted."""
        return iter(sorted(self._rows))

    def info(self) -> StoreInfo:
        """Counts and sizes by namespace."""
        return StoreInfo(
            count_answers(Answer(key, stored, len(value)) for key, (value, stored) in self._rows.items()), 0, "memory"
        )

    def close(self) -> None:
        """Nothing to release."""
