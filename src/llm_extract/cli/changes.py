"""Leaving out what an earlier run has asked in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .records_file import read_records

if TYPE_CHECKING:
    from ..documents import Document, UnreadableDocument
    from ..extraction.plan import Plan

__all__ = ["keep_changed"]


def keep_changed(
    documents: Iterable[Document | UnreadableDocument], records: Path, plan: Plan
) -> Iterator[Document | UnreadableDocument]:
    """The documents whose request differs from the one that their record came from, or that have none.

    Args:
        documents: the inputs.
        records: the output of an earlier run, of any version.
        plan: what this run would ask.

    Raises:
        ConfigError: the file holds something else.
    """
    from ..documents import UnreadableDocument
    from ..extraction.unchanged import unchanged

    known: dict[str, Any] = {
        record["document"]["key"]: {"attempts": [{"fingerprint": a["fingerprint"]} for a in record["attempts"]]}
        for record in read_records(records)
    }
    for document in documents:
        record = known.get(document.key)
        if record is None or isinstance(document, UnreadableDocument) or not unchanged(record, plan, document):
            yield document
