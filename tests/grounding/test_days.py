"""Dates against words: weekdays that do not fit, decades, ranges with one year."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

YES, NO, OPEN = "supported", "unsupported", "unchecked"
PUBLISHED = "2018-04-11"  # a Wednesday


@pytest.mark.parametrize(
    ("state", "value", "quote"),
    [
        (YES, "2018-04-09", "Monday, April 9, 2018"),
        (OPEN, "2018-04-09", "Tuesday, April 9, 2018"),
        (YES, "2018-04", "Tuesday, April 9, 2018"),
        (YES, "2018-04-10", "martes, 10 de abril de 2018"),
        (NO, "1990", "in the 1990s"),
        (YES, "1990", "in 1990"),
        (NO, "2018", "call 2018-555"),
        (YES, "2018-12-28", "December 28-January 3, 2019"),
        (NO, "2019-12-28", "December 28-January 3, 2019"),
        (OPEN, "2018-04-09T10:00:00Z", "on April 9, 2018 at 10:00"),
        (OPEN, "2018-04-10T02:00:00Z", "on April 9, 2018 at 10 p.m. ET"),
        (NO, "2018-04-19T10:00:00Z", "on April 9, 2018 at 10:00"),
        (YES, "2018-04-10", "April 9, 10 and 11, 2018"),
        (NO, "2018-04-12", "April 9, 10 and 11, 2018"),
    ],
)
def test_days(state: str, value: str, quote: str) -> None:
    """A weekday beside a date must be its own; neighbours give each other what they leave out."""
    assert check_support("date", value, quote).state == state


@pytest.mark.parametrize(
    ("state", "value", "quote"),
    [
        (YES, "2018-04-09", "Monday (April 9)"),
        (OPEN, "2018-04-10", "Monday (April 10)"),
        (NO, "2018-04-16", "Monday, April 9"),
        (YES, "2018-04-02", "on Monday of last week"),
        (NO, "2017-11", "this November"),
        (NO, "2018-04-10", "10日前"),
    ],
)
def test_days_with_a_publication_date(state: str, value: str, quote: str) -> None:
    """A weekday with a date beside it means that date alone."""
    assert check_support("date", value, quote, published_on=PUBLISHED).state == state
