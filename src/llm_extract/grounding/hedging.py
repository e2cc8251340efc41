"""Words that take a claim back or leave it open: negation, denial, plans and rumours, near a place in a sentence.

A claim counts as denied only where the denying word stands in the same clause and governs it; "not only", "did not
disclose" and "did not deny" deny nothing. When in doubt nothing is found: a right value must not be lost for a stray
"not".
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..values.sentences import sentence_ends, without_points
from . import cues, denials, denials_by_script
from .verdicts import Support

__all__ = ["check_denial", "clause_before", "find_denial", "find_hedge"]

REACH = 200  # characters of a sentence looked at on either side
_NEAR = 40
_WORD_ENDS = str.maketrans(dict.fromkeys(',.;:!?()[]"“”«»„', " "))


@lru_cache(maxsize=512)
def _may_deny(text: str) -> bool:
    """Whether any denying word is there: most sentences hold none, and several values lean on the same one."""
    if not cues.CUES.isdisjoint(text.lower().translate(_WORD_ENDS).split()):
        return True
    return not text.isascii() and any(cue in text for cue in cues.CUES_WITHIN_WORDS)


@lru_cache(maxsize=512)
def _may_leave_open(text: str) -> bool:
    lowered = text.lower()
    for stem in cues.HEDGE_STEMS:  # noqa: SIM110 - a loop is twice as fast as any()
        if stem in lowered:
            return True
    return False


_without_points = lru_cache(maxsize=512)(without_points)


def clause_before(text: str, position: int) -> str:
    """What stands before a place in its clause."""
    start = max(0, position - REACH)
    for match in cues.clause_boundary().finditer(text, start, position):
        start = match.end()
    return text[start:position]


def find_denial(text: str, start: int, end: int) -> str:
    """The words that deny what stands at a place, or "".

    Args:
        text: a sentence, or a few.
        start: where the claim begins.
        end: where it ends.

    Example:
        >>> find_denial("The company did not raise $5 million", 26, 36)
        'did not'
        >>> find_denial("Not only that: it raised $5 million but did not disclose more", 25, 35)
        ''
        >>> find_denial("It did not deny that it raised $5 million", 31, 41)
        ''
    """
    if not _may_deny(text):
        return ""
    text = _without_points(text)
    match = _denied_before(text, start, end)
    if match is not None and text[start].isupper() and denials.of_a_plea().search(text, max(0, start - _NEAR), start):
        match = None  # it is the plea that is rejected, not whose it is
    match = match or _denied_after(text, start, end)
    if match is None and not text.isascii():
        match = _denied_by_script(text, text[max(0, start - _NEAR) : start], text[end : end + _NEAR])
    if match is None:
        return ""
    words = match.group().strip()
    return words if len(words) <= 30 else words.split()[0]


def check_denial(text: str, start: int, end: int) -> Support | None:
    """The verdict on what the words deny; None where they do not.

    Args:
        text: a sentence, or a few.
        start: where the claim begins.
        end: where it ends.

    Example:
        >>> check_denial("The company did not raise $5 million", 26, 36).reason
        "The words deny it: 'did not'."
    """
    denial = find_denial(text, start, end)
    return Support("unsupported", f"The words deny it: {denial!r}.") if denial else None


def _denied_before(text: str, start: int, end: int) -> re.Match[str] | None:
    clause = clause_before(text, start)
    for match in denials.before().finditer(clause):
        if match["twice"]:
            continue
        if " not" in match.group() and denials.until_then().match(text, end):
            continue
        if match.end() >= len(clause) - 1 and match.group().endswith(" to") and not text[start].isalpha():
            continue  # revenue that declined to $5 million
        return match
    low = max(0, start - REACH)
    said = denials.said_false().search(text, low, start)
    if said is None and not denials.until_then().match(text, end):
        said = denials.over_an_aside().search(text, low, start)
    return said or _denied_around(text, low, start, end)


def _denied_around(text: str, low: int, start: int, end: int) -> re.Match[str] | None:
    for first, second in denials.around():
        match = first.search(text, low, start)
        if match is not None and second.match(text, end, end + REACH):
            return match
    return None


def _denied_after(text: str, start: int, end: int) -> re.Match[str] | None:
    if text[end - 1 : end] in (".", "!", "?"):
        return None
    limit = next(sentence_ends(text, end, end + REACH), end + REACH)
    last_word = max(start, text.rfind(" ", start, end) + 1)
    return (
        denials.false_after().match(text, end, limit)
        or denials.failed_after().match(text, last_word, limit)
        or denials.not_after().match(text, end, limit)
    )


def _denied_by_script(text: str, left: str, right: str) -> re.Match[str] | None:
    found = denials_by_script.before().search(left) or denials_by_script.after().search(right)
    if found is None and denials_by_script.is_turkish(text):
        found = denials_by_script.turkish_after().search(right)
    return found


def find_hedge(text: str, start: int, end: int) -> str:
    """The words that leave open what stands at a place, or "".

    Example:
        >>> find_hedge("is in talks to raise a round", 21, 28)
        'in talks'
    """
    if not _may_leave_open(text):
        return ""
    text = _without_points(text)
    match = cues.hedge_before().search(clause_before(text, start)) or cues.hedge_after().search(text[end : end + 40])
    return match.group().strip() if match else ""
