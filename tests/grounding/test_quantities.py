"""Quantities against words: the unit of measure, the noun counted, the scale in the unit."""

from __future__ import annotations

import pytest

from llm_extract.grounding.support import check_support

YES, NO, OPEN = "supported", "unsupported", "unchecked"


@pytest.mark.parametrize(
    ("state", "number", "unit", "quote"),
    [
        (YES, "10", "kilometres", "a 10-km walk"),
        (YES, "12", "metres", "a mast 12m high"),
        (YES, "500", "MW", "500 megawatts"),
        (YES, "1000", "barrels per day", "1,000 bpd"),
        (NO, "10", "miles", "10 km"),
        (NO, "10", "kg", "10 tonnes"),
        (NO, "10", "months", "10 years"),
        (NO, "500", "MW", "500 MWh"),
        (NO, "20", "°F", "20 degrees Celsius"),
        (YES, "2.5", "million tonnes", "2.5 million tonnes"),
        (YES, "2500000", "tonnes", "2.5 million tonnes"),
        (YES, "2.5", "USD million", "$2.5 million"),
        (YES, "2.5", "billion euros", "€2.5bn"),
        (NO, "2.5", "million tonnes", "2.5 billion tonnes"),
        (NO, "2.5", "USD million", "€2.5 million"),
        (NO, "2.5", "million", "2.5"),
        (YES, "25", "basis points", "25bps"),
        (NO, "25", "percent", "25 basis points"),
        (OPEN, "3", "percent", "3 percentage points"),
        (OPEN, "3", "percentage points", "3%"),
        (YES, "15", "shops", "15 shops in 20 cities"),
        (OPEN, "20", "shops", "15 shops in 20 cities"),
        (YES, "100", "vehicles", "100 cars"),
        (YES, "70", "USD/barrel", "oil at $70 a barrel"),
        (NO, "70", "EUR/barrel", "oil at $70 a barrel"),
        (YES, "3", "% of GDP", "3% of GDP"),
        (NO, "7", "days", "seven nights"),
        (NO, "90", "timmar", "90 minuter försenad"),
        (NO, "20", "jam", "20 menit kemudian"),
        (YES, "20", "minutes", "20 menit kemudian"),
        (YES, "6", "Stunden", "6時間かかる"),
        (YES, "8", "years", "8년 만에"),
        (NO, "2", "quarts", "add 2 cups of stock"),
        (OPEN, "2", "km", "drove past 2 of them"),
        (OPEN, "71", "m²", "71 habitables"),
        (YES, "30", "km", "20 to 30 km"),
        (YES, "20", "km", "20 to 30 km"),
        (YES, "31", "°C", "bis 31 Grad"),
    ],
)
def test_quantities(state: str, number: str, unit: str, quote: str) -> None:
    """Another unit of measure contradicts, another number's noun leaves it open, another noun alone does not count."""
    assert check_support("quantity", {"number": number, "unit": unit}, quote).state == state
