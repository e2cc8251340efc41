"""Articles: files of every kind, packed ones, and standard input."""

from __future__ import annotations

import gzip
import io
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from llm_extract.documents import UnreadableDocument, read_documents, read_saved_documents
from llm_extract.documents.document import Document
from llm_extract.documents.saved import DocumentWriter, SavedDocuments
from llm_extract.documents.saved_lines import to_saved
from llm_extract.errors import DocumentError
from llm_extract.records import to_line

from ..harness import Target

__all__ = ["SEEDS", "TARGETS"]

_LIMIT = 1_000_000


def _check(item: Document | UnreadableDocument) -> None:
    """What follows the reading must be possible: hash, save, print."""
    assert item.key
    item.key.encode()
    item.source.encode()
    if isinstance(item, UnreadableDocument):
        assert isinstance(item.error, DocumentError)
        str(item.error).encode("utf-8", "replace")
        return
    assert item.text.strip()
    to_line(to_saved(item)).encode()


def _read_file(name: str, data: bytes, folder: Path) -> None:
    path = folder / name
    path.write_bytes(data)
    for number, item in enumerate(read_documents(str(path), max_bytes=_LIMIT)):
        _check(item)
        if number > 20_000:
            break


def _read_packed(name: str, data: bytes, folder: Path) -> None:
    # an input that is no gzip is packed here, so that both the unpacking and what is in it are tried
    _read_file(name, data if data[:2] == b"\x1f\x8b" else gzip.compress(data, 1), folder)


def _read_told(data: bytes, folder: Path) -> None:
    """The first byte says which encoding the caller declares."""
    names = ("utf-8", "utf-16", "utf-16-le", "utf-32", "cp1252", "shift_jis", "gb18030", "utf-7", "iso2022_jp", "hz")
    path = folder / "told.jsonl"
    path.write_bytes(data[1:])
    for item in read_documents(str(path), encoding=names[data[0] % len(names)] if data else None, max_bytes=_LIMIT):
        _check(item)


def _read_standard_input(data: bytes, folder: Path) -> None:
    kinds = ("text", "html", "jsonl", "json", "csv", "tsv")
    before = sys.stdin
    sys.stdin = SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(data[1:])))  # type: ignore[assignment]
    try:
        for item in read_documents("-", stdin_format=kinds[data[0] % 6 if data else 0], max_bytes=_LIMIT):  # type: ignore[arg-type]
            _check(item)
    finally:
        sys.stdin = before


def _read_saved(data: bytes, folder: Path) -> None:
    path = folder / "records.jsonl.documents.jsonl"
    path.write_bytes(data)
    for document in read_saved_documents(path):
        _check(document)
    saved = SavedDocuments(path)
    for key in saved:
        saved[key]
    DocumentWriter(path).close()


_ARTICLE = "LONDON, April 9, 2018 (Reuters) - Acme raised $5 million from Beta Ventures, it said. „Groß“ 6亿美元.\n"
_ROWS = (
    '{"id": 7, "text": "Acme raised $5 million.", "date": "2018-04-09", "views": 1.5, "tags": ["a", {"b": null}]}\n'
    '{"id": "x", "title": "T", "text": "Beta too.", "published_on": "April 9, 2018"}\n'
)
_TABLE = 'id,text,date,title\n1,"Acme ""raised""\n$5 million",2018-04-09,T\n2,Beta,,\n'
_PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>Acme raises</title><meta name="author" content="A. B.">'
    '<meta property="article:published_time" content="2018-04-09T10:00:00Z"></head><body><nav><a href="/">H</a></nav>'
    "<article><h1>Acme raises $5&nbsp;million</h1><p>Acme, a maker of anvils, raised $5 million from Beta Ventures, it "
    "said on Monday.</p><p>It plans to grow in <b>Europe</b> &amp; Asia.</p></article>"
    "<script>var a;</script></body></html>"
)

TARGETS: dict[str, Target] = {
    "text": partial(_read_file, "a.txt"),
    "markdown": partial(_read_file, "a.md"),
    "html": partial(_read_file, "a.html"),
    "jsonl": partial(_read_file, "a.jsonl"),
    "json": partial(_read_file, "a.json"),
    "csv": partial(_read_file, "a.csv"),
    "tsv": partial(_read_file, "a.tsv"),
    "text_gz": partial(_read_packed, "a.txt.gz"),
    "jsonl_gz": partial(_read_packed, "a.jsonl.gz"),
    "csv_gz": partial(_read_packed, "a.csv.gz"),
    "declared_encoding": _read_told,
    "standard_input": _read_standard_input,
    "saved_documents": _read_saved,
}

_TEXTS = (
    _ARTICLE.encode(),
    _ARTICLE.encode("utf-16"),
    "déjà vu".encode("cp1252"),
    b"Date: 2018-04-09\n\nAcme said.",
    "﻿Größe".encode(),
)
_JSON = (b'{"text": "Acme raised $5 million.", "a": [1, 2]}', b'[{"text": "One."}, {"text": "Two.", "id": 3}]')

SEEDS: dict[str, tuple[bytes, ...]] = {
    "text": _TEXTS,
    "markdown": (b"# Acme\n\nAcme *raised* [$5 million](http://a).\n",),
    "html": (_PAGE.encode(), _PAGE.replace("utf-8", "utf-16").encode("utf-16")),
    "jsonl": (_ROWS.encode(), _ROWS.encode("utf-16")),
    "json": _JSON,
    "csv": (_TABLE.encode(), _TABLE.replace(",", ";").encode("cp1252")),
    "tsv": (_TABLE.replace(",", "\t").encode(),),
    "text_gz": (gzip.compress(_ARTICLE.encode(), mtime=0), _ARTICLE.encode()),
    "jsonl_gz": (gzip.compress(_ROWS.encode(), mtime=0), _ROWS.encode()),
    "csv_gz": (gzip.compress(_TABLE.encode(), mtime=0), _TABLE.encode()),
    "declared_encoding": tuple(bytes([number]) + _ROWS.encode() for number in range(10)),
    "standard_input": (
        b"\0" + _ARTICLE.encode(),
        b"\1" + _PAGE.encode(),
        b"\2" + _ROWS.encode(),
        b"\3" + _JSON[1],
        b"\4" + _TABLE.encode(),
    ),
    "saved_documents": tuple(
        (to_line(to_saved(Document(_ARTICLE, key="a", source="a.txt", metadata={"x": [1]}))) + "\n").encode() * times
        for times in (1, 2)
    ),
}
