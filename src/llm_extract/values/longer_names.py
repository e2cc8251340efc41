"""Whether a name is a part of a longer one: "Alibaba" in "Alibaba Cloud", "Smith" in "Jane Smith"."""

from __future__ import annotations

import re

from ..english_calendar import MONTH_NAMES, WEEKDAYS
from .given_names import is_given_name, may_open_a_sentence
from .name_words import GENERIC, HONORIFICS, LEGAL_FORMS, OF_FATHERS, PARTICLES
from .names import fold

__all__ = ["ENDINGS", "find_longer", "may_be_longer"]

ENDINGS = GENERIC | LEGAL_FORMS | frozenset(
    str.split("capital ventures venture partners management investments investment advisors advisers technologies "
    "technology labs international worldwide ag sa se ab as sas spa")
)  # fmt: skip
"""Capitalised words that may follow a name without making it another one."""

_ARMS = frozenset(str.split("ventures venture capital labs investments investment next news"))
"""Those of them that may as well name an arm of it: "Sequoia Capital" is Sequoia, "Intel Capital" is not Intel."""

_ROLES = HONORIFICS | frozenset(MONTH_NAMES) | frozenset(WEEKDAYS) | frozenset(
    str.split("ceo cto cfo coo cmo cio vp svp evp chief chairman chairwoman chairperson chair president founder "
    "cofounder co director managing executive officer partner principal general manager head senior vice series seed "
    "round inc minister secretary senator governor mayor judge justice captain colonel spokesman spokeswoman "
    "analyst editor reporter investor investors startup company firm the a an and or of by for in at on to from with "
    "as its his her their but if when while after before since today yesterday i")
)  # fmt: skip
_KINDS = frozenset(
    str.split("bank university institute house ministry department board museum city state republic college academy")
)
_INSTITUTIONAL = frozenset(
    str.split("state national international industrial central public private new local global federal reserve royal")
)
_NUMBERED = frozenset(str.split("fund series phase vehicle fonds fondo"))
_INITIALS = frozenset(
    str.split("ipo spac ceo cto cfo coo cio cmo hq ai tv ev vr ar pc app api uk us usa eu uae pr hr vp md llc adr ads")
)
"""Words in capitals that say something of a name, and are no part of it."""

_NO_MONOGRAMS = _INITIALS | _ROLES
_NO_UNITS = _INITIALS | ENDINGS

_OF = re.compile(r"[ \u00a0]of[ \u00a0](?:the[ \u00a0])?[A-ZÀ-ÖØ-Þ]\w*")
_ORIGIN = re.compile(r"(?:ese|ish|ian|ican|ean|aeli|french|dutch|german|swiss|greek|thai|based|backed)$")
_NEXT = re.compile(r"[ \u00a0-]([A-ZÀ-ÖØ-Þ][\w&'’-]*)")
_PREVIOUS = re.compile(r"(?:^|[^\w.])([A-ZÀ-ÖØ-Þ][\w-]*)[ \u00a0]$")
_BEFORE_PARTICLE = re.compile(
    rf"(?:^|[^\w.])([A-ZÀ-ÖØ-Þ][\w-]*)[ \u00a0](?:({OF_FATHERS})|(?:{PARTICLES}|y|e)"
    r"(?:[ \u00a0](?:der|den|dem|la|los|las))?)[ \u00a0]$"
)
_ROMAN_NUMBER = re.compile(r"[ \u00a0-][IVX]+(?!\w)")
_HYPHENED_AFTER = re.compile(r"[-‐‑][A-ZÀ-ÖØ-Þ]\w+")
_HYPHENED_BEFORE = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-Þ]\w+[-‐‑]$")
_MONOGRAM = re.compile(r"[A-Z]{2,3}$")
_MIDDLE_DOT = re.compile(r"[・゠][\u30a0-\u30ff]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\"“”»)\]\n]|['‘’]|—|–)\s*$")


def find_longer(text: str, start: int, end: int, *, single: bool) -> str:
    """The longer name that a name is a part of, or "".

    Args:
        text: the words.
        start: where the name begins.
        end: where it ends.
        single: whether it is one word, legal forms aside.

    Example:
        >>> find_longer("the Alibaba Cloud unit", 4, 11, single=True), find_longer("Dell said", 0, 4, single=True)
        ('Alibaba Cloud', '')
    """
    return _longer_after(text, start, end) or _longer_before(text, start, end, single=single)


def _last_word(text: str, start: int, end: int) -> str:
    return fold(text[start:end].rstrip(".").rsplit(" ", 1)[-1])


def _without_possessive(word: str) -> str:
    return re.sub(r"['’]s?$", "", fold(word))


def _capitalised_before(text: str, start: int) -> re.Match[str] | None:
    return _PREVIOUS.search(text, max(0, start - 30), start)


def _longer_after(text: str, start: int, end: int) -> str:
    last = _last_word(text, start, end)
    if text[end : end + 1] in ("&", "+") and re.match(r"[&+](?:\+|[^\W_]|\s)", text[end : end + 2] + " "):
        return text[start : end + 2].rstrip()  # Face++, Disney+, AT&T
    if _MIDDLE_DOT.match(text, end):
        return text[start : end + 2]
    if last in _KINDS and (of := _OF.match(text, end)):
        return text[start : of.end()]
    if last in _NUMBERED and (number := re.match(r"[ \u00a0][0-9]{1,2}(?![\w%.,]\d|\d|%)", text[end : end + 6])):
        return text[start : end + number.end()]
    if text[end - 1] in "sS" and text[end - 2 : end - 1] in "'’":
        return ""
    return _with_capitals(text, start, end)


def _with_capitals(text: str, start: int, end: int) -> str:
    """A name with the capitalised words and Roman numbers that follow it and belong to it."""
    at = end
    while match := _NEXT.match(text, at):
        word = match.group(1)
        folded = _without_possessive(word)
        if folded not in ENDINGS and folded not in _ARMS:
            break
        at = match.end()
    if match and folded not in _ROLES and not any(c.isdigit() for c in word) and word.upper() != word:
        return text[start : match.end()]
    number = _ROMAN_NUMBER.match(text, end)
    return text[start : number.end()] if number else ""


def _longer_before(text: str, start: int, end: int, *, single: bool) -> str:
    words = text[start:end].rstrip(".").split()
    first, last = fold(words[0]), fold(words[-1])
    before = _capitalised_before(text, start)
    if before is None:
        return _after_particle(text, start, end) if single else ""
    word = before.group(1)
    folded = fold(word)
    opens = _SENTENCE_START.search(text, 0, before.start(1)) is not None
    if first in _KINDS and len(words) > 2 and words[1] == "of":  # "Commercial Bank of China"
        opener = folded in _ROLES or (may_open_a_sentence(folded) and folded not in _INSTITUTIONAL)
        return "" if opener else text[before.start(1) : end]
    if not single and last not in ENDINGS:
        return ""
    if opens and not (single and last in ENDINGS):
        return text[before.start(1) : end] if single and is_given_name(folded) and folded not in _ROLES else ""
    return text[before.start(1) : end] if word.upper() != word and _extends(word) else ""


def _after_particle(text: str, start: int, end: int) -> str:
    """ "José da Silva", "Mohammed bin Salman" for their last words."""
    before = _BEFORE_PARTICLE.search(text, max(0, start - 40), start)
    if before and (before.group(2) or is_given_name(fold(before.group(1)))):
        return text[before.start(1) : end]
    return ""


def _extends(word: str) -> bool:
    folded = fold(word)
    return folded not in _ROLES and not _ORIGIN.search(folded) and "-" not in word


def may_be_longer(text: str, start: int, end: int, *, single: bool) -> str:
    """What may be a longer name that a name is a part of, where the words alone cannot decide it, or "".

    Args:
        text: the words.
        start: where the name begins.
        end: where it ends.
        single: whether it is one word, legal forms aside.

    Example:
        >>> may_be_longer("Intel Capital invested", 0, 5, single=True)
        'Intel Capital'
        >>> may_be_longer("Thomson Reuters said", 8, 15, single=True), may_be_longer("Rival Lyft", 6, 10, single=True)
        ('Thomson Reuters', '')
    """
    if single and (match := _NEXT.match(text, end)):
        word = match.group(1)
        folded = _without_possessive(word)
        following = _NEXT.match(text, match.end())
        alone = following is None or fold(following.group(1)) not in ENDINGS
        if (folded in _ARMS and alone) or (
            len(word) > 1 and word.isalpha() and word.isupper() and folded not in _NO_UNITS and not text.isupper()
        ):
            return text[start : match.end()]
    if beside := _HYPHENED_AFTER.match(text, end) or _HYPHENED_BEFORE.search(text, max(0, start - 30), start):
        return text[min(start, beside.start()) : max(end, beside.end())].strip()
    last = _last_word(text, start, end)
    before = _capitalised_before(text, start)
    if before and single and _MONOGRAM.match(before.group(1)) and fold(before.group(1)) not in _NO_MONOGRAMS:
        return text[before.start(1) : end]
    if before and (single or last in ENDINGS) and _SENTENCE_START.search(text, 0, before.start(1)):
        word = before.group(1)
        if word.upper() != word and not may_open_a_sentence(fold(word)) and _extends(word):
            return text[before.start(1) : end]
    return ""
