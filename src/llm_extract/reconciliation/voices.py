"""Who makes a claim: the source that an article names, else the article itself, copies counting as one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .aliases import Aliases

__all__ = ["attribution", "voice_of"]

_NAME = r"((?:[A-Z][\w.&-]*)(?: (?:[A-Z&][\w.&-]*)){0,3})"
_BEFORE = re.compile(
    rf"(?:\b[Aa]ccording to|\b[Ll]aut|\b[Ss]elon|\b[Ss]egún|\b[Ss]econdo|\b[Ss]egundo|\b[Vv]olgens|\bciting)"
    rf" (?:the |a |la |le |el |der |die |sources at )?{_NAME}"
)
_AFTER = re.compile(rf"\b{_NAME}(?:['’]s sources)? (?:is reporting|has reported|reported|reports|first reported)\b")

_HINTS = ("ccording to", "report", "citing", "aut ", "elon ", "egún ", "econdo ", "egundo ", "olgens ")


def attribution(quote: str | None) -> str | None:
    """The source that a quote itself names.

    Example:
        >>> attribution("valued at $4 billion, according to Bloomberg"), attribution("SenseTime raised $600 million")
        ('Bloomberg', None)
    """
    if not quote or not any(hint in quote for hint in _HINTS):
        return None
    match = _BEFORE.search(quote) or _AFTER.search(quote)
    return match.group(1).rstrip(".") if match else None


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
