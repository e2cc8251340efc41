"""Cutting an article at the ends of its highlights."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.report.segments import cut_paragraphs, join_spans

LETTERS = "ab 字\n\u0301\U0001f600\r"


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[list[tuple[int, int]]]]:
    """A text and highlights with disjoint, ordered spans, as records have them; highlights overlap freely."""
    text = draw(st.text(LETTERS, max_size=40))
    highlights = []
    for _ in range(draw(st.integers(0, 5))):
        ends = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
        highlights.append(list(zip(ends[::2], ends[1::2], strict=False)))
    return text, highlights


@given(texts_with_spans())
@settings(derandomize=True, deadline=None, max_examples=150)
def test_segments_join_to_the_text_and_to_each_highlight(case: tuple[str, list[list[tuple[int, int]]]]) -> None:
    """Joined, the pieces are the article, and those that carry a mark are that highlight's words."""
    text, highlights = case
    pieces = [piece for line in cut_paragraphs(text, highlights) for piece in line]
    assert "".join(piece.text for piece in pieces) == text
    for mark, spans in enumerate(highlights):
        words = "".join(text[start:end] for start, end in spans)
        assert "".join(piece.text for piece in pieces if mark in piece.marks) == words


@given(texts_with_spans())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_each_segment_knows_where_it_starts(case: tuple[str, list[list[tuple[int, int]]]]) -> None:
    """A piece's start is its code point offset in the article, and a paragraph ends with its only newline."""
    text, highlights = case
    for line in cut_paragraphs(text, highlights):
        for piece in line:
            assert text[piece.start : piece.start + len(piece.text)] == piece.text
        joined = "".join(piece.text for piece in line)
        assert "\n" not in joined[:-1]


def test_spans_beyond_the_text_are_clipped() -> None:
    """A span that a damaged record has outside the text lights up what there is of it."""
    pieces = [piece for line in cut_paragraphs("abc", [[(1, 99)], [(50, 60)]]) for piece in line]
    assert [(piece.text, piece.marks) for piece in pieces] == [("a", ()), ("bc", (0,))]


def test_words_in_several_places_are_joined_as_records_join_them() -> None:
    """Two spans give both pieces with the joint between them."""
    assert join_spans("We, he said, won", [(0, 2), (13, 16)]) == "We ... won"
