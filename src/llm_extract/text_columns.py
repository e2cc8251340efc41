"""Tables in plain text, the same on every terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["align_columns", "without_commands"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


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


def without_commands(text: str) -> str:
    """A line without characters that command a terminal; an article or a file name may hold them.

    Example:
        >>> without_commands("Acme\\x1b[2J") == "Acme\\ufffd[2J"
        True
    """
    return _CONTROL.sub("\ufffd", text)
