"""What a field's claims are to each other, and whether a stated rule says which one holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..comparison import Shape
from ..comparison.comparators import likeness
from .amounts import Amount, Verdict, compare_amounts
from .periods import compare_dates

__all__ = ["VAGUE", "Claim", "Conflict", "Said", "compare", "resolve", "verdict_of"]

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
        relation: how the words qualify an amount: ``exactly``, ``about``, ``more_than``, ``less_than``; else None.
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
        return _rumoured(one, other, _amounts(one, other, raised))
    if shape.kind == "date" and isinstance(one.value, str) and isinstance(other.value, str):
        return _rumoured(one, other, compare_dates(one.value, other.value))
    alike = shape.likeness(one.value, other.value)
    if alike >= 1:
        return Verdict("same")
    if shape.kind in ("text", "verbatim") and max(alike, likeness("words", one.value, other.value)) >= _ALIKE:
        return Verdict("compatible", "wording", "The same in other words.")
    if VAGUE.intersection((str(one.value), str(other.value))):
        return Verdict("compatible", "precision", "One does not say.")
    kind = ("role" if entity else "label") if shape.kind in ("enum", "boolean") else "value"
    return _rumoured(one, other, Verdict("conflict", kind, f"{one.value} or {other.value}."))


def _amounts(one: Claim, other: Claim, raised: Sequence[Amount]) -> Verdict:
    assert one.amount is not None
    assert other.amount is not None
    verdict = compare_amounts(one.amount, other.amount)
    if one.timing == other.timing:
        return verdict
    if verdict.outcome == "same":
        named = {one.timing, other.timing} - {None, "unspecified"}
        if len(named) < 2:
            return Verdict("compatible", "precision", "One does not say whether it is before or after the money.")
        return Verdict("conflict", "pre_post", "The same sum, once before and once after the money.")
    if verdict.kind == "magnitude":
        return verdict
    if one.amount.unit == other.amount.unit:
        apart = abs(one.amount.number - other.amount.number)
        for money in raised:
            if (
                money.unit == one.amount.unit
                and compare_amounts(Amount(apart, money.unit), money).outcome != "conflict"
            ):
                both = {one.timing, other.timing} == {"pre_money", "post_money"}
                reason = "They differ by the money raised: one before it, one after."
                return Verdict("compatible" if both else "conflict", "pre_post", reason)
    if verdict.outcome == "conflict":
        return Verdict("conflict", "pre_post", "They are not both before, or both after, the money.")
    return verdict


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
    if any(not conflict.compatible for conflict in conflicts):
        return "conflict"
    if len({voice for claim in claims for voice in claim.voices}) < 2:
        return "single source"
    return "compatible" if conflicts else "unanimous"


def resolve(
    claims: Sequence[Claim], conflicts: Sequence[Conflict], verdict: str, primary: str | None
) -> dict[str, Any] | None:
    """The value that a stated rule gives, or None where none does.

    The rules, in order: ``unanimous``; ``single source``; ``precise over vague`` where all can be true; ``final over
    rumour``; ``primary over second-hand``: what the event's own subject says; ``later over earlier``: one voice
    corrected itself; ``agreement of independent sources``: at least two and more than half of all voices.

    Args:
        claims: the field's claims.
        conflicts: between them.
        verdict: on the field.
        primary: the voice of the event's subject.
    """
    pool = [index for index, claim in enumerate(claims) if claim.voices]
    if not pool:
        return None
    if verdict in ("unanimous", "single source") and len(claims) == 1:
        return _resolved(claims, 0, verdict)
    steps = (
        ("final over rumour", lambda left: [i for i in left if not claims[i].is_rumour]),
        ("primary over second-hand", lambda left: [i for i in left if primary in claims[i].voices]),
        ("later over earlier", lambda left: _latest(claims, left)),
    )
    if verdict != "conflict":
        if conflicts and all(conflict.kind == "wording" for conflict in conflicts):
            return _resolved(claims, pool[0], "unanimous")
        two = any(conflict.kind == "pre_post" for conflict in conflicts)  # then both hold, and neither is "the" value
        return None if two else _precise(claims, pool, "precise over vague")
    for rule, keep in steps:
        left = keep(pool)
        if left and len(left) < len(pool):
            if not _torn(conflicts, left):
                return _precise(claims, left, rule)
            if rule != "primary over second-hand":
                pool = left
    return _agreed(claims, pool)


def _torn(conflicts: Sequence[Conflict], left: Sequence[int]) -> bool:
    return any(not conflict.compatible and set(conflict.claims) <= set(left) for conflict in conflicts)


def _precise(claims: Sequence[Claim], pool: Sequence[int], rule: str) -> dict[str, Any]:
    return _resolved(claims, min(pool, key=lambda index: (_vagueness(claims[index]), index)), rule)


def _vagueness(claim: Claim) -> tuple[int, int, int]:
    words = ("exactly", None, "about").index(claim.relation) if claim.relation in ("exactly", "about", None) else 3
    if claim.amount is not None:
        return words, -len(claim.amount.number.normalize().as_tuple().digits), -len(claim.voices)
    if claim.elsewhere or str(claim.value) in VAGUE:
        return 9, 0, 0
    length = len(claim.value.replace("X", "")) if isinstance(claim.value, str) else 0
    return words, -length, -len(claim.voices)


def _latest(claims: Sequence[Claim], pool: Sequence[int]) -> list[int]:
    """Claims left when each voice is held to what it said last."""
    last: dict[str, str] = {}
    dated = [(one, index) for index in pool for one in claims[index].said if one.counts]
    if not all(one.published_on for one, _ in dated):
        return list(pool)
    for one, _ in dated:
        last[one.voice] = max(last.get(one.voice, ""), one.published_on or "")
    return sorted({index for one, index in dated if one.published_on == last[one.voice]})


def _agreed(claims: Sequence[Claim], pool: Sequence[int]) -> dict[str, Any] | None:
    everyone = {voice for index in pool for voice in claims[index].voices}
    for index in pool:
        count = len(claims[index].voices)
        if count >= 2 and 2 * count > len(everyone):
            return _resolved(claims, index, "agreement of independent sources")
    return None


def _resolved(claims: Sequence[Claim], index: int, rule: str) -> dict[str, Any]:
    claim = claims[index]
    return {"value": claim.value, "relation": claim.relation, "timing": claim.timing, "claim": index, "rule": rule}
