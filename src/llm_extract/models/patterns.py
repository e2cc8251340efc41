"""Patterns as llama.cpp's grammars take them, seen by asking its servers.

Its converters read a part of regular expressions. What they do not know they leave out in silence (``\\d``, patterns
without anchors), or it ends the process (escapes, in llama-cpp-python), or it lets a bare quote into a string, which is
no JSON then (``.``, ``[^a]``). So patterns are sent in a plain form with the same meaning, or not at all; answers are
held to them after decoding in any case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["plain_pattern", "with_plain_patterns"]

_SETS = {"d": "0-9", "w": "A-Za-z0-9_"}
_IN_BRACKETS = frozenset(".()|{}*+?$")
_AS_THEY_ARE = frozenset("/-, :;_'=<>!@#%&~`")
_MAPS_OF_SCHEMAS = frozenset({"properties", "$defs"})
_SCHEMAS = frozenset({"items", "anyOf"})


class _NotPlainError(Exception):
    """It cannot be said."""


def plain_pattern(pattern: str) -> str | None:
    """A pattern in plain form: anchored, ASCII, without escapes, ``.`` and negated classes.

    Args:
        pattern: as a JSON schema has it.

    Returns:
        One with the same meaning, or None.

    Example:
        >>> plain_pattern(r"^-?\\d+(?:\\.\\d{1,2})?$")
        '^-?[0-9]+([.][0-9]{1,2})?$'
        >>> plain_pattern("^[^a]$") is plain_pattern("abc") is plain_pattern("^a|b$") is None
        True
    """
    if not (pattern.startswith("^") and pattern.endswith("$")) or not pattern.isascii():
        return None
    try:
        return f"^{''.join(_plain_parts(pattern[1:-1]))}$"
    except (_NotPlainError, StopIteration):
        return None


def with_plain_patterns(schema: Any) -> Any:
    """A strict schema whose patterns are plain; those that cannot be are left out, properties of that name stay."""
    if isinstance(schema, list):
        return [with_plain_patterns(part) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    kept: dict[str, Any] = {}
    for word, value in schema.items():
        if word == "pattern":
            plain = plain_pattern(value)
            kept |= {} if plain is None else {word: plain}
        elif word in _MAPS_OF_SCHEMAS:
            kept[word] = {name: with_plain_patterns(part) for name, part in value.items()}
        else:
            kept[word] = with_plain_patterns(value) if word in _SCHEMAS else value
    return kept


def _plain_parts(body: str) -> Iterator[str]:
    depth, before, rest = 0, "", iter(body)
    for character in rest:
        if character == "[":
            yield f"[{_plain_class(rest)}]"
        elif character == "\\":
            yield _plain_escape(next(rest, ""))
        elif character in '."^$' or not character.isprintable():
            raise _NotPlainError
        elif character == "?" and before == "(":
            if next(rest, "") != ":":
                raise _NotPlainError
        elif (character in "?+" and before in "*+?}" and before) or (character == "|" and depth == 0):
            raise _NotPlainError  # lazy or possessive; anchors that bind one branch each
        else:
            depth += (character == "(") - (character == ")")
            yield character
        before = character
    if depth:
        raise _NotPlainError


def _plain_escape(character: str) -> str:
    if character in _SETS:
        return f"[{_SETS[character]}]"
    if character and character in _IN_BRACKETS:
        return f"[{character}]"
    if character and character in _AS_THEY_ARE:
        return character
    raise _NotPlainError


def _plain_class(rest: Iterator[str]) -> str:
    found, hyphen, first = "", "", True
    for character in rest:
        if character == "]":
            if not found + hyphen:
                raise _NotPlainError
            return found + hyphen
        if character in '"[' or (character == "^" and first) or not character.isprintable():
            raise _NotPlainError
        if character == "\\":
            escaped = next(rest, "")
            if escaped == "-":
                hyphen = "-"
            elif escaped in _SETS:
                found += _SETS[escaped]
            elif escaped and escaped in _IN_BRACKETS | _AS_THEY_ARE:
                found += escaped
            else:
                raise _NotPlainError
        else:
            found += character
        first = False
    raise _NotPlainError
