"""Values that are the article's own words, and said of another than their field asks for."""

from __future__ import annotations

import re

from ...values.field_roles import read_role
from ..hedging import find_hedge
from ..verdicts import Support, Words
from .happenings import find_other_happening
from .labels import find_label
from .parties import doubt_of_party, read_party

__all__ = ["doubt_of_thing", "doubt_of_words", "of_something_else"]

_LONGEST = 60
_NAME = re.compile(r"[^\W\d_a-zß-öø-ÿ][^\d,;:!?\n]*\Z")
_MOST_WORDS = 6


def doubt_of_words(kind: str, value: str, words: Words) -> Support | None:
    """Why no mention of a value in its quote is the one that its field means, or None.

    Args:
        kind: that of the value.
        value: a text, a name, a year or a date.
        words: the words it leans on, with the name of its field.

    Example:
        >>> doubt_of_words("text", "Ann Roe", Words("said finance chief Ann Roe", field="ceo")).state
        'unsupported'
        >>> doubt_of_words("date", "1997-05-02", Words("born in 1921, died in 1997", field="birth_date")).state
        'unchecked'
    """
    if kind == "date" or value.isdigit():
        value = value[:4]
    elif not value or len(value) > _LONGEST or value.count(" ") >= _MOST_WORDS:
        return None
    party = read_party(words.field) if kind in ("text", "name") and _NAME.match(value) else None
    text, first = words.sentence()
    done = kind in ("text", "name") and read_role(words.field).done
    doubt, at = None, text.find(value, first)
    while 0 <= at < first + len(words.quote):
        doubt = doubt_of_party(text, at, at + len(value), party) if party else None
        if done and doubt is None and (hedge := find_hedge(text, at, at + len(value))):
            doubt = Support("unchecked", f"The words leave it open: {hedge!r}.")
        doubt = doubt or doubt_of_thing(text, at, at + len(value), words.field)
        if doubt is None:
            return None
        at = text.find(value, at + len(value))
    return doubt


def doubt_of_thing(text: str, start: int, end: int, field: str) -> Support | None:
    """Why what stands at a place may be said of something else than its field asks for, or None.

    Args:
        text: a sentence, or a few.
        start: where the value begins.
        end: where it ends.
        field: the field's name.

    Example:
        >>> doubt_of_thing("born in 1921, died in 1997", 22, 26, "birth_date").reason
        "The words may say it of something else: 'died'."
    """
    if word := find_other_happening(text, start, end, field):
        return of_something_else(word)
    label = find_label(text, start, end, field)
    return Support("unchecked", f"The words set it apart: {label!r}.") if label else None


def of_something_else(words: str) -> Support:
    """The doubt that some words leave."""
    return Support("unchecked", f"The words may say it of something else: {words!r}.")
