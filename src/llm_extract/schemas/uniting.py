"""Several branches as one node: nulls and nested unions are lifted out, doubles dropped, mistakable forms changed."""

from __future__ import annotations

from copy import copy

from .nodes import (
    Choice,
    CitedNode,
    DecimalText,
    Fixed,
    Impossible,
    JsonText,
    Leaf,
    Map,
    Node,
    Nullable,
    Ref,
    Sequence,
    Union,
    children,
)

__all__ = ["settle_unions", "unite"]


def unite(nodes: list[Node], note: str, hints: tuple[str, ...] = ()) -> Node:
    """One node for several branches: nulls and nested unions are lifted out.

    Args:
        nodes: the branches.
        note: the description of them all.
        hints: what is said in the description beside it.

    Raises:
        Impossible: no value fits any of them.
    """
    flat: list[Node] = []
    null = False
    for node in nodes:
        null, parts = _flatten(node, null)
        flat.extend(parts)
    kept = _distinct(flat)
    if not kept:
        if not null:
            raise Impossible
        return Leaf(type="null", note=note, hints=hints)
    if any(isinstance(node, JsonText) for node in kept):
        kept = [JsonText()] if not any(isinstance(node, CitedNode) for node in kept) else kept
    if len(kept) == 1:
        only = kept[0]
        if not null:
            only.note = " ".join(filter(None, [note, only.note])) if note != only.note else note
            only.hints += hints
            return only
    else:
        only = Union(branches=kept)
    if null:
        return Nullable(inner=only, note=note, hints=hints)
    only.note, only.hints = note, hints
    return only


def _flatten(node: Node, null: bool) -> tuple[bool, list[Node]]:
    if isinstance(node, Nullable):
        return True, _flatten(node.inner, null)[1]
    if isinstance(node, Leaf) and node.type == "null":
        return True, []
    if isinstance(node, Union):
        return null, list(node.branches)
    if isinstance(node, Ref) and isinstance(node.target.node, Nullable):
        # copies, since what is noted here is not meant for the definition
        return True, [copy(part) for part in _flatten(node.target.node.inner, null)[1]]
    return null, [node]


def _distinct(nodes: list[Node]) -> list[Node]:
    kept: list[Node] = []
    for node in nodes:
        if not any(_is_same(node, other) for other in kept):
            kept.append(node)
    return kept


def _is_same(one: Node, other: Node) -> bool:
    if isinstance(one, Ref) and isinstance(other, Ref):
        return one.target is other.target
    if isinstance(one, Leaf) and isinstance(other, Leaf):
        return vars(one) == vars(other)
    return False


def settle_unions(roots: list[Node]) -> None:
    """Change how branches are written where one could be taken for another: several that are arrays on the wire.

    Args:
        roots: the root and the definitions' nodes, all read.
    """
    queue, seen = list(roots), set()
    while queue:
        node = queue.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        queue.extend(children(node))
        if isinstance(node, Union):
            _settle([leaf for branch in node.branches for leaf in _leaves(branch, set())])


def _settle(branches: list[Node]) -> None:
    arrays = sum(isinstance(node, Sequence | Fixed | Map) for node in branches)
    texts = any(isinstance(node, Leaf | Choice | DecimalText) and _takes_text(node) for node in branches)
    for node in branches:
        if isinstance(node, Leaf) and texts:
            node.temporal = False  # a number in text may be meant for another branch
        if isinstance(node, Choice):
            node.boxed = node.as_text and len(branches) > 1
        if isinstance(node, Fixed):
            node.as_object = False
        if isinstance(node, Map) and arrays > 1:
            node.boxed = True


def _takes_text(node: Leaf | Choice | DecimalText) -> bool:
    if isinstance(node, Leaf):
        return node.type == "string" and not node.temporal
    return isinstance(node, DecimalText) or any(isinstance(value, str) for value in node.values)


def _leaves(node: Node, seen: set[int]) -> list[Node]:
    """The branches of a node, those of unions and references inside it too."""
    if isinstance(node, Ref):
        if id(node.target) in seen or node.target.node is None:
            return []
        return _leaves(node.target.node, seen | {id(node.target)})
    if isinstance(node, Union):
        return [leaf for branch in node.branches for leaf in _leaves(branch, seen)]
    return _leaves(node.inner, seen) if isinstance(node, Nullable) else [node]
