"""Names: what is set aside, what never is, and where a text holds one."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.values.name_mentions import find_name
from llm_extract.values.names import core_tokens, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Suning.com", "Suning.Com"),
        ("Alibaba", "Alibaba Group"),
        ("Alibaba Group", "Alibaba Group Holding Ltd."),
        ("Temasek", "Temasek Holdings Pte"),
        ("Siemens AG", "Siemens"),
        ("Delivery Hero SE", "Delivery Hero"),
        ("Enel S.p.A.", "Enel"),
        ("Société Générale", "Societe Generale S.A."),
        ("J. Tsai", "Joe Tsai"),
        ("Joseph C. Tsai", "Joseph Tsai"),
        ("Goldman Sachs's", "Goldman Sachs"),
        ("MIT", "Massachusetts Institute of Technology"),
        ("Massachusetts Institute of Technology (MIT)", "MIT"),
        ("AT&T", "AT&T Inc."),
        ("トヨタ自動車株式会社", "トヨタ自動車"),
        ("The Carlyle Group", "Carlyle"),
        ("Coca-Cola", "Coca Cola Co."),
    ],
)
def test_normalized(one: str, other: str) -> None:
    """Legal forms, case, accents, punctuation, initials and acronyms are set aside, both ways round."""
    assert same_name(one, other) == same_name(other, one) == "normalized"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Smith", "John Smith"),
        ("Jane Smith", "Jane Smythe"),
        ("3i", "4i"),
        ("Fund II", "Fund III"),
        ("Alibaba Cloud", "Alibaba"),
        ("Smith", "Jane Smith"),
        ("Series C", "Series D"),
        ("Elm Ventures", "Oak Ventures"),
        ("K. Tsai", "Joe Tsai"),
        ("MIT", "Museum of Science"),
        ("", "Alibaba"),
    ],
)
def test_different(one: str, other: str) -> None:
    """Any other word, letter or number makes another name."""
    assert same_name(one, other) == same_name(other, one) == "different"


def test_a_name_is_never_emptied() -> None:
    """A name that is made of legal forms alone keeps one."""
    assert core_tokens("The Limited") == ("limited",)
    assert core_tokens("Group") == ("group",)


def test_words_that_only_look_like_legal_forms_stay() -> None:
    """AG, SE or AS are removed only where written as legal forms."""
    assert core_tokens("Day Spa") == ("day", "spa")
    assert core_tokens("Delivery Hero SE") == ("delivery", "hero")


@pytest.mark.parametrize(
    ("name", "text", "longer"),
    [
        ("Alibaba", "Alibaba Group said", [""]),
        ("Alibaba", "Alibaba's cloud arm", [""]),
        ("Alibaba", "the Alibaba Cloud unit", ["Alibaba Cloud"]),
        ("Smith", "analyst Jane Smith said so", ["Jane Smith"]),
        ("Smith", "Mr Smith said so", [""]),
        ("Capital Partners", "led by Lakeside Capital Partners", ["Lakeside Capital Partners"]),
        ("Harbour Planning", "the Harbour Planning Office", ["Harbour Planning Office"]),
        ("Sequoia", "Sequoia Capital led", [""]),
        ("Fund", "the Fund II closed", ["Fund II"]),
        ("Stripe", "Stripe CEO Patrick Collison", [""]),
        ("Bank", "the Bank of America said", ["Bank of America"]),
        ("Kettlia", "Kettlia Raises $9M For Kettle Parts", [""]),
        ("J. Tsai", "said Joe Tsai", [""]),
        ("Ali", "Alibaba said", []),
    ],
)
def test_mentions(name: str, text: str, longer: list[str]) -> None:
    """A mention knows whether it is only a part of a longer name; a part of a word is none."""
    assert [m.longer for m in find_name(name, text)] == longer


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_names_can_be_compared(one: str, other: str) -> None:
    """No two texts raise; the answer is the same both ways; a text is itself."""
    assert same_name(one, other) == same_name(other, one)
    assert same_name(one, one) == "same"
    find_name(one, other)


WORDS = st.sampled_from(
    ["Acme", "acme", "A.", "A.C.", "AC", "ACME", "The", "the-", "of", "and", "Delta", "de", "Corp", "Corp.", "Inc",
     "Bank", "J.", "Joe", "Tsai", "(AC)", "(Acme)", "&", "U.S.", "S.p.A.", "x's", "3i", "é"]
)  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=1500)
@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=4))
def test_first_letters_decide_only_what_the_words_would(one: list[str], other: list[str]) -> None:
    """Names told apart by their first letters alone are told apart by all their words too."""
    names = " ".join(one), " ".join(other)
    told = same_name(*names)
    with patch("llm_extract.values.names._begin_apart", lambda one, other: False):
        assert same_name(*names) == told
