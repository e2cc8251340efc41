"""Figures that somebody only aims at, asks for, expects or guesses, limits and differences: "aims for one million",
"réclamait 60 000 euros", "the limit of 80 km/h", "300 more than last time".

Only words right beside a figure decide, and they leave it open: a record may ask for it by a name that does not say so.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ...values.field_roles import field_words, is_bare
from ...values.names import fold
from .aims_in_languages import ASKED_BY, ASKED_WITHIN, KINDS, ONLY_FOR, ONLY_FOR_WITHIN
from .beside import MARK, Beside
from .gates import holds_any

__all__ = ["asks_for_aim", "find_aim"]

_WORDS = r"(?:(?!(?:and|but|und|et|y|e)\s)[^\W\d_][\w'’-]*\s){0,3}?"
_UNIT = r"\s?(?:%|per\scent\s?)?(?:[^\W\d_][\w'’-]*\s){0,2}?"

_WORDS_OF = {kind: frozenset(row.split()) for kind, row in ASKED_BY.items()}
_ONLY_FOR = {kind: frozenset(row.split()) for kind, row in ONLY_FOR.items()}
_WITHIN = re.compile(ASKED_WITHIN)
_ONLY_FOR_WITHIN = {kind: re.compile(row) for kind, row in ONLY_FOR_WITHIN.items()}
_FIRST = frozenset({"aim", "demand", "order"})
"""Kinds whose cues are those of texts in plain letters."""


@lru_cache(maxsize=1024)
def _asked_by(field: str) -> frozenset[str]:
    """What kinds a field's name asks for, or has nothing against."""
    words = field_words(field)
    if is_bare(field):
        return frozenset(kind.name for kind in KINDS)
    kinds = {kind for kind, listed in _WORDS_OF.items() if not listed.isdisjoint(words)}
    if not _IN_FORCE.isdisjoint(words) and (_WORDS_OF["aim"] - _MOST).isdisjoint(words):
        kinds.discard("aim")
    if any(_WITHIN.search(word) for word in words):
        kinds.add("aim")
    if "aim" in kinds:
        kinds |= {"demand", "rumour", *_ONLY_FOR}  # who plans something wants it
    if _DELIVERED.search(fold(field)) is None:
        kinds.add("order")  # many ask for orders by what is ordered
    for kind, listed in _ONLY_FOR.items():
        if listed.isdisjoint(words) and not any(_ONLY_FOR_WITHIN[kind].search(word) for word in words):
            kinds.add(kind)
    return frozenset(kinds)


_IN_FORCE = frozenset(
    str.split("current now existing operating installed operational aktuell actuel actual atual attuale")
)
_MOST = frozenset(str.split("capacity limit max maximum minimum threshold"))
"""Words of names that ask for the most there may be, and for what there is where the name says "current"."""


def asks_for_aim(field: str) -> bool:
    """Whether a field's name says that its values are aimed at, asked for, or the most that there can be.

    Example:
        >>> asks_for_aim("asking_price"), asks_for_aim("price")
        (True, False)
    """
    return not _asked_by(field).isdisjoint(("aim", "demand"))


_DELIVERED = re.compile(
    r"deliver|shipp|built|livre|geliefert|ausgeliefert|entreg|consegn|geleverd|dostarcz|поставлен|teslim|納入|交付|인도"
)


_BESIDE = {
    kind.name: Beside(
        rf"(?<!\w)(?:{kind.before})\s{_WORDS}{MARK}$|{kind.within[0]}$",
        rf"{_UNIT}(?:{kind.after})(?!\w)|{kind.within[1]}",
        reach=(90, 70),
    )
    for kind in KINDS
}


def find_aim(text: str, start: int, end: int, field: str) -> str:
    """The words that make a figure one aimed at, asked for, expected, allowed or guessed, or a difference; or "".

    Args:
        text: a sentence, or a few.
        start: where the figure begins.
        end: where it ends.
        field: the field's name; what it asks for by name is none.

    Example:
        >>> find_aim("The union wants 7.5% for one year", 16, 20, "offer_pct")
        'wants'
        >>> find_aim("The union wants 7.5% for one year", 16, 20, "demand_pct")
        ''
    """
    asked, plain = _asked_by(field), text.isascii()
    for kind in KINDS:
        if kind.name in asked or not (holds_any(text, kind.cues) or (not plain and kind.name in _FIRST)):
            continue
        if words := _BESIDE[kind.name].find(text, start, end):
            return words
    return ""
