"""Figures of another than the record speaks of: a competitor, a neighbour, the other side of a comparison."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from llm_extract.grounding.doubts.comparisons import find_comparison
from llm_extract.grounding.doubts.rivals import find_rival_subject


def _says(*names: str) -> Callable[[str], bool]:
    return lambda letters: any(letters in name for name in names)


@pytest.mark.parametrize(
    ("doubted", "field", "text"),
    [
        (True, "raised", "Its rival Elm raised 250 in May."),
        (False, "raised", "Its rival Oak raised 250 in May."),
        (False, "rival_raised", "Its rival Elm raised 250 in May."),
        (False, "raised", "Oak, a rival of Elm, raised 250 in May."),
        (False, "raised", "Elm was sold, and Oak, which left its rival behind, raised 250 in May."),
        (False, "debt", "The chief, who came from rival Elm, cut its debt to 250."),
        (True, "umsatz", "Der Konkurrent Elm setzte 250 um."),
        (True, "ventas", "Su competidor Elm vendió 250."),
        (True, "omzet", "Concurrent Elm verkocht 250."),
        (True, "przychody", "Konkurencyjny Elm zebrał 250."),
        (True, "выручка", "Конкурент Elm заработал 250."),
        (True, "satis", "Rakip Elm 250 sattı."),
        (True, "lirun", "竞争对手榆树净利润为250。"),
        (False, "lirun", "竞争对手橡树净利润为250。"),
        (True, "insang", "경쟁사인 느릅은 250에 서명했다."),
        (True, "cases", "Neighbouring Elmland has had 250."),
        (True, "deaths", "A similar crash killed 250."),
        (True, "hectareas", "Otro incendio arrasó 250 hectáreas."),
        (False, "deaths", "Another 250 were killed."),
        (False, "raised", "Oak raised 250, and its rival Elm raised less."),
    ],
)
def test_another_as_the_subject(doubted: bool, field: str, text: str) -> None:
    """What a clause that opens with a competitor says is not said of the record's own, unless that is the one."""
    found = find_rival_subject(text, (0, len(text)), field, _says("Oak", "橡树"), lambda words: "250" in words)
    assert bool(found) is doubted


@pytest.mark.parametrize(
    ("doubted", "field", "text"),
    [
        (True, "minutes", "It takes 190 minutes, against 250 by bus."),
        (False, "bus_minutes", "It takes 190 minutes, against 250 by bus."),
        (True, "share_pct", "Some 44% had none, compared with 250% in the other arm."),
        (False, "share_pct", "Some 44% had none, compared with 250% at Oak."),
        (True, "dividende", "Un dividende de 2 euros, contre 250 euros, sera versé."),
        (True, "margin", "毛利率为22，高于电池的250"),
        (True, "rate", "It was 190, against the 300 needed and a state mean of 250."),
        (False, "accused", "Charges were brought against 250 people."),
        (False, "income", "It spent 190 million, against 250 million recouped."),
        (False, "target", "It had 190, against 250 in the plan."),
        (False, "previous_rate", "It was 190, against 250 in May."),
        (False, "votes", "It won by 190 votes, and 250 did not vote."),
    ],
)
def test_the_other_side_of_a_comparison(doubted: bool, field: str, text: str) -> None:
    """Of two figures of one kind the second is the other's, unless the field or the record speaks of that one."""
    found = find_comparison(text, (0, len(text)), field, _says("Oaks"), lambda words: "250" in words)
    assert bool(found) is doubted
