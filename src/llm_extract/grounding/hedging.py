"""Words that take a claim back or leave it open: negation, denial, plans and rumours, near a place in a sentence.

A claim counts as denied only where the denying word stands in the same clause and governs it; "not only" and "did not
disclose" deny nothing. When in doubt nothing is found: a right value must not be lost for a stray "not".
"""

from __future__ import annotations

from functools import lru_cache

from . import cues

__all__ = ["find_denial", "find_hedge"]

REACH = 200  # characters of a sentence looked at on either side


@lru_cache(maxsize=512)
def _may_deny(text: str) -> bool:
    """Whether any denying word is there: most sentences hold none, and several values lean on the same one."""
    if not cues.CUES.isdisjoint(text.lower().replace(",", " ").replace(".", " ").split()):
        return True
    return not text.isascii() and any(cue in text for cue in cues.CJK_CUES)


@lru_cache(maxsize=512)
def _may_leave_open(text: str) -> bool:
    lowered = text.lower()
    for stem in cues.HEDGE_STEMS:  # noqa: SIM110 - a loop is twice as fast as any()
        if stem in lowered:
            return True
    return False


def _clause_before(text: str, position: int) -> str:
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
    """
    if not _may_deny(text):
        return ""
    match = cues.denial_before().search(_clause_before(text, start)) or cues.denied_that().search(
        text, max(0, start - REACH), start
    )
    if match is None and not text.isascii():
        match = cues.chinese_denial().search(text, max(0, start - 40), start) or cues.denial_at_the_end().search(
            text[end : end + 40]
        )
    if match is None:
        stop = cues.sentence_end().search(text, end, end + REACH)
        limit = stop.start() if stop else end + REACH
        match = cues.denied_after().search(text, end, limit) or cues.not_after().match(text, end, limit)
    if match is None:
        return ""
    words = match.group().strip()
    return words if len(words) <= 30 else words.split()[0]


def find_hedge(text: str, start: int, end: int) -> str:
    """The words that leave open what stands at a place, or "".

    Example:
        >>> find_hedge("is in talks to raise a round", 21, 28)
        'in talks'
    """
    if not _may_leave_open(text):
        return ""
    match = cues.hedge_before().search(_clause_before(text, start)) or cues.hedge_after().search(text[end : end + 40])
    return match.group().strip() if match else ""
