"""Figures beside a name that a record does not have: of "Oak 12, Elm 24, Ash 7" the 24 is not the oak's.

Nothing of a language is needed but its capitals: the own name has another figure beside it, and this figure stands to
another name as that one does to its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ...values.name_words import PARTICLES
from ...values.sentences import sentence_span
from .nouns import Figure, figure_kind, figure_words, figures_in

__all__ = ["find_other_name"]

_CAPITAL = "[A-ZÀ-ÖØ-ÞĄĂĆČĎĘĚĞİŁŃŇŐŘŚŞȘŠŤȚŮŰŹŻŽА-ЯЁІЇЄҐΑ-ΩΆΈΉΊΌΎΏ]"
_NAME = rf"(?:{_CAPITAL}[\w'’.-]*(?:\s(?:(?:of|the|{PARTICLES})\s)?{_CAPITAL}[\w'’-]*)*|(?:19|20)[0-9]{{2}})"
_QUOTED = r"[\"“„«][^\"”“»]{1,40}[\"”“»]"
_GAP_BEFORE = r"(?:,?\s(?:[^\W\d_]{1,9}\s){0,2}|\s?[(:–—-]\s?|\s[–—-]\s)"
_GAP_AFTER = r"(?:\s%)?[^\w\s]?(?:\s[^\W\d_]{1,12}){0,3}\s[(]?"
_MARK = r"(?:\b[A-Z]{0,3}[$€£¥₹]\s?|[+(~])?"
_BEFORE = re.compile(rf"(?<!\w)(?P<name>{_NAME}|{_QUOTED})(?P<gap>{_GAP_BEFORE}){_MARK}\Z")
_AFTER = re.compile(rf"(?P<gap>{_GAP_AFTER})(?P<name>{_NAME}|{_QUOTED})")
_UNIT = re.compile(r"[^\w,;()]?\s?[^\d,;()]*")
_LONGEST_UNIT = 12
_NEAR = 60


def find_other_name(
    text: str, span: tuple[int, int], own: Sequence[tuple[int, int]], backs: Callable[[str], bool]
) -> str:
    """The name beside a figure, where the own name has another figure beside it; or "".

    Args:
        text: the article.
        span: where the words stand that the value leans on.
        own: where the own name stands in their sentence.
        backs: whether words back the value.

    Example:
        >>> text = "Oak 12, Elm 24, Ash 7"
        >>> find_other_name(text, (8, 14), [(0, 3)], lambda words: "24" in words)
        'Elm'
        >>> find_other_name(text, (0, 6), [(0, 3)], lambda words: "12" in words)
        ''
    """
    low, high = sentence_span(text, span)
    figures = figures_in(text, low, high)
    figures = [n for n in figures if not _is_own(n, own)]
    backing = [n for n in figures if n.start < span[1] and n.end > span[0] and backs(_words(text, n, high))]
    if len(figures) < 2 or not backing:
        return ""
    for before in (True, False):
        beside = {n: _beside(text, n, low, high, before=before) for n in figures}
        mine = [(n, found) for n, found in beside.items() if found and _is_own(found[0], own)]
        if not mine or any(n in backing for n, _ in mine):
            continue
        for number in backing:
            found = beside[number]
            for other, its in mine:
                alike = figure_kind(text, *number) == figure_kind(text, *other)
                if found and alike and _stand_alike(found[1], its[1], before=before):
                    return text[slice(*found[0])]
    return ""


_Place = tuple[int, int]


def _beside(text: str, number: Figure, low: int, high: int, *, before: bool) -> tuple[_Place, str] | None:
    """The name right before or behind a figure, and what stands between."""
    if before:
        match = _BEFORE.search(text, max(low, number.start - _NEAR), number.start)
    else:
        match = _AFTER.match(text, number.end, high)
    return (match.span("name"), match["gap"].strip()) if match else None


def _is_own(place: _Place, own: Sequence[_Place]) -> bool:
    return any(start < place[1] and end > place[0] for start, end in own)


def _stand_alike(gap: str, own: str, *, before: bool) -> bool:
    """Whether two figures stand to their names in one way; the verb may be said of the first name only."""
    return gap == own or (before and not own and gap.replace(" ", "").isalpha())


def _words(text: str, number: Figure, high: int) -> str:
    """A figure with its mark before it and the unit behind it."""
    unit = _UNIT.match(text, number.end, min(high, number.end + _LONGEST_UNIT))
    return figure_words(text, number, unit.end() if unit else number.end)
