"""Values in words that a reader knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from ..values.money import format_money

__all__ = ["NONE", "contrast", "name_item", "show_scalar", "show_value"]

NONE = "none"
"""How a null is shown."""

_SAYS_NOTHING = ("exactly", "unspecified")
_LONGEST_NAME = 60
_MOST_IN_CONTRAST = 4
_MOST_DIGITS = 1000


def show_value(value: Any) -> str:
    """A value in words: sums and quantities with their unit, objects as their parts.

    Example:
        >>> show_value({"money": {"amount": "600000000", "currency": "USD"}, "relation": "more_than"})
        'more than $600 million'
        >>> show_value({"name": "Acme", "role": "lead"})
        'Acme · lead'
    """
    if value is None:
        return NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _show_object(value)
    if isinstance(value, list):
        return ", ".join(show_value(item) for item in value) if value else NONE
    return str(value)


def show_scalar(value: Any) -> str:
    """A value that stands by itself; codes such as ``series_c`` lose their underscores."""
    words = show_value(value)
    return words.replace("_", " ") if isinstance(value, str) and _is_code(value) else words


def contrast(shown: Sequence[str]) -> str:
    """The first of some values that are not the same, in one line.

    Example:
        >>> contrast(["2014", "2016"]), contrast(["a", "b", "c", "d", "e"])
        ('2014 ≠ 2016', 'a ≠ b ≠ c ≠ d and 1 more')
    """
    more = len(shown) - _MOST_IN_CONTRAST
    return " ≠ ".join(shown[:_MOST_IN_CONTRAST]) + (f" and {more} more" if more > 0 else "")


def name_item(item: Mapping[str, Any]) -> str:
    """What names an item of a list: a text and a sum, or its first two texts.

    Example:
        >>> name_item({"company": "Acme", "status": "closed", "sum": {"amount": "5000000", "currency": "EUR"}})
        'Acme · €5 million'
    """
    texts = [show_value(part) for part in item.values() if isinstance(part, str) and not _is_code(part)]
    sums = [show_value(part) for part in item.values() if isinstance(part, Mapping) and "amount" in part]
    sums = [words.split(" · ")[0] for words in sums]
    found = [*texts[:1], *sums[:1], *texts[1:2]][:2]
    return " · ".join(words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 1]}…" for words in found)


def _show_object(value: Mapping[str, Any]) -> str:
    if isinstance(value.get("relation"), str):
        rest = _show_object({name: item for name, item in value.items() if name != "relation"})
        relation = value["relation"].replace("_", " ")
        return rest if relation in _SAYS_NOTHING else f"{relation} {rest}"
    for number, unit in (("amount", "currency"), ("number", "unit")):
        if number in value and unit in value:
            others = {name: item for name, item in value.items() if name not in (number, unit)}
            sum_ = (
                _show_sum(value[number], value[unit])
                if number == "amount"
                else f"{_group(value[number])} {value[unit]}"
            )
            return " · ".join([sum_, *_parts(others)])
    return " · ".join(_parts(value)) or NONE


def _parts(value: Mapping[str, Any]) -> list[str]:
    parts = []
    for name, item in value.items():
        if item is None or item in ([], {}, *_SAYS_NOTHING):
            continue
        words = show_scalar(item)
        parts.append(f"{name.replace('_', ' ')}: {words}" if isinstance(item, bool | int | float) else words)
    return parts


def _is_code(text: str) -> bool:
    return text.islower() and text.isascii() and text.replace("_", "").isalnum()


def _show_sum(amount: Any, currency: Any) -> str:
    number = _read(amount)
    return f"{amount} {currency}" if number is None else format_money(number, str(currency))


def _group(number: Any) -> str:
    read = _read(number)
    return str(number) if read is None else f"{read:,f}"


def _read(number: Any) -> Decimal | None:
    """A number that can be written out; a few letters can stand for one of a thousand million digits."""
    try:
        read = Decimal(str(number))
    except InvalidOperation:
        return None
    return read if read.is_finite() and abs(read.adjusted()) < _MOST_DIGITS else None
