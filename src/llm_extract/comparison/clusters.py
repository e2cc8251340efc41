"""Which of many items are the same one, whatever order they come in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..messages import canonical_json
from .items import reach, similarity
from .shapes import Shape

__all__ = ["Cluster", "cluster", "same_item"]

_CHANCE_KINDS = frozenset({"enum", "boolean"})


@dataclass
class Cluster:
    """Indices of items that are one; ``ambiguous`` where it fitted two others equally well and was kept apart."""

    members: list[int] = field(default_factory=list)
    ambiguous: bool = False


def cluster(items: Sequence[Any], shape: Shape) -> list[Cluster]:
    """Group items that are the same.

    The items that say most come first; each joins the group all of whose members it fits, the most alike one where
    there are several. Where two are equally alike, joining either would be a guess, so it stays by itself.

    Args:
        items: the items, none of them null.
        shape: their shape.

    Returns:
        The groups, by first appearance of a member.

    Example:
        >>> [group.members for group in cluster(["Acme Inc.", "Beta", "Acme"], Shape("name"))]
        [[0, 2], [1]]
    """
    groups: list[Cluster] = []
    for index in sorted(range(len(items)), key=lambda i: (-_said(items[i]), canonical_json(items[i]), i)):
        fitting = [
            group for group in groups if all(same_item(shape, items[other], items[index]) for other in group.members)
        ]
        if len(fitting) > 1:
            ranked = [(_closeness(shape, items, group, index), group) for group in fitting]
            best = max(rank for rank, _ in ranked)
            fitting = [group for rank, group in ranked if rank == best]
        if len(fitting) == 1:
            fitting[0].members.append(index)
        else:
            groups.append(Cluster([index], ambiguous=len(fitting) > 1))
    for group in groups:
        group.members.sort()
    return sorted(groups, key=lambda group: group.members[0])


def same_item(shape: Shape, one: Any, other: Any) -> bool:
    """Whether two items are the same: no field of their identity contradicts, and at least one of them agrees.

    Identity fields that the schema declares (``x-identity``) must all fit. Without a declaration, enums and flags do
    not part items, and texts that resemble each other fit: wording varies.

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
    agreed = compared = False
    for keys, leaf in shape.identity:
        if leaf.kind in _CHANCE_KINDS and not shape.declares_identity:
            continue
        left, right = reach(one, keys), reach(other, keys)
        compared = True
        if left is None or right is None:
            continue
        if not _fits(leaf, left, right, strict=shape.declares_identity):
            return False
        agreed = True
    return agreed if compared else canonical_json(one) == canonical_json(other)


def _fits(leaf: Shape, left: Any, right: Any, *, strict: bool) -> bool:
    alike = similarity(leaf, left, right)
    if leaf.kind == "date" and leaf.comparator is None:
        return alike >= 0.5
    return alike >= 1.0 or (not strict and leaf.kind == "text" and alike > 0)


def _closeness(shape: Shape, items: Sequence[Any], group: Cluster, index: int) -> int:
    """Mean likeness to a group's members in ten-thousandths, so that ties are ties."""
    alike = sum(similarity(shape, items[other], items[index]) for other in group.members)
    return round(10_000 * alike / len(group.members))


def _said(value: Any) -> int:
    """How many values an item holds, at any depth."""
    if isinstance(value, Mapping):
        return sum(_said(part) for part in value.values())
    if isinstance(value, list):
        return sum(_said(part) for part in value)
    return int(value is not None)
