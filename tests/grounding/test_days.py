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
        (OPEN, "2031-12-31", "by the end of 2031"),
        (OPEN, "2031-12-31", "inden udgangen af 2031"),
        (OPEN, "2018-03-31", "2018年3月期"),
        (OPEN, "2018-01-01", "от начала января 2018"),
        (NO, "2031-12-30", "by the end of 2031"),
        (NO, "2031-12-31", "in 2031"),
        (NO, "2031-12-31", "by the start of 2031"),
        (NO, "2031-12-31", "by the end of 2030"),
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
        (YES, "2018-04-06", "την Παρασκευή"),
        (YES, "2018-04-02", "on Monday of last week"),
        (NO, "2017-11", "this November"),
        (NO, "2018-04-10", "10日前"),
    ],
)
def test_days_with_a_publication_date(state: str, value: str, quote: str) -> None:
    """A weekday with a date beside it means that date alone."""
    assert check_support("date", value, quote, published_on=PUBLISHED).state == state


@pytest.mark.parametrize(
    ("state", "value", "quote"),
    [
        (YES, "2018-04-16", "the hearing will be held on Monday"),
        (NO, "2018-04-09", "the hearing will be held on Monday"),
        (YES, "2018-04-09", "the hearing was held on Monday"),
        (OPEN, "2018-04-16", "the hearing was held on Monday"),
        (NO, "2018-01-05", "the fair is scheduled for 5 January"),
        (YES, "2019-01-05", "the fair is scheduled for 5 January"),
        (NO, "2018-01-05", "a feira está marcada para 5 de janeiro"),
        (NO, "2018-01-05", "Die Messe wird am 5. Januar eröffnet"),
        (OPEN, "2018-12-05", "the fair opened on 5 December"),
        (YES, "2017-12-05", "the fair opened on 5 December"),
        (NO, "2018-01", "the fair will open in January"),
        (NO, "2018-01-05", "the fair should open on 5 January"),
        (YES, "2018-04-09", "It will open, he said on Monday"),
        (YES, "2018-04-09", "will pay holders who registered on Monday"),
        (YES, "2018-04-09", "will pay those registered on Monday"),
        (YES, "2018-04-09", "will appeal against Monday's ruling"),
        (YES, "2018-01-05", "will look into the 5 January crash"),
        (YES, "2018-04-16", "closes on Monday"),
        (YES, "2018-04-11", "will be held today"),
        (YES, "2018-01-05", "will be open from 5 January 2018"),
    ],
)
def test_what_lies_behind_and_what_is_to_come(state: str, value: str, quote: str) -> None:
    """A weekday, or a date without its year, is to come where the words say "will", and lies behind where they tell."""
    assert check_support("date", value, quote, published_on=PUBLISHED).state == state


@pytest.mark.parametrize(
    ("state", "value", "quote"),
    [
        ("supported", "2025-03", "2025 márciusában kezdődik"),
        ("unsupported", "2025-04", "2025 márciusában kezdődik"),
        ("supported", "2025-01", "januártól épül"),
        ("supported", "2025-10", "októbertől nyitva"),
        ("supported", "2025-12", "decemberig tart"),
    ],
)
def test_hungarian_months_with_endings(state: str, value: str, quote: str) -> None:
    """From, until, by, and in a month of a year."""
    assert check_support("date", value, quote, published_on="2025-06-01").state == state
