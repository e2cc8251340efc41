"""Under which heading of a table a value stands: a cell of the next column says the same thing of something else.

Of "| Weight | 254 g | 281 g |" both figures are the article's own words; the headings tell whose they are. Tables in
Markdown and HTML are read; those that are laid out with spaces alone are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from html import unescape

__all__ = ["find_other_column", "is_in_table"]

_WORD = re.compile(r"\w+")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*")
_CELL = re.compile(r"<t([dh])\b[^>]{0,200}>(.*?)</t\1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]{0,200}>")
_ROW_LIMIT = 2_000  # characters of a row in HTML
_LINE_LIMIT = 5_000  # characters of a line on each side of the quote
_TABLE_LIMIT = 20_000  # characters from the head of a table to a row of it


def is_in_table(text: str, place: int) -> bool:
    """A cheap test whether a place may be in a row of a table.

    Example:
        >>> is_in_table("| a | b |", 4), is_in_table("a or b", 2)
        (True, False)
    """
    start, end = _line(text, place)
    return text.count("|", start, end) > 1 or text.find("<t", start, end) >= 0


def find_other_column(
    text: str, span: tuple[int, int], backs: Callable[[str], bool], field: Collection[str], names: Sequence[str]
) -> tuple[str, str] | None:
    """The headings of the column in which a value stands and of the one in which it should, where these are two.

    Args:
        text: the article.
        span: code points of the quoted words.
        backs: whether the words of a cell back the value.
        field: the words of the field's name.
        names: what the record says of whom or what it is about.

    Returns:
        Both headings; None where the headings say nothing of it, or where it is the right column.

    Example:
        >>> text = "| | Ox 1 | Ox 2 |\\n|---|---|---|\\n| Weight | 5 t | 6 t |"
        >>> find_other_column(text, (32, 54), lambda cell: "6" in cell, ["weight"], ["Ox 1 tractor"])
        ('Ox 2', 'Ox 1')
    """
    found = _markdown(text, span) or _html(text, span)
    if found is None:
        return None
    headings, cells = found
    backing = [number for number, (cell, quoted) in enumerate(cells) if quoted and backs(cell)]
    if len(backing) != 1 or len(headings) != len(cells):
        return None
    (own,) = backing
    meant = [number for number, heading in enumerate(headings) if _is_meant(heading, field, names)]
    if not _WORD.search(headings[own]) or own in meant or len(meant) != 1:
        return None
    return (headings[own], headings[meant[0]]) if _WORD.search(cells[meant[0]][0]) else None


def _is_meant(heading: str, field: Collection[str], names: Sequence[str]) -> bool:
    words = set(_WORD.findall(heading.casefold()))
    said = [set(field), *(set(_WORD.findall(name.casefold())) for name in names)]
    return bool(words) and any(words <= one for one in said)


_Table = tuple[list[str], list[tuple[str, bool]]]


def _line(text: str, place: int) -> tuple[int, int]:
    """The line of a place, as far as a row may reach: a whole book may stand in one line."""
    low, high = max(0, place - _LINE_LIMIT), min(len(text), place + _LINE_LIMIT)
    start, end = text.rfind("\n", low, place), text.find("\n", place, high)
    return low if start < 0 else start + 1, high if end < 0 else end


def _markdown(text: str, span: tuple[int, int]) -> _Table | None:
    """The headings and the cells of the row, with whether the quote touches them."""
    start, end = _line(text, span[0])
    if text.count("|", start, end) < 2 or span[1] > end:
        return None
    lines = text[max(0, start - _TABLE_LIMIT) : start].split("\n")[:-1]
    for number in range(len(lines) - 1, 0, -1):
        if "|" not in lines[number]:
            return None
        if _RULE.fullmatch(lines[number]):
            row = _split(text[start:end], start)
            return [cell for _, cell in _split(lines[number - 1], 0)], [
                (cell, at < span[1] and span[0] < at + len(cell)) for at, cell in row
            ]
    return None


def _split(line: str, offset: int) -> list[tuple[int, str]]:
    """The cells of a row and where they begin."""
    cells: list[tuple[int, str]] = []
    place = 0
    for piece in line.split("|"):
        cells.append((offset + place + len(piece) - len(piece.lstrip()), piece.strip()))
        place += len(piece) + 1
    first, last = line.lstrip().startswith("|"), line.rstrip().endswith("|")
    return cells[1 if first else 0 : -1 if last else None]


def _html(text: str, span: tuple[int, int]) -> _Table | None:
    lower = text[max(0, span[0] - _TABLE_LIMIT) : span[1] + _ROW_LIMIT].lower()
    offset = max(0, span[0] - _TABLE_LIMIT)
    start = lower.rfind("<tr", 0, span[0] - offset + 4)
    end = lower.find("</tr", start)
    table = lower.rfind("<table", 0, start)
    head = lower.find("<tr", table)
    if min(start, end, table) < 0 or head == start or end + offset < span[1] - len("</tr>"):
        return None
    headings = [_plain(cell[2]) for cell in _CELL.finditer(text, offset + head, offset + lower.find("</tr", head))]
    cells = [
        (_plain(cell[2]), cell.start() < span[1] and span[0] < cell.end())
        for cell in _CELL.finditer(text, offset + start, offset + end)
    ]
    return headings, cells


def _plain(cell: str) -> str:
    return unescape(_TAG.sub(" ", cell)).strip()
