"""The lines of a segment: length, checksum, JSON. What was torn or spoiled is told from what was written.

::

    00000041 8d2f6c1e {"k":"https://api.example/v1 ab12…","t":1767225600.0,"v":"{\\"choices\\":…}"}

Both numbers are of the JSON's bytes, hexadecimal. A line that ends before its line end is still being written, or was
torn when its writer died.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from typing import Any

from ...plain_data import parse_json

__all__ = ["FORMAT", "Line", "Place", "pack", "unpack"]

FORMAT = 1
_HEAD = 18  # two numbers of eight digits, two spaces

Place = tuple[str, int]
"""A segment's name, and where in it a line starts."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says.

    Args:
        key: of the answer; empty where the line is none.
        value: its bytes; None where the line is no answer.
        stored: when, by the writer's clock, seconds since 1970.
        replaces: lines that no longer count.
        merges: segments that no longer count, because this one, with those before it, holds what counted in them.
        last: nothing comes after this line.
        format: of the segment, in its first line.
    """

    key: str = ""
    value: bytes | None = None
    stored: float = 0.0
    replaces: tuple[Place, ...] = ()
    merges: tuple[str, ...] = ()
    last: bool = False
    format: int = 0


def pack(line: Line) -> bytes:
    """The bytes of a line, its end included.

    Example:
        >>> unpack(pack(Line("http://a/v1 00", b"{}", 5.0))).value
        b'{}'
    """
    raw: dict[str, Any] = {}
    if line.value is not None:
        raw = {"k": line.key, "t": line.stored, **_worded(line.value)}
    if line.replaces:
        raw["r"] = line.replaces
    if line.merges:
        raw["merges"] = line.merges
    if line.last:
        raw["end"] = True
    if line.format:
        raw["format"] = line.format
    payload = json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b"%08x %08x %b\n" % (len(payload), zlib.crc32(payload), payload)


def unpack(raw: bytes) -> Line | None:
    """What a line says; None where it is not as it was written.

    Args:
        raw: its bytes, with or without the end.
    """
    raw = raw.removesuffix(b"\n")
    payload = raw[_HEAD:]
    if raw[:_HEAD] != b"%08x %08x " % (len(payload), zlib.crc32(payload)):
        return None
    try:
        said = parse_json(payload.decode("utf-8", "surrogatepass"), sound=True)
        return Line(
            key=str(said.get("k", "")),
            value=base64.b64decode(said["b"]) if "b" in said else said["v"].encode() if "v" in said else None,
            stored=float(said.get("t", 0)),
            replaces=tuple((str(name), int(at)) for name, at in said.get("r", ())),
            merges=tuple(str(name) for name in said.get("merges", ())),
            last="end" in said,
            format=int(said.get("format", 0)),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _worded(value: bytes) -> dict[str, str]:
    try:
        return {"v": value.decode()}
    except UnicodeDecodeError:
        return {"b": base64.b64encode(value).decode()}
