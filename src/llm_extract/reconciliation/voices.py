"""Who makes a claim: the source that an article names, else the article itself, copies counting as one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..values.month_names import MONTHS, WEEKDAYS
from ..values.sentences import sentence_ends
from .aliases import Aliases

__all__ = ["attribution", "voice_of"]

_NAME = r"((?:[A-Z][\w.&-]*)(?: (?:[A-Z&][\w.&-]*)){0,3})"
_BEFORE = re.compile(
    rf"(?:\b[Aa]ccording to|\b[Ll]aut|\b[Ss]elon|\b[Ss]egún|\b[Ss]econdo|\b[Ss]egundo|\b[Vv]olgens|\bciting)"
    rf" (?:the |a |la |le |el |der |die |sources at )?{_NAME}"
)
_AFTER = re.compile(rf"\b{_NAME}(?:['’]s sources)? (?:is reporting|has reported|reported|reports|first reported)\b")

_PREPOSITIONS = frozenset(("after", "as", "at", "before", "by", "during", "for", "from", "in", "on", "since", "until"))
_NO_NAMES = _PREPOSITIONS.union(
    ("he", "i", "it", "she", "that", "these", "they", "this", "those", "we", "which", "who", "you"),
    WEEKDAYS,
    MONTHS,
)
"""Words that may begin with a capital and are no source."""

_HINTS = ("ccording to", "report", "citing", "aut ", "elon ", "egún ", "econdo ", "egundo ", "olgens ")


def attribution(quote: str | None) -> str | None:
    """The source that a quote itself names.

    Example:
        >>> attribution("valued at $4 billion, according to Bloomberg"), attribution("SenseTime raised $600 million")
        ('Bloomberg', None)
    """
    if not quote or not any(hint in quote for hint in _HINTS):
        return None
    for pattern, last in ((_BEFORE, False), (_AFTER, True)):
        for match in pattern.finditer(quote):
            if name := _name(quote, *match.span(1), last=last):
                return name
    return None


def _name(quote: str, start: int, end: int, *, last: bool) -> str:
    """The name among capitalised words, empty where there is none: "On Monday Reuters", "TechCrunch. Acme", "It"."""
    for at in sentence_ends(quote, start, end - 1):
        if not last:
            end = at
            break
        start = at + 1
    words = quote[start:end].rstrip(".").split()
    while words and words[0].casefold() in _NO_NAMES:
        words = words[2:] if words[0].casefold() in _PREPOSITIONS else words[1:]
    return " ".join(words)


def voice_of(article: str, named: str | None, names: Aliases, copies: Mapping[str, str]) -> str:
    """One voice, however many articles repeat it: ``source:bloomberg`` or ``article:<key>``.

    Args:
        article: the record's key.
        named: the source that the article names, or None.
        names: other names of one thing.
        copies: by key, the first article with the same text.

    Example:
        >>> voice_of("b.txt", None, Aliases(), {"a.txt": "a.txt", "b.txt": "a.txt"})
        'article:a.txt'
    """
    return f"source:{names.key(named)}" if named else f"article:{copies.get(article, article)}"
