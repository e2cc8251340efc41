"""Values that come from the examples of a prompt instead of from the article: flagged, never passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..grounding.alignment import ArticleText, align
from ..messages import canonical_json
from ..records import Evidence, Note

if TYPE_CHECKING:
    from ..schemas.examples import Example
    from ..schemas.wire import CitedValue
    from .reading import Reading

__all__ = ["borrowed_values"]

_INDEX = re.compile(r"/\d+(?=/|$)")
_BY_CHANCE = frozenset({"enum", "boolean"})  # two texts share such values without one having them from the other


def borrowed_values(examples: Sequence[Example], reading: Reading) -> tuple[Note, ...]:
    """Notes ``from_example`` on values that the article does not back and an example does.

    A value is flagged where its quote is not in the article but in an example's text, or where its words do not back
    it and an example has the same value in the same field. Enums and flags alone do not count as the same.

    Args:
        examples: those of the prompt version.
        reading: the final reading of an answer.
    """
    if not examples or reading.decoded is None or not reading.usable:
        return ()
    pairs = zip(reading.decoded.values, reading.evidence, strict=True)
    doubtful = [(value, item) for value, item in pairs if item.support == "unsupported"]
    return tuple(_notes(examples, doubtful)) if doubtful else ()


def _notes(examples: Sequence[Example], doubtful: Sequence[tuple[CitedValue, Evidence]]) -> Iterator[Note]:
    texts = [ArticleText(example.document.text) for example in examples]
    known = [{_mark(value) for value in example.values} for example in examples]
    for value, item in doubtful:
        for number, text in enumerate(texts, 1):
            if item.alignment == "missing" and item.quote is not None and _has(text, item):
                yield _note(item, number, "its words are those of example {} of the prompt, not of the article")
            elif not _is_chance(value) and _mark(value) in known[number - 1]:
                yield _note(item, number, "the article does not back it; example {} of the prompt has this value")
            else:
                continue
            break


def _note(item: Evidence, number: int, message: str) -> Note:
    return Note("from_example", item.path, message.format(number), {"example": number, "quote": item.quote})


def _has(text: ArticleText, item: Evidence) -> bool:
    (found,) = align(text, [(item.path, item.quote)])
    return found.kind in ("exact", "normalized")


def _mark(value: CitedValue) -> tuple[str, bytes]:
    """A value and its field: the path without indices."""
    bare: Any = value.value
    return _INDEX.sub("/*", value.path), canonical_json(bare)


def _is_chance(value: CitedValue) -> bool:
    return all(part.kind in _BY_CHANCE for part in value.parts)
