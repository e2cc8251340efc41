"""What is wrong with one line of gold: every mistake with file, line, cause and remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from ..comparison import Shape
from ..comparison.shapes import COMPOSITES
from ..errors import ConfigError, did_you_mean
from ..pointers import step
from ..values.dates import parse_date
from .gold_lines import GoldLine
from .marks import MARKS, Cells
from .places import QuotedText

__all__ = ["MOST_TOLD", "Problem", "find_problems", "misfit"]

_ANY_TEXT = frozenset({"text", "name", "verbatim", "any"})
"""Kinds that any text is of."""

MOST_TOLD = 5
"""Mistakes that an error lists."""

_VALUE_SHAPES = {
    "amount": Shape("number"),
    "currency": Shape("text"),
    "number": Shape("number"),
    "unit": Shape("text"),
}


@dataclass(frozen=True)
class Problem:
    """One mistake in a gold file.

    Args:
        where: file and line.
        document: the line's document.
        path: JSON pointer into the line, ``/data/rounds/0/company``.
        message: what is wrong.
        hint: what to do.
    """

    where: str
    document: str
    path: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.where}: {self.document}{self.path}: {self.message}. {self.hint}"


def misfit(problems: Sequence[Problem], count: int) -> ConfigError:
    """The error for gold that does not fit its schema.

    Args:
        problems: the first mistakes.
        count: of all.
    """
    more = f"\n… and {count - MOST_TOLD} more" if count > MOST_TOLD else ""
    listed = "\n".join(str(problem) for problem in problems[:MOST_TOLD])
    return ConfigError(f"the gold does not fit the schema:\n{listed}{more}", hint="Correct the gold, then try again")


def find_problems(
    line: GoldLine, shape: Shape, text_of: Callable[[str], str | None] | None = None
) -> Iterator[Problem]:
    """Every mistake in a line.

    Args:
        line: of gold.
        shape: of the schema that its data must fit.
        text_of: gives a document's text by the name the gold uses, None where there is none; then quotes are looked up.

    Yields:
        The mistakes.

    Example:
        >>> line = GoldLine("a", {"nmae": "Ada"}, where="line 1")
        >>> [str(one) for one in find_problems(line, Shape.from_schema({"properties": {"name": {"type": "string"}}}))]
        ["line 1: a/data/nmae: unknown key 'nmae'. Did you mean 'name'?"]
    """
    misfits: list[_Found] = []
    _check(line.data, shape, "/data", misfits)
    for path, message, hint in misfits:
        yield Problem(line.where, line.document, path, message, hint)
    if line.nothing and any(value not in (None, [], False) for value in line.data.values()):
        message = "the article is said to hold nothing, yet data is labelled"
        yield Problem(line.where, line.document, "/data", message, "Remove 'nothing' or the data")
    found = text_of(line.document) if text_of else None
    text = None if found is None else QuotedText(found)
    if text_of and text is None:
        message, hint = "no text of this document", "Name it by key, id, source or file name without ending"
        yield Problem(line.where, line.document, "", message, hint)
    cells = Cells(line.data)
    for pointer, accepted in line.quotes.items():
        labelled = cells.at(pointer)
        if not labelled or labelled.count(None) == len(labelled):
            message = f"quotes for '{pointer}', where no value is labelled"
            hint = "Point to a value of 'data'; leave marks out"
            yield Problem(line.where, line.document, "/quotes" + step(pointer), message, hint)
        if text is not None:
            yield from _unquoted(line, pointer, accepted, text)


def _unquoted(line: GoldLine, pointer: str, accepted: list[Any], text: QuotedText) -> Iterator[Problem]:
    for piece in _pieces(accepted):
        if not text.holds(piece):
            message, hint = f"the text does not hold {piece[:80]!r}", "Copy the words from the text as it was read"
            yield Problem(line.where, line.document, "/quotes" + step(pointer), message, hint)


def _pieces(accepted: list[Any]) -> Iterator[str]:
    for quote in accepted:
        yield from quote if isinstance(quote, list) else [quote]


_Found = tuple[str, str, str]


def _check(cell: Any, shape: Shape, path: str, found: list[_Found], *, marked: bool = False) -> None:
    if isinstance(cell, dict) and "$" in "".join(cell) and any(key.startswith("$") for key in cell):
        _check_mark(cell, shape, path, found)
    elif cell is None:
        if not (shape.nullable or marked):
            found.append(
                (path, "null, which the schema does not allow here", "Leave the key out where it is not labelled")
            )
    elif shape.kind == "list":
        _check_list(cell, shape, path, found)
    elif shape.kind in ("object", "map") or shape.kind in COMPOSITES:
        _check_object(cell, shape, path, found)
    else:
        _check_leaf(cell, shape, path, found)


def _fits(cell: Any, shape: Shape) -> bool:
    """Whether a cell is seen at a glance to be good, as most are."""
    if type(cell) is not str:
        if type(cell) is dict and len(cell) == 1 and shape.kind in _ANY_TEXT and not shape.choices:
            several = cell.get("$any")
            return type(several) is list and bool(several) and all(type(part) is str for part in several)
        return cell is None and shape.nullable
    if shape.choices:
        return shape.is_leaf and cell in shape.choices
    return shape.kind in _ANY_TEXT or (shape.kind == "number" and cell.isascii() and cell.isdigit())


def _check_mark(cell: dict[str, Any], shape: Shape, path: str, found: list[_Found]) -> None:
    key = next(key for key in cell if key.startswith("$"))
    if key not in MARKS or len(cell) > 1:
        message = f"unknown mark '{key}'" if key not in MARKS else f"'{key}' beside other keys"
        found.append((path, message, f"Marks are {', '.join(sorted(MARKS))}, each alone in its object"))
    elif key == "$optional":
        _check(cell[key], shape, f"{path}/{key}", found, marked=True)
    elif not isinstance(cell[key], list) or not (cell[key] or key == "$partial"):
        found.append((f"{path}/{key}", f"'{key}' needs a list", f'Write {{"{key}": [...]}}'))
    elif key == "$partial" and shape.kind != "list":
        found.append((path, "'$partial' where the schema has no list", "Use '$any' or '$optional'"))
    elif key == "$partial":
        _check_list(cell[key], shape, f"{path}/{key}", found)
    else:
        for index, part in enumerate(cell[key]):
            if not _fits(part, shape):
                _check(part, shape, f"{path}/{key}/{index}", found, marked=True)


def _check_list(cell: Any, shape: Shape, path: str, found: list[_Found]) -> None:
    if not isinstance(cell, list):
        found.append((path, f"{_name(cell)} where the schema has a list", "Write a list: [...]"))
        return
    for index, item in enumerate(cell):
        if not _fits(item, shape.items):
            _check(item, shape.items, f"{path}/{index}", found)


def _check_object(cell: Any, shape: Shape, path: str, found: list[_Found]) -> None:
    if not isinstance(cell, dict):
        found.append((path, f"{_name(cell)} where the schema has an object", "Write an object: {...}"))
        return
    value_keys = COMPOSITES.get(shape.kind, ())
    properties, is_map = shape.properties, shape.kind == "map"
    for key, value in cell.items():
        child = _VALUE_SHAPES[key] if key in value_keys else shape.items if is_map else properties.get(key)
        if child is None:
            known = [*value_keys, *shape.properties]
            hint = did_you_mean(key, known, f"Known: {', '.join(known)}")
            found.append((path + step(key), f"unknown key '{key}'", hint))
        elif not _fits(value, child):
            _check(value, child, path + step(key), found)


def _check_leaf(cell: Any, shape: Shape, path: str, found: list[_Found]) -> None:
    if shape.choices:
        if cell not in shape.choices:
            known = [str(choice) for choice in shape.choices]
            hint = did_you_mean(str(cell), known, f"Known: {', '.join(known)}")
            found.append((path, f"{cell!r} is none of the values", hint))
    elif shape.kind == "number":
        if not _is_number(cell):
            found.append((path, f"{cell!r} is no number", 'Write plain digits: 600000000 or "600000000"'))
    elif shape.kind == "boolean":
        if not isinstance(cell, bool):
            found.append((path, f"{_name(cell)} where the schema has true or false", "Write true or false"))
    elif shape.kind != "any" and not isinstance(cell, str):
        found.append((path, f"{_name(cell)} where the schema has a text", 'Write a text: "..."'))
    elif shape.kind == "date":
        try:
            parse_date(str(cell))
        except ConfigError as error:
            found.append((path, error.message, error.hint))


def _is_number(cell: Any) -> bool:
    try:
        return not isinstance(cell, (bool, dict, list)) and Decimal(str(cell)).is_finite()
    except InvalidOperation:
        return False


def _name(cell: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "a flag", int: "a number", float: "a number"}
    return names.get(type(cell), "null")
