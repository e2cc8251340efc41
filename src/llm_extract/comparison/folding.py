"""Texts without what does not count between two of them: how white space, quote marks and accents are written."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["fold", "folded", "straighten"]

_SINGLE = "\u2018\u2019\u201a\u201b\u2032\u00b4`"
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"


def fold(text: str) -> str:
    """White space runs as one space, ends stripped, curly quote marks as straight ones, accents in their letters (NFC).

    Example:
        >>> fold("  the\\n“best”  cafe\u0301 ")
        'the "best" café'
    """
    return straighten(text if text.isascii() else unicodedata.normalize("NFC", text))


def straighten(text: str) -> str:
    """White space runs as one space, ends stripped, curly quote marks as straight ones; no other character changes.

    Example:
        >>> straighten("  the\\n“best”  year ")
        'the "best" year'
    """
    if text.isascii():
        if "`" in text:
            text = text.replace("`", "'")
        if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
            return text  # printable ASCII has no white space but the space
        return " ".join(text.split())
    for mark in _SINGLE:
        if mark in text:
            text = text.replace(mark, "'")
    for mark in _DOUBLE:
        if mark in text:
            text = text.replace(mark, '"')
    return " ".join(text.split())


folded = lru_cache(maxsize=2_000)(fold)
"""The same for values, each of which is held against several others."""
