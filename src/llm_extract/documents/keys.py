"""Which keys and paths a run has seen already, in little memory."""

from __future__ import annotations

from array import array
from hashlib import blake2b

__all__ = ["SeenKeys"]


class SeenKeys:
    """A set of strings that holds eight bytes of hash for each: at most 24 bytes a key, against 100 or more in a set.

    Two different strings are taken for the same once in about 10^19 pairs; the second of them would then get a
    suffix that it does not need, nothing worse.

    Example:
        >>> seen = SeenKeys()
        >>> seen.add("a.txt"), seen.add("a.txt"), len(seen)
        (True, False, 1)
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * 1024))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, key: str) -> bool:
        """Remember a key.

        Args:
            key: any string.

        Returns:
            Whether it is new.
        """
        digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        if not self._place(int.from_bytes(digest, "little") or 1):
            return False
        self._count += 1
        if self._count * 3 > len(self._slots) * 2:
            self._grow()
        return True

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
        number = 2
        while not self.add(numbered := f"{wishes[-1]}~{number}"):
            number += 1
        return numbered

    def _place(self, value: int) -> bool:
        slots = self._slots
        mask = len(slots) - 1
        at = value & mask
        while (there := slots[at]) != 0:
            if there == value:
                return False
            at = (at + 1) & mask
        slots[at] = value
        return True

    def _grow(self) -> None:
        old = self._slots
        self._slots = array("Q", bytes(8 * 2 * len(old)))
        for value in old:
            if value:
                self._place(value)
