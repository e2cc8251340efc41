"""Lines of records, held to their form: a file of records may come from anywhere, and may have been edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from .errors import ConfigError
from .records import RECORD_FORMAT, Record, Status

__all__ = ["SaidValue", "as_lines", "differing_values", "find_newer_format", "find_record_fault"]

_STRICT = ConfigDict(strict=True, extra="forbid")
_Count = Annotated[int, Field(ge=0, le=2**53)]
_Offset = Annotated[int, Field(ge=0, le=2**31)]
_Span = Annotated[list[_Offset], Field(min_length=2, max_length=2)]


@with_config(_STRICT)
class _Document(TypedDict):
    key: str
    id: str
    source: str
    title: str | None
    published_on: str | None
    encoding: str | None
    chars: _Count
    metadata: dict[str, Any]


@with_config(_STRICT)
class _Task(TypedDict):
    name: str
    version: int
    prompt_sha256: str
    schema_sha256: str
    examples_sha256: NotRequired[str | None]


@with_config(_STRICT)
class _Evidence(TypedDict):
    path: str
    quote: str | None
    spans: list[_Span]
    alignment: Literal["exact", "normalized", "fuzzy", "missing"]
    support: Literal["supported", "unsupported", "unchecked"]
    reason: str


@with_config(_STRICT)
class _Note(TypedDict):
    code: str
    path: str
    message: str
    details: NotRequired[dict[str, Any]]


@with_config(_STRICT)
class _Usage(TypedDict):
    prompt_tokens: _Count | None
    completion_tokens: _Count | None
    cached_tokens: _Count | None


@with_config(_STRICT)
class _Attempt(TypedDict):
    fingerprint: str
    outcome: str
    usage: _Usage


@with_config(_STRICT)
class _Failure(TypedDict):
    type: str
    message: str
    hint: NotRequired[str]


@with_config(ConfigDict(strict=True))
class _Review(TypedDict):
    by: str
    changes: list[dict[str, Any]]


@with_config(_STRICT)
class _Line(TypedDict):
    record_format: Literal[1]
    document: _Document
    task: _Task
    model: str
    parameters: dict[str, Any]
    status: Status
    data: Any
    evidence: list[_Evidence]
    notes: list[_Note]
    attempts: list[_Attempt]
    usage: _Usage
    review: _Review | None
    error: _Failure | None


@cache
def _adapter() -> TypeAdapter[Any]:
    return TypeAdapter(_Line)


def find_record_fault(raw: Any) -> str:
    """Why a JSON value is no record; empty where it is one.

    What ``data`` holds is not looked at: that is its schema's affair.

    Args:
        raw: a parsed line.

    Returns:
        Where the first fault is, and what it is.

    Example:
        >>> find_record_fault({"record_format": 7})
        'a record of format 7, where this version reads 1: use the version that wrote it'
    """
    if newer := find_newer_format(raw):
        return f"a record of format {newer}, where this version reads {RECORD_FORMAT}: use the version that wrote it"
    if not isinstance(raw, dict) or raw.get("record_format") != RECORD_FORMAT:
        return f"no record of format {RECORD_FORMAT}"
    try:
        _adapter().validate_python(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        return f"no record: {'/'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return ""


def find_newer_format(raw: Any) -> int | None:
    """The format of a record that a newer version wrote; None for any other value.

    Args:
        raw: a parsed line.

    Example:
        >>> find_newer_format({"record_format": 7}), find_newer_format({"record_format": 1})
        (7, None)
    """
    form = raw.get("record_format") if isinstance(raw, dict) else None
    return form if isinstance(form, int) and form > RECORD_FORMAT else None


@with_config(ConfigDict(strict=True))
class SaidValue(TypedDict):
    """One of the values that answers about one article give for one place: how often it was said, and where."""

    value: Any
    count: _Count
    spans: list[_Span]


@cache
def _said_values() -> TypeAdapter[list[SaidValue]]:
    return TypeAdapter(list[SaidValue])


def differing_values(note: Mapping[str, Any]) -> list[SaidValue]:
    """What the answers say of a value that they disagree on, the kept one first; nothing for any other note.

    Args:
        note: of a record's line.

    Example:
        >>> values = [{"value": "2014", "count": 2, "spans": [[0, 4]]}, {"value": "2016", "count": 1, "spans": []}]
        >>> [one["value"] for one in differing_values({"code": "disagreement", "details": {"values": values}})]
        ['2014', '2016']
    """
    details = note.get("details")
    if note["code"] != "disagreement" or not isinstance(details, Mapping):
        return []
    try:
        return _said_values().validate_python(details.get("values"))
    except ValidationError:  # the form of details is not promised
        return []


def as_lines(records: Iterable[Record[Any] | Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Records as JSON values, whichever way they are given.

    Args:
        records: Records, or lines of a records file as JSON values.

    Raises:
        ConfigError: something is no record.

    Example:
        >>> list(as_lines([{"name": "Acme"}]))
        Traceback (most recent call last):
        llm_extract.errors.ConfigError: record 1 is no record of format 1...
    """
    for number, record in enumerate(records, start=1):
        if isinstance(record, Record):
            yield record.to_dict()
        elif isinstance(record, Mapping) and record.get("record_format") == RECORD_FORMAT:
            yield record
        else:
            fault = find_record_fault(record)
            raise ConfigError(f"record {number} is {fault}", hint="Give Records, or the lines of a run's output.")
