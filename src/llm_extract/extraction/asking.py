"""Asking for one stretch of text: a request, its answer, at most one re-ask, and what can be saved of it all."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..errors import ResponseError
from ..events import INFO, emit, get_logger
from ..messages import Request, Response, canonical_json
from ..pointers import value_at
from ..records import Attempt, Note
from .borrowed import borrowed_values
from .corrections import correct
from .injections import flag_instructions
from .judgement import Source
from .reading import Reading, complaints_about, drop_unsupported, read_answer, read_cut, salvage

if TYPE_CHECKING:
    from ..documents import Document
    from ..rendering import Complaint
    from .plan import Plan

__all__ = ["Answer", "ask"]

_log = get_logger(__name__)
_LEAST_BUDGET = 2_000  # characters; a few complaints about a short answer are always worth asking


@dataclass(frozen=True)
class Answer:
    """What was read from a stretch of text.

    Args:
        reading: the last state of the answer.
        attempts: the answers that were paid for.
    """

    reading: Reading
    attempts: tuple[Attempt, ...]


def ask(plan: Plan, document: Document, ordinal: int) -> Generator[Request, Response, Answer]:
    """Ask for what one document, or one part of one, says.

    Args:
        plan: task, schema and policies.
        document: the text to read.
        ordinal: 0, or a higher number to ask the same again.

    Yields:
        Each request; send its response.
    """
    source = Source.of(document)
    request = plan.renderer.render(document, ordinal=ordinal)
    response = yield request
    reading = read_answer(plan.schema, source, response)
    attempts = [Attempt(request.fingerprint, reading.outcome, response.usage)]
    unread = _unread(reading, response)

    complaints = complaints_about(plan.schema, reading) if plan.reask else {}
    if complaints:
        complaints, left_out = within_budget(complaints, reading.wire, len(response.content))
        again = plan.renderer.render_corrections(request, response.content, list(complaints.values()))
        _tell(document, request, again, complaints=len(complaints))
        response = yield again
        reading, outcome = correct(plan.schema, source, reading, complaints, response)
        reading = replace(reading, notes=(*reading.notes, *left_out))
        attempts.append(Attempt(again.fingerprint, outcome, response.usage))
    elif plan.reask and reading.outcome == "invalid":
        again = plan.renderer.render_again(request, response.content, str(reading.error and reading.error.message))
        _tell(document, request, again, outcome=reading.outcome)
        response = yield again
        reading = read_answer(plan.schema, source, response)
        unread = [*_unread(reading, response), *unread]
        attempts.append(Attempt(again.fingerprint, reading.outcome, response.usage))

    if reading.wire is not None and not reading.usable:
        reading = salvage(plan.schema, source, reading)
    if not reading.usable:
        parts = (read_cut(plan.schema, source, content, error) for content, error in unread)
        reading = next((part for part in parts if part is not None), reading)
    if plan.ungrounded == "drop":
        reading = drop_unsupported(plan.schema, source, reading)
    reading = flag_instructions(document.text, reading)
    if borrowed := borrowed_values(plan.examples, reading):
        reading = replace(reading, notes=(*reading.notes, *borrowed))
    return Answer(reading, tuple(attempts))


def _unread(reading: Reading, response: Response) -> list[tuple[str, ResponseError]]:
    """What a model wrote that no JSON could be read from, and why; it may have broken off."""
    if reading.outcome == "invalid" and reading.wire is None and reading.error is not None:
        return [(response.content, reading.error)]
    return []


def _tell(document: Document, first: Request, again: Request, **why: Any) -> None:
    if _log.isEnabledFor(INFO):
        about = {"document": document.key, "request": again.fingerprint, "after": first.fingerprint}
        emit(_log, INFO, "request.reasked", **about, **why)


def within_budget(
    complaints: Mapping[str, Complaint], wire: Any, answer_chars: int
) -> tuple[dict[str, Complaint], tuple[Note, ...]]:
    """As many complaints as make a re-ask no longer than the first answer was.

    Args:
        complaints: by place in the answer.
        wire: the answer.
        answer_chars: its length as text.

    Returns:
        Those to ask again, at least one, and a note on the others. What is counted is what the re-ask adds: the
        complaint's words and, for the correction, the length of the value it is about.
    """
    left = max(answer_chars, _LEAST_BUDGET)
    kept: dict[str, Complaint] = {}
    for place, complaint in complaints.items():
        value = value_at(wire, place)
        left -= len(complaint.path) + len(complaint.message) + len(canonical_json(value))
        if left < 0 and kept:
            break
        kept[place] = complaint
    paths = [complaint.path for place, complaint in complaints.items() if place not in kept]
    if not paths:
        return kept, ()
    words = f"asking again for {len(paths)} further values that failed the checks would have cost more than the answer"
    return kept, (Note("not_asked_again", "", words, {"paths": paths}),)
