"""Floors: the scores that must not be lost again, in a small JSON file that CI holds.

A floor rises with what is reached and falls only with a reason, which stays in the file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from ..plain_data import parse_json
from ..plurals import counted
from ..whole_files import put_text
from .scores import Evaluation

__all__ = [
    "OVERALL_NAME",
    "Breach",
    "Floors",
    "check_floors",
    "load_floors",
    "save_floors",
    "shown_field",
    "told_of_more",
    "update_floors",
]

OVERALL_NAME = "overall"
_STEPS = 10_000  # floors are kept to four decimals, rounded down, so that the same run passes


@dataclass(frozen=True)
class Floors:
    """F1 floors by field name (``overall`` for all fields together), and why any of them was lowered.

    Args:
        f1: field name -> lowest F1 that passes.
        documents: how many gold documents they were measured on.
        lowered: one entry for each time a floor was lowered: reason, and the old and new floors.
    """

    f1: Mapping[str, float] = field(default_factory=dict)
    documents: int = 0
    lowered: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Breach:
    """A field below its floor; ``reached`` is None where it was not scored at all.

    Args:
        field: the field's name, or ``overall``.
        floor: the F1 that it had to reach.
        reached: the F1 that it has; None where it was not scored at all.
    """

    field: str
    floor: float
    reached: float | None

    def __str__(self) -> str:
        reached = "not scored" if self.reached is None else f"{self.reached:.4f}"
        return f"{self.field}: {reached}, floor {self.floor:.4f}"


def shown_field(field: str) -> str:
    """A field as floors and tables call it: one that is called like all fields together says what it is.

    Example:
        >>> shown_field("name"), shown_field("overall")
        ('name', 'overall (field)')
    """
    return f"{field} (field)" if field == OVERALL_NAME else field


def check_floors(evaluation: Evaluation, floors: Floors) -> list[Breach]:
    """The fields that fell below their floor, by name; a field that is no longer scored has fallen too.

    Args:
        evaluation: the scores.
        floors: what they must reach.

    Returns:
        The breaches; empty where all floors are held.

    Example:
        >>> from llm_extract.evaluation import Counts, FieldScore
        >>> evaluation = Evaluation(FieldScore("", Counts(8, 2, 2)), [])
        >>> [str(breach) for breach in check_floors(evaluation, Floors({"overall": 0.9}))]
        ['overall: 0.8000, floor 0.9000']
    """
    reached = _reached(evaluation)
    return [
        Breach(name, floor, reached.get(name))
        for name, floor in sorted(floors.f1.items())
        if (reached.get(name) or 0.0) < floor or name not in reached
    ]


def told_of_more(evaluation: Evaluation, floors: Floors) -> str:
    """What to say where floors were measured on more articles than there is gold for now.

    Args:
        evaluation: the scores.
        floors: what they are held against.

    Returns:
        A part of a sentence; empty where the gold has as many articles, or more.

    Example:
        >>> from llm_extract.evaluation import Counts, FieldScore
        >>> told_of_more(Evaluation(FieldScore("", Counts(8, 2, 2)), []), Floors({"overall": 0.8}, documents=5))
        'the floors were measured on 5 articles, and the gold has 0'
    """
    documents = len(evaluation.documents)
    if documents >= floors.documents:
        return ""
    return f"the floors were measured on {counted(floors.documents, 'article')}, and the gold has {documents}"


def update_floors(floors: Floors, evaluation: Evaluation, *, accept_regression: str | None = None) -> Floors:
    """Floors at what this evaluation reached.

    Args:
        floors: the floors so far.
        evaluation: the new scores.
        accept_regression: why floors may be lowered; without it they never are.

    Returns:
        The new floors; where any was lowered, with the reason.

    Raises:
        ConfigError: a floor would have to be lowered, or hold for fewer articles, and no reason is given.

    Example:
        >>> from llm_extract.evaluation import Counts, FieldScore
        >>> better = Evaluation(FieldScore("", Counts(9, 1, 1)), [])
        >>> dict(update_floors(Floors({"overall": 0.8}), better).f1)
        {'overall': 0.9}
    """
    reached, documents = _reached(evaluation), len(evaluation.documents)
    breaches = check_floors(evaluation, floors)
    fewer = told_of_more(evaluation, floors)
    if (breaches or fewer) and not (accept_regression or "").strip():
        raise ConfigError(
            "floors would be lowered: " + "; ".join([*map(str, breaches), *([fewer] if fewer else [])]),
            hint="Mend the regression, or give a reason: --accept-regression REASON (in Python accept_regression).",
        )
    entry: dict[str, Any] = {}
    if breaches:
        entry["floors"] = {breach.field: {"from": breach.floor, "to": breach.reached} for breach in breaches}
    if fewer:
        entry["documents"] = {"from": floors.documents, "to": documents}
    lowered = (*floors.lowered, {"reason": (accept_regression or "").strip(), **entry}) if entry else floors.lowered
    return replace(floors, f1=reached, documents=documents, lowered=lowered)


def load_floors(path: Path | str) -> Floors:
    """Read a baseline file; a file that does not exist holds no floors.

    Args:
        path: the JSON file.

    Returns:
        The floors.

    Raises:
        ConfigError: the file is no baseline.

    Example:
        >>> load_floors("no-such-file.json").f1
        {}
    """
    path = Path(path)
    if not path.exists():
        return Floors()
    try:
        content = parse_json(path.read_text(encoding="utf-8"), sound=True)
        f1 = {str(name): float(floor) for name, floor in content["f1"].items()}
        return Floors(f1, int(content.get("documents", 0)), tuple(content.get("lowered", ())))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        hint = "Write it anew from an evaluation, or restore it"
        why = 'it has no "f1"' if isinstance(error, KeyError | TypeError | AttributeError) else str(error)
        raise ConfigError(f"{path} is no baseline: {why}", hint=hint) from error


def save_floors(floors: Floors, path: Path | str) -> None:
    """Write a baseline file: sorted, indented, ending in a newline.

    Args:
        floors: what is to be held.
        path: the JSON file.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "floors.json"
        >>> save_floors(Floors({"overall": 0.9}, documents=5), path)
        >>> dict(load_floors(path).f1)
        {'overall': 0.9}
    """
    content = {"documents": floors.documents, "f1": dict(floors.f1), "lowered": list(floors.lowered)}
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False)
    put_text(Path(path), text + "\n")


def _reached(evaluation: Evaluation) -> dict[str, float]:
    scores = [(OVERALL_NAME, evaluation.overall), *((shown_field(score.field), score) for score in evaluation.fields)]
    return {
        name: math.floor(round(score.counts.f1 * _STEPS, 6)) / _STEPS
        for name, score in scores
        if score.counts.f1 is not None
    }
