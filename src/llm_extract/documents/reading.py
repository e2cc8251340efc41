"""Paths in, documents out: one item for every input, one at a time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from ..errors import DocumentError
from .dateline import find_dateline
from .decoding import check_encoding, decode
from .document import Document, UnreadableDocument
from .keys import SeenKeys
from .sources import FoundFile, Lost, Skipped, check_paths, find_files

__all__ = ["MAX_BYTES", "read_documents"]

MAX_BYTES = 50_000_000


def read_documents(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    encoding: str | None = None,
    max_bytes: int = MAX_BYTES,
    skipped: Skipped | None = None,
) -> Iterator[Document | UnreadableDocument]:
    """Read files and folders, one document at a time."""
    names = check_paths(paths)
    encoding = check_encoding(encoding) if encoding else None
    return _read(names, encoding, max_bytes, skipped if skipped is not None else Skipped())


def _read(
    names: list[str], encoding: str | None, max_bytes: int, skipped: Skipped
) -> Iterator[Document | UnreadableDocument]:
    keys, paths = SeenKeys(), SeenKeys()
    for name in names:
        for found in find_files(name, skipped):
            if isinstance(found, Lost):
                yield UnreadableDocument(keys.unique(found.name), found.source, found.error)
                continue
            if not paths.add(os.path.abspath(found.path)):  # noqa: PTH100
                skipped.repeated += 1
                continue
            key = keys.unique(found.name, f"{found.root}/{found.name}" if found.root else found.name)
            try:
                yield _read_text(found, key, encoding, max_bytes)
            except DocumentError as error:
                yield UnreadableDocument(key, found.source, error)


def _read_text(found: FoundFile, key: str, encoding: str | None, max_bytes: int) -> Document:
    try:
        with open(found.path, "rb") as stream:  # noqa: PTH123
            data = stream.read(max_bytes + 1)
    except OSError as error:
        raise DocumentError(f"{found.source}: {error.strerror}", hint="Check the file.") from error
    if len(data) > max_bytes:
        raise DocumentError(f"{found.source}: larger than {max_bytes:,} bytes", hint="Split it or raise the limit.")
    try:
        text, used = decode(data, encoding=encoding)
    except DocumentError as error:
        raise DocumentError(f"{found.source}: {error.message}", hint=error.hint) from error
    if not text.strip():
        raise DocumentError(f"{found.source}: empty or only white space", hint="Remove it or fill it.")
    return Document(text, key, found.source, published_on=find_dateline(text), encoding=used)
