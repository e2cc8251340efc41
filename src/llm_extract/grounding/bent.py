"""Checks of names that words have with other endings, with initials, or in another script."""

from __future__ import annotations

import re
from itertools import pairwise

from ..values.case_endings import find_bent
from ..values.letter_keys import is_of_other_script, script_of
from ..values.name_words import HONORIFICS
from ..values.names import core_tokens, fold, name_spans, name_token
from .hedging import find_denial
from .verdicts import SUPPORTED, Support, Words

__all__ = ["check_bent", "check_initials", "doubt_of_script", "printed_form"]

_MOST = 5  # words of a name
_LONGEST = 80  # characters of one
_LONGER = re.compile(r"[ \u00a0-](?:[^\W\d_a-zà-öø-ÿа-яёіїєґα-ωά-ώ])")
_ENDINGS = Support("unchecked", "The words have it with other endings.")


def check_bent(name: str, words: Words) -> Support | None:
    """The verdict on a name that a quote has in another case, or in other letters; None where it has it in neither.

    Args:
        name: the value.
        words: the words it leans on.

    Example:
        >>> check_bent("Ольга Рябинина", Words("назначил Ольгу Рябинину")).state
        'supported'
        >>> check_bent("Olga Ryabinina", Words("назначил Ольгу Рябинину")).state
        'supported'
        >>> check_bent("Olga Petrova", Words("назначил Ольгу Рябинину")) is None
        True
    """
    place = _find(name, words)
    if place is None:
        return None
    start, end, state = place
    if state == "unsure" or not words.quote[start].isupper() or _goes_on(words.quote, start, end):
        return _ENDINGS
    return _denied(words, start, end) or SUPPORTED


def printed_form(name: str, words: Words) -> str:
    """A name as a quote prints it, in another case or other letters; the name itself where it does not.

    Example:
        >>> printed_form("Ольга Рябинина", Words("назначил Ольгу Рябинину"))
        'Ольгу Рябинину'
    """
    place = None if name in words.quote else _find(name, words)
    return words.quote[place[0] : place[1]] if place else name


def _find(name: str, words: Words) -> tuple[int, int, str] | None:
    """Where a quote has a name with other endings, or in other letters, and whether that is sure."""
    core = core_tokens(name) if len(name) <= _LONGEST else ()
    if not 0 < len(core) < _MOST or any(word.isdigit() for word in core):
        return None
    spans = name_spans(words.quote)
    tokens = tuple(name_token(word) for word, _, _ in spans)
    found = find_bent(core, tokens, words.window()[0])
    return found and (spans[found.start][1], spans[found.start + len(core) - 1][2], found.state)


def _denied(words: Words, start: int, end: int) -> Support | None:
    """Against a name that is denied: for certain right behind the denying word, else it may govern what follows."""
    text, shift = words.sentence()
    denial = find_denial(text, start + shift, end + shift)
    if not denial:
        return None
    near = text[: start + shift].rstrip().endswith(denial)
    return Support("unsupported" if near else "unchecked", f"The words deny it: {denial!r}.")


def _goes_on(quote: str, start: int, end: int) -> bool:
    """Whether a name goes on behind its words, or begins before them: Ольга Рябинина-Петрова."""
    return _LONGER.match(quote, end) is not None or quote[start - 1 : start] in ("-", "‑")


_INITIALS = re.compile(r"((?:[^\W\d_]\.[ \u00a0-]?){1,3})([^\W\d_]{2}[\w'’-]*)")


def check_initials(text: str, words: Words) -> Support | None:
    """The verdict on a name with initials that a quote gives in full, or of another; None where it has neither.

    Example:
        >>> [check_initials("S. Rao", Words(text)).state for text in ("said Sunita Rao", "said Anil Rao")]
        ['supported', 'unsupported']
    """
    short = _INITIALS.fullmatch(text)
    if short is None or short[2] not in words.quote:
        return None
    given = r"[\w'’-]+[ \u00a0]".join(re.findall(r"[^\W\d_]", short[1]))
    pattern = rf"(?<![\w'’-]){given}[\w'’-]+[ \u00a0]{re.escape(short[2])}(?![\w-])"
    found = re.search(pattern, words.quote)
    if found is None:
        other = re.search(rf"(?<![\w'’-])[^\W\d_a-z][\w'’-]+[ \u00a0]{re.escape(short[2])}(?![\w-])", words.quote)
        named = (
            other is not None and other.group()[0] not in short[1] and fold(other.group().split()[0]) not in HONORIFICS
        )
        return Support("unsupported", f"The words name {other.group()!r}.") if other is not None and named else None
    if _LONGER.match(words.quote, found.end()):
        return Support("unchecked", f"The words name {found.group()!r}, and may go on.")
    return _denied(words, *found.span()) or SUPPORTED


_IN_SCRIPT = Support("unchecked", "The words are in another script.")


def doubt_of_script(text: str, quote: str) -> Support | None:
    """Why a text may be said in the words of another script; None where both are of one, or the words name another.

    Args:
        text: the value.
        quote: the article's words.

    Example:
        >>> doubt_of_script("Brazil", "巴西和葡萄牙").state, doubt_of_script("Brazil", "Brasilien") is None
        ('unchecked', True)
        >>> doubt_of_script("Ann Roe", "сказала Мария Петрова") is None
        True
    """
    if (text.isascii() and quote.isascii()) or not is_of_other_script(text, quote):
        return None
    if "other" in (script_of(text), script_of(quote)) or not _is_full_name(text):
        return _IN_SCRIPT
    capitals = [word[:1].isupper() for word in quote.split()]
    return None if any(one and other for one, other in pairwise(capitals)) else _IN_SCRIPT


def _is_full_name(text: str) -> bool:
    """Whether a text is two to four words that all begin with a capital."""
    words = text.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words)
