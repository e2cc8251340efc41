"""The plain function that engines wrap: mappings in, records as mappings out, lazily and in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from typing import Any

from ..documents.mappings import read_rows
from ..documents.rows import Columns
from .extractor import Extractor

__all__ = ["extract_iter"]


def extract_iter(
    records: Iterable[Mapping[str, Any]],
    task: str | PathLike[str] | None = None,
    *,
    extractor: Extractor[Any] | None = None,
    text_column: str = "text",
    id_column: str | None = None,
    date_column: str | None = None,
    title_column: str | None = None,
    source: str | None = None,
    encoding: str = "str",
    concurrency: int | None = None,
    **options: Any,
) -> Iterator[dict[str, Any]]:
    """Extract rows that some engine has read: a record for each, in their order, several under way at once.

    It has no state but the cache: an engine may split the rows as it likes, and give a part again after a failure; what
    was answered is found in the cache and not asked again. Give it parts of hundreds of rows or more, for each call
    opens connections of its own.

    Args:
        records: rows by column name: ``text``, and where known ``id``, ``published_on``, ``title``; all others are the
            document's metadata. They are read no further ahead than records are being made.
        task: as for ``Extractor``; so are ``options``: ``model``, ``base_url``, ``cache``, ``schema`` and so on.
        extractor: an open one, which stays open; instead of ``task`` and ``options``.
        text_column: another name of the column ``text``.
        id_column: another name of ``id``.
        date_column: another name of ``published_on``.
        title_column: another name of ``title``.
        source: the file that the rows are of; then records are those of a run over that file, byte for byte, where each
            row has an id and ``encoding`` is the file's. None: the key of a record is its row's id, or is made of its
            words.
        encoding: what records say that the texts were decoded with.
        concurrency: rows under way at once; by default as set, else 16.
        options: any of ``Settings``, as for ``Extractor``.

    Yields:
        The record of each row as JSON values, as ``Record.to_dict`` gives it; ``records.to_line`` makes the line of it.
        A row that cannot be read, or gets no answer, has a record with status ``failed``.

    Raises:
        ConfigError: a setting is wrong; nothing was sent.
        RefusedError: the endpoint refuses us.
        RunError: answers cannot be stored.

    Example:
        >>> from llm_extract import read_documents
        >>> rows = [{"id": one.key, "text": one.text} for one in read_documents("seeds")]
        >>> found = extract_iter(rows, "funding_news", replay="fixtures")
        >>> [record["status"] for record in found]
        ['ok', 'ok', 'ok', 'ok', 'ok']
    """
    if extractor is None:
        with Extractor(task, **options) as own:
            yield from extract_iter(
                records, extractor=own, text_column=text_column, id_column=id_column, date_column=date_column,
                title_column=title_column, source=source, encoding=encoding, concurrency=concurrency,
            )  # fmt: skip
        return
    columns = Columns(text_column, id_column, date_column, title_column)
    documents = read_rows(records, columns, source=source, encoding=encoding)
    for record in extractor.extract_many(documents, concurrency=concurrency):
        yield record.to_dict()
