"""Evidence: the words behind the values of one record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, overload

__all__ = ["Evidence", "EvidenceList"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind one value.

    Args:
        path: JSON pointer into the record's ``data``.
        quote: the words, as the article has them where they were found, else as the model gave them; None where the
            model gave none.
        spans: code-point offsets ``(start, end)`` into the document's text; empty where the quote was not found.
        alignment: how the quote was found: ``exact``, ``normalized``, ``fuzzy`` or ``missing``.
        support: whether the words back the value: ``supported``, ``unsupported`` or ``unchecked``.
        reason: why it is not supported, or how it was found, in one sentence; empty where there is nothing to say.
    """

    path: str
    quote: str | None
    spans: tuple[tuple[int, int], ...]
    alignment: Literal["exact", "normalized", "fuzzy", "missing"]
    support: Literal["supported", "unsupported", "unchecked"]
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "path": self.path,
            "quote": self.quote,
            "spans": [list(span) for span in self.spans],
            "alignment": self.alignment,
            "support": self.support,
            "reason": self.reason,
        }


class EvidenceList(Sequence[Evidence]):
    """A record's evidence, in the order of its data; also found by path.

    Args:
        items: the evidence, in the order of the data.

    Example:
        >>> found = EvidenceList([Evidence("/company", "Acme", ((0, 4),), "exact", "supported")])
        >>> found["/company"].quote
        'Acme'
        >>> "/company" in found, found.get("/other") is None
        (True, True)
    """

    def __init__(self, items: Sequence[Evidence] = ()) -> None:
        self._items = tuple(items)

    @overload
    def __getitem__(self, key: int | str) -> Evidence: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[Evidence]: ...
    def __getitem__(self, key: int | str | slice) -> Evidence | Sequence[Evidence]:
        if not isinstance(key, str):
            return self._items[key]
        found = self.get(key)
        if found is None:
            cited = ", ".join([repr(item.path) for item in self._items[:5]] + ["…"] * (len(self) > 5))
            raise KeyError(f"{key!r} is no cited value's path; those are {cited or 'none'}")
        return found

    def __contains__(self, item: object) -> bool:
        return item in self._items if not isinstance(item, str) else self.get(item) is not None

    def __eq__(self, other: object) -> bool:
        return self._items == other._items if isinstance(other, EvidenceList) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._items)

    def get(self, path: str) -> Evidence | None:
        """The evidence for the value at a JSON pointer, or None where that value is not cited.

        Args:
            path: a JSON pointer into the record's data.

        Returns:
            The evidence, or None.
        """
        return next((item for item in self._items if item.path == path), None)

    def under(self, path: str) -> list[Evidence]:
        """The evidence for a value and for everything inside it.

        Args:
            path: a JSON pointer into the record's data; empty for all of it.

        Returns:
            The evidence, in the order of the data.
        """
        return [item for item in self._items if item.path == path or item.path.startswith(path.rstrip("/") + "/")]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Evidence]:
        return iter(self._items)

    def __repr__(self) -> str:
        return f"EvidenceList({list(self._items)!r})"
