"""Values of recorded answers against their documents: what is dropped when whatever has no support is dropped."""

from __future__ import annotations

import gzip
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

__all__ = ["measure_values"]


def measure_values(folder: Path) -> dict[str, Any]:
    """Check all string, number and date leaves of the answers in a folder.

    Args:
        folder: holds ``docs.jsonl`` (``record_id``, ``context``, ``gold_ground_truth``) and ``replies.jsonl.gz``
            (``record_id``, ``reply``). A leaf is right where the gold has the same value at the same path.

    Returns:
        By check and kind: of the wrong values the share dropped, of the right ones the share dropped, and how many; and
        what kinds of wrong values there are, with how many of each support drops and keeps.
    """
    from llm_extract.grounding.whole_document import find_support

    documents = {one["record_id"]: one for one in _lines(folder / "docs.jsonl")}
    counts: Counter[tuple[str, str, bool, bool]] = Counter()
    mistakes: dict[str, Counter[str]] = defaultdict(Counter)
    cpu = 0.0
    for reply in _lines(folder / "replies.jsonl.gz"):
        document = documents[reply["record_id"]]
        text, lowered = document["context"], document["context"].lower()
        gold = dict(_leaves(document["gold_ground_truth"]))
        anywhere = {_folded(value) for value in gold.values()}
        for path, value in _leaves(reply["reply"]):
            kind = _kind(value)
            right = path in gold and _same(value, gold[path])
            began = time.process_time()
            state = find_support(kind, value, text).state
            cpu += time.process_time() - began
            counts["support", kind, right, state == "unsupported"] += 1
            if not right:
                mistake = _mistake(_folded(value), _folded(gold[path]) if path in gold else None, anywhere)
                mistakes[mistake]["dropped" if state == "unsupported" else "kept"] += 1
            counts["whole-string search", kind, right, str(value).lower() not in lowered] += 1
    return {
        "shares": _shares(counts),
        "mistakes": {name: dict(numbers) for name, numbers in sorted(mistakes.items())},
        "cpu_seconds": round(cpu, 2),
        "leaves": sum(counts.values()) // 2,
    }


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str | int | float]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{path}/{index}")
    elif isinstance(value, str | int | float) and not isinstance(value, bool) and value != "":
        yield path, value


def _kind(value: str | int | float) -> str:
    if not isinstance(value, str):
        return "number"
    try:
        date.fromisoformat(value)
    except ValueError:
        return "text"
    return "date"


def _same(one: object, other: object) -> bool:
    return _folded(one) == _folded(other)


def _folded(value: object) -> object:
    return " ".join(value.split()).casefold().rstrip(".") if isinstance(value, str) else value


def _mistake(value: object, wanted: object, anywhere: set[object]) -> str:
    """What is wrong with a value, as far as the gold alone tells."""
    if value in anywhere:
        return "right at another place"  # mostly a list in another order
    if wanted is None:
        return "nothing wanted here"
    if isinstance(value, str) and isinstance(wanted, str) and (value in wanted or wanted in value):
        return "more or fewer words than wanted"
    return "another value"


def _shares(counts: Counter[tuple[str, str, bool, bool]]) -> dict[str, dict[str, Any]]:
    shares: dict[str, dict[str, Any]] = {}
    for check in ("support", "whole-string search"):
        for kind in ("text", "number", "date", "all"):
            row: dict[str, Any] = {}
            for right, name in ((False, "wrong"), (True, "right")):
                kinds = ("text", "number", "date") if kind == "all" else (kind,)
                dropped = sum(counts[check, one, right, True] for one in kinds)
                total = dropped + sum(counts[check, one, right, False] for one in kinds)
                row[name] = total
                row[f"{name}_dropped"] = round(dropped / total, 4) if total else None
            shares[f"{check}, {kind}"] = row
    return shares
