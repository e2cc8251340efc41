"""What a comparison of two record files consists of: values, changes, documents that cannot be compared, sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ..messages import Usage

__all__ = ["Apart", "Change", "Found", "Side"]


@dataclass(frozen=True)
class Found:
    """A value in a record.

    Args:
        path: JSON pointer into the record's data.
        value: the value.
        quote: the words behind it, or behind the value that it is a part of; None where nothing is cited.
        support: whether those words back it; None where nothing is cited.
    """

    path: str
    value: Any
    quote: str | None = None
    support: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"path": self.path, "value": self.value, "quote": self.quote, "support": self.support}


@dataclass(frozen=True)
class Change:
    """A value that one side has and the other has not, or has otherwise.

    Args:
        document: key of the document.
        field: name of the field, like ``rounds[].company``.
        kind: ``added`` (only after), ``lost`` (only before) or ``changed``.
        before: what the first side found; None where it found nothing.
        after: what the second side found.
    """

    document: str
    field: str
    kind: Literal["added", "lost", "changed"]
    before: Found | None
    after: Found | None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "document": self.document,
            "field": self.field,
            "kind": self.kind,
            "before": None if self.before is None else self.before.to_dict(),
            "after": None if self.after is None else self.after.to_dict(),
        }


@dataclass(frozen=True)
class Apart:
    """A document whose records cannot be compared, and why.

    Args:
        document: its key.
        reason: why, in words.
    """

    document: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"document": self.document, "reason": self.reason}


@dataclass
class Side:
    """One of the two sides as a whole.

    Args:
        tasks: which versions and models made its records, with how many.
        statuses: how many records there are of each status.
        support: how many cited values are supported, unsupported, unchecked.
        answers: how many answers were paid for, re-asks included.
        usage: their tokens, as far as the endpoint counted them.
    """

    tasks: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    support: Counter[str] = field(default_factory=Counter)
    answers: int = 0
    usage: Usage = field(default_factory=Usage)

    @property
    def records(self) -> int:
        """How many records it has."""
        return sum(self.statuses.values())

    @property
    def tokens(self) -> int | None:
        """Tokens of requests and answers together, or None where nobody counted."""
        known = [n for n in (self.usage.prompt_tokens, self.usage.completion_tokens) if n is not None]
        return sum(known) if known else None

    def add(self, record: Mapping[str, Any]) -> None:
        """Count one record."""
        task = record["task"]
        self.tasks[f"{task['name']}@v{task['version']} ({record['model']})"] += 1
        self.statuses[record["status"]] += 1
        self.support.update(item["support"] for item in record["evidence"])
        self.answers += len(record["attempts"])
        self.usage = self.usage + Usage(**record["usage"])

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        usage = self.usage
        return {
            "tasks": dict(self.tasks),
            "records": self.records,
            "statuses": dict(self.statuses),
            "support": dict(self.support),
            "answers": self.answers,
            "tokens": {
                "prompt": usage.prompt_tokens,
                "completion": usage.completion_tokens,
                "cached": usage.cached_tokens,
                "total": self.tokens,
            },
        }
