"""Care of a cache: which answers are old or unused, and whether all can be read.

Rows hold nothing but answers, so what task an answer was for is known from records: their attempts name it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from ..errors import RunError
from ..plain_data import parse_json
from .store import Answer, Damage, KeptStore

__all__ = [
    "KEY",
    "find_answers",
    "find_damage",
    "find_fault",
    "list_answers",
    "parse_answer",
    "shrink",
    "verify_answers",
]

_DATABASE = "cache.db"
KEY = re.compile(r"\S+ [0-9a-f]{64}")
"""A key: the endpoint, a space, the request's fingerprint."""

_FOREIGN = "its key is none of ours"
_RAW = 1  # how diskcache marks plain bytes


def find_answers(
    store: KeptStore,
    *,
    before: float | None = None,
    named: Iterable[str] | None = None,
    unnamed: Iterable[str] | None = None,
) -> list[Answer]:
    """The stored answers that meet all conditions.

    Args:
        store: the cache.
        before: stored before this time, seconds since 1970.
        named: their fingerprint is one of these.
        unnamed: their fingerprint is none of these.

    Returns:
        The answers, by key.

    Raises:
        RunError: the cache cannot be read.
    """
    wanted = None if named is None else frozenset(named)
    spared = frozenset(unnamed or ())
    return [
        one
        for one in store.answers()
        if (before is None or one.stored < before)
        and (wanted is None or one.fingerprint in wanted)
        and one.fingerprint not in spared
    ]


def list_answers(directory: Path) -> list[Answer]:
    """The answers in a cache directory, by key.

    Raises:
        RunError: the cache cannot be read.
    """
    query = "SELECT key, store_time, length(value) FROM Cache WHERE raw = 1 AND typeof(key) = 'text' ORDER BY key"
    with _explained(directory), closing(_connect(directory)) as database:
        return [Answer(key, float(stored or 0), size or 0) for key, stored, size in database.execute(query)]


def verify_answers(directory: Path) -> tuple[int, list[Damage]]:
    """Read every stored answer and the database's own structure.

    Args:
        directory: the cache.

    Returns:
        How many rows there are, and what is wrong. A damaged row counts as missing: its request is asked again.

    Raises:
        RunError: the cache cannot be read at all.
    """
    count = 0
    damages = []
    with _explained(directory), closing(_connect(directory)) as database:
        try:
            for (said,) in database.execute("PRAGMA integrity_check(20)"):
                if said != "ok":
                    damages.append(Damage("", f"the database: {said}"))
            for key, raw, mode, filename, value in database.execute(
                "SELECT key, raw, mode, filename, value FROM Cache ORDER BY rowid"
            ):
                count += 1
                reason = _find_damage(key, raw, mode, filename, value)
                if reason:
                    damages.append(Damage(str(key), reason))
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            damages.append(Damage("", f"the database: {error}; rows behind it were not read"))
    return count, damages


def _find_damage(key: Any, raw: Any, mode: Any, filename: Any, value: Any) -> str:
    if not raw or not isinstance(key, str):
        return _FOREIGN
    if mode != _RAW or filename is not None or not isinstance(value, bytes):
        return "it is not plain bytes" if KEY.fullmatch(key) else _FOREIGN
    return find_damage(key, value)


def find_damage(key: str, value: bytes) -> str:
    """Why what is stored under a key is no answer; empty where it is one.

    Example:
        >>> find_damage("https://api.example/v1 " + "0" * 64, b'{"choices": []}')
        'it has no choices'
    """
    return find_fault(parse_answer(value)) if KEY.fullmatch(key) else _FOREIGN


def parse_answer(value: bytes) -> Any:
    """The JSON value in stored bytes; None where they are none."""
    try:
        return parse_json(value)
    except ValueError:
        return None


def find_fault(body: Any) -> str:
    """Why a body is no answer; empty where it is one."""
    if not isinstance(body, Mapping):
        return "it is not a JSON object"
    choices = body.get("choices")
    return "" if isinstance(choices, list) and choices else "it has no choices"


def shrink(directory: Path) -> int:
    """Give the room of forgotten answers back to the disk.

    Args:
        directory: the cache; no store of this process may have it open.

    Returns:
        Bytes that the cache takes now; unchanged where another process is using it.
    """
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(directory / _DATABASE, timeout=1)) as database:
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return sum(path.stat().st_size for path in directory.glob(f"{_DATABASE}*"))


def _connect(directory: Path) -> sqlite3.Connection:
    """A connection that reads only."""
    path = (directory / _DATABASE).absolute()
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=10)


@contextmanager
def _explained(directory: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise RunError(
            f"{directory / _DATABASE} cannot be read ({error})", hint="Recover it with: sqlite3 cache.db .recover"
        ) from error
