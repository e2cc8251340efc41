"""Values without quotes, looked for in the whole document."""

from __future__ import annotations

import pytest

from llm_extract.grounding.whole_document import find_support

TEXT = """Acme Ltd collected published and unpublished docu-
ments from 1,250 schools on 9 April 2018. The “well-known” A380 flew 24,5 km.
It raised $5 million; 48 per cent came from Ärzte and Sebastian Müller⁶."""


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "Acme Ltd"),
        ("text", "published documents"),
        ("text", "unpublished documents"),
        ("text", 'the "well-known" a380'),
        ("text", "Sebastian Müller"),
        ("number", 1250),
        ("number", 24.5),
        ("percent", 48),
        ("date", "2018-04-09"),
        ("date", "2018-04"),
        ("money", {"amount": "5000000", "currency": "USD"}),
        ("text", "1250"),
    ],
)
def test_found(kind: str, value: object) -> None:
    """Words broken at line ends, other quotation marks, footnote marks and pieces of a list are found."""
    assert find_support(kind, value, TEXT).state == "supported"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "Acme Inc"),
        ("text", "publish"),
        ("text", "documents published"),
        ("text", "from 250 schools"),
        ("text", "380"),
        ("text", ""),
        ("number", 250),
        ("number", 5),
        ("number", 4),
        ("date", "2018-04-10"),
        ("money", {"amount": "5", "currency": "USD"}),
    ],
)
def test_not_found(kind: str, value: object) -> None:
    """Parts of words and numbers, other orders and other values are not."""
    assert find_support(kind, value, TEXT).state == "unsupported"


def test_unchecked() -> None:
    """What a whole document cannot decide stays open."""
    assert find_support("boolean", True, TEXT).state == find_support("enum", "closed", TEXT).state == "unchecked"
