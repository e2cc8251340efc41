"""Fields beside one another that were given the same figure."""

from __future__ import annotations

import pytest

from llm_extract.extraction.judgement import Source, judge
from llm_extract.grounding.alignment import ArticleText
from llm_extract.grounding.doubts.shared import fits_worse
from llm_extract.schemas.wire import CitedValue, Part
from llm_extract.values.field_units import read_unit


@pytest.mark.parametrize(
    ("worse", "better", "text"),
    [
        ("arrests", "reports", "Police drew up 12 reports and made arrests later."),
        ("ranni", "ciezko_ranni", "Wśród nich 12 osób jest w szpitalu."),
        ("schaden", "bussgeld", "Zudem wird ein Bußgeld von 12 Euro fällig."),
        ("revenue", "revenue_forecast", "通期は12億円となる。"),
        ("on_board", "capacity", "The ferry takes 12 lorries."),
        ("paid", "asking_price", "a little under its 12 euros"),
        ("length_km", "track_laid_km", "About 12 kilometres of track have been laid."),
        ("injured_total", "injured_women", "Police drew up 12 reports."),
    ],
)
def test_one_of_two_names_fits_a_figure_better(worse: str, better: str, text: str) -> None:
    """The name fits whose own words stand there, or that says more; one that asks for the whole is never the worse."""
    expected = "" if "total" in worse else worse
    assert fits_worse(text, (0, len(text)), 12, worse, better) == expected
    assert fits_worse(text, (0, len(text)), 12, better, worse) == expected


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("goals", "assists", "出场31次,打进12次"),
        ("deaths", "deaths_total", "12 people died"),
        ("price_eur", "price", "for 12 euros"),
        ("value", "insured_value", "It is insured for 12 euros"),
        ("insured_sum", "market_sum", "insured for 40, though on the market it is nearer to 30 or to 12"),
    ],
)
def test_names_that_tell_nothing(one: str, other: str, text: str) -> None:
    """Two names of one thing, bare names, and words that another figure stands before, leave it at that."""
    assert fits_worse(text, (text.index("12"), len(text)), 12, one, other) == ""


def _states(text: str, **figures: tuple[str, float]) -> dict[str, str]:
    values = [
        CitedValue(
            f"/{name}", f"/{name}", quote, value, (Part(f"/{name}", value, "number", None, read_unit(name, "")),)
        )
        for name, (quote, value) in figures.items()
    ]
    found = judge(Source(ArticleText(text)), values, {name: value for name, (_, value) in figures.items()})
    return {one.path[1:]: one.support for one in found}


def test_the_field_that_fits_worse_is_left_open() -> None:
    """Of two fields with the same figure out of the same words the worse fitting is unchecked, the other is backed."""
    text = "Police drew up 12 reports and later made arrests."
    found = _states(text, arrests=("Police drew up 12 reports and later made arrests", 12), reports=("12 reports", 12))
    assert found == {"arrests": "unchecked", "reports": "supported"}


def test_the_same_figure_twice_in_an_article_is_shared_by_nobody() -> None:
    """Words that stand apart, and different figures of the same words, are nobody else's."""
    text = "Police drew up 12 reports. It made 12 arrests and 14 calls."
    found = _states(text, arrests=("made 12 arrests", 12), reports=("drew up 12 reports", 12), calls=("14 calls", 14))
    assert set(found.values()) == {"supported"}
    shared = "made 12 arrests and 14 calls"
    assert set(_states(text, arrests=(shared, 12), calls=(shared, 14)).values()) == {"supported"}
