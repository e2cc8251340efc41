"""Answers in PostgreSQL, one row for each. The only module that imports psycopg."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from ...errors import ConfigError
from ...store_urls import StoreURL
from ..care import find_damage
from ..store import Answer
from .leases import name_writer
from .patience import PATIENCE_SECONDS
from .served import ServedStore, in_groups

if TYPE_CHECKING:
    import psycopg

__all__ = ["PostgresStore"]

_ONE_MAKER = 0x6C6C6D78  # an advisory lock: tables are made by one at a time
_TABLES = """
CREATE TABLE IF NOT EXISTS llm_extract_answers (
    key text COLLATE "C" PRIMARY KEY, stored double precision NOT NULL, crc bigint NOT NULL, body bytea NOT NULL);
CREATE TABLE IF NOT EXISTS llm_extract_claims (
    key text COLLATE "C" PRIMARY KEY, holder text NOT NULL, ends timestamptz NOT NULL);
CREATE TABLE IF NOT EXISTS llm_extract_format (version integer NOT NULL);
INSERT INTO llm_extract_format SELECT 1 WHERE NOT EXISTS (SELECT FROM llm_extract_format);
"""
_PUT = """
INSERT INTO llm_extract_answers (key, stored, crc, body) VALUES (%s, %s, %s, %s)
ON CONFLICT (key) DO UPDATE SET stored = excluded.stored, crc = excluded.crc, body = excluded.body
"""
_TAKE = """
INSERT INTO llm_extract_claims AS held (key, holder, ends) VALUES (%s, %s, now() + make_interval(secs => %s))
ON CONFLICT (key) DO UPDATE SET holder = excluded.holder, ends = excluded.ends
WHERE held.ends < now() OR held.holder = excluded.holder
"""
_RENEW = """
UPDATE llm_extract_claims SET ends = now() + make_interval(secs => %s) WHERE holder = %s AND key = ANY(%s)
RETURNING key
"""
_UNSAFE = "In postgresql.conf: fsync = on. Or add ?durable=no to the URL to risk answers that were paid for."
_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class PostgresStore(ServedStore):
    """A store in a PostgreSQL database, shared by any number of machines.

    Args:
        url: of the database; ``lease`` (seconds) and ``durable=no`` may stand behind ``?``.
        create: whether to make the tables where there are none.
        patience: seconds to wait for a server that is gone.

    Raises:
        ConfigError: no client library, no answer from the server, a server that may lose what it acknowledged, or
            answers of a newer version.
    """

    group = 500

    def __init__(self, url: StoreURL, *, create: bool = True, patience: float = PATIENCE_SECONDS) -> None:
        try:
            import psycopg
        except ImportError:
            raise ConfigError(
                "a cache in PostgreSQL needs its client", hint="Run: pip install 'llm-extract[postgres]'"
            ) from None
        self._psycopg = psycopg
        self._holder = name_writer()
        self._idle: list[psycopg.Connection[Any]] = []
        self._guard = threading.Lock()
        super().__init__(url, psycopg.Error, create=create, patience=patience)

    def _check_durability(self) -> None:
        if self._ask("SHOW fsync")[0][0] != "on":
            raise ConfigError(f"{self._url} would lose answers when its machine fails: fsync is off", hint=_UNSAFE)

    def _make(self) -> None:
        self._run(self._make_tables)

    def _make_tables(self, connection: psycopg.Connection[Any]) -> None:
        with connection.transaction():
            if connection.execute("SELECT to_regclass('llm_extract_format')").fetchone() != (None,):
                return
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_ONE_MAKER,))
            for statement in _TABLES.split(";"):
                if statement.strip():
                    connection.execute(statement)

    def _find_format(self) -> str | None:
        if self._ask("SELECT to_regclass('llm_extract_format') IS NULL")[0][0]:
            return None
        found = self._ask("SELECT version FROM llm_extract_format")
        return str(found[0][0]) if found else None

    # -- answers

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The bytes under those of the keys that are there; one round trip for 500."""
        found: dict[str, bytes] = {}
        for group in in_groups(keys, self.group):
            for key, crc, body in self._rows(group):
                if zlib.crc32(body) == crc:
                    found[key] = body
                else:
                    _log.warning("%s holds a damaged answer under %s: it counts as missing", self._url, key)
        return found

    def _rows(self, keys: Collection[str]) -> list[Any]:
        return self._ask("SELECT key, crc, body FROM llm_extract_answers WHERE key = ANY(%s)", list(keys))

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes, in place of what was there; they are committed when this returns.

        Raises:
            RunError: the server does not take them.
        """
        self._run(lambda connection: connection.execute(_PUT, (key, time.time(), zlib.crc32(value), value)))

    def delete(self, keys: Iterable[str]) -> int:
        """Forget keys; returns how many there were."""
        wanted = list(keys)
        return self._run(
            lambda connection: connection.execute("DELETE FROM llm_extract_answers WHERE key = ANY(%s)", (wanted,))
        ).rowcount

    def keys(self) -> Iterator[str]:
        """All keys, sorted."""
        return iter([key for (key,) in self._ask("SELECT key FROM llm_extract_answers ORDER BY key")])

    # -- leases, by the server's clock; they may be lost when the server fails, so they need not wait for its disk

    def take(self, key: str) -> bool:
        """Take a key's lease; ours, where an acknowledgement was lost on the way."""
        return self._quickly(_TAKE, key, self._holder, self._lease).rowcount == 1

    def renew(self, keys: Iterable[str]) -> Iterable[str]:
        """Hold leases for as long again; returns those that are no longer ours."""
        wanted = list(keys)
        return set(wanted) - {key for (key,) in self._quickly(_RENEW, self._lease, self._holder, wanted).fetchall()}

    def give_up(self, key: str) -> None:
        """End a lease."""
        self._quickly("DELETE FROM llm_extract_claims WHERE key = %s AND holder = %s", key, self._holder)

    def _quickly(self, query: str, *values: Any) -> psycopg.Cursor[Any]:
        def ask(connection: psycopg.Connection[Any]) -> psycopg.Cursor[Any]:
            with connection.transaction():
                connection.execute("SET LOCAL synchronous_commit = off")
                return connection.execute(query, values)

        return self._run(ask)

    # -- care

    def answers(self) -> Iterator[Answer]:
        """All answers without their content, by key."""
        query = "SELECT key, stored, length(body) FROM llm_extract_answers ORDER BY key"
        return iter([Answer(*row) for row in self._ask(query)])

    def _faults(self, keys: Collection[str]) -> Iterable[tuple[str, str]]:
        for key, crc, body in self._rows(keys):
            spoiled = zlib.crc32(body) != crc
            yield key, "its bytes are not as they were stored" if spoiled else find_damage(key, body)

    def shrink(self) -> int:
        """Have the room of forgotten answers used again; returns the bytes that the table takes."""
        self._run(lambda connection: connection.execute("VACUUM llm_extract_answers"))
        return self._bytes_taken()

    def _bytes_taken(self) -> int:
        return int(self._ask("SELECT pg_total_relation_size('llm_extract_answers')")[0][0])

    # -- connections: one for each thread at a time

    def _ask(self, query: str, *values: Any) -> list[Any]:
        return self._run(lambda connection: connection.execute(query, values).fetchall())

    def _run(self, call: Callable[[psycopg.Connection[Any]], _T]) -> _T:
        def attempt() -> _T:
            with self._connection() as connection:
                return call(connection)

        return self._wait(attempt)

    @contextlib.contextmanager
    def _connection(self) -> Iterator[psycopg.Connection[Any]]:
        with self._guard:
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._connect()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        with self._guard:
            self._idle.append(connection)

    def _connect(self) -> psycopg.Connection[Any]:
        connection = self._psycopg.connect(self._url.connects_to, autocommit=True, connect_timeout=20)
        if connection.execute("SHOW synchronous_commit").fetchone() == ("off",):
            connection.execute("SET synchronous_commit = on")  # for this session: acknowledged means on disk
        return connection

    def _is_passing(self, error: Exception) -> bool:
        if not isinstance(error, self._psycopg.OperationalError | self._psycopg.InterfaceError):
            return False
        if error.sqlstate:
            return error.sqlstate.startswith(("08", "53300", "57P"))
        return _may_pass(str(error))

    def _disconnect(self) -> None:
        with self._guard:
            for connection in self._idle:
                connection.close()
            self._idle.clear()


def _may_pass(said: str) -> bool:
    """Whether a connection may be had later, by what was said: while connecting, errors have no state.

    Example:
        >>> _may_pass("FATAL:  sorry, too many clients already"), _may_pass('FATAL:  role "me" does not exist')
        (True, False)
    """
    passing = ("starting up", "shutting down", "recovery", "too many", "connection slots")
    return "FATAL:" not in said or any(words in said for words in passing)
