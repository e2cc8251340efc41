"""Numerals that are one word with what they count."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support
from llm_extract.values.numbers import find_numbers

WORDS = [
    ("eine zweijährige Haft", 2),
    ("die dreimonatige Sperre", 3),
    ("een driejarig contract", 3),
    ("een vierkoppig gezin", 4),
    ("ett tvåårigt avtal", 2),
    ("en fireårig aftale", 4),
    ("пятилетний контракт", 5),
    ("трёхмесячный арест", 3),
    ("двенадцатиэтажный дом", 12),
    ("трирічний договір", 3),
    ("dwuletni kontrakt", 2),
    ("trzymiesięczny areszt", 3),
    ("tříletá smlouva", 3),
    ("trojročná zmluva", 3),
    ("kolmivuotinen sopimus", 3),
    ("hároméves szerződés", 3),
    ("Zehnköpfige Gruppe", 10),
]


@pytest.mark.parametrize(("words", "number"), WORDS)
def test_one_word(words: str, number: int) -> None:
    """The numeral is read, and nothing else; a field of another number is not backed."""
    assert [n.value for n in find_numbers(words)] == [number]
    assert check_support("number", number, words).state == "supported"
    assert check_support("number", number + 1, words).state == "unsupported"


@pytest.mark.parametrize("words", ["der Bundestag", "ein Tagebuch", "mehrjährige Haft", "многолетний спор", "Saturday"])
def test_no_numeral(words: str) -> None:
    """Words that only look like these hold no such numeral."""
    assert find_numbers(words) == []
