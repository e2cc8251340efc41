"""UTF-16 that no byte order mark announces, told by where its zeros are."""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter

__all__ = ["find_unmarked_utf16"]

_SAMPLE = 65536
_FEWEST = 8  # units
_HIGH = bytes(range(0x21, 0x100))
"""First bytes beyond alphabets and punctuation. Letters of ASCII are among them, and so are those of East Asia, whose
texts have too few zeros to be told from anything."""
_SPACE = "\t\n\v\f\r\x1a\x85"


def find_unmarked_utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark, where it is certain.

    In the scripts of Europe, the Near East and India, the first byte of each letter is one of few, and that of spaces,
    digits and ASCII letters is zero. Numbers and tables of fixed width have zeros at even or odd places, too, but come
    out as control characters or as letters from all over.

    Args:
        data: the bytes, or the beginning of them.

    Returns:
        ``utf-16-le``, ``utf-16-be``, or None.

    Example:
        >>> find_unmarked_utf16("Acme raised money.".encode("utf-16-be"))
        'utf-16-be'
        >>> find_unmarked_utf16(b"Acme\\0\\0raised\\0\\0money")
    """
    sample = data[:_SAMPLE]
    sample = sample[: len(sample) // 2 * 2]
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if _has_zeros(sample[first::2], sample[1 - first :: 2]) and _is_text(sample, name):
            return name
    return None


def _has_zeros(first: bytes, second: bytes) -> bool:
    """Whether the first bytes of the units, and they alone, are often zero, and seldom beyond alphabets."""
    units = len(first)
    if units < _FEWEST or 10 * first.count(0) < units or 100 * second.count(0) > units:
        return False
    return 10 * len(first.translate(None, _HIGH)) >= 9 * units


def _is_text(sample: bytes, name: str) -> bool:
    try:
        text = codecs.getincrementaldecoder(name)().decode(sample)  # a pair may be cut at the end
    except UnicodeDecodeError:
        return False
    odd = sum(
        count
        for letter, count in Counter(text).items()
        if letter not in _SPACE and unicodedata.category(letter) in ("Cc", "Cn", "Co")
    )
    return 100 * odd <= len(text)
