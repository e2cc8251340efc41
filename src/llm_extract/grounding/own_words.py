"""Booleans without declared words: the words of the field's own name, where the article denies them."""

from __future__ import annotations

from functools import cache

from ..values.field_roles import field_words
from ..values.names import fold, without_spelled_umlauts
from .hedging import check_denial, clause_before, find_hedge
from .paraphrases import find_tightest, stem
from .verdicts import SUPPORTED, Support, Words
from .words import is_negation

__all__ = ["check_own_words"]

_SMALL = frozenset(
    str.split(
        "is was were are has have had did does do be been being will can could should would any the a an of in on at "
        "to for by and or with from it its he she they all flag whether ist wird wurde hat est a ete es fue ha foi e"
    )
)
_ALIKE = tuple(
    frozenset(row.split())
    for row in (
        "required require requires needed need needs necessary mandatory obligatory compulsory",
        "requested request requests ask asked asks asking sought seek seeks demanded demand",
        "included include includes including get gets getting contain contains comes part",
        "planned plan plans planning intend intends intended intention intentions",
        "paid pay pays paying payment",
        "found find finds detected discovered",
        "involved involve involves",
        "erforderlich nötig notwendig benötigt",
        "requis requise nécessaire exigé exigée",
        "requerido requerida necesario necesaria",
    )
)
"""What is said of the thing of a field's name in one word or another: a receipt that is required is needed."""
_LEAST = 4  # letters of a name that is one word
_UNKNOWN = Support("unchecked", "No words are known for this value.")


def _key(word: str) -> str:
    return stem(without_spelled_umlauts(fold(word)))


@cache
def _likes() -> dict[str, frozenset[str]]:
    rows = [frozenset(map(_key, row)) for row in _ALIKE]
    return {key: row for row in rows for key in row}


def _telling(named: list[str]) -> set[str]:
    """The words of a name that others do not stand for; all of them where it has none."""
    return {_key(word) for word in named if _key(word) not in _likes()} or {_key(word) for word in named}


def check_own_words(value: bool, words: Words) -> Support:
    """Whether a quote denies what a boolean's field is called.

    Only a denial decides: ``has_approval: false`` is backed by "has no approval". That the words stand there plainly
    may be said of something else, so that it is left open.

    Args:
        value: the boolean.
        words: the words it leans on, with the name of the field.

    Example:
        >>> words = Words("the merger was not approved", field="merger_approved")
        >>> check_own_words(False, words).state, check_own_words(True, words).state
        ('supported', 'unsupported')
    """
    named = [word for word in field_words(words.field) if word not in _SMALL]
    if not named or any(is_negation(word) for word in named) or len("".join(named)) < _LEAST:
        return _UNKNOWN
    rows = [_likes().get(_key(word), frozenset({_key(word)})) for word in named]
    places = find_tightest(words.quote, set().union(*rows), _key)
    held = {_key(match.group()) for match in places}
    if any(row.isdisjoint(held) for row in rows) or held.isdisjoint(_telling(named)):
        return _UNKNOWN
    text, shift = words.sentence()
    first, (last, end) = places[0].start() + shift, (place + shift for place in places[-1].span())
    denied = check_denial(text, last, end)
    if denied is None and len(clause_before(text, last)) >= last - first:
        denied = check_denial(text, first, end)  # "no receipt was printed, but one is required" denies no need
    if denied is None or find_hedge(text, last, end) or find_hedge(text, first, end):
        return _UNKNOWN
    return denied if value else SUPPORTED
