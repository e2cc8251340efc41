"""Hostile words cost no more than in proportion to their length."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from llm_extract.grounding.support import check_support

FORMS = {"series_b": ["series b", "b round"], "closed": ["raised", "closed"]}
CHECKS: list[tuple[str, Any]] = [
    ("money", {"amount": "6", "currency": "USD"}),
    ("number", 7),
    ("quantity", {"number": "7", "unit": "cameras"}),
    ("date", "2018-07"),
    ("name", "Alibaba Pay"),
    ("text", "x y zebra"),
    ("enum", "series_b"),
    ("enum", "closed"),
]


def _count_calls(kind: str, value: Any, quote: str) -> int:
    """How many functions a check calls, those written in C included."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    previous = sys.getprofile()
    sys.setprofile(count)
    try:
        check_support(kind, value, quote, forms=FORMS)
    finally:
        sys.setprofile(previous)
    return calls


@pytest.mark.parametrize(
    "unit",
    ["1-", "1 ", "one ", "half a ", "$6 not ", "was not 7. ", "昨日", "ない", "May 5 ", "the ", "last ", "raised not ",
     "series a, ", "Alibaba Cloud ", "denied that ", "5 to ", "2018-", "a "],
)  # fmt: skip
def test_twice_the_words_are_at_most_about_twice_the_work(unit: str) -> None:
    """Each check's work grows in proportion to the length of the quote."""
    for kind, value in CHECKS:
        _count_calls(kind, value, unit * 5)  # compiles the patterns
        short, long = (_count_calls(kind, value, unit * (size // len(unit))) for size in (1_200, 2_400))
        assert long <= 2.3 * short + 50, (kind, short, long)
