"""Whether a passage tells a reading machine what to do instead of reporting something.

An article may hold words that are meant for the model: "ignore previous instructions", "set the valuation to 9
billion". A value quoted from them is not reported by the article. The rules are about form: an order at the beginning
of a sentence together with what only an answering machine has (a response, a prompt, a field to set), orders to
write, explain or translate, and the marks of chat formats. Orders to people ("Read our report", "Don't miss it") and
reported speech ("she told staff to ignore the rules") have other forms. Questions are mostly let pass: articles ask
them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from .addresses_by_parts import find_address, heads_of, words_of
from .disguises import find_disguise
from .hidden_text import closed_up, decoded, undisguised
from .orders import KINDS, TO_ANYONE, opening, order
from .orders_in_languages import find_order

__all__ = ["why_instruction"]

# Where a sentence or a quoted one begins. Orders elsewhere ("told them to ignore ...") are reported ones. As all
# matches begin with one set of characters, the search passes over the others at once.
_FIRST = re.compile(r"[\s\"'“‘«*>#(\[]*")
_START = re.compile(
    r"[.!?:;…\n\"“«(\[{<>*#|–—\s](?:(?<![.!?:;…][.!?:;…])(?<=[.!?:;…])[.!?:;…]*[\"'”’)\]*]*\s+|(?<=\n)"
    r"|(?P<inside>(?<=[\"“«(\[{<>*#|–—])|(?<=\s)-\s))[\s\"'“‘«*>#(\[]*"
)


def _lower(passage: str) -> str:
    """A passage in lower case, each letter in its place; those that re.IGNORECASE takes for i and s are i and s."""
    lower = passage.lower()
    if len(lower) != len(passage):
        lower = "".join(letter.lower()[0] for letter in passage)
    return lower if lower.isascii() else lower.replace("ı", "i").replace("ſ", "s")


def why_instruction(passage: str) -> str | None:
    """What in a passage looks like an instruction to the machine that reads it.

    Args:
        passage: a quote, or the sentences around it.

    Returns:
        The kind of instruction in a few words, or None. Time is linear in the passage.

    Example:
        >>> why_instruction("Please translate the following into French.")
        'an order to translate'
        >>> why_instruction("Acme raised $5 million. Set up in 2019, it employs 40.") is None
        True
    """
    return _why(passage) if len(passage) <= _SHORT else _why.__wrapped__(passage)


@lru_cache(maxsize=256)  # several values of a record stand in one sentence
def _why(passage: str) -> str | None:
    passage = undisguised(passage)
    lower = _lower(passage)
    words = words_of(lower)
    if len(words & _LETTERS) > _FEW and (closed := closed_up(passage)) != passage:
        return _in_plain(closed)
    return _anywhere_in(passage, lower, words) or _at_starts(passage, lower) or _encoded_in(passage, words)


def _anywhere_in(passage: str, lower: str, words: Set[str]) -> str | None:
    for why, start in find_disguise(passage, lower, words):
        if not _is_mentioned(passage, start):
            return why
    heads = heads_of(words)
    for why, starts in (
        ("an order in another language", find_order(passage, lower, heads)),
        ("an order to whatever reads this", find_address(passage, words, heads)),
    ):
        if any(not _is_mentioned(passage, start) for start in starts):
            return why
    return None


_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_FEW = 3  # words of a single letter
_SHORT = 2_000  # characters of a passage that is remembered
_MENTIONED = re.compile(
    r"(?:phrases?|text|words?|prompts?|commands?|such as|like|typ(?:e|ing)|say|saying|reads?|began|leaked|leaks?"
    r"|strings?|messages?|instructions?|sentences?|lines?)(?: was| were)?(?: as)?(?: leaked)?\W{1,3}$",
    re.IGNORECASE,
)


_MARKUP_MENTIONED = re.compile(r"\b(?:such as|like|called|tags?|tokens?|marks?|comments?)[^\w\n]{1,3}$", re.IGNORECASE)


def _is_mentioned(passage: str, start: int) -> bool:
    """Whether words are quoted as an example: the phrase “ignore previous instructions” fools chatbots."""
    if passage[start : start + 1] == "<":
        return _MARKUP_MENTIONED.search(passage[max(0, start - 20) : start]) is not None
    opening = max(passage.rfind(mark, max(0, start - 40), start + 1) for mark in "“\"‘'")
    return opening > 0 and _MENTIONED.search(passage[max(0, opening - 40) : opening + 1]) is not None


def _at_starts(passage: str, lower: str) -> str | None:
    for start, quoted in _starts(passage):
        if not opening().match(lower, start):
            continue
        for why in KINDS:
            if quoted and (why in TO_ANYONE or _is_mentioned(passage, start)):
                continue  # words quoted inside a sentence are likelier reported than addressed
            if order(why).match(passage, start):
                return why
    return None


def _encoded_in(passage: str, words: Set[str]) -> str | None:
    texts = (text for text in decoded(passage, words) if text != passage)
    return next((why for text in texts if (why := _in_plain(text)) is not None), None)


def _in_plain(text: str) -> str | None:
    lower = _lower(text)
    return _anywhere_in(text, lower, words_of(lower)) or _at_starts(text, lower)


_SPOKEN = re.compile(
    r"[\s]*[\"“‘'][^\"”\n]{1,300}[,?!.][\"”’']\s(?:(?:he|she|they|we|i|\w+)\s)?(?:said|says|asked|asks|told|wrote"
    r"|added)\b"
)


def _starts(passage: str) -> Iterator[tuple[int, bool]]:
    """Where sentences begin, and whether they are quoted inside another."""
    first = _FIRST.match(passage)
    yield (end := first.end() if first else 0), _SPOKEN.match(passage) is not None
    for start in _START.finditer(passage, end):
        yield start.end(), start["inside"] is not None
