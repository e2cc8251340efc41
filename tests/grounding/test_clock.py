"""Times as texts: of the day by any clock, and how long something took, exact or not at all."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("value", "words", "expected"),
    [
        ("06:40", "doszło około godz. 6.40 na drodze", YES),
        ("06:40", "doszło około godz. 6.45 na drodze", NO),
        ("14:23", "saat 14.23'te", YES),
        ("14:23", "büyüklüğü 14.23 olan", NO),
        ("03:20", "à la pointe, à 3 h 20", YES),
        ("03:20", "en 3 h 20 min 15 s", NO),
        ("07:42", "18日午前7時42分ごろ", YES),
        ("07:42", "18日午後7時42分ごろ", NO),
        ("19:42", "18日午後7時42分ごろ", YES),
        ("7:42", "7時間42分かけて", NO),
        ("01:10", "stopped at 1:10 a.m.", YES),
        ("13:10", "stopped at 1:10 a.m.", NO),
        ("1:10 a.m.", "stopped at 1.10 am", YES),
        ("1:10 p.m.", "stopped at 13:10", YES),
        ("1:10 p.m.", "stopped at 1:10 a.m.", NO),
        ("18:40", "began at 6.40 in the evening", YES),
        ("06:40", "began at 6.40 in the evening", NO),
        ("18:40", "began at 6.40", OPEN),
        ("18:40", "began at 06:40", NO),
        ("4:21:08", "won in 4 hours, 21 minutes and 8 seconds", YES),
        ("4:21:08", "won in 4 hours, 21 minutes and 18 seconds", NO),
        ("4:21:08", "won in 4 hours and 21 minutes", NO),
        ("4:21", "won in 4 hours and 21 minutes", OPEN),
        ("2:05:30", "en 2 heures, 5 minutes et 30 secondes", YES),
        ("06:40", "not at 6.40 but at 7.10", NO),
        ("17:00", "um 17 Uhr", YES),
        ("02:14", "ringede klokken 02.14", YES),
        ("02:15", "ringede klokken 02.14", NO),
        ("17:00", "börjar klockan 17", YES),
        ("21:00", "comincia alle 21 di giovedì", YES),
        ("21:00", "comincia alle 22 di giovedì", NO),
        ("21:00", "vende alle 21 aziende del gruppo", NO),
        ("06:00", "dalle 6 alle 9", YES),
        ("17:00", "17 boats", NO),
        ("07:45", "closed by 0745 GMT", YES),
        ("07:45", "closed by 0746 GMT", NO),
        ("07:45", "made 0745 of them", NO),
        ("18:30", "शाम करीब साढ़े छह बजे", YES),
        ("06:30", "शाम करीब साढ़े छह बजे", NO),
        ("03:00", "रात तीन बजे", YES),
        ("22:00", "रात दस बजे", YES),
        ("03:00", "रात चार बजे", NO),
        ("18:30", "at half past six in the evening", YES),
        ("18:30", "at half past six", OPEN),
        ("06:30", "um halb sieben", YES),
        ("07:30", "um halb sieben", NO),
        ("03:00", "в три часа ночи", YES),
        ("15:00", "в три часа ночи", NO),
        ("03:00", "three boats", NO),
    ],
)
def test_times_as_texts(value: str, words: str, expected: str) -> None:
    """The minute and the second count, and the half of the day where either side tells it."""
    assert check_support("text", value, words).state == expected
