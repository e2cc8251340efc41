"""Fields beside one another that were given the same figure: "of 620 seats, 90 were sold" makes no 620 of both.

One of them is most often wrong. Which, the names tell: the words that only one of them has, where they stand in the
sentence; else the one that says no more than the other ("revenue" beside "revenue_forecast").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ...pointers import field_name
from ...values.field_roles import COUNTING, WHOLE, field_words, is_bare, read_role
from ...values.numbers import find_numbers
from ...values.sentences import sentence_span
from .aims import asks_for_aim
from .nouns import FIGURE, number_of, telling_words, told

__all__ = ["Figured", "find_shared", "fits_worse"]


class Figured(NamedTuple):
    """A figure of a record.

    Args:
        path: JSON pointer of its value.
        value: the value; money and quantities as a dict.
        span: where its words stand, from the first to the last.
    """

    path: str
    value: Any
    span: tuple[int, int]


_SAME = (
    COUNTING
    | WHOLE
    | frozenset(
        str.split(
            "amount sum final gross net value figure usd eur gbp jpy pct percent percentage year month day date "
            "million millions billion mln mrd summe nombres quantity size by the and in on at"
        )
    )
)
"""Words of names that leave what is counted the same."""


def find_shared(text: str, figures: Sequence[Figured]) -> Iterator[tuple[str, str]]:
    """The fields that lean on the words and the figure of a field beside them, and fit them worse.

    Args:
        text: the article.
        figures: those of a record that are backed.

    Yields:
        The path of the value, and the name of the field that fits better.

    Example:
        >>> text = "Police drew up 12 reports and made seven arrests."
        >>> list(find_shared(text, [Figured("/arrests", 12, (0, 25)), Figured("/reports", 12, (15, 25))]))
        [('/arrests', 'reports')]
    """
    groups: dict[tuple[str, str], list[Figured]] = {}
    for figure in figures:
        groups.setdefault((figure.path.rpartition("/")[0], str(figure.value)), []).append(figure)
    for group in groups.values():
        for number, one in enumerate(group):
            for other in group[:number]:
                start, end = max(one.span[0], other.span[0]), min(one.span[1], other.span[1])
                if start < end and (worse := _worse_of(text, (start, end), one, other)):
                    yield worse


def _worse_of(text: str, span: tuple[int, int], one: Figured, other: Figured) -> tuple[str, str] | None:
    names = [field_name(figure.path) for figure in (one, other)]
    worse = fits_worse(text, span, one.value, *names)
    if not worse:
        return None
    return (one.path, names[1]) if worse == names[0] else (other.path, names[0])


def fits_worse(text: str, span: tuple[int, int], number: object, one: str, other: str) -> str:
    """The field, out of two with the same figure, whose name fits the figure worse; "" where nothing tells.

    Args:
        text: the article.
        span: where the words stand that both lean on.
        number: the figure; money and quantities as a dict.
        one: the name of a field.
        other: the name of the other.

    Example:
        >>> text = "Police drew up 12 reports and made seven arrests."
        >>> fits_worse(text, (0, 25), 12, "arrests", "reports")
        'arrests'
        >>> fits_worse("12 goals", (0, 8), 12, "goals", "goals_total")
        ''
    """
    mine, others = _own_words(one, other), _own_words(other, one)
    if (not mine and not others) or is_bare(one) or is_bare(other):
        return ""
    low, high = sentence_span(text, span)
    sentence = text[low:high]
    place = _place(sentence, number, span[0] - low, span[1] - low)
    near, far = (_distance(sentence, place, words) for words in (mine, others))
    marked = _is_marked(mine), _is_marked(others)
    worse = ""
    if near != far:
        worse = other if near < far else one
    elif marked[0] != marked[1]:
        worse = other if marked[0] else one
    elif bool(mine) != bool(others):
        worse = other if mine else one
    return "" if WHOLE.intersection(field_words(worse)) else worse


def _own_words(one: str, other: str) -> tuple[str, ...]:
    """The words that only one of two names has and that say what is counted."""
    others = {*field_words(other)}
    return tuple([word for word in field_words(one) if word not in others and word not in _SAME])


_OF_TWO_MEANINGS = frozenset(str.split("goal goals against by until from start begin end low lower"))


def _is_marked(words: tuple[str, ...]) -> bool:
    """Whether words of a name ask for a level of before, or for what is planned, wanted or possible."""
    name = "_".join([word for word in words if word not in _OF_TWO_MEANINGS])
    return bool(name) and (not read_role(name).now or asks_for_aim(name))


def _place(sentence: str, number: object, low: int, high: int) -> tuple[int, int]:
    """Where the figure stands, or the words that hold it."""
    value = number_of(number)
    found = [n for n in find_numbers(sentence) if low <= n.start < high and value in n.readings]
    return (found[0].start, found[0].end) if found else (low, high)


_NOWHERE = 1000


def _distance(sentence: str, place: tuple[int, int], words: tuple[str, ...]) -> int:
    """How far the nearest of some words stands from a figure, other figures aside that have their own words."""
    stems = telling_words("_".join(words))
    found = told(sentence, 0, len(sentence), stems) if stems else []
    between = [(end, place[0]) if end <= place[0] else (place[1], start) for start, end in found]
    return min(
        [max(high - low, 0) for low, high in between if not FIGURE.search(sentence, low, high)], default=_NOWHERE
    )
