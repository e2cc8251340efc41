"""Figures against words where a field has a unit, a sign or a share to be told apart."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.grounding.support import check_support
from llm_extract.values.field_units import read_unit

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("state", "field", "value", "quote"),
    [
        (YES, "revenue_million", 134.1, "revenue of $134.1 million"),
        (YES, "revenue_million", 134.1, "revenue of $0.1341 billion"),
        (YES, "revenue_million", 134.1, "Revenue ($m): 134.1"),
        (YES, "revenue_thousands", 134100, "revenue of $134.1 million"),
        (YES, "staff_thousands", 30, "30,000 staff"),
        (YES, "amount_lakh", 500, "Rs 5 crore"),
        (YES, "amount_m", 600, "raised $600m"),
        (YES, "height_m", 12, "a tower 12m high"),
        (YES, "revenue_eur_million", 134.1, "revenue of €134.1 million"),
        (YES, "revenue_aud", 134100000, "A$134.1 million ($90 million)"),
        (NO, "revenue_million", 134.1, "revenue of $134.1 billion"),
        (NO, "revenue_million", 13.41, "revenue of $134.1 million"),
        (NO, "revenue_million", 134100000, "revenue of $134.1 million"),
        (NO, "revenue_usd_million", 134.1, "revenue of €134.1 million"),
        (NO, "revenue_usd", 134100000, "revenue of €134.1 million"),
        (NO, "revenue_eur", 90000000, "A$134.1 million ($90 million)"),
        (NO, "revenue", 134.1, "revenue of $134.1 million"),
        (OPEN, "revenue_aud", 90000000, "revenue of $90 million"),
        (YES, "share_percent", 48, "48% of users"),
        (OPEN, "share_percent", 48, "48 users"),
        (NO, "share_percent", 48, "costs $48"),
        (NO, "share_percent", 0.48, "48% of users"),
        (YES, "founded_year", 2012, "founded in 2012"),
        (YES, "founded_year", 2017, "founded last year"),
        (YES, "class_year", 2018, "the class of '18"),
        (YES, "founded_year", 1402, "founded 1402"),
        (NO, "founded_year", 2018, "sold 2,018 cars"),
        (NO, "founded_year", 2018, "for $2018"),
        (NO, "founded_year", 2016, "founded last year"),
        (YES, "cars_per_year", 2018, "sold 2,018 cars a year"),
    ],
)
def test_units_of_fields(state: str, field: str, value: float, quote: str) -> None:
    """A field's scale, currency and percent sign hold for what the words print."""
    assert check_support("number", value, quote, published_on="2018-04-11", unit=read_unit(field)).state == state


def test_the_scale_of_a_sum() -> None:
    """Money whose amount counts in millions."""
    unit, sum_ = read_unit("amount", "in millions"), {"amount": "134.1", "currency": "USD"}
    states = [check_support("money", sum_, f"raised {said}", unit=unit).state for said in ("$134.1m", "$134.1bn")]
    assert states == [YES, NO]
    full = {"amount": "5000000", "currency": "USD"}
    assert check_support("money", full, "raised $5 million", unit=unit).state == NO


@pytest.mark.parametrize(
    ("state", "value", "quote"),
    [
        (YES, -5000000, "a net loss of $5 million"),
        (YES, -5000000, "net loss widened to $5 million"),
        (YES, -5000000, "net income of -$5 million"),
        (YES, -5000000, "net income of $(5) million"),
        (NO, -5000000, "a net profit of $5 million"),
        (NO, -5000000, "revenue dropped to $5 million"),
        (NO, -5000000, "swung to a profit of $5 million from a loss of $3 million"),
        (NO, -5000000, "raised $5 million after a loss last year"),
        (NO, -5000000, "did not lose $5 million"),
        (NO, -5000000, "avoided a loss and raised $5 million"),
        (YES, 5000000, "a net loss of $5 million"),
        (OPEN, 5000000, "net income of -$5 million"),
    ],
)
def test_losses(state: str, value: int, quote: str) -> None:
    """A loss is a negative sum, a level after a fall is none; a printed minus does not back the positive sum."""
    assert check_support("money", {"amount": str(value), "currency": "USD"}, quote).state == state
    assert check_support("number", value, quote).state == state


@pytest.mark.parametrize(
    ("state", "value", "quote"),
    [
        (YES, "-5", "sales fell 5%"),
        (YES, "-5", "a 5% decline"),
        (YES, "-5", "sank um 5 Prozent"),
        (YES, "-5", "同比下降5%"),
        (YES, "-3", "revenue rose 5% while costs fell 3%"),
        (NO, "-5", "revenue rose 5% while costs fell 3%"),
        (NO, "-20", "cut its stake to 20%"),
        (NO, "-20", "下降至20%"),
        (YES, "-8", "8%の減少"),
        (NO, "-12", "a decline in sales, and profit up 12%"),
        (OPEN, "5", "growth was -5%"),
        (YES, "0.25", "a cut of 25 basis points"),
        (NO, "25", "a cut of 25 basis points"),
        (YES, "20", "one in five users"),
        (NO, "5", "one in five users"),
        (YES, "90", "nine out of ten users"),
        (YES, "12.5", "an eighth of users"),
        (OPEN, "33.3", "a third of users"),
        (NO, "34", "a third of users"),
        (NO, "50", "social media users"),
        (NO, "50", "in the first half"),
    ],
)
def test_percentages(state: str, value: str, quote: str) -> None:
    """Falls, basis points and shares as percentages; a rounded share is left open."""
    assert check_support("percent", value, quote).state == state


def test_small_numbers_without_a_number() -> None:
    """ "A couple" and "nobody" neither back a number nor contradict it."""
    assert check_support("number", 2, "a couple of people").state == OPEN
    assert check_support("number", 0, "nobody was hurt").state == OPEN
    assert check_support("number", 3, "a couple of people").state == NO


PIECES = st.sampled_from(
    str.split(
        "3 三 分之 二 $ R ( ) -5 % 1/2 and a half million et demi cents one in five minus loss fell to treinta y cinco "
        "deux dix-sept 亿 万 3,5 × 10⁹ bps 去年 日 週 一 ago vor drei Jahren FY 18 FY2018-19 – Monday, "
        "April 9 2018 Mrd. k€ " + "9" * 45
    )
)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "-"])), max_size=12))
def test_any_words_can_be_checked(pieces: list[tuple[str, str]]) -> None:
    """Whatever stands beside what, a check gives a verdict, and a value that is no printed figure is not backed."""
    quote = "".join(piece + gap for piece, gap in pieces) + "."
    unit = read_unit("revenue_usd_million")
    for kind, value in (("number", 987654), ("percent", 98.7654), ("money", {"amount": "98765", "currency": "USD"})):
        assert check_support(kind, value, quote, published_on="2018-04-11", unit=unit).state != YES
    assert check_support("date", "1871-01-01", quote, published_on="2018-04-11").state == NO


@pytest.mark.parametrize(
    "quote", [f"It is {'9' * 45} percent.", f"A share of 0.{'0' * 40}1 percent or {'1' * 60} percent."]
)
def test_figures_of_any_length_are_held_against_a_value(quote: str) -> None:
    """What no arithmetic of usual precision can round says no rounded share."""
    assert check_support("percent", Decimal("33"), quote).state == "unsupported"
