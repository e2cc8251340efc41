"""The small protocol between the cached model and whatever keeps its answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ..errors import RunError

__all__ = [
    "Answer",
    "Damage",
    "KeptStore",
    "NamespaceInfo",
    "Store",
    "StoreBusy",
    "StoreInfo",
    "count_answers",
]


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
    """What a store holds: per endpoint, and the bytes it takes on disk.

    Args:
        namespaces: one for each endpoint.
        bytes_on_disk: with all that the store needs besides.
        location: where it is, without passwords.
    """

    namespaces: tuple[NamespaceInfo, ...]
    bytes_on_disk: int
    location: str

    @property
    def rows(self) -> int:
        """Answers in all namespaces."""
        return sum(one.rows for one in self.namespaces)


@dataclass(frozen=True, slots=True)
class Answer:
    """A stored answer, without its content.

    Args:
        key: endpoint, a space, fingerprint.
        stored: when, seconds since 1970.
        size: bytes.
    """

    key: str
    stored: float
    size: int

    @property
    def fingerprint(self) -> str:
        """The request's."""
        return self.key.rpartition(" ")[2]


@dataclass(frozen=True, slots=True)
class Damage:
    """Something stored that is no answer, or, without a key, the store itself.

    Args:
        key: of the answer; empty where the store as a whole is meant.
        reason: what is wrong with it.
    """

    key: str
    reason: str


class Store(Protocol):
    """Keeps bytes under text keys; a ``put`` that returned survives the death of the process.

    A key is a namespace without spaces, one space, and a fingerprint. A store whose calls wait for a network or a
    shared disk says so in ``waits``: it is called in threads, by several at once.
    """

    waits: bool

    def get(self, key: str) -> bytes | None:
        """The bytes under a key, or None.

        Args:
            key: the namespace and the fingerprint, as ``CachedModel`` joins them.

        Returns:
            What was put there.
        """
        ...

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The bytes under those of the keys that are there.

        Args:
            keys: any number of them.

        Returns:
            The bytes by key.
        """
        ...

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes, in place of what was there.

        Args:
            key: the namespace and the fingerprint, as ``CachedModel`` joins them.
            value: the answer, encoded.

        Raises:
            StoreBusy: another process is writing; try again.
            RunError: the store cannot be written.
        """
        ...

    def delete(self, keys: Iterable[str]) -> int:
        """Forget keys; returns how many there were.

        Args:
            keys: those to forget; one that is not there counts as forgotten.

        Returns:
            How many there were.
        """
        ...

    def keys(self) -> Iterator[str]:
        """All keys, sorted."""
        ...

    def info(self) -> StoreInfo:
        """Counts and sizes by namespace."""
        ...

    def try_lock(self, key: str) -> bool:
        """Claim a key against every other process and holder, without waiting; the death of the process frees it.

        Args:
            key: the namespace and the fingerprint, as ``CachedModel`` joins them.

        Returns:
            Whether the claim is ours now.
        """
        ...

    def unlock(self, key: str) -> None:
        """Give up a claim.

        Args:
            key: the namespace and the fingerprint, as ``CachedModel`` joins them.
        """
        ...

    def close(self) -> None:
        """Release files."""
        ...


class KeptStore(Store, Protocol):
    """A store that outlives the process, so that it needs care."""

    def answers(self) -> Iterator[Answer]:
        """All answers without their content, by key."""
        ...

    def verify(self) -> tuple[int, list[Damage]]:
        """Read everything; returns how many answers there are, and what is damaged."""
        ...

    def shrink(self) -> int:
        """Give the room of forgotten answers back; returns the bytes that are taken now."""
        ...


def count_answers(answers: Iterable[Answer]) -> tuple[NamespaceInfo, ...]:
    """Counts and sizes by namespace.

    Args:
        answers: all that a store has.

    Returns:
        One for each namespace, by name.

    Example:
        >>> count_answers([Answer("http://a/v1 00", 5.0, 10), Answer("http://a/v1 01", 7.0, 20)])
        (NamespaceInfo(namespace='http://a/v1', rows=2, bytes=30, oldest=5.0, newest=7.0),)
    """
    found: dict[str, NamespaceInfo] = {}
    for one in answers:
        name = one.key.rpartition(" ")[0]
        so_far = found.get(name) or NamespaceInfo(name, 0, 0, one.stored, one.stored)
        oldest, newest = min(so_far.oldest, one.stored), max(so_far.newest, one.stored)
        found[name] = NamespaceInfo(name, so_far.rows + 1, so_far.bytes + one.size, oldest, newest)
    return tuple(found[name] for name in sorted(found))
