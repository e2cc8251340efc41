"""Claims that end by themselves: held by a token, renewed while the holder lives, free when it has died."""

from __future__ import annotations

import logging
import os
import re
import secrets
import socket
import threading
from collections.abc import Iterable
from typing import Protocol

from .ticking import Ticker

__all__ = ["LEASE_SECONDS", "LeaseKeeper", "Leases", "name_writer"]

LEASE_SECONDS = 30.0
"""After so long without renewal a claim is free. Renewed three times as often."""

_log = logging.getLogger(__name__)


def name_writer() -> str:
    """A name for this holder or writer among all of all machines: host, process, chance.

    Example:
        >>> name_writer() != name_writer()
        True
    """
    host = re.sub(r"[^A-Za-z0-9]+", "_", socket.gethostname())[:40] or "host"
    return f"{host}-{os.getpid()}-{secrets.token_hex(4)}"


class LeaseKeeper(Protocol):
    """Where leases are kept: a server whose clock decides when one has ended."""

    def take(self, key: str) -> bool:
        """Take a key's lease; False where another holds it."""
        ...

    def renew(self, keys: Iterable[str]) -> Iterable[str]:
        """Hold them for as long again; returns those that are no longer ours."""
        ...

    def give_up(self, key: str) -> None:
        """End a lease, if it is ours."""
        ...


class Leases:
    """The leases that this process holds, renewed by a thread until they are given up.

    Args:
        keeper: where they are kept.
        seconds: how long one lasts unless renewed.
    """

    def __init__(self, keeper: LeaseKeeper, seconds: float = LEASE_SECONDS) -> None:
        self._keeper, self._seconds = keeper, seconds
        self._held: set[str] = set()
        self._changing: set[str] = set()  # being taken or given up: the keeper would say that they are ours
        self._guard = threading.Lock()
        self._ticker: Ticker | None = None

    def try_lock(self, key: str) -> bool:
        """Take a key's lease without waiting."""
        with self._guard:
            if key in self._held or key in self._changing:
                return False
            self._changing.add(key)
            self._ticker = self._ticker or Ticker(self._seconds / 3, self._renew, "renewal of claims")
        taken = False
        try:
            taken = self._keeper.take(key)
        finally:
            with self._guard:
                self._changing.discard(key)
                if taken:
                    self._held.add(key)
        return taken

    def unlock(self, key: str) -> None:
        """End a lease; nothing happens where there is none. One that cannot be ended now ends by itself."""
        with self._guard:
            if key not in self._held:
                return
            self._held.discard(key)
            self._changing.add(key)
        try:
            self._keeper.give_up(key)
        except Exception as error:  # it ends by itself
            _log.warning("a claim could not be given up (%s): it ends in %.0f s", error, self._seconds)
        finally:
            with self._guard:
                self._changing.discard(key)

    def _renew(self) -> None:
        with self._guard:
            held = tuple(self._held)
        lost = set(self._keeper.renew(held)) if held else set()
        with self._guard:
            lost &= self._held
            self._held -= lost
        if lost:
            _log.warning("claims that ended before they were renewed: %d; equal requests may be paid twice", len(lost))

    def close(self) -> None:
        """End all leases."""
        if self._ticker is not None:
            self._ticker.stop()
        for key in tuple(self._held):
            self.unlock(key)
