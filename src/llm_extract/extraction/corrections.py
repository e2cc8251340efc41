"""Putting corrected values into an answer: only what failed may change, and only for the better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import AnswerInvalid
from ..parsing import classify, parse_content
from ..pointers import is_inside, replace_at, value_at
from ..records import Note
from ..rendering import corrections_schema
from ..schemas.straightening import straighten
from .editing import prune_all
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
    it may, else its list item goes. An answer that could be used stays one that can: what the schema does not accept
    changes nothing.

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
    better = _better(schema, source, reading, replacements)
    wire, notes = _replaced(reading.wire, better), list(reading.notes)
    notes += [_note("corrected", complaints[place], reading, place) for place in better]
    withdrawn = [place for place, value in fixes.items() if value is None]
    wire, gone = _withdraw(schema, wire, withdrawn, must_fit=reading.usable)
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
    new, old = read_wire(schema, source, _replaced(reading.wire, replacements)), reading
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
    better = {place: value for place, value in replacements.items() if _score(new, place) > _score(old, place)}
    if len(better) == len(replacements) or schema.decode(_replaced(reading.wire, better)).data is not None:
        return better
    return _better(schema, source, reading, better)  # they do not fit the schema without the others


def _replaced(wire: Any, replacements: Mapping[str, Any]) -> Any:
    for place, value in replacements.items():
        wire = replace_at(wire, place, value)
    return wire


def _withdraw(
    schema: WireSchema, wire: Any, places: Sequence[str], *, must_fit: bool
) -> tuple[Any, dict[str, str | None]]:
    """The answer without what the model took back, see ``prune_all``; with what the schema cannot do without."""
    found = prune_all(schema, wire, places)
    if not must_fit or found[0] is wire or schema.decode(found[0]).data is not None:
        return found
    going: list[str] = []
    for place in places:
        if schema.decode(prune_all(schema, wire, [*going, place])[0]).data is not None:
            going.append(place)
    return prune_all(schema, wire, going)


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
