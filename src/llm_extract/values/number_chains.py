"""Numbers in several parts, each with a scale of its own: 2 milyon 345 bin, 5 crore 20 lakh, 53 mil 537."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from .readings import Number

__all__ = ["join_chains"]

_LINKS = frozenset({" ", "\u00a0", "\u202f", " e "})
_THOUSAND = Decimal(1000)
_LONGEST = 27  # digits that usual precision divides
_ENGLISH = ("thousand", "thousands", "thsd", "k")


def join_chains(text: str, found: list[Number], factor: Callable[[Number], Decimal | None]) -> list[Number]:
    """Add up the parts that follow each other with ever smaller scales.

    Args:
        text: the text in which the numbers stand.
        found: the numbers by position.
        factor: by what the digits of a number are multiplied, None where it has none.

    Returns:
        The numbers, those in several parts as one.
    """
    for i, number in enumerate(found[:-1]):
        if number.scaled and found[i + 1].start - number.end <= 3:
            break
    else:
        return found
    joined: list[Number] = []
    last: Decimal | None = None
    for number in found:
        scale = (factor(number) if number.scaled else Decimal(1)) if number.kind == "number" else None
        head = joined[-1] if joined else None
        if head is not None and last is not None and scale is not None and _goes_on(text, head, last, number, scale):
            joined[-1] = head._replace(value=head.value + number.value, others=(), end=number.end)
        else:
            joined.append(number)
        last = scale
    return joined


def _goes_on(text: str, head: Number, scale: Decimal, part: Number, smaller: Decimal) -> bool:
    """Whether a number is the next part of the one before it: whole, below its scale, and nothing between them."""
    if not head.scaled or text[head.end : part.start] not in _LINKS or not 0 < part.value < scale:
        return False
    if part.value != part.value.to_integral_value() or head.value.adjusted() >= _LONGEST or head.value % scale:
        return False
    if part.scaled:
        return smaller < scale
    return scale == _THOUSAND and not text[head.start : head.end].lower().endswith(_ENGLISH)
