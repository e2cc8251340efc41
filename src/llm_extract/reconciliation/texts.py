"""Whether two free texts that are not alike can be held against each other at all."""

from __future__ import annotations

from .amounts import Verdict
from .wording import content_words

__all__ = ["compare_texts"]

_LONG, _SENTENCE = 8, 5  # words that tell descriptions apart: of texts too long to be compared, and of a sentence
_LIGHT = frozenset(str.split("under into onto after because due through near during against"))
_NEGATIONS = frozenset(
    str.split(
        "no not never neither nor none without isn't wasn't weren't nicht kein keine ne pas non ni sin senza nie não"
    )
)


def compare_texts(one: str, other: str) -> Verdict | None:
    """Whether two texts that are not alike can be held against each other at all; None where they can, and differ.

    Args:
        one: a text.
        other: another.

    Example:
        >>> compare_texts("a broken axle", "an axle of the third wagon had been broken for weeks").kind
        'wording'
        >>> compare_texts("a broken axle", "a broken rail") is None
        True
    """
    short, long = sorted((content_words(one), content_words(other)), key=len)
    said, rest = set(short) - _LIGHT, set(long)
    if len(short) >= _LONG:
        return Verdict("compatible", "uncompared", "Long texts in other words: whether they agree is not judged.")
    if said and said <= rest and len(long) >= _SENTENCE and not _NEGATIONS & (rest - said):
        return Verdict("compatible", "wording", "One says it in fewer words.")
    return None
