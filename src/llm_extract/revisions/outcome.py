"""The outcome of comparing two sides: agreement per field, every change, and what each side cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .changes import Apart, Change, Side

__all__ = ["COMPARISON_FORMAT", "FieldAgreement", "Revision"]

COMPARISON_FORMAT = 1


@dataclass(frozen=True)
class FieldAgreement:
    """How far the two sides agree on one field.

    Args:
        field: its name, like ``rounds[].company``; empty for all fields together.
        same: values that both have.
        added: values that only the second has.
        lost: values that only the first has.
        changed: values that both have, differently.

    Example:
        >>> FieldAgreement("name", same=3, added=1).agreement
        0.75
    """

    field: str
    same: int = 0
    added: int = 0
    lost: int = 0
    changed: int = 0

    @property
    def agreement(self) -> float | None:
        """The share of values on which both agree, of all on which either says something; None where neither does."""
        total = self.same + self.added + self.lost + self.changed
        return self.same / total if total else None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        counts = {"same": self.same, "added": self.added, "lost": self.lost, "changed": self.changed}
        return {**counts, "agreement": self.agreement}


@dataclass(frozen=True)
class Revision:
    """Two sides compared.

    Args:
        before: the first side.
        after: the second side.
        compared: how many documents were compared value by value.
        fields: agreement on each field, in the order of the schema.
        changes: every difference, by document and field.
        apart: documents that could not be compared.
    """

    before: Side
    after: Side
    compared: int
    fields: Sequence[FieldAgreement]
    changes: Sequence[Change]
    apart: Sequence[Apart]

    @property
    def overall(self) -> FieldAgreement:
        """All fields together."""
        names = ("same", "added", "lost", "changed")
        return FieldAgreement("", **{name: sum(getattr(one, name) for one in self.fields) for name in names})

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "comparison_format": COMPARISON_FORMAT,
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "compared": self.compared,
            "overall": self.overall.to_dict(),
            "fields": {one.field: one.to_dict() for one in self.fields},
            "changes": [change.to_dict() for change in self.changes],
            "apart": [one.to_dict() for one in self.apart],
        }
