"""When two values of each kind are the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.comparison import COMPARATORS, Shape, likeness
from llm_extract.comparison.differing import differ

USD = {"amount": "600000000", "currency": "USD"}

SAME = [
    ("text", "the “best”  year", 'the "best" year'),
    ("verbatim", "it’s\nhere", "it's here"),
    ("text", "Cafe\u0301 de la Gare", "Café de la Gare"),
    ("text", "\u1112\u1161\u11ab국", "한국"),
    ("text", "E\u0301tudes", "Études"),
    ("casefold", "CAFE\u0301", "café"),
    ("contains", "Cafe\u0301 de la Gare", "café"),
    ("words", "cafe\u0301 et the\u0301", "café et thé"),
    ("name", "Acme Inc.", "Acme"),
    ("name", "Suning.com", "Suning.Com"),
    ("date", "2018-04-09", "2018-04-09"),
    ("money", USD, {"amount": 600000000, "currency": "usd"}),
    ("money", USD, {"amount": "600000000.00", "currency": "USD", "equivalents": []}),
    ("quantity", {"number": "170000000", "unit": "cameras"}, {"number": 170000000, "unit": "Camera"}),
    ("number", "10.0", 10),
    ("number", 0.1, "0.1"),
    ("enum", "series_c", "series_c"),
    ("boolean", True, True),
    ("any", {"a": [1]}, {"a": [1]}),
    ("contains", "CEO of Acme", "ceo"),
    ("casefold", "Lead", "LEAD"),
    ("words", "to widen the scope", "widen the scope"),
]

DIFFERENT = [
    ("text", "The best", "the best"),
    ("name", "Acme", "Acme Ventures"),
    ("date", "2018-04", "2018-04-09"),
    ("date", "9 April 2018", "2018-04-09"),
    ("money", USD, {"amount": "600000000", "currency": "EUR"}),
    ("money", USD, {"amount": "600000001", "currency": "USD"}),
    ("money", USD, "600000000 USD"),
    ("quantity", {"number": "4", "unit": "cameras"}, {"number": "4", "unit": "cars"}),
    ("number", "10", "ten"),
    ("number", True, 1),
    ("enum", "series_c", "Series C"),
    ("boolean", True, 1),
    ("contains", "", "anything"),
    ("words", "widen the scope", "something else entirely"),
]


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_same(kind: str, one: Any, other: Any) -> None:
    """Both ways round the two values are the same."""
    assert Shape(kind).same(one, other)
    assert Shape(kind).same(other, one)


@pytest.mark.parametrize(("kind", "one", "other"), DIFFERENT)
def test_different(kind: str, one: Any, other: Any) -> None:
    """Both ways round the two values differ."""
    assert not Shape(kind).same(one, other)
    assert not Shape(kind).same(other, one)


@pytest.mark.parametrize("kind", sorted(COMPARATORS))
def test_null_is_the_same_as_null_only(kind: str) -> None:
    """Null against null is the same, null against a value never, whatever the kind."""
    assert Shape(kind).same(None, None)
    assert not Shape(kind).same(None, "")
    assert not Shape(kind).same(0, None)


@pytest.mark.parametrize("kind", sorted(COMPARATORS))
@pytest.mark.parametrize("one", ["text", 3, {"amount": None}, ["x"], True, "NaN", ""])
def test_values_of_a_wrong_type_are_compared_without_an_error(kind: str, one: Any) -> None:
    """Any JSON value can be compared with any other, both ways with the same answer between 0 and 1."""
    for other in ["text", 3, {"number": "x"}, [], False, "2018", "NaN"]:
        assert 0.0 <= likeness(kind, one, other) <= 1.0
        assert likeness(kind, one, other) == likeness(kind, other, one)


def test_tolerance_is_relative_and_inclusive() -> None:
    """Five percent of tolerance takes 95 for 100 and not 94."""
    assert Shape("number", tolerance=0.05).same(100, 95)
    assert not Shape("number", tolerance=0.05).same(100, 94)
    near = {"amount": "610000000", "currency": "USD"}
    assert Shape("money", tolerance=0.05).same(USD, near)
    assert not Shape("money", tolerance=0.05).same(USD, {**near, "currency": "EUR"})


def test_a_less_precise_date_is_half_alike() -> None:
    """A month resembles a day in it and no day outside."""
    assert likeness("date", "2018-04", "2018-04-09") == 0.5
    assert likeness("date", "2018-04", "2018-05-09") == 0.0


def test_resembling_texts_are_alike_but_never_the_same() -> None:
    """Texts one letter apart stay below 1; unrelated ones are at 0."""
    assert 0.6 <= likeness("text", "autonomous driving", "autonomous drivin") < 1.0
    assert likeness("text", "autonomous driving", "Lehman Brothers") == 0.0


SUMS = st.builds(
    lambda amount, unit: {"amount": amount, "currency": unit, "number": amount, "unit": unit},
    st.sampled_from(["5", "50", "05", "5.0", 5, "many", None]),
    st.sampled_from(["USD", "usd", "cars", None]),
)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(
    st.sampled_from(sorted(COMPARATORS)),
    st.sampled_from(
        ["Acme", "acme Inc.", " Acme", "“Acme”", '"Acme"', "2018", "2018-04", " 2018", "x", "", 1, True, None]
    )
    | SUMS,
    st.sampled_from(
        ["Acme", "acme Inc.", "Acme  ", "“Acme”", '"Acme"', "2018", "2018-04", "2018 ", "y", "", 1, 1.0, False]
    )
    | SUMS,
)
def test_what_a_quick_look_tells_apart_is_not_the_same(kind: str, one: Any, other: Any) -> None:
    """Values that plainly differ are 0.99 alike at most."""
    assert not differ(kind, one, other) or likeness(kind, one, other) <= 0.99
