"""The store on disk: nothing but bytes goes in, nothing that was planted comes out, and its errors say what to do."""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import diskcache
import pytest

from llm_extract.errors import ConfigError, RunError
from llm_extract.models.disk import DiskStore
from llm_extract.models.store import StoreBusy

KEY = "https://api.example/v1 " + "a" * 64


def key(n: int) -> str:
    return f"https://api.example/v1 {n:064x}"


@pytest.fixture
def open_store(tmp_path: Path) -> Any:
    opened: list[DiskStore] = []

    def start() -> DiskStore:
        opened.append(DiskStore(tmp_path / "cache"))
        return opened[-1]

    yield start
    for store in opened:
        store.close()


Open = Callable[[], DiskStore]


def plant(path: Path, statement: str, *values: Any) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


def test_bytes_come_back(open_store: Open) -> None:
    """Any bytes, large ones and line ends too, come back unchanged, in another store as well."""
    values = {key(0): b"", key(1): b"a\r\nb\x00" * 20_000, key(2): bytes(range(256))}
    store = open_store()
    for name, value in values.items():
        store.put(name, value)
    assert open_store().get_many(values) == values
    assert {name: open_store().get(name) for name in values} == values
    assert store.get(key(9)) is None


def test_get_many_takes_more_keys_than_a_statement(open_store: Open) -> None:
    """Thousands of keys are read in groups, missing ones left out."""
    store = open_store()
    for n in range(0, 1200, 3):
        store.put(key(n), str(n).encode())
    assert store.get_many(key(n) for n in range(1200)) == {key(n): str(n).encode() for n in range(0, 1200, 3)}
    assert list(store.keys()) == sorted(key(n) for n in range(0, 1200, 3))


def test_nothing_is_evicted_and_no_files_are_made(open_store: Open, tmp_path: Path) -> None:
    """Large values stay in the database: beside it there are only SQLite's own files and the lock file."""
    store = open_store()
    for n in range(20):
        store.put(key(n), os.urandom(200_000))
    assert store.info().rows == 20
    names = {path.name for path in (tmp_path / "cache").iterdir()}
    assert names <= {"cache.db", "cache.db-wal", "cache.db-shm", "flights.lock"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_directory_is_private(open_store: Open, tmp_path: Path) -> None:
    """Articles and answers are for their owner alone."""
    open_store()
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700


class Bomb:
    def __reduce__(self) -> Any:
        return (os.mkdir, (os.environ["BOMB"],))


def test_pickles_are_not_read(open_store: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    """A planted pickle is not executed: it is reported, counts as missing and can be replaced."""
    monkeypatch.setenv("BOMB", str(tmp_path / "exploded"))
    store = open_store()
    store.put(KEY, b"x")
    database = tmp_path / "cache" / "cache.db"
    plant(database, "UPDATE Cache SET mode = 4, value = ?", pickle.dumps(Bomb()))
    with caplog.at_level(logging.WARNING):
        assert store.get(KEY) is None
    assert "counts as missing" in caplog.text
    store.put(KEY, b"new")
    assert store.get(KEY) == b"new"
    plant(database, "INSERT INTO Cache (key, raw, mode, value) VALUES (?, 0, 4, ?)", pickle.dumps(Bomb()), b"y")
    assert list(store.keys()) == [KEY]
    assert not (tmp_path / "exploded").exists()


def test_planted_file_names_are_neither_read_nor_deleted(open_store: Open, tmp_path: Path) -> None:
    """A row that names a file outside of the cache gives nothing away and takes nothing with it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    store = open_store()
    for mode in (2, 3, 4):
        store.put(KEY, b"x")
        plant(
            tmp_path / "cache" / "cache.db", "UPDATE Cache SET mode = ?, filename = '../secret.txt', value = NULL", mode
        )
        assert store.get(KEY) is None
        store.put(KEY, b"y")
        assert secret.exists()
        plant(tmp_path / "cache" / "cache.db", "UPDATE Cache SET filename = '../secret.txt'")
        assert store.get(KEY) is None
        assert store.delete([KEY]) == 1
        assert secret.exists()


@pytest.mark.parametrize("value", ["text", 5, 1.5, None])
def test_other_types_count_as_missing(open_store: Open, tmp_path: Path, value: Any) -> None:
    """A row whose value is no blob is no answer."""
    store = open_store()
    store.put(KEY, b"x")
    plant(tmp_path / "cache" / "cache.db", "UPDATE Cache SET value = ?", value)
    assert store.get(KEY) is None


def test_only_text_keys_and_bytes_go_in(open_store: Open) -> None:
    """diskcache would pickle anything else."""
    store: Any = open_store()
    with pytest.raises(TypeError, match="a value must be bytes"):
        store.put(KEY, "text")
    with pytest.raises(TypeError, match="a key must be text"):
        store.put(("a", 1), b"x")


def test_a_newer_format_is_refused_untouched(open_store: Open, tmp_path: Path) -> None:
    """A cache made by a later version is not opened, and not changed."""
    open_store().close()
    database = tmp_path / "cache" / "cache.db"
    plant(database, "PRAGMA user_version = 2")
    before = database.read_bytes()
    with pytest.raises(ConfigError, match="cache format 2, this version reads 1"):
        open_store()
    assert database.read_bytes() == before


def test_a_foreign_cache_is_refused(open_store: Open, tmp_path: Path) -> None:
    """A diskcache of some other program is left alone."""
    with diskcache.Cache(str(tmp_path / "cache")) as cache:
        cache["theirs"] = 1
    with pytest.raises(ConfigError, match="not a cache of llm_extract"):
        open_store()


@pytest.mark.parametrize("content", [b"garbage" * 1000, b"SQLite format 3\x00" + b"\x00" * 5000])
def test_a_damaged_database_is_named(open_store: Open, tmp_path: Path, content: bytes) -> None:
    """A file that is no database gives an error with its name and what to do."""
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "cache.db").write_bytes(content)
    with pytest.raises(RunError, match=r"cache\.db (is damaged|cannot be used)") as caught:
        open_store()
    assert caught.value.hint


def test_a_database_damaged_underway_is_named(open_store: Open, tmp_path: Path) -> None:
    """Pages overwritten in an existing cache give a RunError, on reading or on writing, not a bare SQLite error."""
    store = open_store()
    for n in range(300):
        store.put(key(n), os.urandom(2000))
    store.close()
    database = tmp_path / "cache" / "cache.db"
    content = bytearray(database.read_bytes())
    content[4096 * 2 : 4096 * 60] = os.urandom(4096 * 58)
    database.write_bytes(content)

    def use() -> None:
        damaged = open_store()
        damaged.get_many(key(n) for n in range(300))
        damaged.put(key(1000), b"x")

    with pytest.raises(RunError, match=r"cache\.db"):
        use()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_directory_is_named(open_store: Open, tmp_path: Path) -> None:
    """A cache that cannot be written gives an error that names it."""
    open_store().close()
    (tmp_path / "cache" / "cache.db").chmod(0o400)
    (tmp_path / "cache").chmod(0o500)
    with pytest.raises(RunError, match=r"cache\.db cannot be used"):
        open_store().put(KEY, b"x")
    (tmp_path / "cache").chmod(0o700)


def test_a_full_disk_is_a_run_error(open_store: Open) -> None:
    """SQLite's own limit of pages stands for a full disk: the error comes at once and old answers stay readable."""
    store = open_store()
    store.put(KEY, b"x" * 1000)
    store._cache._sql("PRAGMA max_page_count = 30")

    def fill() -> None:
        for n in range(50):
            store.put(key(n), b"y" * 20_000)

    with pytest.raises(RunError, match="full"):
        fill()
    assert store.get(KEY) == b"x" * 1000


def test_a_lock_held_by_another_is_busy(open_store: Open, tmp_path: Path) -> None:
    """While another connection writes, a put fails quickly as busy, reading goes on, and afterwards it works."""
    store = open_store()
    store.put(KEY, b"x")
    other = sqlite3.connect(tmp_path / "cache" / "cache.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy, match="locked"):
        store.put(KEY, b"y")
    assert store.get(KEY) == b"x"
    other.execute("ROLLBACK")
    other.close()
    store.put(KEY, b"y")
    assert store.get(KEY) == b"y"


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    """A cache directory that is a file is an error about that path."""
    (tmp_path / "cache").write_text("")
    with pytest.raises(RunError, match="cache"):
        DiskStore(tmp_path / "cache")


def test_locks_exclude_holders_in_one_process(open_store: Open) -> None:
    """A key claimed through one store cannot be claimed through another, until it is given up or its holder closes."""
    one, other = open_store(), open_store()
    assert one.try_lock(KEY)
    assert not other.try_lock(KEY)
    assert other.try_lock(key(1))
    other.unlock(KEY)
    assert not other.try_lock(KEY)
    one.unlock(KEY)
    assert other.try_lock(KEY)
    other.close()
    assert one.try_lock(KEY)
    assert one.try_lock(key(1))


def test_a_database_that_another_process_is_making_is_opened(tmp_path: Path) -> None:
    """Marked as a cache, its tables not made yet: two runs that begin at once both go on."""
    DiskStore(tmp_path / "made").close()
    (tmp_path / "begun").mkdir()
    with (
        contextlib.closing(sqlite3.connect(tmp_path / "made" / "cache.db")) as made,
        contextlib.closing(sqlite3.connect(tmp_path / "begun" / "cache.db")) as begun,
    ):
        for mark in ("application_id", "user_version"):
            begun.execute(f"PRAGMA {mark} = {made.execute(f'PRAGMA {mark}').fetchone()[0]}")
    store = DiskStore(tmp_path / "begun")
    store.put("key", b"{}")
    assert store.get("key") == b"{}"
    store.close()


def test_another_process_takes_nothing_from_two_stores_of_this_one(tmp_path: Path) -> None:
    """Two stores over one cache, and a process that opens and closes it: what is stored afterwards, all can read."""
    folder = tmp_path / "cache"
    DiskStore(folder).close()
    first, second = DiskStore(folder), DiskStore(folder)
    look = (
        "import pathlib, sys\nfrom llm_extract.models.disk import DiskStore\n"
        "store = DiskStore(pathlib.Path(sys.argv[1]))\nprint(store.info().rows)\nstore.close()"
    )

    def rows_elsewhere() -> str:
        return subprocess.run(
            [sys.executable, "-c", look, str(folder)], capture_output=True, text=True, check=True, timeout=60
        ).stdout.strip()

    try:
        assert rows_elsewhere() == "0"
        first.put(key(1), b"{}")
        second.put(key(2), b"{}")
        assert rows_elsewhere() == "2"
    finally:
        first.close()
        second.close()
