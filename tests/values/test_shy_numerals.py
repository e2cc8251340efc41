"""Words that are numbers in one language and something else in another count only in a text of their own language."""

from __future__ import annotations

import pytest

from llm_extract.values.numbers import find_numbers


def _values(text: str) -> list[str]:
    return [str(number.value) for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Der kom to skibe ind, og de blev", ["2"]),
        ("Det var fire broer som", ["4"]),
        ("hon och sex kollegor", ["6"]),
        ("elva kyrkor är stängda", ["11"]),
        ("on sekiz okul için", ["18"]),
        ("hat híd és", ["6"]),
        ("mới có hai cây cầu", ["2"]),
        ("lima sekolah yang tutup", ["5"]),
        ("opt poduri sunt închise", ["8"]),
        ("tylko jeden most jest", ["1"]),
        ("once puentes que", ["11"]),
        ("da due settimane", ["2"]),
    ],
)
def test_in_a_text_of_their_language_they_are_numbers(text: str, values: list[str]) -> None:
    """Small words of the language, or its letters, tell which language a text is in."""
    assert _values(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "Harbour to reopen in May",
        "a fire broke out over Otter Bay",
        "sex discrimination claim",
        "Talks on Erdoğan resume",
        "Der Minister hat das Werk besucht",
        "hai visto il ponte",
        "flights from Lima to Cusco",
        "members opt for shares",
        "einen jeden Morgen",
        "Las Vegas once had trams",
        "payment due to Oslo",
        "Dua Lipa sang",
    ],
)
def test_elsewhere_they_are_what_they_are_there(text: str) -> None:
    """A preposition, a verb, a city or a name is no number."""
    assert _values(text) == []
