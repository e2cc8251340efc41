"""Values of recorded answers against their documents: what is dropped when whatever has no support is dropped."""

from __future__ import annotations

import gzip
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from grounding_cases.whole_document import find_support

__all__ = ["measure_values"]

_DRAWS = 400  # of as many documents, with repetition
_Counts = Counter[tuple[str, str, bool, bool]]  # by check, kind, right, dropped


def measure_values(folder: Path) -> dict[str, Any]:
    """Check all string, number and date leaves of the answers in a folder.

    Args:
        folder: holds ``docs.jsonl`` (``record_id``, ``context``, ``gold_ground_truth``) and ``replies.jsonl.gz``
            (``record_id``, ``reply``). A leaf is right where the gold has the same value at the same path, white space
            and case aside; nulls and booleans are not counted.

    Returns:
        By check and kind: of the wrong values the share dropped, of the right ones the share dropped, how many, and
        between which bounds the shares lie in 90 % of draws of as many documents; and what kinds of wrong values there
        are, with how many of each support drops and keeps.
    """
    documents = {one["record_id"]: one for one in _lines(folder / "docs.jsonl")}
    counts: dict[str, _Counts] = {name: Counter() for name in documents}
    mistakes: dict[str, Counter[str]] = defaultdict(Counter)
    cpu = 0.0
    for reply in _lines(folder / "replies.jsonl.gz"):
        if isinstance(reply["reply"], str):
            continue  # an answer that could not be parsed
        document, mine = documents[reply["record_id"]], counts[reply["record_id"]]
        text, folded = document["context"], _folded(document["context"])
        gold = dict(_leaves(document["gold_ground_truth"]))
        anywhere = {_folded(value) for value in gold.values()}
        for path, value in _leaves(reply["reply"]):
            kind = _kind(value)
            right = path in gold and _same(value, gold[path])
            began = time.process_time()
            state = find_support(kind, value, text).state
            cpu += time.process_time() - began
            mine["support", kind, right, state == "unsupported"] += 1
            if not right:
                mistake = _mistake(_folded(value), _folded(gold[path]) if path in gold else None, anywhere)
                mistakes[mistake]["dropped" if state == "unsupported" else "kept"] += 1
            mine["whole-string search", kind, right, _folded(str(value)) not in folded] += 1
    return {
        "shares": _shares(counts),
        "mistakes": {name: dict(numbers) for name, numbers in sorted(mistakes.items())},
        "cpu_seconds": round(cpu, 2),
        "leaves": sum(sum(mine.values()) for mine in counts.values()) // 2,
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
    return bool(_folded(one) == _folded(other))


def _folded(value: Any) -> Any:
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


def _mistake(value: object, wanted: object, anywhere: set[object]) -> str:
    """What is wrong with a value, as far as the gold alone tells."""
    if value in anywhere:
        return "right at another place"  # mostly a list in another order
    if wanted is None:
        return "nothing wanted here"
    if isinstance(value, str) and isinstance(wanted, str) and (value in wanted or wanted in value):
        return "more or fewer words than wanted"
    return "another value"


def _shares(counts: dict[str, _Counts]) -> dict[str, dict[str, Any]]:
    """The shares of each check and kind, over all documents, with their bounds."""
    dice = random.Random(0)
    names = sorted(counts)
    draws = [_sum(counts[name] for name in dice.choices(names, k=len(names))) for _ in range(_DRAWS)]
    total = _sum(counts.values())
    kinds = {"string": ("text", "date"), "number": ("number",), "all": ("text", "number", "date")}
    shares: dict[str, dict[str, Any]] = {}
    for check in ("support", "whole-string search"):
        for title, chosen in kinds.items():
            row: dict[str, Any] = {}
            for right, name in ((False, "wrong"), (True, "right")):
                drawn = sorted(_dropped(draw, check, chosen, right) for draw in draws)
                row[name] = sum(total[check, kind, right, dropped] for kind in chosen for dropped in (False, True))
                row[f"{name}_dropped"] = round(_dropped(total, check, chosen, right), 4)
                row[f"{name}_dropped_bounds"] = [round(drawn[i], 4) for i in (_DRAWS // 20, -_DRAWS // 20)]
            shares[f"{check}, {title}"] = row
    return shares


def _sum(counters: Iterable[_Counts]) -> _Counts:
    total: _Counts = Counter()
    for counter in counters:
        total.update(counter)
    return total


def _dropped(counts: _Counts, check: str, kinds: Iterable[str], right: bool) -> float:
    dropped, kept = (sum(counts[check, kind, right, state] for kind in kinds) for state in (True, False))
    return dropped / max(1, dropped + kept)
