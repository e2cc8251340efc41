"""Mutations that know what hurts readers: hostile values in the place of honest ones, nesting, cuts, bytes."""

from __future__ import annotations

import json
import random
from typing import Any

__all__ = ["FRAGMENTS", "mutate"]

VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**63, -(2**200), 1e308, 0.1, "", " ", "a", [], {}, [[]], [{}], {"": ""}, [None], "\x00",
    "\ud800", "\u202e\u2066", "\ufeff", "../../../../tmp/x", "C:\\con", "/etc/passwd", "1e999999999", "-1e-999999999",
    "NaN", "Infinity", "9" * 400, "=1+1", "@SUM(1)", "<script>", "</script>", "javascript:alert(1)", "$lines",
    {"$lines": 1},
    {"$lines": [1]}, {"$any": []}, {"$partial": []}, {"$optional": 1}, {"$ref": "#"}, {"$ref": "file:///etc/passwd"},
    {"value": None}, {"value": 1, "quote": 2}, "2018-99-99", "0000-00-00", "%s%n", "{{ 1 }}", "a" * 3000, ["a"] * 300,
)  # fmt: skip
"""Put in place of a value of a JSON input."""

FRAGMENTS: tuple[bytes, ...] = (
    b"\x00", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\\ud800", b"\\u0000",
    b"\r", b"\n\n",
    b"\x1b[2J", b'"', b"'", b'""', b"{", b"}", b"[", b"]", b",", b":", b"---\n", b"&a", b"*a", b"<<: *a",
    b"!!python/none",
    b"1e999", b"-1e-999", b"NaN", b"-Infinity", b"9" * 5000, b"[" * 2000, b'{"a":' * 2000, b"<div>" * 3000,
    b"- " * 2000,
    b"a." * 3000, b"=1", b"&lt;" * 50, b"<!ENTITY a 'aaaa'>", b"2018-99-99", b"0o777", b"1:2:3", b"{{", b"}}",
    b"{%", b"%}",
    b"# user\n", b"# system\n", b"\xe5\x85\x86" * 40, b"million ", b"$", b"per cent", b"\xc2\xad" * 50,
    b"\xcc\x81" * 200,
    b"\x1f\x8b\x08\x00", b"SQLite format 3\x00",
)  # fmt: skip
"""Put anywhere."""


def mutate(data: bytes, dice: random.Random, largest: int) -> bytes:
    """Change an input a little, or much.

    Args:
        data: an input, perhaps empty.
        dice: decides.
        largest: bytes that the result may have.

    Returns:
        Another input, mostly.
    """
    for _ in range(1 + int(dice.expovariate(1))):
        change = dice.choice((_in_json, _in_json, _in_json, _put, _put, _cut, _twist, _repeat, _swap_lines))
        data = change(data, dice)[:largest]
    return data


def _in_json(data: bytes, dice: random.Random) -> bytes:
    """A value of one line, or of the whole, is another; a key goes, or comes."""
    lines = data.split(b"\n")
    number = dice.randrange(len(lines))
    for pick in (None, number):
        try:
            value = json.loads(data if pick is None else lines[pick])
        except (ValueError, RecursionError):
            continue
        try:
            text = json.dumps(_change(value, dice), ensure_ascii=dice.random() < 0.5)
            changed = text.encode("utf-8", "surrogatepass")
        except (ValueError, RecursionError):
            return data
        if pick is None:
            return changed
        lines[pick] = changed
        return b"\n".join(lines)
    return _put(data, dice)


def _change(value: Any, dice: random.Random) -> Any:
    places: list[tuple[Any, Any]] = []
    stack = [value]
    while stack and len(places) < 2000:
        one = stack.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        places += [(one, key) for key in keys]
        stack += [one[key] for key in keys]
    if not places or dice.random() < 0.02:
        return dice.choice(VALUES)
    inside, key = dice.choice(places)
    roll = dice.random()
    if roll < 0.6:
        inside[key] = dice.choice(VALUES)
    elif roll < 0.75:
        other, further = dice.choice(places)
        inside[key] = json.loads(json.dumps(other[further]))
    elif roll < 0.85:
        for _ in range(dice.choice((5, 150, 400))):
            inside[key] = [inside[key]] if dice.random() < 0.5 else {"a": inside[key]}
    elif isinstance(inside, dict) and roll < 0.92:
        inside[dice.choice(("", "x", "\ud800", "__class__", "$lines", "$defs", "type", "id", "text"))] = inside[key]
    else:
        del inside[key]
    return value


def _put(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    until = at + (dice.randrange(8) if dice.random() < 0.5 else 0)
    return data[:at] + dice.choice(FRAGMENTS) + data[until:]


def _cut(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] if dice.random() < 0.3 else data[:at] + data[at + 1 + int(dice.expovariate(0.1)) :]


def _twist(data: bytes, dice: random.Random) -> bytes:
    if not data:
        return bytes(dice.randrange(256) for _ in range(8))
    changed = bytearray(data)
    for _ in range(1 + int(dice.expovariate(0.5))):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _repeat(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    piece = data[at : at + 1 + int(dice.expovariate(0.05))]
    return data[:at] + piece * dice.choice((2, 5, 60, 1500)) + data[at:]


def _swap_lines(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)
