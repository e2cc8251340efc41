"""One input as text, and what stands in its place when it cannot be read."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import DocumentError
from .dateline import find_dateline, read_date

__all__ = ["Document", "UnreadableDocument", "clean_text", "clean_value"]

_DEEPEST = 100
"""Levels of nesting that metadata may have; far below what json can write again."""


def clean_text(text: str) -> str:
    """Replace lone surrogates, which UTF-8 cannot hold, by U+FFFD. Offsets stay as they are.

    Args:
        text: any str, for instance one with a JSON escape of half a character.

    Returns:
        A text of the same length that every UTF-8 writer takes.

    Example:
        >>> clean_text("a\\ud800b")
        'a\ufffdb'
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    return text


def clean_value(value: Any, depth: int = 0) -> Any:
    """Make a value safe to write as JSON: no lone surrogates, no NaN or infinity (null instead).

    Args:
        value: what ``json.loads`` or ``csv`` gave, or a caller's metadata.
        depth: levels above this value.

    Returns:
        An equal value made of dict, list, str, int, float, bool and None.

    Raises:
        DocumentError: the value is nested deeper than 100 levels or is of another type.

    Example:
        >>> clean_value({"views": float("nan"), "tags": ("a", 1)})
        {'views': None, 'tags': ['a', 1]}
    """
    if isinstance(value, str):
        return clean_text(value)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if depth >= _DEEPEST:
        raise DocumentError(f"metadata nested deeper than {_DEEPEST} levels", hint="Leave that column or key out.")
    if isinstance(value, Mapping):
        return {clean_text(str(name)): clean_value(inner, depth + 1) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean_value(inner, depth + 1) for inner in value]
    raise DocumentError(
        f"metadata of type {type(value).__name__} cannot be written as JSON",
        hint="Hand over text, numbers, true/false, null, lists and mappings only.",
    )


@dataclass(frozen=True, slots=True)
class Document:
    """A text to extract from. Offsets everywhere refer to ``text``, in code points.

    Args:
        text: the text as read: newlines kept, a byte order mark removed, lone surrogates replaced by U+FFFD.
        key: the source relative to the input root, with ``/``, plus ``#<row id>`` where one file holds many;
            unique per run, the join key everywhere.
        source: the path as given, ``-`` for standard input, or the caller's word.
        title: the title that came with the text (a column, HTML metadata), not one found in it.
        published_on: the date of publication as EDTF, from metadata or a dateline only.
        encoding: what the bytes were decoded with: ``utf-8``, ``utf-8-sig``, ``cp1252 (declared)``,
            ``cp1252 (detected)``; ``str`` for a text that never was bytes.
        metadata: whatever else came with the text; can be written as JSON.

    Example:
        >>> document = Document("Acme raised $5 million.", key="a.txt", source="in/a.txt")
        >>> document.chars, document.id[:12]
        (23, 'f7f805ae1834')
    """

    text: str = field(repr=False)
    key: str
    source: str
    title: str | None = None
    published_on: str | None = None
    encoding: str = "utf-8"
    metadata: Mapping[str, Any] = field(default_factory=dict, hash=False)
    _id: str = field(default="", init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text))

    @property
    def id(self) -> str:
        """sha256 (hex) of the text's UTF-8: equal texts have equal ids, whatever their source."""
        if not self._id:
            object.__setattr__(self, "_id", hashlib.sha256(self.text.encode()).hexdigest())
        return self._id

    @property
    def chars(self) -> int:
        """The text's length in code points."""
        return len(self.text)

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        key: str | None = None,
        source: str = "text",
        title: str | None = None,
        published_on: str | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Document:
        """A document from a str at hand.

        Args:
            text: the article.
            key: its name in the run; ``text-`` and the first twelve digits of its id by default.
            source: where it is from, for people.
            title: its title, where known.
            published_on: its date of publication; by default that of a dateline at its start, as for a file.
            metadata: anything else, as JSON can hold it.

        Returns:
            The document.

        Raises:
            DocumentError: the text is empty or only white space, the date is none, or the metadata is not JSON.

        Example:
            >>> Document.from_text(" date 2018-04-09 Acme raised $5 million.").published_on
            '2018-04-09'
        """
        if not text.strip():
            raise DocumentError("the text is empty or only white space", hint="Hand over the article's words.")
        if published_on is not None and read_date(published_on) is None:
            raise DocumentError(
                f"{published_on!r} is not a date of publication", hint="Write it as 2018-04-09, 2018-04 or 2018."
            )
        text = clean_text(text)
        document = cls(
            text=text,
            key=clean_text(key) if key is not None else "",
            source=clean_text(source),
            title=clean_text(title) if title else None,
            published_on=read_date(published_on) if published_on else find_dateline(text),
            encoding="str",
            metadata=clean_value(metadata or {}),
        )
        if not document.key:
            object.__setattr__(document, "key", f"text-{document.id[:12]}")
        return document


@dataclass(frozen=True, slots=True)
class UnreadableDocument:
    """Stands in the place of an input that cannot be read, so that each input ends in one record.

    Args:
        key: as for a document; unique per run.
        source: the path as given.
        error: what is wrong with it, and the remedy.

    Example:
        >>> UnreadableDocument("a.txt", "in/a.txt", DocumentError("in/a.txt is empty")).error.message
        'in/a.txt is empty'
    """

    key: str
    source: str
    error: DocumentError
