"""The readable summary of a run: a row for each article, then counts."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ..records import Record

__all__ = ["Summary"]


@dataclass
class Summary:
    """Collects what the summary says; rows are kept for the first hundred articles only."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    shown: int = 100

    @property
    def all_ok(self) -> bool:
        """Whether every record is ok or empty."""
        return not set(self.statuses) - {"ok", "empty"}

    def add(self, record: Record[Any]) -> None:
        """Count one record."""
        self.statuses[record.status] += 1
        if len(self.rows) >= self.shown:
            return
        support = Counter(item.support for item in record.evidence)
        items = record.bare if isinstance(record.bare, dict) else {}
        counts = ", ".join(f"{len(value)} {name}" for name, value in items.items() if isinstance(value, list))
        self.rows.append(
            (
                record.document.key,
                record.status,
                counts,
                *(str(support[s]) for s in ("supported", "unsupported", "unchecked")),
            )
        )
        if record.error is not None:
            self.problems.append(
                f"{record.document.key}: {record.error.message}"
                + (f" {record.error.hint}" if record.error.hint else "")
            )
        self.problems += [
            f"{record.document.key} {item.path}: {item.reason}"
            for item in record.evidence
            if item.support == "unsupported"
        ]

    def print(self, *, verbose: bool = False) -> None:
        """Print the summary to stderr."""
        header = ("article", "status", "found", "cited", "not cited", "unchecked")
        widths = [max(len(row[i]) for row in [header, *self.rows]) for i in range(len(header))]
        for row in [header, *self.rows]:
            print(
                "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip(), file=sys.stderr
            )
        total = sum(self.statuses.values())
        if total > len(self.rows):
            print(f"… and {total - len(self.rows)} more", file=sys.stderr)
        print(f"{total} records: " + ", ".join(f"{n} {s}" for s, n in sorted(self.statuses.items())), file=sys.stderr)
        for line in self.problems if verbose else self.problems[:10]:
            print(f"  {line}", file=sys.stderr)
        if not verbose and len(self.problems) > 10:
            print(f"  … and {len(self.problems) - 10} more; -v shows all", file=sys.stderr)
