"""JSON, TOML and YAML that others wrote, read so that whatever is wrong with it is a ``ValueError``.

The readers of Python raise other errors too: a ``RecursionError`` for deep nesting, and what they let through may be
nested so deeply that the next program to walk through it fails. Here depth and size are bounded, and YAML has no
aliases, by which a few lines stand for gigabytes.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import Any

__all__ = ["LARGEST_TOML", "LARGEST_YAML", "MOST_LEVELS", "json_type", "parse_json", "parse_toml", "parse_yaml"]

MOST_LEVELS = 250
"""Of nesting: above what answers (200) and metadata (100) may have, and far below what Python's stack bears."""

LARGEST_TOML = 1_000_000
"""Bytes."""

LARGEST_YAML = 100_000
"""Characters: a second of reading."""


_HALF = re.compile(r"[\ud800-\udfff]|\\u[dD][89a-fA-F]")
_HALF_BYTES = re.compile(rb"\\u[dD][89a-fA-F]|\xed[\xa0-\xbf]")
_LONG_KEY = re.compile(r"(?<![^\s.=])(?:[^\s.=]++[ \t]*+\.[ \t]*+){100}")
_JSON_TYPES = {
    type(None): "null", bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object",
}  # fmt: skip


def parse_json(raw: bytes | str, *, sound: bool = False) -> Any:
    """Read one JSON value.

    Args:
        raw: its text, or that in UTF-8, UTF-16 or UTF-32.
        sound: whether what cannot be written again is an error: NaN, Infinity and numbers too large for a float, which
            JSON does not have, and halves of characters, which UTF-8 cannot hold.

    Returns:
        The value.

    Raises:
        ValueError: it is no JSON, is nested deeper than 250 levels, or holds a number of more than 4,300 digits.

    Example:
        >>> parse_json(b'{"a": [1, 2]}')
        {'a': [1, 2]}
        >>> parse_json("[" * 100_000)
        Traceback (most recent call last):
        ValueError: nested deeper than 250 levels
    """
    try:
        value = json.loads(raw, parse_constant=_refuse, parse_float=_float) if sound else json.loads(raw)
    except RecursionError:
        raise _too_deep() from None
    if _may_be_deep(raw) and _levels(value) > MOST_LEVELS:
        raise _too_deep()
    if sound and _may_hold_halves(raw):
        json.dumps(value, ensure_ascii=False).encode()  # a UnicodeEncodeError is a ValueError
    return value


def parse_toml(raw: bytes | str, *, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """Read a TOML file.

    Args:
        raw: its text, or that in UTF-8, perhaps with a byte order mark.
        parse_float: makes numbers with a fraction.

    Returns:
        The table.

    Raises:
        ValueError: it is no TOML, larger than 1 MB, or nested deeper than 250 levels.

    Example:
        >>> parse_toml(b"[tool]\\na = 1")
        {'tool': {'a': 1}}
    """
    import tomllib

    _check_size(raw, LARGEST_TOML)
    text = raw.decode("utf-8-sig") if isinstance(raw, bytes) else raw
    if _LONG_KEY.search(text):  # tomllib needs time and memory that grow with the square of it
        raise ValueError("a key of more than 100 parts")
    try:
        table = tomllib.loads(text, parse_float=parse_float)
    except (RecursionError, ArithmeticError) as error:
        raise _too_deep() if isinstance(error, RecursionError) else ValueError("a number that is none") from None
    if _levels(table) > MOST_LEVELS:
        raise _too_deep()
    return table


def parse_yaml(text: str) -> Any:
    """Read one YAML document of plain values.

    Args:
        text: the document.

    Returns:
        The value.

    Raises:
        ValueError: it is no YAML, has aliases or a key twice, is longer than 100,000 characters, or nested deeper than
            250 levels.

    Example:
        >>> parse_yaml("a: [1, 2]")
        {'a': [1, 2]}
        >>> parse_yaml("a: &x [1]\\nb: [*x, *x]")
        Traceback (most recent call last):
        ValueError: an alias, *x; write the value again
    """
    import yaml

    _check_size(text, LARGEST_YAML)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise ValueError(f"an alias, *{event.anchor}; write the value again")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MOST_LEVELS:  # each further level costs more than the one before
                raise _too_deep()
        value = _load_yaml(yaml.SafeLoader(text))
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    except RecursionError:
        raise _too_deep() from None
    except (
        TypeError,
        AttributeError,
        KeyError,
        IndexError,
        ArithmeticError,
    ) as error:  # of tags on other kinds of values
        raise ValueError(f"{type(error).__name__}: {error}") from error
    if _levels(value) > MOST_LEVELS:
        raise _too_deep()
    return value


def _load_yaml(loader: Any) -> Any:
    """The one document of a loader; of a key that stands twice YAML would silently take the last."""
    try:
        root = loader.get_single_node()
        queue = [] if root is None else [root]
        while queue:
            node = queue.pop()
            if node.id == "scalar":
                continue
            if node.id == "sequence":
                queue += node.value
                continue
            seen = set()
            for key, inner in node.value:
                if key.id == "scalar" and key.value in seen:
                    raise ValueError(f"{key.value!r} stands there twice (line {key.start_mark.line + 1})")
                seen.add(key.value if key.id == "scalar" else id(key))
                queue += [key, inner]
        return None if root is None else loader.construct_document(root)
    finally:
        loader.dispose()


def _check_size(raw: bytes | str, largest: int) -> None:
    if len(raw) > largest:
        raise ValueError(f"larger than {largest:,} bytes")


def _may_be_deep(raw: bytes | str) -> bool:
    """Whether there are so many brackets, those in strings too, that it is worth a walk."""
    count = raw.count(b"{") + raw.count(b"[") if isinstance(raw, bytes) else raw.count("{") + raw.count("[")
    return count > MOST_LEVELS


def json_type(value: Any) -> str:
    """What JSON calls the type of a value; what Python calls it, where JSON has none.

    Example:
        >>> [json_type(value) for value in (None, True, 5, [])]
        ['null', 'boolean', 'integer', 'array']
    """
    return _JSON_TYPES.get(type(value), type(value).__name__)


def _may_hold_halves(raw: bytes | str) -> bool:
    """Whether halves of characters may be in it, written out or as escapes."""
    if isinstance(raw, str):
        return _HALF.search(raw) is not None
    # looking for two marks first takes a fifth of the time of the pattern
    return (b"\\u" in raw or b"\xed" in raw) and _HALF_BYTES.search(raw) is not None


def _levels(value: Any) -> int:
    """How deeply a value is nested; a walk without recursion."""
    level, here = 0, [value]
    while here and level <= MOST_LEVELS + 1:
        here = [
            inner
            for one in here
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
            if isinstance(inner, dict | list)
        ]
        level += 1
    return level


def _float(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError(f"a number that is too large: {digits[:20]}")
    return value


def _refuse(name: str) -> None:
    raise ValueError(f"{name}, which JSON does not have")


def _too_deep() -> ValueError:
    return ValueError(f"nested deeper than {MOST_LEVELS} levels")
