"""Looking quotes up in a text."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.evaluation.places import QuotedText

MARKS = {"'": "['‘’‚‛′`´]", '"': '["“”„‟″«»]'}
PIECES = st.text(alphabet="ab ‘'”\"\n\t\u00a0é", max_size=30)


def places_by_pattern(text: str, quote: str) -> list[tuple[int, int]]:
    """The same by a pattern: each mark any of its forms, each run of white space any other."""
    folded = quote
    for plain, forms in MARKS.items():
        folded = re.sub(forms, plain, folded)
    words = folded.split()
    pattern = r"\s+".join("".join(MARKS.get(char) or re.escape(char) for char in word) for word in words)
    return [match.span() for match in re.finditer(pattern, text)] if words else []


@settings(derandomize=True, deadline=None, max_examples=300)
@given(PIECES, st.text(alphabet="ab ‘'”\"\n", max_size=4))
def test_places_are_those_that_a_pattern_finds(text: str, quote: str) -> None:
    """Every place is found, with offsets into the text as it was, however its white space and marks are written."""
    assert QuotedText(text).find(quote) == places_by_pattern(text, quote)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(PIECES, st.integers(0, 30), st.integers(0, 30))
def test_words_are_those_that_the_span_touches(text: str, one: int, other: int) -> None:
    """A span covers each word of which it has at least one character."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    words = [match.span() for match in re.finditer(r"\w+", text)]
    touched = [number for number, (first, last) in enumerate(words) if first < end and last > start]
    assert list(QuotedText(text).words(start, end)) == (touched if end > start else [])
