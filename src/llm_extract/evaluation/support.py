"""What the check of the quotes is worth: how often a value that its quote backs is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from .scores import Calibration

__all__ = ["EvidenceIndex", "SupportTally"]

_VERDICTS = ("supported", "unsupported", "unchecked")


class EvidenceIndex:
    """A record's evidence by path; a value inside a cited object stands on that object's evidence.

    Example:
        >>> index = EvidenceIndex([{"path": "/rounds/0/investors/0", "support": "supported"}])
        >>> index.nearest("/rounds/0/investors/0/name")["support"], index.nearest("/rounds/0")
        ('supported', None)
    """

    def __init__(self, evidence: Iterable[Mapping[str, Any]]) -> None:
        self._rows: dict[str, list[Mapping[str, Any]]] = {}
        for row in evidence:
            self._rows.setdefault(str(row.get("path")), []).append(row)

    def at(self, path: str) -> list[Mapping[str, Any]]:
        """The rows for exactly this path."""
        return self._rows.get(path, [])

    def nearest(self, path: str | None) -> Mapping[str, Any] | None:
        """The first row for this path, or for the closest one above it."""
        while path:
            if path in self._rows:
                return self._rows[path][0]
            path = path.rpartition("/")[0]
        return None


class SupportTally:
    """Adds up verdicts over records."""

    def __init__(self) -> None:
        self._verdicts: Counter[str] = Counter()
        self._judged: Counter[tuple[str, bool]] = Counter()

    def add(self, verdicts: Mapping[str, int], judged: Mapping[tuple[str, bool], int]) -> None:
        """Count one record's verdicts, and for each judged value whether the verdict was deserved."""
        self._verdicts.update(verdicts)
        self._judged.update(judged)

    @property
    def unsupported(self) -> tuple[int, int]:
        """(values whose quote does not back them, values checked), over all evidence of the scored records."""
        unsupported = self._verdicts["unsupported"]
        return unsupported, unsupported + self._verdicts["supported"]

    def calibration(self) -> list[Calibration]:
        """By verdict: judged values, and how many of them are right."""
        rows = []
        for verdict in _VERDICTS:
            right, wrong = self._judged[verdict, True], self._judged[verdict, False]
            if right + wrong:
                rows.append(Calibration(verdict, right, right + wrong))
        return rows
