"""Intersect two JSON schemas, for ``allOf`` and for keywords beside ``$ref``.

What two schemas say together is kept where it shapes the data; what cannot be combined is kept in words
(``x-hints``), because validation has the last word anyway.
"""

from __future__ import annotations

import json
from typing import Any

from .matching import is_equal

__all__ = ["ANNOTATIONS", "Raw", "in_words", "merge", "types_of"]

ANNOTATIONS = frozenset(
    {"title", "description", "default", "examples", "example", "deprecated", "readOnly", "writeOnly", "$comment",
     "$schema", "$id", "id", "$anchor", "definitions", "$defs", "discriminator", "x-hints", "$vocabulary"}
)  # fmt: skip
_LOWER = {"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains"}
_UPPER = {"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains"}
_FIRST = {"x-kind", "x-forms", "x-cited", "x-decimal", "x-temporal", "$recursiveAnchor", "$dynamicAnchor"}
_BOTH = {"items", "additionalItems", "contains", "propertyNames", "unevaluatedProperties", "unevaluatedItems"}

Raw = dict[str, Any]


def in_words(keyword: str, value: Any) -> str:
    """Say a constraint in one short phrase."""
    return f"{keyword}: {json.dumps(value, ensure_ascii=False)[:300]}"


def types_of(schema: Raw) -> list[str] | None:
    """The types that ``type`` names, None where it is missing."""
    types = schema.get("type")
    if types is None:
        return None
    return [types] if isinstance(types, str) else [name for name in types if isinstance(name, str)]


def merge(one: Any, other: Any) -> Any:
    """The schema of values that fit both.

    Args:
        one: a schema without ``$ref`` and ``allOf`` at its top; its annotations win.
        other: another.

    Returns:
        A schema, False where nothing fits. Where keywords cannot be combined one is kept and the other put in words.
    """
    obvious = _obvious(one, other)
    if obvious is not None:
        return obvious
    result: Raw = dict(one)
    for key, value in other.items():
        if key in ("properties", "patternProperties", "additionalProperties"):
            continue
        _merge_keyword(result, key, value)
    _merge_properties(result, one, other)
    return False if result.get("type") == [] or result.get("enum") == [] else result


def _merge_keyword(result: Raw, key: str, value: Any) -> None:
    if key == "x-hints":
        result[key] = [*result.get(key, []), *value]
    elif key not in result:
        result[key] = value
    elif key in ANNOTATIONS or key in _FIRST or result[key] == value:
        return
    elif key in _MERGERS:
        _MERGERS[key](result, value)
    elif key in _LOWER:
        result[key] = _bound(result[key], value, max)
    elif key in _UPPER:
        result[key] = _bound(result[key], value, min)
    elif key in _BOTH and isinstance(result[key], dict | bool) and isinstance(value, dict | bool):
        result[key] = {"allOf": [result[key], value]}
    else:
        result["x-hints"] = [*result.get("x-hints", []), in_words(key, value)]


def _bound(one: Any, other: Any, tighter: Any) -> Any:
    numbers = [value for value in (one, other) if not isinstance(value, bool)]
    return tighter(numbers) if numbers else one


def _merge_type(result: Raw, value: Any) -> None:
    mine, theirs = types_of(result) or [], types_of({"type": value}) or []
    both = [name for name in mine if name in theirs or (name == "integer" and "number" in theirs)]
    if "number" in mine and "integer" in theirs and "integer" not in both:
        both.append("integer")
    result["type"] = both[0] if len(both) == 1 else both


def _merge_enum(result: Raw, value: Any) -> None:
    result["enum"] = [item for item in result["enum"] if any(is_equal(item, x) for x in value)]


def _merge_required(result: Raw, value: Any) -> None:
    if isinstance(value, list) and isinstance(result["required"], list):
        result["required"] = [*result["required"], *(name for name in value if name not in result["required"])]


def _merge_any(result: Raw, value: Any) -> None:
    result["anyOf"] = [{"allOf": [branch, {"anyOf": value}]} for branch in result["anyOf"]]


def _merge_one(result: Raw, value: Any) -> None:
    # Two oneOf: the first becomes an anyOf over pairs; that exactly one fits is left to validation.
    pairs = [{"allOf": [branch, {"oneOf": value}]} for branch in result.pop("oneOf")]
    if "anyOf" in result:
        pairs = [{"allOf": [pair, {"anyOf": result["anyOf"]}]} for pair in pairs]
    result["anyOf"] = pairs


_MERGERS: dict[str, Any] = {
    "type": _merge_type,
    "enum": _merge_enum,
    "required": _merge_required,
    "anyOf": _merge_any,
    "oneOf": _merge_one,
}


def _merge_properties(result: Raw, one: Raw, other: Raw) -> None:
    mine, theirs = one.get("properties") or {}, other.get("properties") or {}
    if mine or theirs:
        result["properties"] = {
            name: _both(_rule(one, name), _rule(other, name)) for name in [*mine, *(x for x in theirs if x not in mine)]
        }
    patterns = {**(one.get("patternProperties") or {})}
    for pattern, schema in (other.get("patternProperties") or {}).items():
        patterns[pattern] = _both(patterns.get(pattern, True), schema)
    if patterns:
        result["patternProperties"] = patterns
    if "additionalProperties" in one or "additionalProperties" in other:
        result["additionalProperties"] = _both(
            one.get("additionalProperties", True), other.get("additionalProperties", True)
        )


def _rule(schema: Raw, name: str) -> Any:
    properties = schema.get("properties") or {}
    if name in properties:
        return properties[name]
    if schema.get("patternProperties"):
        return True  # a pattern may speak about this name; left to validation
    return schema.get("additionalProperties", True)


def _obvious(one: Any, other: Any) -> Any:
    """What fits both where one of them takes nothing or everything, else None."""
    if one is False or other is False:
        return False
    if other is True or other == {}:
        return one
    return other if one is True or one == {} else None


def _both(one: Any, other: Any) -> Any:
    obvious = _obvious(one, other)
    if obvious is not None:
        return obvious
    return one if one == other else {"allOf": [one, other]}
