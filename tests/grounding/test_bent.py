"""Names in other cases, with initials, or in other letters than those of the article."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("Ирина Гордеева", "обратились к Ирине Гордеевой", YES),
        ("Ирина Гордеева", "обратились к Ирине Сомовой", NO),
        ("Павел Зимин", "сменит Павла Зимина", YES),
        ("Павел Зимин", "сменит Павла Зимина-Орлова", OPEN),
        ("Павел Зимин", "сменит не Павла Зимина, а Орлова", NO),
        ("Валентин Орлов", "назвал Валентина Орлова", OPEN),
        ("Валентина Орлова", "назвал Валентин Орлов", OPEN),
        ("Орлов", "назвал Орлова", OPEN),
        ("Brzezina Mała", "we wsi w Brzezinie Małej", YES),
        ("Brzezina Mała", "we wsi w Brzezinie Wielkiej", NO),
        ("Aino Virtanen", "toimitusjohtaja Aino Virtasen mukaan", YES),
        ("Aino Virtanen", "toimitusjohtaja Aino Virtalan mukaan", NO),
        ("Iivesi", "tehdas Iivedellä ja muualla", OPEN),
        ("Kiss Réka", "az igazgató Kiss Rékának szerint", YES),
        ("Αγία Ειρήνη", "στον Δήμο Αγίας Ειρήνης", YES),
        ("Αγία Ειρήνη", "στον Δήμο Αγίας Βαρβάρας", NO),
        ("Nikos Petridis", "Ο δήμαρχος Νίκος Πετρίδης", YES),
        ("Nikos Petridis", "Ο δήμαρχος Νίκος Παυλίδης", NO),
        ("Irina Gordeeva", "обратились к Ирине Гордеевой", YES),
        ("Irina Gordeeva", "обратились к Анне Сомовой", NO),
        ("Павел Зимин", "said Pavel Zimin", YES),
        ("Павел Зимин", "said Pavel Orlov", NO),
        ("Carla Montes", "教练卡拉·蒙特斯", OPEN),
        ("Norway", "挪威公司", OPEN),
        ("Norway", "норвежская компания", OPEN),
        ("Norway", "a Swedish firm", NO),
        ("A. Mehta", "said Anita Mehta", YES),
        ("A. Mehta", "said Rohan Mehta", NO),
        ("A. B. Mehta", "said Anita Beena Mehta", YES),
        ("A. Mehta", "said Anita Mehta Shah", OPEN),
        ("A. Mehta", "it was not Anita Mehta", NO),
        ("Petra Lund", "Petra Lunds bok är ny", YES),
        ("Paul Smith", "Paula Smith and others", NO),
        ("Institutul Naţional", "Institutul Național a spus", YES),
    ],
)
def test_names_in_other_forms(name: str, words: str, expected: str) -> None:
    """Usual endings of a full name, initials and transliterations back a name; another name never does."""
    assert check_support("text", name, words).state == expected


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("Ирина Гордеева", "обратились к Ирине Гордеевой", YES),
        ("Irina Gordeeva", "обратились к Ирине Гордеевой", YES),
        ("Carla Montes", "教练卡拉·蒙特斯", OPEN),
        ("Carla Montes", "said Clara Monte", NO),
    ],
)
def test_fields_of_names(name: str, words: str, expected: str) -> None:
    """Fields of the kind name are held to the same."""
    assert check_support("name", name, words).state == expected


def test_who_held_an_office_before_holds_it_no_more_in_any_case() -> None:
    """What speaks against a name speaks against it in other cases too."""
    words = "допросили бывшего директора завода Ивана Седова"
    assert check_support("text", "Иван Седов", words, field="current_director").state == OPEN
    assert check_support("text", "Иван Седов", words, field="former_director").state == YES


def test_a_denial_of_what_follows_leaves_a_name_open() -> None:
    """Only a denial right before a name is surely of it."""
    words = "tehdasta ei johtaja Aino Virtasen mukaan suljeta"
    assert check_support("text", "Aino Virtanen", words).state == OPEN
