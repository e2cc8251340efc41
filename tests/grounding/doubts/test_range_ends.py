"""Which end of a range a field takes."""

from __future__ import annotations

import pytest

from llm_extract.extraction.judgement import Source, judge
from llm_extract.grounding.alignment import ArticleText
from llm_extract.schemas.wire import CitedValue, Part


def _state(field: str, value: float, text: str, quote: str) -> str:
    cited = CitedValue(f"/{field}", f"/{field}", quote, value, (Part(f"/{field}", value, "number"),))
    return judge(Source(ArticleText(text)), [cited], {field: value})[0].support


@pytest.mark.parametrize(
    ("field", "value", "quote", "state"),
    [
        ("ferries_low", 7, "between 3 and 7 ferries", "unsupported"),
        ("ferries_low", 3, "between 3 and 7 ferries", "supported"),
        ("ferries_high", 3, "3 to 7 ferries", "unsupported"),
        ("ferries_high", 7, "3 to 7 ferries", "supported"),
        ("max_ferries", 3, "3-7 ferries", "unsupported"),
        ("faehren_mindestens", 7, "zwischen 3 und 7 Fähren", "unsupported"),
        ("barcas_maximo", 3, "entre 3 y 7 barcas", "unsupported"),
        ("ferries", 7, "between 3 and 7 ferries", "supported"),
        ("lowest_highest", 7, "between 3 and 7 ferries", "supported"),
        ("ferries_high", 3, "at most 3 of the ferries", "supported"),
        ("min_ferries", 7, "no more from 3 to 7 ferries", "supported"),
        ("ferries_low", 7, "from 3-7 in winter to 7-9 in summer", "supported"),
    ],
)
def test_the_end_that_a_field_asks_for(field: str, value: float, quote: str, state: str) -> None:
    """A field of the lower end is not backed by the upper one, nor the other way; other fields take either."""
    assert _state(field, value, f"They run {quote}.", quote) == state


def test_a_range_elsewhere_in_the_sentence_says_nothing() -> None:
    """Only a range that touches the quoted words counts."""
    text = "At least 7 ferries run, with 3 to 7 cars each."
    assert _state("ferries_low", 7, text, "At least 7 ferries run") == "supported"
