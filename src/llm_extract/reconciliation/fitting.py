"""Items as their schema has them: what does not fit (in a record edited by hand) counts as not said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..comparison import Shape
from .amounts import read_amount

__all__ = ["fit"]

_TEXTS = frozenset({"text", "name", "date", "verbatim"})
_LARGEST = 60  # digits before or after the point that any sum can have


def fit(value: Any, shape: Shape) -> Any:
    """A value with null in place of everything that is not of its kind.

    Args:
        value: from a record.
        shape: what it should be.

    Example:
        >>> shape = Shape.from_schema({"properties": {"name": {"type": "string"}, "age": {"type": "integer"}}})
        >>> fit({"name": 5, "age": 36, "other": 1}, shape)
        {'name': None, 'age': 36}
    """
    if shape.kind == "object":
        if not isinstance(value, Mapping):
            return None
        return {key: fit(value[key], child) for key, child in shape.properties.items() if key in value}
    if shape.kind == "list":
        return [fit(item, shape.items) for item in value] if isinstance(value, list) else []
    if shape.kind in _TEXTS:
        return value if isinstance(value, str) else None
    if shape.kind in ("money", "quantity"):
        return _composite(value, shape)
    return value if _fits_scalar(value, shape) else None


def _fits_scalar(value: Any, shape: Shape) -> bool:
    if shape.kind == "enum":
        return not isinstance(value, list | dict) and value in shape.choices
    if shape.kind == "number":
        return _is_amount(value)
    return isinstance(value, bool) if shape.kind == "boolean" else True


def _composite(value: Any, shape: Shape) -> Any:
    unit = "currency" if shape.kind == "money" else "unit"
    if not isinstance(value, Mapping) or not _is_amount(value) or not isinstance(value.get(unit), str):
        return None
    number = "amount" if shape.kind == "money" else "number"
    beside = {key: fit(value[key], child) for key, child in shape.properties.items() if key in value}
    return {number: value[number], unit: value[unit], **beside}


def _is_amount(value: Any) -> bool:
    amount = read_amount(value)
    return amount is not None and abs(amount.number.adjusted()) < _LARGEST
