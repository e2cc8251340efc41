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


SPANS = st.lists(st.tuples(st.integers(0, 32), st.integers(0, 32)).map(lambda ends: (min(ends), max(ends))), max_size=4)


def touched(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """The words, by number, of which spans have at least one character each."""
    words = [match.span() for match in re.finditer(r"\w+", text)]
    return {
        number
        for number, (first, last) in enumerate(words)
        for start, end in spans
        if max(first, start) < min(last, end)
    }


@settings(derandomize=True, deadline=None, max_examples=1000)
@given(st.text(alphabet="ab -", max_size=30), SPANS, SPANS)
def test_words_are_those_touched(text: str, ones: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    """Words are counted once, however many spans touch them, and shared words too."""
    quoted = QuotedText(text)
    joined = quoted.join(ones)
    assert sum(map(quoted.count, joined)) == len(touched(text, ones))
    shared = sum(quoted.shared(joined, other) for other in quoted.join(others))
    assert shared == len(touched(text, ones) & touched(text, others))
