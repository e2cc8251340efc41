"""A comparison for people: tables of plain lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ..text_columns import align_columns, without_commands
from .changes import Change, Found, Side
from .outcome import FieldAgreement, Revision

__all__ = ["to_text"]


_LONGEST = 100  # characters of a value or quote in a line


def to_text(revision: Revision, *, most_changes: int | None = 50) -> list[str]:
    """Plain lines with aligned columns, the same on every terminal.

    Args:
        revision: the comparison.
        most_changes: how many changes are listed; None lists all.

    Returns:
        The lines, without line ends.

    Example:
        >>> from .comparing import compare_records
        >>> from llm_extract import Extractor, read_documents
        >>> with Extractor("funding_news", replay="fixtures") as extractor:
        ...     records = [record.to_dict() for record in extractor.extract_many(read_documents("seeds"))]
        >>> lines = to_text(compare_records(records, records, extractor.json_schema))
        >>> isinstance(lines[0], str)
        True
    """
    lines = ["Agreement", *align_columns([_HEAD, *_agreement_rows(revision)]), ""]
    lines += ["The two sides", *align_columns([*_side_rows(revision.before, revision.after)]), ""]
    shown = revision.changes[:most_changes]
    if shown:
        more = f", the first {len(shown)}" if len(shown) < len(revision.changes) else ""
        lines += [
            f"Changes: {len(revision.changes)}{more}",
            *(line for one in shown for line in _change_lines(one)),
            "",
        ]
    if revision.apart:
        rows = [(one.document, one.reason) for one in revision.apart]
        lines += [f"Not compared: {len(rows)}", *align_columns(rows), ""]
    return [without_commands(line) for line in lines[:-1]]


_HEAD = ("field", "agreement", "same", "added", "lost", "changed")


def _agreement_rows(revision: Revision) -> Iterator[Sequence[str]]:
    yield _agreement_row("all fields", revision.overall)
    for one in revision.fields:
        if one.agreement is not None:
            yield _agreement_row(one.field, one)


def _agreement_row(name: str, one: FieldAgreement) -> Sequence[str]:
    share = "–" if one.agreement is None else f"{one.agreement:.3f}"
    return (name, share, str(one.same), str(one.added), str(one.lost), str(one.changed))


def _side_rows(before: Side, after: Side) -> Iterator[Sequence[str]]:
    yield ("", "before", "after")
    for name, words in (
        ("made by", lambda side: ", ".join(side.tasks)),
        ("records", lambda side: ", ".join(f"{n} {status}" for status, n in sorted(side.statuses.items()))),
        ("cited values", lambda side: ", ".join(f"{n} {word}" for word, n in sorted(side.support.items())) or "–"),
        ("answers", lambda side: str(side.answers)),
        ("tokens", _token_words),
    ):
        yield (name, words(before), words(after))


def _token_words(side: Side) -> str:
    if side.tokens is None:
        return "not counted"
    usage = side.usage
    per = f", {side.tokens / side.records:,.0f} per record" if side.records else ""
    return f"{side.tokens:,} ({usage.prompt_tokens or 0:,} in, {usage.completion_tokens or 0:,} out){per}"


def _change_lines(change: Change) -> Iterator[str]:
    yield f"{change.kind}  {change.document}  {change.field}"
    for sign, found in (("-", change.before), ("+", change.after)):
        if found is not None:
            yield f"  {sign} {_short(found.value)}{_cited(found)}"


def _cited(found: Found) -> str:
    if found.quote is None:
        return ""
    mark = "" if found.support == "supported" else f"  [{found.support}]"
    return f"  “{_cut(' '.join(found.quote.split()))}”{mark}"


def _short(value: Any) -> str:
    return _cut(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
