"""What stores in servers have in common: how they are opened, waited for and read through, and claims as leases."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from ...errors import ConfigError, RunError
from ...store_urls import StoreURL
from ..store import Damage, KeptStore, StoreInfo, count_answers
from .leases import LEASE_SECONDS, LeaseKeeper, Leases
from .patience import OPENING_SECONDS, wait_for_server

__all__ = ["ServedStore", "in_groups"]

_FORMAT = "1"
_T = TypeVar("_T")


class ServedStore(KeptStore, LeaseKeeper):
    """A store in a server, shared by any number of machines. A subclass knows how to speak with its kind of server.

    Args:
        url: of the server; ``lease`` (seconds) and ``durable=no`` may stand behind ``?``.
        errors: the base class of what its client raises.
        create: whether an empty database becomes a store.
        patience: seconds to wait for a server that is gone; less while it is opened.

    Raises:
        ConfigError: no answer from the server, a server that may lose what it acknowledged, or answers of another
            version.
    """

    waits = True
    group: int
    """Keys in one round trip."""

    def __init__(self, url: StoreURL, errors: type[Exception], *, create: bool, patience: float) -> None:
        self._url, self._errors, self._patience = url, errors, min(patience, OPENING_SECONDS)
        self._lease = float(url.options.get("lease", LEASE_SECONDS))
        self._leases = Leases(self, self._lease)
        try:
            if url.options.get("durable") != "no":
                self._check_durability()
            if create:
                self._make()
            self._check_format()
        except RunError as error:
            self.close()
            raise ConfigError(error.message, hint=error.hint) from None
        except BaseException:
            self.close()
            raise
        self._patience = patience

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self._url)!r})"

    def _check_format(self) -> None:
        found = self._find_format()
        if found not in (None, _FORMAT):
            raise ConfigError(
                f"{self._url} has cache format {found}, this version reads {_FORMAT}",
                hint="Use the version of llm_extract that wrote it, or another database",
            )

    def is_there(self) -> bool:
        """Whether anything was ever stored or opened here."""
        return self._find_format() is not None

    def get(self, key: str) -> bytes | None:
        """The bytes under a key, or None."""
        return self.get_many((key,)).get(key)

    def try_lock(self, key: str) -> bool:
        """Claim a key against every other machine, process and holder, without waiting."""
        return self._leases.try_lock(key)

    def unlock(self, key: str) -> None:
        """Give up a claim."""
        self._leases.unlock(key)

    def info(self) -> StoreInfo:
        """Counts and sizes by namespace."""
        return StoreInfo(count_answers(self.answers()), self._bytes_taken(), str(self._url))

    def verify(self) -> tuple[int, list[Damage]]:
        """Read every answer."""
        keys = list(self.keys())
        faults = (fault for group in in_groups(keys, self.group) for fault in self._faults(group))
        return len(keys), [Damage(key, reason) for key, reason in faults if reason]

    def close(self) -> None:
        """Give up every claim and close the connections."""
        self._leases.close()
        self._disconnect()

    def _wait(self, call: Callable[[], _T]) -> _T:
        """What a call returns, however often it must be made.

        Raises:
            RunError: the server refuses, or does not come back.
        """
        try:
            return wait_for_server(call, self._is_passing, self._url, self._patience)
        except self._errors as error:
            said = " ".join(self._url.mask(str(error)).split())
            raise RunError(f"{self._url} refuses ({said})", hint="Correct its address, or its settings.") from None

    # -- what is another thing in each kind of server

    @abstractmethod
    def _check_durability(self) -> None:
        """Raise ConfigError where the server may lose what it acknowledges."""

    @abstractmethod
    def _make(self) -> None:
        """Mark an empty database as ours, and make what it needs; twice is as good as once."""

    @abstractmethod
    def _find_format(self) -> str | None:
        """The format by which the database is marked; None where it is not."""

    @abstractmethod
    def _faults(self, keys: Collection[str]) -> Iterable[tuple[str, str]]:
        """Keys, each with why what is stored there is no answer; empty where it is one."""

    @abstractmethod
    def _bytes_taken(self) -> int:
        """Bytes of the server's disk."""

    @abstractmethod
    def _is_passing(self, error: Exception) -> bool:
        """Whether the server is gone, starts or stops; not: it refuses the name, the password or the database."""

    @abstractmethod
    def _disconnect(self) -> None:
        """Close the connections."""


def in_groups(keys: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    """Keys, some at a time.

    Example:
        >>> list(in_groups("abc", 2))
        [('a', 'b'), ('c',)]
    """
    rest = iter(keys)
    while group := tuple(islice(rest, size)):
        yield group
