"""THE FLOW: what happens to one document, written once and free of I/O.

A generator yields what it needs, receives it, and returns the Record. It needs a Request answered, or, where an article
is read in parts or several times, flows driven Together. ``driver.py`` steps it.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from ..documents import UnreadableDocument
from ..errors import AnswerInvalid, ExtractError
from ..messages import Request, Response
from ..records import Attempt, DocumentInfo, EvidenceList, Failure, Record, Status, is_empty
from .asking import Answer, ask
from .partition import Part, partition
from .uniting import Said, unite

if TYPE_CHECKING:
    from ..documents import Document
    from .plan import Plan
    from .reading import Reading

__all__ = ["Flow", "Step", "Together", "extract_flow", "failed_record"]

_LOSSES = frozenset({"lost", "missing", "truncated"})


@dataclass(frozen=True, eq=False)
class Together:
    """Flows to be driven at the same time; what is sent back is a list: for each its result, or why no answer came.

    Args:
        flows: each yields requests only.
    """

    flows: Sequence[Generator[Request, Response, Answer]]


Step: TypeAlias = Request | Together
Flow: TypeAlias = Generator[Step, Any, Record[Any]]


def extract_flow(plan: Plan, document: Document, *, ordinal: int = 0) -> Flow:
    """Extract one document.

    Args:
        plan: task, schema and policies.
        document: what to read.
        ordinal: 0, or a higher number to ask the same again; further passes take the numbers after it.

    Yields:
        Each request, or flows to drive together; send the response, or the list of their outcomes.

    Returns:
        The record, whatever the answers were. No answer at all is the driver's to raise.
    """
    parts = partition(document, plan.max_chars)
    if len(parts) == 1 and plan.passes == 1:
        answer = yield from ask(plan, document, ordinal)
        return _record(plan, document, answer.reading, answer.attempts)
    asked = [(number, part) for number in range(plan.passes) for part in parts]
    flows = [ask(plan, part.document, ordinal + number) for number, part in asked]
    outcomes: list[Answer | ExtractError] = yield Together(flows)
    said = [_said(part, number + 1, outcome) for (number, part), outcome in zip(asked, outcomes, strict=True)]
    attempts = [attempt for outcome in outcomes if isinstance(outcome, Answer) for attempt in outcome.attempts]
    return _record(plan, document, unite(plan.schema, plan.shape, said), attempts)


def _said(part: Part, number: int, outcome: Answer | ExtractError) -> Said:
    if isinstance(outcome, ExtractError):
        return Said(part, number, None, outcome)
    return Said(part, number, outcome.reading, outcome.reading.error)


def _record(plan: Plan, document: Document, reading: Reading, attempts: Sequence[Attempt]) -> Record[Any]:
    error: ExtractError | None = reading.error
    if plan.ungrounded == "fail" and error is None:
        bad = [item for item in reading.evidence if item.support == "unsupported"]
        if bad:
            more = f" (and {len(bad) - 1} more)" if bad[1:] else ""
            error = AnswerInvalid(
                f"{bad[0].path}: {bad[0].reason}{more}",
                hint="Keep or drop unsupported values instead: --ungrounded keep, --ungrounded drop.",
            )
    usable = reading.usable and error is None
    bare = reading.decoded.bare if usable and reading.decoded else None
    return Record(
        document=describe(document),
        task=plan.task,
        model=plan.renderer.model,
        parameters=plan.renderer.parameters,
        status=_status(reading, error, bare),
        data=reading.decoded.data if usable and reading.decoded else None,
        bare=bare,
        evidence=EvidenceList(reading.evidence if usable else ()),
        notes=reading.notes,
        attempts=tuple(attempts),
        error=None if error is None else Failure.of(error),
    )


def _status(reading: Reading, error: ExtractError | None, bare: Any) -> Status:
    if error is not None:
        refused: dict[str, Status] = {"refused": "refused", "truncated": "truncated", "filtered": "filtered"}
        return refused.get(reading.outcome, "invalid")
    if any(note.code in _LOSSES for note in reading.notes):
        return "partial"
    return "empty" if is_empty(bare) else "ok"


def describe(document: Document) -> DocumentInfo:
    """A document as records name it."""
    return DocumentInfo(
        document.key, document.id, document.source, document.title, document.published_on, document.encoding,
        document.chars, document.metadata,
    )  # fmt: skip


def failed_record(plan: Plan, document: Document | UnreadableDocument, error: ExtractError) -> Record[Any]:
    """The record of a document for which no answer came, or which could not be read.

    Args:
        plan: the task it was meant for.
        document: the document, or what stands in for an unreadable one.
        error: why.
    """
    if isinstance(document, UnreadableDocument):
        info = DocumentInfo(document.key, "", document.source, None, None, None, 0, {})
    else:
        info = describe(document)
    return Record(
        info, plan.task, plan.renderer.model, plan.renderer.parameters, "failed", None, None, EvidenceList(),
        error=Failure.of(error),
    )  # fmt: skip
