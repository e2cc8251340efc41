"""Fields of the lines that are kept about calls, held to their kinds: such files are kept long and may be edited."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

__all__ = ["check_fields", "read_amount"]

_KINDS: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("kind", "run", "call", "fingerprint", "via", "name", "base_url", "output", "state"), (str,)),
    **dict.fromkeys(("article", "model", "tier", "answer", "file_id", "batch_id", "ended"), (str, type(None))),
    **dict.fromkeys(("ordinal", "chars", "requests", "size"), (int,)),
    **dict.fromkeys(("prompt_tokens", "completion_tokens", "cached_tokens"), (int, type(None))),
    **dict.fromkeys(("created",), (int, float)),
    **dict.fromkeys(("found",), (dict,)),
}
_MOST_COUNT = 2**53
_MOST_DIGITS = 30


def check_fields(raw: Mapping[str, Any]) -> None:
    """Refuse a line with a field of another kind; those that are not known are left to the class that takes them.

    Raises:
        TypeError: a field is of another kind.
        ValueError: a number is negative or beyond counting.

    Example:
        >>> check_fields({"call": "c", "chars": 3})
        >>> check_fields({"call": 7})
        Traceback (most recent call last):
        TypeError: call is of type int
    """
    for name, value in raw.items():
        kinds = _KINDS.get(name)
        if kinds is None:
            continue
        if not isinstance(value, kinds) or isinstance(value, bool):
            raise TypeError(f"{name} is of type {type(value).__name__}")
        if isinstance(value, int | float) and not 0 <= value <= _MOST_COUNT:
            raise ValueError(f"{name} is {str(value)[:40]}")
    for name, value in raw.get("found", {}).items() if "found" in raw else ():
        if not isinstance(value, int):
            raise TypeError(f"found has a {name} of type {type(value).__name__}")


def read_amount(value: object) -> Decimal | None:
    """US dollars as they stand in a line.

    Raises:
        TypeError, ValueError: it is no amount. ``1E+999999999`` is none: written out it would fill the memory.

    Example:
        >>> read_amount("0.5"), read_amount(None)
        (Decimal('0.5'), None)
    """
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > 100:
        raise TypeError(f"an amount of type {type(value).__name__}")
    try:
        amount = Decimal(value)
    except ArithmeticError as error:
        raise ValueError(f"no amount: {value[:40]}") from error
    if not amount.is_finite() or amount < 0 or abs(amount.adjusted()) > _MOST_DIGITS:
        raise ValueError(f"no amount: {value[:40]}")
    return amount
