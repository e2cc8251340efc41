"""Figures beside another noun, where that of their field stands beside another figure: "en 29 minutes et comptera 22
stations" is no 29 stations.

Nothing of a language is needed but its spaces: a word of the field's name stands right before or after the other
figure, and this one has a word of its own.
"""

from __future__ import annotations

import re

from ...values.letter_keys import TOGETHER
from ...values.number_marks import PERCENT
from ...values.sentences import sentence_span
from .nouns import FIGURE, WORD, Figure, figure_kind, figures_in, may_tell, telling_words, told

__all__ = ["find_rival"]

_BREAK = re.compile(r"[,;()،、，；]")
_LEAST = 4  # letters of a word that a figure may count
_FUNCTION = frozenset(
    str.split(
        "with from after than more less over were have been into each during million millions billion thousand about "
        "this that they their which while when before since until under between against through within only also both "
        "percent cent procent and und oder nach beim über unter sowie waren wurden haben sind dans avec pour plus "
        "moins dont entre depuis étaient sont para desde entre sobre hasta más menos eran dopo oltre meno sono erano "
        "della nella antes depois mais foram voor naar meer minder werden zijn over tussen och från efter procent "
        "после более менее были было если przez oraz było apiece either mrd mio milliarden millionen milliards "
        "milliard millones milioni miliardi milhões miljoen mln euro euros dollars dollar pounds"
    )
)
_OWN_REACH, _REACH = 6.0, 1.5


def find_rival(text: str, start: int, end: int, field: str) -> str:
    """The words in which another figure has the noun of a field, where the one at a place has a noun of its own; or "".

    Args:
        text: a sentence, or a few.
        start: where the figure begins.
        end: where it ends.
        field: the field's name.

    Example:
        >>> find_rival("relie le centre en 29 minutes et compte 22 stations", 19, 21, "stations")
        '22 stations'
        >>> find_rival("has 22 stores in Spain and 14 in Italy", 27, 29, "stores")
        ''
    """
    stems, figures = telling_words(field), figures_in(text)
    if not stems or figures in ([], [(start, end)]) or not may_tell(text, stems):
        return ""
    low, high = sentence_span(text, (start, end))
    kind = figure_kind(text, start, end)
    inside = [n for n in figures if low <= n.start < high and (n.end <= start or n.start >= end)]
    others = [n for n in inside if figure_kind(text, *n) == kind]
    if not others:
        return ""
    own = Figure(start, end)
    rival = ""
    for word in told(text, low, high, stems):
        costs = sorted((_cost(text, number, *word), number) for number in (own, *others))
        cost, number = costs[0]
        if number == own and cost <= _OWN_REACH:
            return ""
        if number != own and cost <= _REACH and costs[0][0] < costs[1][0] and not rival:
            before = word[0] < number.start
            if _says(text[word[1] : number.start]) and end <= word[0] if before else _has_noun(text, end, high):
                rival = text[min(word[0], number.start) : max(word[1], number.end)]
    return rival


_LINK = re.compile(
    r"\s?[:=]?\s?(?:(?:of|was|is|were|are|at|von|war|waren|lag|bei|de|del|du|di|da|do|était|fue|era|è|van|på|av|na"
    r"|wynosi|составил\w*|составляет)\s)?(?:(?:about|some|rund|etwa|environ|unos|circa|около)\s)?[^\w\s]?\Z",
    re.IGNORECASE,
)


def _says(between: str) -> bool:
    """Whether nothing but "of", "was" stands between a noun and its figure."""
    return _LINK.match(between) is not None


def _cost(text: str, number: Figure, start: int, end: int) -> float:
    """How far a word stands from a figure: words between, a word before it a little farther than one behind it."""
    between = text[number.end : start] if number.end <= start else text[end : number.start]
    words: float = len(WORD.findall(between)) if between.isascii() or between[-1] < TOGETHER else float(len(between))
    percent = PERCENT.match(between)
    words -= len(WORD.findall(percent.group())) if percent and number.end <= start else 0
    return (
        words
        + (0.5 if end <= number.start else 0)
        + (2 if _BREAK.search(between) else 0)
        + len(FIGURE.findall(between)) * 3
    )


def _has_noun(text: str, end: int, high: int) -> bool:
    """Whether a figure is followed by a word that it may count."""
    match = re.compile(r"\s?[^\W\d_]+").match(text, end, high)
    if match is None:
        return False
    word = match.group().strip().lower()
    return (len(word) >= _LEAST or word[0] >= TOGETHER) and word not in _FUNCTION
