"""Putting corrected values into an answer: only what failed may change, and only for the better."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..errors import AnswerInvalid
from ..parsing import classify, parse_content
from ..pointers import is_inside, value_at
from ..records import Note
from ..rendering import corrections_schema
from ..schemas.straightening import straighten
from .editing import prune_all, replace_at
from .judgement import Source, rank
from .reading import OUTCOMES, Reading, read_wire

if TYPE_CHECKING:
    from ..messages import Response
    from ..rendering import Complaint
    from ..schemas.wire import WireSchema

__all__ = ["correct"]


def correct(
    schema: WireSchema,
    source: Source,
    reading: Reading,
    complaints: Mapping[str, Complaint],
    response: Response,
) -> tuple[Reading, str]:
    """Apply the answer to a re-ask.

    A new value is taken where it passes more checks than the old one. Null withdraws the value: it becomes null where
    it may, else its list item goes.

    Args:
        schema: the compiled schema.
        source: the document's words.
        reading: the first answer as read.
        complaints: what was asked again, by place in the first answer.
        response: the second answer.

    Returns:
        The reading of the corrected answer, and the second answer's outcome.
    """
    fixes, outcome, recovered = _fixes(complaints, response)
    replacements = {place: value for place, value in fixes.items() if value is not None}
    wire, notes = reading.wire, list(reading.notes)
    for place, value in _better(schema, source, reading, replacements).items():
        wire = replace_at(wire, place, value)
        notes.append(_note("corrected", complaints[place], reading, place))
    wire, gone = prune_all(schema, wire, [place for place, value in fixes.items() if value is None])
    notes += [
        _note("withdrawn", complaints[place], reading, place) for place, taken in gone.items() if taken is not None
    ]
    if wire is reading.wire:
        return reading, outcome
    notes += (
        [Note("recovered", "", f"the answer to the complaints was read as it was meant: {recovered}")]
        if recovered
        else []
    )
    return read_wire(schema, source, wire, tuple(notes)), outcome


def _note(code: str, complaint: Complaint, reading: Reading, place: str) -> Note:
    return Note(code, complaint.path, complaint.message, {"answer": value_at(reading.wire, place)})


def _fixes(complaints: Mapping[str, Complaint], response: Response) -> tuple[dict[str, Any], str, str]:
    error = classify(response)
    if error is not None:
        return {}, OUTCOMES[type(error).__name__], ""
    try:
        parsed = parse_content(response.content)
    except AnswerInvalid:
        return {}, "invalid", ""
    answer, done = straighten(corrections_schema([*complaints.values()]), parsed.value)
    if not isinstance(answer, Mapping):
        return {}, "invalid", ""
    fixes = {place: answer[item.name] for place, item in complaints.items() if item.name in answer}
    return fixes, "parsed", "; ".join(filter(None, [parsed.recovered, *done]))


def _better(schema: WireSchema, source: Source, reading: Reading, replacements: dict[str, Any]) -> dict[str, Any]:
    """Those replacements that pass more checks than what they replace, each judged among the others."""
    if not replacements:
        return {}
    wire = reading.wire
    for place, value in replacements.items():
        wire = replace_at(wire, place, value)
    new, old = read_wire(schema, source, wire), reading
    if not new.usable:
        problems = [problem.wire_path for problem in (new.decoded.faults if new.decoded else ())]
        sound = {
            place: value
            for place, value in replacements.items()
            if not any(_touches(place, problem) for problem in problems)
        }
        return _better(schema, source, reading, sound) if len(sound) < len(replacements) else sound
    if not old.usable:
        return replacements
    return {place: value for place, value in replacements.items() if _score(new, place) > _score(old, place)}


def _touches(place: str, problem: str) -> bool:
    return is_inside(problem, place) or is_inside(place, problem)


def _score(reading: Reading, place: str) -> int:
    """The rank of the worst evidence at or inside a place."""
    values = reading.decoded.values if reading.decoded else ()
    ranks = [
        rank(evidence)
        for value, evidence in zip(values, reading.evidence, strict=True)
        if is_inside(value.wire_path, place)
    ]
    return min(ranks, default=-1)
