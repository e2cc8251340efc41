"""Checks of texts in other words: a paraphrase may change the wording, but not what is said of whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from ..values.names import fold
from .hedging import find_denial, find_hedge
from .verdicts import SUPPORTED, Support
from .words import is_negation

__all__ = ["check_paraphrase", "find_tightest", "states_no", "stem"]

_STOP = frozenset(
    str.split(
        "a an the of in on at to for and or by with from as is are was were be been being has have had do does did it "
        "its this that these those their his her our your they he she we you i not no which who whom whose will would "
        "can could may might should than then so such also into over under about after before between during through "
        "more most other some any all each both der die das ein eine und oder von mit für auf im den dem des zu ist "
        "sind war la le les un une et de du des en que el los las y del por con para se il lo gli e di da che in per "
        "non è een het van voor met op te zijn"
    )
)
_LETTER = r"(?:[^\W_]|[\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e4e])"  # with the vowel signs of Hindi and Thai
_TOKEN = re.compile(rf"{_LETTER}+(?:['’][^\W_]+)?")


_ENDINGS = tuple(str.split("ations ation ments ment ings ing ies ied ers es en em ed er ly s e y"))


def stem(word: str) -> str:
    """A word, folded, without a frequent ending of English or German."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _bare(word: str) -> str:
    return word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") else word


@lru_cache(maxsize=512)
def stems_of(text: str) -> frozenset[str]:
    """The stems of a text's words, folded."""
    return frozenset(stem(_bare(w)) for w in _TOKEN.findall(fold(text)))


_DECISIVE = frozenset(
    str.split(
        "against all none some most only both each never before after more less fewer above below under over without "
        "until"
    )
)
"""Small words that may not be missing where a text says them."""
_MODAL = re.compile(r"\b(?:may|might|could|reportedly|allegedly)\b")
_WITHOUT = re.compile(r"\bwithout\s(?:\w+\s)?$", re.IGNORECASE)
_REACH = 20_000
_SENTENCE_ENDS = tuple(".!?。")


def states_no(text: str) -> bool:
    """Whether a text denies something itself.

    Example:
        >>> states_no("will not open shops"), states_no("will open shops")
        (True, False)
    """
    return any(is_negation(word.lower().replace("’", "'")) for word in _TOKEN.findall(text))


def check_paraphrase(text: str, quote: str) -> Support:
    """Whether a quote says a text in other words.

    Args:
        text: the value.
        quote: the article's words.

    Returns:
        ``supported`` only with all its names, nearly all its content words, and denied where the words deny it;
        ``unchecked`` where the names stand in another order, or the words leave it open.

    Example:
        >>> check_paraphrase("will open shops in Berlin", "it will not be opening shops in Berlin").state
        'unsupported'
    """
    quote = quote[:_REACH]
    have = stems_of(quote)
    content = [w for w in _TOKEN.findall(text) if w.lower() not in _STOP]
    missing = [w for w in content if _key(w) not in have and fold(w) not in have]
    if not content:
        return Support("unsupported", "These words are not in the quote.")
    if missing and (len(content) < 4 or len(missing) > 0.2 * len(content) or any(w[0].isupper() for w in missing[1:])):
        if len(missing) < len(content) and _is_sentence(text, content, missing):
            return Support("unchecked", f"The words do not say {missing[0]!r}, unless in other words.")
        return Support("unsupported", f"The words do not say {missing[0]!r}.")
    return _check_meaning(text, quote, content)


def _is_sentence(text: str, content: list[str], missing: list[str]) -> bool:
    """Whether a text is a whole sentence, or a long phrase, of the model's own, all of whose names are in the words."""
    least = 4 if text.rstrip()[-1:] in _SENTENCE_ENDS else _LONG_PHRASE
    return len(content) >= least and not any(w[0].isupper() for w in missing if w != content[0])


_LONG_PHRASE = 6  # words beside articles and the like


def _key(word: str) -> str:
    return stem(fold(_bare(word)))


def find_tightest(quote: str, wanted: set[str], key: Callable[[str], str] = _key) -> list[re.Match[str]]:
    """The shortest stretch of a quote's words that holds each of the wanted ones that it has at all."""
    hits = [(found, m) for m in _TOKEN.finditer(quote) if (found := key(m.group())) in wanted]
    count = len({found for found, _ in hits})
    held: dict[str, int] = {}
    first, best = 0, (0, len(hits))
    for last, (found, _) in enumerate(hits):
        held[found] = held.get(found, 0) + 1
        while held[hits[first][0]] > 1:
            held[hits[first][0]] -= 1
            first += 1
        if len(held) == count and hits[last][1].end() - hits[first][1].start() < _length(hits, best):
            best = (first, last + 1)
    return [match for _, match in hits[best[0] : best[1]]]


def _length(hits: list[tuple[str, re.Match[str]]], stretch: tuple[int, int]) -> int:
    return hits[stretch[1] - 1][1].end() - hits[stretch[0]][1].start() + (stretch == (0, len(hits)))


def _check_meaning(text: str, quote: str, content: list[str]) -> Support:
    places = find_tightest(quote, {_key(w) for w in content})
    if not places:
        return SUPPORTED
    start, end = places[0].start(), places[-1].end()
    stretch = quote[start:end]
    if missing := {w.lower() for w in _TOKEN.findall(text)} & _DECISIVE - {w.lower() for w in _TOKEN.findall(quote)}:
        return Support("unsupported", f"The words do not say {min(missing)!r}.")
    no = states_no(text)
    if no and not states_no(quote):
        return Support("unsupported", "The words do not deny it.")
    if not no and (
        states_no(stretch)
        or _WITHOUT.search(quote, 0, start)
        or find_denial(quote, start, end)
        or find_denial(quote, *places[-1].span())
    ):
        return Support("unsupported", "The words deny it.")
    names = [fold(_bare(w)) for w in content if w[0].isupper()]
    order = [name for m in places if (name := fold(_bare(m.group()))) in names]
    if list(dict.fromkeys(names)) != list(dict.fromkeys(order)) and len(set(names)) > 1:
        return Support("unchecked", "The words have these names in another order.")
    if (modal := _MODAL.search(quote, max(0, start - 12), end)) and modal.group() not in text:
        return Support("unchecked", f"The words leave it open: {modal.group()!r}.")
    if not find_hedge(text, len(text), len(text)) and (
        hedge := find_hedge(quote, end, end) or find_hedge(quote, start, start)
    ):
        return Support("unchecked", f"The words leave it open: {hedge!r}.")
    return SUPPORTED
