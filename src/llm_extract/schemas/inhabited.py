"""Whether any finite value fits a schema: shapes that must contain themselves, and limits that exclude each other."""

from __future__ import annotations

from collections.abc import Collection

from ..pointers import join_pointer
from .nodes import CitedNode, Definition, Fixed, Leaf, Node, Obj, Ref, Sequence, Union

__all__ = ["unfillable_place"]


def unfillable_place(root: Node, definitions: Collection[Definition]) -> str | None:
    """Where no value fits, though one must stand there.

    Args:
        root: the node of the whole.
        definitions: all shapes that may be referred to.

    Returns:
        The place, as a JSON pointer with ``*`` for any item; None where a value fits the whole.
    """
    fillable: set[int] = set()
    grown = True
    while grown:
        found = {id(one) for one in definitions if one.node is not None and _blocked(one.node, fillable, "") is None}
        grown, fillable = found != fillable, found
    place = _blocked(root, fillable, "")
    if place == "" and isinstance(root, Ref) and root.target.node is not None:
        return _blocked(root.target.node, fillable, "") or ""
    return place


def _blocked(node: Node, fillable: Collection[int], path: str) -> str | None:
    """The place at or inside a node that cannot be filled, given the definitions known to be."""
    if isinstance(node, Ref):
        return None if id(node.target) in fillable else path
    if isinstance(node, CitedNode):
        return _blocked(node.inner, fillable, path)
    if isinstance(node, Union):
        places = [_blocked(branch, fillable, path) for branch in node.branches]
        return None if None in places else path
    if isinstance(node, Leaf):
        return path if _contradicts(node) else None
    if isinstance(node, Obj):
        needed = [(path + join_pointer([field.name]), field.node) for field in node.fields if field.required]
        return _first(needed, fillable)
    if isinstance(node, Sequence):
        least, most = node.keywords.get("minItems", 0), node.keywords.get("maxItems")
        if most is not None and least > most:
            return path
        return _blocked(node.item, fillable, f"{path}/*") if least > 0 else None
    if isinstance(node, Fixed):
        if node.maximum is not None and node.minimum > node.maximum:
            return path
        items = node.items if node.rest is None else [*node.items, node.rest]
        return _first([(f"{path}/{number}", item) for number, item in enumerate(items[: node.minimum])], fillable)
    return None


def _first(places: list[tuple[str, Node]], fillable: Collection[int]) -> str | None:
    found = (_blocked(node, fillable, path) for path, node in places)
    return next((place for place in found if place is not None), None)


def _contradicts(leaf: Leaf) -> bool:
    words = leaf.keywords
    least, most = words.get("minimum"), words.get("maximum")
    above, below = words.get("exclusiveMinimum"), words.get("exclusiveMaximum")
    return (
        (least is not None and most is not None and least > most)
        or (least is not None and below is not None and least >= below)
        or (above is not None and most is not None and above >= most)
        or (above is not None and below is not None and above >= below)
    )
