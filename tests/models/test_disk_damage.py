"""A cache that a crash or a failing disk cut off: what is left of it is right, or the error says what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from llm_extract.errors import ConfigError, RunError
from llm_extract.models.disk import DiskStore

KEYS = [f"http://localhost/v1 {number:064x}" for number in range(12)]


def value(key: str) -> bytes:
    """The answer under a key."""
    return key[-4:].encode() * 200


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """The files of a cache whose process died: a database, and a journal (WAL) with the latest answers."""
    folder, copy = tmp_path / "cache", tmp_path / "crashed"
    store = DiskStore(folder)
    for key in KEYS[:6]:
        store.put(key, value(key))
    store.close()
    store = DiskStore(folder)
    for key in KEYS[6:]:
        store.put(key, value(key))
    shutil.copytree(folder, copy)
    store.close()
    return copy


def sizes(file: Path, count: int) -> list[int]:
    """Sizes to cut a file to: spread over all of it, and byte by byte at its end."""
    whole = file.stat().st_size
    return sorted({*range(0, whole, max(1, whole // count)), *range(whole - 20, whole)})


def explained(error: RunError | ConfigError) -> None:
    """It names the file, and what to do."""
    assert "cache.db" in str(error)
    assert error.hint


def read_what_is_left(folder: Path) -> list[bytes | None] | None:
    """What is found under each key; None where an error says that the file is damaged."""
    try:
        store = DiskStore(folder)
    except (RunError, ConfigError) as error:
        return explained(error)
    try:
        found = [store.get(key) for key in KEYS]
        store.put(KEYS[0], value(KEYS[0]))
        assert store.get(KEYS[0]) == value(KEYS[0])
    except RunError as error:
        return explained(error)
    finally:
        store.close()
    return found


def test_a_journal_cut_anywhere_keeps_the_answers_before_the_cut(crashed: Path, tmp_path: Path) -> None:
    """Answers come back in the order in which they were stored, whole, up to the last whole one."""
    assert read_what_is_left(shutil.copytree(crashed, tmp_path / "whole")) == [value(key) for key in KEYS]
    for size in sizes(crashed / "cache.db-wal", 40):
        folder = shutil.copytree(crashed, tmp_path / f"cut-{size}")
        with (folder / "cache.db-wal").open("r+b") as file:
            file.truncate(size)
        found = read_what_is_left(folder)
        assert found is not None
        kept = sum(answer is not None for answer in found)
        assert kept >= 6
        assert found == [value(key) for key in KEYS[:kept]] + [None] * (len(KEYS) - kept)
        shutil.rmtree(folder)


def test_a_database_cut_anywhere_is_refused(crashed: Path, tmp_path: Path) -> None:
    """Where the file is too short, the error says so; SQLite alone would give answers that end in zeros."""
    for size in sizes(crashed / "cache.db", 25):
        folder = shutil.copytree(crashed, tmp_path / f"cut-{size}")
        (folder / "cache.db-wal").unlink()
        (folder / "cache.db-shm").unlink(missing_ok=True)
        with (folder / "cache.db").open("r+b") as file:
            file.truncate(size)
        found = read_what_is_left(folder)
        assert found is None or size == 0  # an empty file is a new cache
        shutil.rmtree(folder)


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9])
def test_garbage_in_either_file_gives_right_answers_or_an_error(crashed: Path, tmp_path: Path, at: float) -> None:
    """Five hundred bytes of garbage in the database or in its journal never pass for an answer."""
    for name in ("cache.db", "cache.db-wal"):
        folder = shutil.copytree(crashed, tmp_path / name)
        with (folder / name).open("r+b") as file:
            file.seek(int((folder / name).stat().st_size * at))
            file.write(b"\xa5" * 500)
        found = read_what_is_left(folder)
        if name == "cache.db-wal":
            assert found is not None
            assert found[:6] == [value(key) for key in KEYS[:6]]
            assert all(answer in (None, value(key)) for key, answer in zip(KEYS, found, strict=True))
