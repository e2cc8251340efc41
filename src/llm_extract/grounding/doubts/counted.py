"""Figures beside another noun, where that of their field stands beside another figure: "en 29 minutes et comptera 22
stations" is no 29 stations.

Nothing of a language is needed but its spaces: a word of the field's name stands right before or after the other
figure, and this one has a word of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ...values.field_roles import field_words
from ...values.names import fold
from ...values.sentences import sentence_span
from .gates import holds_any

__all__ = ["find_rival"]

_GENERIC = frozenset(
    str.split(
        "total number count num amount value figure pct percent percentage prozent pourcentage porcentaje share "
        "rate ratio quota "
        "the and for per with from this year years month months week day days date quarter half current actual "
        "new old latest last "
        "next first second third max min maximum minimum average avg mean size level low high eur usd gbp jpy "
        "inr rub try "
        "million millions billion thousand mln mio mrd crore lakh estimated reported printed list item detail "
        "price cost sum "
        "affected full planned expected annual monthly daily"
    )
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FIGURE = re.compile(r"(?<![0-9A-Za-z.,])[0-9](?:[0-9.,\u00a0\u202f]*[0-9])?(?![0-9])")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")
_PERCENT = re.compile(
    r"\s?(?:%|per\s?cent|Prozent|pour\scent|por\s?cien|per\scento|procent|процент|yüzde|persen)", re.IGNORECASE
)
_MONEY = re.compile(r"[$€£¥₹]\s?\Z|\b(?:EUR|USD|GBP|CHF)\s?\Z")
_MONEY_AFTER = re.compile(
    r"\s?(?:[$€£¥₹]|(?:million|billion|mln|mio\.?|mrd\.?)?\s?(?:euro|dollar|pound|EUR|USD|yen|rub|руб))", re.IGNORECASE
)
_BREAK = re.compile(r"[,;()،、，；]")
_TOGETHER = "\u0e00"
_LEAST = 4  # letters of a word that a figure may count
_FUNCTION = frozenset(
    str.split(
        "with from after than more less over were have been into each during million millions billion thousand "
        "about this that they "
        "their which while when before since until under between against through within only also both percent "
        "cent procent and und "
        "oder nach beim über unter sowie waren wurden haben sind dans avec pour plus moins dont entre depuis "
        "étaient sont para desde "
        "entre sobre hasta más menos eran dopo oltre meno sono erano della nella antes depois mais foram voor "
        "naar meer minder werden "
        "zijn over tussen och från efter procent после более менее были было если przez oraz było apiece either "
        "mrd mio milliarden "
        "millionen milliards milliard millones milioni miliardi milhões miljoen mln euro euros dollars dollar pounds"
    )
)
_OWN_REACH, _REACH = 6.0, 1.5


class _Number(NamedTuple):
    start: int
    end: int


@lru_cache(maxsize=1024)
def _telling(field: str) -> tuple[str, ...]:
    """The telling words of a field's name."""
    words = [word for word in field_words(field) if word not in _GENERIC]
    return tuple(word for word in words if len(word) > 3 or (word[0] >= _TOGETHER and len(word) > 1))


def _is_form_of(word: str, stem: str) -> bool:
    """Whether a word may be another form of one of a field's name, told by their beginnings."""
    return word.startswith(stem[: max(4, len(stem) - 2)]) and len(word) <= len(stem) + 3


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
    stems, figures = _telling(field), _figures(text)
    if not stems or figures in ([], [(start, end)]) or not holds_any(_folded(text), _cues(stems)):
        return ""
    low, high = sentence_span(text, (start, end))
    kind = _kind(text, start, end)
    inside = [n for n in figures if low <= n.start < high and (n.end <= start or n.start >= end)]
    others = [n for n in inside if _kind(text, *n) == kind]
    if not others:
        return ""
    own = _Number(start, end)
    rival = ""
    for word in _told(text, low, high, stems):
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
    r"\s?[:=]?\s?(?:(?:of|was|is|were|are|at|von|war|waren|lag|bei|de|del|du|di|da|do|était|fue|era|è|van|på|av"
    r"|na|wynosi|составил\w*|составляет)\s)?"
    r"(?:(?:about|some|rund|etwa|environ|unos|circa|около)\s)?[^\w\s]?\Z",
    re.IGNORECASE,
)


def _says(between: str) -> bool:
    """Whether nothing but "of", "was" stands between a noun and its figure."""
    return _LINK.match(between) is not None


@lru_cache(maxsize=256)
def _figures(text: str) -> list[_Number]:
    """The figures of a text that are no years."""
    found = [_Number(*match.span()) for match in _FIGURE.finditer(text)]
    return [n for n in found if not _YEAR.match(text[n.start : n.end])]


_folded = lru_cache(maxsize=256)(fold)


@lru_cache(maxsize=1024)
def _cues(stems: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([stem[:4] if stem[0] < _TOGETHER else stem[-2:] for stem in stems])


def _kind(text: str, start: int, end: int) -> str:
    """Of what kind a figure is, so that only like ones are held against each other."""
    near = text[end : end + 12]
    if (
        "%" in text[start:end]
        or _PERCENT.search(text, start, end)
        or _PERCENT.match(near)
        or text[max(0, start - 6) : start].lower().endswith("yüzde ")
    ):
        return "percent"
    if any(mark in text[start:end] for mark in "$€£¥₹") or _MONEY.search(text[max(0, start - 5) : start]):
        return "money"
    return "money" if _MONEY_AFTER.match(near) else "number"


def _told(text: str, low: int, high: int, stems: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the telling words of the field stand in a sentence."""
    found = []
    for stem in stems:
        if stem[0] < _TOGETHER:
            found += [(at, end) for word, at, end in _words_of(text) if low <= at < high and _is_form_of(word, stem)]
            continue
        for first in range(len(stem) - 1):  # the longest end of a name that is written together
            part = stem[first:]
            if text.find(part, low, high) >= 0:
                found += [match.span() for match in re.finditer(re.escape(part), text[:high]) if match.start() >= low]
                break
    return found


@lru_cache(maxsize=256)
def _words_of(text: str) -> list[tuple[str, int, int]]:
    if text.isascii():
        return [(match.group(), *match.span()) for match in _WORD.finditer(text.lower())]
    return [(fold(match.group()), *match.span()) for match in _WORD.finditer(text)]


def _cost(text: str, number: _Number, start: int, end: int) -> float:
    """How far a word stands from a figure: words between, a word before it a little farther than one behind it."""
    between = text[number.end : start] if number.end <= start else text[end : number.start]
    words: float = len(_WORD.findall(between)) if between.isascii() or between[-1] < _TOGETHER else float(len(between))
    percent = _PERCENT.match(between)
    words -= len(_WORD.findall(percent.group())) if percent and number.end <= start else 0
    return (
        words
        + (0.5 if end <= number.start else 0)
        + (2 if _BREAK.search(between) else 0)
        + len(_FIGURE.findall(between)) * 3
    )


def _has_noun(text: str, end: int, high: int) -> bool:
    """Whether a figure is followed by a word that it may count."""
    match = re.compile(r"\s?[^\W\d_]+").match(text, end, high)
    if match is None:
        return False
    word = match.group().strip().lower()
    return (len(word) >= _LEAST or word[0] >= _TOGETHER) and word not in _FUNCTION
