"""Where sentences end: not inside words and numbers, after abbreviations and initials, or before a small letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["ENDS_ANYWHERE", "sentence_ends", "sentence_rest", "sentence_span", "sentence_starts", "without_points"]

ENDS_ANYWHERE = "。！？।؟۔"
"""Marks that end a sentence whatever stands around them."""

_CLOSING = "\"'”’»)]"
_CLOSE = rf"[{re.escape(_CLOSING)}]*"
_MARK = re.compile(rf"[.!?{ENDS_ANYWHERE}\n](?:(?<![.!?])|(?={_CLOSE}(?:\s+(?P<next>\S)|\s*\Z)))")
_GAP = re.compile(rf"[\s\S]{_CLOSE}\s*")
_POINT = re.compile(r"(?<=[^\W\d_])\.(?=\s)")
_LAST_WORD = re.compile(r"[^\W_]+\Z")
_IN_ANY_CASE = frozenset(str.split("mr mrs dr prof st jr sr nr vs approx rs mio mrd bzw inc corp ltd co llc bros gmbh"))
_AS_WRITTEN = frozenset(str.split("Ms Gen Sen Rep Gov No ca Ca est Est"))
"""Abbreviations that are words, units or states in other letters."""

_LONGEST = 6
_CONTEXT = 200  # code points on each side; a sentence seldom is longer


def sentence_ends(text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """The marks that end sentences, a new line among them.

    Args:
        text: the words.
        start: where to begin.
        end: where to stop; what follows there still says whether a mark before it ends a sentence.

    Yields:
        The place of each, in the order of the text.

    Example:
        >>> list(sentence_ends('Mr. Roe of the U.S. raised $2.5 million. "Really?" he asked.'))
        [39, 59]
    """
    limit = len(text) if end is None else end
    # no further than to what may follow the last mark: a text may have no other one
    for match in _MARK.finditer(text, start, min(len(text), limit + _CONTEXT)):
        at = match.start()
        if at >= limit:
            return
        following = match["next"]
        if following is not None and following.islower():
            continue
        if text[at] != "." or not _abbreviates(text, at):
            yield at


def _abbreviates(text: str, point: int) -> bool:
    """Whether a full stop belongs to the word before it: an abbreviation, an initial, the last letter of "U.S."."""
    before = text[max(0, point - _LONGEST - 1) : point]
    if len(before) > _LONGEST and before.isalpha():
        return False
    found = _LAST_WORD.search(before)
    if found is None:
        return False
    word = found.group()
    return word.isupper() if len(word) == 1 else word in _AS_WRITTEN or word.lower() in _IN_ANY_CASE


def sentence_starts(text: str) -> Iterator[int]:
    """Where those sentences of a text begin that follow another.

    Example:
        >>> list(sentence_starts("It rained. Mr. Roe came (late.)  He left."))
        [11, 33, 41]
    """
    start = 0
    for at in sentence_ends(text):
        if at < start:
            continue  # a new line among those that were passed over
        gap = _GAP.match(text, at)
        start = gap.end() if gap is not None else at + 1
        yield start


def without_points(text: str) -> str:
    """A text with a space for the point of each abbreviation, so that each point that is left ends a sentence.

    Example:
        >>> without_points("Mr. Roe came.")
        'Mr  Roe came.'
    """
    return _POINT.sub(lambda match: " " if _abbreviates(text, match.start()) else ".", text)


def sentence_span(text: str, span: tuple[int, int], *, one_before: bool = False) -> tuple[int, int]:
    """A range of a text with the rest of its sentence, two hundred code points on each side at the most.

    Args:
        text: the article.
        span: code-point range.
        one_before: the sentence before it in the same paragraph too.

    Returns:
        Where the sentence begins and ends.

    Example:
        >>> text = "It rained. The U.S. firm Acme raised $5 million. It hires."
        >>> text[slice(*sentence_span(text, (25, 29)))]
        ' The U.S. firm Acme raised $5 million'
    """
    start, end = span
    first = _start(text, start)
    if one_before:
        mark = first - 1
        while mark > 0 and text[mark] in _CLOSING:
            mark -= 1
        if mark > 0 and text[mark] != "\n":
            first = _start(text, mark)
    return first, _end(text, end)


def sentence_rest(text: str, span: tuple[int, int]) -> tuple[str, str]:
    """What stands before and after a range in its sentence.

    Args:
        text: the article.
        span: code-point range.

    Example:
        >>> sentence_rest("It rained. Acme raised money.", (16, 22))
        (' Acme ', ' money')
    """
    start, end = span
    return text[_start(text, start) : start], text[end : _end(text, end)]


@lru_cache(maxsize=64)  # several checks look at the sentence of one value
def _start(text: str, position: int) -> int:
    """Where the sentence of a place begins: behind the marks that close the one before it."""
    low = max(0, position - _CONTEXT)
    ends = [*sentence_ends(text, low, position)]
    if not ends:
        return low
    first = ends[-1] + 1
    while first < position and text[first] in _CLOSING and text[first - 1] != "\n":
        first += 1
    return first


@lru_cache(maxsize=64)
def _end(text: str, position: int) -> int:
    limit = min(len(text), position + _CONTEXT)
    return next(sentence_ends(text, position, limit), limit)
