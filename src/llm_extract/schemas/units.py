"""Give each number of a schema the unit that its field's name and description say."""

from __future__ import annotations

from ..values.field_units import FieldUnit, read_unit
from .nodes import CitedNode, DecimalText, Definition, Leaf, Map, Node, Nullable, Obj, Ref, Sequence, Union, children

__all__ = ["give_units"]

_COUNTS = {"money": "amount", "quantity": "number"}


def give_units(root: Node) -> None:
    """Set ``unit`` on the numbers of a tree of nodes.

    Args:
        root: the node of the whole wire value; changed in place.
    """
    _give(root, None, set())


def _give(node: Node, unit: FieldUnit | None, seen: set[int]) -> None:
    """Hand a unit down to the numbers inside: a name or description nearer to them counts more."""
    if isinstance(node, Leaf | DecimalText):
        if isinstance(node, DecimalText) or node.type in ("integer", "number"):
            node.unit = unit
    elif isinstance(node, Ref):
        _give_definition(node.target, seen)
    elif isinstance(node, Obj):
        for field in node.fields:
            _give(field.node, read_unit(field.name, _note(field.node)) or unit, seen)
        if node.kind in _COUNTS:
            node.unit = _unit_of_number(node)
    elif isinstance(node, Nullable | CitedNode | Sequence | Union | Map):
        for child in children(node):
            _give(child, unit, seen)
    else:
        for child in children(node):
            _give(child, None, seen)


def _give_definition(target: Definition, seen: set[int]) -> None:
    """A shape that many fields may use: none of them says its unit."""
    if id(target) not in seen and target.node is not None:
        seen.add(id(target))
        _give(target.node, None, seen)


def _unit_of_number(node: Obj) -> FieldUnit | None:
    """The unit of the number in a sum of money or a quantity, of which only the scale counts."""
    for field in node.fields:
        if field.name == _COUNTS[node.kind or ""]:
            unit = _inner(field.node).unit
            return FieldUnit(unit.scale, unit.sure) if unit and unit.scale != 1 else None
    return None


def _inner(node: Node) -> Node:
    while isinstance(node, Nullable | CitedNode):
        node = node.inner
    return node


def _note(node: Node) -> str:
    """The description of a field, wherever it stands."""
    while not node.note and isinstance(node, Nullable | CitedNode):
        node = node.inner
    return node.note
