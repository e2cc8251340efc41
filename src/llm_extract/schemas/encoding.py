"""Encode bare values as the model would write them: for examples in prompts, and to test decoding."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ..errors import ConfigError
from ..pointers import join_pointer
from .coercion import plain_decimal
from .matching import fits, is_equal
from .nodes import (
    Choice,
    CitedNode,
    DecimalText,
    Fixed,
    JsonText,
    Leaf,
    Map,
    Node,
    Nullable,
    Obj,
    Ref,
    Sequence,
    Union,
    bare_types,
)
from .writing import DECIMAL_PATTERN

__all__ = ["encode"]

_DECIMAL = re.compile(DECIMAL_PATTERN)


class _Misfit(Exception):
    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path


def encode(node: Node, bare: Any, quotes: Mapping[str, str]) -> Any:
    """Write a bare value as it would stand on the wire.

    Args:
        node: the root.
        bare: JSON values that fit the schema.
        quotes: the quote of each cited value, by JSON pointer into ``bare``.

    Raises:
        ConfigError: the value does not fit the schema, or a quote is missing.
    """
    try:
        return _encode(node, bare, "", quotes)
    except _Misfit as misfit:
        raise ConfigError(
            f"{misfit.path or '/'}: {misfit}", hint="Give data of the schema's shape, and a quote for each cited value."
        ) from None


def _encode(node: Node, bare: Any, path: str, quotes: Mapping[str, str]) -> Any:
    if isinstance(node, Ref):
        assert node.target.node is not None
        return _encode(node.target.node, bare, path, quotes)
    if isinstance(node, Nullable):
        return None if bare is None else _encode(node.inner, bare, path, quotes)
    if isinstance(node, CitedNode):
        return _encode_cited(node, bare, path, quotes)
    if isinstance(node, Union):
        return _encode_union(node, bare, path, quotes)
    if isinstance(node, Obj):
        return _encode_object(node, _expect(bare, dict, path), path, quotes)
    if isinstance(node, Map):
        entries = _entries(node.value, _expect(bare, dict, path), path, quotes)
        return {"entries": entries} if node.boxed else entries
    if isinstance(node, Sequence):
        _check_count(bare, node.keywords.get("minItems", 0), node.keywords.get("maxItems"), path)
        return [_encode(node.item, item, f"{path}/{n}", quotes) for n, item in enumerate(bare)]
    if isinstance(node, Fixed):
        return _encode_fixed(node, bare, path, quotes)
    return _encode_scalar(node, bare, path)


def _expect(bare: Any, kind: type, path: str) -> Any:
    if not isinstance(bare, kind):
        raise _Misfit(path, f"{_short(bare)} is no {'object' if kind is dict else 'array'}")
    return bare


def _short(bare: Any) -> str:
    return json.dumps(bare, ensure_ascii=False, default=str)[:80]


def _check_count(bare: Any, minimum: int, maximum: int | None, path: str) -> None:
    _expect(bare, list, path)
    if len(bare) < minimum or (maximum is not None and len(bare) > maximum):
        raise _Misfit(path, f"{len(bare)} items where {minimum} to {maximum} fit")


def _encode_scalar(node: Node, bare: Any, path: str) -> Any:
    if isinstance(node, JsonText):
        return json.dumps(bare, ensure_ascii=False)
    if isinstance(node, DecimalText):
        plain = plain_decimal(bare)
        if not isinstance(plain, str) or not _DECIMAL.match(plain):
            raise _Misfit(path, f"{_short(bare)} is no decimal number")
        return plain
    if isinstance(node, Choice):
        if not any(is_equal(bare, value) for value in node.values):
            raise _Misfit(path, f"{_short(bare)} is none of the values")
        text = json.dumps(bare, sort_keys=True) if node.as_text else bare
        return {"json": text} if node.boxed else text
    assert isinstance(node, Leaf)
    if not fits({"type": node.type, **node.keywords}, bare, {}):
        raise _Misfit(path, f"{_short(bare)} is no such {node.type}")
    return bare


def _encode_cited(node: CitedNode, bare: Any, path: str, quotes: Mapping[str, str]) -> Any:
    value = _encode(node.inner, bare, path, quotes)
    if node.verbatim:
        return value
    if path not in quotes:
        raise _Misfit(path, "no quote given")
    return {"quote": quotes[path], "value": value}


def _encode_object(node: Obj, bare: dict[str, Any], path: str, quotes: Mapping[str, str]) -> Any:
    wire: dict[str, Any] = {}
    names = set()
    for field in node.fields:
        names.add(field.name)
        place = path + join_pointer([field.name])
        if field.name not in bare:
            if field.required:
                raise _Misfit(place, "missing")
            wire[field.name] = None
        elif bare[field.name] is None and "null" not in bare_types(field.node):
            raise _Misfit(place, "null is no value here")
        else:
            wire[field.name] = _encode(field.node, bare[field.name], place, quotes)
    rest = {key: value for key, value in bare.items() if key not in names}
    if node.extra is not None:
        text = isinstance(node.extra, JsonText)
        wire[node.extra_name] = _text(rest) if text else _entries(node.extra, rest, path, quotes)
    elif rest:
        raise _Misfit(path + join_pointer([next(iter(rest))]), "a key that the schema does not have")
    return wire


def _text(rest: dict[str, Any]) -> str | None:
    return json.dumps(rest, ensure_ascii=False) if rest else None


def _entries(value: Node, bare: dict[str, Any], path: str, quotes: Mapping[str, str]) -> list[Any]:
    return [
        {"key": key, "value": _encode(value, item, path + join_pointer([key]), quotes)} for key, item in bare.items()
    ]


def _encode_fixed(node: Fixed, bare: Any, path: str, quotes: Mapping[str, str]) -> Any:
    _check_count(bare, node.minimum, node.maximum, path)
    items = []
    for number, item in enumerate(bare):
        inner = node.at(number)
        if inner is None:
            raise _Misfit(f"{path}/{number}", "an item too many")
        items.append(_encode(inner, item, f"{path}/{number}", quotes))
    return {f"item_{number}": item for number, item in enumerate(items, 1)} if node.as_object else items


def _encode_union(node: Union, bare: Any, path: str, quotes: Mapping[str, str]) -> Any:
    """The first branch that takes the value; a number is written as a decimal's text only where no other takes it."""
    deepest: _Misfit | None = None
    exact = [branch for branch in node.branches if isinstance(bare, str) or not isinstance(branch, DecimalText)]
    for branch in [*exact, *(branch for branch in node.branches if branch not in exact)]:
        try:
            return _encode(branch, bare, path, quotes)
        except _Misfit as misfit:
            if deepest is None or len(misfit.path) > len(deepest.path):
                deepest = misfit
    assert deepest is not None
    raise deepest
