"""Names with the endings of cases: which a text has for certain, which perhaps, which not."""

from __future__ import annotations

import pytest

from llm_extract.values.case_endings import find_bent
from llm_extract.values.names import core_tokens, name_tokens


@pytest.mark.parametrize(
    ("name", "text", "state"),
    [
        ("Владимир Седов", "Владимира Седова спросили", "sure"),
        ("Владимир Седов", "Владимир Пушков", ""),
        ("Седов", "Седова спросили", "unsure"),
        ("Paul Smith", "Paula Smith", ""),
        ("Gdynia", "wrócił w Gdyni", "unsure"),
        ("Gdynia", "back in Gdyni", ""),
        ("Jan Nowak", "głosowała na Jana Nowaka", "sure"),
        ("Jana Nowak", "zna się jest Jan Nowak w mieście", "unsure"),
        ("Mikko Salminen", "Mikko Salmisen mukaan", "sure"),
        ("Mikko Salminen", "Mikko Salmelan mukaan", ""),
        ("Nagy Pál", "Nagy Pállal és másokkal", "sure"),
        ("Olle Berg", "Olle Bergs bok är ny", "sure"),
        ("Olle Berg", "Olle Bergman är ny", ""),
        ("Poznań", "spółka z Poznania jest nowa", "unsure"),
        ("Poznań", "spółka z Poznanowa jest nowa", ""),
        ("Demir ailesi", "yüzde 12'si Demir ailesine ait", "sure"),
        ("Demir ailesi", "yüzde 12'si Demirel ailesine ait", ""),
    ],
)
def test_endings(name: str, text: str, state: str) -> None:
    """Usual endings of the text's language are set aside, other letters never."""
    found = find_bent(core_tokens(name), name_tokens(text), text)
    assert (found.state if found else "") == state
