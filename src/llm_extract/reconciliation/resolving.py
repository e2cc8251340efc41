"""Whether a stated rule says which of a field's claims holds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from .amounts import read_amount
from .verdicts import VAGUE, Claim, Conflict

__all__ = ["resolve"]


def resolve(
    claims: Sequence[Claim], conflicts: Sequence[Conflict], verdict: str, primary: str | None
) -> dict[str, Any] | None:
    """The value that a stated rule gives, or None where none does.

    The rules, in order: ``unanimous``, also where only words or currencies differ; ``single source``; ``precise over
    vague`` where all can be true; ``final over rumour``; ``primary over second-hand``: what the event's own subject
    says; ``later over earlier``: one voice corrected itself; ``agreement of independent sources``: at least two and
    more than half of all voices, those counted with it that can be true with it alone.

    Args:
        claims: the field's claims.
        conflicts: between them.
        verdict: on the field.
        primary: the voice of the event's subject.
    """
    pool = [index for index, claim in enumerate(claims) if claim.voices]
    if not pool:
        return None
    if verdict in ("unanimous", "single source") and (len(pool) == 1 or not conflicts):
        return _resolved(claims, pool[0], verdict)
    steps = (
        ("final over rumour", lambda left: [i for i in left if not claims[i].is_rumour]),
        ("primary over second-hand", lambda left: [i for i in left if primary in claims[i].voices]),
        ("later over earlier", lambda left: _latest(claims, left)),
    )
    if verdict != "conflict":
        if conflicts and all(conflict.kind in _SAME for conflict in conflicts):
            return _resolved(claims, min(pool, key=lambda index: _second_hand(claims, index)), "unanimous")
        two = any(conflict.kind in _TWO for conflict in conflicts)
        return None if two else _precise(claims, pool, "precise over vague")
    for rule, keep in steps:
        left = keep(pool)
        if left and len(left) < len(pool):
            if not _torn(conflicts, left):
                return _precise(claims, left, rule)
            if rule != "primary over second-hand":
                pool = left
    return _agreed(claims, conflicts, pool)


_TWO = frozenset({"pre_post", "uncompared"})
"""Kinds of difference between two claims of which both may hold, and neither is "the" value."""
_SAME = frozenset({"wording", "currency"})
"""Kinds of difference between two claims that say the same."""


def _second_hand(claims: Sequence[Claim], index: int) -> tuple[int, bool, int, int]:
    """Fewer voices; then a sum without an equivalent beside it, as conversions are; then one that fewer print."""
    amount, said = claims[index].amount, claims[index].said
    if amount is None:
        return -len(claims[index].voices), True, 0, index
    beside = (read_amount(printed) for claim in claims for one in claim.said for printed in one.equivalents)
    found = sum(one is not None and one[:2] == amount[:2] for one in beside)
    return -len(claims[index].voices), not any(one.equivalents for one in said), -found, index


def _torn(conflicts: Sequence[Conflict], left: Sequence[int]) -> bool:
    return any(not conflict.compatible and set(conflict.claims) <= set(left) for conflict in conflicts)


def _precise(claims: Sequence[Claim], pool: Sequence[int], rule: str) -> dict[str, Any]:
    return _resolved(claims, min(pool, key=lambda index: (_vagueness(claims[index]), index)), rule)


def _vagueness(claim: Claim) -> tuple[int, Decimal, int, int]:
    """The lowest is the most precise: exact before bounded, a tight bound before a loose one, then by digits."""
    if claim.amount is not None:
        number, relation = claim.amount.number, claim.amount.relation
        words = {"exactly": 0, "nearly": 1, "about": 2}.get(relation, 3)
        loose = {"more_than": -number, "less_than": number}.get(relation, Decimal(0))
        return words, loose, -len(number.normalize().as_tuple().digits), -len(claim.voices)
    if claim.elsewhere or str(claim.value) in VAGUE:
        return 9, Decimal(0), 0, 0
    length = len(claim.value.replace("X", "")) if isinstance(claim.value, str) else 0
    return 1, Decimal(0), -length, -len(claim.voices)


def _latest(claims: Sequence[Claim], pool: Sequence[int]) -> list[int]:
    """Claims left when each voice is held to what it said last."""
    last: dict[str, str] = {}
    dated = [(one, index) for index in pool for one in claims[index].said if one.counts]
    if not all(one.published_on for one, _ in dated):
        return list(pool)
    for one, _ in dated:
        last[one.voice] = max(last.get(one.voice, ""), one.published_on or "")
    return sorted({index for one, index in dated if one.published_on == last[one.voice]})


def _agreed(claims: Sequence[Claim], conflicts: Sequence[Conflict], pool: Sequence[int]) -> dict[str, Any] | None:
    everyone = {voice for index in pool for voice in claims[index].voices}
    for index in pool:
        together = [index, *_supporting(conflicts, index, pool)]
        voices = {voice for one in together for voice in claims[one].voices}
        if len(voices) >= 2 and 2 * len(voices) > len(everyone) and not _torn(conflicts, together):
            return _precise(claims, together, "agreement of independent sources")
    return None


def _supporting(conflicts: Sequence[Conflict], index: int, pool: Sequence[int]) -> list[int]:
    """The claims that can be true with one, and with nothing that contradicts it: "about 52" beside 52.4 against 74."""
    rivals: dict[int, set[int]] = {}
    for conflict in conflicts:
        if not conflict.compatible:
            for one, other in (conflict.claims, conflict.claims[::-1]):
                rivals.setdefault(one, set()).add(other)
    against = rivals.get(index, set()).intersection(pool)
    beside = {
        one for conflict in conflicts if conflict.compatible and index in conflict.claims for one in conflict.claims
    }
    return [one for one in pool if one != index and one in beside and against and against <= rivals.get(one, set())]


def _resolved(claims: Sequence[Claim], index: int, rule: str) -> dict[str, Any]:
    claim = claims[index]
    return {"value": claim.value, "relation": claim.relation, "timing": claim.timing, "claim": index, "rule": rule}
