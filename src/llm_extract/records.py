"""The Record: what came of one document, with the evidence for every value.

One record is one JSON line. Nothing in it depends on time, order, machine or on where an answer came from, so a live,
a cached, a replayed and a resumed run write the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal

from typing_extensions import TypeVar

from .errors import ExtractError
from .evidence import Evidence, EvidenceList
from .messages import Usage

__all__ = [
    "RECORD_FORMAT",
    "WHOLE",
    "WITH_DATA",
    "Attempt",
    "DocumentInfo",
    "Evidence",
    "EvidenceList",
    "Failure",
    "Note",
    "Record",
    "Status",
    "TaskInfo",
    "is_empty",
    "to_line",
]

RECORD_FORMAT = 1

Status = Literal["ok", "empty", "partial", "refused", "truncated", "filtered", "invalid", "failed"]
"""``ok`` parsed whole, whatever its support; ``empty`` ok, with no items; ``partial`` an item or a part was lost;
``refused``, ``truncated``, ``filtered``, ``invalid`` an answer came, nothing of it is usable; ``failed`` no answer."""
WHOLE = frozenset({"ok", "empty"})
"""Statuses of records that lack nothing."""
WITH_DATA = WHOLE | {"partial"}
"""Statuses of records that have data."""

T = TypeVar("T", default=Any)


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """Which document a record is about; its text is kept once, in ``<output>.documents.jsonl``."""

    key: str
    id: str
    source: str
    title: str | None
    published_on: str | None
    encoding: str | None
    chars: int
    metadata: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TaskInfo:
    """Which prompt version, which compiled schema and, where it has any, which examples made a record."""

    name: str
    version: int
    prompt_sha256: str
    schema_sha256: str
    examples_sha256: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; versions without examples have no key for them."""
        return {name: value for name, value in _plain(self).items() if value is not None}


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the record should know.

    Args:
        code: what happened, e.g. ``recovered``, ``lost``, ``withdrawn``, ``dropped``, ``corrected``.
        path: JSON pointer it is about; for what is no longer in the data, where it stood.
        message: one sentence for a person.
        details: the values concerned.
    """

    code: str
    path: str
    message: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One stored answer: the request's fingerprint, what came of it, and its tokens.

    Args:
        fingerprint: of the request, by which the cache has the answer.
        outcome: what came of the answer, such as ``ok`` or ``truncated``.
        usage: its tokens.
    """

    fingerprint: str
    outcome: str
    usage: Usage


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a record has no data: the error's type, message and remedy.

    Args:
        type: the name of the error's class.
        message: what went wrong.
        hint: what to do about it; may be empty.
    """

    type: str
    message: str
    hint: str = ""

    @classmethod
    def of(cls, error: ExtractError) -> Failure:
        """From an error of the tree.

        Args:
            error: what was raised.

        Returns:
            The same as data.
        """
        return cls(type(error).__name__, error.message, error.hint)


@dataclass(frozen=True)
class Record(Generic[T]):
    """What came of one document.

    The other fields are those of the JSON line, see ``docs/records.md``.

    Args:
        data: an instance of the task's own class with bare values, or None where nothing is usable.
        bare: the same as JSON values; evidence paths point into it.
        document: what is known of the article.
        task: the prompt version and its hashes.
        model: the name that was asked for.
        parameters: of the requests' bodies.
        status: ``ok``, ``empty``, ``partial``, ``refused``, ``truncated``, ``filtered``, ``invalid`` or ``failed``.
        evidence: the words behind each cited value.
        notes: what a reader should know.
        attempts: one for each stored answer.
        error: why there is no data, or None.
        review: what a reader changed, or None.
    """

    document: DocumentInfo
    task: TaskInfo
    model: str
    parameters: Mapping[str, Any]
    status: Status
    data: T | None
    bare: Any
    evidence: EvidenceList
    notes: tuple[Note, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    error: Failure | None = None
    review: Mapping[str, Any] | None = None

    @property
    def ok(self) -> bool:
        """True for ``ok`` and ``empty``."""
        return self.status in WHOLE

    @property
    def usage(self) -> Usage:
        """Tokens over all attempts."""
        total = Usage()
        for attempt in self.attempts:
            total = total + attempt.usage
        return total

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON values."""
        return {
            "record_format": RECORD_FORMAT,
            "document": _plain(self.document),
            "task": self.task.to_dict(),
            "model": self.model,
            "parameters": dict(self.parameters),
            "status": self.status,
            "data": self.bare,
            "evidence": [item.to_dict() for item in self.evidence],
            "notes": [_plain(note) for note in self.notes],
            "attempts": [{**_plain(item), "usage": _plain(item.usage)} for item in self.attempts],
            "usage": _plain(self.usage),
            "review": None if self.review is None else dict(self.review),
            "error": None if self.error is None else _plain(self.error),
        }

    def to_json(self) -> str:
        """One JSON line without the newline: sorted keys, UTF-8 as it is."""
        return to_line(self.to_dict())

    def _repr_html_(self) -> str:
        """How a notebook shows the record: inside a frame in which nothing can run."""
        from .frames import record_frame

        return record_frame(self.to_dict())

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any], data: T | None = None) -> Record[T]:
        """Read a record back.

        Args:
            raw: the parsed JSON line.
            data: the instance of the task's class, where the caller validated ``raw["data"]`` with it.

        Returns:
            The record; its ``to_json()`` gives the line again.

        Raises:
            ValueError: the record is of another format.
        """
        if raw.get("record_format") != RECORD_FORMAT:
            raise ValueError(f"record_format {raw.get('record_format')!r} is not {RECORD_FORMAT}")
        return cls(
            document=DocumentInfo(**raw["document"]),
            task=TaskInfo(**raw["task"]),
            model=raw["model"],
            parameters=raw["parameters"],
            status=raw["status"],
            data=data,
            bare=raw["data"],
            evidence=EvidenceList(
                [Evidence(**{**e, "spans": tuple((s[0], s[1]) for s in e["spans"])}) for e in raw["evidence"]]
            ),
            notes=tuple(Note(**note) for note in raw["notes"]),
            attempts=tuple(Attempt(**{**item, "usage": Usage(**item["usage"])}) for item in raw["attempts"]),
            error=None if raw["error"] is None else Failure(**raw["error"]),
            review=raw["review"],
        )


def _plain(item: Any) -> dict[str, Any]:
    """A slotted dataclass as a dict, one level deep: ``asdict`` copies deeply and costs ten times as much."""
    return {name: getattr(item, name) for name in item.__slots__}


def is_empty(bare: Any) -> bool:
    """Whether bare data say nothing: a list without items, or an object whose values are all null or empty.

    Example:
        >>> is_empty({"rounds": [], "comment": None}), is_empty([]), is_empty({"rounds": [None]})
        (True, True, False)
    """
    values = bare.values() if isinstance(bare, dict) else (bare,)
    return all(value is None or value == [] or value == {} for value in values)


def to_line(value: Any) -> str:
    """The JSON form of all outputs: sorted keys, characters as they are, no NaN.

    Example:
        >>> to_line({"b": 1, "a": "é"})
        '{"a": "é", "b": 1}'
    """
    return _encode(value)


# json.dumps would make an encoder for every call; what a record holds was JSON, and goes round in no circle
_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, allow_nan=False, check_circular=False).encode
