"""Whether two values are plainly not the same: quick looks by kind, before anything is measured."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..values.names import same_name
from .folding import folded

__all__ = ["APART", "differ"]


def differ(kind: str, one: Any, other: Any) -> bool:
    """Whether two values are plainly not the same: a quick look, without measuring how alike they are.

    Args:
        kind: a key of :data:`~.comparators.COMPARATORS`.
        one: a value.
        other: another.

    Returns:
        True where :func:`~.comparators.likeness` without a tolerance is 0.99 at most; False where that would have to be
            computed.

    Example:
        >>> differ("text", "a record", "a  record"), differ("text", "a record", "no record")
        (False, True)
    """
    look = APART.get(kind)
    return look is not None and look(one, other)


def _read_apart(one: Any, other: Any) -> bool:
    if type(one) is not str or type(other) is not str:
        return False
    first, second = one[:1], other[:1]
    plainly = first != second and first.isascii() and second.isascii() and first.isalnum() and second.isalnum()
    return plainly or folded(one) != folded(other)


def _names_apart(one: Any, other: Any) -> bool:
    if type(one) is not str or type(other) is not str or one == other:
        return False
    return same_name(one, other) == "different" and _read_apart(one, other)


def _dates_apart(one: Any, other: Any) -> bool:
    return type(one) is str and type(other) is str and one.strip() != other.strip()


def _words_apart(one: Any, other: Any) -> bool:
    return type(one) is str and type(other) is str and one != other


def _money_apart(one: Any, other: Any) -> bool:
    return _numbers_apart(one, other, "amount")


def _quantities_apart(one: Any, other: Any) -> bool:
    return _numbers_apart(one, other, "number")


def _numbers_apart(one: Any, other: Any, key: str) -> bool:
    if type(one) is not dict or type(other) is not dict:
        return False
    left, right = one.get(key), other.get(key)
    return left != right and _is_digits(left) and _is_digits(right)


def _is_digits(value: Any) -> bool:
    """Whether it is a whole number written in the one way that it can be."""
    return type(value) is str and value.isdigit() and value.isascii() and value[0] != "0"


APART: dict[str, Callable[[Any, Any], bool]] = {
    "any": _words_apart,
    "boolean": _words_apart,
    "date": _dates_apart,
    "enum": _words_apart,
    "exact": _words_apart,
    "money": _money_apart,
    "name": _names_apart,
    "quantity": _quantities_apart,
    "text": _read_apart,
    "verbatim": _read_apart,
}
"""By kind the quick look of :func:`differ`; money and quantities are told apart by their numbers: likeness 0."""
