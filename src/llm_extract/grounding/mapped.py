"""A text made from another one, part by part, with the way back."""

from __future__ import annotations

from bisect import bisect_right

__all__ = ["MappedText", "Place"]

Place = tuple[tuple[int, int], ...]
"""Ranges of a text, in its order: where words stand, with others between them or none."""


class MappedText:
    """Where each part of a made text stands in its source; what makes the text fills in ``text`` and the parts.

    Args:
        source: the original.
    """

    __slots__ = ("_ends", "_outs", "_starts", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = ""
        self._outs: list[int] = []  # where each part begins in the made text
        self._starts: list[int] = []  # where it begins in the source
        self._ends: list[int] = []  # where it ends in the source, or -1 for a part mapped character by character

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source's range for a non-empty range of the made text.

        Args:
            start: first code point in ``text``.
            end: one past the last; above ``start``.

        Returns:
            Code points of ``source``; the whole of each part that was not made character by character.
        """
        return self._bounds(start)[0], self._bounds(end - 1)[1]

    def _bounds(self, position: int) -> tuple[int, int]:
        part = bisect_right(self._outs, position) - 1
        start, end = self._starts[part], self._ends[part]
        if end >= 0:
            return start, end
        start += position - self._outs[part]
        return start, start + 1
