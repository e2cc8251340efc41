"""The marks an annotator may put around a gold value.

``{"$any": [a, b, null]}`` any of these is right · ``{"$optional": x}`` x or nothing is right · ``{"$partial": [...]}``
a list where further items are not counted. Marks may be nested, and stand at any place of the data.
"""

from __future__ import annotations

from itertools import product
from typing import Any

from ..comparison import Shape
from ..comparison.shapes import COMPOSITES
from ..pointers import split_pointer

__all__ = ["MARKS", "Cells", "leaf_options", "listed", "options", "plain", "walk"]

MARKS = frozenset({"$any", "$optional", "$partial"})

_ABSENT = object()
_DEEPEST = 50  # steps of a pointer of which the cells on the way are held
_MOST_OPTIONS = 200  # of one money or quantity with choices inside; more is a mistake in the gold


def options(cell: Any) -> list[Any]:
    """Every value that a cell accepts; None where null is among them.

    Example:
        >>> options({"$optional": {"$any": ["A", "A Inc"]}})
        ['A', 'A Inc', None]
    """
    if isinstance(cell, dict) and len(cell) == 1:
        if "$any" in cell:
            values: list[Any] = []
            for part in _items(cell["$any"]):
                if isinstance(part, dict):
                    values += options(part)
                else:
                    values.append(part)
            return values
        if "$optional" in cell:
            return [*options(cell["$optional"]), None]
    return [cell]


def _items(value: Any) -> list[Any]:
    """What a mark must hold; anything else in its place is told by ``check_gold``."""
    return value if isinstance(value, list) else []


def listed(cell: Any) -> tuple[list[Any], bool]:
    """The items of a gold list, and whether further items are left uncounted.

    Example:
        >>> listed({"$partial": ["A"]})
        (['A'], True)
    """
    if isinstance(cell, dict) and "$partial" in cell:
        return _items(cell["$partial"]), True
    return (list(cell), False) if isinstance(cell, list) else ([], False)


def leaf_options(shape: Shape, cell: Any, found: Any) -> list[Any]:
    """The values a leaf accepts, free of marks; what a money or quantity leaves unlabelled is taken from ``found``.

    Example:
        >>> leaf_options(Shape("quantity"), {"number": 4, "unit": {"$any": ["cars", "vans"]}}, None)
        [{'number': 4, 'unit': 'cars'}, {'number': 4, 'unit': 'vans'}]
    """
    if not isinstance(cell, dict):
        return [cell]
    accepted = options(cell)
    keys = COMPOSITES.get(shape.kind)
    if keys is None:
        return accepted
    values: list[Any] = []
    for value in accepted:
        if not isinstance(value, dict):
            values.append(value)
            continue
        other = found if isinstance(found, dict) else {}
        choices = [options(value[key]) if key in value else [other.get(key)] for key in keys]
        values.extend(dict(zip(keys, chosen, strict=True)) for chosen in product(*choices))
    return values[:_MOST_OPTIONS]


def plain(cell: Any) -> Any:
    """A cell without marks: of several accepted values the first.

    Example:
        >>> plain({"$partial": [{"$optional": {"name": {"$any": ["A", "B"]}}}]})
        [{'name': 'A'}]
    """
    cell = options(cell)[0] if options(cell) else None
    if isinstance(cell, dict) and "$partial" in cell:
        cell = cell["$partial"]
    if isinstance(cell, dict):
        return {key: plain(value) for key, value in cell.items()}
    return [plain(value) for value in cell] if isinstance(cell, list) else cell


def walk(cell: Any, pointer: str) -> list[Any]:
    """The cells a JSON pointer leads to; marks on the way are stepped through, so there may be several.

    Example:
        >>> walk({"names": {"$partial": [{"$any": ["A", "B"]}]}}, "/names/0")
        ['A', 'B']
    """
    return Cells(cell).at(pointer)


class Cells:
    """The cells that JSON pointers lead to, where many into the same data are followed.

    Args:
        data: what the pointers lead into, with its marks.
    """

    def __init__(self, data: Any) -> None:
        self._known: dict[str, list[Any]] = {"": options(data)}

    def at(self, pointer: str) -> list[Any]:
        """The cells at a pointer, as of :func:`walk`."""
        known = self._known.get(pointer)
        if known is None:
            slash = pointer.rfind("/")
            if slash < 0:
                return self._known[""]
            above = self._known.get(pointer[:slash])
            if above is None:
                above = self._walk(pointer[:slash]) if pointer.count("/") > _DEEPEST else self.at(pointer[:slash])
            key = split_pointer(pointer[slash:])[0] if "~" in pointer else pointer[slash + 1 :]
            known = self._known[pointer] = _all_below(above, key)
        return known

    def _walk(self, pointer: str) -> list[Any]:
        cells = self._known[""]
        for key in split_pointer(pointer):
            cells = _all_below(cells, key)
        return cells


def _all_below(cells: list[Any], key: str) -> list[Any]:
    values: list[Any] = []
    for cell in cells:
        if isinstance(cell, dict) and "$partial" not in cell:
            below = cell.get(key, _ABSENT)
        else:
            items = cell["$partial"] if isinstance(cell, dict) else cell if isinstance(cell, list) else ()
            below = items[int(key)] if key.isascii() and key.isdigit() and int(key) < len(items) else _ABSENT
        if isinstance(below, dict):
            values += options(below)
        elif below is not _ABSENT:
            values.append(below)
    return values
