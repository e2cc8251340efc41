"""Tables in plain text, the same on every terminal."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["align_columns"]


def align_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a table whose columns are as wide as their longest cells, two spaces apart.

    Args:
        rows: the cells; rows of one length.

    Example:
        >>> align_columns([("field", "F1"), ("name", "0.9"), ("investors", "1")])
        ['field      F1', 'name       0.9', 'investors  1']
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
