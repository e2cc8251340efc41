"""Which recorded request is most like one that was not recorded, and what differs."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..messages import Request

__all__ = ["explain_difference", "find_nearest", "sketch"]

_LINES = 14  # of the difference that are shown
_WIDTH = 110


def sketch(request: Request) -> frozenset[int]:
    """Hashes of a request's lines: a small set that shows how much two requests share."""
    return frozenset(hash(line) for _, text in _parts(request) for line in text.splitlines() if line.strip())


def find_nearest(request: Request, candidates: Iterable[tuple[Path, frozenset[int]]]) -> Path | None:
    """The candidate that shares the largest part of its lines (Jaccard) with a request.

    Args:
        request: what was asked.
        candidates: paths and sketches.

    Returns:
        Its path, the first among equals, or None where there are no candidates.
    """
    wanted = sketch(request)
    best: tuple[float, Path] | None = None
    for path, lines in candidates:
        common = len(wanted & lines)
        share = common / (len(wanted) + len(lines) - common or 1)
        if best is None or share > best[0]:
            best = (share, path)
    return None if best is None else best[1]


def explain_difference(recorded: Request, asked: Request, *, width: int = _WIDTH) -> str:
    """What differs between two requests, in a few lines.

    Args:
        recorded: the one there is.
        asked: the one there is not.
        width: longer lines are cut.

    Returns:
        The first part that differs, as a short unified difference, and the names of further parts.

    Example:
        >>> one = Request({"model": "m", "messages": [{"role": "user", "content": "Article A"}]})
        >>> two = Request({"model": "m", "messages": [{"role": "user", "content": "Article B"}]})
        >>> print(explain_difference(one, two))
        message 1 (user) differs:
        - Article A
        + Article B
    """
    before, after = dict(_parts(recorded)), dict(_parts(asked))
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if not names:
        return "only the kind of the request differs"
    first, others = names[0], names[1:]
    lines = list(_difference(before.get(first, ""), after.get(first, "")))
    shown = [line if len(line) <= width else line[: width - 1] + "…" for line in lines[:_LINES]]
    more = [f"… {len(lines) - _LINES} more lines"] if len(lines) > _LINES else []
    also = [f"also different: {', '.join(others)}"] if others else []
    return "\n".join([f"{first} differs:", *shown, *more, *also])


def _difference(before: str, after: str) -> Iterator[str]:
    for line in difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""):
        if not line.startswith(("---", "+++", "@@")):
            yield f"{line[0]} {line[1:]}"


def _parts(request: Request) -> Iterator[tuple[str, str]]:
    """The parts of a request that can differ, as named texts."""
    for number, message in enumerate(request.body.get("messages") or (), start=1):
        role = message.get("role") if isinstance(message, Mapping) else None
        yield f"message {number} ({role})", _text(message)
    for key in sorted(request.body):
        if key != "messages":
            yield key, _text(request.body[key])
    if request.ordinal:
        yield "ordinal", str(request.ordinal)


def _text(value: Any) -> str:
    if isinstance(value, Mapping) and isinstance(value.get("content"), str) and value.keys() <= {"role", "content"}:
        return str(value["content"])
    return value if isinstance(value, str) else json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False)
