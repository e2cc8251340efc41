"""A first draft of gold, made from records, for an annotator to correct."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .gold_lines import GoldLine

__all__ = ["draft_gold"]


def draft_gold(records: Iterable[Mapping[str, Any]]) -> Iterator[GoldLine]:
    """One draft line per record, in their order.

    Args:
        records: parsed record lines.

    Yields:
        Data and supported quotes as the record has them; "nothing" for an empty record; a line without data, and a
        note, for a record without an answer. A draft is not gold before somebody has read the article: a note says so,
        unless the record was reviewed; then the line names the reviewer.

    Example:
        >>> record = {"document": {"key": "a.txt"}, "status": "ok", "data": {"name": "Ada"},
        ...     "evidence": [{"path": "/name", "quote": "Ada L.", "support": "supported"}]}
        >>> line = next(draft_gold([record]))
        >>> line.document, line.data, line.quotes
        ('a.txt', {'name': 'Ada'}, {'/name': ['Ada L.']})
    """
    for record in records:
        document, status = record.get("document") or {}, str(record.get("status"))
        name = str(document.get("key") or document.get("id") or "")
        if status == "empty":
            yield GoldLine(name, {}, nothing=True, extra={"note": "draft: check that there is nothing to find"})
        elif status in ("ok", "partial"):
            review = record.get("review")
            extra = {"annotator": review["by"]} if review else {"note": "draft: check every value against the article"}
            yield GoldLine(name, record.get("data") or {}, _quotes(record.get("evidence") or ()), extra=extra)
        else:
            yield GoldLine(name, {}, extra={"note": f"draft: the record is {status}, label by hand"})


def _quotes(evidence: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    quotes: dict[str, list[Any]] = {}
    for row in evidence:
        if row.get("quote") and row.get("support") != "unsupported":
            quotes.setdefault(str(row.get("path")), []).append(row["quote"])
    return quotes
