"""An evaluation as JSON, as JUnit XML for CI, and as one row per field for tests."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Xml

from .floors import OVERALL_NAME, Breach, Floors, check_floors, shown_field
from .scores import Counts, Evaluation, FieldScore
from .spans import Overlap

__all__ = ["FieldCase", "field_scores", "to_json", "to_junit", "value_words"]

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 300


@dataclass(frozen=True)
class FieldCase:
    """One field as a test sees it.

    Args:
        field: the field name, ``overall`` for all fields together.
        counts: right, false and missed values.
        f1: reached F1, or None where there was nothing to find and nothing found.
        floor: the F1 it must reach, or None.
        errors: one line per error in this field.
    """

    field: str
    counts: Counts
    f1: float | None
    floor: float | None
    errors: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """At or above the floor; without a floor: no error at all."""
        return not self.errors if self.floor is None else self.breach is None

    @property
    def breach(self) -> Breach | None:
        """The breach of the floor, if there is one."""
        if self.floor is None or (self.f1 is not None and self.f1 >= self.floor):
            return None
        return Breach(self.field, self.floor, self.f1)


def field_scores(evaluation: Evaluation, floors: Floors | None = None) -> list[FieldCase]:
    """One case per field, for ``pytest.mark.parametrize`` and reports.

    Args:
        evaluation: the scores.
        floors: floors that a field must reach; a field with a floor that is no longer scored is a case too.

    Returns:
        A case for each scored field, the overall score first.

    Example:
        >>> evaluation = Evaluation(FieldScore("", Counts(8, 2, 2)), [FieldScore("name", Counts(8, 2, 2))])
        >>> [(case.field, case.f1, case.passed) for case in field_scores(evaluation, Floors({"name": 0.9}))]
        [('name', 0.8, False)]
    """
    floor_of = dict(floors.f1) if floors else {}
    errors: dict[str, list[str]] = {}
    for finding in evaluation.findings:
        gold, found = value_words(finding.gold), value_words(finding.found)
        line = f"{finding.document}{finding.path}: {finding.outcome}: gold {gold}, found {found}"
        errors.setdefault(shown_field(finding.field), []).append(line)
    scored = [(shown_field(score.field), score) for score in evaluation.fields]
    if OVERALL_NAME in floor_of:
        scored.insert(0, (OVERALL_NAME, evaluation.overall))
    names = {name for name, _ in scored}
    scored += [(name, FieldScore(name, Counts())) for name in sorted(floor_of) if name not in names]
    return [
        FieldCase(name, score.counts, score.counts.f1, floor_of.get(name), tuple(errors.get(name, ())))
        for name, score in scored
    ]  # fmt: skip


def to_json(evaluation: Evaluation, *, floors: Floors | None = None) -> str:
    """The whole evaluation as JSON text: sorted keys, shares as numbers, null where a share is not defined.

    Args:
        evaluation: the scores.
        floors: floors to hold the scores against; None holds them against nothing.

    Returns:
        The text; shares are between 0 and 1.

    Example:
        >>> evaluation = Evaluation(FieldScore("", Counts(8, 2, 2)), [FieldScore("name", Counts(8, 2, 2))])
        >>> '"f1": 0.8' in to_json(evaluation)
        True
    """
    breaches = check_floors(evaluation, floors) if floors else []
    cost = evaluation.cost
    content = {
        "overall": _score(evaluation.overall),
        "fields": {score.field: _score(score) for score in evaluation.fields},
        "items": {score.field: _score(score) for score in evaluation.items},
        "quotes": {name: _overlap(one) for name, one in evaluation.quotes.items()},
        "quotes_overall": _overlap(evaluation.span_overlap),
        "documents": [
            {"document": one.document, "status": one.status, "perfect": one.perfect, **_counts(one.counts)}
            for one in evaluation.documents
        ],
        "errors": [{name: getattr(one, name) for name in one.__slots__} for one in evaluation.findings],
        "statuses": dict(evaluation.statuses),
        "made_by": dict(evaluation.made_by),
        "perfect_share": evaluation.perfect_share,
        "invalid_share": evaluation.invalid_share,
        "unsupported_share": evaluation.unsupported_share,
        "calibration": [
            {"support": one.support, "right": one.right, "total": one.total, "share": one.share}
            for one in evaluation.calibration
        ],
        "nothing": {name: getattr(evaluation.nothing, name) for name in evaluation.nothing.__slots__},
        "cost": {
            **{name: getattr(cost, name) for name in cost.__slots__},
            "tokens_per_article": cost.tokens_per_article,
            "money_per_article": cost.money_per_article,
        },
        "missing": evaluation.missing,
        "unjudged": evaluation.unjudged,
        "repeated": evaluation.repeated,
        "breaches": [{"field": one.field, "floor": one.floor, "reached": one.reached} for one in breaches],
    }
    return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def to_junit(evaluation: Evaluation, *, floors: Floors | None = None) -> str:
    """JUnit XML with one test case per field; a field below its floor (without one: with errors) has failed.

    Args:
        evaluation: the scores.
        floors: floors to hold the scores against; None holds them against nothing.

    Returns:
        The text of the XML file.

    Example:
        >>> evaluation = Evaluation(FieldScore("", Counts(8, 2, 2)), [FieldScore("name", Counts(8, 2, 2))])
        >>> 'failures="1"' in to_junit(evaluation, floors=Floors({"name": 0.9}))
        True
    """
    cases = field_scores(evaluation, floors)
    failed = sum(not case.passed for case in cases)
    suite = Xml.Element("testsuite", name="llm-extract evaluation", tests=str(len(cases)), failures=str(failed))
    for case in cases:
        element = Xml.SubElement(suite, "testcase", classname="evaluation", name=_clean(case.field))
        if not case.passed:
            message = str(case.breach) if case.breach else f"{len(case.errors)} errors"
            failure = Xml.SubElement(element, "failure", message=_clean(message))
            failure.text = _clean("\n".join(case.errors))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(suite, encoding="unicode") + "\n"


def value_words(value: Any) -> str:
    """A value as one short line of JSON."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _clean(text: str) -> str:
    """XML 1.0 cannot hold control characters, not even escaped."""
    return _FORBIDDEN.sub("\ufffd", text)


def _counts(counts: Counts) -> dict[str, Any]:
    return {"right": counts.right, "false": counts.false, "missed": counts.missed}


def _score(score: FieldScore) -> dict[str, Any]:
    counts = score.counts
    shares: dict[str, Any] = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    interval: Sequence[float] | None = score.interval
    return {**_counts(counts), **shares, "interval": list(interval) if interval else None}


def _overlap(one: Overlap) -> dict[str, Any]:
    return {"precision": one.precision, "recall": one.recall, "f1": one.f1, "words": one.gold}
