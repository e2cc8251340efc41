"""Which list items belong together: likeness of items, and pairs by optimal assignment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .assignment import assign
from .shapes import Shape

__all__ = ["ONE_SIDED_WEIGHT", "PAIRING_FLOOR", "field_weight", "pair", "reach", "similarity", "weight"]

PAIRING_FLOOR = 0.25
"""Items less alike than this are two items, not one with errors."""

_SCALE = 10_000  # similarities are compared as integers, so that ties are ties
_CHANCE_WEIGHT = 0.25  # two items agree on an enum or a flag by chance

ONE_SIDED_WEIGHT = 0.5
"""Of a field's weight where only one of two items says something: silence contradicts less than another value."""


def similarity(shape: Shape, one: Any, other: Any) -> float:
    """How alike two values are, judged by the fields that identify an item of this shape.

    Args:
        shape: the shape of the items (of a list shape: ``shape.items``).
        one: a value; an object's missing keys count as null.
        other: another.

    Returns:
        0 to 1: the weighted mean over the identity fields on which either side says something; 1 where neither does.

    Example:
        >>> shape = Shape.from_schema({"properties": {"name": {"type": "string"}, "age": {"type": "integer"}}})
        >>> similarity(shape, {"name": "Ada", "age": 36}, {"name": "Ada", "age": None})
        0.6666666666666666
    """
    if shape.is_leaf:
        return shape.likeness(one, other)
    if one is None or other is None:
        return float(one is other)
    if shape.kind in ("list", "map"):
        return _list_similarity(shape, one, other)
    reached = total = 0.0
    for keys, field in shape.identity:
        left, right = reach(one, keys), reach(other, keys)
        if left is None and right is None:
            continue
        part = field_weight(field)
        if left is None or right is None:
            total += part * ONE_SIDED_WEIGHT
            continue
        total += part
        reached += part * similarity(field, left, right)
    return reached / total if total else 1.0


def pair(ones: Sequence[Any], others: Sequence[Any], shape: Shape) -> list[tuple[int, int]]:
    """Pair the items of two lists so that the sum of similarities is highest, whatever their order.

    Args:
        ones: items of one list.
        others: items of another.
        shape: the shape of an item.

    Returns:
        Index pairs, in order of ``ones``; items without a partner above :data:`PAIRING_FLOOR` are left out.

    Example:
        >>> pair(["Acme", "Beta"], ["Beta", "Gamma"], Shape("name"))
        [(1, 0)]
    """
    return assign([[weight(similarity(shape, one, other)) for other in others] for one in ones])


def field_weight(shape: Shape) -> float:
    """How much a field says about whether two items are the same."""
    return _CHANCE_WEIGHT if shape.kind in ("enum", "boolean") else 1.0


def weight(alike: float) -> int:
    """A similarity as the integer that assignments are computed with; 0 below :data:`PAIRING_FLOOR`."""
    return round(alike * _SCALE) if alike >= PAIRING_FLOOR else 0


def _list_similarity(shape: Shape, one: Any, other: Any) -> float:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        keys = one.keys() | other.keys()
        return sum(similarity(shape.items, one.get(key), other.get(key)) for key in keys) / len(keys) if keys else 1.0
    if not (isinstance(one, list) and isinstance(other, list)):
        return float(one == other)
    if not one and not other:
        return 1.0
    pairs = pair(one, other, shape.items)
    return 2 * sum(similarity(shape.items, one[i], other[j]) for i, j in pairs) / (len(one) + len(other))


def reach(value: Any, keys: Sequence[str]) -> Any:
    """What stands under nested keys; None where there is no such key."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
