"""Which list items belong together: whether two are the same, how alike they are, pairs by optimal assignment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..messages import canonical_json
from ..values.names import core_tokens
from .assignment import assign
from .shapes import Shape

__all__ = [
    "ONE_SIDED_WEIGHT",
    "PAIRING_FLOOR",
    "are_of_two_kinds",
    "by_kind",
    "contradict",
    "decides",
    "field_weight",
    "numbers_in",
    "pair",
    "reach",
    "same_item",
    "similarity",
    "weight",
]

PAIRING_FLOOR = 0.25
"""Items less alike than this are two items, not one with errors."""

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SENTENCE = 4  # words; fewer are a term, of which each letter counts
_CHANCE_KINDS = frozenset({"enum", "boolean"})
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


def same_item(shape: Shape, one: Any, other: Any) -> bool:
    """Whether two items are the same: no field of their identity contradicts, and at least one of them agrees.

    Identity fields that the schema declares (``x-identity``) must all fit. Without a declaration, enums and flags do
    not part items, and sentences that resemble each other fit where they have the same numbers and words with capitals:
    wording varies.

    Args:
        shape: of the items.
        one: an item.
        other: another one.

    Example:
        >>> shape = Shape.from_schema({"x-identity": ["name"], "properties": {"name": {"x-kind": "name",
        ...     "type": "string"}, "role": {"enum": ["lead", "other"]}}})
        >>> same_item(shape, {"name": "Acme", "role": "lead"}, {"name": "Acme Inc.", "role": "other"})
        True
    """
    if shape.kind != "object":
        return shape.same(one, other) if shape.is_leaf else similarity(shape, one, other) >= 1.0
    if are_of_two_kinds(shape, one, other):
        return False
    agreed = compared = False
    for keys, leaf in shape.identity:
        if not decides(shape, leaf):
            continue
        left, right = reach(one, keys), reach(other, keys)
        compared = True
        if left is None or right is None:
            continue
        if not _fits(leaf, left, right, strict=shape.declares_identity):
            return False
        agreed = True
    return agreed if compared else canonical_json(one) == canonical_json(other)


def contradict(shape: Shape, one: Any, other: Any) -> bool:
    """Whether two objects that stand at one place are about different things.

    They are where no branch of a union has room for both, or a declared identity does not fit. Without a declaration
    they are where a name in one of them is another than in the other and neither holds the other's words: else an
    object is taken for a section of facts.

    Args:
        shape: of the objects.
        one: an object.
        other: another one.

    Example:
        >>> shape = Shape.from_schema({"properties": {"buyer": {"x-kind": "name", "type": "string"}}})
        >>> contradict(shape, {"buyer": "Acme"}, {"buyer": "Beta"})
        True
        >>> contradict(shape, {"buyer": "Ann Lee"}, {"buyer": "Lee"}), contradict(shape, {"buyer": None}, {})
        (False, False)
    """
    if are_of_two_kinds(shape, one, other):
        return True
    for keys, leaf in shape.identity:
        if not shape.declares_identity and leaf.kind != "name":
            continue
        left, right = reach(one, keys), reach(other, keys)
        if left is None or right is None or _fits(leaf, left, right, strict=True):
            continue
        if leaf.kind != "name" or not _holds_words(left, right):
            return True
    return False


def are_of_two_kinds(shape: Shape, one: Any, other: Any) -> bool:
    """Whether no branch of a union of objects has room for what both say; where none has for one of them, it is open.

    Args:
        shape: of the objects.
        one: an object.
        other: another one.
    """
    left, right = (shape.branches_of(one), shape.branches_of(other)) if shape.branches else ((), ())
    return bool(left and right and left.isdisjoint(right))


def by_kind(shape: Shape, items: Sequence[Any]) -> Iterator[tuple[Shape, list[int]]]:
    """Items of a union of objects, those together that may be of one branch.

    Args:
        shape: of the items.
        items: of one list.

    Yields:
        The shape of some items, and their places in the list: that of a branch where all of them are of it alone.
    """
    found: dict[frozenset[int], list[int]] = {}
    for number, item in enumerate(items):
        found.setdefault(shape.branches_of(item) if shape.branches else frozenset(), []).append(number)
    while found:
        kinds, numbers = found.popitem()
        while near := [other for other in found if not kinds.isdisjoint(other)]:
            numbers += [number for other in near for number in found.pop(other)]
            kinds = kinds.union(*near)
        yield shape.branches[next(iter(kinds))] if len(kinds) == 1 else shape, sorted(numbers)


def _holds_words(one: Any, other: Any) -> bool:
    left, right = (set(core_tokens(name)) for name in (str(one), str(other)))
    return left <= right or right <= left


def _fits(leaf: Shape, left: Any, right: Any, *, strict: bool) -> bool:
    alike = similarity(leaf, left, right)
    if leaf.kind == "date" and leaf.comparator is None:
        return alike >= 0.5
    return alike >= 1.0 or (not strict and leaf.kind == "text" and alike > 0 and _tell_the_same(left, right))


def _tell_the_same(one: Any, other: Any) -> bool:
    """Whether two texts are sentences with the same numbers, and each has the words that the other capitalises."""
    left, right = _WORD.findall(one), _WORD.findall(other)
    if min(len(left), len(right)) < _SENTENCE or numbers_in(one) != numbers_in(other):
        return False
    return _holds_capitals(left, right) and _holds_capitals(right, left)


def _holds_capitals(words: Sequence[str], others: Sequence[str]) -> bool:
    folded = {word.casefold() for word in others}
    return all(word.casefold() in folded for word in words if word != word.lower())


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of a text as they are written, in their order.

    Example:
        >>> numbers_in("5 of 1,000 in 2018.")
        ('5', '1,000', '2018')
    """
    return tuple(_NUMBER.findall(text))


def decides(shape: Shape, leaf: Shape) -> bool:
    """Whether a field of the identity tells two items apart; of enums and flags only those do that are declared.

    Args:
        shape: of the items.
        leaf: the field.
    """
    return leaf.kind not in _CHANCE_KINDS or shape.declares_identity or shape.is_leaf


def field_weight(shape: Shape) -> float:
    """How much a field says about whether two items are the same."""
    return _CHANCE_WEIGHT if shape.kind in _CHANCE_KINDS else 1.0


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
