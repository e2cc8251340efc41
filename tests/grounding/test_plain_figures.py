"""The quick look at plain figures: it says yes only where the full reading does, and mostly where that does."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.grounding.plain_figures import (
    find_plain_numbers,
    find_plain_percentages,
    find_plain_sums,
    find_plain_year,
    numbers_stand_alone,
)
from llm_extract.values.date_mentions import find_dates
from llm_extract.values.money import find_sums
from llm_extract.values.numbers import find_numbers

SETTINGS = settings(derandomize=True, deadline=None, max_examples=300)
# What may stand beside a figure and change its meaning, or not.
WORDS = st.sampled_from(
    str.split(
        "the a of in to and or from between raised $ € ( ) , . % percent million billion thousand five half dollars "
        "euros Canadian U.S. AUD USD cameras April 9 10 600 2018 5 1,234 -5 A380 Rs. yuan 亿 plus up by since "
        "round’s per k"
    )
)
GAPS = st.sampled_from(["", " ", " ", " ", "\u00a0", "-", "–", "\n"])


@st.composite
def texts(draw: st.DrawFn, figure: str) -> str:
    """A figure among words that may change it."""
    before = draw(st.lists(st.tuples(WORDS, GAPS), max_size=4))
    after = draw(st.lists(st.tuples(GAPS, WORDS), max_size=4))
    return "".join(w + g for w, g in before) + figure + "".join(g + w for g, w in after)


@SETTINGS
@given(texts("$600 million"))
def test_sums(text: str) -> None:
    """A sum found quickly is found by the full reading, with its currency, at the same place."""
    for start, end in find_plain_sums(Decimal(600_000_000), "USD", text, 0, len(text)):
        sums = [s for s in find_sums(text, words=False) if s.has_amount(Decimal(600_000_000)) and "USD" in s.currencies]
        assert any(s.span[0] <= start and end <= s.span[1] for s in sums)


@SETTINGS
@given(texts("400"))
def test_numbers(text: str) -> None:
    """A number found quickly is no percentage and no sum of money in the full reading."""
    inside = [s.span for s in find_sums(text)]
    for start, end in find_plain_numbers(Decimal(400), text, 0, len(text)):
        assert any((n.start, n.value, n.kind) == (start, 400, "number") for n in find_numbers(text))
        assert not any(s < end and start < e for s, e in inside)


@SETTINGS
@given(texts("48 percent"))
def test_percentages(text: str) -> None:
    """A percentage found quickly is one in the full reading."""
    for start, _ in find_plain_percentages(Decimal(48), text, 0, len(text)):
        assert any((n.start, n.value, n.kind) == (start, 48, "percent") for n in find_numbers(text))


@SETTINGS
@given(texts("by 2018"))
def test_years(text: str) -> None:
    """A year found quickly is read as a date of that year."""
    if find_plain_year("2018", text, 0, len(text)):
        assert any(r.startswith("2018") for m in find_dates(text) for r in m.readings)


@SETTINGS
@given(texts("serves 400 customers today"))
def test_numbers_that_stand_alone(text: str) -> None:
    """A number plainly inside some words is the same number wherever these words stand."""
    assert numbers_stand_alone("serves 400 customers today")
    if "serves" in text.split() and "today" in text.split():
        assert any(n.value == 400 for n in find_numbers(text))


@pytest.mark.parametrize(
    "text",
    [
        "raised $600 million",
        "a $600 million round",
        "raised $600 million (£425 million)",
        "raised $600 million in 2018.",
        "brings its value to $600 million, it said",
        "the state-backed $600\u00a0million campus",
    ],
)
def test_the_common_ways_are_found(text: str) -> None:
    """The plain ways to print a sum do not need the full reading."""
    assert list(find_plain_sums(Decimal(600_000_000), "USD", text, 0, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "$600 million dollars Canadian",
        "$600 million AUD",
        "A$600 million",
        "$1,600 million",
        "$600 million-$700 million",
        "€5 to $600 million",
        "$600 million percent",
        "$600 millionaires",
    ],
)
def test_what_could_change_a_sum_is_left_to_the_full_reading(text: str) -> None:
    """A currency, a scale word or a range beside a sum is not decided quickly."""
    assert not list(find_plain_sums(Decimal(600_000_000), "USD", text, 0, len(text)))
