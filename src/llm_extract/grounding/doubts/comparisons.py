"""Figures that another is held against: "19 minutes, against 34 by bus", "44%, compared with 9% in the control arm".

Of two figures of one kind the second, behind a word of comparison, is the other side's, unless the field or the record
speaks of that side.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from ...values.field_roles import field_words, read_role
from ...values.names import fold
from ...values.sentences import sentence_span
from .aims import asks_for_aim
from .beside import rows
from .gates import holds_any
from .levels_in_languages import AGAINST
from .nouns import Figure, figure_kind, figure_words, figures_in

__all__ = ["backing_figures", "find_comparison"]

_CUES = rows(
    "against|compared|comparison|versus|vs|gegen|verglichen|tegen|vergeleken|jämför|mot |contr|rapport|"
    "comparé|frente|ante |compara|rispetto|wobec|porówn|oproti|против|сравн|проти|порівн|مقا|dibanding|"
    "so với|kıyas|karşı|高于|低于|相比|对比"
)
_GAP = r"[^.;:,()0-9]{0,30}"
_LONGEST_UNIT = 12
_NEAR, _LONG = 90, 45


@cache
def _before() -> re.Pattern[str]:
    plain = (
        r"compared\s(?:with|to)|in\scomparison\s(?:with|to)|verglichen\smit|vergeleken\smet|jämfört\smed|comparé\w*\sà"
        r"|par\srapport\sà|comparad\w+\s(?:a|com|con)|rispetto\sa\w*|w\sporównaniu\s(?:z|do)|по\sсравнению\sс"
        r"|порівняно\sз|مقارنة\s(?:ب|مع)|dibanding(?:kan)?|so\svới"
    )
    return re.compile(
        rf"(?:(?<![\w-])(?:{plain})|(?:[,(–—-]\s?|\sals\s)(?:{AGAINST}))\s{_GAP}(?:[0-9][^.;:,()]{{0,40}}\s(?:and|und"
        rf"|et|y|e|en|och|i|и)\s{_GAP})?[^\w\s]?\s?$|(?:高于|低于|相比|对比)[^。，、0-9]{{0,16}}$",
        re.IGNORECASE,
    )


def backing_figures(text: str, span: tuple[int, int], backs: Callable[[str], bool]) -> list[Figure]:
    """The figures of a stretch that back a value, with what stands right beside them.

    Args:
        text: the article.
        span: the stretch.
        backs: whether words back the value.
    """
    low, high = sentence_span(text, span)
    found = []
    for at in figures_in(text, low, high):
        stop = min(high, at.end + _LONGEST_UNIT)
        if at.start < span[1] and at.end > span[0] and backs(figure_words(text, at, _end_of_unit(text, at.end, stop))):
            found.append(at)
    return found


_UNIT = re.compile(r"\s?[^\d,;()。，、]*")


def _end_of_unit(text: str, end: int, stop: int) -> int:
    unit = _UNIT.match(text, end, stop)
    return unit.end() if unit else end


def find_comparison(
    text: str,
    span: tuple[int, int],
    field: str,
    says: Callable[[str], bool],
    backs: Callable[[str], bool],
) -> str:
    """The words that hold another figure against a value's, where nothing says that the field asks for it; or "".

    Args:
        text: the article.
        span: where the words stand that the value leans on.
        field: the name of its field.
        says: whether the record holds some letters anywhere.
        backs: whether words back the value.

    Example:
        >>> text = "It takes 19 minutes, against 34 by bus."
        >>> find_comparison(text, (0, 39), "minutes", lambda _: False, lambda words: words.startswith("34"))
        'against'
        >>> find_comparison(text, (0, 39), "bus_minutes", lambda _: False, lambda words: words.startswith("34"))
        ''
    """
    low, high = sentence_span(text, span)
    sentence = text[low:high]
    if not holds_any(sentence, _CUES) or not read_role(field).now or asks_for_aim(field):
        return ""
    places = backing_figures(text, span, backs)
    doubts = [_against(text, low, high, place, field, says) for place in places]
    return doubts[0] if doubts and all(doubts) else ""


def _against(text: str, low: int, high: int, place: Figure, field: str, says: Callable[[str], bool]) -> str:
    match = _before().search(text, max(low, place.start - _NEAR), place.start)
    if match is None or _WITH_A_VERB.match(text, place.end):
        return ""
    kind = figure_kind(text, *place)
    if not any(figure_kind(text, *figure) == kind for figure in figures_in(text, low, match.start())):
        return ""
    beside = (
        match.group() + " " + re.split(r"[.;,。，]\s?", text[place.end : min(high, place.end + _LONG)], maxsplit=1)[0]
    )
    telling = [word for word in _WORDS.findall(fold(beside)) if len(word) > 2]
    stems = tuple([word[:5] for word in field_words(field) if len(word) > 2])
    if any(word.startswith(stems) for word in telling if stems):
        return ""
    named = _WORDS.findall(beside)[1:]
    if any(says(word) for word in named if (len(word) > 3 or word[0].isupper()) and word.lower() not in _SMALL):
        return ""
    return match.group().strip(" ,(–—-")


_WITH_A_VERB = re.compile(r"\s?(?:million|billion|m|bn)?\s\w+ed(?!\w)")
"""What is said of a figure alone: "against 63 million recouped"."""
_WORDS = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    str.split(
        "with that than from this were million millions milliarden millionen billion percent euros euro dollars cent "
        "year compared comparison against group people"
    )
)
