"""The texts of a run, saved beside its output: offsets in records refer to these."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from ..output_names import documents_path
from ..whole_files import append, read_piece
from .document import Document
from .keys import KeyTable
from .saved_lines import cannot, encode_saved, iterate_lines, parse_saved, read_key

__all__ = ["DocumentWriter", "SavedDocuments", "documents_path", "read_saved_documents"]


class DocumentWriter:
    """Appends documents to a file, a line each, where the last of their key has another text.

    A line that a crash tore is cut off on opening. Each line is handed to the system in one write, so a killed process
    loses at most the line it was writing.

    Args:
        path: the file; its folder must be there.
        resume: keep what is in the file (default) or begin anew.

    Raises:
        RunError: the file cannot be opened, read or written, or holds something else.

    Example:
        >>> import tempfile, pathlib
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "records.jsonl.documents.jsonl"
        >>> with DocumentWriter(path) as writer:
        ...     writer.write(Document.from_text("Acme raised $5 million.", key="a"))
        True
        >>> [document.key for document in read_saved_documents(path)]
        ['a']
    """

    def __init__(self, path: str | os.PathLike[str], *, resume: bool = True) -> None:
        self._path = Path(path)
        self._last = KeyTable()
        try:
            # Unbuffered: a line is written by one call, or part of it on a full disk, and never later.
            self._file: BinaryIO = self._path.open("r+b" if resume and self._path.exists() else "w+b", buffering=0)
            try:
                self._file.seek(self._mend())
            except BaseException:
                self._file.close()
                raise
        except OSError as error:
            raise cannot("opened", self._path, error) from error

    def write(self, document: Document) -> bool:
        """Save a document unless its text is the last that was saved under its key.

        Args:
            document: the document.

        Returns:
            Whether it was written.

        Raises:
            RunError: the disk is full or fails.
        """
        key, mark = document.key, _mark(document)
        is_new = self._last.add(key, mark)  # one look for most documents
        if not is_new and self._last.get(key) == mark:
            return False
        try:
            append(self._file, encode_saved(document))
        except OSError as error:
            self._last.set(key, _NOT_SAVED)
            raise cannot("written", self._path, error) from error
        if not is_new:
            self._last.set(key, mark)
        return True

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> DocumentWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _mend(self) -> int:
        """Note what is there, cut a torn last line off, and return where to go on."""
        end = 0
        with self._path.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                if not line.endswith(b"\n"):
                    self._file.truncate(end)
                    break
                document = parse_saved(line, self._path, number)
                self._last.set(document.key, _mark(document))
                end += len(line)
        return end


def read_saved_documents(path: str | os.PathLike[str]) -> Iterator[Document]:
    """The documents that a run saved, one at a time, in the order in which it met them.

    Args:
        path: the file that a DocumentWriter wrote.

    Yields:
        Each document; a last line torn by a crash is left out.

    Raises:
        ConfigError: there is no such file.
        RunError: a line is no document, or its text does not have the id it is saved with.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "records.jsonl.documents.jsonl"
        >>> with DocumentWriter(path) as writer:
        ...     _ = writer.write(Document.from_text("Acme raised $5 million.", key="a"))
        >>> [document.text for document in read_saved_documents(path)]
        ['Acme raised $5 million.']
    """
    path = Path(path)
    for number, (_, line) in enumerate(iterate_lines(path), start=1):
        yield parse_saved(line, path, number)


class SavedDocuments:
    """Saved documents by key, read from the file when asked for; only their places are held.

    Where a key was saved with different texts, the last one counts, unless another is asked for by its id. Whether a
    text was altered is seen when it is read.

    Args:
        path: the file that a DocumentWriter wrote.

    Raises:
        ConfigError: there is no such file.
        RunError: a line is no document.

    Example:
        >>> import tempfile, pathlib
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "documents.jsonl"
        >>> with DocumentWriter(path) as writer:
        ...     writer.write(Document.from_text("Acme raised $5 million.", key="a"))
        True
        >>> saved = SavedDocuments(path)
        >>> saved["a"].text, "b" in saved, len(saved)
        ('Acme raised $5 million.', False, 1)
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)
        self._order: dict[str, int] = {}
        self._before: dict[str, list[int]] = {}
        """Earlier lines of keys that have several."""
        self._places = array("Q")
        """Where lines begin, and where the last one ends."""
        for place, line in iterate_lines(self._path):
            key = read_key(line, self._path, len(self._places) + 1)
            if key in self._order:
                self._before.setdefault(key, []).append(self._order[key])
            self._order[key] = len(self._places)
            self._places.append(place)
            end = place + len(line)
        if self._places:
            self._places.append(end)

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __contains__(self, key: object) -> bool:
        return key in self._order

    def __getitem__(self, key: str) -> Document:
        """The document; KeyError where none was saved under that key, RunError where its text was altered."""
        return self._read(self._order[key])

    def _read(self, order: int) -> Document:
        place, end = self._places[order : order + 2]
        try:
            line = read_piece(self._path, place, end - place)
        except OSError as error:
            raise cannot("read", self._path, error) from error
        return parse_saved(line, self._path, order + 1)

    def get(self, key: str, id: str | None = None) -> Document | None:
        """The document, or None.

        Args:
            key: the document's key in its run.
            id: of its text, as records have it: an output may be behind the texts while a run goes on.

        Returns:
            The document, or None where none of this key was saved.
        """
        if key not in self._order:
            return None
        for order in (self._order[key], *reversed(self._before.get(key, ()))):
            document = self._read(order)
            if id is None or document.id == id:
                return document
        return None

    def text_of(self, key: str, id: str | None = None) -> str | None:
        """The text of the document that ``get`` finds.

        Args:
            key: as for ``get``.
            id: as for ``get``.

        Returns:
            The text, or None.
        """
        document = self.get(key, id)
        return None if document is None else document.text


_NOT_SAVED = -1


def _mark(document: Document) -> int:
    """Stands for a text, in the eight bytes that there are for it."""
    return int(document.id[:15], 16)
