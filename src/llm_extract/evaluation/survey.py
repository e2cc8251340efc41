"""What one pass over a gold file tells: where each line stands, what is labelled, and what is wrong with it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from ..comparison import Shape
from ..errors import ConfigError
from .gold_lines import GoldLine, check_line, parse_line
from .labels import Labels
from .line_parts import Part, read_part
from .problems import MOST_TOLD, Problem, find_problems

__all__ = ["Survey", "Surveyor", "unreadable"]


class Survey:
    """What was found in some lines of gold.

    Args:
        shape: of the schema that they must fit, where it is known.

    Attributes:
        names: the documents.
        places: where their lines begin, in bytes.
        sizes: of their lines, in bytes.
        numbers: of their lines.
        problems: the first mistakes.
        count: of all mistakes.
        labels: which fields are labelled.
        fault: why a line is no gold; lines after it were not looked at.
    """

    def __init__(self, shape: Shape | None = None) -> None:
        self.names: list[str] = []
        self.places, self.sizes, self.numbers = array("Q"), array("Q"), array("Q")
        self.problems: list[Problem] = []
        self.count = 0
        self.labels = Labels((), shape)
        self.fault: ConfigError | None = None

    def add(self, line: GoldLine, shape: Shape) -> None:
        """Look at the data of one line."""
        if not line.nothing:
            self.labels.add(line.data)
        for problem in find_problems(line, shape):
            self._tell(problem)

    def take_in(self, other: Survey) -> None:
        """Add what was found in later lines, but for where they stand."""
        self.labels.merge(other.labels)
        self.count += other.count
        self.problems += other.problems[: MOST_TOLD - len(self.problems)]

    def _tell(self, problem: Problem) -> None:
        self.count += 1
        if len(self.problems) < MOST_TOLD:
            self.problems.append(problem)


class Surveyor:
    """Looks through parts of a gold file.

    Args:
        path: the file.
        schema: the JSON schema its data must fit; None looks at no data.
    """

    def __init__(self, path: Path, schema: Mapping[str, Any] | None) -> None:
        self._path = path
        self._shape = None if schema is None else Shape.from_schema(schema)

    def __call__(self, part: Part) -> Survey:
        """Look through one part.

        Args:
            part: of the file.

        Returns:
            What was found; a fault is told there, and not raised, since earlier parts may have faults too.
        """
        survey = Survey(self._shape)
        try:
            with closing(read_part(self._path, part)) as lines:
                for place, number, text in lines:
                    if text.strip():
                        where = f"{self._path}:{number}"
                        line = check_line(parse_line(text, where), where)
                        survey.names.append(line.document)
                        survey.places.append(place)
                        survey.sizes.append(len(text))
                        survey.numbers.append(number)
                        if self._shape is not None:
                            survey.add(line, self._shape)
        except ConfigError as error:
            survey.fault = error
        except OSError as error:
            survey.fault = unreadable(self._path, error)
        return survey


def unreadable(path: Path, error: OSError) -> ConfigError:
    """The error for a gold file that the system does not give."""
    return ConfigError(f"cannot read {path}: {error.strerror or error}", hint="Give a JSON Lines file in UTF-8")
