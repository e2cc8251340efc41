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

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any

from ..comparison import Shape
from ..errors import ConfigError
from ..plain_data import parse_json

__all__ = ["Gold", "GoldLine", "load_gold"]

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


class Gold:
    """A set of gold lines, found by any of a document's names.

    Args:
        lines: the lines; two for one document are an error.

    Raises:
        ConfigError: a document stands there twice.

    Example:
        >>> gold = Gold([GoldLine("a", {"name": "Ada"})])
        >>> gold.match({"key": "texts/a.txt", "id": "ab12", "source": "texts/a.txt"}).data
        {'name': 'Ada'}
    """

    def __init__(self, lines: Iterable[GoldLine]) -> None:
        by_name: dict[str, GoldLine] = {}
        for line in lines:
            other = by_name.setdefault(line.document, line)
            if other is not line:
                raise _repeated(line.document, line.where, other.where)
        self._by_name: Mapping[str, GoldLine] = by_name

    @classmethod
    def from_dicts(cls, lines: Iterable[Mapping[str, Any]]) -> Gold:
        """Gold from parsed lines.

        Args:
            lines: one mapping for each document, as the lines of a gold file.

        Returns:
            The gold.
        """
        return cls(_read_line(line, f"line {number}") for number, line in enumerate(lines, 1))

    @classmethod
    def from_file(cls, path: Path) -> Gold:
        """Gold that stays in its file: of each line only its place is held, so that no file is too long.

        Args:
            path: a JSON Lines file, UTF-8.

        Returns:
            The gold.

        Raises:
            ConfigError: the file cannot be read, a line is not gold, or a document stands there twice.
        """
        gold = cls(())
        gold._by_name = _FiledLines(path)
        return gold

    def __iter__(self) -> Iterator[GoldLine]:
        return iter(self._by_name.values())

    def __len__(self) -> int:
        return len(self._by_name)

    @property
    def documents(self) -> Iterable[str]:
        """The documents' names, as the lines have them."""
        return self._by_name.keys()

    def get(self, document: str) -> GoldLine | None:
        """The line with exactly this document name.

        Args:
            document: the name by which the gold calls it.

        Returns:
            The line, or None.
        """
        return self._by_name.get(document)

    def match(self, document: Mapping[str, Any]) -> GoldLine | None:
        """The line for a record's ``document`` block: by key, id, source, file name, then file name without ending.

        Args:
            document: a record's block ``document``, as JSON values.

        Returns:
            The line, or None where the gold has none for it.
        """
        for name in _names(document):
            line = self._by_name.get(name)
            if line is not None:
                return line
        return None


class _FiledLines(Mapping[str, GoldLine]):
    """The lines of a gold file by document, read again each time they are asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: dict[str, tuple[int, int]] = {}
        for place, number, line in _read_places(path):
            document = _read_line(line, f"{path}:{number}").document
            _, other = self._places.setdefault(document, (place, number))
            if other != number:
                raise _repeated(document, f"{path}:{number}", f"{path}:{other}")

    def __getitem__(self, document: str) -> GoldLine:
        place, number = self._places[document]
        where = f"{self._path}:{number}"
        try:
            with self._path.open("rb") as stream:
                stream.seek(place)
                line = _parse(stream.readline(), where)
        except OSError as error:
            raise _unreadable(self._path, error) from error
        if line.get("document") != document:
            raise ConfigError(f"{where}: the file was changed while it was read", hint="Try again")
        return _to_line(line, where)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _repeated(document: str, where: str, other: str) -> ConfigError:
    return ConfigError(
        f"{where}: document '{document}' stands already in {other or 'an earlier line'}",
        hint="Keep one line per document; merge two annotators' files with 'gold merge'",
    )


def _names(document: Mapping[str, Any]) -> Iterator[str]:
    yield from (str(document[key]) for key in ("key", "id", "source") if document.get(key))
    for key in ("key", "source"):
        path = PurePosixPath(str(document.get(key) or "").replace("\\", "/"))
        yield path.name
        yield path.stem


def load_gold(path: Path | str) -> Gold:
    """Read a gold file; what it says is held against a schema by :func:`~.checking.check_gold`.

    Args:
        path: a JSON Lines file, UTF-8; one that can be read only once, such as a pipe, is held in memory.

    Returns:
        The gold, in the order of the lines.

    Raises:
        ConfigError: the file cannot be read, or a line is not gold; names file, line and remedy.

    Example:
        >>> gold = load_gold("fixtures/gold/funding_news.jsonl")
        >>> sum(1 for _ in gold)
        5
    """
    path = Path(path)
    if path.is_file():
        return Gold.from_file(path)
    return Gold(_read_line(line, f"{path}:{number}") for _, number, line in _read_places(path))


def _read_places(path: Path) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """The objects of a JSON Lines file, each with its place in bytes and its line number; empty lines are skipped."""
    place = 0
    try:
        with path.open("rb") as lines:
            for number, text in enumerate(lines, 1):
                if text.strip():
                    yield place, number, _parse(text, f"{path}:{number}")
                place += len(text)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> ConfigError:
    return ConfigError(f"cannot read {path}: {error.strerror or error}", hint="Give a JSON Lines file in UTF-8")


def _parse(text: bytes, where: str) -> dict[str, Any]:
    try:
        line = parse_json(text.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{where}: not UTF-8: {error}", hint="Save the file as UTF-8") from error
    except ValueError as error:
        raise ConfigError(f"{where}: not JSON: {error}", hint="Write one JSON object on each line") from error
    if not isinstance(line, dict):
        raise ConfigError(f"{where}: not a JSON object", hint="Write one JSON object on each line")
    return line


def _read_line(line: Mapping[str, Any], where: str) -> GoldLine:
    for key in line.keys() - _KEYS:
        close = get_close_matches(key, _KEYS, 1)
        hint = f"Did you mean '{close[0]}'?" if close else f"Known keys: {', '.join(sorted(_KEYS))}"
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
    return _to_line(line, where)


def _to_line(line: Mapping[str, Any], where: str) -> GoldLine:
    extra = {key: line[key] for key in ("annotator", "note") if key in line}
    quotes, nothing = line.get("quotes", {}), line.get("nothing", False)
    return GoldLine(line["document"], line.get("data", {}), quotes, nothing, where, extra)


def _is_quotes(words: Any) -> bool:
    if not isinstance(words, list) or not words:
        return False
    pieces = [piece for quote in words for piece in (quote if isinstance(quote, list) else [quote])]
    return all(isinstance(piece, str) and piece.strip() for piece in pieces)
