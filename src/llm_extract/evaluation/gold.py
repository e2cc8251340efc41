"""Gold as a whole: the lines of a file, found by any of a document's names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import Any

from ..comparison import Shape
from .gold_files import FiledLines, repeated
from .gold_lines import GoldLine, check_line, parse_line
from .labels import Labels
from .line_parts import parts_of
from .problems import misfit
from .survey import Survey, Surveyor, unreadable
from .working import Processes

__all__ = ["Gold", "load_gold"]


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
                raise repeated(line.document, line.where, other.where)
        self._by_name: Mapping[str, GoldLine] = by_name
        self._labels: tuple[Mapping[str, Any], Labels] | None = None

    @classmethod
    def from_dicts(cls, lines: Iterable[Mapping[str, Any]]) -> Gold:
        """Gold from parsed lines.

        Args:
            lines: one mapping for each document, as the lines of a gold file.

        Returns:
            The gold.
        """
        return cls(check_line(line, f"line {number}") for number, line in enumerate(lines, 1))

    @classmethod
    def from_file(
        cls, path: Path, *, schema: Mapping[str, Any] | None = None, workers: Processes | None = None
    ) -> Gold:
        """Gold that stays in its file: of each line only its place is held, so that no file is too long.

        Args:
            path: a JSON Lines file, UTF-8.
            schema: the JSON schema its data must fit; None looks at no data.
            workers: processes that read it; None reads it here.

        Returns:
            The gold.

        Raises:
            ConfigError: the file cannot be read, a line is not gold or does not fit the schema, or a document stands
                there twice.
        """
        gold, lines = cls(()), FiledLines(path)
        whole = Survey()
        try:
            with closing(parts_of(path)) as parts:
                for survey in (workers or Processes()).work(Surveyor, (path, schema), parts):
                    lines.add(survey)
                    whole.take_in(survey)
        except OSError as error:
            raise unreadable(path, error) from error
        gold._by_name = lines
        gold._settle(whole, schema)
        return gold

    def _settle(self, survey: Survey, schema: Mapping[str, Any] | None) -> None:
        if survey.count:
            raise misfit(survey.problems, survey.count)
        if schema is not None:
            self._labels = schema, survey.labels

    def labels(self, schema: Mapping[str, Any]) -> Labels:
        """Which fields are labelled; known already where the gold was read for the same schema.

        Args:
            schema: the JSON schema of the data.

        Returns:
            The labels.
        """
        if self._labels is None or self._labels[0] != schema:
            shape = Shape.from_schema(schema)
            self._labels = schema, Labels((line.data for line in self if not line.nothing), shape)
        return self._labels[1]

    def __getstate__(self) -> dict[str, Any]:
        return {"_by_name": self._by_name, "_labels": None}

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
            if name in self._by_name:
                return self._by_name[name]
        return None


def _names(document: Mapping[str, Any]) -> Iterator[str]:
    yield from (str(document[key]) for key in ("key", "id", "source") if document.get(key))
    for key in ("key", "source"):
        path = PurePosixPath(str(document.get(key) or "").replace("\\", "/"))
        yield path.name
        yield path.stem


def load_gold(path: Path | str, *, schema: Mapping[str, Any] | None = None, workers: Processes | None = None) -> Gold:
    """Read a gold file.

    Args:
        path: a JSON Lines file, UTF-8; one that can be read only once, such as a pipe, is held in memory.
        schema: the JSON schema its data must fit; without it that is left to :func:`~.checking.check_gold`.
        workers: processes that read a long file; None reads it here.

    Returns:
        The gold, in the order of the lines.

    Raises:
        ConfigError: the file cannot be read, or a line is not gold or does not fit; names file, line and remedy.

    Example:
        >>> gold = load_gold("fixtures/gold/funding_news.jsonl")
        >>> sum(1 for _ in gold)
        5
    """
    path = Path(path)
    if path.is_file():
        return Gold.from_file(path, schema=schema, workers=workers)
    gold = Gold(_read_once(path))
    if schema is not None:
        shape = Shape.from_schema(schema)
        survey = Survey(shape)
        for line in gold:
            survey.add(line, shape)
        gold._settle(survey, schema)
    return gold


def _read_once(path: Path) -> Iterator[GoldLine]:
    try:
        with path.open("rb") as lines:
            for number, text in enumerate(lines, 1):
                if text.strip():
                    yield check_line(parse_line(text, f"{path}:{number}"), f"{path}:{number}")
    except OSError as error:
        raise unreadable(path, error) from error
