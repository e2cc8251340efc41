"""What differs between two compiled schemas, field by field."""

from __future__ import annotations

import json
from typing import Any

from ..schemas.matching import target

__all__ = ["schema_differences"]

Raw = dict[str, Any]

_WORDED = {
    "description": "description",
    "pattern": "pattern",
    "format": "format",
    "minimum": "lowest value",
    "maximum": "highest value",
    "exclusiveMinimum": "lowest value",
    "exclusiveMaximum": "highest value",
    "multipleOf": "step",
    "minItems": "least number of items",
    "maxItems": "greatest number of items",
    "const": "value",
}


def schema_differences(old: Raw, new: Raw) -> list[str]:
    """Name the fields in which two compiled schemas differ.

    Args:
        old: a compiled schema.
        new: another.

    Returns:
        One line for each difference, in the order of the fields, with names like ``rounds[].company``; empty where the
        two say the same in the same words.

    Example:
        >>> old = {"type": "object", "properties": {"name": {"type": "string"}, "age": {"type": "integer"}}}
        >>> new = {"type": "object", "properties": {"name": {"type": ["string", "null"]}}}
        >>> schema_differences(old, new)
        ['name: its type is string or null, was string', 'age: is gone']
    """
    found: list[str] = []
    _Comparison(old, new, found).compare(old, new, "")
    if not found and json.dumps(old) != json.dumps(new):
        found.append("(the whole): it is written in another order or with other definitions")
    return list(dict.fromkeys(found))


class _Comparison:
    def __init__(self, olds: Raw, news: Raw, found: list[str]) -> None:
        self._olds, self._news, self._found = olds, news, found
        self._seen = {(id(olds), id(news))}

    def compare(self, old: Raw, new: Raw, path: str) -> None:
        """Compare one place; what is reached by a reference more than once is compared once."""
        if "$ref" in old or "$ref" in new:
            self._say_words(old, new, path, {"description": "description"})
            old, new = target(old, self._olds), target(new, self._news)
            if (id(old), id(new)) in self._seen:
                return
            self._seen.add((id(old), id(new)))
        if "anyOf" in old or "anyOf" in new:
            self._branches(old, new, path)
            return
        if _types(old) != _types(new):
            self._say(path, f"its type is {_in_words(new)}, was {_in_words(old)}")
            return
        self._say_words(old, new, path, _WORDED)
        self._choices(old, new, path)
        self._properties(old, new, path)
        if isinstance(old.get("items"), dict) and isinstance(new.get("items"), dict):
            self.compare(old["items"], new["items"], f"{path}[]")

    def _branches(self, old: Raw, new: Raw, path: str) -> None:
        """Alternatives are compared in order; where their number differs, that is the difference."""
        self._say_words(old, new, path, {"description": "description"})
        mine, theirs = old.get("anyOf", [old]), new.get("anyOf", [new])
        if len(mine) != len(theirs):
            self._say(path, f"its type is {_in_words(new)}, was {_in_words(old)}")
            return
        for one, other in zip(mine, theirs, strict=True):
            self.compare(one, other, path)

    def _properties(self, old: Raw, new: Raw, path: str) -> None:
        mine, theirs = old.get("properties", {}), new.get("properties", {})
        for name, schema in mine.items():
            inner = path if _is_cited(mine) and _is_cited(theirs) else f"{path}.{name}" if path else name
            if name in theirs:
                self.compare(schema, theirs[name], inner)
            else:
                self._say(inner, "is gone")
        for name in theirs:
            if name not in mine:
                self._say(f"{path}.{name}" if path else name, "is new")
        if [name for name in mine if name in theirs] != [name for name in theirs if name in mine]:
            self._say(path, "its fields are in another order")

    def _choices(self, old: Raw, new: Raw, path: str) -> None:
        mine, theirs = old.get("enum"), new.get("enum")
        if mine == theirs:
            return
        lost = [value for value in mine or () if value not in (theirs or ())]
        gained = [value for value in theirs or () if value not in (mine or ())]
        parts = [f"no longer {', '.join(map(_short, lost))}"] if lost else []
        parts += [f"now also {', '.join(map(_short, gained))}"] if gained else []
        self._say(path, f"its values are others: {'; '.join(parts) or 'another order'}")

    def _say_words(self, old: Raw, new: Raw, path: str, words: dict[str, str]) -> None:
        for key, word in words.items():
            if old.get(key) != new.get(key):
                self._say(path, f"its {word} is {_short(new.get(key))}, was {_short(old.get(key))}")

    def _say(self, path: str, what: str) -> None:
        self._found.append(f"{path or '(the whole)'}: {what}")


def _is_cited(properties: Raw) -> bool:
    return list(properties) == ["quote", "value"]


def _types(schema: Raw) -> list[str]:
    kind = schema.get("type", [])
    return sorted([kind] if isinstance(kind, str) else kind)


def _in_words(schema: Raw) -> str:
    if "anyOf" in schema:
        return " or ".join(_in_words(branch) for branch in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    kind = schema.get("type", "anything")
    return kind if isinstance(kind, str) else " or ".join(kind)


def _short(value: Any) -> str:
    if value is None:
        return "not given"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"
