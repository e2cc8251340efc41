"""Which keys and paths a run has seen already, in memory that does not grow with their number."""

from __future__ import annotations

import weakref
from hashlib import blake2b
from typing import TYPE_CHECKING

from ..errors import RunError

if TYPE_CHECKING:
    import sqlite3

__all__ = ["KeyTable", "SeenKeys"]

_IN_MEMORY = 2_000  # keys; more go to a file
_OPENING = (
    "PRAGMA cache_size = -512",  # KB of the file's pages in memory
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "CREATE TABLE keys (hash INTEGER PRIMARY KEY, number INTEGER)",
    "BEGIN",
)


class KeyTable:
    """From a key to one number. A few keys are held in memory, more in a temporary file without a name.

    Eight bytes of hash stand for a key. Two different keys are taken for the same once in about 10^19 pairs: whoever
    looks one up compares the key in what is found. The file lies where the system keeps such files (TMPDIR), takes
    some 25 bytes a key, and is gone when the table or its process is.

    Example:
        >>> table = KeyTable()
        >>> table.set("a.txt", 40)
        >>> table.get("a.txt"), table.get("b.txt"), len(table)
        (40, None, 1)
    """

    def __init__(self) -> None:
        self._numbers: dict[int, int | None] = {}
        self._file: sqlite3.Connection | None = None
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def get(self, key: str) -> int | None:
        """The number of a key; None where it has none."""
        if self._file is None:
            return self._numbers.get(_digest(key))
        row = self._run("SELECT number FROM keys WHERE hash = ?", _digest(key)).fetchone()
        return None if row is None else row[0]

    def set(self, key: str, number: int) -> None:
        """Give a key a number, in place of the one it had."""
        if self.add(key, number):
            return
        if self._file is None:
            self._numbers[_digest(key)] = number
        else:
            self._run("UPDATE keys SET number = ? WHERE hash = ?", number, _digest(key))

    def add(self, key: str, number: int | None = None) -> bool:
        """Take in a key unless it is there already.

        Args:
            key: any string.
            number: its number, if it is new.

        Returns:
            Whether it is new.
        """
        digest = _digest(key)
        if self._file is None:
            if digest in self._numbers:
                return False
            self._numbers[digest] = number
            self._count += 1
            if self._count > _IN_MEMORY:
                self._move()
            return True
        new = self._run("INSERT OR IGNORE INTO keys VALUES (?, ?)", digest, number).rowcount == 1
        self._count += new
        return new

    def _move(self) -> None:
        import sqlite3  # most runs have few keys

        # An empty name gives a database in a file without a name. Who closes it is a matter of chance: a reader's
        # thread, or whoever drops the last reference.
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._file.close)
        for statement in _OPENING:
            self._run(statement)
        for digest, number in self._numbers.items():
            self._run("INSERT INTO keys VALUES (?, ?)", digest, number)
        self._numbers = {}

    def _run(self, statement: str, *values: int | None) -> sqlite3.Cursor:
        import sqlite3

        assert self._file is not None
        try:
            return self._file.execute(statement, values)
        except sqlite3.Error as error:
            raise RunError(
                f"the temporary file of keys cannot be used ({error})",
                hint="Free the disk of temporary files, or name another folder for them with TMPDIR.",
            ) from error


class SeenKeys:
    """A set of strings, in the memory of a few thousand however many there are.

    Two different strings are taken for the same once in about 10^19 pairs; the second of them would then get a
    suffix that it does not need, nothing worse.

    Example:
        >>> seen = SeenKeys()
        >>> seen.add("a.txt"), seen.add("a.txt"), len(seen)
        (True, False, 1)
    """

    def __init__(self) -> None:
        self._table = KeyTable()

    def __len__(self) -> int:
        return len(self._table)

    def add(self, key: str) -> bool:
        """Remember a key.

        Args:
            key: any string.

        Returns:
            Whether it is new.
        """
        return self._table.add(key)

    def unique(self, *wishes: str) -> str:
        """The first of several wished keys that is new, else the last with ``~2``, ``~3``...; it is remembered.

        Args:
            wishes: keys, the best first.

        Returns:
            A key that no earlier call returned.

        Example:
            >>> seen = SeenKeys()
            >>> [seen.unique("a", "b/a") for _ in range(4)]
            ['a', 'b/a', 'b/a~2', 'b/a~3']
        """
        for wish in wishes:
            if self.add(wish):
                return wish
        # counted on from the last time: else a table whose rows all have one id takes time that grows with its square
        number = self._table.get(wishes[-1]) or 2
        while not self.add(numbered := f"{wishes[-1]}~{number}"):
            number += 1
        self._table.set(wishes[-1], number + 1)
        return numbered


def _digest(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little", signed=True)
