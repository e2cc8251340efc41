"""Gold lines that stay in their file: of each only its place is held."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..errors import ConfigError
from ..whole_files import read_piece
from .gold_lines import GoldLine, parse_line, read_line
from .survey import Survey, unreadable

__all__ = ["FiledLines", "repeated"]


class FiledLines(Mapping[str, GoldLine]):
    """The lines of a gold file by document, read again each time they are asked for.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._order: dict[str, int] = {}
        self._places, self._sizes, self._numbers = array("Q"), array("Q"), array("Q")

    def add(self, survey: Survey) -> None:
        """Note the lines of a part of the file.

        Args:
            survey: of the part after those noted before.

        Raises:
            ConfigError: a document stands there twice, or a line is no gold.
        """
        count = len(self._order)
        for document, number in zip(survey.names, survey.numbers, strict=True):
            order = self._order.setdefault(document, count)
            if order < count:
                other = (*self._numbers, *survey.numbers)[order]
                raise repeated(document, f"{self._path}:{number}", f"{self._path}:{other}")
            count += 1
        self._places += survey.places
        self._sizes += survey.sizes
        self._numbers += survey.numbers
        if survey.fault is not None:
            raise survey.fault

    def __getitem__(self, document: str) -> GoldLine:
        order = self._order[document]
        where = f"{self._path}:{self._numbers[order]}"
        try:
            line = parse_line(read_piece(self._path, self._places[order], self._sizes[order]), where)
        except OSError as error:
            raise unreadable(self._path, error) from error
        if line.get("document") != document:
            raise ConfigError(f"{where}: the file was changed while it was read", hint="Try again")
        return read_line(line, where)

    def __contains__(self, document: object) -> bool:
        return document in self._order

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)


def repeated(document: str, where: str, other: str) -> ConfigError:
    """The error for two lines for one document."""
    return ConfigError(
        f"{where}: document '{document}' stands already in {other or 'an earlier line'}",
        hint="Keep one line per document; merge two annotators' files with 'gold merge'",
    )
