"""Figures that a sentence gives for years ago, of which the record says nothing."""

from __future__ import annotations

import pytest

from llm_extract.extraction.judgement import Source, judge
from llm_extract.grounding.alignment import ArticleText
from llm_extract.schemas.wire import CitedValue, Part


def _state(
    text: str, quote: str, data: dict[str, object], published_on: str | None = "2024-03-01", field: str = "lost"
) -> str:
    part = Part(f"/{field}", data[field], "number")
    source = Source(ArticleText(text), published_on)
    (evidence,) = judge(source, [CitedValue(f"/{field}", f"/{field}", quote, data[field], (part,))], data)
    return evidence.support


@pytest.mark.parametrize(
    ("state", "text", "data"),
    [
        ("unchecked", "A storm in 1987 cost 19 boats.", {}),
        ("unchecked", "In 1987, a storm cost 19 boats.", {}),
        ("supported", "A storm in 1987 cost 19 boats.", {"year": 1987}),
        ("supported", "A storm in 1987 cost 19 boats.", {"on": "1987-10-16"}),
        ("unchecked", "A storm in 2022 cost 19 boats.", {}),
        ("supported", "A storm in 2023 cost 19 boats.", {}),
        ("supported", "Since 1987 storms have cost 19 boats.", {}),
        ("supported", "Seit 1987 gilt: cost 19 boats.", {}),
        ("supported", "The port, opened in 1987, lost 19 boats in 2024.", {}),
        ("supported", "It cost 19 boats, most since 1987.", {}),
        ("supported", "It cost 19 boats, fewer than in 1987.", {}),
        ("supported", "The trial has run since June 1987 and cost 19 boats.", {}),
        ("supported", "The club, founded in Harwick in 1987, has lost 19 boats.", {}),
        ("unchecked", "The club, whose storm of 1987 was its worst, lost 19 boats.", {}),
        ("supported", "It lost 3 nets (1987: 7), and then it lost 19 boats.", {}),
        ("unchecked", "It lost nets (1987: 19 boats), and it lost 19 boats.", {}),
        ("supported", "In 1987 the Marigold storm cost 19 boats.", {"storm": "Marigold storm"}),
    ],
)
def test_another_time(state: str, text: str, data: dict[str, object]) -> None:
    """A figure of years ago is left open, unless the record speaks of that year or what it stood with."""
    assert _state(text, "cost 19 boats" if "cost" in text else "lost 19 boats", {"lost": 19, **data}) == state


def test_without_a_date_nothing_is_said() -> None:
    """Where it is not known when an article appeared, no year is long ago."""
    assert _state("A storm in 1987 cost 19 boats.", "cost 19 boats", {"lost": 19}, None) == "supported"


@pytest.mark.parametrize(
    ("state", "field", "text"),
    [
        ("unchecked", "boats", "A storm in 1987 cost 19 boats."),
        ("supported", "boats_1987", "A storm in 1987 cost 19 boats."),
        ("supported", "previous_boats", "A storm in 1987 cost 19 boats."),
        ("supported", "change_in_boats", "A storm in 1987 cost 19 boats."),
        ("supported", "boats_at_opening", "The port opened in 1987, which cost 19 boats."),
        ("unchecked", "boats_at_opening", "A storm in 1987 cost 19 boats."),
        ("supported", "record_boats", "A storm in 1987 cost 19 boats."),
        ("supported", "marigold_boats", "In 1987 the Marigold storm cost 19 boats."),
        ("unchecked", "marigold_boats", "In 1987 the Primrose storm cost 19 boats."),
    ],
)
def test_fields_of_another_time(state: str, field: str, text: str) -> None:
    """A field may ask for a year, for what was before, or for what the sentence names."""
    assert _state(text, "cost 19 boats", {field: 19}, field=field) == state


def test_years_in_scripts_without_spaces() -> None:
    """ "Since" may stand behind the year."""
    assert _state("1987年以来、19隻を失った。", "19隻", {"lost": 19}) == "supported"
    assert _state("1987年に19隻を失った。", "19隻", {"lost": 19}) == "unchecked"
