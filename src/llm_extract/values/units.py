"""Units of measure and how they are written, to tell ten kilometres from ten miles."""

from __future__ import annotations

import re
from functools import cache

from .readings import Number
from .unit_names import CJK_UNITS, UNIT_NAMES

__all__ = ["measure_behind", "measure_of", "measures_in", "read_measure", "unit_behind", "unit_of"]

_FORMS = {
    "mm": "mm millimetre millimetres millimeter millimeters", "cm": "cm centimetre centimetres centimeter "
        "centimeters zentimeter",
    "m": "m metre metres meter meters mètre mètres metro metros metri", "km": "km kms kilometre kilometres kilometer "
        "kilometers kilomètre kilomètres kilómetro kilómetros chilometri 公里 キロメートル",
    "mile": "mile miles meile meilen", "ft": "ft foot feet", "in": "inch inches", "yd": "yard yards",
    "nmi": "nautical_mile nautical_miles",
    "m2": "m² m2 sqm sq_m square_metre square_metres square_meter square_meters quadratmeter mètres_carrés "
          "metros_cuadrados 平方米",
    "km2": "km² km2 sq_km square_kilometre square_kilometres square_kilometer square_kilometers quadratkilometer "
           "平方公里",
    "ft2": "ft² ft2 sq_ft sq._ft. sqft square_foot square_feet", "mi2": "sq_mi square_mile square_miles",
    "ha": "ha hectare hectares hektar", "acre": "acre acres",
    "mg": "mg milligram milligrams", "g": "g gram grams gramme grammes gramm", "kg": "kg kgs kilo kilos kilogram "
        "kilograms kilogramm 公斤",
    "t": "tonne tonnes tons ton tonnen toneladas tonnellate metric_ton metric_tons metric_tonnes 吨",
    "lb": "lb lbs", "oz": "oz ounce ounces",
    "l": "litre litres liter liters", "ml": "ml millilitre millilitres milliliter milliliters", "gal": "gallon gallons",
    "bbl": "barrel barrels bbl bbls", "bbl/d": "bpd barrels_per_day barrels_a_day b/d bbl/d", "m3": "m³ m3 "
        "cubic_metre cubic_metres cubic_meter cubic_meters",
    "s": "second seconds sec secs sekunden", "min": "minute minutes mins minuten", "h": "hour hours hr hrs stunden "
        "heures horas ore",
    "night": "night nights nuits noches notti nächte nachten",
    "d": "day days tag tage tagen jour jours día días giorni", "wk": "week weeks woche wochen semaine semaines "
        "semana semanas",
    "mo": "month months monat monate monaten mois mes meses mesi", "a": "year years yr yrs jahr jahre jahren an "
        "ans année années año años anni",
    "W": "w watt watts", "kW": "kw kilowatt kilowatts", "MW": "mw megawatt megawatts",
    "GW": "gw gigawatt gigawatts", "TW": "tw terawatt terawatts",
    "kWh": "kwh kilowatt-hour kilowatt-hours kilowatt_hours", "MWh": "mwh megawatt-hour megawatt-hours megawatt_hours",
    "GWh": "gwh gigawatt-hour gigawatt-hours gigawatt_hours", "TWh": "twh terawatt-hour terawatt-hours terawatt_hours",
    "KB": "kb kilobyte kilobytes", "MB": "mb megabyte megabytes", "GB": "gb gigabyte gigabytes", "TB": "tb "
        "terabyte terabytes",
    "PB": "pb petabyte petabytes", "km/h": "km/h kph kmh kilometres_per_hour kilometers_per_hour kilometres_an_hour",
    "mph": "mph miles_per_hour miles_an_hour", "kn": "knot knots",
    "°C": "°c ℃ degrees_celsius degree_celsius celsius °_c degrees_c grad_celsius", "°F": "°f ℉ degrees_fahrenheit "
        "degree_fahrenheit fahrenheit degrees_f",
    "Hz": "hz hertz", "kHz": "khz kilohertz", "MHz": "mhz megahertz", "GHz": "ghz gigahertz",
    "pt": "percentage_point percentage_points pp ppt ppts prozentpunkte prozentpunkten points_de_pourcentage "
          "puntos_porcentuales",
    "bp": "basis_point basis_points bp bps basispunkte", "%": "% percent per_cent pct percentage prozent",
}  # fmt: skip


@cache
def _by_form() -> dict[str, str]:
    tables = (UNIT_NAMES, CJK_UNITS, _FORMS)
    return {form.replace("_", " "): unit for table in tables for unit, row in table.items() for form in row.split()}


def read_measure(unit: str) -> str | None:
    """The unit of measure that some words name; None where they name another thing.

    Example:
        >>> read_measure("kilometres"), read_measure("sq ft"), read_measure("cameras")
        ('km', 'ft2', None)
    """
    return _by_form().get(" ".join(unit.lower().split())) or _by_form().get(unit.lower().rstrip("."))


@cache
def _behind() -> re.Pattern[str]:
    joined = {form for row in CJK_UNITS.values() for form in row.split()}
    forms = sorted(_by_form().keys() - joined, key=len, reverse=True)
    listed = "|".join(re.escape(form).replace(r"\ ", r"[\s\u00a0-]").replace(r"\-", "[- ]") for form in forms)
    return re.compile(
        rf"[\s\u00a0-]?((?:{listed})(?![\w²³/°])|(?:{'|'.join(sorted(joined, key=len, reverse=True))}))", re.IGNORECASE
    )


def unit_behind(text: str, position: int) -> str | None:
    """The unit of measure that stands right behind a number.

    Example:
        >>> unit_behind("a 10-km walk", 4), unit_behind("10 cameras", 2)
        ('km', None)
    """
    found = measure_behind(text, position)
    return found[0] if found else None


def measure_behind(text: str, position: int) -> tuple[str, int] | None:
    """The unit of measure that stands right behind a number, and where its name ends.

    Example:
        >>> measure_behind("10 km away", 2)
        ('km', 5)
    """
    match = _behind().match(text, position)
    if match is None:
        return None
    form = re.sub(r"[\s\u00a0-]+", " ", match.group(1).lower())
    unit = _by_form().get(form) or _by_form().get(match.group(1).lower())
    return (unit, match.end()) if unit else None


_SPACE = re.compile(r"[ \u00a0-]")
_POINTS = ("point", "punkt", "punto", " pp", "ppt")


def measure_of(text: str, number: Number) -> tuple[str, int] | None:
    """The unit of measure of a number, and where its name ends: behind it, or within it ("two hours and a half").

    Args:
        text: the words.
        number: one that ``find_numbers`` gave for them.
    """
    if found := measure_behind(text, number.end):
        return found
    at = number.end
    while number.bare is not None and at > number.start and text[at - 1].isalpha():
        at -= 1  # 12m may be metres
    if at < number.end and (found := measure_behind(text, at)):
        return found
    inside = (measure_behind(text, space.start()) for space in _SPACE.finditer(text, number.start, number.end))
    return next((found for found in inside if found and found[1] <= number.end), None)


def unit_of(text: str, number: Number) -> str | None:
    """The unit of a number: a unit of measure, ``%``, ``pt`` for percentage points, ``bp`` for basis points, or None.

    Example:
        >>> from .numbers import find_numbers
        >>> [unit_of(text, find_numbers(text)[0]) for text in ("up 5 percentage points", "12 km", "12 shops")]
        ['pt', 'km', None]
    """
    if number.kind == "basis_points":
        return "bp"
    if number.kind == "percent":
        return "pt" if any(form in text[number.start : number.end].lower() for form in _POINTS) else "%"
    found = measure_of(text, number)
    return found[0] if found else None


def measures_in(text: str) -> frozenset[str]:
    """The units of measure that stand behind digits anywhere in a text.

    Example:
        >>> sorted(measures_in("5 to 10 km in 40 minutes, 3 shops"))
        ['km', 'min']
    """
    found = (unit_behind(text, match.end()) for match in re.finditer(r"[0-9]+", text))
    return frozenset(unit for unit in found if unit)
