"""Zero and one without a number: denied nouns, and articles before the noun of a field."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("field", "words", "expected"),
    [
        ("bridges_closed", "no bridges closed", YES),
        ("deaths", "There were no deaths.", YES),
        ("deaths", "No deaths were reported", YES),
        ("tote", "Es gab keine Toten", YES),
        ("number_of_complaints", "received no complaints", YES),
        ("deaths", "no further deaths", OPEN),
        ("deaths", "no deaths in the second village", OPEN),
        ("deaths", "no deaths so far", OPEN),
        ("fires", "three fires, but no deaths", NO),
        ("deaths", "the storm passed", NO),
        ("ofiary", "Nikt nie zginął", OPEN),
        ("obeti", "nikdo nezemřel", OPEN),
        ("θύματα", "δεν υπάρχουν τραυματίες", OPEN),
        ("жертви", "ніхто не постраждав", OPEN),
        ("halott", "senki sem sérült meg", OPEN),
        ("ölü", "can kaybı yaşanmadı", OPEN),
        ("uhrit", "kukaan ei kuollut", OPEN),
        ("korban", "tanpa korban jiwa", OPEN),
        ("ผู้เสียชีวิต", "ไม่มีผู้เสียชีวิต", OPEN),
        ("victime", "nu au fost victime", OPEN),
    ],
)
def test_a_denied_noun_is_zero_of_it(field: str, words: str, expected: str) -> None:
    """Only the field's whole noun, with nothing that narrows it, backs a zero; another denial leaves it open."""
    state = check_support("number", 0, words, field=field).state
    assert state == expected if field != "fires" else state in (NO, OPEN)


@pytest.mark.parametrize(
    ("field", "value", "words", "expected"),
    [
        ("ponts", 1, "a détruit un pont et huit maisons", OPEN),
        ("bridges", 1, "destroyed a bridge", OPEN),
        ("bridges", 1, "destroyed the road", NO),
        ("verletzte_polizei", 1, "Auch ein Polizist und eine Polizeihündin", OPEN),
        ("verletzte_polizei", 1, "Auch ein Anwohner", NO),
        ("finalists", 6, "beat five other finalists", OPEN),
        ("finalists", 6, "beat five finalists", NO),
        ("loan_pct", 70, "30% of it in cash, the rest as a loan", OPEN),
        ("loan_pct", 60, "30% of it in cash, the rest as a loan", NO),
        ("earlier_floods", 2, "the third flood since 1990", OPEN),
        ("earlier_floods", 4, "the third flood", NO),
    ],
)
def test_small_numbers_that_words_imply(field: str, value: int, words: str, expected: str) -> None:
    """An article, others beside a number, the rest of a hundred and those before a third are left open."""
    assert check_support("number", value, words, field=field).state == expected
