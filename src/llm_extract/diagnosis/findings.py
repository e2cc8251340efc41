"""What a look found: facts, and problems with their remedies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..errors import ExtractError

__all__ = ["Diagnosis", "Fact", "Problem", "Section", "examine"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was seen.

    Args:
        name: what it is.
        value: anything that JSON can hold.
        origin: where it comes from; empty where that goes without saying.
    """

    name: str
    value: Any
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that should not stay so.

    Args:
        message: what is wrong.
        remedy: what to do about it.
        grave: whether a run would fail or lose something; else it is a warning.
    """

    message: str
    remedy: str
    grave: bool = True


@dataclass
class Section:
    """What was found about one thing.

    Args:
        title: what it is about.
        facts: in the order in which they are shown.
        problems: what is wrong with it.
    """

    title: str
    facts: list[Fact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def say(self, name: str, value: Any, origin: str = "") -> None:
        """Add a fact."""
        self.facts.append(Fact(name, value, origin))

    def complain(self, message: str, remedy: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(message, remedy))

    def warn(self, message: str, remedy: str) -> None:
        """Add a warning."""
        self.problems.append(Problem(message, remedy, grave=False))


@dataclass(frozen=True)
class Diagnosis:
    """Everything that was found.

    Args:
        sections: in the order in which they are shown.

    Example:
        >>> Diagnosis((Section("cache", [Fact("answers", 3)], []),)).to_dict()["sections"]
        {'cache': {'facts': {'answers': {'value': 3}}, 'problems': []}}
    """

    sections: tuple[Section, ...]

    @property
    def problems(self) -> list[Problem]:
        """All grave problems."""
        return [problem for section in self.sections for problem in section.problems if problem.grave]

    @property
    def warnings(self) -> list[Problem]:
        """All others."""
        return [problem for section in self.sections for problem in section.problems if not problem.grave]

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "diagnosis_format": 1,
            "well": not self.problems,
            "sections": {section.title: _section(section) for section in self.sections},
        }


def _section(section: Section) -> dict[str, Any]:
    return {
        "facts": {
            fact.name: {"value": fact.value, **({"origin": fact.origin} if fact.origin else {})}
            for fact in section.facts
        },
        "problems": [{"message": one.message, "remedy": one.remedy, "grave": one.grave} for one in section.problems],
    }


def examine(title: str, look: Callable[[Section], None]) -> Section:
    """Look at one thing; what goes wrong while looking is a problem of that thing, and the rest is looked at still.

    Args:
        title: what is looked at.
        look: adds what it finds to the section.

    Example:
        >>> examine("sums", lambda section: section.say("one", 1 // 0)).problems[0].message
        'it could not be looked at (ZeroDivisionError: integer division or modulo by zero)'
    """
    section = Section(title)
    try:
        look(section)
    except ExtractError as error:
        section.complain(error.message, error.hint)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        section.complain(f"{where}{error.strerror or error}", "Check that the place exists and may be read.")
    except Exception as error:
        section.complain(f"it could not be looked at ({type(error).__name__}: {error})", "Please report this.")
    return section
