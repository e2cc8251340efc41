"""Stores in servers: what may lose answers is refused, who cannot get in is told at once, and no password is shown."""

from __future__ import annotations

import builtins
import logging
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest

from llm_extract.errors import ConfigError, RunError
from llm_extract.models.stores.opening import has_store, open_store
from llm_extract.models.stores.patience import wait_for_server
from llm_extract.models.stores.postgres_store import PostgresStore
from llm_extract.models.stores.redis_store import RedisStore
from llm_extract.store_urls import StoreURL

KEY = "https://api.example/v1 " + "0" * 64
PASSWORD = "s3cret-w0rd"


@pytest.fixture
def redis_settings(redis_server: Any) -> Iterator[Callable[..., None]]:
    """Changes the server's settings until the end of the test."""
    with redis_server.client() as client:
        names = ("appendonly", "appendfsync", "maxmemory", "maxmemory-policy")
        before = {name: client.config_get(name)[name] for name in names}
        yield lambda **changes: [client.config_set(name.replace("_", "-"), value) for name, value in changes.items()]
        for name, value in before.items():
            client.config_set(name, value)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"appendonly": "no"}, "would lose answers when it restarts: appendonly is no.*appendfsync always.*durable=no"),
        (
            {"maxmemory": "100mb", "maxmemory_policy": "allkeys-lru"},
            "would drop answers when it is full: maxmemory-policy allkeys-lru.*noeviction",
        ),
    ],
)
def test_a_redis_that_loses_answers_is_refused(
    redis_server: Any, redis_settings: Callable[..., None], changes: dict[str, str], said: str
) -> None:
    """With the lines for its settings; ``durable=no`` takes the risk."""
    redis_settings(**changes)
    with pytest.raises(ConfigError, match=said) as caught:
        open_store(redis_server.url)
    assert PASSWORD not in str(caught.value)
    open_store(f"{redis_server.url}?durable=no").close()


def test_a_redis_that_may_lose_a_second_is_warned_of(
    redis_server: Any, redis_settings: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    """Its usual setting syncs once a second."""
    with caplog.at_level(logging.WARNING):
        open_store(redis_server.url).close()
        assert not caplog.messages
        redis_settings(appendfsync="everysec")
        open_store(redis_server.url).close()
    assert len(caplog.messages) == 1
    assert "appendfsync is everysec: its last second may be lost" in caplog.messages[0]
    assert PASSWORD not in caplog.text


def test_a_session_of_postgres_commits_to_the_disk(postgres_server: Any) -> None:
    """Where the database's setting is off, answers are committed synchronously all the same."""
    with postgres_server.client() as connection:
        connection.execute("ALTER ROLE writer SET synchronous_commit = off")
    store = PostgresStore(StoreURL(postgres_server.url))
    try:
        assert store._ask("SHOW synchronous_commit") == [("on",)]
        assert store.try_lock(KEY)
        assert store._ask("SHOW synchronous_commit") == [("on",)]
    finally:
        store.close()
        with postgres_server.client() as connection:
            connection.execute("ALTER ROLE writer RESET synchronous_commit")


def test_a_newer_format_is_refused(served: tuple[Any, Any]) -> None:
    """With the remedy, and nothing is changed."""
    server, kind = served
    kind.open().close()
    with server.client() as client:
        if "redis" in server.url:
            client.set("llm_extract:format", "2")
        else:
            client.execute("UPDATE llm_extract_format SET version = 2")
    with pytest.raises(ConfigError, match=r"has cache format .*2.*, this version reads .*1.*Use the version"):
        kind.open()


def test_looking_makes_nothing(served: tuple[Any, Any]) -> None:
    """An empty database is no store, and stays empty."""
    _, kind = served
    assert not has_store(kind.place)
    assert not has_store(kind.place)
    kind.open().close()
    assert has_store(kind.place)


@pytest.mark.parametrize("what", ["password", "database"])
def test_who_cannot_get_in_is_told_at_once(served: tuple[Any, Any], what: str) -> None:
    """A wrong password or database is not waited for, and its message shows no password, neither right nor wrong."""
    server, _ = served
    if what == "password":
        url = server.url.replace(PASSWORD, "wr0ng-w0rd")
    else:
        url = server.url.replace("/postgres", "/nowhere").replace("/0", "/9999")
    with pytest.raises(ConfigError, match="refuses") as caught:
        open_store(url)
    said = "".join(map(str, (caught.value, repr(caught.value), caught.value.__cause__)))
    assert PASSWORD not in said
    assert "wr0ng" not in said
    assert "***" in said


@pytest.mark.parametrize("scheme", ["redis", "postgresql"])
def test_a_server_that_is_not_there(scheme: str) -> None:
    """Opening waits a moment only, and says what to do."""
    url = StoreURL(f"{scheme}://me:{PASSWORD}@127.0.0.1:1/0")
    with pytest.raises(ConfigError, match=r"127.0.0.1:1/0 does not answer \(.*refused.*Start it") as caught:
        (RedisStore if scheme == "redis" else PostgresStore)(url, patience=0.1)
    assert PASSWORD not in str(caught.value)


@pytest.mark.parametrize(
    ("scheme", "library"), [("redis", "redis"), ("postgresql", "psycopg"), ("segments+s3", "fsspec")]
)
def test_without_its_client_the_extra_is_named(scheme: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line, with the command."""
    load = builtins.__import__

    def refuse(name: str, *arguments: Any, **options: Any) -> Any:
        if name.partition(".")[0] == library:
            raise ImportError(name)
        return load(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(ConfigError, match=r"pip install 'llm-extract\[(redis|postgres|fsspec)\]'") as caught:
        open_store(f"{scheme}://host/0")
    assert "\n" not in str(caught.value)


def test_a_server_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """What may pass is tried again with growing pauses, until it works or time is up; what may not is raised."""
    now = [0.0]
    monkeypatch.setattr("llm_extract.models.stores.patience.time.monotonic", lambda: now[0])
    monkeypatch.setattr(
        "llm_extract.models.stores.patience.time.sleep", lambda seconds: now.__setitem__(0, now[0] + seconds)
    )
    url = StoreURL(f"redis://:{PASSWORD}@host/0")
    calls: list[float] = []

    def call() -> str:
        calls.append(now[0])
        if now[0] < 10:
            raise ConnectionError(f"no way to {url.secret}")
        return "there"

    def passing(error: Exception) -> bool:
        return isinstance(error, ConnectionError)

    assert wait_for_server(call, passing, url, 60) == "there"
    pauses = [round(after - before, 6) for before, after in pairwise(calls)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == 2.0
    now[0] = 0.0
    with pytest.raises(RunError, match=r"redis://:\*\*\*@host/0 does not answer \(no way to redis://:\*\*\*@host/0\)"):
        wait_for_server(call, passing, url, 5)
    now[0] = 0.0
    with pytest.raises(ConnectionError):
        wait_for_server(call, lambda error: False, url, 5)


def test_a_claim_whose_lease_was_lost_is_not_given_up(
    served: tuple[Any, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Who was away too long finds out at the next renewal, and leaves the claim to its new holder."""
    _, kind = served
    slow, quick = kind.open("?lease=600"), kind.open("?lease=600")
    assert slow.try_lock(KEY)
    slow.give_up(KEY)  # as if it had ended by itself
    assert quick.try_lock(KEY)
    with caplog.at_level(logging.WARNING):
        slow._leases._renew()
        quick._leases._renew()
    assert [record.message for record in caplog.records] == [
        "claims that ended before they were renewed: 1; equal requests may be paid twice"
    ]
    slow.unlock(KEY)
    assert not slow.try_lock(KEY)
    quick.unlock(KEY)
    assert slow.try_lock(KEY)
