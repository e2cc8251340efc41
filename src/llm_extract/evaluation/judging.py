"""Judge one document: its record against its gold, as counts by field and errors by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..comparison import Shape
from ..records import WITH_DATA
from .gold_lines import GoldLine
from .labels import Labels
from .places import QuotedText
from .scores import Finding
from .scoring import Cell, score_data
from .spans import count_words
from .support import EvidenceIndex

__all__ = ["Judgement", "Sums", "judge"]

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
    usable = record.get("status") in WITH_DATA
    evidence: Sequence[Mapping[str, Any]] = record.get("evidence") or () if usable else ()
    data = record.get("data") if usable else None
    cells = score_data(shape, line.expected(shape), data, labels=labels, quoted=line.quotes)
    verdicts = dict(Counter([str(row.get("support")) for row in evidence]))
    judgement = Judgement({}, {}, {}, [], 0, verdicts, {})
    index = EvidenceIndex(evidence)
    _add_cells(judgement, cells, key, index)
    if line.quotes:
        _add_quotes(judgement.quotes, cells, line.quotes, index, None if text is None else QuotedText(text))
    return judgement._replace(errors=len(judgement.findings))


def _add_cells(judgement: Judgement, cells: list[Cell], key: str, index: EvidenceIndex) -> None:
    counts, judged = judgement.counts, judgement.judged
    for cell in cells:
        field, outcome, _, path, _, _ = cell
        if outcome == "right":
            sums = counts.get(field)
            if sums is None:
                sums = counts[field] = [0, 0, 0]
            sums[_RIGHT] += 1
            row = index.nearest(path)
            if row is not None:
                verdict = str(row.get("support")), True
                judged[verdict] = judged.get(verdict, 0) + 1
        elif outcome in _ERRORS:
            sums = counts.setdefault(field, [0, 0, 0])
            for place in _ERRORS[outcome]:
                sums[place] += 1
            row = index.nearest(path)  # of a missing value there is none
            judgement.findings.append(_finding(key, cell, row or {}))
            if row is not None:
                verdict = str(row.get("support")), False
                judged[verdict] = judged.get(verdict, 0) + 1
        elif outcome in _ITEMS:
            judgement.items.setdefault(field, [0, 0, 0])[_ITEMS[outcome]] += 1


def _add_quotes(
    sums: Sums, cells: list[Cell], quotes: Mapping[str, list[Any]], index: EvidenceIndex, text: QuotedText | None
) -> None:
    for field, outcome, gold_path, path, _, _ in cells:
        if outcome == "quote":
            rows = index.at(path) if path is not None else []
            shared, found, gold = count_words(quotes[gold_path], rows, text)
            known = sums.get(field)
            if known is None:
                sums[field] = [shared, found, gold]
            else:
                known[0] += shared
                known[1] += found
                known[2] += gold


def _finding(document: str, cell: Cell, row: Mapping[str, Any]) -> Finding:
    path = cell.gold_path if cell.path is None or cell.outcome == "missing" else cell.path
    quote, support = row.get("quote"), row.get("support")
    return Finding(document, cell.field, path, cell.outcome, cell.gold, cell.found, quote, support)
