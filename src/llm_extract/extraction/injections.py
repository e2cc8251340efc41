"""Values whose words are meant for the machine that reads the article, and are not reported by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..grounding.injection.instructions import why_instruction
from ..grounding.markup import without_markup
from ..records import Evidence, Note
from ..values.sentences import sentence_span, sentence_starts

if TYPE_CHECKING:
    from .reading import Reading

__all__ = ["flag_instructions"]


def flag_instructions(text: str, reading: Reading) -> Reading:
    """Mark what rests on passages that look like instructions.

    A value is flagged where its words, its sentence or the one before it in the paragraph look like an instruction.
    What such a passage backs is not taken back, as a person may find that the article means it; but it counts as
    unchecked, not as supported.

    Args:
        text: the document's text.
        reading: what was read from an answer.

    Returns:
        The reading with a note ``instruction_like`` for each such value.
    """
    evidence: list[Evidence] = []
    notes: list[Note] = []
    seen: dict[tuple[tuple[int, int], ...], str | None] = {}
    for item in reading.evidence:
        if item.spans not in seen:
            seen[item.spans] = _why(text, item)
        why = seen[item.spans]
        if why is None:
            evidence.append(item)
            continue
        reason = f"The words look like an instruction to the model: {why}."
        evidence.append(replace(item, support="unchecked", reason=reason) if item.support == "supported" else item)
        notes.append(Note("instruction_like", item.path, reason, {"quote": item.quote}))
    if not notes:
        return reading
    return replace(reading, evidence=tuple(evidence), notes=(*reading.notes, *notes))


def _why(text: str, evidence: Evidence) -> str | None:
    found = (why for span in evidence.spans for why in map(why_instruction, _passages(text, span)))
    return next((why for why in found if why is not None), None)


def _passages(text: str, span: tuple[int, int]) -> Iterator[str]:
    first, end = sentence_span(text, span, one_before=True)
    yield (passage := text[first:end])
    if (seen := without_markup(passage)) != passage:
        yield seen
    words = text[span[0] : span[1]]
    if not words[:1].isupper() or (words.isascii() and words.isalnum()):
        return
    # They may be a sentence of their own, though none ends before them: after a title, or a list of tags. Where they
    # are seen to begin one, or the passage, they have been looked at.
    if not text[first : span[0]].isspace() and span[0] - first not in (0, *sentence_starts(passage)):
        yield words
