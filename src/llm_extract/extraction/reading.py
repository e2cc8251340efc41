"""Reading one answer: parse, convert, validate, judge; salvage what is whole, and say what must be asked again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ..comparison import Shape
from ..errors import AnswerInvalid, AnswerTruncated, ResponseError
from ..parsing import MISFIT, Parsed, classify, parse_content, parse_truncated
from ..pointers import value_at
from ..records import Evidence, Note
from ..rendering import Complaint
from .editing import faulty_places, outermost, prune_all
from .judgement import Source, judge

if TYPE_CHECKING:
    from ..messages import Response
    from ..schemas.wire import Decoded, Problem, WireSchema

__all__ = [
    "OUTCOMES",
    "Reading",
    "complaints_about",
    "drop_unsupported",
    "failing",
    "read_answer",
    "read_cut",
    "read_wire",
    "salvage",
]

OUTCOMES = {"AnswerRefused": "refused", "AnswerTruncated": "truncated", "AnswerFiltered": "filtered"}
"""What the list of attempts says of an answer that nothing is read from."""


@dataclass(frozen=True)
class Reading:
    """What was read from an answer.

    Args:
        outcome: for the record's list of attempts: ``parsed``, ``refused``, ``truncated``, ``filtered``, ``invalid``.
        wire: the answer's JSON value; None where there is none.
        decoded: the same as data, with what it cites and what is wrong with it.
        evidence: one for each cited value, in the order of ``decoded.values``.
        error: why nothing can be read.
        notes: what was recovered, lost or corrected on the way.
    """

    outcome: str
    wire: Any = None
    decoded: Decoded | None = None
    evidence: tuple[Evidence, ...] = ()
    error: ResponseError | None = None
    notes: tuple[Note, ...] = field(default=())

    @property
    def usable(self) -> bool:
        """Whether there are data that the schema accepts."""
        return self.decoded is not None and self.decoded.data is not None


def read_answer(schema: WireSchema, source: Source, response: Response) -> Reading:
    """Read one stored answer.

    Args:
        schema: the compiled schema.
        source: the document's words.
        response: the answer.
    """
    error = classify(response)
    if isinstance(error, AnswerTruncated):
        return _read_truncated(schema, source, response.content, error)
    if error is not None:
        return Reading(OUTCOMES[type(error).__name__], error=error)
    try:
        parsed = parse_content(response.content)
    except AnswerInvalid as invalid:
        return Reading("invalid", error=invalid)
    reading = _read_straightened(schema, source, parsed.value, _recovery(parsed))
    if not parsed.whole and reading.usable and reading.decoded and reading.decoded.problems:
        error = AnswerInvalid(
            f"the answer is not JSON: brackets are missing, and {reading.decoded.problems[0].path} is out of place",
            hint=MISFIT,
        )
        return Reading("invalid", error=error)
    return reading


def _read_straightened(schema: WireSchema, source: Source, wire: Any, notes: tuple[Note, ...]) -> Reading:
    """Read a JSON value; where something is wrong with it, as it was meant, if that is clear."""
    reading = read_wire(schema, source, wire, notes)
    if reading.usable and not (reading.decoded and reading.decoded.problems):
        return reading
    straight, done = schema.straighten(wire)
    if not done:
        return _if_anything(schema, wire, reading)
    return read_wire(schema, source, straight, (*notes, *_form(done)))


def _form(done: Sequence[str]) -> tuple[Note, ...]:
    """The note on what was done to put an answer into the schema's form, if anything was."""
    more = f" (and {len(done) - 5} more)" if len(done) > 5 else ""
    words = f"the answer was put into the schema's form: {', '.join(done[:5])}{more}"
    return (Note("recovered", "", words),) if done else ()


def _if_anything(schema: WireSchema, wire: Any, reading: Reading) -> Reading:
    """The reading, unless the answer has none of the fields: an article that says nothing is not told like that."""
    if not reading.usable or schema.is_answered_by(wire):
        return reading
    error = AnswerInvalid(
        f"the answer has none of the fields that were asked for, but {', '.join(map(repr, list(wire)[:5]))}",
        hint=MISFIT,
    )
    return Reading("invalid", error=error, notes=reading.notes)


def _recovery(parsed: Parsed) -> tuple[Note, ...]:
    return (Note("recovered", "", f"the answer's JSON was {parsed.recovered}"),) if parsed.recovered else ()


def _read_truncated(schema: WireSchema, source: Source, content: str, error: AnswerTruncated) -> Reading:
    """What is whole in an answer that was cut at the output limit; the rest is not asked again, as it was too long."""
    try:
        parsed = parse_truncated(content)
    except AnswerInvalid:
        return Reading("truncated", error=error)
    notes = _recovery(parsed)
    if not parsed.whole:
        notes = (*notes, Note("truncated", "", f"what came after the cut is missing: {error.message}"))
    straight, done = schema.straighten(parsed.value)  # what is around the fields goes before they are filled in
    wire = _complete(schema.schema, straight)
    reading = salvage(schema, source, read_wire(schema, source, wire, (*notes, *_form(done))))
    if not reading.usable:
        return Reading("truncated", error=error)
    return replace(reading, outcome="truncated")


def read_cut(schema: WireSchema, source: Source, content: str, error: ResponseError) -> Reading | None:
    """What is whole in an answer that broke off though its endpoint calls it finished; None where nothing is.

    Args:
        schema: the compiled schema.
        source: the document's words.
        content: what the model wrote.
        error: why it cannot be read whole.
    """
    reading = _read_truncated(schema, source, content, AnswerTruncated(error.message, hint=error.hint))
    return reading if reading.usable and any(note.code == "truncated" for note in reading.notes) else None


def _complete(schema: Mapping[str, Any], wire: Any) -> Any:
    """An object with the members that the cut took away: lists are empty, what may be null is."""
    if not isinstance(wire, dict):
        return wire
    members: dict[str, Any] = {
        name: [] if member.get("type") == "array" else None
        for name, member in schema.get("properties", {}).items()
        if name not in wire
    }
    return {**wire, **members}


def read_wire(schema: WireSchema, source: Source, wire: Any, notes: tuple[Note, ...] = ()) -> Reading:
    """Convert, validate and judge a JSON value that has the answer's form.

    Args:
        schema: the compiled schema.
        source: the document's words.
        wire: the value.
        notes: what was noted of the answer before.
    """
    wire = schema.box(wire)  # places in it are then those of the schema
    decoded = schema.decode(wire)
    if decoded.data is None:
        return Reading("invalid", wire, decoded, (), _invalid(decoded), notes)
    return Reading(
        "parsed", wire, decoded, judge(source, decoded.values, decoded.bare), None, _with_ignored(decoded, notes)
    )


def _with_ignored(decoded: Decoded, notes: tuple[Note, ...]) -> tuple[Note, ...]:
    """The notes, and one for each kind of thing in the answer that is in no value of the data."""
    if not decoded.problems:
        return notes
    first: dict[str, list[str]] = {}
    for problem in decoded.problems:
        first.setdefault(problem.message, []).append(problem.path)
    found = (
        Note("ignored", paths[0], message + (f" (and {len(paths) - 1} more)" if len(paths) > 1 else ""))
        for message, paths in first.items()
    )
    return (*(note for note in notes if note.code != "ignored"), *found)


def _invalid(decoded: Decoded) -> AnswerInvalid:
    first = decoded.faults[0]
    more = f" (and {len(decoded.faults) - 1} more)" if len(decoded.faults) > 1 else ""
    return AnswerInvalid(
        f"the answer does not fit the schema: {first.path or '/'}: {first.message}{more}",
        hint=MISFIT,
    )


def failing(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """What did not pass: (place in the answer, path in the data, message), whether schema or evidence found it."""
    if reading.decoded is None:
        return
    if reading.decoded.data is None:
        for problem in reading.decoded.faults:
            yield problem.wire_path, problem.path, problem.message
        return
    for value, evidence in zip(reading.decoded.values, reading.evidence, strict=True):
        if evidence.support == "unsupported":
            yield value.wire_path, value.path, evidence.reason


def complaints_about(schema: WireSchema, reading: Reading) -> dict[str, Complaint]:
    """What to ask again, by place in the answer; what lies inside another complaint is left to that one.

    Args:
        schema: the compiled schema.
        reading: the answer as read.
    """
    if reading.outcome == "truncated":
        return {}
    found: dict[str, tuple[str, str]] = {}
    for wire_path, path, message in failing(reading):
        found.setdefault(wire_path, (path, message))
    if "" in found:
        return {}  # the answer as a whole does not fit: it is asked for again as a whole
    complaints: dict[str, Complaint] = {}
    for place in outermost(found):
        path, message = found[place]
        sub = schema.subschema(place, reading.wire)
        complaints[place] = Complaint(f"fix_{len(complaints) + 1}", path, message, sub)
    return complaints


def salvage(schema: WireSchema, source: Source, reading: Reading, *, limit: int = 100) -> Reading:
    """Take out what does not validate, each item by itself, so that one bad item never costs its siblings.

    Args:
        schema: the compiled schema.
        source: the document's words.
        reading: of an answer that does not validate.
        limit: how many places may be wrong before the answer counts as invalid.

    Returns:
        The reading of what is left, with a note ``lost`` for each item; the given reading where nothing can be saved.
    """
    current, notes, shape = reading, list(reading.notes), Shape.from_schema(schema.source.json_schema())
    while current.decoded is not None and current.decoded.data is None:
        faults = faulty_places(shape, current.decoded.bare, current.wire, current.decoded.faults)
        wire, gone = prune_all(schema, current.wire, faults)
        lost: dict[str, Problem] = {}
        for place, taken in gone.items():
            if taken is not None:
                lost.setdefault(taken, faults[place])
        outer = outermost(lost)
        if not outer or len({note.path for note in notes} | {lost[taken].path for taken in outer}) > limit:
            return reading
        for taken in outer:
            answer = value_at(current.wire, taken)
            notes.append(Note("lost", lost[taken].path, f"taken out: {lost[taken].message}", {"answer": answer}))
        current = read_wire(schema, source, wire, tuple(notes))
    return current if current.usable else reading


def drop_unsupported(schema: WireSchema, source: Source, reading: Reading) -> Reading:
    """Take out every value that its words do not back: null where it may be, else with its list item.

    Args:
        schema: the compiled schema.
        source: the document's words.
        reading: the answer as read.

    Returns:
        The reading of what is left, with a note ``dropped`` for each; invalid where a value cannot be taken out.
    """
    current = reading
    while found := {place: (path, message) for place, path, message in failing(current)}:
        wire, gone = prune_all(schema, current.wire, found)
        notes = list(current.notes)
        for place, (path, message) in found.items():
            taken = gone[place]
            if taken is None:
                error = AnswerInvalid(
                    f"{path}: {message}, and the schema does not allow to leave it out",
                    hint="Make the field optional, or keep unsupported values: --ungrounded keep.",
                )
                return Reading("invalid", current.wire, None, (), error, tuple(notes))
            notes.append(Note("dropped", path, message, {"answer": value_at(current.wire, taken)}))
        current = read_wire(schema, source, wire, tuple(notes))
    return current
