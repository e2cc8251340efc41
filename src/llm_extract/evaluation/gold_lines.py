"""Gold: what an annotator says a document's record must hold. JSON Lines, one document a line.

::

    {"document": "000_ab", "data": {"rounds": [{"company": {"$any": ["A", "A Inc"]}, "announced_on": null}]},
     "quotes": {"/rounds/0/company": ["A"]}}
    {"document": "001_cd", "nothing": true}

``document`` is the document's key, id, source, or the file name without its ending. ``data`` holds as much of the
schema as the annotator cared to label: an absent key is not judged, ``null`` must be null. See
:mod:`llm_extract.evaluation.marks` for ``$any``, ``$optional`` and ``$partial``. ``quotes`` gives, by JSON pointer
into ``data`` (marks left out), the exact words that say it, any of which is right; a list inside the list gives words
that stand in several pieces. ``annotator`` and ``note`` are free text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import from_json

from ..comparison import Shape
from ..errors import ConfigError, did_you_mean
from ..plain_data import parse_json

__all__ = ["GoldLine", "check_line", "parse_line", "read_line"]

_KEYS = {"document", "data", "quotes", "nothing", "annotator", "note"}


@dataclass(frozen=True)
class GoldLine:
    """One document's gold.

    Args:
        document: key, id, source, or file name without its ending.
        data: the labelled data, with marks.
        quotes: by JSON pointer the exact words, any of which is right.
        nothing: the article has nothing to find.
        where: file and line, for messages.
        extra: further keys of the line, kept as they are (``annotator``, ``note``).
    """

    document: str
    data: Mapping[str, Any]
    quotes: Mapping[str, list[Any]] = field(default_factory=dict)
    nothing: bool = False
    where: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form, as it stands in a file."""
        line: dict[str, Any] = {"document": self.document, **self.extra}
        if self.nothing:
            line["nothing"] = True
        if self.data or not self.nothing:
            line["data"] = self.data
        if self.quotes:
            line["quotes"] = self.quotes
        return line

    def expected(self, shape: Shape) -> Mapping[str, Any]:
        """The data a record is held against: of an article with nothing to find every list must be empty.

        Args:
            shape: the shape of the schema's data.

        Returns:
            The labelled data, with marks.
        """
        if not self.nothing:
            return self.data
        silent: dict[str, Any] = {
            key: [] if child.kind == "list" else None
            for key, child in shape.properties.items()
            if child.kind == "list" or child.nullable
        }
        return {**silent, **self.data}


def parse_line(text: bytes, where: str) -> dict[str, Any]:
    """The JSON object on a line of a file.

    Args:
        text: the line.
        where: file and line, for messages.

    Raises:
        ConfigError: it is no JSON object.
    """
    try:
        line = _read_json(text)
    except UnicodeDecodeError as error:
        raise ConfigError(f"{where}: not UTF-8: {error}", hint="Save the file as UTF-8") from error
    except ValueError as error:
        raise ConfigError(f"{where}: not JSON: {error}", hint="Write one JSON object on each line") from error
    if not isinstance(line, dict):
        raise ConfigError(f"{where}: not a JSON object", hint="Write one JSON object on each line")
    return line


def _read_json(text: bytes) -> Any:
    """Twice as fast as the reader of Python, which is left what is wrong or strange: to read it, or to say why not."""
    try:
        return from_json(text, cache_strings="keys")
    except ValueError:
        return parse_json(text.decode("utf-8-sig"))


def check_line(line: Mapping[str, Any], where: str) -> GoldLine:
    """Gold from a parsed line.

    Args:
        line: the JSON object.
        where: file and line, for messages.

    Raises:
        ConfigError: it is no gold.
    """
    for key in line.keys() - _KEYS:
        hint = did_you_mean(key, _KEYS, f"Known keys: {', '.join(sorted(_KEYS))}")
        raise ConfigError(f"{where}: unknown key '{key}'", hint=hint)
    document, data, quotes = line.get("document"), line.get("data", {}), line.get("quotes", {})
    if not isinstance(document, str) or not document:
        raise ConfigError(f"{where}: no 'document'", hint="Name the document by its key, id, source or file name")
    if not isinstance(data, dict) or not isinstance(quotes, dict):
        raise ConfigError(f"{where}: 'data' and 'quotes' must be JSON objects", hint="See 'gold from' for a draft")
    if "data" not in line and not line.get("nothing"):
        raise ConfigError(f"{where}: no 'data'", hint='Label some data, or write "nothing": true for an empty article')
    nothing = line.get("nothing", False)
    if not isinstance(nothing, bool):
        raise ConfigError(f"{where}: 'nothing' must be true or false", hint='Write "nothing": true')
    wrong = next((pointer for pointer, words in quotes.items() if not _is_quotes(words)), None)
    if wrong is not None:
        raise ConfigError(f"{where}: quotes of '{wrong}' are no list of words", hint='Write ["the exact words", …]')
    return read_line(line, where)


def read_line(line: Mapping[str, Any], where: str) -> GoldLine:
    """The same from a line that was checked before."""
    extra = {key: line[key] for key in ("annotator", "note") if key in line}
    quotes, nothing = line.get("quotes", {}), line.get("nothing", False)
    return GoldLine(line["document"], line.get("data", {}), quotes, nothing, where, extra)


def _is_quotes(words: Any) -> bool:
    if not isinstance(words, list) or not words:
        return False
    for quote in words:
        pieces = quote if isinstance(quote, list) else (quote,)
        for piece in pieces:
            if not isinstance(piece, str) or not piece or piece.isspace():
                return False
    return True
