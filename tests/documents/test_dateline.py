"""Dates of publication from the first words of a text and from columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.documents.dateline import find_dateline, read_date

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize(
    "text",
    [
        " date 2018-04-09 China's SenseTime",
        "Published: 2018-04-09\nAcme said",
        "Acme raises money\nPublished on April 9, 2018 by Jo Smith\nAcme said",
        "Posted on Mon, Apr 9, 2018\nAcme said",
        "PUBLISHED MON, APR 9 2018 8:00 AM EDT\nAcme said",
        "---\ntitle: x\ndate: 2018-04-09\n---\nAcme said",
        "**Date:** 2018-04-09\nAcme said",
        "April 9, 2018 – Acme said",
        "9 April 2018 | Acme said",
        "2018-04-09T10:00:00Z Acme said",
        "Acme raises money\r\nApril 9, 2018\r\nAcme said",
        "LONDON, April 9, 2018 (Reuters) - Acme said",
        "SAN FRANCISCO--(BUSINESS WIRE)--April 9, 2018-- Acme said",
        "NEW YORK, Apr. 9, 2018 /PRNewswire/ -- Acme said",
        "Palo Alto, CA, April 9, 2018 (BUSINESS WIRE) -- Acme said",
    ],
)
def test_stated_dates_are_found(text: str) -> None:
    """A full date in a form that says what it is is taken."""
    assert find_dateline(text) == "2018-04-09"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "LONDON, April 9 (Reuters) - Acme said",
        "April 2018 - Acme said",
        "On April 9, 2018 Acme was founded.",
        "April 9, 2018 was a Monday.",
        "April 9, 2018 - April 12, 2018: the fair",
        "April 9, 2018 -- the day on which Acme",
        "April 9, 2018-based",
        "2018-04-09 is the date on which Acme was founded.",
        "The date 2018-04-09 was agreed.",
        "Acme, founded April 9, 2018 - is big",
        "IBM, April 9, 2018: the deal closes",
        "09/04/2018 - Acme said",
        "date 2018-13-45 Acme said",
        "date 2018-02-30 Acme said",
        "Published: 2018-04-09\nPublished: 2018-04-11\n",
        "x" * 200 + "\nPublished: 2018-04-09\n",
    ],
)
def test_unsure_dates_are_none(text: str) -> None:
    """No year, no label, two dates, a range, an aside, an ambiguous order or too late a place: no date."""
    assert find_dateline(text) is None


def test_of_the_seeds_one_has_a_dateline() -> None:
    """Of the five seed articles exactly the one that begins with its date has one."""
    found = {path.name[:3]: find_dateline(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.txt"))}
    assert found == {"000": None, "001": "2018-04-09", "002": None, "003": None, "004": None}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2018-04-09", "2018-04-09"),
        (" 2018-04-09T23:30:00-05:00 ", "2018-04-09"),
        ("2018-04-09 10:00:00", "2018-04-09"),
        ("20180409", "2018-04-09"),
        ("2018-04", "2018-04"),
        ("2018", "2018"),
        ("April 9, 2018", "2018-04-09"),
        ("9 Apr 2018", "2018-04-09"),
        ("09/04/2018", None),
        ("2018-02-30", None),
        ("2018-4-9", None),
        ("soon", None),
        ("", None),
        (None, None),
        (20180409, None),
        (["2018-04-09"], None),
        ("2018-04-09" + " " * 5 + "x" * 100, None),
    ],
)
def test_a_column_keeps_its_precision(value: object, expected: str | None) -> None:
    """A column's date is EDTF with the precision given, and None unless it is beyond doubt."""
    assert read_date(value) == expected


@given(st.text(max_size=300))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_any_text_gives_a_date_or_none(text: str) -> None:
    """No text makes the search fail."""
    found = find_dateline(text)
    assert found is None or len(found) == 10
    assert read_date(text) is None or isinstance(read_date(text), str)
