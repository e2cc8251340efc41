"""Blocking sockets: every connection is refused, what stays on the machine's own paths is not, and all is undone."""

from __future__ import annotations

import asyncio
import socket
from typing import NoReturn

import pytest

from llm_extract.recording_care.sockets import block_sockets


def refuse(address: str) -> NoReturn:
    raise RuntimeError(f"refused {address}")


@pytest.mark.parametrize("name", ["connect", "connect_ex"])
def test_connections_are_refused_and_their_sockets_closed(name: str) -> None:
    """This machine is no exception; a closed socket leaves no warning behind."""
    with block_sockets(refuse):
        one = socket.socket()
        with pytest.raises(RuntimeError, match=r"refused 127\.0\.0\.1:9"):
            getattr(one, name)(("127.0.0.1", 9))
        assert one.fileno() == -1


def test_datagrams_are_refused() -> None:
    """Nothing is sent without a connection either."""
    with block_sockets(refuse), pytest.raises(RuntimeError, match="refused"):
        socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9))


def test_names_of_other_machines_are_not_looked_up() -> None:
    """Numbers and this machine are known without asking anybody."""
    with block_sockets(refuse):
        for host in (None, "127.0.0.1", "::1", b"127.0.0.1", "localhost"):
            socket.getaddrinfo(host, 80)
        with pytest.raises(RuntimeError, match=r"refused api\.example"):
            socket.getaddrinfo("api.example", 443)


def test_event_loops_and_coroutines_are_blocked_and_still_run() -> None:
    """A loop needs a pair of sockets, which is none of the network; its connections are refused."""

    async def connect() -> None:
        await asyncio.open_connection("127.0.0.1", 9)

    with block_sockets(refuse), pytest.raises(RuntimeError, match="refused"):
        asyncio.run(connect())


def test_afterwards_all_is_as_before() -> None:
    """What was replaced is put back, also after an error and when blocks are nested."""
    before = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")}
    own = dict(vars(socket.socket)), socket.getaddrinfo, socket.socketpair
    with pytest.raises(ValueError, match="inside"), block_sockets(refuse), block_sockets(refuse):
        raise ValueError("inside")
    assert {name: getattr(socket.socket, name) for name in before} == before
    assert (dict(vars(socket.socket)), socket.getaddrinfo, socket.socketpair) == own


def test_a_function_that_is_put_back_later_lets_all_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a test replaced connect meanwhile and puts the guard back after the block, the guard is idle."""
    server = socket.create_server(("127.0.0.1", 0))
    block = block_sockets(refuse)
    with monkeypatch.context() as patch:
        block.__enter__()
        patch.setattr(socket.socket, "connect", lambda *_: None)
        block.__exit__(None, None, None)
    with server, socket.create_connection(server.getsockname()) as one:
        assert one.getpeername() == server.getsockname()
