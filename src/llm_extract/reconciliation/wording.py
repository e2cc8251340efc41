"""Whether two short descriptions mean the same thing, by their words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..values.names import name_tokens

__all__ = ["ALIKE", "content_words", "resemblance"]

ALIKE = 0.6
"""Shared part of two descriptions' words (Jaccard) from which they describe one thing."""

_STOP = frozenset(
    str.split(
        "a an the of in on at to for by from with and or as is are was were be been being become becomes make makes "
        "made making has have had its it his her their this that these those more than over about around only just so "
        "will would could may might want wants wanted said says"
    )
)
_SAME = {"world": "global", "worldwide": "global", "international": "global", "centre": "center"}


@lru_cache(maxsize=20_000)
def content_words(text: str) -> tuple[str, ...]:
    """The words that tell descriptions apart, in order; numbers and small words left out.

    Example:
        >>> content_words("make the country the world leader in A.I. by 2030")
        ('country', 'global', 'leader', 'ai')
    """
    words = (word for word in name_tokens(text) if word not in _STOP and not word[0].isdigit())
    return tuple(_SAME.get(word, word) for word in words)


def resemblance(one: Sequence[str], other: Sequence[str]) -> float:
    """Shared part of two descriptions' words; an acronym counts as the words it stands for.

    Example:
        >>> resemblance(("global", "leader", "ai"), ("global", "leader", "artificial", "intelligence"))
        1.0
    """
    left, right = _shortened(one, other), _shortened(other, one)
    if not left or not right:
        return 0.0
    return len(left & right) / len(left | right)


def _shortened(words: Sequence[str], others: Sequence[str]) -> set[str]:
    """The words, with runs whose initials are a word of the other description put together as that word."""
    short = {word for word in others if 2 <= len(word) <= 5}
    result: set[str] = set()
    at = 0
    while at < len(words):
        for size in range(5, 1, -1):
            initials = "".join(word[0] for word in words[at : at + size])
            if len(initials) == size and initials in short:
                result.add(initials)
                at += size
                break
        else:
            result.add(words[at])
            at += 1
    return result
