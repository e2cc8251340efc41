"""What a run did, in counts."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..costs import Meter
from ..documents.keys import SeenKeys
from ..messages import Request, Response, Usage
from ..records import WHOLE

__all__ = ["Cause", "Outline", "Row", "Summary", "outline"]

_ROWS = 100
_CAUSES = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One article of a small run.

    Args:
        key: the article's.
        status: its record's.
        found: items by list, such as ``2 rounds, 1 figure``.
        cited: values that their words back.
        not_cited: values that they do not back.
        unchecked: values that cannot be checked against words.
        problems: what a reader should look at: path and reason.
    """

    key: str
    status: str
    found: str
    cited: int
    not_cited: int
    unchecked: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """What the summary needs of one record."""

    status: str
    answers: tuple[tuple[str, Usage], ...]
    error: tuple[str, str, str] | None
    row: Row | None
    key: str = ""


@dataclass(slots=True)
class Cause:
    """Why some records have no data.

    Args:
        type: the error's.
        hint: its remedy.
        example: the first article's key and message.
        count: articles.
    """

    type: str
    hint: str
    example: str
    count: int = 0


@dataclass
class Summary:
    """Counts of a run, kept up to date while it goes on.

    Args:
        total: how many inputs there are, where it is known.
        statuses: records by status.
        causes: of records that are not usable.
        rows: one for each article, of the first hundred.
        kept: records taken over from an earlier run of the same output.
        apart: records of earlier runs whose articles are not among the inputs; the output no longer holds them.
        answers: answers bought in this run.
        used: answers that the records made in this run rest on.
        bought: tokens of the answers bought in this run.
        usage: tokens of all answers on record, each answer once however many records share it.
        finished: whether every input has its record.
        waiting: articles under way.
        meter: counts what this run costs; None where nothing is sent.
        started: when the run began, in seconds of the monotonic clock.
    """

    total: int | None = None
    statuses: Counter[str] = field(default_factory=Counter)
    causes: dict[tuple[str, str], Cause] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    kept: int = 0
    apart: int = 0
    answers: int = 0
    used: int = 0
    bought: Usage = field(default_factory=Usage)
    usage: Usage = field(default_factory=Usage)
    finished: bool = False
    waiting: int = 0
    meter: Meter | None = field(default=None, repr=False)
    started: float = field(default_factory=time.monotonic)
    _counted: SeenKeys = field(default_factory=SeenKeys, repr=False)

    @property
    def done(self) -> int:
        """Records so far."""
        return self.statuses.total()

    @property
    def all_usable(self) -> bool:
        """Whether every record is ok or empty."""
        return self.statuses.keys() <= WHOLE

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self.started

    @property
    def rate(self) -> float:
        """Records made in this run per second."""
        return (self.done - self.kept) / self.seconds if self.seconds > 0 else 0.0

    def count_answer(self, request: Request, response: Response) -> None:
        """Count an answer that was bought.

        Args:
            request: what was asked.
            response: its answer.
        """
        self.answers += 1
        self.bought = self.bought + response.usage

    @property
    def stored(self) -> int:
        """Answers that were found in the cache, in recordings, or bought for an equal article before."""
        return max(0, self.used - self.answers)

    def add(self, record: Outline, *, kept: bool = False) -> None:
        """Count a record.

        Args:
            record: from ``outline``.
            kept: it was there before this run.
        """
        self.statuses[record.status] += 1
        self.kept += kept
        self.used += 0 if kept else len(record.answers)
        for fingerprint, usage in record.answers:
            if self._counted.add(fingerprint):
                self.usage = self.usage + usage
        if record.error is not None:
            self._count_cause(*record.error)
        if record.row is not None:
            self.rows.append(record.row)

    def _count_cause(self, kind: str, hint: str, example: str) -> None:
        key = (kind, hint)
        if key not in self.causes and len(self.causes) >= _CAUSES:
            key = (kind, "")  # hints that name files are as many as the files
        self.causes.setdefault(key, Cause(kind, key[1], example)).count += 1


def outline(raw: Mapping[str, Any], place: int) -> Outline:
    """What the summary needs of a record.

    Args:
        raw: the record's JSON form.
        place: its place in the output; the first hundred have a row.
    """
    error = raw["error"]
    return Outline(
        raw["status"],
        tuple((item["fingerprint"], Usage(**item["usage"])) for item in raw["attempts"]),
        None if error is None else (error["type"], error["hint"], _example(raw["document"]["key"], error)),
        _row(raw) if place < _ROWS else None,
        raw["document"]["key"],
    )


def _example(key: str, error: Mapping[str, Any]) -> str:
    """A message with its article; what cannot be read is named in its message, with the line."""
    message: str = error["message"]
    return message if error["type"] == "DocumentError" else f"{key}: {message}"


def _row(raw: Mapping[str, Any]) -> Row:
    support = Counter(item["support"] for item in raw["evidence"])
    items = raw["data"] if isinstance(raw["data"], Mapping) else {}
    return Row(
        key=raw["document"]["key"],
        status=raw["status"],
        found=", ".join(_counted(len(value), name) for name, value in sorted(items.items()) if isinstance(value, list)),
        cited=support["supported"],
        not_cited=support["unsupported"],
        unchecked=support["unchecked"],
        problems=tuple(
            f"{item['path']}: {item['reason']}" for item in raw["evidence"] if item["support"] == "unsupported"
        ),
    )


def _counted(count: int, name: str) -> str:
    """A number of items with the name of their list, which is taken for an English plural."""
    if count == 1 and name.endswith("ies") and name != "series":
        name = f"{name[:-3]}y"
    elif count == 1 and name.endswith("s") and not name.endswith(("ss", "series", "news")):
        name = name[:-1]
    return f"{count} {name}"
