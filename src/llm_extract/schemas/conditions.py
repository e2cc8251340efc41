"""Alternatives and conditions in a JSON schema: which shape the data, and which are for validation alone."""

from __future__ import annotations

from typing import Any

from .merging import ANNOTATIONS, Raw, in_words

__all__ = ["is_shapeless", "without_condition"]

_SHAPELESS = {"required", "not", "minProperties", "maxProperties", "dependencies", "dependentRequired", "type",
              "if", "then", "else", "propertyNames", "contains", "uniqueItems"} | ANNOTATIONS  # fmt: skip


def is_shapeless(schema: Any) -> bool:
    """Whether a schema only restricts values that another one shapes: ``required``, ``not`` and the like."""
    return not isinstance(schema, dict) or set(schema) <= _SHAPELESS


def without_condition(schema: Raw) -> Raw:
    """``if`` as an anyOf: the condition with ``then``, or ``else``; shapeless parts stay words."""
    rest = {key: value for key, value in schema.items() if key not in ("if", "then", "else")}
    then, other = schema.get("then", True), schema.get("else", True)
    if is_shapeless(then) and is_shapeless(other):
        words = {key: schema[key] for key in ("if", "then", "else") if key in schema}
        return {**rest, "x-hints": [*rest.get("x-hints", []), in_words("condition", words)]}
    return {"allOf": [rest, {"anyOf": [{"allOf": [schema["if"], then]}, other]}]}
