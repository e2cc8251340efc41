"""One quote in one article: all places where its words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .article import ArticleText, Cleaned
from .boundaries import is_whole
from .fuzzy import LEAST_WORDS, find_with_slips, similarity
from .mapped import Place
from .normalization import FoldedText, normalize, trim
from .pieces import find_pieces, find_speech, split_pieces
from .residue import CleanedText

__all__ = ["Alignment", "Found", "locate"]

AlignmentKind = Literal["exact", "normalized", "fuzzy", "missing"]

MOST_PLACES = 64  # verbatim occurrences weighed against each other
MOST_FOLDED_PLACES = 24  # the same in comparable form, where each costs more
LONGEST_ABBREVIATION = 5
LONGEST_CLEANED = 400  # characters of a quote, and
LONGEST_COPIED = 200_000  # characters of an article, that are searched for once more without markup and accents
LETTERS = re.compile(r"[^\W_](?:[\W_]{0,3}[^\W_]){2}|[$€£¥₹]\s?\d|\d\s?[$€£¥₹%]")
LEAST_RESPELLED = 0.8  # the score of a quote without any of the article's accents
MOST_TRIES = 160  # verbatim occurrences looked at, those inside longer words included
MOST_FOLDED_TRIES = 80  # the same in comparable form


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where a quote stands.

    Args:
        kind: ``exact`` (verbatim), ``normalized`` (equal in comparable form), ``fuzzy`` (small slips), ``missing``.
        spans: code-point ranges of the original text, in order; empty when missing.
        score: 1.0 for exact and normalized, 0.0 for missing, else the similarity.
        reason: why it is missing.
    """

    kind: AlignmentKind
    spans: Place
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """All places of one quote, in the order of the text; none when it is missing."""

    kind: AlignmentKind
    places: tuple[Place, ...] = ()
    score: float = 1.0
    reason: str = ""

    def alignment(self, index: int) -> Alignment:
        """The alignment at one of the places."""
        if not self.places:
            return Alignment("missing", (), 0.0, self.reason)
        return Alignment(self.kind, self.places[index], self.score)


def locate(article: ArticleText, quote: str | None, *, verbatim: bool = True) -> Found:
    """Find all places of a quote.

    Args:
        article: the prepared text.
        quote: the model's quote.
        verbatim: False where it is known not to stand in the text character by character.

    Returns:
        The places of the best kind of match.
    """
    if not quote or not quote.strip():
        return Found("missing", reason="the quote is empty")
    places = _exact(article.text, quote) if verbatim else ()
    if places:
        return Found("exact", places)
    folded = FoldedText(quote)
    start, end = trim(folded.text)
    if start == end:
        return Found("missing", reason="the quote has no words")
    core = folded.text[start:end]
    if not (article.is_plain and core == quote):
        places = tuple((span,) for span in find_folded(article, quote, folded.text, start, end))
    places = places or tuple(find_pieces(article, split_pieces(quote))) or tuple(find_speech(article, core))
    if places:
        return Found("normalized", places)
    spans, score = find_with_slips(article, folded, core)
    if spans:
        return Found("fuzzy", tuple((span,) for span in spans), score)
    return _in_copies(article, quote, folded) or Found("missing", reason="the quote is not in the article")


def _in_copies(article: ArticleText, quote: str, folded: FoldedText) -> Found | None:
    """A quote that is in the article but for markup, ways of writing, or accents that it leaves out."""
    if len(quote) > LONGEST_CLEANED or len(article.text) > LONGEST_COPIED or not LETTERS.search(folded.text):
        return None
    plain = CleanedText.without_residue(quote).text
    if plain.strip() and (plain != quote or article.cleaned is not None):
        places = _in_copy(article, article.cleaned, plain, folded if plain == quote else FoldedText(plain))
        if places:
            return Found("normalized", places)
    if len(quote.split()) < LEAST_WORDS:
        return None
    respelled = CleanedText.respelled(quote).text
    if article.respelled is None and respelled == quote:
        return None
    found = _in_copy(article, article.respelled, respelled, folded if respelled == quote else FoldedText(respelled))
    places = tuple(place for place in found if _drops_accents(" ".join(article.text[a:b] for a, b in place), quote))
    if not places:
        return None
    words = article.text[places[0][0][0] : places[0][-1][1]]
    return Found("fuzzy", places, max(LEAST_RESPELLED, similarity(words, quote)))


def _drops_accents(words: str, quote: str) -> bool:
    """Whether a quote leaves accents out, and neither adds nor exchanges any."""
    theirs, ours = (normalize(text).split() for text in (quote, words))
    return LEAST_WORDS <= len(theirs) == len(ours) and all(
        one == other or CleanedText.respelled(one).text == one or one.isascii()
        for one, other in zip(theirs, ours, strict=True)
    )


def _in_copy(article: ArticleText, cleaned: Cleaned | None, quote: str, folded: FoldedText) -> tuple[Place, ...]:
    """The places of a quote in a cleaned copy, as ranges of the original."""
    copy, form = cleaned.article if cleaned is not None else article, folded.text
    start, end = trim(form)
    if start == end:
        return ()
    found: tuple[Place, ...] = tuple((span,) for span in find_folded(copy, quote, form, start, end))
    found = found or tuple(find_pieces(copy, split_pieces(quote)))
    if cleaned is None:
        return found
    return tuple(tuple(cleaned.span(*span) for span in place) for place in found)


def _exact(text: str, quote: str) -> tuple[Place, ...]:
    places: list[Place] = []
    for start in occurrences(text, quote, MOST_TRIES):
        if is_whole(text, start, start + len(quote)):
            places.append(((start, start + len(quote)),))
            if len(places) == MOST_PLACES:
                break
    return tuple(places)


def occurrences(text: str, part: str, most: int) -> Iterator[int]:
    """Where a part occurs, overlaps included, up to a fixed number."""
    start = -1
    for _ in range(most):
        start = text.find(part, start + 1)
        if start < 0:
            return
        yield start


def find_folded(article: ArticleText, quote: str, form: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places of a folded quote.

    Args:
        article: the prepared text.
        quote: the model's quote.
        form: the same, folded.
        start: where its words begin, after leading punctuation.
        end: where they end.

    Returns:
        Ranges of the original text. Edge punctuation is included where the article has the same.
    """
    core, lead, trail = form[start:end], form[:start].lstrip(), form[end:].rstrip()
    text = article.folded.text
    found: list[tuple[int, int]] = []
    forms: dict[str, bool] = {}  # the same words seldom need folding twice
    for at in occurrences(text, core, MOST_FOLDED_TRIES):
        span = article.folded.span(at, at + len(core))
        words = article.text[span[0] : span[1]]
        if not is_whole(article.text, *span) or not _says(words, core, forms) or _is_other_case(words, quote):
            continue
        left = len(lead) if text.endswith(lead, 0, at) else 0
        right = len(trail) if text.startswith(trail, at + len(core)) else 0
        wide = article.folded.span(at - left, at + len(core) + right)
        if (left or right) and _says(article.text[wide[0] : wide[1]], core, forms):
            span = wide
        found.append(span)
        if len(found) == MOST_FOLDED_PLACES:
            break
    return found


def _is_other_case(words: str, quote: str) -> bool:
    """Whether a short word and an abbreviation only look alike: ``us`` and ``US``, ``who`` and ``WHO``."""
    words, quote = words.strip(), quote.strip()
    if len(words) > LONGEST_ABBREVIATION or not words.isalpha() or not quote.isalpha():
        return False
    return words.isupper() != quote.isupper() and words.islower() != quote.islower()


def _says(words: str, core: str, known: dict[str, bool]) -> bool:
    """Whether the article's words, taken by themselves, have the quote's form."""
    if words not in known:
        known[words] = normalize(words) == core
    return known[words]
