"""Where words, numbers and written characters begin and end, so that no match cuts one of them."""

from __future__ import annotations

import re

from .characters import continues, is_unspaced

__all__ = ["is_whole"]

# Between these two neighbours nothing can be cut, whatever the quote is.
_CLEAR_BEFORE = frozenset(' \n\t"“”„«»‘;!?)]}、。「」『』（）')
_CLEAR_AFTER = frozenset(' \n\t"“”„«»;!?([{)]}、。「」『』（）')
_NEGATED = re.compile(r"['’‘ʼ]t(?!\w)", re.IGNORECASE)
# What a hyphen joins to a word that says another thing without it: "non-profit", "twenty-five".
_PREFIX = re.compile(
    r"(?<![^\W_])(?:(pre|half|quarter|multi|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"|non|anti|ex|un|semi|quasi|pseudo|counter)[-‐‑]$",
    re.IGNORECASE,
)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a range cuts no word, number or written character at its edges.

    Args:
        text: the original text.
        start: first code point.
        end: one past the last; above ``start``.

    Returns:
        False inside a longer word of a script with spaces, inside a number (``3`` of ``3.5``), before a combining mark,
        and where the edge would cut off ``n't``. Han, kana, Thai and Hangul words have no such edges.

    Example:
        >>> is_whole("a railway", 2, 6), is_whole("Temasek's", 0, 7), is_whole("$3.5", 0, 2), is_whole("東京都", 0, 2)
        (False, True, False, True)
    """
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before not in _CLEAR_BEFORE and not (_may_begin(text, start, before) or _follows_and(text, start, end)):
        return False
    return after in _CLEAR_AFTER or _may_end(text, end, after)


def _may_begin(text: str, start: int, before: str) -> bool:
    first = text[start]
    if first.isdigit():
        return not (before.isdigit() or _is_letter(before) or _is_number_sign(text, start - 1, before))
    if continues(first):
        return False
    if before in "-‐‑" and (prefix := _PREFIX.search(text, max(0, start - 12), start)):
        return prefix[1] is None and first.isupper()  # a name stays one: "ex-Google"
    return not (first.isalnum() and _is_letter(before) and not is_unspaced(first))


def _follows_and(text: str, start: int, end: int) -> bool:
    """Whether several words follow an Arabic or Hebrew "and", which is written onto the first of them."""
    return text[start - 1] in "وו" and not text[start - 2 : start - 1].isalnum() and " " in text[start:end]


def _may_end(text: str, end: int, after: str) -> bool:
    last = text[end - 1]
    if continues(after):
        return False
    if last.isdigit():
        return not (after.isdigit() or _is_letter(after) or (after in ".,:٫٬" and text[end + 1 : end + 2].isdigit()))
    if last in ".,٫٬" and after.isdigit() and text[end - 2 : end - 1].isdigit():
        return False
    if after in "'’‘ʼ" and last in "nN" and _NEGATED.match(text, end):
        return False
    return not (_is_wordlike(last) and _is_letter(after) and not is_unspaced(last))


def _is_number_sign(text: str, at: int, sign: str) -> bool:
    """Whether the character before a digit belongs to its number: the point of 3.5, the minus of -5."""
    previous = text[at - 1] if at else " "
    if sign == ":":
        return previous.isdigit()
    if sign in ".,٫٬":
        return previous.isdigit() or (sign == "." and previous.isspace())
    return sign in "-−" and (previous.isspace() or previous == "(")


def _is_letter(character: str) -> bool:
    """A letter or digit of a script with spaces between words."""
    return character.isalnum() and not is_unspaced(character)


def _is_wordlike(character: str) -> bool:
    return character.isalnum() or continues(character)
