"""What an evaluation says: scores by field, whole-run figures, and every error by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..records import WITH_DATA
from .spans import Overlap

__all__ = ["Calibration", "Cost", "Counts", "DocumentScore", "Evaluation", "FieldScore", "Finding", "NothingScore"]


@dataclass(frozen=True, slots=True)
class Counts:
    """Right values, false ones (wrong or extra), and gold values missed (wrong or missing).

    Args:
        right: values that are as the gold has them.
        false: values found that are wrong or extra.
        missed: values of the gold that were not found.

    Example:
        >>> Counts(right=3, false=1, missed=0).precision, Counts(right=0, false=0, missed=0).f1
        (0.75, None)
    """

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """Share of the values found that are right; None where nothing was found."""
        found = self.right + self.false
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """Share of the gold values that were found; None where the gold has none."""
        gold = self.right + self.missed
        return self.right / gold if gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where there was nothing to find and nothing found."""
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else None


@dataclass(frozen=True, slots=True)
class FieldScore:
    """One field's counts with the 95 percent interval of its F1.

    Args:
        field: the field's name, ``rounds[].company``; empty for all together.
        counts: over all documents.
        interval: low and high end, between 0 and 1; None where the field occurs nowhere.
    """

    field: str
    counts: Counts
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One error, by name.

    Args:
        document: the document's key.
        field: the field name.
        path: JSON pointer into the record's data; for a missing value, into the gold data.
        outcome: ``wrong``, ``missing`` or ``extra``.
        gold: the gold cell with its marks; None where nothing was to be found.
        found: the value found, or None.
        quote: the words the record gives for it, or None.
        support: what the check of those words said, or None.
    """

    document: str
    field: str
    path: str
    outcome: str
    gold: Any
    found: Any
    quote: str | None = None
    support: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One document's counts; ``status`` is its record's, or ``no record``.

    Args:
        document: the document's key.
        status: its record's, or ``no record``.
        counts: of all its values.
    """

    document: str
    status: str
    counts: Counts

    @property
    def perfect(self) -> bool:
        """No error, and a record that could be used."""
        return self.status in WITH_DATA and not self.counts.false and not self.counts.missed


@dataclass(frozen=True, slots=True)
class Calibration:
    """Of the cited values with one verdict of the support check: how many there are, how many are right."""

    support: str
    right: int
    total: int

    @property
    def share(self) -> float:
        """How often a value with this verdict is right."""
        return self.right / self.total


@dataclass(frozen=True, slots=True)
class NothingScore:
    """Articles with nothing to find: how many, in how many something was found, how many values."""

    documents: int = 0
    with_findings: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True)
class Cost:
    """Tokens of the records that say so, and money where prices were given."""

    records: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    money: float | None = None

    @property
    def tokens_per_article(self) -> float | None:
        """Mean of all tokens per article; None where no record has usage."""
        return (self.prompt_tokens + self.completion_tokens) / self.records if self.records else None

    @property
    def money_per_article(self) -> float | None:
        """Mean price of an article, in the currency of the prices given."""
        return self.money / self.records if self.records and self.money is not None else None


@dataclass(frozen=True)
class Evaluation:
    """The outcome of holding records against gold.

    Args:
        overall: all values of all fields together (micro average) with its interval.
        fields: by field, in the schema's order.
        items: whole list items by list, found or not.
        quotes: words quoted against words of the gold, by field; empty where the gold has no quotes.
        documents: one score per gold document.
        findings: every error, or the first ones.
        statuses: how many scored records have each status.
        made_by: how many of them each prompt version made.
        unsupported: (values whose quote does not back them, values checked).
        calibration: by verdict of the support check.
        nothing: articles with nothing to find.
        cost: tokens and money.
        missing: gold documents without a record; all their gold counts as missed.
        unjudged: keys of records without gold; they are not counted.
        repeated: keys of records that repeat an earlier one word for word; counted once.
        unlisted: how many errors there are beside ``findings``, where not all were to be listed.
    """

    overall: FieldScore
    fields: list[FieldScore]
    items: list[FieldScore] = field(default_factory=list)
    quotes: dict[str, Overlap] = field(default_factory=dict)
    documents: list[DocumentScore] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    statuses: Mapping[str, int] = field(default_factory=dict)
    made_by: Mapping[str, int] = field(default_factory=dict)
    unsupported: tuple[int, int] = (0, 0)
    calibration: list[Calibration] = field(default_factory=list)
    nothing: NothingScore = NothingScore()
    cost: Cost = Cost()
    missing: list[str] = field(default_factory=list)
    unjudged: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    unlisted: int = 0

    @property
    def perfect_share(self) -> float | None:
        """Share of gold documents whose record has no error; None without gold documents."""
        return sum(one.perfect for one in self.documents) / len(self.documents) if self.documents else None

    @property
    def invalid_share(self) -> float | None:
        """Share of gold documents without a usable record: none, or refused, truncated, filtered, invalid, failed."""
        unusable = sum(one.status not in WITH_DATA for one in self.documents)
        return unusable / len(self.documents) if self.documents else None

    @property
    def unsupported_share(self) -> float | None:
        """Share of the checked values that their quote does not back; None where none was checked."""
        unsupported, checked = self.unsupported
        return unsupported / checked if checked else None

    @property
    def span_overlap(self) -> Overlap:
        """The overlap of quotes over all fields."""
        return sum(self.quotes.values(), Overlap())
