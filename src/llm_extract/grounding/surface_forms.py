"""Finding the words by which an article expresses a value of an enum."""

from __future__ import annotations

import re
from functools import lru_cache

from .characters import is_unspaced
from .cues import clause_boundary
from .described import describes_another
from .hedging import find_denial, find_hedge
from .verdicts import SUPPORTED, Support, Words

__all__ = ["check_forms", "is_denied"]

COMPLETED = frozenset(
    str.split(
        "closed complete completed done final finished finalised finalized signed acquired approved launched "
        "successful success confirmed paid delivered settled raised true"
    )
)
"""Values that say that something has come about: plans, talks and rumours do not back them."""


@lru_cache(maxsize=512)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_form(form) for form in forms), re.IGNORECASE)


def _form(form: str) -> str:
    words = re.split(r"[\s-]+", form.strip())
    if not re.search(r"\w", form):
        return re.escape(form.strip())
    parts = [re.escape(w[:-1]) + r"\w*" if w.endswith("*") and len(w) > 1 else re.escape(w) for w in words]
    if len(words) == 2 and len(words[1]) == 1 and words[1].isalnum():
        # "Series C", also in "Series A, B and C", but not "Series C-1" or "Series C+"
        letter = words[1]
        return (
            rf"(?<!\w){parts[0]}[\s\u00a0‐–-]+(?:\w\s*(?:,|/|&|and|or|to|through|[–-])\s*){{0,6}}{re.escape(letter)}"
            r"(?!\w|[-‐–]?\d|[-‐–]\w(?!\w)|\+)"
        )
    if len(words) == 2 and len(words[0]) == 1 and words[0].isalnum():
        return rf"(?<![\w’'-]){parts[0]}[\s\u00a0‐–-]+{parts[1]}(?!\w)"
    form = form.strip()
    start = _start_of(form[0]) if form[0].isalnum() else ""
    end = _end_of(form[-1]) if form[-1].isalnum() else ""
    return start + r"[\s\u00a0‐–-]+".join(parts) + end


_HANGUL = "\uac00-\ud7a3"
# What is written onto a Korean word without making it another: particles, "to do" and "to be".
_PARTICLES = "[은는이가을를의와과도에로만하한할함했해되된될됨됐돼받다였인임]|으로|부터|까지|라고|시키|시켰"


def _start_of(letter: str) -> str:
    """What may not stand before a form: other letters."""
    if not is_unspaced(letter):
        return r"(?<!\w)(?<!pre-)(?<!pre )(?<!non-)(?<!anti-)"
    return rf"(?<![{_HANGUL}])" if "\uac00" <= letter <= "\ud7a3" else ""


def _end_of(letter: str) -> str:
    if not is_unspaced(letter):
        return r"(?!\w)"
    return rf"(?:(?![{_HANGUL}])|(?=(?:{_PARTICLES})))" if "\uac00" <= letter <= "\ud7a3" else ""


def check_forms(
    value: str, forms: tuple[str, ...] | None, words: Words, whose: str | None = None, others: tuple[str, ...] = ()
) -> Support:
    """Whether the words express an enum's value.

    Args:
        value: the enum's value.
        forms: its surface forms; empty: no words can back it; None: none are known.
        words: the quote and its sentence.
        whose: the name that the value describes, if any.
        others: the surface forms of the other values.
    """
    known = forms is not None
    if forms is None:
        own = value.replace("_", " ").strip()
        if not re.search(r"\w\w", own):
            return Support("unchecked", "No words are known for this value.")
        forms = (own,)
    elif not forms:
        return Support("unchecked", "No words can back this value.")
    text, start, end = words.window(200)
    if _said_plainly(value, forms, text, start, end, whose):
        return SUPPORTED
    return (
        _search(value, forms, words, whose, others)
        or (Support("unsupported", f"The words do not say {value.replace('_', ' ')!r}.") if known else None)
        or Support("unchecked", "No words are known for this value.")
    )


def _search(
    value: str, forms: tuple[str, ...], words: Words, whose: str | None, others: tuple[str, ...]
) -> Support | None:
    """The verdict over all places where a form stands, those in the quote first; None where none does."""
    text, start, end = words.window(200)
    pattern, reason = _pattern(forms), ""
    for beside in (False, True):
        for match in pattern.finditer(text, 0 if beside else start, len(text) if beside else end):
            doubt = _doubt(value, text, *match.span(), whose)
            if not doubt:
                return _beside(match, start, end, others) if beside else SUPPORTED
            reason = reason or doubt
        if reason or not (words.before or words.after):
            break
    return Support("unsupported", reason) if reason else None


def _beside(match: re.Match[str], start: int, end: int, others: tuple[str, ...]) -> Support:
    """The verdict on a form beside the quote: another clause does not count where the quote says another value."""
    text, said = match.string, match.group()
    gap = (match.end(), start) if match.end() <= start else (end, match.start())
    if others and clause_boundary().search(text, gap[0] - 1, gap[1] + 1):
        other = _pattern(others).search(text, start, end)
        if other and not find_denial(text, *other.span()):
            return Support("unchecked", f"The words say {other.group()!r}, and only those beside them {said!r}.")
    return Support("supported", f"Said beside the quote: {said!r}.")


def is_denied(forms: tuple[str, ...], words: Words) -> bool:
    """Whether a form stands in the quote, and is denied wherever it does.

    Args:
        forms: the words that express a value.
        words: the quote and its sentence.
    """
    text, start, end = words.window(200)
    places = [match.span() for match in _pattern(forms).finditer(text, start, end)]
    return bool(places) and all(find_denial(text, *place) for place in places)


def _doubt(value: str, text: str, start: int, end: int, whose: str | None) -> str:
    if denial := find_denial(text, start, end):
        return f"The words deny it: {denial!r} {text[start:end]!r}."
    if value.lower() in COMPLETED and (hedge := find_hedge(text, start, end)):
        return f"The words leave it open: {hedge!r}."
    if whose and describes_another(whose, text, start, end):
        return f"{text[start:end]!r} is not said of {whose!r}."
    return ""


_LITERAL = re.compile(r"[a-z]{2,}(?:[ -][a-z]+)*\*?")
_PARTED = ("pre-", "pre ", "non-", "anti-")


@lru_cache(maxsize=512)
def _literals(forms: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """The forms that are plain words in lower case, and whether letters may follow."""
    return tuple((form.rstrip("*"), form.endswith("*")) for form in forms if _LITERAL.fullmatch(form))


def _said_plainly(value: str, forms: tuple[str, ...], text: str, start: int, end: int, whose: str | None) -> bool:
    """The common case, decided without a pattern: one form stands in the quote as it is listed, and nothing takes it
    back."""
    lowered = text.lower()
    if len(lowered) != len(text):
        return False
    for literal, open_ended in _literals(forms):
        at = lowered.find(literal, start, end)
        if at >= 0 and (stop := _end_of_form(lowered, literal, at, end, open_ended)):
            return not _doubt(value, text, at, stop, whose)
    return False


def _end_of_form(lowered: str, literal: str, at: int, end: int, open_ended: bool) -> int:
    """Where a form that begins at a place ends; 0 where it is only a part of other words."""
    if at and (lowered[at - 1].isalnum() or lowered[at - 1] == "_" or lowered.endswith(_PARTED, max(0, at - 5), at)):
        return 0
    stop = at + len(literal)
    while open_ended and stop < end and (lowered[stop].isalnum() or lowered[stop] == "_"):
        stop += 1
    following = lowered[stop : stop + 1]
    return stop if not following or following in " ,.;:)" else 0
