"""Hold many records against gold, one at a time, and add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ..comparison import Comparator, Shape
from ..errors import ConfigError
from .assessing import Assessed, Assessor, Texts
from .columns import OVERALL, Columns
from .gold import Gold
from .judging import Judgement, Sums
from .scores import Cost, Counts, DocumentScore, Evaluation, FieldScore, Finding, NothingScore
from .spans import Overlap
from .support import SupportTally

__all__ = ["Prices", "Tally", "evaluate", "refuse_second"]

Prices = tuple[float, float]

_TOKENS = ("prompt_tokens", "completion_tokens", "cached_tokens")


def evaluate(
    records: Iterable[Mapping[str, Any]],
    gold: Gold,
    schema: Mapping[str, Any],
    *,
    overrides: Mapping[str, Comparator | str] | None = None,
    texts: Texts | None = None,
    prices: Prices | None = None,
    samples: int = 1000,
    seed: int = 0,
) -> Evaluation:
    """Score records against gold.

    Args:
        records: parsed record lines; read once, so a generator over a file does.
        gold: what the records must hold.
        schema: the JSON schema of the records' data.
        overrides: comparators by field name or kind, see :meth:`~llm_extract.comparison.Shape.from_schema`.
        texts: the documents' texts, by id or key, or a function of a record's ``document`` block; without them quotes
            are compared as bags of words.
        prices: of a million prompt tokens and a million completion tokens, in one currency.
        samples: draws of the bootstrap.
        seed: of the bootstrap.

    Returns:
        The evaluation. A failed record, and a gold document without a record, have all their gold counted as missed.

    Raises:
        ConfigError: two different records are about one gold document, or an override names no field.

    Example:
        >>> schema = {"properties": {"name": {"type": "string", "x-kind": "name"}}}
        >>> lines = [{"document": "a", "data": {"name": "Ada"}}, {"document": "b", "data": {"name": "Bo"}}]
        >>> gold = Gold.from_dicts(lines)
        >>> record = {"document": {"key": "a.txt"}, "status": "ok", "data": {"name": "Ada"}, "evidence": []}
        >>> result = evaluate([record], gold, schema)
        >>> result.overall.counts, result.missing
        (Counts(right=1, false=0, missed=1), ['b'])
    """
    shape = Shape.from_schema(schema, overrides=overrides)
    assessor = Assessor(gold, shape, gold.labels(schema), texts)
    tally = Tally(gold, seed=seed)
    for record in records:
        tally.add(assessor.assess(record))
    return tally.finish(assessor, shape, prices=prices, samples=samples)


class Tally:
    """Adds up what assessed records say, in their order.

    Args:
        gold: what they were held against.
        seed: of the bootstrap.
        most_findings: how many errors are listed, further ones only counted; None lists all.
    """

    def __init__(self, gold: Gold, *, seed: int = 0, most_findings: int | None = None) -> None:
        self._gold, self._most_findings = gold, most_findings
        self._columns = Columns(len(gold), seed=seed)
        self._support = SupportTally()
        self._items: Sums = {}
        self._quotes: Sums = {}
        self._documents: list[DocumentScore] = []
        self._findings: list[Finding] = []
        self._errors = 0
        self._statuses: Counter[str] = Counter()
        self._made_by: Counter[str] = Counter()
        self._nothing = [0, 0, 0]
        self._tokens: Counter[str] = Counter()
        self._with_usage = 0
        self._seen: dict[str, tuple[str, bytes]] = {}
        self._unjudged: list[str] = []
        self._repeated: list[str] = []

    def add(self, one: Assessed) -> None:
        """Count one record, where the gold knows its document and no earlier record was about it.

        Args:
            one: what holding it against the gold said.

        Raises:
            ConfigError: another record was about the same document, and said something else.
        """
        if one.document is None or one.judgement is None:
            self._unjudged.append(one.key)
        elif self._is_first(one.document, one):
            self._statuses[one.status] += 1
            if one.made_by:
                self._made_by[one.made_by] += 1
            self._add_usage(one.usage)
            self._fold(one.nothing, one.key, one.status, one.judgement)

    def finish(self, assessor: Assessor, shape: Shape, *, prices: Prices | None, samples: int) -> Evaluation:
        """Count the gold documents without a record, and sum up.

        Args:
            assessor: says what such a document's gold adds.
            shape: the schema's, for the order of fields.
            prices: of a million prompt tokens and a million completion tokens.
            samples: draws of the bootstrap.

        Returns:
            The evaluation.

        Raises:
            ConfigError: there are records, and none is about an article of the gold.
        """
        if len(self._gold) and self._unjudged and not self._seen:
            named = next(iter(self._gold.documents))
            raise ConfigError(
                f"no record is about an article of the gold: it has '{named}', the records have '{self._unjudged[0]}'",
                hint="Give the records of these articles; the gold names them by key, id, source or file name",
            )
        missing = [name for name in self._gold.documents if name not in self._seen]
        for name in missing:
            one = assessor.assess_missing(name)
            if one is not None and one.judgement is not None:
                self._fold(one.nothing, one.key, one.status, one.judgement)
        order = dict.fromkeys(leaf.field for leaf in shape.leaves())
        scores = self._columns.scores(order, samples=samples)
        return Evaluation(
            overall=scores[0] if scores else FieldScore(OVERALL, Counts()),
            fields=scores[1:],
            items=[FieldScore(name, Counts(*counts)) for name, counts in sorted(self._items.items())],
            quotes={name: Overlap(*counts) for name, counts in sorted(self._quotes.items())},
            documents=self._documents,
            findings=self._findings,
            unlisted=self._errors - len(self._findings),
            statuses=dict(sorted(self._statuses.items())),
            made_by=dict(sorted(self._made_by.items())),
            unsupported=self._support.unsupported,
            calibration=self._support.calibration(),
            nothing=NothingScore(*self._nothing),
            cost=self._cost(prices),
            missing=missing,
            unjudged=self._unjudged,
            repeated=self._repeated,
        )

    def _is_first(self, document: str, one: Assessed) -> bool:
        if document not in self._seen:
            self._seen[document] = (one.key, one.content)
            return True
        refuse_second(self._seen[document], one)
        self._repeated.append(one.key)
        return False

    def _fold(self, nothing: bool, key: str, status: str, judgement: Judgement) -> None:
        whole = self._columns.add_document(judgement.counts)
        _add(self._items, judgement.items)
        _add(self._quotes, judgement.quotes)
        self._documents.append(DocumentScore(key, status, whole))
        self._errors += judgement.errors
        rest = None if self._most_findings is None else max(0, self._most_findings - len(self._findings))
        self._findings += judgement.findings[:rest]
        self._support.add(judgement.verdicts, judgement.judged)
        if nothing:
            self._nothing[0] += 1
            self._nothing[1] += whole.false > 0
            self._nothing[2] += whole.false

    def _add_usage(self, usage: Mapping[str, Any] | None) -> None:
        if usage and usage.get("prompt_tokens") is not None:
            self._with_usage += 1
            self._tokens.update({name: usage.get(name) or 0 for name in _TOKENS})

    def _cost(self, prices: Prices | None) -> Cost:
        prompt, completion, cached = (self._tokens[name] for name in _TOKENS)
        money = (prompt * prices[0] + completion * prices[1]) / 1_000_000 if prices else None
        return Cost(self._with_usage, prompt, completion, cached, money)


def refuse_second(first: tuple[str, bytes], one: Assessed) -> None:
    """Refuse a record about the same gold document as an earlier one, unless it says the same.

    Args:
        first: the earlier one's key and content.
        one: the record.

    Raises:
        ConfigError: it says something else.
    """
    key, content = first
    if content != one.content:
        raise ConfigError(
            f"two different records, '{key}' and '{one.key}', are about gold document '{one.document}'",
            hint="Evaluate one run at a time, or name the document in the gold by its key",
        )


def _add(sums: Sums, more: Sums) -> None:
    for field, counts in more.items():
        known = sums.setdefault(field, [0, 0, 0])
        for index, count in enumerate(counts):
            known[index] += count
