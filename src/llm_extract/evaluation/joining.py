"""Join two annotators' lines for one document: what both say stays, what only one says is not held against a record."""

from __future__ import annotations

from typing import Any

from ..comparison import Shape
from ..pointers import step
from .gold_lines import GoldLine
from .marks import leaf_options, listed, options, plain, walk
from .pairing import pair_items

__all__ = ["join_lines"]

_LEFT_OUT = object()


def join_lines(shape: Shape, one: GoldLine, two: GoldLine) -> GoldLine:
    """One line out of two for the same document.

    Args:
        shape: the schema's shape.
        one: the first annotator's line; its order of items, notes and names are kept.
        two: the second's.

    Returns:
        A line where equal cells stay (both spellings accepted), differing ones are left unlabelled, items that only
        one has are optional, and cells that only one labelled are taken over; quotes of both for what stays.

    Example:
        >>> shape = Shape.from_schema({"properties": {"names": {"type": "array", "items": {"type": "string"}}}})
        >>> join_lines(shape, GoldLine("a", {"names": ["Ada"]}), GoldLine("a", {"names": ["Bo", "Ada"]})).data
        {'names': ['Ada', {'$optional': 'Bo'}]}
    """
    if one.nothing and two.nothing and one.data == two.data:
        return one
    join = _Join()
    data = join.node(shape, dict(one.expected(shape)), dict(two.expected(shape)), "", "")
    quotes = {pointer: list(words) for pointer, words in one.quotes.items() if _stands(data, pointer)}
    for pointer, words in two.quotes.items():
        place = join.places.get(pointer)
        if place is not None and _stands(data, place):
            known = quotes.setdefault(place, [])
            known.extend(word for word in words if word not in known)
    return GoldLine(one.document, data, quotes, where=one.where, extra=one.extra)


def _stands(data: Any, pointer: str) -> bool:
    return any(value is not None for value in walk(data, pointer))


class _Join:
    def __init__(self) -> None:
        self.places: dict[str, str] = {}
        """Where the second line's values stand in the joined data."""

    def node(self, shape: Shape, one: Any, two: Any, other_path: str, path: str) -> Any:
        self.places[other_path] = path
        if shape.is_leaf:
            return _join_leaf(shape, one, two)
        if one is None or two is None:
            return one if one is None and two is None else _LEFT_OUT
        if shape.kind == "list" and _is_list(one) and _is_list(two):
            return self._list(shape, one, two, other_path, path)
        if _is_plain_object(one) and _is_plain_object(two):
            return self._object(shape, one, two, other_path, path)
        return one if one == two else {"$any": _distinct([*options(one), *options(two)])}

    def _object(self, shape: Shape, one: dict[str, Any], two: dict[str, Any], other_path: str, path: str) -> Any:
        joined: dict[str, Any] = {}
        for key in [*one, *(key for key in two if key not in one)]:
            child = shape.child(key)
            at, there = path + step(key), other_path + step(key)
            if child is None or key not in one or key not in two:
                joined[key] = one.get(key, two.get(key))
                self.places[there] = at
                continue
            value = self.node(child, one[key], two[key], there, at)
            if value is not _LEFT_OUT:
                joined[key] = value
        return joined

    def _list(self, shape: Shape, one: Any, two: Any, other_path: str, path: str) -> Any:
        ones, first_partial = listed(one)
        twos, second_partial = listed(two)
        pairs = dict(pair_items(ones, [plain(item) for item in twos], shape.items, lambda row, column: (0, 0)))
        joined: list[Any] = []
        for row, item in enumerate(ones):
            value = _LEFT_OUT
            if row in pairs:
                column = pairs[row]
                value = self._item(shape.items, item, twos[column], f"{other_path}/{column}", f"{path}/{row}")
                if value is _LEFT_OUT:
                    del pairs[row]
            joined.append(_optional(item) if value is _LEFT_OUT else value)
        taken = set(pairs.values())
        joined += [_optional(item) for column, item in enumerate(twos) if column not in taken]
        return {"$partial": joined} if first_partial or second_partial else joined

    def _item(self, shape: Shape, one: Any, two: Any, other_path: str, path: str) -> Any:
        """Join two items; where either is optional the joined one is."""
        bare = [[value for value in options(item) if value is not None] for item in (one, two)]
        optional = None in options(one) or None in options(two)
        if all(len(values) == 1 for values in bare):
            value = self.node(shape, bare[0][0], bare[1][0], other_path, path)
        else:
            value = self.node(shape, one, two, other_path, path)
        return _optional(value) if optional and value is not _LEFT_OUT else value


def _join_leaf(shape: Shape, one: Any, two: Any) -> Any:
    if one == two:
        return one
    other = plain(two)
    accepted, others = leaf_options(shape, one, other), leaf_options(shape, two, plain(one))
    if any(shape.same(value, said) for value in accepted for said in others):
        joined = _distinct([*options(one), *options(two)])
        return joined[0] if len(joined) == 1 else {"$any": joined}
    return _LEFT_OUT


def _optional(item: Any) -> Any:
    return item if None in options(item) else {"$optional": item}


def _distinct(values: list[Any]) -> list[Any]:
    return [value for index, value in enumerate(values) if value not in values[:index]]


def _is_list(cell: Any) -> bool:
    return isinstance(cell, list) or (isinstance(cell, dict) and "$partial" in cell)


def _is_plain_object(cell: Any) -> bool:
    return isinstance(cell, dict) and not any(key.startswith("$") for key in cell)
