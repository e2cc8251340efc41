"""Whom an office is given to: "finance chief Jane Roe" is no ``ceo``, and who "stepped down" is none any more.

Only an office right beside a name decides, and only where the field's own does not stand there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ...values.field_roles import field_words
from ...values.joining import AND
from ...values.lazy_patterns import lazily
from ...values.letter_keys import TOGETHER
from ...values.name_words import HONORIFICS
from ...values.names import fold, without_spelled_umlauts
from ..verdicts import Support
from .holders import find_coming, find_former
from .office_names import ANY_OFFICE, COMING_FIELD, FORMER_FIELD, OFFICES, WITHIN_WORDS

__all__ = ["Office", "doubt_of_figure", "doubt_of_office", "read_kinds", "read_office"]

_NEAR = 70
_AFTER = 60
_LOOSE = frozenset({"section", "shareholder", "clergy", "police", "group head", "deputy"})
"""Offices that one may well hold besides another."""
_ANYONES = frozenset({"spokesperson"})
"""What anybody may do, whatever his office."""


class Office(NamedTuple):
    """What a field's name says of the office of whom it names.

    Args:
        kinds: the offices that it may mean; none where it only says that it is one (``head``).
        former: it asks for who held it before.
        coming: it asks for who is to hold it, or may.
    """

    kinds: frozenset[str] = frozenset()
    former: bool = False
    coming: bool = False


@lru_cache(maxsize=1024)
def read_kinds(field: str) -> frozenset[str]:
    """The offices that a field's name speaks of.

    Example:
        >>> sorted(read_kinds("captain_age"))
        ['captain']
    """
    plain = _plain(field)
    found = [*_offices().finditer(plain)] or [*_offices().finditer(without_spelled_umlauts(plain))]
    kinds = {kind for match in found for kind in _kinds(match)}
    if not field.isascii():
        kinds |= {kind for match in _offices_within().finditer(plain) for kind in _kinds(match)}
    return frozenset({"deputy"} if "deputy" in kinds else kinds)


def _plain(field: str) -> str:
    return " ".join(field_words(field)) if field.isascii() else fold(field).replace("_", " ")


@lru_cache(maxsize=1024)
def read_office(field: str) -> Office | None:
    """The office whose holder a field's name asks for, or None.

    Example:
        >>> sorted(read_office("new_ceo").kinds), read_office("new_ceo").coming, read_office("ceo_since") is None
        (['ceo'], True, True)
    """
    kinds, plain = read_kinds(field), _plain(field)
    words = plain.split()
    if not words or words[-1] in _OF_OTHER or words[0] in _OF_OTHER - {"company"}:
        return None
    if not kinds and ANY_OFFICE.isdisjoint(words):
        return None
    former = not FORMER_FIELD.isdisjoint(words) or bool(_FORMER_WITHIN.search(plain))
    coming = not COMING_FIELD.isdisjoint(words) or bool(_COMING_WITHIN.search(plain))
    return Office(kinds, former, coming)


_OF_OTHER = frozenset(
    str.split(
        "since until year date age pay salary quote statement title role compensation hours count number company make"
    )
)
"""Words of fields that ask for something about a holder, or for the make of a car, which is a husband in Swedish."""
_FORMER_WITHIN = re.compile("前|旧|舊|전임|อดีต|पूर्व|السابق")
_COMING_WITHIN = re.compile("新|次期|候|후임|신임|ใหม่|नए|नया|الجديد|المقبل")


@cache
def _offices() -> re.Pattern[str]:
    rows = "|".join(f"(?P<{_group(kinds)}>{row})" for kinds, row in OFFICES.items())
    return re.compile(rf"(?<![\w-])(?:{rows})(?!\w)")


@cache
def _offices_within() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{_group(kinds)}>{row})" for kinds, row in WITHIN_WORDS.items()))


def _group(kinds: str) -> str:
    return kinds.replace(" ", "_")


@cache
def _kinds_of(group: str) -> tuple[str, ...]:
    return ("president", "ceo", "chair") if group == "president_ceo_chair" else (group.replace("_", " "),)


def _kinds(match: re.Match[str]) -> tuple[str, ...]:
    return _kinds_of(match.lastgroup or "")


_APART = re.compile(r"[.;:!?]\s|\n|[。；]")
_TITLES = rf"(?:(?:{'|'.join(sorted(HONORIFICS))}|herrn|m|the rev|ing|doktor|المهندس|الدكتور|الدكتورة|السيد)\.?,?\s)*"
_LINKS = (
    r"(?:\s(?:of|for|at|von|der|des|vom|beim|bei|de|du|di|del|della|dell['’]\w*|do|da|dos|van|par|aupres|по|в|w"
    r"|in)\s[^,;:]{1,40}?|\s(?:dijabat|oleh)|(?:\s[\u0370-\u0dff]{2,20}){1,2})?"
)


_ends_beside = lazily(rf"{_LINKS},?(?:\s(?:der|die|the|le|la|el|il|o|a)\s[^\W\d][\w-]*)?\s{_TITLES}\Z", 0)
"""What may stand between an office and the name behind it."""


_begins_beside = lazily(
    r"(?:,\s|\s?[(–—-]\s?|\s(?:als|as|comme|como|come|jako)\s)(?:(?:who\s(?:is|was)|the|its|his|her|their|an?|le|la"
    r"|l['’]|el|il|lo|o|der|die|de|het|jego|aujourd'hui|currently|now)\s?)*(?:[\w'’-]+\s){0,2}?\Z",
    0,
)
"""What may stand between a name and the office behind it."""


def doubt_of_office(text: str, start: int, end: int, office: Office) -> Support | None:
    """Why the one who is named at a place does not hold a field's office, or None.

    Args:
        text: a sentence, or a few.
        start: where the name begins.
        end: where it ends.
        office: what the field asks for.

    Example:
        >>> ceo = read_office("ceo")
        >>> doubt_of_office("said finance chief Jane Roe", 19, 27, ceo).reason
        "The words call this one 'finance chief'."
        >>> doubt_of_office("said chief executive Jane Roe", 21, 29, ceo) is None
        True
    """
    if not office.former and (words := find_former(text, start, end)):
        return Support("unchecked", f"The words may speak of who held the office before: {words!r}.")
    if not office.coming and (words := find_coming(text, start, end)):
        return Support("unchecked", f"The words may speak of who is to hold the office: {words!r}.")
    if office.coming or not office.kinds - _ANYONES:
        return None  # one who is to hold it holds another by now
    return _doubt_of_kind(text, start, end, office.kinds)


def _doubt_of_kind(text: str, start: int, end: int, kinds: frozenset[str]) -> Support | None:
    left, right = _around(text, start, end)
    together = text[start] >= TOGETHER
    beside = _beside_together(left, right) if together else _before(left) or _behind(right)
    if beside is None or not kinds.isdisjoint(beside.kinds):
        return None
    # "chairman and chief executive Jane Roe", "chairman Jane Roe, also its chief executive"
    if not kinds.isdisjoint(_chained(left, beside.place)):
        return None
    if any(not kinds.isdisjoint(_kinds(m)) and _APPOSED.fullmatch(right, 0, m.start()) for m in _all(right)):
        return None
    sure = beside.near and _LOOSE.isdisjoint(beside.kinds | kinds)
    return Support("unsupported" if sure else "unchecked", f"The words call this one {beside.words.strip(' ,')!r}.")


class _Beside(NamedTuple):
    """An office beside a name: its words, what it may be, whether nothing stands between, where it begins before."""

    words: str
    kinds: frozenset[str]
    near: bool
    place: int = -1


_APPOSED = re.compile(rf"(?!,?\s(?:(?:{AND})\s|و)).{{0,30}}")
_QUALIFIED = rf"(?<=,\s)(?:(?!(?:{AND}|the|a|der|die|le|la|el|il|o)\s)[\w'’-]+\s){{1,3}}"
"""Whose or what the second office of one is: "the meeting's chair, Lorne's finance minister"."""
_CHAIN = re.compile(
    rf"(?:\s(?:of|at|for|von|de|der|des|du|di)\s[^,;:]{{1,20}}?)?(?:,|/|\s(?:{AND}|&|و)|\s)*\s?(?:{_QUALIFIED})?"
)


def _chained(left: str, place: int) -> Iterator[str]:
    """The offices that the same one holds besides the one at a place, which nothing but commas and "and" part."""
    for match in reversed(_all(left[: max(0, place)])):
        if not _CHAIN.fullmatch(left, match.end(), place):
            return
        yield from _kinds(match)
        place = match.start()


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands in the same sentence before and after a place, folded."""
    left, right = text[max(0, start - _NEAR) : start], text[end : end + _AFTER]
    cut = [*_APART.finditer(_POINTS.sub(" ", left))]
    left = left[cut[-1].end() :] if cut else left
    mark = _APART.search(right)
    return fold(left), fold(right[: mark.start()] if mark else right)


_POINTS = re.compile(r"(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|St|Lt))\.|(?<=\b(?:Mrs|Gov|Rev|Sen))\.|(?<=\bProf)\.")


def _all(text: str) -> list[re.Match[str]]:
    found = [*_offices().finditer(text)]
    return found if text.isascii() else sorted([*found, *_offices_within().finditer(text)], key=re.Match.start)


def _before(left: str) -> _Beside | None:
    for match in reversed([*_offices().finditer(left)]):
        if _ends_beside().match(left, match.end()):
            return _Beside(left[match.start() :], frozenset(_kinds(match)), True, match.start())
    return None


def _behind(right: str) -> _Beside | None:
    match = _offices().search(right)
    if match is None or not _begins_beside().match(right[: match.start()]):
        return None
    return _Beside(right[: match.end()], frozenset(_kinds(match)), False)


_LINK_BEFORE = re.compile(r"[のの、・,，:：\s]?\Z")
_ALSO = re.compile(r"\s?(?:兼任?|暨|及|和|・|、|및|겸|\s)\s?")
_LINK_BEHIND = re.compile(r"\s?(?:さん|氏|씨)?[\s・、(（]?(?:[^\s、。,，]{1,10}[\s・])?\Z")


def _beside_together(left: str, right: str) -> _Beside | None:
    """The same in scripts that write words together, where the office may stand behind the name."""
    held: list[re.Match[str]] = []
    left, stop = left[-16:], 0
    for match in reversed([*_offices_within().finditer(left)]):
        # 董事长兼总经理: one who holds both
        if not (_ALSO.fullmatch(left, match.end(), stop) if held else _LINK_BEFORE.match(left, match.end())):
            break
        held, stop = [*held, match], match.start()
    if held:
        return _Beside(held[0].group(), frozenset(kind for match in held for kind in _kinds(match)), True)
    behind = _offices_within().search(right[:18])
    if behind is None or not _LINK_BEHIND.match(right[: behind.start()]):
        return None
    return _Beside(behind.group(), frozenset(_kinds(behind)), True)


_AGES = frozenset(str.split("age alter leeftijd edad eta idade wiek возраст yas umur"))
_KIN = frozenset({"spouse", "sibling", "child"})


def doubt_of_figure(text: str, start: int, field: str) -> Support | None:
    """Why a figure about the holder of an office is that of another, or None.

    Example:
        >>> doubt_of_figure("The captain, aged 52", 18, "first_officer_age").reason
        "The words may speak of the 'captain'."
    """
    kinds = read_kinds(field)
    if not kinds and not _AGES.isdisjoint(field_words(field)):
        beside = [m for m in _all(fold(text[max(0, start - 40) : start])) if not _KIN.isdisjoint(_kinds(m))]
        return Support("unchecked", f"The words may speak of the {beside[-1].group()!r}.") if beside else None
    if not kinds or any(not kinds.isdisjoint(_kinds(match)) for match in _all(fold(text))):
        return None
    near = _all(fold(text[max(0, start - 40) : start]))
    return Support("unchecked", f"The words may speak of the {near[-1].group()!r}.") if near else None
