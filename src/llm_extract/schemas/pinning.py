"""Whether a strict schema compiled earlier still fits the class it was compiled from."""

from __future__ import annotations

from typing import Any

from ..errors import ConfigError
from .matching import target

__all__ = ["check_pinned"]

Raw = dict[str, Any]


def check_pinned(pinned: Raw, fresh: Raw, name: str) -> None:
    """Compare what is pinned with what the class compiles to now.

    Descriptions and constraints may differ. Shapes may not, except that the class may have gained values of an enum,
    branches of a union and fields that may be null.

    Args:
        pinned: the strict schema that is sent.
        fresh: the strict schema of the class as it is now.
        name: the schema's name, for messages.

    Raises:
        ConfigError: an answer that fits ``pinned`` could no longer be decoded.
    """
    try:
        difference = _difference(pinned, fresh, pinned, fresh, "", set())
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise ConfigError(
            f"the pinned schema of {name} is no strict schema ({type(error).__name__}: {error})",
            hint="Restore the file from version control.",
        ) from None
    if difference is not None:
        raise ConfigError(
            f"the released schema does not match {name}: {difference}",
            hint="Restore the class, or release a new version with a schema of its own.",
        )


def _difference(old: Raw, new: Raw, olds: Raw, news: Raw, path: str, seen: set[tuple[int, int]]) -> str | None:
    try:
        old, new = target(old, olds), target(new, news)
    except (KeyError, TypeError):
        return f"{path or '/'} has a $ref that leads nowhere"
    if (id(old), id(new)) in seen:
        return None
    seen.add((id(old), id(new)))
    mine, theirs = _branches(old, olds), _branches(new, news)
    for branch in mine:
        findings = [_shape(branch, other, olds, news, path, seen) for other in theirs]
        if None not in findings:
            fitting = [text for text in findings if text is not None]
            return max(fitting, key=len, default=f"{path or '/'} has another type")
    return None


def _branches(schema: Raw, root: Raw) -> list[Raw]:
    """A schema's alternatives, each of one type."""
    if "anyOf" in schema:
        return [part for branch in schema["anyOf"] for part in _branches(target(branch, root), root)]
    kind = schema.get("type")
    if isinstance(kind, list):
        return [{**schema, "type": name} for name in kind]
    return [schema]


def _shape(old: Raw, new: Raw, olds: Raw, news: Raw, path: str, seen: set[tuple[int, int]]) -> str | None:
    kind = old.get("type")
    if kind != new.get("type") and not (kind == "integer" and new.get("type") == "number"):
        return f"{path or '/'} has another type"
    if kind == "object":
        return _properties(old, new, olds, news, path, seen)
    if kind == "array":
        return _difference(old.get("items", {}), new.get("items", {}), olds, news, f"{path}/*", seen)
    if kind == "null":
        return None
    lost = _lost(old, new)
    return f"{path or '/'} no longer takes {lost[0]!r}" if lost else None


def _values(schema: Raw) -> list[Any] | None:
    return [schema["const"]] if "const" in schema else schema.get("enum")


def _lost(old: Raw, new: Raw) -> list[Any]:
    mine, theirs = _values(old), _values(new)
    if theirs is None:
        return []
    if mine is None:
        return ["any value"]
    return [value for value in mine if value is not None and value not in theirs]


def _properties(old: Raw, new: Raw, olds: Raw, news: Raw, path: str, seen: set[tuple[int, int]]) -> str | None:
    mine, theirs = old.get("properties", {}), new.get("properties", {})
    for name, schema in mine.items():
        if name not in theirs:
            return f"{path}/{name} is gone"
        difference = _difference(schema, theirs[name], olds, news, f"{path}/{name}", seen)
        if difference is not None:
            return difference
    for name, schema in theirs.items():
        null = any(branch.get("type") == "null" for branch in _branches(target(schema, news), news))
        if name not in mine and not null:
            return f"{path}/{name} is new and may not be null"
    return None
