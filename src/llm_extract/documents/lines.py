"""A table's lines as text, one at a time; a bad line is an error of its own and the next one is read."""

from __future__ import annotations

import codecs
import io
import re

from ..errors import DocumentError
from .decoding import byte_order_mark, decode, detect_encodings, refuse_binary
from .streams import LARGER
from .wide_text import find_unmarked_utf16

__all__ = ["BadLine", "Lines"]

_BROKEN = "\udcff"
"""Stands for bytes that cannot be decoded, until their line is refused; no encoding yields half a surrogate pair."""
_MARK_BROKEN = "llm_extract.mark_broken"
_RETURN = re.compile(rb"\r[^\n]")


def _mark_broken(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        return _BROKEN, error.end
    raise error


codecs.register_error(_MARK_BROKEN, _mark_broken)


class BadLine(DocumentError):
    """A line that cannot be read.

    Args:
        quotes: how many quotation marks are in it, by which a table knows whether a cell goes on behind it.
    """

    def __init__(self, message: str, *, hint: str, quotes: int) -> None:
        super().__init__(message, hint=hint)
        self.quotes = quotes


class Lines:
    """Lines with their ends (``\\n`` or ``\\r\\n``; ``\\r`` where the first ends so), to be iterated.

    ``next`` raises BadLine for a line that is too long or cannot be decoded; the next call goes on after it.

    Args:
        stream: the bytes.
        encoding: the declared encoding, or None: by mark, else UTF-8, else detected line by line.
        max_bytes: the longest line; no more of a line is ever held.

    Raises:
        DocumentError: the input as a whole looks binary.

    Attributes:
        number: the line last returned or raised for, from 1.
        encoding: what it was decoded with.
    """

    def __init__(self, stream: io.BufferedReader, encoding: str | None, max_bytes: int) -> None:
        self._stream, self._declared, self._max_bytes = stream, encoding, max_bytes
        self._put_back: str | None = None
        self._likely: list[str] = []
        self._text: io.TextIOWrapper | None = None
        self.number = 0
        head = stream.peek(8192)
        marked = None if encoding else byte_order_mark(head)
        end = "\r" if b"\n" not in head and _RETURN.search(head) else "\n"
        wide, how = (encoding, " (declared)") if encoding else (marked, "") if marked else _detect(head, end)
        self.encoding = self._plain = f"{wide}{how}"
        if end == "\r" or "\n".encode(wide) != b"\n":
            self._text = io.TextIOWrapper(stream, wide, errors=_MARK_BROKEN, newline=end)
        elif marked == "utf-8-sig":
            stream.read(3)

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        if self._put_back is not None:
            line, self._put_back = self._put_back, None
            self.number += 1
            return line
        return self._read_text() if self._text is not None else self._read_bytes()

    def put_back(self, line: str) -> None:
        """Return the line again at the next call."""
        self._put_back = line
        self.number -= 1

    def close(self) -> None:
        """Let go of the stream without closing it."""
        if self._text is not None:
            self._text.detach()
            self._text = None

    def _read_bytes(self) -> str:
        line = self._stream.readline(self._max_bytes + 3)
        if not line:
            raise StopIteration
        self.number += 1
        self.encoding = self._plain
        if len(line) > self._max_bytes + 2 or (len(line) > self._max_bytes and not line.endswith(b"\n")):
            quotes = line.count(b'"')
            while line and not line.endswith(b"\n"):
                line = self._stream.readline(1 << 20)
                quotes += line.count(b'"')
            raise self._too_long(quotes)
        if self._declared is None and b"\0" not in line:
            try:
                return line.decode("utf-8")
            except UnicodeDecodeError:
                pass
            if not self._likely:
                # The lines that follow, as far as they are at hand, make the guess surer.
                self._likely = detect_encodings(line + self._stream.peek(8192))
        try:
            text, self.encoding = decode(line, encoding=self._declared, likely=self._likely)
        except DocumentError as error:
            raise BadLine(error.message, hint=error.hint, quotes=line.count(b'"')) from error
        return text

    def _read_text(self) -> str:
        assert self._text is not None
        line = self._text.readline(self._max_bytes + 2)
        if not line:
            raise StopIteration
        self.number += 1
        if self.number == 1:
            line = line.removeprefix("\ufeff")
        if len(line) > self._max_bytes and not line.endswith("\n"):
            quotes = line.count('"')
            while line and not line.endswith("\n"):
                line = self._text.readline(1 << 20)
                quotes += line.count('"')
            raise self._too_long(quotes)
        if _BROKEN in line:
            hint = "Save the file as UTF-8, or name its encoding."
            raise BadLine(f"is not {self.encoding}", hint=hint, quotes=line.count('"'))
        return line

    def _too_long(self, quotes: int) -> BadLine:
        what = f"longer than {self._max_bytes:,} bytes, the limit for one document"
        return BadLine(what, hint=f"Split it; {LARGER}", quotes=quotes)


def _detect(head: bytes, end: str) -> tuple[str, str]:
    """The encoding of a file without a mark; one byte for each letter is detected later, line by line, if it can be.

    Raises:
        DocumentError: it looks binary.
    """
    if b"\0" in head and (found := find_unmarked_utf16(head)) is not None:
        return found, " (detected)"
    refuse_binary(head[:8192])
    return (detect_encodings(head)[0], " (detected)") if end == "\r" and not _is_utf8(head) else ("utf-8", "")


def _is_utf8(head: bytes) -> bool:
    """Whether the beginning of a file is; its last letter may be cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
