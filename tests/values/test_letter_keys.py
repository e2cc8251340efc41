"""Names in Latin, Greek and Cyrillic letters have one key, and other names another."""

from __future__ import annotations

import pytest

from llm_extract.values.letter_keys import letter_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nikos", "Νίκος"),
        ("Papadopoulos", "Παπαδόπουλος"),
        ("Khristos", "Χρήστος"),
        ("Christos", "Χρήστος"),
        ("Sergei", "Сергей"),
        ("Dmitry", "Дмитрий"),
        ("Yulia", "Юлия"),
        ("Julija", "Юлия"),
        ("Zhukova", "Жукова"),
        ("Shevchenko", "Шевченко"),
        ("Alexei", "Алексей"),
        ("Oleksandr", "Олександр"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    """Usual transliterations differ in nothing that the key keeps."""
    assert letter_key(one) == letter_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Nikos", "Νίκης"), ("Petrov", "Павлов"), ("Anna", "Инна"), ("Oleg", "Олена")]
)
def test_other_names(one: str, other: str) -> None:
    """What a reader hears as another name has another key."""
    assert letter_key(one) != letter_key(other)
