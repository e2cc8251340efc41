"""Two versions against the same gold, article by article: which is better, and could that be chance?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from ..comparison import Shape
from ..errors import ConfigError
from ..records import WITH_DATA
from .assessing import Assessor
from .columns import OVERALL
from .floors import OVERALL_NAME, shown_field
from .gold import Gold
from .scores import Counts
from .swapping import Counted, chance, hold_together
from .tally import refuse_second

__all__ = ["FEWEST", "FieldDifference", "VersionScores", "compare_versions"]

_LEVEL = 0.05
FEWEST = 6
"""Articles that must differ, before any difference can be told from chance: 2 / 2 ** 5 is above 0.05."""


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """The scores of one field on both sides.

    Args:
        field: its name; empty for all fields together.
        before: right, false and missed values of the first side.
        after: those of the second.
        better: articles whose F1 is higher on the second side.
        worse: articles whose F1 is lower there.
        differing: articles whose counts differ, those with an equal F1 too.
        chance: how often chance alone makes the sides differ as much; of single fields raised for how many they are.

    Example:
        >>> one = FieldDifference("name", Counts(6, 4, 4), Counts(9, 1, 1), better=3, differing=3, chance=0.25)
        >>> round(one.difference, 3), one.verdict
        (0.3, 'not told apart')
    """

    field: str
    before: Counts
    after: Counts
    better: int = 0
    worse: int = 0
    differing: int = 0
    chance: float = 1.0

    @property
    def difference(self) -> float | None:
        """F1 of the second side less that of the first; None where either has none."""
        first, second = self.before.f1, self.after.f1
        return None if first is None or second is None else second - first

    @property
    def verdict(self) -> str:
        """``better`` or ``worse`` (the second side), ``not told apart`` where it may be chance, or ``the same``."""
        if not self.differing:
            return "the same"
        if self.chance > _LEVEL:
            return "not told apart"
        return "better" if _f1(self.after) > _f1(self.before) else "worse"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        sides = {
            name: {"right": one.right, "false": one.false, "missed": one.missed, "f1": one.f1}
            for name, one in (("before", self.before), ("after", self.after))
        }
        told = {"chance": self.chance, "difference": self.difference, "verdict": self.verdict}
        return {**sides, **told, "better": self.better, "worse": self.worse, "differing": self.differing}


@dataclass(frozen=True)
class VersionScores:
    """Two sides against the same gold.

    Args:
        articles: how many were scored on both sides.
        unusable: records without usable data among them, by side; all their gold is missed.
        overall: all fields together.
        fields: each field that either side scores, in the order of the schema.
        left_out: articles of the gold that were not scored, and why.
    """

    articles: int
    unusable: tuple[int, int]
    overall: FieldDifference
    fields: Sequence[FieldDifference]
    left_out: Sequence[tuple[str, str]] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "articles": self.articles,
            "unusable": {"before": self.unusable[0], "after": self.unusable[1]},
            OVERALL_NAME: self.overall.to_dict(),
            "fields": {shown_field(one.field): one.to_dict() for one in self.fields},
            "left_out": [{"document": name, "reason": reason} for name, reason in self.left_out],
        }


class _Scored(NamedTuple):
    """One article on one side."""

    text: str
    usable: bool
    counts: Mapping[str, Sequence[int]]


def compare_versions(
    before: Iterable[Mapping[str, Any]],
    after: Iterable[Mapping[str, Any]],
    gold: Gold,
    schema: Mapping[str, Any],
    schema_after: Mapping[str, Any] | None = None,
    *,
    draws: int = 10_000,
    seed: int = 0,
) -> VersionScores:
    """Score the records of two sides on the articles that both have.

    Args:
        before: records as JSON values.
        after: those of the other side.
        gold: what both must hold.
        schema: the JSON schema of the data.
        schema_after: that of the other side, where it is another one.
        draws: how many swaps are tried where not all are.
        seed: of the draws.

    Returns:
        Scores of both sides, and whether their differences may be chance. A record without usable data counts with all
        its gold missed; an article that one side does not have is left out on both.

    Raises:
        ConfigError: no article of the gold is on both sides, or one side has two different records about one.

    Example:
        >>> schema = {"properties": {"name": {"type": "string", "x-kind": "name"}}}
        >>> gold = Gold.from_dicts({"document": key, "data": {"name": "Ada"}} for key in "abcdef")
        >>> sides = [[{"document": {"key": key}, "status": "ok", "data": {"name": name}} for key in "abcdef"]
        ...          for name in ("Bo", "Ada")]
        >>> overall = compare_versions(*sides, gold, schema).overall
        >>> overall.difference, overall.better, overall.chance, overall.verdict
        (1.0, 6, 0.03125, 'better')
    """
    first, shape = _score(before, gold, schema)
    second, other = _score(after, gold, schema_after or schema)
    reasons = {name: _reason(first.get(name), second.get(name)) for name in gold.documents}
    pairs = [(first[name], second[name]) for name, reason in reasons.items() if not reason]
    if not pairs:
        hint = "Compare runs over the articles that the gold is about; it names them by key, id, source or file name"
        raise ConfigError("no article of the gold is on both sides", hint=hint)
    order = dict.fromkeys(leaf.field for one in (shape, other) for leaf in one.leaves())
    counted = {name for pair in pairs for side in pair for name in side.counts}
    fields = [_compare(name, pairs, draws, seed) for name in order if name in counted]
    chances = hold_together({one.field: one.chance for one in fields if one.verdict != "the same"})
    fields = [replace(one, chance=chances.get(one.field, 1.0)) for one in fields]
    unusable = sum(not one.usable for one, _ in pairs), sum(not one.usable for _, one in pairs)
    left_out = [(name, reason) for name, reason in reasons.items() if reason]
    return VersionScores(len(pairs), unusable, _compare(OVERALL, pairs, draws, seed), fields, left_out)


def _score(
    records: Iterable[Mapping[str, Any]], gold: Gold, schema: Mapping[str, Any]
) -> tuple[dict[str, _Scored], Shape]:
    shape = Shape.from_schema(schema)
    assessor = Assessor(gold, shape, gold.labels(schema), None)
    scored: dict[str, _Scored] = {}
    seen: dict[str, tuple[str, bytes]] = {}
    for record in records:
        one = assessor.assess(record)
        if one.document is None or one.judgement is None:
            continue
        refuse_second(seen.setdefault(one.document, (one.key, one.content)), one)
        text = str(record["document"].get("id") or "")
        scored.setdefault(one.document, _Scored(text, one.status in WITH_DATA, one.judgement.counts))
    return scored, shape


def _reason(one: _Scored | None, other: _Scored | None) -> str:
    """Why an article is not scored; empty where it is."""
    if one is None or other is None:
        sides = "either side" if one is other else "the first side" if one is None else "the second side"
        return f"no record on {sides}"
    return "" if one.text == other.text else "its text is another one"


def _compare(field: str, pairs: Sequence[tuple[_Scored, _Scored]], draws: int, seed: int) -> FieldDifference:
    before, after = Counts(), Counts()
    better = worse = differing = 0
    documents: list[Counted] = []
    for pair in pairs:
        one, other = (_counts(side, field) for side in pair)
        before, after = before + one, after + other
        better += _f1(other) > _f1(one)
        worse += _f1(other) < _f1(one)
        differing += one != other
        documents.append((one.right, _all(one), other.right, _all(other)))
    told = chance(documents, draws=draws, seed=seed)
    return FieldDifference(field, before, after, better, worse, differing, told)


def _counts(side: _Scored, field: str) -> Counts:
    if field != OVERALL:
        return Counts(*side.counts.get(field, (0, 0, 0)))
    return sum([Counts(*counts) for counts in side.counts.values()], Counts())


def _all(counts: Counts) -> int:
    return 2 * counts.right + counts.false + counts.missed


def _f1(counts: Counts) -> float:
    return 1.0 if counts.f1 is None else counts.f1  # nothing to find, and nothing found
