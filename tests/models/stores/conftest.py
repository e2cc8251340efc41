"""Every kind of store, for the tests that hold them all to one contract."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from llm_extract.models.stores.opening import open_store


class Kind:
    """A store of one kind, that can be opened again and again, and spoiled.

    Args:
        place: where it is.
        spoil: changes a byte of what is stored under a key, past the store.
        shares_claims: whether two openers exclude one another.
    """

    def __init__(self, place: str, spoil: Callable[[str], None], *, shares_claims: bool = True) -> None:
        self.place, self.spoil, self.shares_claims = place, spoil, shares_claims
        self._opened: list[Any] = []

    def open(self, options: str = "") -> Any:
        """One more store over the same answers."""
        self._opened.append(open_store(self.place + options))
        return self._opened[-1]

    def close(self) -> None:
        """Close all that were opened; closing twice does no harm."""
        for store in self._opened:
            store.close()


def _disk(tmp_path: Path) -> Kind:
    folder = tmp_path / "cache"

    def spoil(key: str) -> None:
        with contextlib.closing(sqlite3.connect(folder / "cache.db")) as database:
            database.execute("UPDATE Cache SET mode = 4 WHERE key = ?", (key,))
            database.commit()

    return Kind(str(folder), spoil)


def _spoil_segment(folder: Path, key: str) -> None:
    for path in folder.glob("*.segment"):
        lines = path.read_bytes().splitlines(keepends=True)
        at = next((place for place, line in enumerate(lines) if key.encode() in line), None)
        if at is not None:
            lines[at] = lines[at].replace(b"choices", b"chorces")
            path.write_bytes(b"".join(lines))


def _segments(tmp_path: Path) -> Kind:
    folder = tmp_path / "shared"
    return Kind(f"segments:{folder}", lambda key: _spoil_segment(folder, key))


def _objects(tmp_path: Path) -> Kind:
    folder, spool = tmp_path / "bucket", tmp_path / "spool"

    def spoil(key: str) -> None:
        _spoil_segment(folder, key)
        _spoil_segment(spool, key)

    return Kind(f"segments+file://{folder.as_posix()}?spool={spool.as_posix()}", spoil, shares_claims=False)


def _redis(server: Any) -> Kind:
    def spoil(key: str) -> None:
        with server.client() as client:
            client.hset(f"llm_extract:answer:{key}", "body", b'{"chorces": []}')

    return Kind(server.url, spoil)


def _postgres(server: Any) -> Kind:
    def spoil(key: str) -> None:
        with server.client() as connection:
            connection.execute("UPDATE llm_extract_answers SET body = '{}'::bytea WHERE key = %s", (key,))

    return Kind(server.url, spoil)


@pytest.fixture(params=["disk", "segments", "objects", "redis", "postgres"])
def kind(request: pytest.FixtureRequest, empty_server: Callable[[str], Any], tmp_path: Path) -> Iterator[Kind]:
    """Each kind of store, empty."""
    if request.param in ("redis", "postgres"):
        made = (_redis if request.param == "redis" else _postgres)(empty_server(request.param))
    else:
        made = {"disk": _disk, "segments": _segments, "objects": _objects}[request.param](tmp_path)
    yield made
    made.close()


@pytest.fixture(params=["redis", "postgres"])
def served(request: pytest.FixtureRequest, empty_server: Callable[[str], Any]) -> Iterator[Any]:
    """A server, running and empty, and its store."""
    server = empty_server(request.param)
    made = (_redis if request.param == "redis" else _postgres)(server)
    yield server, made
    server.start()
    made.close()
    server.empty()
