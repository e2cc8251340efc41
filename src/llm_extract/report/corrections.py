"""What a reviewer changed in the page: reading the downloaded file and putting it into the records."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from ..plain_data import parse_json
from ..pointers import drop_at, is_inside, join_pointer, pointer_order, replace_at, split_pointer, value_at
from ..records import is_empty
from ..schemas.sources import Schema
from .places import Gone, stands_at
from .segments import join_spans

__all__ = ["CORRECTIONS_FORMAT", "Correction", "apply_corrections", "load_corrections"]

CORRECTIONS_FORMAT = 1
_ACTIONS = ("accept", "reject", "edit", "span", "note")
_HINT = "Download the corrections again from the report of these records."
_CORRECT = "Decide otherwise in the report of these records, and download the corrections again."

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Correction:
    """The review of one record.

    Args:
        document: the document's key.
        id: the id of its text.
        by: who reviewed it.
        changes: in the order in which they were made: ``action`` (accept, reject, edit, span, note), ``path``, ``was``
            (pointer to value as it was reviewed), and by action ``values`` (pointer to new value), ``spans``, ``note``.
    """

    document: str
    id: str
    by: str
    changes: tuple[Raw, ...]


def load_corrections(path: Path) -> list[Correction]:
    """Read a file that the report's page gave.

    Args:
        path: the JSON file.

    Returns:
        One for each record that was reviewed.

    Raises:
        ConfigError: it cannot be read, or is something else.

    Example:
        >>> import json, tempfile
        >>> path = Path(tempfile.mkdtemp()) / "corrections.json"
        >>> change = {"action": "accept", "path": "/name", "was": {"/name": "Ada"}}
        >>> records = [{"document": "a.txt", "id": "0" * 64, "changes": [change]}]
        >>> _ = path.write_text(json.dumps({"corrections_format": 1, "run": "", "by": "Eve", "records": records}))
        >>> [(one.document, one.by) for one in load_corrections(path)]
        [('a.txt', 'Eve')]
    """
    try:
        content = parse_json(path.read_text(encoding="utf-8-sig"), sound=True)
    except (OSError, ValueError) as error:
        raise ConfigError(f"cannot read {path}: {error}", hint=_HINT) from error
    if not isinstance(content, dict) or content.get("corrections_format") != CORRECTIONS_FORMAT:
        raise ConfigError(f"{path} holds no corrections of format {CORRECTIONS_FORMAT}", hint=_HINT)
    try:
        by = str(content["by"])
        return [
            Correction(str(one["document"]), one["id"], by, tuple(_check(change) for change in one["changes"]))
            for one in content["records"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"{path}: no corrections ({type(error).__name__}: {error})", hint=_HINT) from error


def apply_corrections(
    records: Iterable[Raw], corrections: Iterable[Correction], schema: Schema, texts: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """Put a review into records.

    An edited value replaces the model's; of what was rejected the smallest thing around it becomes null where the
    schema allows it, or goes where it is a list item or an entry; words that were picked replace the quote. The model's
    values and quotes stay in ``review``.

    Args:
        records: parsed record lines, the very ones that the report showed.
        corrections: the review.
        schema: of the records' data; what comes out fits it.
        texts: the articles by document key; needed for picked words.

    Yields:
        Every record, in the same order; the reviewed ones with ``review`` set.

    Raises:
        ConfigError: a correction is about another text, another value or no record at all, or its value does not fit
            the schema.

    Example:
        >>> from llm_extract.schemas.funding import FundingNews
        >>> list(apply_corrections([], [], FundingNews, {}))
        []
    """
    waiting = {one.document: one for one in corrections}
    for record in records:
        correction = waiting.pop(record["document"]["key"], None)
        yield dict(record) if correction is None else _apply(record, correction, schema, texts)
    if waiting:
        raise ConfigError(f"no record for {', '.join(sorted(waiting))}, which was corrected", hint=_HINT)


def _check(change: Any) -> Raw:
    """One change of the right form: what comes from a browser is not trusted."""
    action, path = change["action"], change["path"]
    if not isinstance(change["was"], dict) or not change["was"]:
        raise ValueError(f"{path} does not say which value it is about")
    if action not in _ACTIONS or not isinstance(path, str) or (path and not path.startswith("/")):
        raise ValueError(f"no change: {action!r} at {path!r}")
    if action == "edit" and not (isinstance(change["values"], dict) and change["values"]):
        raise ValueError("an edit without values")
    if action == "span":
        spans = [(start, end) for start, end in change["spans"]]
        if not spans or any(
            type(start) is not int or type(end) is not int or not 0 <= start < end for start, end in spans
        ):
            raise ValueError("words picked at no place")
    return dict(change)


def _apply(record: Raw, correction: Correction, schema: Schema, texts: Mapping[str, str]) -> dict[str, Any]:
    if correction.id != record["document"]["id"]:
        raise ConfigError(f"{correction.document}: the correction is about another text", hint=_HINT)
    merge = _Merge(record, schema, texts.get(correction.document))
    for change in correction.changes:
        merge.apply(change)
    merge.reject_all()
    return merge.finish(correction.by)


class _Merge:
    """One record while its corrections are put in; rejections come last, so that pointers hold until then."""

    def __init__(self, record: Raw, schema: Schema, text: str | None) -> None:
        self._record = copy.deepcopy(dict(record))
        self._original = record["data"]
        self._schema = schema
        self._text = text
        self._rejected: list[str] = []
        self._changes: list[dict[str, Any]] = []

    def apply(self, change: Raw) -> None:
        action, path = change["action"], change["path"]
        for pointer, was in change["was"].items():
            if not _same(value_at(self._original, pointer), was):
                raise self._wrong(pointer, "the record has another value there than the one that was reviewed")
        kept = {name: change[name] for name in ("action", "path", "note", "values", "spans") if name in change}
        kept["was"] = value_at(self._original, path)
        evidence = self._evidence(path)
        if evidence is not None and action in ("accept", "edit", "span"):
            kept["evidence"] = dict(evidence)
        self._changes.append(kept)
        if action == "edit":
            self._edit(path, change["values"], evidence)
        elif action == "span":
            self._pick(path, change["spans"], evidence)
        elif action == "accept" and evidence is not None and evidence["spans"]:
            evidence.update(support="supported", reason="Accepted in review.")
        elif action == "reject":
            if not stands_at(self._original, path):
                raise self._wrong(path, "there is no such value")
            self._rejected.append(path)

    def reject_all(self) -> None:
        """Take out what was rejected, the last first, so that no place moves before its turn; then move the others."""
        gone = Gone()
        for path in sorted(set(self._rejected), key=pointer_order, reverse=True):
            if gone.moved(path) is not None:
                self._record["data"], place, is_item = self._without(path)
                gone.add(place, is_item=is_item)
        self._record["evidence"] = [
            {**one, "path": left} for one in self._record["evidence"] if (left := gone.moved(one["path"])) is not None
        ]
        for note in self._record["notes"]:  # a note may be about what is no longer there
            note["path"] = gone.moved(note["path"]) or note["path"]

    def finish(self, by: str) -> dict[str, Any]:
        data, faults = self._schema.validate(self._record["data"])
        if faults and self._record["data"] is not None:
            place, why = faults[0]
            raise self._wrong(join_pointer(place), f"the corrected value does not fit the schema: {why}", _CORRECT)
        if data is not None:
            self._record["data"] = self._schema.dump(data)
        if self._record["status"] == "ok" and is_empty(self._record["data"]):
            self._record["status"] = "empty"
        before = self._record["review"] or {"by": "", "changes": []}
        names = [name for name in dict.fromkeys([*str(before["by"]).split(", "), by]) if name]
        self._record["review"] = {"by": ", ".join(names), "changes": [*before["changes"], *self._changes]}
        return self._record

    def _edit(self, path: str, values: Raw, evidence: dict[str, Any] | None) -> None:
        for pointer, value in values.items():
            if not is_inside(pointer, path):
                raise self._wrong(pointer, "it is no part of the value that was edited")
            if not stands_at(self._original, pointer):
                raise self._wrong(pointer, "there is no such value")
            with suppress(LookupError):  # what was rejected meanwhile stays gone
                self._record["data"] = replace_at(self._record["data"], pointer, value)
        if evidence is not None and evidence["reason"] != _PICKED:
            evidence.update(support="unchecked", reason="The value was edited in review.")

    def _pick(self, path: str, spans: list[list[int]], evidence: dict[str, Any] | None) -> None:
        if self._text is None:
            raise self._wrong(
                path, "the article is needed for the words that were picked", "Name the file of the texts: --documents."
            )
        if any(end > len(self._text) for _, end in spans):
            raise self._wrong(path, "the words that were picked lie outside the article")
        picked = {
            "path": path, "quote": join_spans(self._text, [(start, end) for start, end in spans]),
            "spans": [list(span) for span in spans], "alignment": "exact", "support": "supported", "reason": _PICKED,
        }  # fmt: skip
        if evidence is None:
            self._record["evidence"].append(picked)
        else:
            evidence.update(picked)

    def _without(self, path: str) -> tuple[Any, str, bool]:
        """The data without what stands at a path: with the smallest thing around it null, if that may be, or gone.

        What may go is a list item, or a member, such as an entry under a free key; none that would come back as its
        class's default.
        """
        data = self._record["data"]
        tokens = split_pointer(path)
        for length in range(len(tokens), 0, -1):
            place = join_pointer(tokens[:length])
            nulled = replace_at(data, place, None)
            if not self._schema.validate(nulled)[1]:
                return nulled, place, False
            is_item = isinstance(value_at(data, place.rpartition("/")[0]), list)
            shorter = drop_at(data, place)
            found, faults = self._schema.validate(shorter)
            if not faults and (is_item or not stands_at(self._schema.dump(found), place)):
                return shorter, place, is_item
        raise self._wrong(path, "it cannot be taken out: the schema wants a value there", _CORRECT)

    def _evidence(self, path: str) -> dict[str, Any] | None:
        found: dict[str, Any] | None = next((one for one in self._record["evidence"] if one["path"] == path), None)
        return found

    def _wrong(self, path: str, why: str, hint: str = _HINT) -> ConfigError:
        return ConfigError(f"{self._record['document']['key']} {path}: {why}", hint=hint)


_PICKED = "Picked in review."


def _same(one: Any, other: Any) -> bool:
    """Equal as JSON; a browser holds every number as a float."""
    if type(one) in (int, float) and type(other) in (int, float):
        return float(one) == float(other)
    return type(one) is type(other) and bool(one == other)
