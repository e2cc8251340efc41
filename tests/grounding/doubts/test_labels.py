"""Values that words beside them set apart."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support


@pytest.mark.parametrize(
    ("state", "field", "value", "quote"),
    [
        ("unchecked", "grade", "Fair", "Previous grade (March): Fair"),
        ("supported", "previous_grade", "Fair", "Previous grade (March): Fair"),
        ("supported", "grade", "Fair", "Grade (March): Fair"),
        ("unchecked", "order_number", "A-117", "This replaces order A-117"),
        ("unchecked", "auftragsnummer", "A-117", "Dieses Schreiben ersetzt Auftrag A-117"),
        ("supported", "replaced_order", "A-117", "This replaces order A-117"),
        ("supported", "order_number", "A-117", "order A-117 replaces all others"),
        ("unchecked", "lead_author", "Ada Norr", "said Ada Norr of Lorne, who was not involved in the work"),
        ("supported", "independent_expert", "Ada Norr", "said Ada Norr of Lorne, who was not involved in the work"),
        ("supported", "lead_author", "Ada Norr", "said Ada Norr of Lorne, who led the work"),
        ("unchecked", "institute", "Lorne Hall", "a botanist at Lorne Hall who was not involved"),
        ("unchecked", "models", "Norr 5", "The Norr 5 is not affected."),
        ("unchecked", "models", "Norr 5", "The Norr 5 and the older Norr 4 are not affected."),
        ("unsupported", "models", "Norr 5", "Der Norr 5 ist davon nicht betroffen."),
        ("unchecked", "models", "Norr 5", "Le Norr 5 n'est pas concerné."),
        ("unchecked", "models", "Norr 5", "El Norr 5 no está afectado."),
        ("unchecked", "models", "Norr 5", "Norr 4が対象で、Norr 5は対象外"),
        ("unchecked", "models", "Norr 5", "all kettles except the Norr 5"),
        ("unchecked", "defendant", "Norr Bau", "Norr Bau was not sued"),
        ("unchecked", "winners", "Norr Bau", "Norr Bau withdrew in the second round"),
        ("supported", "excluded_models", "Norr 5", "The Norr 5 is not affected."),
        ("supported", "models", "Norr 5", "The Norr 5 is affected, the Norr 4 is not affected."),
        ("supported", "models", "Norr 5", "They recalled the Norr 5 and the Norr 4 is not affected."),
        ("supported", "models", "Norr 5", "The Norr 5 is recalled; other kettles remain on sale."),
    ],
)
def test_what_is_set_apart(state: str, field: str, value: str, quote: str) -> None:
    """What is labelled as previous, replaced or not involved is left open, unless the field asks for that."""
    assert check_support("text", value, quote, field=field).state == state


@pytest.mark.parametrize(
    ("state", "field", "quote"),
    [
        ("unchecked", "home_goals", "(half-time 2-0)"),
        ("unchecked", "tore", "zur Pause stand es 2:0"),
        ("supported", "half_time_goals", "(half-time 2-0)"),
        ("unchecked", "outages_now", "at its peak 2 lines were down"),
        ("supported", "outages", "at its peak 2 lines were down"),
    ],
)
def test_figures_that_are_set_apart(state: str, field: str, quote: str) -> None:
    """The score at half-time is not the final one, and the peak is not the present."""
    assert check_support("number", 2, quote, field=field).state == state
