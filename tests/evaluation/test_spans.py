"""Overlap of quotes in words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.evaluation.places import QuotedText
from llm_extract.evaluation.spans import Overlap, count_words

WORDS = "SenseTime raised money. “It’s a record,” said Li Xu of\nSenseTime in a statement."
TEXT = QuotedText(WORDS)


def overlap(accepted: list[Any], rows: list[dict[str, object]], text: QuotedText | None) -> Overlap:
    return Overlap(*count_words(accepted, rows, text))


def row(text: str, quote: str, occurrence: int = 0) -> dict[str, object]:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(quote, start + 1)
    return {"quote": quote, "spans": [[start, start + len(quote)]]}


def test_the_nearest_of_several_places_counts() -> None:
    """A gold word that stands twice is right at either place."""
    for occurrence in (0, 1):
        assert overlap(["SenseTime"], [row(WORDS, "SenseTime", occurrence)], TEXT) == Overlap(1, 1, 1)


def test_the_best_of_several_accepted_quotes_counts() -> None:
    """Of the accepted quotes the one that fits best is compared."""
    assert overlap(["SenseTime raised money", "Li Xu"], [row(WORDS, "Li Xu")], TEXT) == Overlap(2, 2, 2)


def test_pieces_count_together() -> None:
    """A quote in pieces needs words of both."""
    accepted = [["raised money", "said Li Xu"]]
    assert overlap(accepted, [row(WORDS, "raised money")], TEXT) == Overlap(2, 2, 5)
    assert overlap(accepted, [row(WORDS, "raised money"), row(WORDS, "said Li Xu")], TEXT) == Overlap(5, 5, 5)


def test_a_quote_without_a_place_counts_as_found_and_wrong() -> None:
    """Words that the record quotes but that were not found in the text cost precision."""
    assert overlap(["Li Xu"], [{"quote": "Li Xu", "spans": []}], TEXT) == Overlap(0, 2, 2)


def test_no_evidence_misses_all() -> None:
    """Without evidence every word of the gold is missed, of the shortest accepted quote."""
    assert overlap(["said Li Xu", "Li Xu"], [], TEXT) == Overlap(0, 0, 2)


def test_white_space_and_quote_marks_are_set_aside() -> None:
    """A quote typed with straight marks and spaces is found over line ends and curly marks."""
    assert len(TEXT.find('"It\'s a record,"')) == 1
    assert len(TEXT.find("of SenseTime")) == 1
    assert TEXT.find("") == TEXT.find("absent") == []


def test_gold_words_not_in_the_text_are_compared_as_words() -> None:
    """Where the gold's own words are not in the text, the bags of words decide."""
    assert overlap(["Li Xu, CEO"], [row(WORDS, "Li Xu")], TEXT) == Overlap(2, 2, 3)


@pytest.mark.parametrize("text", [None, TEXT])
def test_shares_without_words_are_not_defined(text: QuotedText | None) -> None:
    """Nothing quoted gives no precision, and an empty sum no score at all."""
    assert overlap(["Li Xu"], [], text).precision is None
    assert Overlap().f1 is None
    assert Overlap().recall is None


LETTERS = "ab a ba  - bab ab"
SPAN = st.tuples(st.integers(0, 18), st.integers(0, 12)).map(lambda span: [span[0], span[0] + span[1]])
ROWS = st.lists(st.fixed_dictionaries({"quote": st.just("b c"), "spans": st.lists(SPAN, max_size=2)}), max_size=2)
QUOTE = st.one_of(
    st.sampled_from(["a", "b", "a b", "ba - bab", "ab a ba - bab", "c", "-"]),
    st.tuples(st.integers(0, 16), st.integers(1, 12)).map(lambda cut: LETTERS[cut[0] :][: cut[1]]),
)


def touched(start: int, end: int) -> set[int]:
    """The numbers of the words that a span touches."""
    words = enumerate(match.span() for match in re.finditer(r"\w+", LETTERS))
    return {number for number, (first, last) in words if max(first, start) < min(last, end)}


@settings(derandomize=True, deadline=None, max_examples=1500)
@given(st.lists(st.one_of(QUOTE, st.lists(QUOTE, min_size=1, max_size=2)), min_size=1, max_size=3), ROWS)
def test_words_are_counted_as_sets_of_them(accepted: list[Any], rows: list[dict[str, Any]]) -> None:
    """The shares of the best quote are those of sets of numbered words, gold quotes taken where they are nearest."""
    text = QuotedText(LETTERS)
    found = {word for row in rows for start, end in row["spans"] for word in touched(start, end)}
    unplaced = 2 * sum(not row["spans"] for row in rows)

    def held(quote: str | list[str]) -> Overlap:
        pieces = [quote] if isinstance(quote, str) else quote
        if not all(text.find(piece) for piece in pieces):
            return Overlap(*count_words([quote], rows))
        gold: set[int] = set()
        for piece in pieces:
            places = [touched(start, end) for start, end in text.find(piece)]
            gold |= max(places, key=lambda words: len(found & words))
        return Overlap(len(gold & found), len(found) + unplaced, len(gold))

    best = max((held(quote) for quote in accepted), key=lambda one: (one.f1 or 0.0, -one.gold))
    assert overlap(accepted, rows, text) == best
