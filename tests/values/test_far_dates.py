"""Dates in more languages, calendars and orders, and words that count back from the publication."""

from __future__ import annotations

import pytest

from llm_extract.values.date_mentions import find_dates

PUBLISHED = "2018-04-11"  # a Wednesday


@pytest.mark.parametrize(
    "text",
    [
        "9 Nisan 2018",
        "9. dubna 2018",
        "2018. április 9.",
        "9 aprilie 2018",
        "9. huhtikuuta 2018",
        "9 Απριλίου 2018",
        "9 квітня 2018",
        "9 أبريل 2018",
        "9 अप्रैल 2018",
        "9 באפריל 2018",
        "9 เมษายน 2561",
        "9 tháng 4 năm 2018",
        "9-Apr-2018",
        "09-Apr-18",
        "9APR2018",
        "Apr 9 '18",
        "20180409",
        "2018. 4. 9.",
        "9. 4. 2018",
        "9.IV.2018",
        "平成30年4月9日",
        "二〇一八年四月九日",
        "the ninth of April 2018",
    ],
)
def test_one_day_in_many_ways(text: str) -> None:
    """Each prints 9 April 2018 and nothing else."""
    assert [m.readings for m in find_dates(f"({text})")] == [("2018-04-09",)]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("04/2018", ("2018-04",)),
        ("04.2018", ("2018-04",)),
        ("Q4/18", ("2018",)),
        ("H2/2018", ("2018",)),
        ("FY2018-19", ("2018", "2019")),
        ("Q3 FY19", ("2019",)),
        ("3Q18", ("2018",)),
        ("le premier mars 2018", ("2018-03-01",)),
        ("令和元年", ("2019",)),
        ("Apr-18", ("2018-04", "XXXX-04-18")),
    ],
)
def test_other_forms(text: str, readings: tuple[str, ...]) -> None:
    """Months as figures, fiscal years, first days, eras."""
    assert [m.readings for m in find_dates(text)] == [readings]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("l'an dernier", "2017"),
        ("el año pasado", "2017"),
        ("в прошлом году", "2017"),
        ("geçen yıl", "2017"),
        ("去年10月", "2017-10"),
        ("지난달 9일", "2018-03-09"),
        ("上周一", "2018-04-02"),
        ("月曜日", "2018-04-09"),
        ("9日", "2018-04-09"),
        ("vor fünf Jahren", "2013"),
        ("il y a trois jours", "2018-04-08"),
        ("五年前", "2013"),
        ("3日前", "2018-04-08"),
        ("a decade ago", "2008"),
        ("three hours ago", "2018-04-11"),
        ("w poniedziałek", "2018-04-09"),
        ("i går", "2018-04-10"),
        ("Monday last week", "2018-04-02"),
        ("last summer", "2017"),
        ("im kommenden Jahr", "2019"),
    ],
)
def test_counted_from_the_publication(text: str, reading: str) -> None:
    """The likeliest reading of words that need the publication date; without it there is no year."""
    assert find_dates(text, PUBLISHED)[0].readings[0] == reading
    assert not any(r[:1].isdigit() for m in find_dates(text) for r in m.readings)


@pytest.mark.parametrize(
    "text", ["3日連続", "10日間", "call 1800 500 600", "the '09ers", "the 1990s", "a decade ago today's 5 pm"]
)
def test_no_day(text: str) -> None:
    """Lengths of time and decades are no dates by themselves."""
    assert not any(m.readings for m in find_dates(text))
