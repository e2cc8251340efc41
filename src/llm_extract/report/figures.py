"""The figures of a run that the summary draws: statuses, support by field, tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .rows import field_name

__all__ = ["Figures", "Prices"]

_SUPPORT = ("supported", "unchecked", "unsupported", "missing")


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, read and written.

    Args:
        read: for a million tokens of prompts.
        written: for a million tokens of answers.
        currency: an ISO 4217 code.
    """

    read: float
    written: float
    currency: str = "USD"


@dataclass
class Figures:
    """Counts over a run's records, one record at a time.

    Args:
        prices: for the sum of money; None leaves it out.

    Example:
        >>> figures = Figures()
        >>> figures.to_dict()["records"]
        0
    """

    prices: Prices | None = None
    statuses: Counter[str] = field(default_factory=Counter)
    versions: Counter[str] = field(default_factory=Counter)
    alignments: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    reviewed: int = 0
    read: int = 0
    written: int = 0
    from_cache: int = 0
    answers: int = 0
    _support: dict[str, Counter[str]] = field(default_factory=dict)
    _tokens: list[int] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def add(self, record: Mapping[str, Any]) -> None:
        """Count one parsed record."""
        self.statuses[record["status"]] += 1
        self.versions[f"{record['task']['name']}@v{record['task']['version']}, {record['model']}"] += 1
        self.reviewed += record["review"] is not None
        for item in record["evidence"]:
            missing = item["alignment"] == "missing" and item["support"] == "unsupported"
            counts = self._support.setdefault(field_name(item["path"]), Counter())
            counts["missing" if missing else item["support"]] += 1
            self.alignments[item["alignment"]] += 1
        for note in record["notes"]:
            self.notes[note["code"]] += 1
        self._tokens.append(sum(self._count_attempt(one) for one in record["attempts"]))

    def _count_attempt(self, attempt: Mapping[str, Any]) -> int:
        usage = attempt["usage"]
        read, written = usage["prompt_tokens"] or 0, usage["completion_tokens"] or 0
        fingerprint = attempt["fingerprint"]
        if fingerprint not in self._seen:  # an answer that records share was paid for once
            self._seen.add(fingerprint)
            self.answers += 1
            self.outcomes[attempt["outcome"]] += 1
            self.read += read
            self.written += written
            self.from_cache += usage["cached_tokens"] or 0
        return int(read + written)

    def to_dict(self) -> dict[str, Any]:
        """The form that the page reads."""
        money = None
        if self.prices:
            cost = (self.read * self.prices.read + self.written * self.prices.written) / 1_000_000
            money = [round(cost, 6), self.prices.currency]
        return {
            "records": sum(self.statuses.values()),
            "statuses": _by_count(self.statuses),
            "versions": _by_count(self.versions),
            "alignments": _by_count(self.alignments),
            "notes": _by_count(self.notes),
            "outcomes": _by_count(self.outcomes),
            "reviewed": self.reviewed,
            "support": [
                [name, *(counts[word] for word in _SUPPORT)] for name, counts in self._support.items()
            ],
            "tokens": {"read": self.read, "written": self.written, "cached": self.from_cache, "answers": self.answers},
            "money": money,
            "histogram": _histogram(self._tokens),
        }  # fmt: skip


def _by_count(counts: Counter[str]) -> list[list[Any]]:
    return [[word, count] for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]


def _histogram(values: list[int]) -> list[list[int]]:
    """Bars ``[from, below, records]`` of equal, round width, at most twelve."""
    if not values or not max(values):
        return []
    low, high = min(values), max(values)
    width = _round_width(max(1, (high - low) / 10))
    first = low // width * width
    bars = Counter((value - first) // width for value in values)
    return [[first + bar * width, first + (bar + 1) * width, bars[bar]] for bar in range(max(bars) + 1)]


def _round_width(width: float) -> int:
    """The next of 1, 2, 5, 10, 20, 50 and so on."""
    scale = 1
    while scale * 10 < width:
        scale *= 10
    return next((scale * step for step in (1, 2, 5, 10) if scale * step >= width), scale * 10)
