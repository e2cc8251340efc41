"""What the claims of an event's fields are to each other, and to its other sums."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from .amounts import Verdict
from .claims import Field
from .equivalents import tie
from .resolving import resolve
from .verdicts import Claim, Conflict, compare, verdict_of

__all__ = ["settle"]

_LEADING, _COMPARED = 3, 25  # of very many claims only so many are compared with all, and with each other


def settle(fields: Sequence[Field], primary: str | None, same: Sequence[str] = ()) -> None:
    """Hold the claims of each field against each other, and against the event's other sums.

    Args:
        fields: of one event; changed in place.
        primary: the voice of the event's subject.
        same: fields that were found to agree, however they are worded.
    """
    amounts = [claim.amount for one in fields if one.shape.kind == "money" for claim in one.claims if claim.amount]
    for one in fields:
        own = {id(claim.amount) for claim in one.claims}
        raised = [amount for amount in amounts if id(amount) not in own] if len(own) > 1 else []
        _tie(one)
        pairs = itertools.combinations(enumerate(one.claims), 2)
        for (first, claim), (second, other) in pairs:
            if first >= _LEADING and second >= _COMPARED:
                continue
            verdict = compare(one.shape, claim, other, raised=raised, entity=one.entity is not None)
            if verdict.outcome == "conflict" and one.field in same:
                verdict = Verdict("compatible", "wording", "The same in other words.")
            if verdict.outcome != "same":
                compatible = verdict.outcome == "compatible"
                one.conflicts.append(Conflict(verdict.kind, (first, second), verdict.reason, compatible))
    _find_swaps(fields)
    for one in fields:
        one.verdict = verdict_of(one.claims, one.conflicts)
        one.resolved = resolve(one.claims, one.conflicts, one.verdict, primary)


def _tie(one: Field) -> None:
    """Let sums that articles print in each other's currencies be compared, also by way of a third one."""
    found = [claim for claim in one.claims if claim.amount is not None]
    if one.shape.kind == "money" and any(claim.amount.equivalents for claim in found if claim.amount):
        for claim, amount in zip(found, tie([claim.amount for claim in found if claim.amount]), strict=True):
            claim.amount = amount


def _find_swaps(fields: Iterable[Field]) -> None:
    """A sum of one field that others give for another field: one may have been taken for the other."""
    sums = [one for one in fields if one.shape.kind == "money" and one.claims]
    for one, other in itertools.permutations(sums, 2):
        taken = {index for index, claim in enumerate(one.claims) if _given_elsewhere(claim, other)}
        for at, conflict in enumerate(one.conflicts):
            if conflict.compatible or not taken.intersection(conflict.claims):
                continue
            reason = f"Other articles give one of the two as {other.field}: it may have been taken for it."
            one.conflicts[at] = Conflict("swapped", conflict.claims, reason, False)


def _given_elsewhere(claim: Claim, other: Field) -> bool:
    here = {said.document for said in claim.said}
    for found in other.claims:
        same = found.amount is not None and claim.amount is not None and found.amount[:2] == claim.amount[:2]
        if same and {said.document for said in found.said} - here:
            return True
    return False
