"""One number of a text, and the readings of a run of digits: which marks group thousands and which begin decimals."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple

__all__ = ["Number", "parse_decimal"]


class Number(NamedTuple):
    """One number in a text.

    Args:
        value: the number with its scale: ``3,5 Mio.`` is 3500000; a percentage as printed (``48 %`` is 48).
        start: where it begins in the text (code points).
        end: where it ends, scale and percent sign included.
        kind: ``number``, ``percent``, ``basis_points``, ``ordinal`` or ``fraction``.
        others: further usual readings (``1.234``: 1.234 and 1234; ``-5``: also 5).
        bare: the reading in which a short scale letter is a unit (``600m`` as 600 metres), or None.
        upper: the other end of a range of which this is the lower one, or None.
        scaled: a scale word or letter is part of it.
    """

    value: Decimal
    start: int
    end: int
    kind: Literal["number", "percent", "basis_points", "ordinal", "fraction"] = "number"
    others: tuple[Decimal, ...] = ()
    bare: Decimal | None = None
    upper: Decimal | None = None
    scaled: bool = False

    @property
    def readings(self) -> tuple[Decimal, ...]:
        """Every usual reading, the likeliest first."""
        return (self.value, *self.others) if self.bare is None else (self.value, *self.others, self.bare)


def parse_decimal(token: str) -> tuple[Decimal, ...]:
    """The readings of one run of digits and separators; empty where it is not one number.

    Args:
        token: ASCII digits with ``.``, ``,``, ``'`` or spaces between them.

    Example:
        >>> parse_decimal("1.234,5"), parse_decimal("1,00,000"), parse_decimal("1.234"), parse_decimal("1.2.3")
        ((Decimal('1234.5'),), (Decimal('100000'),), (Decimal('1.234'), Decimal('1234')), ())
    """
    marks = [c for c in token if c not in "0123456789"]
    if not marks:
        return (Decimal(token),)
    kinds = sorted(set(marks))
    if len(kinds) == 1:
        return _one_mark(token, marks[0], len(marks))
    last = marks[-1]
    if len(kinds) > 2 or marks.count(last) > 1 or last not in ".,":
        return ()
    whole, _, fraction = token.rpartition(last)
    return (Decimal(f"{_join(whole)}.{fraction}"),) if _grouped(whole) else ()


def _one_mark(token: str, mark: str, count: int) -> tuple[Decimal, ...]:
    grouped = _grouped(token) and not token.startswith("0")
    if mark not in ".," or count > 1:
        return (Decimal(_join(token)),) if grouped else ()
    plain = Decimal(token.replace(",", "."))
    if not grouped:
        return (plain,)
    whole = Decimal(_join(token))
    return (whole,) if mark == "," else (plain, whole)


def _join(token: str) -> str:
    return re.sub("[^0-9]", "", token)


def _grouped(token: str) -> bool:
    """Thousands in threes, or the Indian way: three, then twos."""
    parts = re.split("[^0-9]", token)
    if not 1 <= len(parts[0]) <= 3 or len(parts[-1]) != 3:
        return False
    return all(len(p) == 3 for p in parts[1:]) or (len(parts[0]) <= 2 and all(len(p) == 2 for p in parts[1:-1]))
