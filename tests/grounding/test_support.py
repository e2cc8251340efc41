"""Whether words back a value: one case per rule, in several languages."""

from __future__ import annotations

from typing import Any

import pytest

from llm_extract.grounding.support import check_support

YES, NO, OPEN = "supported", "unsupported", "unchecked"


def money(amount: str, currency: str) -> dict[str, str]:
    """A sum as it stands in a record."""
    return {"amount": amount, "currency": currency}


def count(number: str, unit: str) -> dict[str, str]:
    """A quantity as it stands in a record."""
    return {"number": number, "unit": unit}


@pytest.mark.parametrize(
    ("state", "value", "quote"),
    [
        (YES, money("600000000", "USD"), "raised $600 million"),
        (YES, money("600000000", "USD"), "获得6亿美元融资"),
        (YES, money("3500000", "EUR"), "erhält €3,5 Mio. von Investoren"),
        (YES, money("1500000", "USD"), "one and a half million dollars"),
        (YES, money("147700000000", "USD"), "valued at 1 trillion yuan ($147.7 billion)"),
        (YES, money("500000000", "CNY"), "¥500 million"),
        (YES, money("500000000", "JPY"), "¥500 million"),
        (YES, money("10000000", "USD"), "between $5 and 10 million"),
        (YES, money("5000000", "USD"), "reportedly raised $5 million"),
        (NO, money("600000000", "EUR"), "raised $600 million"),
        (NO, money("600", "USD"), "raised $600m"),
        (NO, money("600000000", "USD"), "raised $600"),
        (NO, money("1000000", "USD"), "$1.5 million"),
        (NO, money("1234000", "USD"), "$1,234 million"),
        (NO, money("5", "USD"), "between $5 and 10 million"),
        (NO, money("600000000", "USD"), "raised money"),
        (NO, money("7", "USD"), "grew by 7%"),
        (OPEN, money("600000000", "AUD"), "raised $600 million"),
        (OPEN, money("5000000", "USD"), "raised 5 million"),
        (OPEN, {"currency": "USD"}, "raised $5 million"),
    ],
)
def test_money(state: str, value: object, quote: str) -> None:
    """Amount and currency are compared exactly; a bare dollar neither backs nor contradicts another dollar."""
    assert check_support("money", value, quote).state == state


@pytest.mark.parametrize(
    ("state", "value", "quote", "before", "after"),
    [
        (YES, money("5000000", "USD"), "between $5", "", " and 10 million"),
        (NO, money("5", "USD"), "between $5", "", " and 10 million"),
        (NO, money("600", "USD"), "$600", "", " million round"),
        (YES, money("600000000", "USD"), "600 million", "a round of $", " was closed"),
        (NO, money("2", "USD"), "raised $1", "", ".2 billion"),
        (NO, money("7000000", "USD"), "raised $5 million", "after $7 million last year it ", ""),
    ],
)
def test_words_beside_the_quote(state: str, value: object, quote: str, before: str, after: str) -> None:
    """Scale and currency printed just outside the quote are read; sums that lie wholly outside are not."""
    assert check_support("money", value, quote, before=before, after=after).state == state


@pytest.mark.parametrize(
    ("kind", "state", "value", "quote"),
    [
        ("number", YES, 5, "five cameras"),
        ("number", YES, "3.5", "3,5 Prozent"),
        ("number", YES, 2018, "2018年"),
        ("number", NO, 5, "twenty-five cameras"),
        ("number", NO, 5, "5 million users"),
        ("number", NO, 25, "1,025 users"),
        ("number", NO, 80, "the A380"),
        ("number", OPEN, "many", "5 users"),
        ("percent", YES, 48, "48 per cent"),
        ("percent", YES, 50, "half of it"),
        ("percent", NO, 48, "48 users"),
        ("percent", NO, 8, "48%"),
        ("quantity", YES, count("10000", "cameras"), "10,000 cameras"),
        ("quantity", YES, count("48", "percent"), "48 Prozent"),
        ("quantity", YES, count("5000000", "USD"), "$5 million"),
        ("quantity", YES, count("5000000", "euros"), "5 Millionen Euro"),
        ("quantity", NO, count("10", "cameras"), "10,000 cameras"),
        ("quantity", NO, count("48", "cameras"), "48% of cameras"),
        ("quantity", NO, count("5000000", "cameras"), "$5 million"),
        ("quantity", NO, count("48", "percent"), "48 cameras"),
    ],
)
def test_figures(kind: str, state: str, value: object, quote: str) -> None:
    """Numbers are equal as a whole or not at all; percentages, money and counts are kept apart."""
    assert check_support(kind, value, quote).state == state


@pytest.mark.parametrize(
    ("state", "value", "quote", "published"),
    [
        (YES, "2018-04-09", "on April 9, 2018", None),
        (YES, "2018", "on April 9, 2018", None),
        (YES, "2018-04-09", "2018年4月9日", None),
        (YES, "2018-04-09", "9/4/2018", None),
        (YES, "2018-09-04", "9/4/2018", None),
        (YES, "XXXX-07", "in July", None),
        (YES, "2018-04-09", "on Monday", "2018-04-11"),
        (YES, "2017-07", "last July", "2018-04-11"),
        (NO, "2018-04-09", "on Monday", None),
        (NO, "2018-07", "in July", None),
        (NO, "2018-04-09", "in April 2018", None),
        (NO, "2018-04-10", "on April 9, 2018", None),
        (NO, "2018-05", "Q2 2018", None),
        (NO, "2018", "they raised money", None),
        (OPEN, "9 April 2018", "9 April 2018", None),
    ],
)
def test_dates(state: str, value: str, quote: str, published: str | None) -> None:
    """A date is backed at most with the precision that words and publication date give."""
    assert check_support("date", value, quote, published_on=published).state == state


@pytest.mark.parametrize(
    ("state", "value", "quote"),
    [
        (YES, "Temasek", "Temasek Holdings Pte invested"),
        (YES, "Alibaba Group", "Alibaba said"),
        (YES, "Goldman Sachs", "Goldman Sachs' fund"),
        (YES, "Suning.com", "Suning.Com said"),
        (YES, "Joe Tsai", "said J. Tsai"),
        (YES, "MIT", "at the Massachusetts Institute of Technology"),
        (YES, "Société Générale", "societe generale said"),
        (YES, "阿里巴巴", "阿里巴巴集团宣布"),
        (YES, "Stripe", "Stripe CEO Patrick Collison said"),
        (YES, "Elm Ventures", "led by Elm Ventures, not Oak Ventures"),
        (NO, "Oak Ventures", "led by Elm Ventures, not Oak Ventures"),
        (NO, "Alibaba Cloud", "Alibaba said"),
        (NO, "Alibaba", "the Alibaba Cloud unit said"),
        (NO, "Jane Smith", "John Smith said"),
        (NO, "Smith", "analyst Jane Smith said"),
        (NO, "Fund II", "backed by Fund III"),
        (NO, "4i", "3i Group invested"),
        (NO, "Ali", "Alibaba said"),
        (NO, "Sequoia", "Accel invested, but Sequoia did not participate"),
        (OPEN, "A", "A said"),
    ],
)
def test_names(state: str, value: str, quote: str) -> None:
    """Names match as a whole: legal forms, possessives, initials and acronyms aside."""
    assert check_support("name", value, quote).state == state


@pytest.mark.parametrize(
    ("kind", "state", "value", "quote"),
    [
        ("text", YES, "the sports arm", "The  sports\narm of the group"),
        ("text", YES, "won’t “stop”", 'It won\'t "stop" now'),
        ("text", YES, "体育部门", "零售商的体育部门宣布"),
        ("text", NO, "5 employees", "15 employees"),
        ("text", NO, "500 employees", "50 employees"),
        ("text", NO, "plans to open 5 shops in Berlin", "plans to open 6 shops in Berlin"),
        ("text", NO, "opening shops in Hamburg this summer", "opening shops in Berlin this summer"),
        (
            "text",
            YES,
            "shops opened across Germany's big cities",
            "it is opening shops across the big cities of Germany",
        ),
        ("text", OPEN, "a", "a"),
        ("verbatim", YES, "We won’t stop", "We won't stop"),
        ("verbatim", NO, "We will stop", "We won't stop"),
        ("boolean", OPEN, True, "it is profitable"),
        ("colour", OPEN, "red", "red"),
    ],
)
def test_words(kind: str, state: str, value: object, quote: str) -> None:
    """Texts are contained after normalisation; a paraphrase keeps its numbers and names; short texts prove nothing."""
    assert check_support(kind, value, quote).state == state


@pytest.mark.parametrize(
    ("kind", "value", "quote", "reason"),
    [
        ("money", money("5", "USD"), "raised $6 million", "The words say $6 million."),
        ("money", money("6000000", "EUR"), "raised $6 million", "The words give it in USD, not EUR."),
        ("money", money("6000000", "USD"), "did not raise $6 million", "The words deny it: 'did not'."),
        ("date", "2018-04-10", "on April 9, 2018", "The words say 2018-04-09."),
        ("date", "2018-04-10", "on Monday", "'Monday' needs a publication date."),
        ("name", "Alibaba", "the Alibaba Cloud unit", "The words name 'Alibaba Cloud'."),
        ("number", 7, "6 cameras", "The words say 6."),
    ],
)
def test_reasons(kind: str, value: Any, quote: str, reason: str) -> None:
    """A refusal says what the words say instead."""
    assert check_support(kind, value, quote).reason == reason


def test_nothing_to_check() -> None:
    """A missing value or missing words are unchecked, not wrong."""
    assert check_support("name", None, "Alibaba").state == OPEN
    assert check_support("name", "Alibaba", " ").state == OPEN


@pytest.mark.parametrize(
    ("state", "value", "quote"),
    [
        (YES, "0.5", "it grew by half a percent"),
        (YES, "0.25", "a quarter of a percentage point"),
        (YES, "50", "half of it"),
        (NO, "50", "it grew by half a percent"),
    ],
)
def test_a_part_of_a_percent(state: str, value: str, quote: str) -> None:
    """Half a percent is 0.5 percent; half of something is 50."""
    assert check_support("percent", value, quote).state == state
