"""Quotes with small slips: a typing error, another ending, a light word more or less.

Quote and article are compared word by word, and a difference is forgiven only where it is one of these. So a changed
number, name, sign, negation or any other word is never bridged, however similar the rest is. The alignment is the
furthest-reaching search of Ukkonen (1985) over words, from places where a rare word of the quote stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .article import ArticleText, Words
from .boundaries import is_whole
from .normalization import FoldedText, normalize
from .words import DETERMINERS, FREE_BEFORE_NUMBERS, is_light, is_protected

__all__ = ["LEAST_WORDS", "find_with_slips", "similarity"]

LEAST_SCORE = 0.8
LEAST_WORDS = 3
LEAST_WORDS_TO_CUT = 4  # before the last one, for its ending to be cut
MOST_WORDS = 400
MOST_SLIPS = 8
WORDS_PER_SLIP = 5
MOST_ANCHORS = 3  # rare words tried
MOST_PLACES = 4  # places tried of each
_ENDINGS = frozenset(["", "s", "es", "ed", "d", "ing", "e", "n", "en", "em", "t", "'s", "ly"])
_AGENTS = ("er", "or", "ee", "ers", "ors", "ees")


def similarity(one: str, other: str) -> float:
    """How alike two texts are in comparable form.

    Args:
        one: a text.
        other: another.

    Returns:
        1 minus the share of letters to delete and insert (the normalised Indel similarity), 0 to 1.

    Example:
        >>> similarity("led the round", "led a round")
        0.8333333333333334
    """
    return _indel(normalize(one), normalize(other))


def _indel(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel  # 40 ms to import, and seldom needed

    return float(Indel.normalized_similarity(one, other))


def find_with_slips(article: ArticleText, folded: FoldedText, core: str) -> tuple[list[tuple[int, int]], float]:
    """Find a quote that differs from the article by forgivable slips.

    Args:
        article: the prepared text.
        folded: the quote, folded.
        core: the same without punctuation at its edges.

    Returns:
        The best places, all of one score, and that score; none where nothing is close enough.
    """
    theirs = Words(folded)
    count = len(theirs.words)
    if not LEAST_WORDS <= count <= MOST_WORDS:
        return [], 0.0
    limit = min(MOST_SLIPS, max(1, count // WORDS_PER_SLIP))
    if not _may_match(theirs, article.words, limit):
        return [], 0.0
    comparison = _Comparison(theirs, article.words, limit)
    hits: dict[tuple[int, int], int] = {}
    for ours, place in _anchors(theirs, article.words):
        hit = comparison.around(ours, place)
        if hit is not None:
            span = article.words.span(hit.first, hit.last)
            hits[span] = min(hit.slips, hits.get(span, hit.slips))
    return _best(article.text, core, hits)


def _best(text: str, core: str, hits: dict[tuple[int, int], int]) -> tuple[list[tuple[int, int]], float]:
    scores = {span: _indel(normalize(text[span[0] : span[1]]), core) for span in hits if is_whole(text, *span)}
    score = max(scores.values(), default=0.0)
    if score < LEAST_SCORE:
        return [], 0.0
    return sorted(span for span, one in scores.items() if one == score), score


def _may_match(theirs: Words, ours: Words, limit: int) -> bool:
    """A cheap test before the search: few of the quote's words are unknown, and none that must be known."""
    unknown = [at for at, word in enumerate(theirs.words) if word not in ours.where]
    if len(unknown) > limit:
        return False
    return all(is_light(theirs.words[at]) or _may_vary(theirs, at) for at in unknown)


def _may_vary(words: Words, at: int) -> bool:
    word = words.words[at]
    return word.replace("'", "").isalpha() and not is_protected(word) and not words.is_name(at)


def _anchors(theirs: Words, ours: Words) -> list[tuple[int, int]]:
    """Pairs of word numbers, quote and article, from which to compare: the rarest words, at their first places."""
    rare = sorted({word for word in theirs.words if word in ours.where}, key=lambda word: (len(ours.where[word]), word))
    return [
        (theirs.words.index(word), place) for word in rare[:MOST_ANCHORS] for place in ours.where[word][:MOST_PLACES]
    ]


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int
    last: int
    slips: int


class _Comparison:
    """One quote's words against the article's."""

    def __init__(self, quote: Words, article: Words, limit: int) -> None:
        self.quote, self.article, self.limit = quote, article, limit

    def around(self, at: int, place: int) -> _Hit | None:
        """Compare both ways from a common word; the article's words that the quote covers, or None."""
        after = self._walk(at, place, 1, self.limit)
        if after is None:
            return None
        before = self._walk(at, place, -1, self.limit - after[1])
        return None if before is None else _Hit(before[0], after[0], before[1] + after[1])

    def _walk(self, at: int, place: int, step: int, limit: int) -> tuple[int, int] | None:
        """Walk from a common word to the quote's edge; the article's last word there and the slips on the way."""
        front = {at - place: (at, place)}
        for slips in range(limit + 1):
            front = {diagonal: self._slide(i, j, step) for diagonal, (i, j) in front.items()}
            ends = [j - step for i, j in front.values() if not 0 <= i < len(self.quote.words)]
            if ends:  # of several, the one that covers most of the article's words
                return max(ends, key=lambda end: end * step), slips
            front = self._next(front, step)
            if not front:
                return None
        return None

    def _slide(self, i: int, j: int, step: int) -> tuple[int, int]:
        theirs, ours = self.quote.words, self.article.words
        while 0 <= i < len(theirs) and 0 <= j < len(ours) and theirs[i] == ours[j]:
            i += step
            j += step
        return i, j

    def _next(self, front: dict[int, tuple[int, int]], step: int) -> dict[int, tuple[int, int]]:
        """One slip further on every diagonal: a word varied, one only in the quote, one only in the article."""
        reached: dict[int, tuple[int, int]] = {}
        for i, j in front.values():
            moves = []
            inside = 0 <= j < len(self.article.words)
            if inside and self._varies(i, j):
                moves.append((i + step, j + step))
            if _is_loss(self.quote, i):
                moves.append((i + step, j))
            if inside and _is_loss(self.article, j):
                moves.append((i, j + step))
            for move in moves:
                key = move[0] - move[1]
                if key not in reached or (move[0] - reached[key][0]) * step > 0:
                    reached[key] = move
        return reached

    def _varies(self, i: int, j: int) -> bool:
        theirs, ours = self.quote.words[i], self.article.words[j]
        if theirs in DETERMINERS and ours in DETERMINERS:
            return True
        if theirs == ours + "'s" or ours == theirs + "'s":
            return True
        if theirs[:2] != ours[:2] or not (_may_vary(self.quote, i) and _may_vary(self.article, j)):
            return False
        if i == len(self.quote.words) - 1 >= LEAST_WORDS_TO_CUT and _is_cut(theirs, ours):
            return True
        return _is_inflected(theirs, ours) or (theirs not in self.article.where and _is_mistyped(theirs, ours))


def _is_loss(words: Words, at: int) -> bool:
    """Whether a word may be missing on the other side."""
    word = words.words[at]
    if not is_light(word) or words.is_name(at):
        return False
    after = at + 1
    if word in FREE_BEFORE_NUMBERS or after >= len(words.words):
        return True
    follower = words.words[after]
    return follower.replace("'", "").isalpha() and not is_protected(follower) and not words.is_name(after)


def _is_cut(one: str, other: str) -> bool:
    """Whether a quote's last word is the article's without its ending."""
    return len(one) >= 4 and len(other) <= len(one) + 3 and other.startswith(one)


def _is_inflected(one: str, other: str) -> bool:
    common = _common(one, other)
    if common < 3 or common * 2 < max(len(one), len(other)):
        return False
    ends = {one[common:], other[common:]}
    if ends <= _ENDINGS:
        return True
    # Richer endings, as of Slavic languages: the last two letters of a long word.
    return common >= 5 and all(len(end) <= 2 for end in ends) and not one.isascii() and not other.isascii()


def _common(one: str, other: str) -> int:
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))


@lru_cache(maxsize=1024)
def _is_mistyped(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    shorter = min(len(one), len(other))
    if shorter < 5:
        return False
    if one.endswith(_AGENTS) and other.endswith(_AGENTS) and one[-2:] != other[-2:]:
        return False
    allowed = 1 if shorter < 10 else 2
    return bool(OSA.distance(one, other, score_cutoff=allowed) <= allowed)
