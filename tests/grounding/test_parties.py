"""Names that the words give another part than their field."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("state", "field", "quote"),
    [
        (NO, "acquirer", "Lindt Foods agreed to buy Marlow"),
        (NO, "acquirer", "its acquisition of the rival firm Marlow"),
        (NO, "acquirer", "Marlow was bought by Lindt Foods"),
        (NO, "acquirer", "Marlow has agreed to be acquired by Lindt Foods"),
        (NO, "acquired_by", "Lindt Foods has acquired Marlow"),
        (YES, "acquirer", "Marlow agreed to buy Lindt Foods"),
        (YES, "acquirer", "Marlow will acquire Lindt Foods"),
        (YES, "acquirer", "Lindt Foods, acquired by Marlow in May"),
        (YES, "acquirer", "Marlow said Lindt Foods would join it"),
        (YES, "acquirer", "Lindt Foods will buy Marlow, but Marlow acquired Elm"),
        (NO, "target", "Marlow agreed to buy Lindt Foods"),
        (NO, "target_company", "Lindt Foods, acquired by Marlow in May"),
        (YES, "target", "Lindt Foods agreed to buy Marlow"),
        (YES, "target", "Marlow is to be acquired by Lindt Foods"),
        (YES, "target", "Marlow acquired by Lindt Foods"),
        (YES, "seller", "Lindt Foods agreed to buy the mill from Marlow"),
        (NO, "parent", "Lindt Foods and its subsidiary Marlow"),
        (NO, "subsidiary", "the unit and its parent company, Marlow"),
        (YES, "ship_owner", "its subsidiary Marlow owns the ship"),
        (YES, "parent", "Marlow and its subsidiary Lindt Foods"),
        (YES, "company", "Lindt Foods agreed to buy Marlow"),
    ],
)
def test_sides(state: str, field: str, quote: str) -> None:
    """Who buys is not who is bought, and a parent is not a subsidiary, where the words beside the name say so."""
    assert check_support("name", "Marlow", quote, field=field).state == state


@pytest.mark.parametrize(
    ("state", "field", "quote"),
    [
        (OPEN, "ceo", "finance chief Ida Holm said"),
        (OPEN, "prime_minister", "President Ida Holm said"),
        (OPEN, "cfo", "chief executive Ida Holm said"),
        (YES, "ceo", "chief executive Ida Holm said"),
        (YES, "ceo", "chairman and chief executive Ida Holm said"),
        (YES, "ceo", "founder Ida Holm said"),
        (YES, "ceo", "President Ida Holm, who is also CEO, said"),
        (YES, "spokesperson", "finance chief Ida Holm said"),
        (YES, "vice_president", "chief executive Ida Holm said"),
    ],
)
def test_titles(state: str, field: str, quote: str) -> None:
    """Another office right before a name leaves it open, unless its own is said too."""
    assert check_support("name", "Ida Holm", quote, field=field).state == state
