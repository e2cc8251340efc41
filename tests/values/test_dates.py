"""EDTF dates: what is one, how precise it is, which holds which."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.errors import ConfigError
from llm_extract.values.dates import EdtfDate, covers, parse_date, precision


@pytest.mark.parametrize("text", ["2018-04-09", "2018-04", "2018", "XXXX-07", "XXXX-07-04", "2016-02-29", "XXXX-02-29"])
def test_valid(text: str) -> None:
    """The subset is read and printed back unchanged."""
    assert str(parse_date(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "2018-13", "2018-02-30", "2018-4-9", "XXXX", "0000-01", "18", "2018-XX-09", "2017-02-29", "9 April 2018"],
)
def test_refused(text: str) -> None:
    """Other forms and days that do not exist are refused, and the error names the remedy."""
    with pytest.raises(ConfigError, match="Write 2018-04-09"):
        parse_date(text)


def test_precision() -> None:
    """A date is as precise as its last part."""
    assert [precision(d) for d in ("2018", "XXXX-07", "2018-04", "2018-04-09")] == ["year", "month", "month", "day"]


@pytest.mark.parametrize(
    ("less", "more", "held"),
    [
        ("2018", "2018-04-09", True),
        ("2018-04", "2018-04-09", True),
        ("XXXX-07", "2018-07-04", True),
        ("XXXX-07", "XXXX-07-04", True),
        ("2018-04-09", "2018-04-09", True),
        ("2018-04-09", "2018-04", False),
        ("2018-07", "XXXX-07", False),
        ("2018", "2019-04", False),
        ("XXXX-07", "2018-08", False),
    ],
)
def test_covers(less: str, more: str, held: bool) -> None:
    """A less precise date holds a more precise one where all it states is the same."""
    assert covers(less, more) is held


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.dates())
def test_every_day_is_held_by_its_month_and_year(day: object) -> None:
    """Any real day parses, and is held by its month, its year and itself."""
    text = str(day)
    date = parse_date(text)
    assert date.valid
    assert all(covers(part, text) for part in (text, text[:7], text[:4], f"XXXX{text[4:]}"))
    assert str(EdtfDate(date.year)) == text[:4]
