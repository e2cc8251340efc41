"""What a field's name says that its numbers measure: kilograms for ``weight_kg``, minutes for ``duration_minutes``."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from .field_roles import field_words
from .units import read_measure

__all__ = ["Measure", "convert", "dimension", "measure_of_field"]

_FACTORS: dict[str, dict[str, int]] = {
    "mass": {"mg": 1, "g": 10**3, "kg": 10**6, "t": 10**9},
    "length": {"mm": 1, "cm": 10, "m": 10**3, "km": 10**6},
    "area": {"m2": 1, "ha": 10**4, "km2": 10**6},
    "volume": {"ml": 1, "l": 10**3, "m3": 10**6},
    "time": {"s": 1, "min": 60, "h": 3600, "d": 86_400, "wk": 7 * 86_400},
    "months": {"mo": 1, "a": 12},
    "power": {"W": 1, "kW": 10**3, "MW": 10**6, "GW": 10**9, "TW": 10**12},
    "energy": {"kWh": 1, "MWh": 10**3, "GWh": 10**6, "TWh": 10**9},
    "frequency": {"Hz": 1, "kHz": 10**3, "MHz": 10**6, "GHz": 10**9},
}
"""By dimension its units that are exact multiples of each other. Bytes are not: a megabyte has 1,000 or 1,024 kB."""
_MORE = {
    "mass": "lb oz", "length": "mile ft in yd nmi", "area": "acre ft2 mi2", "volume": "gal bbl", "speed": "km/h mph kn",
    "temperature": "°C °F",
}  # fmt: skip
_DIMENSIONS = {unit: name for name, row in _FACTORS.items() for unit in row} | {
    unit: name for name, row in _MORE.items() for unit in row.split()
}
_DIMENSIONS |= {"mo": "time", "a": "time"}
_LETTERS = frozenset({"g", "m", "l", "t", "h", "s", "w"})
"""Units of one letter, which may mean another thing at the end of a name."""
_ALSO = {
    "kmh": "km/h", "km h": "km/h", "kph": "km/h", "secs": "s", "mins": "min", "hrs": "h", "sqm": "m2", "sqft": "ft2",
    "anios": "a", "t": "t", "l": "l", "jaren": "a",
}  # fmt: skip
_ONE_OF_ITS_KIND = frozenset(
    str.split(
        "year month week day hour minute second quarter jahr monat woche tag stunde sekunde an année jour heure "
        "año mes semana día hora minuto segundo anno mese giorno ora secondo ano dia in min mb kb pt %"
    )
)
"""Words that, at the end of a name, rather say which one than how many: ``founded_year``, ``goal_minute``."""
_RATES = frozenset(str.split("per a each pro par por last next first prior past previous vs"))


class Measure(NamedTuple):
    """What a field's numbers measure.

    Args:
        unit: its sign, as ``read_measure`` gives it.
        sure: the unit is written out, so that a figure in another unit is none of the field's.
    """

    unit: str
    sure: bool


def dimension(unit: str) -> str | None:
    """What a unit measures, or None where it is no unit of the table.

    Example:
        >>> dimension("mph"), dimension("wk"), dimension("GB")
        ('speed', 'time', None)
    """
    return _DIMENSIONS.get(unit)


@lru_cache(maxsize=4096)
def measure_of_field(name: str) -> Measure | None:
    """What the numbers of a field measure, by its name.

    Example:
        >>> measure_of_field("distance_to_cape_km"), measure_of_field("size_g"), measure_of_field("founded_year")
        (Measure(unit='km', sure=True), Measure(unit='g', sure=False), None)
        >>> measure_of_field("tonnes_per_day") is None, measure_of_field("sales_last_12_months") is None
        (True, True)
    """
    words = field_words(name)
    for size in (3, 2, 1):
        if len(words) > size and (unit := _read(" ".join(words[-size:]))):
            before = words[-size - 1]
            if before in _RATES or before.isdigit() or "per" in words or (size == 1 and len(before) == 1):
                return None
            return Measure(unit, size > 1 or words[-1] not in _LETTERS)
    if len(words) > 1 and words[-1] in ("c", "f") and not _TEMPERATURES.isdisjoint(words):
        return Measure("°C" if words[-1] == "c" else "°F", sure=True)
    return None


_TEMPERATURES = frozenset(str.split("temp temperature temperatur temperatura temperatuur high low heat"))


@cache
def _read(form: str) -> str | None:
    unit = None if form in _ONE_OF_ITS_KIND else _ALSO.get(form) or read_measure(form)
    return unit if unit in _DIMENSIONS else None


def convert(value: Decimal, unit: str, other: str) -> Decimal | None:
    """A value of a unit in another one, where that is exact.

    Example:
        >>> convert(Decimal("1.2"), "kg", "g"), convert(Decimal("2.5"), "h", "min"), convert(Decimal(1), "mile", "km")
        (Decimal('1200.0'), Decimal('150.0'), None)
    """
    for row in _FACTORS.values():
        if unit in row and other in row:
            return value * row[unit] / row[other]
    return None
