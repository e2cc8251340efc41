"""Globs, read as a shell would, for systems whose shell does not and for patterns in quotes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from .folders import Walker
from .found import FoundFile, Lost, Skipped

__all__ = ["is_glob", "walk_glob"]

_MAGIC = re.compile(r"[*?\[]")


def is_glob(path: str) -> bool:
    """Whether a path holds ``*``, ``?`` or ``[``."""
    return _MAGIC.search(path) is not None


def walk_glob(path: str, skipped: Skipped) -> Iterator[FoundFile | Lost]:
    """Files that a glob matches, and the readable files of folders that it matches, as a shell would hand them over."""
    parts = path.replace("\\", "/").split("/") if os.sep == "\\" else path.split("/")
    fixed = next(at for at, part in enumerate(parts) if _MAGIC.search(part))
    folder = "/".join(parts[:fixed]) or ("/" if fixed else "")
    if folder.endswith(":"):
        folder += "/"  # a drive's top, not the folder that happens to be current on it
    pattern = [part for part in parts[fixed:] if part not in ("", ".")]
    flags = re.IGNORECASE if os.name == "nt" else 0
    wanted = re.compile("".join(_translate(pattern)) + r"\Z", flags | re.DOTALL)
    deepest = None if "**" in pattern else len(pattern)
    if not os.path.isdir(folder or "."):  # noqa: PTH112
        return iter(())
    return Walker(folder or ".", folder, skipped, wanted=wanted, deepest=deepest).walk()


def _translate(pattern: list[str]) -> Iterator[str]:
    """A regular expression for each part of a glob; ``**`` stands for any number of folders, none included."""
    for number, part in enumerate(pattern):
        last = number == len(pattern) - 1
        if part == "**":
            yield ".*" if last else "(?:[^/]+/)*"
            continue
        at = 0
        while at < len(part):
            at, piece = _translate_letter(part, at)
            yield piece
        if not last:
            yield "/"


def _translate_letter(part: str, at: int) -> tuple[int, str]:
    letter = part[at]
    if letter == "*":
        return at + 1, "[^/]*"
    if letter == "?":
        return at + 1, "[^/]"
    end = part.find("]", at + 2) if letter == "[" else -1
    if end < 0:
        return at + 1, re.escape(letter)
    inner = part[at + 1 : end]
    negated = inner[:1] in ("!", "^")
    inner = inner[1:] if negated else inner
    escaped = "".join(other if other == "-" else re.escape(other) for other in inner)
    try:
        re.compile(f"[{escaped}]")
    except re.error:
        return at + 1, re.escape(letter)
    return end + 1, f"(?!/)[{'^' if negated else ''}{escaped}]"
