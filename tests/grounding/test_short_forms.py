"""Other forms of a short text: titles, surnames, cut words, endings, scripts without spaces."""

from __future__ import annotations

import pytest

from llm_extract.grounding.short_forms import doubt_of_short_name
from llm_extract.grounding.support import check_support

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("value", "words", "expected"),
    [
        ("CFO", "joins the board as chief financial officer", YES),
        ("CFO", "the former chief financial officer left", NO),
        ("chief financial officer", "joins as CFO", YES),
        ("CFO", "joins as chief operating officer", NO),
        ("World Health Organization", "the WHO said", OPEN),
        ("WHO", "a paper of the World Health Organization", OPEN),
        ("Ann Roe", "Roe runs the mill", OPEN),
        ("Ann Roe", "Ms Roe runs the mill", OPEN),
        ("Ann Roe", "Tom Roe runs the mill", NO),
        ("Ann Roe", "Roe Lane was shut", NO),
        ("Ann Roe", "Roe and Sons was shut", NO),
        ("Ann Roe", "Roe von Hagen came", NO),
        ("Ann Roe", "Ann Poe runs the mill", NO),
        ("North Korea", "Korea said", NO),
        ("Bank of England", "England won", NO),
        ("Quayside Capital", "Quayside holds 60% of it", OPEN),
        ("Quayside Capital", "Quayside Bank holds 60% of it", NO),
        ("Quayside Airways", "Quayside holds 60% of it", NO),
        ("Conservative", "Col. Haig (Con) 3,169", OPEN),
        ("Conservative", "The Con Club met", NO),
        ("Malta", "under the Maltese flag", OPEN),
        ("Malta", "under the Malay flag", NO),
        ("Austria", "the Australian flag", NO),
        ("Iran", "the Iraqi army", NO),
        ("Ольховск", "ветер в Ольховске усилился", OPEN),
        ("Заречный молочный комбинат", "продажа Заречного молочного комбината", YES),
        ("Stara Dębina", "zakład w Starej Dębinie", YES),
        ("parteilos", "die parteilose Kandidatin", YES),
        ("rojo", "una camisa roja", OPEN),
        ("rojo", "una camisa azul", NO),
        ("ลำปาง", "ในจังหวัดลำปางเริ่มคลี่คลาย", YES),
        ("ลำพูน", "ในจังหวัดลำปางเริ่มคลี่คลาย", NO),
        ("حمى الضنك", "312 إصابة بحمى الضنك", YES),
        ("浙北高速210公里处", "在浙北高速往海边方向210公里处", OPEN),
        ("浙北高速210公里处", "在浙北高速", NO),
        ("浙北高速210公里处", "在浙南高速210公里处", NO),
        ("2031年春", "30年秋から31年春に延期する", YES),
        ("2032年春", "30年秋から31年春に延期する", NO),
    ],
)  # fmt: skip
def test_texts(value: str, words: str, expected: str) -> None:
    """What may be meant is left open, what is the same is backed, another name is not."""
    assert check_support("text", value, words, published_on="2029-05-01").state == expected


@pytest.mark.parametrize(
    ("value", "words", "expected"),
    [
        ("Ann Roe", "Roe runs the mill", OPEN),
        ("Ann Roe", "Tom Roe runs the mill", NO),
        ("Alibaba Cloud", "Alibaba said", NO),
        ("South Sudan", "Sudan said", NO),
        ("Quayside Capital", "Quayside said", NO),
        ("NBK", "NordBankKiel said", OPEN),
        ("NBL", "NordBankKiel said", NO),
        ("Ustronie", "w Ustroniu", OPEN),
        ("Ustronie", "in Ustroniu", NO),
    ],
)
def test_names(value: str, words: str, expected: str) -> None:
    """A surname alone may be that of the one named; a firm without a word of its name is another firm."""
    assert check_support("name", value, words).state == expected


def test_long_phrases_are_left_open() -> None:
    """A long phrase of the model's own that shares words and all names is no quotation, and is not refuted."""
    words = "a possible risk for anyone with an allergy or intolerance to milk"
    assert check_support("text", "Dangerous for all people who cannot tolerate cow milk", words).state == OPEN
    assert check_support("text", "Dangerous for all people in Norway who cannot tolerate milk", words).state == NO


@pytest.mark.parametrize(
    ("value", "words", "expected"),
    [
        ("AB327", "on flight AB 327 from Oslo", "supported"),
        ("AB 327", "flight AB327 left late", "supported"),
        ("AB327", "on flight AB 3271 from Oslo", "unsupported"),
        ("05:47", "It struck at 5:47 a.m. local time", "supported"),
        ("05:47", "It struck at 5:47 p.m. local time", "unsupported"),
        ("17:45", "beginnt um 17.45 Uhr", "supported"),
        ("17:00", "beginnt um 17 Uhr", "supported"),
        ("19:30", "concert à 19h30", "supported"),
        ("00:15", "at 12.15 am", "supported"),
        ("19:30", "comincia alle 19.30 in piazza", "supported"),
        ("19:30", "begint om 19.30 in de zaal", "supported"),
        ("10:30", "shares lost 10.30 per cent", "unsupported"),
        ("17:00", "17 people came", "unsupported"),
        ("DE", "Germany's caverns are full", "unchecked"),
    ],
)
def test_codes_and_times_of_day(value: str, words: str, expected: str) -> None:
    """A code may have a gap, a time of day be of another clock; a code for what the words name is left open."""
    assert check_support("text", value, words).state == expected


@pytest.mark.parametrize(
    ("name", "quote", "expected"),
    [
        ("Tarnfell Water", "Tarnfell will mend the pipe", True),
        ("Tarnfell Water", "Tarnfell Rovers will play", False),
        ("Tarnfell Water", "Old Tarnfell is a village", False),
        ("Tarnfell Water", "Water will be dear", False),
        ("Trains for Tarnfell", "TfT said", True),
        ("Trains for Tarnfell", "TFL said", False),
        ("Tarnfell Gas", "Tarnfell will mend the pipe", False),
    ],
)
def test_names_given_in_full_elsewhere(name: str, quote: str, expected: bool) -> None:
    """The first word of a name, or its letters, may stand for it where the article has it in full."""
    article = "Tarnfell Water and Trains for Tarnfell came."
    assert (doubt_of_short_name(name, quote, article) is not None) is expected


@pytest.mark.parametrize(
    ("name", "quote"),
    [
        ("Orvane SA", "a annoncé Orvane mardi"),
        ("Corwen Bank plc", "said Corwen on Tuesday"),
        ("Claire Delmotte", "a dit Mme Delmotte"),
        ("Jane Roe", "said Lady Roe"),
    ],
)
def test_legal_forms_and_titles_are_no_other_names(name: str, quote: str) -> None:
    """A firm without its legal form, and a surname behind a title of whatever language, stand alone."""
    found = check_support("text", name, quote)
    assert (found.state, found.reason[-6:]) == (OPEN, "alone.")
