"""Numbers whose field says what they measure: exact multiples of units, and figures in another unit."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support
from llm_extract.values.field_units import read_unit

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("field", "value", "words", "expected"),
    [
        ("distance_to_harbour_miles", 48, "lay about 48 miles (77 km) off the harbour", YES),
        ("depth_miles", 60, "goes sixty miles down", YES),
        ("top_speed_mph", 60, "reaches 60 mph (97 km/h)", YES),
        ("top_speed_mph", 97, "reaches 60 mph (97 km/h)", NO),
        ("top_speed_kmh", 60, "reaches 60 mph (97 km/h)", NO),
        ("range_km", 35, "has a range of between 35 and 60 miles", NO),
        ("range_miles", 60, "has a range of between 35 and 60 miles", YES),
        ("size_g", 1200, "the 1.2kg jar", YES),
        ("size_g", 1.2, "the 1.2kg jar", NO),
        ("peso_kg", 9, "pesa nueve toneladas", NO),
        ("peso_kg", 9000, "pesa nueve toneladas", YES),
        ("afval_kg", 2500, "bijna 2,5 ton afval", YES),
        ("waste_kg", 2500, "nearly 2.5 tons of waste", OPEN),
        ("leg_cm", 162, "una pata de 1,62 metros", YES),
        ("duration_minutes", 145, "two hours and 25 minutes", YES),
        ("duration_minutes", 120, "two hours and a half", NO),
        ("duration_minutes", 150, "two hours and a half", YES),
        ("duracao_minutos", 150, "dura duas horas e meia", YES),
        ("lavori_mesi", 18, "per un anno e mezzo", YES),
        ("duur_maanden", 18, "een jaar en een half", YES),
        ("期間_months", 30, "为期两年半", YES),
        ("gap_seconds", 68, "1'08\" behind", YES),
        ("gap_seconds", 68, "1'09\" behind", NO),
        ("duration_minutes", 145, "not two hours and 25 minutes", NO),
        ("duration_hours", 1.5, "one hour and 30 minutes", YES),
        ("duration_minutes", 140, "20 minutes and two hours", NO),
        ("duration_minutes", 145, "two hours on Monday, but 25 minutes on Friday", NO),
        ("duration_minutes", 145, "dauert zwei Stunden und 25 Minuten", YES),
        ("output_million_tonnes", 5, "an output of 5 million pounds", NO),
        ("duration_minutes", 80, "dura 1 h 20 en tren", YES),
        ("duration_hours", 1.5, "dura 1h30 en tren", YES),
        ("lead_minutes", 1.5, "1'30\" ahead", YES),
        ("height_cm", 162, "is 1.62m tall", YES),
        ("weight_kg", 5000000000, "5m tonnes of grain", YES),
        ("weight_kg", 5000, "5m tonnes of grain", NO),
        ("range_km", 35, "a range of 35, on a road of 60 miles", YES),
        ("age_years", 3, "a 3-month-old foal", NO),
        ("age_years", 3, "a three-year-old foal", YES),
        ("minute", 41, "Ode 41 (pen)", YES),
        ("sales_last_12_months", 5, "5 weeks", YES),
        ("wheat_output_mt", 788.9, "is put at 788.9 million tonnes", YES),
        ("weight_kg", 90, "weighs 90 pounds", NO),
        ("weight_kg", 90, "weighs 90 kilos", YES),
        ("temp_c", 90, "at 90 degrees Fahrenheit", NO),
        ("gewicht_t", 3.2, "3200 Kilogramm schwer", YES),
        ("площадь_га", 250, "площадью 2,5 кв. км", YES),
        ("durata_giorni", 14, "per due settimane", YES),
        ("idade_milhoes_anos", 128, "há 128 milhões de anos", YES),
    ],
)  # fmt: skip
def test_measured_fields(field: str, value: float, words: str, expected: str) -> None:
    """A unit in the field's name is held against the unit that is printed, and exact multiples are the same."""
    assert check_support("number", value, words, field=field, unit=read_unit(field)).state == expected


def test_multiples_of_quantities() -> None:
    """A quantity may be printed in a unit of which its own is an exact multiple."""
    assert check_support("quantity", {"number": "1200", "unit": "g"}, "the 1.2kg jar").state == YES
    assert check_support("quantity", {"number": "1300", "unit": "g"}, "the 1.2kg jar").state == NO
