"""Answers on disk: a diskcache ``Cache`` that holds nothing but bytes and trusts nothing it reads.

diskcache unpickles rows that say they are pickles (CVE-2025-69872) and opens files that rows name. A cache directory
may come from elsewhere, so both doors are shut: rows of any other kind than plain bytes in the row count as corrupt.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import diskcache
from diskcache.core import MODE_RAW, UNKNOWN

from ..errors import ConfigError, ExtractError, RunError
from .care import list_answers, shrink, verify_answers
from .file_systems import refuse_network
from .key_locks import KeyLocks
from .store import Answer, Damage, NamespaceInfo, StoreBusy, StoreInfo

__all__ = ["DiskStore"]

_FORMAT = 1  # in SQLite's user_version
_APPLICATION = 0x6C6C6D78  # "llmx", in SQLite's application_id
_GROUP = 500  # keys per SELECT; SQLite's own limit is 32,766 parameters
_BUSY_SECONDS = 0.05  # the event loop waits in there, so short; the cached model tries again
_FINGERPRINT = 64  # hex digits at the end of every key
_SETTINGS = {
    "eviction_policy": "none",
    "cull_limit": 0,
    "size_limit": 2**62,
    "statistics": 0,
    "disk_min_file_size": 2**30,  # never a file beside the database
    "sqlite_mmap_size": 0,  # mapped pages count as memory of the process, and reading was not faster
    "sqlite_cache_size": 512,  # pages of 4 KB; the system keeps the file's pages, and with 8,192 nothing was faster
    "sqlite_auto_vacuum": 0,
}
_PUT = """
INSERT INTO Cache (key, raw, store_time, expire_time, access_time, access_count, tag, size, mode, filename, value)
VALUES (?, ?, ?, NULL, ?, 0, NULL, ?, ?, ?, ?)
ON CONFLICT (key, raw) DO UPDATE SET store_time = excluded.store_time, access_time = excluded.access_time,
expire_time = NULL, size = excluded.size, mode = excluded.mode, filename = excluded.filename, value = excluded.value
"""
_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class _BytesOnlyDisk(diskcache.Disk):  # type: ignore[misc]  # diskcache has no types
    """Text keys and bytes values, in the row itself; everything else is refused."""

    def put(self, key: Any) -> tuple[Any, bool]:
        if type(key) is not str:
            raise TypeError(f"a key must be text, not {type(key).__name__}")
        return key, True

    def get(self, key: Any, raw: Any) -> Any:
        if not raw or type(key) is not str:
            raise ValueError("a key that is not text")
        return key

    def store(self, value: Any, read: Any, key: Any = UNKNOWN) -> tuple[int, int, None, Any]:
        if read or type(value) is not bytes:
            raise TypeError(f"a value must be bytes, not {type(value).__name__}")
        return 0, MODE_RAW, None, sqlite3.Binary(value)

    def fetch(self, mode: Any, filename: Any, value: Any, read: Any) -> bytes:
        if read or mode != MODE_RAW or filename is not None or type(value) is not bytes:
            raise ValueError("a value that is not plain bytes")
        return value

    def remove(self, file_path: Any) -> None:
        """Rows own no files, so a row that names one must not have it deleted."""


class DiskStore:
    """A store in one directory, shared by any number of processes.

    Args:
        directory: created with mode 0700 if missing.

    Raises:
        ConfigError: the directory belongs to something else, or to a newer version, or lies on a network file system.
        RunError: it cannot be read or written.
    """

    waits = False

    def __init__(self, directory: Path) -> None:
        self._directory = Path(directory)
        refuse_network(self._directory)
        self._file = self._directory / diskcache.core.DBNAME
        with self._explained():
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._check_format()
            self._cache = diskcache.Cache(
                str(self._directory.absolute()), timeout=_BUSY_SECONDS, disk=_BytesOnlyDisk, **_SETTINGS
            )
            self._locks = KeyLocks(self._directory / "flights.lock")

    def __repr__(self) -> str:
        return f"DiskStore({str(self._directory)!r})"

    def _check_whole(self, connection: sqlite3.Connection) -> None:
        """Refuse a database that was cut off in its last page: SQLite would read zeros in place of what is missing.

        SQLite alone may open and close the file: whoever else closes it gives up, on POSIX systems, the locks of every
        store of this process over it, and the next process to close the cache takes the journal (WAL) away from them.
        """
        if not _size(self._file) or _size(self._file.with_name(f"{self._file.name}-wal")):
            return  # what the journal holds may make it whole
        (pages,), (page,) = (connection.execute(f"PRAGMA page_{what}").fetchone() for what in ("count", "size"))
        if (size := _size(self._file)) < (wanted := pages * page):
            raise RunError(
                f"{self._file} is damaged: it is cut off, {size:,} bytes of {wanted:,} are left", hint=self._way_out
            )

    def _check_format(self) -> None:
        """Mark a fresh database as ours; refuse any other and a newer one before anything is changed in it."""
        with contextlib.closing(sqlite3.connect(self._file, timeout=10, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            self._check_whole(connection)
            (tables,) = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if not tables and not application:
                connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                connection.execute(f"PRAGMA user_version = {_FORMAT}")
            elif application != _APPLICATION:
                raise ConfigError(f"{self._file} is not a cache of llm_extract", hint="Choose another cache directory")
            elif version != _FORMAT:
                raise ConfigError(
                    f"{self._file} has cache format {version}, this version reads {_FORMAT}",
                    hint="Use the version of llm_extract that wrote it, or another cache directory",
                )
            elif tables:  # none: another process has just marked it, and will make them
                # diskcache makes attributes of itself of whatever stands there
                found = {key for (key,) in connection.execute("SELECT key FROM Settings")}
                if unknown := found - diskcache.DEFAULT_SETTINGS.keys() - diskcache.core.METADATA.keys():
                    raise RunError(
                        f"{self._file} holds a setting that none of its writers makes: {min(map(str, unknown))!r}",
                        hint="It was tampered with: choose another cache directory",
                    )
            connection.execute("COMMIT")

    def get(self, key: str) -> bytes | None:
        """The bytes under a key, or None; a row of the wrong kind is reported and counts as missing."""
        return self.get_many((key,)).get(key)

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The bytes under those of the keys that are there, by one SELECT per 500."""
        found: dict[str, bytes] = {}
        wanted = iter(keys)
        while group := tuple(islice(wanted, _GROUP)):
            for key, mode, filename, value in self._run(self._select, group):
                try:
                    found[key] = self._cache.disk.fetch(mode, filename, value, False)
                except ValueError as error:
                    _log.warning("%s holds %s under %s: it counts as missing", self._file, error, key)
        return found

    def _select(self, group: tuple[str, ...]) -> list[tuple[Any, ...]]:
        # diskcache has no call for many keys; one statement here costs 0.4 of as many calls there.
        marks = ",".join("?" * len(group))
        query = f"SELECT key, mode, filename, value FROM Cache WHERE raw = 1 AND key IN ({marks})"
        rows: list[tuple[Any, ...]] = self._cache._sql(query, group).fetchall()
        return rows

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes, in place of what was there; they are committed when this returns.

        Raises:
            StoreBusy: another process is writing; try again.
            RunError: the disk is full, read-only or failing.
        """
        self._run(self._put, key, value)

    def _put(self, key: str, value: bytes) -> None:
        # One statement, which commits itself; diskcache's own set takes four, to look for files that rows name.
        db_key, raw = self._cache.disk.put(key)
        size, mode, filename, content = self._cache.disk.store(value, False, key=key)
        now = time.time()
        self._cache._sql(_PUT, (db_key, raw, now, now, size, mode, filename, content))

    def delete(self, keys: Iterable[str]) -> int:
        """Forget keys in one transaction; returns how many there were."""

        def forget() -> int:
            with self._cache.transact():
                return sum(self._cache.delete(key) for key in keys)

        keys = list(keys)
        count = self._run(forget)
        self._run(self._cache._sql, "PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    def keys(self) -> Iterator[str]:
        """All keys, sorted."""
        rows = self._run(lambda: self._cache._sql("SELECT key FROM Cache WHERE raw = 1 ORDER BY key").fetchall())
        return iter([key for (key,) in rows if type(key) is str])

    def info(self) -> StoreInfo:
        """Counts and sizes by namespace."""
        query = (
            f"SELECT substr(key, 1, length(key) - {_FINGERPRINT + 1}), COUNT(*), SUM(length(value)),"
            " MIN(store_time), MAX(store_time) FROM Cache WHERE raw = 1 GROUP BY 1 ORDER BY 1"
        )
        rows = self._run(lambda: self._cache._sql(query).fetchall())
        size = sum(path.stat().st_size for path in self._directory.glob(f"{self._file.name}*"))
        return StoreInfo(tuple(NamespaceInfo(*row) for row in rows), size, str(self._directory))

    def try_lock(self, key: str) -> bool:
        """Claim a key against every other process and holder, without waiting."""
        return self._locks.try_lock(key)

    def unlock(self, key: str) -> None:
        """Give up a claim."""
        self._locks.unlock(key)

    def answers(self) -> Iterator[Answer]:
        """All answers without their content, by key."""
        return iter(list_answers(self._directory))

    def verify(self) -> tuple[int, list[Damage]]:
        """Read every answer and the database's own structure."""
        return verify_answers(self._directory)

    def shrink(self) -> int:
        """Give the room of forgotten answers back to the disk, unless another process uses the cache."""
        return shrink(self._directory)

    def close(self) -> None:
        """Close the database and give up every claim."""
        self._locks.close()
        self._cache.close()

    @property
    def _way_out(self) -> str:
        return f"Move {self._directory} away and run again, or recover it with: sqlite3 cache.db .recover"

    def _run(self, call: Callable[..., _T], *arguments: Any) -> _T:
        try:  # not by _explained, which costs as much as a lookup
            return call(*arguments)
        except (diskcache.Timeout, sqlite3.Error, OSError) as error:
            raise self._explain(error) from error
        except UnicodeDecodeError as error:  # of what the file's damaged pages say
            raise self._explain(sqlite3.DatabaseError(str(error))) from error

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except ExtractError:
            raise
        except (diskcache.Timeout, sqlite3.Error, OSError) as error:
            raise self._explain(error) from error
        except (AttributeError, TypeError, ValueError, KeyError) as error:  # diskcache met settings that are none
            raise self._explain(sqlite3.DatabaseError(f"{type(error).__name__}: {error}")) from error

    def _explain(self, error: Exception) -> RunError:
        # diskcache turns whatever stopped the start of a transaction into a Timeout: the cause is its context.
        cause = error.__context__ if isinstance(error, diskcache.Timeout) and error.__context__ else error
        said = str(cause)
        if "locked" in said or "busy" in said:
            return StoreBusy(f"{self._file} is locked by another process", hint="Wait for the other run to end")
        if isinstance(cause, sqlite3.DatabaseError) and not isinstance(cause, sqlite3.OperationalError):
            return RunError(
                f"{self._file} is damaged: {said}",
                hint=self._way_out,
            )
        return RunError(
            f"{self._file} cannot be used: {said}",
            hint="Free or unlock the disk, or name another folder with --cache; then run again",
        )


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
