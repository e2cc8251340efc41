"""How words qualify a figure, beside it and by themselves."""

from __future__ import annotations

import pytest

from llm_extract.values.qualifiers import may_qualify, read_relation, relation_at


@pytest.mark.parametrize(
    ("text", "figure", "relation"),
    [
        ("more than 200,000 toys", "200,000", "more_than"),
        ("no fewer than 12 people", "12", "more_than"),
        ("fewer than 40 jobs", "40", "less_than"),
        ("as many as 300 guests", "300", "less_than"),
        ("nearly 90 percent", "90 percent", "nearly"),
        ("some 85,000 fans", "85,000", "about"),
        ("over $200,000", "200,000", "more_than"),
        ("200-plus towns", "200", "more_than"),
        ("40 or fewer", "40", "less_than"),
        ("fast 200 Häuser", "200", "nearly"),
        ("quelque 300 salariés", "300", "about"),
        ("al menos 12 heridos", "12", "more_than"),
        ("约300人", "300", "about"),
        ("近300人", "300", "nearly"),
        ("300人以上", "300", "more_than"),
        ("200 houses", "200", "exactly"),
        ("3 plus 4", "3", "exactly"),
    ],
)
def test_words_beside_a_figure(text: str, figure: str, relation: str) -> None:
    """Before or behind it, in several languages, currency mark or not."""
    start = text.index(figure)
    assert relation_at(text, start, start + len(figure)) == relation


@pytest.mark.parametrize(
    ("word", "relation"),
    [
        ("at_least", "more_than"),
        ("fewer-than", "less_than"),
        ("Approximately", "about"),
        ("up_to", "less_than"),
        ("minimum", "more_than"),
        ("almost", "nearly"),
        (">=", "more_than"),
        ("exact", "exactly"),
        ("unspecified", "exactly"),
        ("sideways", None),
        ("", None),
    ],
)
def test_words_by_themselves(word: str, relation: str | None) -> None:
    """What a schema calls its values is read; an unknown word is known to be unknown."""
    assert read_relation(word) == relation


@pytest.mark.parametrize(
    "text",
    [
        "more than 5",
        "zo'n 5",
        "ca. 5",
        "an estimated 5",
        "約5人",
        "5人以上",
        "5+",
        "5 or so",
        "plus d'un million",
        "~5",
    ],
)
def test_the_quick_look_misses_nothing_that_is_read(text: str) -> None:
    """What the figure's words would say is never lost to the look that saves reading them."""
    assert may_qualify(text)
    assert not may_qualify("5 houses")
