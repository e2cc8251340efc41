"""What a field's claims are to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..comparison import Shape
from ..comparison.comparators import likeness
from .amounts import Amount, Verdict
from .periods import compare_dates
from .texts import compare_texts
from .timings import compare_timed

__all__ = ["VAGUE", "Claim", "Conflict", "Said", "compare", "verdict_of"]

VAGUE = frozenset({"unspecified", "unknown"})
"""Values of enums that say nothing."""

_ALIKE = 0.8  # texts that differ in a word or two say the same


@dataclass(slots=True)
class Said:
    """One article's saying a claim.

    Args:
        document: key of the article.
        path: JSON pointer of the value in that record's data.
        voice: who speaks; two sayings of one voice count once.
        reported_by: the source that the article names.
        stage: of the mention: ``final``, ``part``, ``rumour``, ``denied``.
        published_on: of the article.
        quote: the words.
        spans: their places in the article's text.
        alignment: as in the record's evidence.
        support: as in the record's evidence.
        equivalents: the same sum in other currencies, as the article prints it.
    """

    document: str
    path: str
    voice: str
    reported_by: str | None
    stage: str
    published_on: str | None
    quote: str | None = None
    spans: Sequence[Sequence[int]] = ()
    alignment: str = "missing"
    support: str = "unchecked"
    equivalents: Sequence[Any] = ()

    @property
    def counts(self) -> bool:
        """Whether it speaks for the claim: its words back it, and it does not deny it."""
        return self.support != "unsupported" and self.stage != "denied"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "document": self.document,
            "path": self.path,
            "voice": self.voice,
            "reported_by": self.reported_by,
            "stage": self.stage,
            "published_on": self.published_on,
            "quote": self.quote,
            "spans": [list(span) for span in self.spans],
            "alignment": self.alignment,
            "support": self.support,
            "equivalents": list(self.equivalents),
        }


@dataclass(slots=True)
class Claim:
    """One distinct value of a field, and all who say it.

    Args:
        value: the value.
        relation: how the words qualify an amount: ``exactly``, ``about``, ``nearly``, ``more_than``, ``less_than``, or
            the schema's own word for it; else None.
        timing: what sets apart claims on different questions (pre- or post-money); else None.
        amount: the value as an amount, where it is one.
        elsewhere: the id of the other event in which an article has this thing instead; then there is no value.
        said: who says it.
    """

    value: Any
    relation: str | None = None
    timing: str | None = None
    amount: Amount | None = None
    elsewhere: str | None = None
    said: list[Said] = field(default_factory=list)

    @property
    def voices(self) -> set[str]:
        """Who speaks for it, each once."""
        return {one.voice for one in self.said if one.counts}

    @property
    def is_rumour(self) -> bool:
        """Nobody says it as a fact."""
        return all(one.stage in ("rumour", "denied") for one in self.said)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "value": self.value,
            "relation": self.relation,
            "timing": self.timing,
            "elsewhere": self.elsewhere,
            "voices": len(self.voices),
            "said": [one.to_dict() for one in self.said],
        }


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that are not simply the same.

    Args:
        kind: why they differ.
        claims: their indices.
        reason: one sentence for a person.
        compatible: both can be true.
    """

    kind: str
    claims: tuple[int, int]
    reason: str
    compatible: bool

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "kind": self.kind, "claims": list(self.claims), "reason": self.reason, "compatible": self.compatible,
        }  # fmt: skip


def compare(shape: Shape, one: Claim, other: Claim, *, raised: Sequence[Amount] = (), entity: bool = False) -> Verdict:
    """Whether two claims on one field can both be right.

    Args:
        shape: of the values.
        one: a claim.
        other: another.
        raised: sums that lie between a valuation before and one after the money.
        entity: the field says something about one of several things (an investor's role).
    """
    if one.elsewhere or other.elsewhere:
        return Verdict("conflict", "other_round", "One article has it here, another one in a different event.")
    if one.amount is not None and other.amount is not None:
        verdict = compare_timed(one.amount, one.timing, other.amount, other.timing, raised)
        return _rumoured(one, other, verdict)
    if shape.kind == "date" and isinstance(one.value, str) and isinstance(other.value, str):
        return _rumoured(one, other, compare_dates(one.value, other.value))
    alike = shape.likeness(one.value, other.value)
    if alike >= 1:
        return Verdict("same")
    if shape.kind in ("text", "verbatim") and max(alike, likeness("words", one.value, other.value)) >= _ALIKE:
        return Verdict("compatible", "wording", "The same in other words.")
    if shape.kind == "text" and shape.comparator is None:
        read = compare_texts(str(one.value), str(other.value))
        if read is not None:
            return read
    if VAGUE.intersection((str(one.value), str(other.value))):
        return Verdict("compatible", "precision", "One does not say.")
    kind = ("role" if entity else "label") if shape.kind in ("enum", "boolean") else "value"
    return _rumoured(one, other, Verdict("conflict", kind, f"{one.value} or {other.value}."))


def _rumoured(one: Claim, other: Claim, verdict: Verdict) -> Verdict:
    if verdict.outcome == "conflict" and verdict.kind != "magnitude" and one.is_rumour != other.is_rumour:
        return Verdict("conflict", "rumour", f"A rumour against what was said to be final. {verdict.reason}")
    return verdict


def verdict_of(claims: Sequence[Claim], conflicts: Sequence[Conflict]) -> str:
    """The verdict on a field: ``unanimous``, ``compatible``, ``conflict`` or ``single source``.

    Args:
        claims: what is said, and by whom.
        conflicts: between them.
    """
    counting = [one for one in conflicts if all(claims[index].voices for index in one.claims)]
    if any(not conflict.compatible for conflict in counting):
        return "conflict"
    if len({voice for claim in claims for voice in claim.voices}) < 2:
        return "single source"
    return "compatible" if counting else "unanimous"
