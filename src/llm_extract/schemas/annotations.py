"""Marks for schema fields: which values need a quote, and how a quote can back them.

A mark changes nothing in the user's class. It travels in the class's JSON schema under ``x-`` keys, from which the
strict compiler and the checks read it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema

__all__ = ["Cited", "Date", "Kind", "Name", "SurfaceForms", "Verbatim"]

T = TypeVar("T")


@dataclass(frozen=True)
class _Mark:
    key: str
    value: Any = True

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(core_schema), self.key: self.value}

    def __hash__(self) -> int:
        return hash((self.key, repr(self.value)))


Cited = Annotated[T, _Mark("x-cited")]
"""A field whose value must be backed by the article's words.

The class holds the bare value: ``company: Cited[str]`` is a ``str``. The model is asked for ``{quote, value}``, the
words first; the quotes end up in the record's ``evidence``, by JSON pointer. ``Cited[X] | None`` is null as a whole.

Example:
    >>> from pydantic import BaseModel
    >>> class Person(BaseModel):
    ...     name: Cited[str]
    ...     age: Cited[int] | None
    >>> Person(name="Ada", age=None).name
    'Ada'
"""


def Kind(kind: str) -> Any:
    """Say how a value is compared with its quote and with other values.

    Args:
        kind: ``text`` (default for strings), ``name`` (organisations, people: legal suffixes, possessives and case set
            aside), ``date`` (EDTF), ``money`` (amount and currency), ``quantity`` (number and unit), ``verbatim``.

    Returns:
        A mark, to be put into ``Annotated``.

    Example:
        >>> from typing import Annotated
        >>> Name = Annotated[str, Kind("name")]
    """
    return _Mark("x-kind", kind)


def SurfaceForms(forms: Mapping[str, Sequence[str]]) -> Any:
    """Say by which words an article expresses each value of an enum.

    Args:
        forms: for each value the words or phrases (case-insensitive, whole words; ``*`` at the end of a word matches
            its endings); an empty list means that no words can back this value, so it is left unchecked.

    Returns:
        A mark, to be put into ``Annotated``.

    Example:
        >>> from typing import Annotated, Literal
        >>> Role = Annotated[Literal["lead", "other"], SurfaceForms({"lead": ["led", "lead*"], "other": []})]
    """
    return _Mark("x-forms", {value: list(words) for value, words in forms.items()})


Name = Annotated[str, Kind("name")]
"""The name of an organisation or a person, as the article writes it."""

Verbatim = Annotated[str, Kind("verbatim")]
"""The article's own words. Inside ``Cited`` the model writes them once: the value is its own quote."""

Date = Annotated[str, Kind("date")]
"""An EDTF date with the precision printed: ``2018-04-09``, ``2018-04``, ``2018``, or ``XXXX-07`` for "July"."""
