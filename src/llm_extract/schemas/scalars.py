"""Read the scalars of a JSON schema: strings, numbers, enums, decimals and the constraints that may be sent."""

from __future__ import annotations

import re
from typing import Any

from ..plain_data import json_type
from .merging import Raw, in_words, types_of
from .nodes import Choice, DecimalText, Impossible, Leaf, Node, Nullable

__all__ = [
    "FORMATS",
    "NUMBER_WORDS",
    "bounds_of",
    "constrain_string",
    "is_portable",
    "marks_of",
    "note_of",
    "read_choice",
    "read_decimal",
]

FORMATS = frozenset({"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"})
"""The string formats that strict schemas know."""

NUMBER_WORDS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"})
"""The keywords that speak about numbers."""

_UNPORTABLE = re.compile(r"\(\?(?!:)|\\[1-9bBAZzpPkGR]|\[\[:|[*+?}]\+|\\c")


def note_of(schema: Raw) -> str:
    """The description, without the examples of a docstring, which show Python rather than data."""
    note = schema.get("description")
    if not isinstance(note, str):
        return ""
    return re.split(r"\n\s*(?:Examples?:\s*\n|>>> )", note, maxsplit=1)[0].strip()


def marks_of(schema: Raw) -> dict[str, Any]:
    """The kind and forms of a value, where the schema says them."""
    return {"kind": schema.get("x-kind"), "forms": schema.get("x-forms")}


def read_decimal(schema: Raw) -> Node:
    """A number that must stay exact: a string on the wire, with its bounds in the description."""
    keys = sorted(NUMBER_WORDS & set(schema)) + [key for key in ("x-max-digits", "x-decimal-places") if key in schema]
    hints = [in_words(key.removeprefix("x-"), schema[key]) for key in keys]
    return DecimalText(note=note_of(schema), hints=(*hints, *schema.get("x-hints", ())), **marks_of(schema))


def read_choice(schema: Raw) -> Node:
    """An ``enum`` or a ``const``: its values, as far as they have the type that stands beside them."""
    values = schema["enum"] if "enum" in schema else [schema["const"]]
    if "enum" in schema and "const" in schema:
        values = [value for value in values if value == schema["const"]]
    types = types_of(schema)
    if types is not None:
        values = [value for value in values if _is_type(value, types)]
    scalars = [value for value in values if value is not None]
    if not values:
        raise Impossible
    note, hints = note_of(schema), tuple(schema.get("x-hints", ()))
    if not scalars:
        return Leaf(type="null", note=note, hints=hints)
    as_text = any(isinstance(value, list | dict) for value in scalars)
    choice = Choice(values=scalars, const="enum" not in schema, as_text=as_text, **marks_of(schema))
    if len(scalars) < len(values):
        return Nullable(inner=choice, note=note, hints=hints)
    choice.note, choice.hints = note, hints
    return choice


def constrain_string(leaf: Leaf, schema: Raw) -> None:
    """Put on a string what endpoints hold answers to; the rest becomes a hint in its description.

    Args:
        leaf: the string, which is changed.
        schema: its schema.
    """
    pattern, form = schema.get("pattern"), schema.get("format")
    hints = []
    if isinstance(pattern, str):
        if is_portable(pattern):
            leaf.keywords["pattern"] = pattern
        else:
            hints.append(f"pattern: {pattern}")
    if isinstance(form, str):
        if form in FORMATS:
            leaf.keywords["format"] = form
        else:
            hints.append(f"format: {form}")
    leaf.hints = (*hints, *leaf.hints)


def is_portable(pattern: str) -> bool:
    """Whether a pattern is plain enough for constrained decoding: no lookaround, backreference or boundary."""
    if _UNPORTABLE.search(pattern):
        return False
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def bounds_of(schema: Raw) -> dict[str, Any]:
    """The bounds of a number, those of Draft 4 in the form of later drafts."""
    kept: dict[str, Any] = {}
    for key in ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"):
        value = schema.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            kept[key] = int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
    # Draft 4 says by a boolean that the bound beside it is exclusive.
    for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if schema.get(exclusive) is True and bound in kept:
            kept[exclusive] = kept.pop(bound)
    return kept


def _is_type(value: Any, types: list[str]) -> bool:
    name = json_type(value)
    if name in ("integer", "number"):
        return "number" in types or ("integer" in types and bool(value == int(value)))
    return name in types
