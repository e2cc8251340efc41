"""Sums without a currency: "revenue rose to 6.9 million" in an article that speaks of euros, and of nothing else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from ..values.money import find_sums
from ..values.numbers import find_numbers
from .figures import read_number

__all__ = ["is_in_the_only_currency"]

_LONGEST = 30_000  # code points of an article; in a longer one there may be sums in any currency
_FUNCTION_WORDS = (
    "and or in for from to at on with by after before as up down while this last und oder im für von aus auf nach als "
    "bei davon et ou en pour pendant contre dont sur avec mais comme y o para con por pero como e ed nel nella per su "
    "ma come di\\scui em no na à com mas dos\\squais al bis voor van naar waarvan och i för av med som til fra w za z "
    "do od ale jako v ve ile olarak în din pentru и в на за по до из от для что а но і у з та"
)
_SPEAKS_OF_NOTHING = re.compile(
    r"\s*(?:[.,;:!?)\]\"'”’»–—。、，；）(（]|\Z|\n|\s(?:in\stotal\w*|insgesamt|au\stotal|complessiv\w+|en\stotal|totaal"
    r"|edestä|" + "|".join(_FUNCTION_WORDS.split()) + r")(?!\w))"
)


def is_in_the_only_currency(text: str, span: tuple[int, int], value: Any) -> bool:
    """Whether a figure is a sum in the one currency that an article names.

    Args:
        text: the article.
        span: code points of the words that hold the figure, without a currency.
        value: the money, ``{"amount": …, "currency": …}``.

    Returns:
        True where all sums of the article that have a currency have this one, and the figure is counted in thousands,
        millions or more, of nothing that the words name ("6 million users").

    Example:
        >>> text = "Sales were €9 million. Profit rose to 2 million, with 2 million users."
        >>> [is_in_the_only_currency(text, s, {"amount": "2000000", "currency": "EUR"}) for s in ((23, 48), (49, 70))]
        [True, False]
    """
    amount = read_number(value.get("amount")) if isinstance(value, dict) else None
    if amount is None or len(text) > _LONGEST or _currencies(text) != {value.get("currency")}:
        return False
    start, end = span
    words = text[start:end]
    return any(
        number.value == amount and number.scaled and _is_of_nothing(text, start + number.end)
        for number in find_numbers(words)
        if number.kind == "number"
    )


def _is_of_nothing(text: str, place: int) -> bool:
    return _SPEAKS_OF_NOTHING.match(text, place) is not None


@lru_cache(maxsize=8)
def _currencies(text: str) -> frozenset[str]:
    """The currencies that an article's sums have; those of a mark with several meanings count as several."""
    return frozenset(code for found in find_sums(text) for code in found.currencies)
