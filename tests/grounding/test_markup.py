"""Words are held against values as a reader sees them: without tags, entities and emphasis."""

from __future__ import annotations

from typing import Any

import pytest

from llm_extract.extraction.judgement import Source, judge
from llm_extract.grounding.alignment import ArticleText
from llm_extract.grounding.markup import without_markup
from llm_extract.schemas.cited import CitedValue, Part


@pytest.mark.parametrize(
    ("kind", "value", "words", "support"),
    [
        ("number", 48600, "sold 48&nbsp;600 tickets", "supported"),
        ("number", 48, "sold 48&nbsp;600 tickets", "unsupported"),
        ("percent", 3.5, "up by <b>3.5</b> percent", "supported"),
        ("percent", 3.5, "plus 3,5&nbsp;% zum Vorjahr", "supported"),
        ("money", {"amount": "7000000000", "currency": "USD"}, "cost <em>$7</em>&nbsp;bn in all", "supported"),
        ("money", {"amount": "64", "currency": "GBP"}, "for &pound;64 a night", "supported"),
        ("money", {"amount": "64", "currency": "EUR"}, "for &pound;64 a night", "unsupported"),
        ("date", "2023-11-08", "opened on 8&nbsp;November 2023", "supported"),
        ("name", "Schröder AG", "led by Schr&ouml;der AG of Ulm", "supported"),
        ("text", "ice rink", "a new <i>ice</i> rink", "supported"),
        ("number", 12, "<td>9</td><td>12</td>", "supported"),
        ("number", 912, "<td>9</td><td>12</td>", "unsupported"),
        ("text", "merged", "have <b>not</b> merged", "unsupported"),
    ],
)
def test_support_without_markup(kind: str, value: Any, words: str, support: str) -> None:
    """Figures, sums, dates and names behind markup are read; what they do not say stays unsupported."""
    cited = CitedValue("/v", "/v", words, value, (Part("/v", value, kind),))
    assert judge(Source(ArticleText(f"They {words}.")), [cited])[0].support == support


@pytest.mark.parametrize("words", ["a < b & c", "5 * 3 = 15", "snake_case_name", "R&D at AT&T", "2 ** 3", "~40 people"])
def test_what_is_no_markup_stays(words: str) -> None:
    """Signs between words are words of the article."""
    assert without_markup(words) == words
