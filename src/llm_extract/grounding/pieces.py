"""Quotes in several pieces: words left out with an ellipsis, and speech that the narrator interrupts."""

from __future__ import annotations

import re

from .article import ArticleText
from .boundaries import is_whole
from .characters import GAP_WITH_QUOTE as QUOTE_MARK
from .mapped import Place
from .normalization import EDGE, normalize, trim

__all__ = ["find_pieces", "find_speech", "split_pieces"]

_OMISSION = re.compile(r"[\[(]\s{0,3}(?:\.{3,}|…+|⋯+)\s{0,3}[\])]|\.{3,}|…+|⋯+|\.\s\.\s\.")
# A piece's beginning in the folded text and its range in the original.
_Spot = tuple[int, tuple[int, int]]

MOST_PIECES = 16
NEAR = 2000  # folded characters from one piece to the next
ASIDE = 300  # folded characters that a narrator may put between two pieces of speech
MOST_STARTS = 5
MOST_TRIES = 20


def split_pieces(quote: str) -> list[str]:
    """The comparable forms of a quote's pieces between ellipses.

    Args:
        quote: the model's quote.

    Returns:
        One form per piece with words in it; none where no ellipsis is there.

    Example:
        >>> split_pieces("We grew [...] in Asia … and Europe.")
        ['we grew', 'in asia', 'and europe']
    """
    if not any(sign in quote for sign in ("..", ". .", "…", "⋯")):
        return []
    return [form for piece in _OMISSION.split(quote) if (form := normalize(piece))]


def find_pieces(article: ArticleText, pieces: list[str]) -> list[Place]:
    """Find pieces in order, each near the one before.

    Args:
        article: the prepared text.
        pieces: comparable forms, two or more.

    Returns:
        The shortest chains of places, in the order of the text.
    """
    text = article.folded.text
    if not 2 <= len(pieces) <= MOST_PIECES or any(piece not in text for piece in reversed(pieces)):
        return []
    chains: list[tuple[int, Place]] = []
    at = 0
    for _ in range(MOST_STARTS):
        first = _next_piece(article, pieces[0], at, len(text))
        if first is None:
            break
        at = first[0] + 1
        ends = _follow(article, pieces, first)
        if ends:
            chain, at = _tighten(article, pieces, ends)
            chains.append((chain[-1][1] - chain[0][0], chain))
    shortest = min((length for length, _ in chains), default=0)
    return [chain for length, chain in chains if length == shortest]


def _follow(article: ArticleText, pieces: list[str], first: _Spot) -> list[_Spot] | None:
    """The nearest place of each piece after the one before it."""
    chain = [first]
    at = first[0] + len(pieces[0])
    for piece in pieces[1:]:
        found = _next_piece(article, piece, at, at + NEAR + len(piece))
        if found is None:
            return None
        chain.append(found)
        at = found[0] + len(piece)
    return chain


def _tighten(article: ArticleText, pieces: list[str], chain: list[_Spot]) -> tuple[Place, int]:
    """Move every piece but the last as near to the next one as it goes; also where to look for another chain."""
    chain = list(chain)
    for number in range(len(pieces) - 2, -1, -1):
        piece, (earliest, _) = pieces[number], chain[number]
        nearest = chain[number + 1][0]
        at = article.folded.text.rfind(piece, max(earliest, nearest - NEAR), nearest)
        if at > earliest:
            chain[number] = _next_piece(article, piece, at, nearest) or chain[number]
    return tuple(span for _, span in chain), chain[0][0] + 1


def _next_piece(article: ArticleText, piece: str, start: int, end: int) -> _Spot | None:
    """The next place of a piece: where in the folded text, and its range in the original."""
    folded = article.folded
    for _ in range(MOST_TRIES):
        start = folded.text.find(piece, start, end)
        if start < 0:
            return None
        span = folded.span(start, start + len(piece))
        if is_whole(article.text, *span) and normalize(article.text[span[0] : span[1]]) == piece:
            return start, span
        start += 1
    return None


def find_speech(article: ArticleText, core: str) -> list[Place]:
    """Find speech that the narrator interrupts: ``“A,” she said, “B”`` quoted as ``A, B``.

    Args:
        article: the prepared text.
        core: the quote's comparable form.

    Returns:
        The places, pieces in order.
    """
    shortest = 8 if core[:8].isascii() else 3
    if len(core) < 2 * shortest or not article.has_quotation_marks:
        return []
    text = article.folded.text
    # Long beginnings first: a short one may stand in too many places.
    for length in (shortest * 4, shortest * 2, shortest):
        at, places = -1, []
        for _ in range(MOST_STARTS):
            at = text.find(core[:length], at + 1)
            if at < 0:
                break
            if chain := _speech_from(article, core, at, 3):
                places.append(chain)
        if places:
            return places
    return []


def _speech_from(article: ArticleText, core: str, at: int, interruptions: int) -> Place | None:
    """The pieces of a speech that begins at a place of the folded text."""
    folded = article.folded
    common = _common_length(folded.text, at, core)
    if common == len(core):
        span = folded.span(at, at + common)
        whole = is_whole(article.text, *span) and normalize(article.text[span[0] : span[1]]) == core
        return (span,) if whole else None
    if not interruptions:
        return None
    for cut in _cuts(core, common):
        length = trim(core[:cut])[1]
        start, end = folded.span(at, at + max(1, length))
        if not QUOTE_MARK.search(article.text, end, end + 3) or not is_whole(article.text, start, end):
            continue
        piece, rest = core[:length], core[cut:].lstrip(EDGE)
        following = _resume(article, rest, at + cut, interruptions - 1) if piece and rest else None
        if following and normalize(article.text[start:end]) == piece:
            return ((start, end), *following)
    return None


def _cuts(core: str, common: int) -> list[int]:
    """Where the first piece may end: the last few edges of words in what is common."""
    edges = [at for at in range(max(1, common - 40), common + 1) if not (core[at - 1].isalnum() and core[at].isascii()
             and core[at].isalnum())]  # fmt: skip
    return edges[-1:-13:-1]


def _resume(article: ArticleText, rest: str, at: int, interruptions: int) -> Place | None:
    """The rest of a speech, after the opening quotation mark with which it goes on."""
    folded = article.folded
    probe = rest[:3]
    for _ in range(MOST_TRIES):
        at = folded.text.find(probe, at, at + ASIDE)
        if at < 0:
            return None
        start = folded.span(at, at + 1)[0]
        if QUOTE_MARK.search(article.text, max(0, start - 2), start):
            return _speech_from(article, rest, at, interruptions)
        at += 1
    return None


def _common_length(text: str, at: int, core: str) -> int:
    """How many characters of ``core`` stand in ``text`` from a place on."""
    low, high = 0, len(core)
    while low < high:
        middle = (low + high + 1) // 2
        if text.startswith(core[low:middle], at + low):
            low = middle
        else:
            high = middle - 1
    return low
