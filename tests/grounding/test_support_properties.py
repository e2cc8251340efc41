"""What must hold for any value and any words."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from llm_extract.grounding.support import check_support
from llm_extract.values.money import format_money

SETTINGS = settings(derandomize=True, deadline=None, max_examples=120)
AMOUNTS = st.decimals(min_value=1, max_value=10**12, places=2, allow_nan=False)
CODES = st.sampled_from(["USD", "EUR", "GBP", "INR", "CHF", "KRW"])
NAMES = st.sampled_from(
    ["Alibaba", "Suning", "Temasek", "Sequoia", "Stripe", "Grab", "Gojek", "Klarna", "Northvolt", "Mistral"]
)
DAYS = st.dates(datetime.date(1600, 1, 1), datetime.date(2099, 12, 31))
KINDS = st.sampled_from(
    ["text", "name", "date", "money", "quantity", "number", "percent", "enum", "boolean", "verbatim", "x"]
)


@SETTINGS
@given(AMOUNTS, CODES)
def test_the_same_sum_is_backed(amount: Decimal, currency: str) -> None:
    """A sum printed in words backs itself."""
    quote = f"The company raised {format_money(amount, currency)} from investors"
    assert check_support("money", {"amount": amount, "currency": currency}, quote).state == "supported"


@SETTINGS
@given(AMOUNTS, AMOUNTS, CODES, CODES)
def test_a_changed_sum_is_never_backed(amount: Decimal, other: Decimal, currency: str, second: str) -> None:
    """Another amount or another currency is not backed."""
    assume((amount, currency) != (other, second))
    quote = f"The company raised {format_money(amount, currency)} from investors"
    assert check_support("money", {"amount": other, "currency": second}, quote).state != "supported"


@SETTINGS
@given(
    AMOUNTS,
    CODES,
    st.sampled_from(["did not raise", "denied that it raised", "failed to raise", "never raised", "has not raised"]),
)
def test_a_negated_sum_is_never_backed(amount: Decimal, currency: str, words: str) -> None:
    """A sum that the words deny is not backed."""
    quote = f"The company {words} {format_money(amount, currency)} from investors"
    assert check_support("money", {"amount": amount, "currency": currency}, quote).state == "unsupported"


@SETTINGS
@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_changed_number_is_never_backed(number: int, other: int) -> None:
    """Another number is not backed, by a number, a count or a text."""
    assume(number != other)
    quote = f"it sold {number:,} cameras"
    assert check_support("number", number, quote).state == "supported"
    assert check_support("number", other, quote).state == "unsupported"
    assert check_support("quantity", {"number": other, "unit": "cameras"}, quote).state == "unsupported"
    assert check_support("text", f"{other} cameras", quote).state == "unsupported"


@SETTINGS
@given(NAMES, NAMES, st.sampled_from(["", " Group", " Holdings", " Ltd", "'s unit"]))
def test_a_changed_name_is_never_backed(name: str, other: str, ending: str) -> None:
    """Another name is not backed; legal forms and possessives change nothing."""
    quote = f"the firm {name}{ending} took part"
    assert check_support("name", name, quote).state == "supported"
    assert other == name or check_support("name", other, quote).state == "unsupported"
    assert check_support("name", f"{name} Cloud", quote).state == "unsupported"


@SETTINGS
@given(DAYS, DAYS)
def test_a_changed_day_is_never_backed(day: object, other: object) -> None:
    """A day backs itself, its month and its year, and no other day."""
    assume(day != other)
    quote = f"on {day}"
    assert all(check_support("date", str(day)[:size], quote).state == "supported" for size in (4, 7, 10))
    assert check_support("date", str(other), quote).state == "unsupported"


@SETTINGS
@given(
    KINDS,
    st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.booleans(), st.none()),
    st.text(max_size=120),
    st.text(max_size=60),
)
def test_no_text_raises(kind: str, value: object, quote: str, beside: str) -> None:
    """Whatever the value and the words, there is a verdict."""
    forms = {str(value): [beside, "a*"]}
    for given_forms in (None, forms):
        verdict = check_support(
            kind, value, quote, forms=given_forms, before=beside, after=beside, published_on="2018-04"
        )
        assert verdict.state in ("supported", "unsupported", "unchecked")


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,",
        "1 ",
        "one ",
        "$",
        "not ",
        "a ",
        "A.B.",
        "1-",
        "百",
        "series a, ",
        "January ",
        "Alibaba Cloud ",
        " ",
        "(",
        "'",
        "denied ",
    ],
)
def test_hostile_quotes_are_bounded(unit: str) -> None:
    """Only the first 5,000 characters of a quote are read: what stands behind them backs nothing."""
    quote = unit * (5_200 // len(unit)) + " and Klarna raised €77 million"
    assert check_support("name", "Klarna", quote).state != "supported"
    assert check_support("money", {"amount": "77000000", "currency": "EUR"}, quote).state != "supported"
