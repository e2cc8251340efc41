"""Dates in texts: languages, numeric forms, relative words."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.values.date_mentions import find_dates

PUBLISHED = "2018-04-11"  # a Wednesday


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("on April 9, 2018", ("2018-04-09",)),
        ("on 9 April 2018", ("2018-04-09",)),
        ("am 9. April 2018", ("2018-04-09",)),
        ("le 9 avril 2018", ("2018-04-09",)),
        ("le 1er avril 2018", ("2018-04-01",)),
        ("el 9 de abril de 2018", ("2018-04-09",)),
        ("il 9 aprile 2018", ("2018-04-09",)),
        ("em 9 de abril de 2018", ("2018-04-09",)),
        ("op 9 maart 2018", ("2018-03-09",)),
        ("9 апреля 2018", ("2018-04-09",)),
        ("2018年4月9日", ("2018-04-09",)),
        ("2018년 4월 9일", ("2018-04-09",)),
        ("2018-04-09", ("2018-04-09",)),
        ("2018/4/9", ("2018-04-09",)),
        ("09.04.2018", ("2018-04-09",)),
        ("9/4/2018", ("2018-09-04", "2018-04-09")),
        ("25/4/2018", ("2018-04-25",)),
        ("April 2018", ("2018-04",)),
        ("2018年4月", ("2018-04",)),
        ("in 2018", ("2018",)),
        ("Q2 2018", ("2018",)),
        ("the second quarter of 2018", ("2018",)),
        ("2018-19", ("2018", "2019")),
        ("April 9-11, 2018", ("2018-04-09", "2018-04-11")),
        ("in July", ("XXXX-07",)),
        ("on Apr. 9", ("XXXX-04-09",)),
        ("4月9日", ("XXXX-04-09",)),
        ("last July", ("XXXX-07",)),
        ("on Monday", ()),
        ("yesterday", ()),
        ("last year", ()),
    ],
)
def test_without_a_publication_date(text: str, readings: tuple[str, ...]) -> None:
    """What the words alone give: an unknown year stays unknown, a bare weekday gives nothing."""
    assert [m.readings for m in find_dates(text)] == [readings]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("on Monday", ("2018-04-09", "2018-04-16")),
        ("last Monday", ("2018-04-09", "2018-04-02")),
        ("yesterday", ("2018-04-10",)),
        ("gestern", ("2018-04-10",)),
        ("hier", ("2018-04-10",)),
        ("公司昨日宣布", ("2018-04-10",)),
        ("today", ("2018-04-11",)),
        ("last July", ("2017-07",)),
        ("July last year", ("2017-07",)),
        ("in January", ("2018-01", "2019-01")),
        ("next March", ("2019-03", "2020-03")),
        ("last year", ("2017",)),
        ("last month", ("2018-03",)),
        ("this week", ("2018-04",)),
        ("three days ago", ("2018-04-08",)),
        ("two years ago", ("2016",)),
        ("in the second quarter", ("2018", "2017")),
    ],
)
def test_with_a_publication_date(text: str, readings: tuple[str, ...]) -> None:
    """Relative words are resolved against the publication date, no more precisely than they say."""
    assert [m.readings for m in find_dates(text, PUBLISHED)] == [readings]


@pytest.mark.parametrize(
    "text", ["they may raise money", "March for Life", "a 20180 b", "the mar", "$2018", "31.31.2018 is none"]
)
def test_words_that_are_no_dates(text: str) -> None:
    """Words that only look like months, and numbers that only look like years, are left alone."""
    assert [m.readings for m in find_dates(text) if m.readings and m.readings != ("2018",)] == []


def test_spans() -> None:
    """Each mention says where its words stand."""
    text = "It closed on 9 April 2018, after talks last July."
    assert [text[m.start : m.end] for m in find_dates(text)] == ["9 April 2018", "last July"]


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2099, 12, 31)))
def test_printed_days_are_found(day: datetime.date) -> None:
    """A day printed in English, ISO or Chinese is read back exactly."""
    for text in (
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        str(day),
        f"{day.year}年{day.month}月{day.day}日",
    ):
        assert [m.readings for m in find_dates(f"it was ({text})")] == [(str(day),)]


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    st.text(max_size=200),
    st.sampled_from([None, "2018", "2018-04", "2018-04-09", "0001-01-01", "9999-12-31", "XXXX-07"]),
)
def test_any_text_can_be_searched(text: str, published: str | None) -> None:
    """No text and no publication date raises."""
    for mention in find_dates(text + " Monday yesterday tomorrow last week 900 years ago next year", published):
        assert mention.start < mention.end


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("khai mạc ngày 7/3", "2018-03-07"),
        ("dibuka Jumat (6/4)", "2018-04-06"),
        ("na sexta-feira (6/4)", "2018-04-06"),
        ("abre el 7/3 en Lima", "2018-03-07"),
        ("am 7.3. eröffnet", "2018-03-07"),
        ("seit 07.03. geöffnet", "2018-03-07"),
        ("सोमवार को खुला", "2018-04-09"),
        ("मार्च 2017 में", "2017-03"),
    ],
)
def test_days_without_a_year(text: str, reading: str) -> None:
    """A day and its month as figures, where the word before says that they are one; weekdays with vowel signs."""
    assert find_dates(text, PUBLISHED)[-1].readings[0] == reading


@pytest.mark.parametrize(
    "text",
    ["le 2/3 des voix", "el 3/4 de la obra", "a 2/3 majority", "I am 3/4 done", "um 7.3 Prozent", "den 7.3 Metern"],
)
def test_shares_are_no_days(text: str) -> None:
    """Shares, and figures with a point, are no days."""
    assert find_dates(text, PUBLISHED) == []


@pytest.mark.parametrize("text", ["31 İ 2018", "12.İ.2018", "5 ı 2018"])
def test_letters_that_only_look_like_roman_figures_are_no_months(text: str) -> None:
    """The Turkish letters are I to a comparison without case, and no numeral."""
    assert all("-01" not in reading for found in find_dates(text) for reading in found.readings)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("on Wednesday 11 and Friday 13 April", [("2018-04-11", "2018-04-18"), ("2018-04-11", "2018-04-13")]),
        ("nesta quarta-feira", [("2018-04-11", "2018-04-18")]),
        ("am Montagabend", [("2018-04-09", "2018-04-16")]),
        ("im März vergangenen Jahres", [("2017-03",)]),
        ("en mayo del próximo año", [("2019-05",)]),
        ("on New Year's Day", [("2018-01-01", "2019-01-01")]),
        ("on New Year’s Eve 2016", [("2016-12-31",)]),
        ("a new year of plans", []),
        ("72年に出版", [("1972",)]),
        ("19年秋から", [("2019",)]),
        ("19年3月", [("2019-03",)]),
        ("20年に一度", []),
        ("20年にわたり", []),
        ("第72年に", []),
    ],
)
def test_more_forms(text: str, readings: list[tuple[str, ...]]) -> None:
    """Shared months, parts of days, days with a name, years in two figures, years by another word."""
    assert [m.readings for m in find_dates(text, published_on=PUBLISHED)] == readings


@pytest.mark.parametrize(
    "text",
    ["w grudniu 2026 roku", "v prosinci 2026", "у грудні 2026", "decemberben", "aralıkta 2026", "в декабре 2026"],
)
def test_months_in_which_something_is(text: str) -> None:
    """Months bend where something is in them."""
    assert next(date for found in find_dates(text) for date in found[0]).endswith("-12")
