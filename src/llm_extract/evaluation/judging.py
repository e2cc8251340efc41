"""Judge one document: its record against its gold, as counts by field and errors by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..comparison import Shape
from .gold_lines import GoldLine
from .labels import Labels
from .places import QuotedText
from .scores import Finding
from .scoring import Cell, score_data
from .spans import count_words
from .support import EvidenceIndex

__all__ = ["USABLE", "Judgement", "Sums", "judge"]

USABLE = frozenset({"ok", "empty", "partial"})
"""Statuses of records whose data is looked at."""

Sums = dict[str, list[int]]
"""By field three counts."""

_RIGHT, _FALSE, _MISSED = 0, 1, 2
_ERRORS = {"wrong": (_FALSE, _MISSED), "extra": (_FALSE,), "missing": (_MISSED,)}
_ITEMS = {"item found": _RIGHT, "item extra": _FALSE, "item missed": _MISSED}


class Judgement(NamedTuple):
    """What one document adds to an evaluation.

    Args:
        counts: right, false and missed values by field.
        items: whole list items by list, in the same way.
        quotes: words shared, words quoted and words of the gold by field.
        findings: every error, or the first ones.
        errors: how many there are.
        verdicts: how many quotes have each verdict of the check.
        judged: by verdict, and whether the value is right, how many values stand on such a quote.
    """

    counts: Sums
    items: Sums
    quotes: Sums
    findings: list[Finding]
    errors: int
    verdicts: dict[str, int]
    judged: dict[tuple[str, bool], int]


def judge(
    shape: Shape, labels: Labels, line: GoldLine, key: str, record: Mapping[str, Any], text: str | None
) -> Judgement:
    """Hold a record against the gold for its document.

    Args:
        shape: the schema's shape.
        labels: which fields the whole gold labels.
        line: the gold for the document.
        key: what the document is called in the list of errors.
        record: the parsed record; an empty one counts all gold as missed.
        text: the document's text, or None where it is not at hand.

    Returns:
        What it adds to the evaluation.

    Example:
        >>> shape = Shape.from_schema({"properties": {"name": {"type": "string"}}})
        >>> line = GoldLine("a", {"name": "Ada"})
        >>> judge(shape, Labels([line.data]), line, "a", {"status": "ok", "data": {"name": "Bo"}}, None).counts
        {'name': [0, 1, 1]}
    """
    usable = record.get("status") in USABLE
    evidence: Sequence[Mapping[str, Any]] = record.get("evidence") or () if usable else ()
    data = record.get("data") if usable else None
    cells = score_data(shape, line.expected(shape), data, labels=labels, quoted=line.quotes)
    judgement = Judgement({}, {}, {}, [], 0, {}, {})
    for row in evidence:
        _count(judgement.verdicts, str(row.get("support")))
    quoted = None if text is None or not line.quotes else QuotedText(text)
    index = EvidenceIndex(evidence)
    for cell in cells:
        _add_cell(judgement, cell, key, index)
        if cell.outcome == "quote":
            rows = index.at(cell.path) if cell.path is not None else []
            words = count_words(line.quotes[cell.gold_path], rows, quoted)
            sums = judgement.quotes.setdefault(cell.field, [0, 0, 0])
            for place, count in enumerate(words):
                sums[place] += count
    return judgement._replace(errors=len(judgement.findings))


def _add_cell(judgement: Judgement, cell: Cell, key: str, index: EvidenceIndex) -> None:
    field, outcome, _, path, _, _ = cell
    if outcome == "right":
        _sums(judgement.counts, field)[_RIGHT] += 1
        row = index.nearest(path)
        if row is not None:
            _count(judgement.judged, (str(row.get("support")), True))
    elif outcome in _ITEMS:
        _sums(judgement.items, field)[_ITEMS[outcome]] += 1
    elif outcome in _ERRORS:
        for place in _ERRORS[outcome]:
            _sums(judgement.counts, field)[place] += 1
        row = index.nearest(path)  # of a missing value there is none
        judgement.findings.append(_finding(key, cell, row or {}))
        if row is not None:
            _count(judgement.judged, (str(row.get("support")), False))


def _sums(sums: Sums, field: str) -> list[int]:
    known = sums.get(field)
    if known is None:
        known = sums[field] = [0, 0, 0]
    return known


def _count(counts: dict[Any, int], name: Any) -> None:
    counts[name] = counts.get(name, 0) + 1


def _finding(document: str, cell: Cell, row: Mapping[str, Any]) -> Finding:
    path = cell.gold_path if cell.path is None or cell.outcome == "missing" else cell.path
    quote, support = row.get("quote"), row.get("support")
    return Finding(document, cell.field, path, cell.outcome, cell.gold, cell.found, quote, support)
