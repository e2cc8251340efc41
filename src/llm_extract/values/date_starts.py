"""Where in a text a date may begin: at digits, and at the few words that open one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from .date_patterns import forms_by_word
from .month_names import MONTHS, RELATIVE_DAYS, WEEKDAYS

__all__ = ["find_starts"]

_ANY = re.compile(r"[0-9]+|['’](?=[0-9]{2}(?![0-9]))|(?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f])+")
_DIGITS = re.compile(r"[0-9]+|['’](?=[0-9]{2}(?![0-9]))")
_LETTERS_ONLY = "".join(c if c.isalpha() else " " for c in map(chr, range(128)))
_MARKS = str.maketrans("’‘“”–—€£\u00a0", " " * 9)

_WEAK = frozenset(
    str.split(
        "a an one two three four five six seven eight nine ten first second third fourth the last past previous next "
        "coming this current earlier later vergangene vergangenen letzte letzten nächste nächsten kommende kommenden "
        "diese diesen dieses diesem fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth thirtieth thirty "
        "i il vor new"
    )
)
"""Common words that open a date only together with one of the words of ``_partners``."""


@cache
def _partners() -> frozenset[str]:
    others = (
        "dag fjor passé dernier prochain jahren jahr monaten wochen tagen stunden ans jours mois semaines heures anni "
        "mesi decade hour decades hours years months weeks days spring summer autumn fall winter year month week "
        "quarter half jahr jahres monat monats woche ago earlier day eve morning afternoon evening night"
    )
    return frozenset({*MONTHS, *WEEKDAYS, *(w.rsplit(" ", 1)[-1] for w in RELATIVE_DAYS), *others.split()})


def find_starts(text: str) -> Iterable[tuple[int, int]]:
    """Begin and end of the digits and words with which a date may begin, by position.

    Example:
        >>> list(find_starts("The firm said on Monday, 9 April, that it grew"))
        [(0, 3), (17, 23), (25, 26), (27, 32)]
    """
    lowered = text.lower()
    if not lowered.isascii():
        lowered = lowered.translate(_MARKS)
        if not lowered.isascii() or len(lowered) != len(text):
            return _all_starts(text)
    padded = f" {lowered.translate(_LETTERS_ONLY)} "
    words = set(padded.split())
    present = words & forms_by_word().keys()
    if not present.isdisjoint(_WEAK) and words.isdisjoint(_partners()):
        present -= _WEAK
    starts = [match.span() for match in _DIGITS.finditer(text)]
    for word in present:
        at = padded.find(f" {word} ")
        while at >= 0:
            starts.append((at, at + len(word)))
            at = padded.find(f" {word} ", at + len(word))
    starts.sort()
    return starts


def _all_starts(text: str) -> Iterator[tuple[int, int]]:
    words = forms_by_word()
    for match in _ANY.finditer(text):
        first = match.group()[0]
        if first < "A" or first == "’" or first >= "\u2e80" or match.group().lower() in words:
            yield match.span()
