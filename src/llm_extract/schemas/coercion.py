"""Read scalars leniently: numeric strings for numbers, integral floats for integers, any notation for decimals."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from .cited import Misfit
from .nodes import Choice, DecimalText, JsonText, Leaf, Node

__all__ = ["plain_decimal", "scalar_reader"]

_MAX_DIGITS = 400
_NO_NUMBER = "no JSON number: NaN, infinite or beyond all floating-point numbers"
_NUMERIC = re.compile(r"\s*[+-]?[0-9]*\.?[0-9]*\s*\Z")
_PLAIN = re.compile(r"-?(0|[1-9][0-9]{0,99})(\.[0-9]{1,99})?\Z")


def scalar_reader(node: Node) -> Callable[[Any], Any]:
    """The function that reads one scalar from the wire; what does not fit is returned as it is.

    Args:
        node: a ``Leaf``, ``Choice``, ``DecimalText`` or ``JsonText``.
    """
    if isinstance(node, DecimalText):
        return plain_decimal
    if isinstance(node, JsonText):
        return _json_value
    if isinstance(node, Choice):
        return _chooser(node)
    assert isinstance(node, Leaf)
    if node.temporal:
        return _temporal
    return {"integer": _integer, "number": _number, "boolean": _boolean}.get(node.type, _as_it_is)


def plain_decimal(value: Any) -> Any:
    """Write a number as a plain decimal string; what is no number stays as it is.

    Example:
        >>> plain_decimal("6e8"), plain_decimal(2.5), plain_decimal(3.0), plain_decimal("2.50"), plain_decimal("n/a")
        ('600000000', '2.5', '3', '2.50', 'n/a')
    """
    if value.__class__ is str and _PLAIN.match(value):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return value
    try:
        number = Decimal(value if isinstance(value, str) else repr(value))
    except (InvalidOperation, ValueError):
        return value
    if not number.is_finite():
        return value
    if abs(number.adjusted()) > _MAX_DIGITS or len(number.as_tuple().digits) > _MAX_DIGITS:
        return f"beyond {_MAX_DIGITS} digits: {str(value)[:20]}"  # no number any more: writing it out could fill memory
    if isinstance(value, float) and number == number.to_integral_value():
        number = number.quantize(Decimal(1)) if abs(number) < Decimal(10) ** 27 else Decimal(int(number))
    return format(number, "f")


def _as_it_is(value: Any) -> Any:
    return value


def _temporal(value: Any) -> Any:
    """Text in a date's form; numbers are none, though pydantic would count seconds with them."""
    is_number = isinstance(value, int | float) or (value.__class__ is str and _NUMERIC.match(value))
    return Misfit(value) if is_number else value


def _integer(value: Any) -> Any:
    if value.__class__ is int:
        return value
    number = _number(value)
    if isinstance(number, float) and number.is_integer():
        return int(number)
    return number


def _number(value: Any) -> Any:
    """A number that floats and JSON have; pydantic would take others for infinity, and the answer for no JSON."""
    if value.__class__ is bool:
        return Misfit(value)
    if value.__class__ is int or value.__class__ is float:
        return value if _is_finite(value) else _NO_NUMBER
    if value.__class__ is not str or len(value) > _MAX_DIGITS:
        return value
    text = value.strip()
    for read in (int, float):
        try:
            number = read(text)
        except ValueError:
            continue
        return number if _is_finite(number) else _NO_NUMBER
    return value


def _is_finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:  # a whole number beyond all floats
        return False


def _boolean(value: Any) -> Any:
    if value.__class__ is str:
        return {"true": True, "false": False}.get(value.strip().lower(), value)
    return value


def _json_value(value: Any) -> Any:
    """Text is read as JSON; an endpoint without strict schemas may give the value itself."""
    if value.__class__ is not str:
        return value
    try:
        return json.loads(value, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return value


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _chooser(node: Choice) -> Callable[[Any], Any]:
    if node.boxed:
        return lambda value: _json_value(value["json"] if isinstance(value, dict) and set(value) == {"json"} else value)
    if node.as_text:
        return _json_value
    by_text = {str(value): value for value in node.values if isinstance(value, int | float) and value is not True}
    by_text = {text: value for text, value in by_text.items() if text not in node.values}

    def choose(value: Any) -> Any:
        if value.__class__ is str and value in by_text:
            return by_text[value]
        if value.__class__ is float and value.is_integer() and value in node.values:
            return int(value)
        if value.__class__ is bool and value in node.values and not any(known is value for known in node.values):
            return Misfit(value)
        return value

    return choose
