"""Values that are the article's own words, and said of another than the field asks for."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support


@pytest.mark.parametrize(
    ("state", "kind", "quote"),
    [
        ("unsupported", "text", "finance chief Ada Norr; finance chief Ada Norr again"),
        ("supported", "text", "finance chief Ada Norr, that is, chief executive Ada Norr"),
        ("supported", "text", "chief executive Ada Norr, that is, finance chief Ada Norr"),
        ("supported", "verbatim", "finance chief Ada Norr"),
    ],
)
def test_every_mention_counts(state: str, kind: str, quote: str) -> None:
    """One mention that nothing speaks against is enough, and a value that is its own quote is not asked about."""
    assert check_support(kind, "Ada Norr", quote, field="ceo").state == state


def test_only_with_a_field() -> None:
    """Without the name of a field nothing is known of what is asked for."""
    assert check_support("text", "Ada Norr", "finance chief Ada Norr").state == "supported"


def test_what_is_no_name() -> None:
    """Sentences and texts with figures are no names of anybody."""
    assert check_support("text", "said so twice", "finance chief said so twice", field="ceo").state == "supported"
