"""Keeping a test off the network: every connection of Python code is refused while it runs."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any, NoReturn

__all__ = ["block_sockets"]

_METHODS = ("connect", "connect_ex", "sendto")
_pairing = threading.local()  # where socketpair() is made of connections, as on Windows, event loops need them


@contextmanager
def block_sockets(refuse: Callable[[str], NoReturn]) -> Iterator[None]:
    """Refuse every connection, to this machine too, and every look-up of another machine's name.

    Unix sockets stay open, and so does listening. Code that does not go through Python's ``socket`` is not seen.

    Args:
        refuse: called with the address; it must raise.

    Example:
        >>> def refuse(address):
        ...     raise RuntimeError(f"not to {address}")
        >>> with block_sockets(refuse):
        ...     socket.create_connection(("127.0.0.1", 9))
        Traceback (most recent call last):
        RuntimeError: not to 127.0.0.1:9
    """
    guard = _Guard(refuse)
    replaced: list[tuple[Any, str, Any]] = [
        *((socket.socket, name, guard.method(getattr(socket.socket, name))) for name in _METHODS),
        (socket, "getaddrinfo", guard.lookup(socket.getaddrinfo)),
        (socket, "socketpair", _marked(socket.socketpair)),
    ]
    before = [owner.__dict__.get(name) for owner, name, _ in replaced]
    for owner, name, mine in replaced:
        setattr(owner, name, mine)
    try:
        yield
    finally:
        guard.is_active = False
        for (owner, name, mine), old in zip(replaced, before, strict=True):
            if owner.__dict__.get(name) is not mine:
                continue  # somebody replaced it meanwhile and will put ours back, which then lets all pass
            if old is None:
                delattr(owner, name)  # it is the base class's
            else:
                setattr(owner, name, old)


class _Guard:
    """Makes functions that refuse while it is active."""

    def __init__(self, refuse: Callable[[str], NoReturn]) -> None:
        self.is_active = True
        self._refuse = refuse

    def method(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """A method of sockets whose last argument is an address."""

        def guarded(connection: socket.socket, *arguments: Any) -> Any:
            __tracebackhide__ = True
            is_local = connection.family == getattr(socket, "AF_UNIX", None) or getattr(_pairing, "now", False)
            if self.is_active and not is_local and arguments:
                connection.close()  # callers do so for an OSError alone
                self._refuse(_shown(arguments[-1]))
            return original(connection, *arguments)

        return guarded

    def lookup(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """A function whose first argument is the name of a host."""

        def guarded(host: Any, *arguments: Any, **options: Any) -> Any:
            __tracebackhide__ = True
            if self.is_active and not _is_known(host):
                self._refuse(host.decode() if isinstance(host, bytes) else str(host))
            return original(host, *arguments, **options)

        return guarded


def _marked(original: Callable[..., Any]) -> Callable[..., Any]:
    def marked(*arguments: Any, **options: Any) -> Any:
        _pairing.now = True
        try:
            return original(*arguments, **options)
        finally:
            _pairing.now = False

    return marked


def _is_known(host: Any) -> bool:
    """Whether a name needs no look-up elsewhere: none, a number, this machine."""
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return name in ("", "localhost", socket.gethostname())
    return True


def _shown(address: Any) -> str:
    return f"{address[0]}:{address[1]}" if isinstance(address, tuple) and len(address) > 1 else str(address)
