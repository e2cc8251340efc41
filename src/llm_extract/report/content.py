"""What the page shows of one record: its article in pieces, its fields, what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..documents import Document
from ..pointers import value_at
from ..record_lines import SaidValue, differing_values
from ..records import WITH_DATA
from .rows import Row, list_rows
from .segments import cut_paragraphs, join_spans
from .wording import contrast, show_scalar

__all__ = ["GRAVE", "MINOR", "Problem", "describe_record", "find_problems", "index_record"]

GRAVE, SERIOUS, MINOR = 0, 1, 2
"""How bad a problem is: nothing usable; a value without its words, or something lost; good to know."""

ALIGNMENTS = ("exact", "normalized", "fuzzy", "missing")
SUPPORT = ("supported", "unsupported", "unchecked")
_TITLE = 110

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a reader should look at.

    Args:
        gravity: ``GRAVE``, ``SERIOUS`` or ``MINOR``.
        word: what kind it is.
        path: JSON pointer of the value concerned; empty for the whole record.
        message: one or two sentences.
        said: the values that the answers disagree on.
        of_evidence: whether the value's evidence says the same.
    """

    gravity: int
    word: str
    path: str
    message: str
    said: Sequence[SaidValue] = ()
    of_evidence: bool = False

    @property
    def line(self) -> str:
        """The message by itself, away from the values that it is about."""
        values = contrast([show_scalar(one["value"]) for one in self.said])
        return f"{values}: {self.message}" if values else self.message


def describe_record(record: Raw, document: Document | None, problems: Sequence[Problem]) -> dict[str, Any]:
    """The record as the page reads it.

    Args:
        record: the parsed record line.
        document: its text, or None where it is not at hand.
        problems: of this record.

    Returns:
        JSON values; evidence is named by its place in the record's list, and what else answers say behind it.
    """
    evidence = record["evidence"]
    numbers = {item["path"]: number for number, item in enumerate(evidence)}
    text = document.text if document else None
    about = record["document"]
    spans = [[(start, end) for start, end in item["spans"]] for item in evidence]
    page: dict[str, Any] = {
        "key": about["key"],
        "id": about["id"],
        "source": about["source"],
        "title": title_of(record, document),
        "date": about["published_on"],
        "status": record["status"],
        "task": f"{record['task']['name']}@v{record['task']['version']}",
        "prompt": record["task"]["prompt_sha256"],
        "model": record["model"],
        "parameters": record["parameters"],
        "attempts": [[one["fingerprint"], one["outcome"], *_tokens(one["usage"])] for one in record["attempts"]],
        "rows": [
            [row.path, row.label, row.shown, row.depth, numbers.get(row.path), _leaves(row)]
            for row in list_rows(record["data"], numbers)
        ],
        "evidence": [_evidence(item, text) for item in evidence],
        "problems": [
            [one.gravity, one.word, one.path, one.message, *_said(one, record, text, spans)]
            for one in problems
            if not one.of_evidence
        ],
        "review": record["review"],
    }
    if text is not None:
        page["text"] = [[piece.to_list() for piece in line] for line in cut_paragraphs(text, spans)]
    return page


def index_record(record: Raw, document: Document | None, problems: Sequence[Problem]) -> list[Any]:
    """The record's line in the list: key, title, status, counts by support, gravest problem, tokens, version.

    Where answers disagree on values, their number stands at the end.

    Args:
        record: a parsed line.
        document: its text, where there is one.
        problems: what is wrong with its values.
    """
    support = [item["support"] for item in record["evidence"]]
    counts = [support.count(word) for word in ("supported", "unsupported", "unchecked")]
    key, version = record["document"]["key"], f"{record['task']['name']}@v{record['task']['version']}"
    grave = min((one.gravity for one in problems), default=None)
    differing = sum(1 for one in problems if one.said)
    entry = [key, title_of(record, document), record["status"], *counts, grave, sum(_tokens(record["usage"])), version]
    return [*entry, differing] if differing else entry


def find_problems(record: Raw) -> Iterator[Problem]:
    """What is wrong with a record, gravest first."""
    status, error = record["status"], record["error"]
    if error:
        message = " ".join(part for part in (f"{error['message'].rstrip('.')}.", error["hint"]) if part)
        yield Problem(GRAVE, status, "", message)
    elif status not in WITH_DATA:
        yield Problem(GRAVE, status, "", "Nothing of the answer is usable.")
    elif status == "partial":
        yield Problem(SERIOUS, status, "", "Part of the answer was lost.")
    for item in record["evidence"]:
        if item["support"] == "unsupported" and item["alignment"] == "missing":
            yield Problem(
                SERIOUS,
                "quote not found",
                item["path"],
                item["reason"] or "The quote is not in the article.",
                of_evidence=True,
            )
        elif item["support"] == "unsupported":
            message = item["reason"] or "The words do not say this."
            yield Problem(SERIOUS, "unsupported", item["path"], message, of_evidence=True)
    yield from map(_of_note, record["notes"])


def _of_note(note: Raw) -> Problem:
    said = differing_values(note)
    return Problem(SERIOUS if said else MINOR, note["code"].replace("_", " "), note["path"], note["message"], said)


def title_of(record: Raw, document: Document | None) -> str:
    """The article's title; where it came without one, its first line."""
    title = record["document"]["title"]
    if not title and document:
        title = _first_line(document)
    title = title or record["document"]["key"]
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"


def _first_line(document: Document) -> str:
    """The first line with words, without a dateline in front: the page shows the date beside it."""
    line = next((line.strip() for line in document.text.splitlines() if line.strip()), "")
    rest = re.sub(rf"^(?:date\W+)?{re.escape(document.published_on or '')}\W+", "", line, flags=re.IGNORECASE)
    return (rest or line) if document.published_on else line


def _leaves(row: Row) -> Any:
    """A row's leaves, shortly: nothing for a heading, 1 where the row shows its one leaf as it is."""
    if row.leaves == ((row.path, row.shown),):
        return 1
    return [[path[len(row.path) :], value] for path, value in row.leaves]


def _evidence(item: Raw, text: str | None) -> list[Any]:
    """Alignment and support by number, the reason and, where the page cannot read it off the text, the quote."""
    spans = [(start, end) for start, end in item["spans"]]
    shown = text is not None and bool(spans) and join_spans(text, spans) == item["quote"]
    parts = [ALIGNMENTS.index(item["alignment"]), SUPPORT.index(item["support"]), item["reason"]]
    return parts[: 3 if item["reason"] else 2] if shown else [*parts, item["quote"]]


def _said(problem: Problem, record: Raw, text: str | None, spans: list[list[tuple[int, int]]]) -> Iterator[list[Any]]:
    """Of values that answers disagree on, in one list: the value, how often, whether it is kept, and its words.

    The words are the number of a highlight, whose places are put behind those of the evidence; without the article, a
    quote where the evidence has it, else where they stand; null where none were found.
    """
    if not problem.said:
        return
    kept, shown = value_at(record["data"], problem.path), []
    for one in problem.said:
        places = [(start, end) for start, end in one["spans"]]
        words: int | str | None = None
        if places and text is not None:
            words = len(spans)
            spans.append(places)
        elif places:
            found = (item["quote"] for item in record["evidence"] if item["spans"] == one["spans"])
            words = next(found, None) or f"characters {', '.join(f'{start} to {end}' for start, end in places)}"
        shown.append([show_scalar(one["value"]), one["count"], one["value"] == kept, words])
    yield shown


def _tokens(usage: Raw) -> tuple[int, int]:
    return usage["prompt_tokens"] or 0, usage["completion_tokens"] or 0
