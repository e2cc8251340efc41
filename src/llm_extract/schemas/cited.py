"""What decoding yields beside the data: cited values, their parts, and what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ..values.field_units import FieldUnit

__all__ = ["ABSENT", "CitedValue", "Misfit", "Part", "Problem", "Sink"]

ABSENT: Any = object()
"""What a decoder returns for a field that is not there."""


class Misfit:
    """Stands for a value that Python would take for another one: True for 1, a bare year for seconds since 1970.

    No type of a user's class takes it, so that validation complains.

    Args:
        value: what the answer says.
    """

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __repr__(self) -> str:
        return repr(self.value)


class Part(NamedTuple):
    """One value inside a cited value that its quote must back.

    Args:
        path: JSON pointer into the bare data.
        value: the bare value; money and quantities are one part, as a dict.
        kind: ``text``, ``name``, ``date``, ``money``, ``quantity``, ``verbatim``, ``enum``, ``number``, ``boolean``,
            or what the schema's ``Kind`` says.
        forms: the words that express each value of an enum, None where the schema gives none.
        unit: for numbers, what the field's name and description say of them ("in millions"), or None.
    """

    path: str
    value: Any
    kind: str
    forms: dict[str, list[str]] | None = None
    unit: FieldUnit | None = None


class CitedValue(NamedTuple):
    """A value together with the quote the model gave for it.

    Args:
        path: JSON pointer into the bare data.
        wire_path: JSON pointer into the wire value, of the node that holds quote and value.
        quote: the model's quote, None where it gave none.
        value: the bare value.
        parts: what the quote must back, values with a quote of their own excluded.
    """

    path: str
    wire_path: str
    quote: str | None
    value: Any
    parts: tuple[Part, ...]


class Sink:
    """What one decoding collects."""

    __slots__ = ("problems", "trace", "values")

    def __init__(self, trace: dict[str, str] | None = None) -> None:
        self.values: list[Any] = []
        self.problems: list[tuple[str, str, str]] = []
        self.trace = trace


class Problem(NamedTuple):
    """Something in a wire value that does not fit the schema.

    Args:
        path: JSON pointer into the bare data.
        wire_path: JSON pointer into the wire value.
        message: what is wrong, one sentence.
    """

    path: str
    wire_path: str
    message: str
