"""Fixtures for every test: no network but loopback, no settings from outside, and a real HTTP server."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

import company_task
import store_servers
from batch_api import BatchLoopback
from loopback import Loopback

pytest.register_assert_rewrite("company_project", "document_items", "funding_events", "priced_runs")


def _serve(kind: Callable[[], Any], program: str) -> Iterator[Any]:
    if os.name != "posix" or store_servers.find_program(program) is None:
        pytest.skip(f"{program} is not installed: .ci/run installs it")
    server = kind()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="session")
def redis_server() -> Iterator[Any]:
    """A real Redis on a free port; whoever kills it starts it again."""
    yield from _serve(store_servers.RedisServer, "redis-server")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """A real PostgreSQL on a free port; whoever kills it starts it again."""
    yield from _serve(store_servers.PostgresServer, "initdb")


@pytest.fixture
def empty_server(request: pytest.FixtureRequest) -> Callable[[str], Any]:
    """Gives the server "redis" or "postgres" with nothing on it, whatever other tests left there."""

    def find(kind: str) -> Any:
        server = request.getfixturevalue(f"{kind}_server")
        server.empty()
        return server

    return find


_LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})


def _is_local(address: Any) -> bool:
    if not isinstance(address, tuple):  # a Unix socket's path
        return True
    host = str(address[0])
    return host in _LOCAL or host.startswith("127.")


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection and name lookup beyond this machine."""
    connect, connect_ex, lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def refuse(address: Any) -> None:
        pytest.fail(f"a test tried to reach {address}: tests may use loopback only", pytrace=True)

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if not _is_local(address):
            refuse(address)
        return connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        if not _is_local(address):
            refuse(address)
        return connect_ex(self, address)

    def guarded_lookup(host: Any, *arguments: Any, **options: Any) -> Any:
        if host is not None and not _is_local((host.decode() if isinstance(host, bytes) else host,)):
            refuse(host)
        return lookup(host, *arguments, **options)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_lookup)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key, base URL, proxy or setting of the person who runs the tests has any effect."""
    for name in list(os.environ):
        if name.upper().endswith("_PROXY") or name.startswith(("OPENAI_", "LLM_EXTRACT_")):
            monkeypatch.delenv(name)


class _VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock jumps to the next timer instead of waiting for it."""

    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0
        self._select = self._selector.select
        self._selector.select = self._jump  # type: ignore[method-assign]

    def time(self) -> float:
        return self._now

    def _jump(self, timeout: float | None = None) -> Any:
        if timeout is None:
            raise RuntimeError("every task waits for something that no timer will bring")
        self._now += timeout
        return self._select(0)


@pytest.fixture
def run_virtual() -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """Runs a coroutine on a virtual clock: an hour of sleeping takes no time and is exact."""

    def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
        with asyncio.Runner(loop_factory=_VirtualLoop) as runner:
            return runner.run(coroutine)

    return run


def _starting(kind: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    servers: list[Any] = []

    def start(*arguments: Any, **options: Any) -> Any:
        servers.append(kind(*arguments, **options).start())
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def loopback() -> Iterator[Callable[..., Any]]:
    """Starts loopback servers: ``server = loopback(answer, script=["500"])``; stopped at the end of the test."""
    yield from _starting(Loopback)


@pytest.fixture
def batch_loopback() -> Iterator[Callable[..., Any]]:
    """Starts loopback servers that have the Files and Batches API too, see tests/batch_api.py."""
    yield from _starting(BatchLoopback)


@pytest.fixture
def company() -> Any:
    """A small task, and what its model answers: tests/company_task.py."""
    return company_task


@pytest.fixture
def offline(company: Any) -> Any:
    """A model that answers in this process as ``company`` does."""
    from company_project import Offline

    return Offline(company)


@pytest.fixture
def company_prompts(tmp_path: Path, company: Any) -> Path:
    """The folder ``prompts`` of the test's folder, with the task ``company`` in it."""
    return Path(company.write_prompts(tmp_path))


@pytest.fixture
def project(tmp_path: Path, company: Any) -> Any:
    """A folder with that task, and no articles yet: tests/company_project.py."""
    from company_project import Project

    folder = tmp_path / "project"
    folder.mkdir()
    return Project(folder, company)


@pytest.fixture
def wait_for() -> Any:
    """Polls until a condition holds."""
    from company_project import wait_for

    return wait_for
