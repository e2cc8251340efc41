"""Names that the words give another part than their field: the one that is bought for the buyer, the finance chief for
the chief executive.

Only words right beside a name decide, in English. Where they say nothing of the part, nothing is said.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ..values.field_roles import field_words
from .verdicts import Support

__all__ = ["Party", "doubt_of_party", "read_party"]

_NEAR = 60
_I = re.IGNORECASE


class Party(NamedTuple):
    """What a field's name says of whom it names.

    Args:
        side: ``buyer``, ``bought``, ``parent`` or ``child``, or "".
        title: the office, by the first of its names, or "".
    """

    side: str = ""
    title: str = ""


_SIDES = {
    "buyer": "acquirer buyer purchaser bidder acquiring",
    "bought": "target acquired acquiree acquisition",
    "parent": "parent",
    "child": "subsidiary",
}
_SIDE_OF = {word: side for side, row in _SIDES.items() for word in row.split()}
_TITLES = {
    "ceo": r"ceo|chief\sexecutive(?:\sofficer)?",
    "cfo": r"cfo|chief\sfinancial\sofficer|finance\s(?:chief|director)",
    "cto": r"cto|chief\s(?:technology|technical)\sofficer|technology\schief",
    "coo": r"coo|chief\soperating\sofficer",
    "chair": r"chair(?:man|woman|person)?",
    "president": r"president",
    "prime minister": r"prime\sminister|premier",
    "governor": r"governor",
    "mayor": r"mayor",
}
_TITLE_OF = {title: title for title in ("ceo", "cfo", "cto", "coo", "chair", "president", "mayor", "governor")} | {
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "premier": "prime minister",
}


@lru_cache(maxsize=1024)
def read_party(field: str) -> Party | None:
    """What a field's name says of whom it names, or None.

    Example:
        >>> read_party("acquired_by").side, read_party("vice_president"), read_party("new_ceo").title
        ('buyer', None, 'ceo')
    """
    words = field_words(field)
    sides = {"buyer" if "by" in words and word == "acquired" else _SIDE_OF[word] for word in words if word in _SIDE_OF}
    titles = {_TITLE_OF[word] for word in words if word in _TITLE_OF}
    if "prime" in words and "minister" in words:
        titles.add("prime minister")
    if len(sides) + len(titles) != 1 or "vice" in words:
        return None
    return Party(*sides) if sides else Party("", *titles)


_BUY = r"(?:buy|buys|buying|bought|acquir(?:e|es|ed|ing)|purchas(?:e|es|ed|ing)|tak(?:e|es|ing)\sover|took\sover)"
_DEAL = r"(?:acquisition|purchase|takeover|buyout)"
_BE = r"(?:was|were|be|been|being|is)"
_BOUGHT = r"(?:bought|acquired|purchased|taken\sover)"
_AUXILIARY = (
    r"(?:has|have|had|will|would|is|are|was|agreed|agrees|plans|planned|set|to|also|recently|said|it|completed)"
)
_FILLING = (
    r"(?:(?:the|its|a|an|all|of|rival|fellow|smaller|larger|start-?up|company|firm|chain|group|maker|unit)\s){0,4}"
)


@cache
def _sides() -> tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    """For each side what stands before and what after the name of who is on it."""
    return (
        ("bought", re.compile(rf"(?<!\w)(?:{_BUY}|{_DEAL}\sof)\s{_FILLING}$", _I), None),
        ("buyer", re.compile(rf"(?<!\w){_BOUGHT}\sby\s{_FILLING}$", _I), None),
        ("buyer", None, re.compile(rf"\s(?:{_AUXILIARY}\s){{0,5}}(?<!was\s)(?<!is\s){_BUY}(?!\w|\sby\b)", _I)),
        ("bought", None, re.compile(rf"\s(?:{_AUXILIARY}\s){{0,5}}{_BE}\s{_BOUGHT}(?!\w)", _I)),
        ("child", re.compile(r"(?<!\w)(?:subsidiary|subsidiaries|its\sunit)\s$", _I), None),
        ("parent", re.compile(r"(?<!\w)(?:parent|owner)(?:\s(?:company|group|firm))?,?\s$", _I), None),
    )  # fmt: skip


_OTHER = {"buyer": "bought", "bought": "buyer", "parent": "child", "child": "parent"}


def doubt_of_party(text: str, start: int, end: int, party: Party) -> Support | None:
    """Why the name at a place is not the one of its field, or None.

    Args:
        text: a sentence, or a few.
        start: where the name begins.
        end: where it ends.
        party: what its field says.

    Example:
        >>> doubt_of_party("Oak agreed to buy Elm", 18, 21, Party("buyer")).reason
        "The words give it another part: 'buy Elm'."
        >>> doubt_of_party("Oak agreed to buy Elm", 0, 3, Party("buyer")) is None
        True
    """
    if party.title:
        return _doubt_of_title(text, start, end, party.title)
    for side, before, after in _sides():
        match = (
            before.search(text, max(0, start - _NEAR), start) if before else after.match(text, end) if after else None
        )
        if match and side == _OTHER[party.side]:
            low, high = min(match.start(), start), max(match.end(), end)
            return Support("unsupported", f"The words give it another part: {text[low:high].strip()!r}.")
    return None


@cache
def _titles_before() -> re.Pattern[str]:
    listed = "|".join(_TITLES.values())
    return re.compile(rf"(?<!\w)(?<!vice\s)(?<!vice-)((?:(?:{listed})(?:\s(?:and|&)\s|,\s|\s)){{1,3}})$", re.IGNORECASE)


def _doubt_of_title(text: str, start: int, end: int, title: str) -> Support | None:
    """Whether the titles right before a name are others than its field's, and its own does not follow."""
    match = _titles_before().search(text, max(0, start - _NEAR), start)
    if match is None:
        return None
    own = re.compile(rf"(?<!\w)(?:{_TITLES[title]})(?!\w)", re.IGNORECASE)
    if own.search(match[1]) or own.search(text, end, end + _NEAR):
        return None
    return Support("unchecked", f"The words call this one {match[1].strip(' ,')!r}.")
