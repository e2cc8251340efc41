"""Support for values that come without a quote: is the value anywhere in the document?

Answers of runs have quotes; this stands in for the check of a quote where recorded answers have none. A string is
supported where the document holds it as whole words (white space, quotation marks, dashes, case and words broken at
line ends aside), or holds its words in a row with only a few others between ("printed and painted signs" has "printed
signs"; up to six words, up to four between). The value's own punctuation must be there too: where a model joins pieces,
it differs. Numbers and dates are compared as such.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property, lru_cache

from llm_extract.grounding.figures import read_number
from llm_extract.grounding.quantities import check_quantity
from llm_extract.grounding.sums import check_money
from llm_extract.grounding.verdicts import SUPPORTED, Support, Words
from llm_extract.grounding.wording import contains_whole, normalize_words
from llm_extract.values.date_mentions import find_dates
from llm_extract.values.dates import as_date
from llm_extract.values.numbers import find_numbers

__all__ = ["find_support"]

_BROKEN = re.compile(r"(?<=\w)[-\u00ad‐]\s*\n\s*(?=\w)")
_SQUEEZE = re.compile(r"[\s-]+")
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)+|[^\W_]+|[^\w\s]")
_GAP = 4  # words and marks that may stand between a short value's words
_LONGEST = 6  # words of a value that may be spread so


class _Document:
    """A document's searchable forms, each made when first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def normal(self) -> str:
        return normalize_words(self.text)

    @cached_property
    def squeezed(self) -> str:
        return _SQUEEZE.sub("", self.normal)

    @cached_property
    def tokens(self) -> list[str]:
        return _TOKEN.findall(normalize_words(_BROKEN.sub("", self.text)))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for i, token in enumerate(self.tokens):
            places.setdefault(token, []).append(i)
        return places

    @cached_property
    def numbers(self) -> frozenset[Decimal]:
        return frozenset(abs(r) for n in find_numbers(self.text) for r in n.readings)

    def holds_in_order(self, words: list[str]) -> bool:
        """Whether the words follow one another with few others between them."""
        if any(w not in self.places for w in words):
            return False
        return any(self._follow(start, words) for start in self.places[words[0]][:200])

    def _follow(self, start: int, words: list[str]) -> bool:
        at = start
        for word in words[1:]:
            reach = self.tokens[at + 1 : at + _GAP + 2]
            if word not in reach:
                return False
            at += 1 + reach.index(word)
        return at < start + len(words) + _GAP


@lru_cache(maxsize=8)
def _document(text: str) -> _Document:
    return _Document(text)


def find_support(kind: str, value: object, text: str, *, published_on: str | None = None) -> Support:
    """Whether a document says a value somewhere.

    Args:
        kind: as for ``check_support``; enums and booleans are left unchecked.
        value: the bare value.
        text: the whole document.
        published_on: its date (EDTF), for relative dates.

    Returns:
        The verdict; ``supported`` means that the value occurs, not that it is said of the right thing.

    Example:
        >>> find_support("text", "painted signposts", "Printed and painted sign-\\nposts").state
        'supported'
        >>> find_support("number", 24.5, "an area of 24,5 km"), find_support("number", 4, "an area of 24,5 km").state
        (Support(state='supported', reason=''), 'unsupported')
    """
    if value is None or isinstance(value, bool) or kind in ("boolean", "enum"):
        return Support("unchecked", "A whole document cannot back such a value.")
    document = _document(text)
    if kind in ("number", "percent") or isinstance(value, int | float | Decimal):
        return _number(value, document)
    if kind == "date" and (date := as_date(str(value).strip())):
        for mention in find_dates(text, published_on):
            for reading in mention.readings:
                if all(x is None or x == y for x, y in zip(date, as_date(reading) or (), strict=False)):
                    return SUPPORTED
        return Support("unsupported", "The document holds no such date.")
    if kind == "money":
        return check_money(value, Words(text))
    if kind == "quantity":
        return check_quantity(value, Words(text))
    return _text(str(value), document)


def _number(value: object, document: _Document) -> Support:
    number = read_number(value)
    if number is None:
        return Support("unchecked", "The value is no number.")
    return (
        SUPPORTED if abs(number) in document.numbers else Support("unsupported", "The document holds no such number.")
    )


def _text(value: str, document: _Document) -> Support:
    part = normalize_words(value)
    if not part:
        return Support("unsupported", "The value is empty.")
    if contains_whole(document.normal, part):
        return SUPPORTED
    words = _TOKEN.findall(part)
    count = sum(w[0].isalnum() for w in words)
    if count > 1 and len(part) > 7 and _SQUEEZE.sub("", part) in document.squeezed:
        return SUPPORTED
    if 2 <= count <= _LONGEST and document.holds_in_order(words):
        return SUPPORTED
    if len(words) < 3 and (number := read_number(value)) is not None and abs(number) in document.numbers:
        return SUPPORTED
    return Support("unsupported", "The document does not say this.")
