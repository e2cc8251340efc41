"""Where a text holds a name, and whether it only holds a part of a longer one."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from .names import GENERIC, LEGAL_FORMS, _acronym_of, _initials_match, _spans, _variants, fold, name_tokens

__all__ = ["NameMention", "find_name", "is_full_name"]

_ENDINGS = GENERIC | LEGAL_FORMS | frozenset(
    str.split("capital ventures venture partners management investments investment advisors advisers technologies "
    "technology labs "
    "international worldwide ag sa se ab as sas spa")
)  # fmt: skip
"""Capitalised words that may follow a name without making it another one."""

_ROLES = frozenset(
    str.split("ceo cto cfo coo cmo cio vp svp evp chief chairman chairwoman chairperson chair president founder "
    "cofounder co director managing "
    "executive officer partner principal general manager head senior vice series seed round inc mr mrs ms "
    "miss dr prof sir "
    "professor minister secretary senator governor mayor judge justice captain general colonel spokesman "
    "spokeswoman analyst "
    "editor reporter investor investors startup company firm the a an and or of by for in at on to from with as "
    "its his her "
    "their but if when while after before since today yesterday monday tuesday wednesday thursday friday "
    "saturday sunday "
    "january february march april may june july august september october november december i")
)  # fmt: skip
_KINDS = frozenset(
    {
        "bank",
        "university",
        "institute",
        "house",
        "ministry",
        "department",
        "board",
        "museum",
        "city",
        "state",
        "republic",
    }
)
_OF = re.compile(r"[ \u00a0]of[ \u00a0](?:the[ \u00a0])?[A-ZÀ-ÖØ-Þ]\w*")
_ORIGIN = re.compile(r"(?:ese|ish|ian|ican|ean|aeli|french|dutch|german|swiss|greek|thai|based|backed)$")
_NEXT = re.compile(r"[ \u00a0-]([A-ZÀ-ÖØ-Þ][\w&'’-]*)")
_PREVIOUS = re.compile(r"(?:^|[^\w.])([A-ZÀ-ÖØ-Þ][\w-]*)[ \u00a0]$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\"“”»)\]\n]|['‘’]|—|–)\s*$")


class NameMention(NamedTuple):
    """A place where a text holds a name.

    Args:
        start: where it begins (code points).
        end: where it ends.
        longer: the longer name of which it is only a part there ("Alibaba Cloud"), else "".
        exact: its words stand there; False where initials or an acronym match.
    """

    start: int
    end: int
    longer: str = ""
    exact: bool = True


def find_name(name: str, text: str) -> list[NameMention]:
    """Find a name in a text.

    Args:
        name: as a model or a person wrote it.
        text: the article's words.

    Returns:
        Its mentions; those with ``longer`` set do not name it.

    Example:
        >>> [m.longer for m in find_name("Alibaba", "Alibaba Group said Alibaba Cloud grew")]
        ['', 'Alibaba Cloud']
    """
    if not text.isascii():
        composed = unicodedata.normalize("NFKC", text)
        text = composed if len(composed) == len(text) else text
    words = _spans(text)
    tokens = [fold(w).replace("’", "'") if w not in "&+" else "and" for w, _, _ in words]
    found: list[NameMention] = []
    headline = _is_headline([w for w, _, _ in words])
    for core in _variants(name):
        found += _exact(core, tokens, words, text, headline)
    if not found:
        found += _by_initials(_variants(name)[0], tokens, words)
    if not found:
        found += _by_acronym(name, words, text)
    return found


def is_full_name(name: str) -> bool:
    """Whether a name of several words cannot be the tail of a longer one: its last word is no common ending.

    Example:
        >>> is_full_name("Joe Tsai"), is_full_name("Alpha Partners")
        (True, False)
    """
    words = name_tokens(name)
    return len(words) > 1 and all(word.isalpha() for word in words) and words[-1] not in _ENDINGS


_Words = list[tuple[str, int, int]]


def _exact(core: tuple[str, ...], tokens: list[str], words: _Words, text: str, headline: bool) -> list[NameMention]:
    n = len(core)
    found = []
    for i in range(len(tokens) - n + 1 if n else 0):
        if tokens[i] == core[0] and tuple(tokens[i : i + n]) == core:
            start, end = words[i][1], words[i + n - 1][2]
            longer = "" if headline else _longer(text, start, end, single=n == 1)
            found.append(NameMention(start, end, longer))
    return found


def _is_headline(words: list[str]) -> bool:
    """Title Case throughout: capitals say nothing about where a name ends."""
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    return len(words) >= 6 and len(long) >= 4 and sum(w[0].isupper() for w in long) >= 0.8 * len(long)


def _longer(text: str, start: int, end: int, *, single: bool) -> str:
    if text[end - 1] not in "sS" or text[end - 2 : end - 1] not in "'’":
        at, position = end, end
        while match := _NEXT.match(text, at):
            word = match.group(1)
            folded = re.sub(r"['’]s?$", "", fold(word))
            if folded not in _ENDINGS:
                break
            at = match.end()
        if match and folded not in _ROLES and not any(c.isdigit() for c in word) and word.upper() != word:
            return text[start : match.end()]
        if match and position == match.start() and re.fullmatch(r"[IVX]+|[0-9]+", word):
            return text[start : match.end()]
        if re.match(r"[ \u00a0](?:[IVX]{1,4}|[0-9]{1,3})(?![\w%.,])", text[end:]) and not re.match(
            r"[ \u00a0][0-9]", text[end:]
        ):
            return text[start : end + 4].rstrip()
    if single and fold(text[start:end]) in _KINDS and (of := _OF.match(text, end)):
        return text[start : of.end()]
    last = fold(text[start:end].rstrip(".").rsplit(" ", 1)[-1])
    if (single or last in _ENDINGS) and (before := _PREVIOUS.search(text, max(0, start - 30), start)):
        word = before.group(1)
        opens = _SENTENCE_START.search(text, 0, before.start(1)) and not (single and last in _ENDINGS)
        if not opens and word.upper() != word and _extends(word):
            return text[before.start(1) : end]
    return ""


def _extends(word: str) -> bool:
    folded = fold(word)
    return folded not in _ROLES and not _ORIGIN.search(folded) and "-" not in word


def _by_initials(core: tuple[str, ...], tokens: list[str], words: _Words) -> list[NameMention]:
    n = len(core)
    if n < 2:
        return []
    found = []
    for i, token in enumerate(tokens):
        if token != core[-1]:
            continue
        for size in (n, n + 1, n - 1):
            if size >= 2 and i - size + 1 >= 0 and _initials_match(core, tuple(tokens[i - size + 1 : i + 1])):
                found.append(NameMention(words[i - size + 1][1], words[i][2], exact=False))
                break
    return found


def _by_acronym(name: str, words: _Words, text: str) -> list[NameMention]:
    found = [
        NameMention(s, e, exact=False) for w, s, e in words if w.isupper() and len(w) >= 3 and _acronym_of(w, name)
    ]
    letters = re.sub(r"[.\s]", "", name)
    if not found and letters.isupper() and 3 <= len(letters) <= 8:
        for i in range(len(words)):
            for size in range(len(letters), len(letters) + 3):
                if i + size <= len(words) and words[i][0][0].lower() == letters[0].lower():
                    span = words[i][1], words[i + size - 1][2]
                    if _acronym_of(letters, text[slice(*span)]):
                        found.append(NameMention(*span, exact=False))
    return found
