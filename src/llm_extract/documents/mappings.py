"""Rows that are mappings at hand, as engines and readers of other libraries give them, as documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from ..errors import DocumentError
from .document import Document, UnreadableDocument
from .found import slashed
from .frame_rows import plain_value
from .keys import SeenKeys
from .rows import Columns, Row, id_words, row_id, row_to_document

__all__ = ["read_rows"]

_NOWHERE = "records"


def read_rows(
    rows: Iterable[Mapping[str, Any]],
    columns: Columns | None = None,
    *,
    source: str | None = None,
    encoding: str = "str",
) -> Iterator[Document | UnreadableDocument]:
    """A document for each row, whatever it is made of: plain values, or those of numpy, pandas and Arrow.

    Args:
        rows: mappings by column name; one that is missing in a row may be absent, None or NaN.
        columns: which column holds what.
        source: the file that the rows are of; then documents are what reading that file would give. None: the key of a
            document is its row's id, or, where it has none, comes from the words: it does not depend on how rows are
            split.
        encoding: what records say that the texts were decoded with.

    Yields:
        A Document for each row, or an UnreadableDocument. A key that is taken gets ``~2``.

    Example:
        >>> rows = [{"id": 7, "text": "Acme raised $5 million."}, {"text": "Beta too."}, {"id": 8, "text": None}]
        >>> [(item.key, type(item).__name__) for item in read_rows(rows)]
        [('7', 'Document'), ('text-73244a8e121a', 'Document'), ('8', 'UnreadableDocument')]
        >>> [item.key for item in read_rows(rows[:2], source="data/news.jsonl", encoding="utf-8")]
        ['news.jsonl#7', 'news.jsonl#2']
    """
    keys = SeenKeys()
    base = "" if source is None else slashed(PurePath(source).name)
    columns = columns or Columns()
    id_column = columns.id or "id"
    for number, values in enumerate(rows, 1):
        place = f"row {number}"
        plain = {str(name): plain_value(value) for name, value in values.items()}
        row = Row(number, place, plain, encoding)
        try:
            document = row_to_document(row, columns, base=base, source=source or _NOWHERE)
        except DocumentError as error:
            named = row_id(row, columns)
            key = keys.unique(named or place if source is None else f"{base}#{named or number}")
            told = f"{source or _NOWHERE}, {place}: {error.message}"
            yield UnreadableDocument(key, source or _NOWHERE, DocumentError(told, hint=error.hint))
            continue
        key = document.key if source is not None else _key(document, plain.get(id_column))
        yield replace(document, key=keys.unique(key))


def _key(document: Document, given: Any) -> str:
    """The row's id, or a key made of the words where it has none and its number was taken instead."""
    name = document.key.removeprefix("#")
    return name if name == id_words(given) else f"text-{document.id[:12]}"
