"""Cells of a CSV that no spreadsheet takes for a formula."""

from __future__ import annotations

import re

__all__ = ["guard_text", "restore_text", "write_cell"]

# What spreadsheets may run as a formula, also behind blanks and invisible characters, with full-width signs too.
_RISKY = re.compile(r"'*(?:[\s\x00-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_NUMBERS = frozenset({"decimal", "integer", "number"})


def guard_text(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet could run as a formula.

    Such text begins with ``=``, ``+``, ``-``, ``@`` (also full-width), a tab or a line break, perhaps behind blanks.
    Text that begins with apostrophes and then such a sign gets one more, so ``restore_text`` gives every text back.

    Args:
        text: of a cell.

    Returns:
        The text, with an apostrophe before it where it needs one.

    Example:
        >>> guard_text("=1+1"), guard_text("Acme"), guard_text("'=1")
        ("'=1+1", 'Acme', "''=1")
    """
    return f"'{text}" if _RISKY.match(text) else text


def restore_text(cell: str) -> str:
    """The text that ``guard_text`` made a cell of.

    Args:
        cell: what a CSV file of this package has in a cell of text.

    Returns:
        The text as the record has it.

    Example:
        >>> restore_text("'=1+1"), restore_text("'tis")
        ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def write_cell(kind: str, value: str | int | float | bool | None) -> str:
    """A cell as it stands in the file: null is empty, numbers are bare, text is quoted and guarded.

    Args:
        kind: the column's kind.
        value: as ``as_scalar`` gives it.

    Example:
        >>> write_cell("decimal", "-600000000"), write_cell("text", None), write_cell("text", "")
        ('-600000000', '', '""')
        >>> print(write_cell("text", "-5"))
        "'-5"
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if kind in _NUMBERS and _NUMBER.fullmatch(value):
        return value
    return '"' + guard_text(value).replace('"', '""') + '"'
