"""One record: which gold is about its document, and what holding it against that gold says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ..comparison import Shape
from ..messages import canonical_json
from .gold import Gold
from .gold_lines import GoldLine
from .judging import Judgement, judge
from .labels import Labels

__all__ = ["Assessed", "Assessor", "Texts"]

Texts = Mapping[str, str] | Callable[[Mapping[str, Any]], str | None]


class Assessed(NamedTuple):
    """What one record adds to an evaluation, once it is known that it is the first one about its document.

    Args:
        key: the document's, as the record has it.
        document: as the gold has it; None where no gold is about it.
        status: the record's.
        content: a digest of its status and data.
        usage: its tokens, where it says so.
        nothing: the gold says that the article holds nothing.
        judgement: what it adds; None where no gold is about its document.
        made_by: the prompt version that made it, where it says so.
    """

    key: str
    document: str | None = None
    status: str = ""
    content: bytes = b""
    usage: Mapping[str, Any] | None = None
    nothing: bool = False
    judgement: Judgement | None = None
    made_by: str = ""


class Assessor:
    """Holds records against gold, each by itself.

    Args:
        gold: what records must hold.
        shape: the schema's shape.
        labels: which fields the gold labels.
        texts: the documents' texts, by id or key, or a function of a record's ``document`` block.
    """

    def __init__(self, gold: Gold, shape: Shape, labels: Labels, texts: Texts | None) -> None:
        self._gold, self._shape, self._labels, self._texts = gold, shape, labels, texts

    def assess(self, record: Mapping[str, Any]) -> Assessed:
        """Hold one record against the gold for its document.

        Args:
            record: the parsed line.

        Returns:
            What it adds.
        """
        document = record.get("document") or {}
        key = str(document.get("key") or document.get("id") or "")
        line = self._gold.match(document)
        if line is None:
            return Assessed(key)
        status, usage = str(record.get("status")), record.get("usage")
        content = hashlib.sha256(canonical_json([record.get("status"), record.get("data")])).digest()
        judgement = self._judge(line, key, record)
        task = record.get("task") or {}
        made_by = f"{task.get('name')}@v{task.get('version')}" if task else ""
        return Assessed(key, line.document, status, content, usage, line.nothing, judgement, made_by)

    def assess_missing(self, document: str) -> Assessed | None:
        """Count what the gold for a document holds as missed; None where the gold has no such document any more."""
        line = self._gold.get(document)
        if line is None:
            return None
        return Assessed(
            document, document, "no record", nothing=line.nothing, judgement=self._judge(line, document, {})
        )

    def _judge(self, line: GoldLine, key: str, record: Mapping[str, Any]) -> Judgement:
        text = self._text(record.get("document") or {}) if line.quotes else None
        return judge(self._shape, self._labels, line, key, record, text)

    def _text(self, document: Mapping[str, Any]) -> str | None:
        if self._texts is None or callable(self._texts):
            return self._texts(document) if self._texts is not None else None
        names = (str(document.get(name)) for name in ("id", "key"))
        return next((self._texts[name] for name in names if name in self._texts), None)
