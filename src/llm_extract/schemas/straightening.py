"""Answers that say everything, but not in the form that was asked for: what has one reading is put into that form.

Endpoints without strict schemas wrap the answer in an envelope or in a tool call, spell a field's name or an enum's
value in another case, write null among items. Here the wire value is changed, and what was changed is said; it is asked
for only where decoding found something wrong. Values are never made up, and of two readings neither is taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ..pointers import join_pointer
from .matching import fits, target

__all__ = ["straighten"]

Raw = dict[str, Any]

_SEPARATORS = re.compile(r"(?<=\w)[\s_-]+(?=\w)")
_TOOL_CALL = {"name", "arguments", "parameters", "args", "kwargs", "input", "id", "type", "function", "index"}
_ARGUMENTS = {"arguments", "parameters", "args", "kwargs", "input"}
_FAILURES = {"error", "errors", "exception", "detail"}
_MOST_ENVELOPES = 5  # one in another
_ENTRY = {"key", "value"}
_CITED = {"quote", "value"}


def straighten(root: Raw, wire: Any) -> tuple[Any, tuple[str, ...]]:
    """Put an answer into the form of its schema.

    Args:
        root: the strict schema.
        wire: the answer's JSON value; it is not changed.

    Returns:
        The same, straightened, and what was done, in a few words each; the given value and nothing where there is
        nothing to do, or more than one way to do it.

    Example:
        >>> schema = {"type": "object", "properties": {"unit_price": {"type": "string"}}}
        >>> straighten(schema, {"result": {"Unit Price": 5}})  # doctest: +NORMALIZE_WHITESPACE
        ({'unit_price': '5'},
         ('taken out of /result', "'Unit Price' read as 'unit_price'", '5 read as text'))
    """
    straightener = _Straightener(root)
    value = straightener.walk(root, straightener.unwrap(wire))
    return (value, tuple(straightener.done)) if straightener.done else (wire, ())


class _Straightener:
    def __init__(self, root: Raw) -> None:
        self.root = root
        self.done: dict[str, None] = {}

    # -- envelopes

    def unwrap(self, wire: Any) -> Any:
        """The one object, or list of items, inside that is what the schema asks for."""
        names = self.root.get("properties", {})
        if not names or (isinstance(wire, dict) and _knows(names, wire) and not _is_tool_call(wire, names)):
            return wire
        found = list(_inside(wire, names, (), _MOST_ENVELOPES))
        if len(found) == 1:
            return self._taken(*found[0])
        only = next(iter(names)) if len(names) == 1 else None
        if found or only is None:
            return wire
        items = target(names[only], self.root)
        lists = list(_lists(wire, (), _MOST_ENVELOPES)) if items.get("type") == "array" else []
        if len(lists) != 1 or not self._are_items(items, lists[0][0]):
            return wire
        return {only: self._taken(*lists[0], f"the list taken for {only!r}")}

    def _taken(self, value: Any, tokens: tuple[str | int, ...], else_said: str = "taken out of a list of one") -> Any:
        place = join_pointer([token for token in tokens if isinstance(token, str)])
        self.done[f"taken out of {place}" if place else else_said] = None
        return value

    def _are_items(self, schema: Raw, values: list[Any]) -> bool:
        names = target(schema["items"], self.root).get("properties", {})
        return all(isinstance(item, dict) and item and _all_known(names, item) for item in values)

    # -- places

    def walk(self, schema: Raw, value: Any) -> Any:
        """The value in the form that the schema of its place asks for."""
        schema = target(schema, self.root)
        if "anyOf" in schema:
            return self._branch(schema["anyOf"], value)
        types = schema.get("type")
        kinds = [types] if isinstance(types, str) else types or []
        if isinstance(value, str):
            return self._text(schema, kinds, value)
        if "object" in kinds:
            return self._object(schema, value)
        if "array" in kinds:
            return self._array(schema, value)
        if "string" in kinds and value.__class__ is int and not {"integer", "number"} & set(kinds):
            return self._number(schema, value)
        return value

    def _branch(self, branches: list[Raw], value: Any) -> Any:
        if value is None or any(fits(branch, value, self.root) for branch in branches):
            return value
        shapes = [branch for branch in branches if target(branch, self.root).get("type") != "null"]
        if len(shapes) == 1:
            return self.walk(shapes[0], value)
        found = []
        for branch in shapes:
            trial = _Straightener(self.root)
            straight = trial.walk(branch, value)
            if trial.done and fits(branch, straight, self.root):
                found.append((straight, trial.done))
        if len(found) != 1:
            return value
        self.done.update(found[0][1])
        return found[0][0]

    def _object(self, schema: Raw, value: Any) -> Any:
        names = schema.get("properties", {})
        if set(names) == _CITED and not isinstance(value, dict):
            return self.walk(names["value"], value)  # written without its quote
        if not isinstance(value, dict):
            return value
        spelled = self._spelled(names, value)
        straight = {}
        for key, inner in value.items():
            name = spelled[key] if key in spelled else str(key)
            straight[name] = self._member(name, names[name], inner) if name in names else inner
        return straight

    def _member(self, name: str, schema: Raw, value: Any) -> Any:
        """The value of a field; a list that stands in an object under the field's own name is taken out of it."""
        if not (isinstance(value, dict) and value.keys() == {name} and isinstance(value[name], list)):
            return self.walk(schema, value)
        branches = [target(branch, self.root) for branch in target(schema, self.root).get("anyOf", [schema])]
        lists = [branch for branch in branches if branch.get("type") == "array"]
        if len(lists) != 1:
            return self.walk(schema, value)
        if name in target(lists[0]["items"], self.root).get("properties", {}):
            return value  # one item, or the list itself
        self.done[f"taken out of {join_pointer([name, name])}"] = None
        return self.walk(schema, value[name])

    def _spelled(self, names: Raw, value: Raw) -> dict[str, str]:
        """The names that keys in another spelling mean, where just one key means just one name."""
        if value.keys() <= names.keys() or any(name.startswith("additional_properties") for name in names):
            return {}
        missing = [name for name in names if name not in value]
        meant: dict[str, list[str]] = {}
        for key in value:
            fitting = [name for name in missing if _joined(name) == _joined(key)] if key not in names else []
            if len(fitting) == 1:
                meant.setdefault(fitting[0], []).append(key)
        spelled = {keys[0]: name for name, keys in meant.items() if len(keys) == 1}
        self.done.update((f"{key!r} read as {name!r}", None) for key, name in spelled.items())
        return spelled

    def _array(self, schema: Raw, value: Any) -> Any:
        items = schema["items"]
        if isinstance(value, dict):
            names = target(items, self.root).get("properties", {})
            if set(names) == _ENTRY or not value or not _all_known(names, value):
                return value  # free keys are read as they are
            self.done["a single item taken for a list of one"] = None
            value = [value]
        if not isinstance(value, list):
            return value
        whole = [item for item in value if item is not None]
        in_order = "in this order" in str(schema.get("description", ""))
        if len(value) > len(whole) >= schema.get("minItems", 0) and not in_order and not fits(items, None, self.root):
            self.done["null left out among items"] = None
            value = whole
        return [self.walk(items, item) for item in value]

    def _text(self, schema: Raw, kinds: list[str], text: str) -> Any:
        if "enum" in schema or "const" in schema:
            return self._chosen([schema["const"]] if "const" in schema else schema["enum"], text)
        if "string" in kinds or not {"object", "array"} & set(kinds):
            return text
        inner = _as_json(text)
        if inner is None:
            return self._object(schema, text) if "object" in kinds else text
        self.done["JSON in a string read as JSON"] = None
        return self.walk(schema, inner)

    def _chosen(self, values: list[Any], text: str) -> Any:
        if text in values:
            return text
        alike = [value for value in values if isinstance(value, str) and _spaced(value) == _spaced(text)]
        if len(alike) != 1:
            return text
        self.done[f"{text!r} read as {alike[0]!r}"] = None
        return alike[0]

    def _number(self, schema: Raw, value: int) -> Any:
        if "format" in schema or not fits(schema, str(value), self.root):
            return value
        self.done[f"{value} read as text"] = None
        return str(value)


def _joined(name: str) -> str:
    """A name without case and separators: ``unitPrice`` and ``unit_price`` are the same."""
    return _SEPARATORS.sub("", name.strip()).casefold()


def _spaced(value: str) -> str:
    """A value without case, all separators alike: a sign or a hyphen may make a difference."""
    return _SEPARATORS.sub(" ", value.strip()).casefold()


def _knows(names: Raw, value: Raw) -> bool:
    folded = {_joined(name) for name in names}
    return any(_joined(key) in folded for key in value)


def _all_known(names: Raw, value: Raw) -> bool:
    folded = {_joined(name) for name in names}
    return all(_joined(key) in folded for key in value)


def _is_tool_call(value: Raw, names: Raw) -> bool:
    if value.keys() <= _TOOL_CALL and isinstance(value.get("function"), dict) and "function" not in names:
        value = value["function"]
    return value.keys() <= _TOOL_CALL and any(key in value and key not in names for key in _ARGUMENTS)


def _inside(
    value: Any, names: Raw, tokens: tuple[str | int, ...], levels: int
) -> Iterator[tuple[Any, tuple[str | int, ...]]]:
    """The objects inside envelopes that have the fields asked for and no other."""
    if isinstance(value, str):
        value = _as_json(value)
    if isinstance(value, dict) and value and tokens and _all_known(names, value) and not _is_tool_call(value, names):
        yield value, tokens
    elif levels:
        for token, inner in _opened(value):
            yield from _inside(inner, names, (*tokens, token), levels - 1)


def _lists(value: Any, tokens: tuple[str | int, ...], levels: int) -> Iterator[tuple[list[Any], tuple[str | int, ...]]]:
    if isinstance(value, list):
        yield value, tokens
    elif levels and isinstance(value, dict):
        for token, inner in _opened(value):
            yield from _lists(inner, (*tokens, token), levels - 1)


def _opened(value: Any) -> list[tuple[str | int, Any]]:
    """What an envelope holds: an object with one value that is no scalar and no failure, or a list of one."""
    if isinstance(value, list):
        return [(0, value[0])] if len(value) == 1 else []
    if not isinstance(value, dict) or _FAILURES & {key.casefold() for key in value}:
        return []
    return [
        (key, inner)
        for key, inner in value.items()
        if isinstance(inner, dict)
        or (isinstance(inner, list) and any(isinstance(item, dict | list) for item in inner))
        or (isinstance(inner, str) and _as_json(inner) is not None)
    ]


def _as_json(text: str) -> Any:
    """The object or list that a text is; None where it is none."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict | list) else None
