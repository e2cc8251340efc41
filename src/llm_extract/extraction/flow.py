"""THE FLOW: what happens to one document, written once and free of I/O.

A generator yields a Request, receives the Response, and returns the Record. ``driver.py`` steps it.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ..documents import UnreadableDocument
from ..errors import AnswerInvalid, ExtractError
from ..grounding.alignment import ArticleText
from ..messages import Request, Response
from ..records import Attempt, DocumentInfo, EvidenceList, Failure, Record, Status, TaskInfo
from .borrowed import borrowed_values
from .corrections import correct
from .reading import Reading, complaints_about, drop_unsupported, read_answer, salvage

if TYPE_CHECKING:
    from ..documents import Document
    from ..rendering import Renderer
    from ..schemas.examples import Example
    from ..schemas.wire import WireSchema

__all__ = ["Flow", "Plan", "Ungrounded", "extract_flow", "failed_record"]

Flow: TypeAlias = Generator[Request, Response, Record[Any]]
Ungrounded = Literal["keep", "drop", "fail"]


@dataclass(frozen=True)
class Plan:
    """All that the flow needs to know besides the document.

    Args:
        renderer: makes the requests.
        schema: reads the answers.
        ungrounded: what becomes of a value that its words do not back: kept and marked, dropped, or the whole record
            is invalid.
        reask: whether what fails the checks is asked again, once.
        examples: those that the renderer shows; values that come from them are flagged.
    """

    renderer: Renderer
    schema: WireSchema
    ungrounded: Ungrounded = "keep"
    reask: bool = True
    examples: tuple[Example, ...] = ()

    @property
    def task(self) -> TaskInfo:
        """The task as records name it."""
        task = self.renderer.task
        schema = task.schema_sha256 or self.schema.sha256
        return TaskInfo(task.name, task.version, task.prompt_sha256, schema, task.examples_sha256)


def extract_flow(plan: Plan, document: Document, *, ordinal: int = 0) -> Flow:
    """Extract one document.

    Args:
        plan: task, schema and policies.
        document: what to read.
        ordinal: 0, or a higher number to ask the same again.

    Yields:
        Each request; send its response.

    Returns:
        The record, whatever the answers were. No answer at all is the driver's to raise.
    """
    article, published_on = ArticleText(document.text), document.published_on
    request = plan.renderer.render(document, ordinal=ordinal)
    response = yield request
    reading = read_answer(plan.schema, article, published_on, response)
    attempts = [Attempt(request.fingerprint, reading.outcome, response.usage)]

    complaints = complaints_about(plan.schema, reading) if plan.reask else {}
    if complaints:
        again = plan.renderer.render_corrections(request, response.content, list(complaints.values()))
        response = yield again
        reading, outcome = correct(plan.schema, article, published_on, reading, complaints, response)
        attempts.append(Attempt(again.fingerprint, outcome, response.usage))
    elif plan.reask and reading.outcome == "invalid":
        again = plan.renderer.render_again(request, response.content, str(reading.error and reading.error.message))
        response = yield again
        reading = read_answer(plan.schema, article, published_on, response)
        attempts.append(Attempt(again.fingerprint, reading.outcome, response.usage))

    if reading.wire is not None and not reading.usable:
        reading = salvage(plan.schema, article, published_on, reading)
    if plan.ungrounded == "drop":
        reading = drop_unsupported(plan.schema, article, published_on, reading)
    return _record(plan, document, reading, attempts)


def _record(plan: Plan, document: Document, reading: Reading, attempts: list[Attempt]) -> Record[Any]:
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
        notes=(*reading.notes, *borrowed_values(plan.examples, reading)),
        attempts=tuple(attempts),
        error=None if error is None else Failure.of(error),
    )


def _status(reading: Reading, error: ExtractError | None, bare: Any) -> Status:
    if error is not None:
        refused: dict[str, Status] = {"refused": "refused", "truncated": "truncated", "filtered": "filtered"}
        return refused.get(reading.outcome, "invalid")
    if any(note.code == "lost" for note in reading.notes):
        return "partial"
    return "empty" if _is_empty(bare) else "ok"


def _is_empty(bare: Any) -> bool:
    return isinstance(bare, dict) and all(value is None or value == [] or value == {} for value in bare.values())


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
