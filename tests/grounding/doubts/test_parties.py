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
        (YES, "buyer_country", "Lindt Foods agreed to buy Marlow"),
    ],
)
def test_sides(state: str, field: str, quote: str) -> None:
    """Who buys is not who is bought, and a parent is not a subsidiary, where the words beside the name say so."""
    assert check_support("name", "Marlow", quote, field=field).state == state


@pytest.mark.parametrize(
    ("state", "field", "quote"),
    [
        (NO, "ceo", "finance chief Ida Holm said"),
        (NO, "prime_minister", "President Ida Holm said"),
        (NO, "cfo", "chief executive Ida Holm said"),
        (YES, "ceo", "chief executive Ida Holm said"),
        (YES, "ceo", "chairman and chief executive Ida Holm said"),
        (YES, "ceo", "founder Ida Holm said"),
        (YES, "ceo", "President Ida Holm, who is also CEO, said"),
        (YES, "spokesperson", "finance chief Ida Holm said"),
        (OPEN, "vice_president", "chief executive Ida Holm said"),
    ],
)
def test_titles(state: str, field: str, quote: str) -> None:
    """Another office right before a name is not the one asked for, unless that is said too."""
    assert check_support("name", "Ida Holm", quote, field=field).state == state


@pytest.mark.parametrize("kind", ["text", "name"])
@pytest.mark.parametrize(
    ("state", "field", "quote"),
    [
        (NO, "comprador", "Lindt adquiere el taller de Marlow"),
        (NO, "acquirente", "ha rilevato la sede da Marlow"),
        (YES, "venditore", "ha rilevato la sede da Marlow"),
        (NO, "vendeur", "Lindt vend son usine à Marlow"),
        (YES, "acheteur", "Lindt vend son usine à Marlow"),
        (NO, "verkäufer", "Lindt verkauft das Werk an Marlow"),
        (NO, "verkoper", "Lindt verkocht de fabriek aan Marlow"),
        (NO, "winner", "Lindt beat Marlow in the final"),
        (YES, "winner", "Marlow beat Lindt in the final"),
        (NO, "vincitore", "Lindt ha vinto battendo in volata Marlow"),
        (NO, "zwycięzca", "Lindt pokonał Marlow"),
        (NO, "победитель", "Линдт обыграл Marlow"),
        (NO, "şampiyon", "Lindt, Marlow'u 3-1 yenerek kupayı aldı"),
        (YES, "loser", "Lindt beat Marlow in the final"),
        (NO, "largest_maker", "Lindt is far ahead of Marlow"),
        (NO, "defendant", "Marlow sued Lindt"),
        (YES, "plaintiff", "Marlow sued Lindt"),
        (NO, "plaintiff_lawyer", "Marlow for the defendant"),
        (YES, "defendant_lawyer", "Marlow for the defendant"),
        (NO, "defendant_lawyer", "judge Marlow for the defendant"),
        (NO, "owner", "the mill is managed by Marlow"),
        (YES, "operator", "the mill is managed by Marlow"),
        (OPEN, "operator", "the mill is owned by Marlow"),
        (YES, "vehicle_make", "the coach, a 2016 Marlow"),
        (NO, "ceo", "the coach, a veteran Marlow"),
        (NO, "origin", "a coach from Lindt to Marlow"),
        (YES, "destination", "a coach from Lindt to Marlow"),
        (NO, "destination", "a coach from Marlow to Lindt"),
        (YES, "origin", "a coach from Marlow to Lindt"),
        (YES, "destination", "a letter from Marlow"),
        (YES, "winner", "with Marlow"),
    ],
)
def test_other_sides(kind: str, state: str, field: str, quote: str) -> None:
    """Who wins is not who loses, who buys not who sells, and a journey's start not its end, in many languages."""
    assert check_support(kind, "Marlow", quote, field=field).state == state
