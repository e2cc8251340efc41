"""The ends of a range: of "410 to 440 million" a field of the low end takes the first, one of the high the second."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from ...values.field_roles import field_words
from ...values.numbers import find_numbers
from ...values.sentences import sentence_span
from .nouns import number_of

__all__ = ["find_other_end"]

_LOW = frozenset(
    str.split(
        "low lower lowest min minimum minimal floor untere unterer unteres unten mindestens bas basse minima baja bajo "
        "inferior inferiore bassa minimo minima onder laagste nedre dolna dolny min нижняя нижнии минимум alt asgari "
        "terendah"
    )
)
_HIGH = frozenset(
    str.split(
        "high higher highest max maximum maximal top ceiling upper obere oberer oberes oben hochstens haut haute "
        "maxima alta alto superior superiore massimo massima maximo boven hoogste ovre gorna gorny верхняя верхнии "
        "максимум ust azami tertinggi"
    )
)
_CHANGED = re.compile(
    r"(?:(?<!\w)(?:from|von|van|de|du|des|da|dal|från|fra|z|ze|с|со|від|dari|từ)\s|[从由])[^\w\s]?\Z", re.I
)
"""What stands before the first of two levels that are no range, or may be none."""
_ENDS = {"low": ("下限", "最低", "最小", "하한"), "high": ("上限", "最高", "最大", "상한")}


@lru_cache(maxsize=1024)
def _end_of(field: str) -> str:
    """Which end of a range a field's name asks for: ``low``, ``high``, or ""."""
    words = {*field_words(field)}
    ends = {end for word in words for end, signs in _ENDS.items() if any(sign in word for sign in signs)}
    ends |= {end for end, listed in (("low", _LOW), ("high", _HIGH)) if not listed.isdisjoint(words)}
    return ends.pop() if len(ends) == 1 else ""


def find_other_end(text: str, span: tuple[int, int], value: object, field: str) -> str:
    """The words of a range of which a number is the other end than its field asks for, or "".

    Args:
        text: the article.
        span: where the words stand that the number leans on.
        value: the value of the field; money and quantities as a dict.
        field: the field's name.

    Example:
        >>> find_other_end("a profit of 410 to 440 million", (0, 30), 440_000_000, "profit_low")
        '410 to 440 million'
        >>> find_other_end("a profit of 410 to 440 million", (0, 30), 440_000_000, "profit_high")
        ''
    """
    end = _end_of(field)
    number = number_of(value) if end else None
    if number is None:
        return ""
    low, high = sentence_span(text, span)
    numbers = find_numbers(text[low:high])
    found = ""
    for lower, upper in pairwise(numbers):
        apart = upper.end + low <= span[0] or lower.start + low >= span[1]
        changed = _CHANGED.search(text, low, lower.start + low)
        if lower.upper is None or lower.value == lower.upper or apart or changed:
            continue
        if number == (lower.value if end == "low" else lower.upper):
            return ""
        if number == (lower.upper if end == "low" else lower.value):
            found = text[lower.start + low : upper.end + low]
    return found
