"""Checks of names against words."""

from __future__ import annotations

import re
from functools import lru_cache

from ..values.name_mentions import find_name, is_full_name
from ..values.names import core_tokens, fold
from .verdicts import SUPPORTED, Support, Words
from .wording import is_informative

__all__ = ["check_name"]


def check_name(value: object, words: Words) -> Support:
    """The name as a whole among the words, not as a part of a longer one."""
    name = str(value).strip()
    text, start, end = words.window(40)
    if _stands_alone(name, text.replace("\u00a0", " "), start, end):
        return SUPPORTED
    if not is_informative(name):
        return Support("unchecked", "Too short to mean anything.")
    mentions = [m for m in find_name(name, text) if m.start < end and m.end > start]
    whole = [m for m in mentions if not m.longer]
    if whole:
        return _check_absent(text, whole)
    if mentions:
        return Support("unsupported", f"The words name {mentions[0].longer!r}.")
    core = core_tokens(name)
    if core and any(c >= "\u2e80" for c in name) and "".join(core) in fold(words.quote).replace(" ", ""):
        return SUPPORTED
    return Support("unsupported", f"The words do not name {name!r}.")


_APART = re.compile(r"[ \u00a0][a-z(\"“$€£]|[,;:()!?\"”'’]|\.(?:\s|$)|\s?$")
_CAPITAL_BEFORE = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.]*[ \u00a0]$")
_ABSENT_CUES = ("not ", "n't ", "n’t ", "declined ", "refused ", "failed ", "without ", "instead ", "rather ", "not\n")


def _stands_alone(name: str, text: str, start: int, end: int) -> bool:
    """The common case, decided without taking the text apart: the very name, with nothing beside it that could extend
    it."""
    at = text.find(name, start, end)
    if at < 0 or len(name) < 2 or not name[0].isalnum():
        return False
    before = text[at - 1] if at else " "
    if before.isalnum() or before in "-_&.":
        return False
    stop = at + len(name)
    if name[-1].isdigit():
        if not _APART.match(text, stop) or text.startswith(" of ", stop) or text[stop + 1 : stop + 2].isdigit():
            return False
    elif not name[-1].isalpha():
        stop -= 1
        if name[-1] != "." or len(name) < 4 or not name[-3:-1].isalpha() or text[stop + 1 : stop + 2].isalnum():
            return False
    elif not _APART.match(text, stop) or text.startswith(" of ", stop):
        return False
    for cue in _ABSENT_CUES:
        if cue in text:
            return False
    return not (before.isspace() and _CAPITAL_BEFORE.search(text, max(0, at - 20), at) and _may_be_a_tail(name))


@lru_cache(maxsize=4096)
def _may_be_a_tail(name: str) -> bool:
    """Whether a capitalised word before a name may belong to it: "Jane" to "Smith", but nothing to "Joe Tsai"."""
    return len(core_tokens(name)) < 2 or not is_full_name(name)


_ABSENT = re.compile(
    r"^(?:['’]s)?\s(?:did\snot|didn['’]t|has\snot|have\snot|declined\sto|refused\sto|failed\sto|decided\snot\sto"
    r"|was\snot|were\snot)\s(?:take\spart|participat|invest|join|"
    r"contribut|lead|back|among|part\sof|involved)"
)


def _check_absent(text: str, mentions: list) -> Support:  # type: ignore[type-arg]
    for mention in mentions:
        absent = _ABSENT.match(text[mention.end : mention.end + 60])
        if not absent and not find_denial_before_name(text, mention.start):
            return SUPPORTED
    return Support("unsupported", "The words say that it took no part.")


def find_denial_before_name(text: str, start: int) -> bool:
    """ "not Oak Ventures", "without Sequoia": the name is given as the wrong one."""
    return bool(
        re.search(r"(?:(?:,|—|–|\()\s?not|instead\sof|rather\sthan|without)\s$", text[max(0, start - 20) : start])
    )
