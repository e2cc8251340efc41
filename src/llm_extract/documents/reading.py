"""Paths in, documents out: one item for every input, one at a time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BufferedReader
from itertools import chain
from typing import Literal, TypeAlias, get_args

from ..errors import ConfigError, DocumentError
from .csv_rows import read_csv
from .dateline import find_dateline
from .decoding import check_encoding, decode
from .document import Document, UnreadableDocument, clean_text, clean_value
from .found import STDIN, FoundFile, Lost, Skipped, kind_of
from .html import MAX_HTML_BYTES, read_article
from .keys import SeenKeys
from .lines import Lines
from .plugged import plugged_rows
from .rows import Columns, Row, row_id, row_to_document
from .sources import check_paths, find_files
from .streams import open_stream, read_whole
from .tables import read_json, read_jsonl

__all__ = ["MAX_BYTES", "StdinFormat", "read_documents"]

MAX_BYTES = 50_000_000
"""The default limit for one document: a file of text, or one row."""

StdinFormat: TypeAlias = Literal["text", "html", "jsonl", "json", "csv", "tsv"]
_Item: TypeAlias = Document | UnreadableDocument


def read_documents(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    text_column: str = "text",
    id_column: str | None = None,
    date_column: str | None = None,
    title_column: str | None = None,
    encoding: str | None = None,
    max_bytes: int = MAX_BYTES,
    stdin_format: StdinFormat = "text",
    skipped: Skipped | None = None,
) -> Iterator[Document | UnreadableDocument]:
    """Read files, folders and tables, one document at a time.

    Folders are read with all folders below them, in the order of their relative paths (code points, ``/``), the
    same on every system: ``.txt .md .html .htm .jsonl .ndjson .json .csv .tsv`` and each of these with ``.gz``.
    Hidden files and the outputs of runs and exports are left out, links to folders are not followed. A file given by
    name is read whatever its suffix, as plain text if that is not known. A JSON file holds one object or an array of
    them.

    A path given twice, or matched by two globs, is read once. A key that is taken gets the name of its input root
    in front, then ``~2``; the first to come keeps the plain one.

    Args:
        paths: files, folders, globs (``articles/*.txt``, ``**`` too) and ``-`` for standard input, in this order.
        text_column: the column or JSON key of the article.
        id_column: that of the row's id; by default ``id`` where there is one, else the row's number.
        date_column: that of the date of publication; by default the first of ``published_on``, ``published_at``,
            ``published``, ``publication_date`` and ``date`` that holds one.
        title_column: that of the title; by default ``title``.
        encoding: the encoding of all inputs; by default that of each is found and noted in the document.
        max_bytes: the largest document, in bytes as read (unpacked).
        stdin_format: how standard input is read.
        skipped: filled with counts of what folders hold beside the documents.

    Yields:
        A Document for each input; an UnreadableDocument for each that is missing, empty, binary, too large or
        broken. One bad input, or row, never ends the reading.

    Raises:
        ConfigError: no paths, an unknown encoding or format, or a limit below one byte; at once, not on iteration.

    Example:
        >>> import tempfile, pathlib
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> _ = (folder / "a.txt").write_text("Acme raised $5 million.")
        >>> _ = (folder / "b.jsonl").write_text('{"id": 7, "text": "Beta too.", "date": "2018-04-09"}')
        >>> [(item.key, item.published_on) for item in read_documents(folder)]
        [('a.txt', None), ('b.jsonl#7', '2018-04-09')]
    """
    names = check_paths(paths)
    if max_bytes < 1:
        raise ConfigError(f"max_bytes is {max_bytes}", hint="Give the largest document in bytes, 1 or more.")
    if stdin_format not in get_args(StdinFormat):
        raise ConfigError(f"no input format {stdin_format!r}", hint=f"Use one of {', '.join(get_args(StdinFormat))}.")
    reader = _Reader(
        Columns(text_column, id_column, date_column, title_column),
        check_encoding(encoding) if encoding else None,
        max_bytes,
        stdin_format,
    )
    return reader.read_all(names, skipped if skipped is not None else Skipped())


@dataclass(frozen=True, slots=True)
class _Reader:
    columns: Columns
    encoding: str | None
    max_bytes: int
    stdin_format: str

    def read_all(self, names: list[str], skipped: Skipped) -> Iterator[_Item]:
        keys, places = SeenKeys(), SeenKeys()
        for name in names:
            for found in find_files(name, skipped):
                if isinstance(found, Lost):
                    yield UnreadableDocument(keys.unique(found.name), found.source, found.error)
                elif len(names) > 1 and not places.add(found.place):  # one path alone gives nothing twice
                    skipped.repeated += 1
                else:
                    yield from self._read_file(found, keys)

    def _read_file(self, found: FoundFile, keys: SeenKeys) -> Iterator[_Item]:
        wishes = (found.name, f"{found.root}/{found.name}") if found.root else (found.name,)
        base = keys.unique(*wishes)
        kind, packed = kind_of(found.path)
        if found.path == STDIN:
            kind, packed = self.stdin_format, False
        try:
            with open_stream(found, packed=packed, max_bytes=self.max_bytes) as stream:
                if kind in ("jsonl", "csv", "tsv"):
                    yield from self._read_rows(stream, kind, found, base, keys)
                elif kind == "json":
                    yield from self._read_json(stream, found, base, keys)
                elif kind is not None and kind.startswith("."):
                    yield from self._read_plugged(stream, kind, found, base, keys)
                elif kind == "html":
                    yield self._read_html(stream, found, base)
                else:
                    yield self._read_text(stream, found, base)
        except (DocumentError, ValueError, RecursionError, MemoryError) as error:
            yield UnreadableDocument(base, found.source, _name_place(error, found.source))

    def _read_text(self, stream: BufferedReader, found: FoundFile, key: str) -> Document:
        text, used = decode(read_whole(stream, self.max_bytes), encoding=self.encoding)
        _refuse_empty(text)
        return Document(text, key, found.source, published_on=find_dateline(text), encoding=used)

    def _read_html(self, stream: BufferedReader, found: FoundFile, key: str) -> Document:
        if self.max_bytes < MAX_HTML_BYTES:
            data = read_whole(stream, self.max_bytes)
        else:
            data = read_whole(stream, MAX_HTML_BYTES, hint="Save its text as .txt.")
        page, used = decode(data, encoding=self.encoding, markup=True)
        _refuse_empty(page)
        article = read_article(page)
        text = clean_text(article.text)
        published_on = article.published_on or find_dateline(text)
        title = clean_text(article.title) if article.title else None
        metadata = {name: clean_text(value) for name, value in article.metadata.items()}
        return Document(text, key, found.source, title, published_on, used, metadata)

    def _read_rows(
        self, stream: BufferedReader, kind: str, found: FoundFile, base: str, keys: SeenKeys
    ) -> Iterator[_Item]:
        lines = Lines(stream, self.encoding, self.max_bytes)
        try:
            if kind == "jsonl":
                rows = read_jsonl(lines)
            else:
                tab = "\t" if kind == "tsv" else None
                rows = read_csv(lines, delimiter=tab, columns=self.columns, max_bytes=self.max_bytes)
            yield from self._take_rows(rows, found, base, keys)
        finally:
            lines.close()

    def _read_json(self, stream: BufferedReader, found: FoundFile, base: str, keys: SeenKeys) -> Iterator[_Item]:
        content, used = read_json(stream, self.encoding, self.max_bytes)
        if isinstance(content, list):
            yield from self._take_rows(iter(content), found, base, keys)
            return
        yield self._only(Row(1, "", content, used), found, base)

    def _only(self, row: Row, found: FoundFile, base: str) -> Document:
        """The document of a file that holds one: the file's name says which it is, not an id."""
        document = row_to_document(row, replace(self.columns, id=None), base=base, source=found.source)
        values = row.values if isinstance(row.values, Mapping) else {}
        metadata = {name: clean_value(values[name]) for name in values if name == "id"} | dict(document.metadata)
        return replace(document, key=base, metadata=metadata)

    def _read_plugged(
        self, stream: BufferedReader, suffix: str, found: FoundFile, base: str, keys: SeenKeys
    ) -> Iterator[_Item]:
        rows = plugged_rows(suffix, stream, found.source)
        first, second = next(rows, None), next(rows, None)
        if first is not None and second is None and isinstance(first.values, Mapping):
            yield self._only(first, found, base)
            return
        begun = (row for row in (first, second) if row is not None)
        yield from self._take_rows(chain(begun, rows), found, base, keys)

    def _take_rows(self, rows: Iterator[Row], found: FoundFile, base: str, keys: SeenKeys) -> Iterator[_Item]:
        none = True
        for row in rows:
            none = False
            try:
                document = row_to_document(row, self.columns, base=base, source=found.source)
            except DocumentError as error:
                key = keys.unique(f"{base}#{row_id(row, self.columns) or row.number}")
                yield UnreadableDocument(key, found.source, _name_place(error, f"{found.source}, {row.place}"))
                continue
            key = keys.unique(document.key)
            yield document if key == document.key else replace(document, key=key)
        if none:
            raise DocumentError("no rows", hint="Leave the file out, or fill it.")


def _refuse_empty(text: str) -> None:
    if not text or text.isspace():
        raise DocumentError("empty or only white space", hint="Leave it out, or fill it.")


def _name_place(error: BaseException, place: str) -> DocumentError:
    """The error with its place in front; what Python raised itself becomes a DocumentError."""
    if isinstance(error, DocumentError):
        return DocumentError(f"{place}: {error.message}", hint=error.hint)
    named = DocumentError(
        f"{place}: cannot be read ({type(error).__name__}: {error})", hint="Save it as plain text in UTF-8."
    )
    named.__cause__ = error
    return named
