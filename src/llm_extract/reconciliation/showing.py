"""Claims' values as people read them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..records import to_line
from ..values.money import format_money

__all__ = ["show_value"]


def show_value(value: Any, relation: str | None = None) -> str:
    """A claim's value for people.

    Example:
        >>> show_value({"amount": "3000000000", "currency": "USD"}, "more_than"), show_value("series_c")
        ('more than $3 billion', 'series c')
    """
    if isinstance(value, dict) and value.get("currency") and value.get("amount") is not None:
        text = format_money(Decimal(str(value["amount"])), str(value["currency"]))
    elif isinstance(value, dict) and "number" in value:
        text = f"{Decimal(str(value['number'])):,f} {value.get('unit') or ''}".strip()
    elif isinstance(value, dict):
        text = to_line(value)
    else:
        text = "yes" if value is True else "no" if value is False else str(value)
        text = text.replace("_", " ") if text.islower() else text
    words = relation.replace("_", " ") if relation not in (None, "exactly") else ""
    return f"{words} {text}".strip()
