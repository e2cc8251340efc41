"""Counted things in messages."""

from __future__ import annotations

__all__ = ["counted"]


def counted(number: int, word: str) -> str:
    """A number and what it counts, in the plural where there is not one.

    Args:
        number: how many.
        word: in the singular; its plural ends in ``s``.

    Example:
        >>> counted(1, "record"), counted(0, "record"), counted(12_000, "new answer")
        ('1 record', '0 records', '12000 new answers')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
