"""Figures that a sentence gives to a competitor, a neighbour, a sister or to another of the kind: "its rival Oak raised
12 million", "竞争对手恒睿净利润为22亿元", "a similar crash in 2016 killed four".

The word for the other opens its clause, and the record says nothing of who is named there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from ...values.field_roles import field_words
from ...values.sentences import sentence_span
from .beside import rows
from .comparisons import backing_figures
from .gates import holds_any

__all__ = ["find_rival_subject"]

_CUES = rows(
    "rival|competit|competing|challenger|konkur|wettbewerb|mitbewerb|concurr|competid|concorr|rywal|конкур|соперник"
    "|rakip|rakib|pesaing|đối thủ|प्रतिद्व|प्रतिस्प|منافس|kilpailij|versenytárs|rivális|竞争|競|ライバル|경쟁|라이벌"
    "|neighbour|neighbor|sister |similar |nachbar|schwester|voisin|vecin|vicin|vizinh|grann|sąsied|сосед|komşu|tetangga"
    "|邻|隣|이웃|another|otro |otra |outro |outra |un autre|une autre|un altro|un'altra|ein anderer|eine andere"
    "|een ander|en annan|ett annat|другой|другая|başka bir|另一|別の|다른"
)
_ASKED = frozenset(
    str.split(
        "rival rivals competitor competitors competing konkurrent konkurrenten concurrent concurrents competidor "
        "concorrente konkurent конкурент rakip pesaing neighbour neighbor sister other another similar comparable peer "
        "autre otro altro outro anderer"
    )
)
_NO_FILLING = (
    r"from|of|to|with|by|than|over|against|for|as|at|in|on|who|which|that|whose|de|du|des|von|vom|mit|gegen|bei|als"
    r"|di|da|del|con|por|com|van|met|dari|oleh|z|od|u|av|från|med|mot|от|с|у|для|против|по"
)
_FILLING = rf"(?:(?!(?:{_NO_FILLING})\s)[^\s.,;:]{{1,14}}\s){{0,3}}?"


@cache
def _subject() -> re.Pattern[str]:
    rivals = (
        r"rivals?|competitors?|competing\s\w+|challengers?|Konkurrent(?:in|en)?|konkurrierende[nrs]?\s\w+"
        r"|Wettbewerber(?:in)?|Mitbewerber(?:in)?|Rival(?:e|in)|concurrente?s?|rivale?s?|competidor[a]?s?|concorrentes?"
        r"|konkurrenten?|konkurrerande\s\w+|rivaliserande\s\w+|rivalen|konkurent\w*|konkurencyjn\w+|konkurenční"
        r"|rywal\w*|конкурент\w*|конкурирующ\w+|соперник\w*|rakip|rakibi|pesaing(?:nya)?|đối\sthủ|प्रतिद्वंद्वी"
        r"|प्रतिस्पर्धी|(?:ال)?منافس\w*|kilpailija\w*|versenytárs\w*|rivális\w*"
    )
    kin = (
        r"neighbou?ring\s\w+|neighbou?rs?|sister\s\w+|(?:a\s)?similar\s[a-z]+|Nachbar\w+|Schwester\w+|voisine?s?"
        r"|vecin[oa]s?|vicin[oa]|vizinh[oa]s?|grann\w+|sąsied\w+|сосед\w+|komşu|tetangga"
        r"|another\s(?!of\b)[a-z]{3,}(?<!people)|otr[oa]\s[^\W\d_]+|outr[oa]\s[^\W\d_]+|une?\sautre\s[^\W\d_]+"
        r"|un(?:\saltro|['’]altra)\s[^\W\d_]+|eine?\sandere[rs]?\s[^\W\d_]+|een\sander[e]?\s[^\W\d_]+"
        r"|(?:en\sannan|ett\sannat)\s[^\W\d_]+|друг(?:ой|ая|ое)\s[^\W\d_]+|başka\sbir\s[^\W\d_]+"
    )
    opening = (
        r"(?:^\s*|[,;:(—–\n]\s?|\s(?:while|whereas|and|but|und|während|et|tandis\sque|y|mientras|e|mentre|enquanto|en"
        r"|terwijl|och|medan|a|i|а|и|ve|dan|sementara)\s)"
    )
    return re.compile(
        rf"{opening}[\"“„«]?{_FILLING}(?<!\w)(?:(?P<rival>{rivals})|{kin})(?!\w)"
        r"|(?:^|[，、。；\s])[^，、。；\s]{0,6}(?P<east>竞争对手|同业公司|競争相手|競合(?:他社|の)?|ライバル(?:の"
        r"|である)?|경쟁사인?|경쟁업체인?|라이벌인?|邻[县市省国]|隣(?:国|県|町|の)|이웃한?|另一[家起名座]|別の|다른\s)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1024)
def _asks_for_other(field: str) -> bool:
    return not _ASKED.isdisjoint(field_words(field))


def find_rival_subject(
    text: str,
    span: tuple[int, int],
    field: str,
    says: Callable[[str], bool],
    backs: Callable[[str], bool],
) -> str:
    """The words that make another the subject of what is said, where the record says nothing of that one; or "".

    Args:
        text: the article.
        span: where the words stand that the value leans on.
        field: the name of its field.
        says: whether the record holds some letters anywhere.
        backs: whether words back the value.

    Example:
        >>> text = "Its rival Oak raised 12 million in May."
        >>> find_rival_subject(text, (0, 39), "raised", lambda _: False, lambda words: words.startswith("12"))
        'Its rival'
        >>> find_rival_subject(text, (0, 39), "raised", lambda name: name == "Oak", lambda words: True)
        ''
    """
    low, high = sentence_span(text, span)
    sentence = text[low:high]
    if not holds_any(sentence, _CUES) or _asks_for_other(field):
        return ""
    places = backing_figures(text, span, backs)
    at = places[0].start - low if places else span[1] - low
    found = list(_subject().finditer(sentence[:at]))
    if not found or (match := found[-1]).end() >= at:
        return ""
    return "" if _names_its_own(sentence, match, at, says) else _EDGES.sub("", match.group())


_EDGES = re.compile(r"^\W+")
_NAMED = re.compile(r"[^\W\d_a-zà-öø-ÿа-я][\w-]+")
_CLAUSE = re.compile(r"[;；]|,\s(?:and|but|while|und|aber|während|et|mais|y|pero|e|ma|mas|en|maar|och|men|а|но)\s|，")


def _names_its_own(sentence: str, match: re.Match[str], at: int, says: Callable[[str], bool]) -> bool:
    """Whether something that the record has is named from a word for another on, or a new clause begins."""
    between = sentence[match.end() : at]
    if match["east"]:
        return _says_a_part(between[:_EAST], says) or between.count("。") > 0
    if _CLAUSE.search(between) or (match.group().startswith(",") and ", " in between):
        return True  # "Oak, a rival of Elm, raised"
    named = _NAMED.findall(sentence[match.start() : at])
    return any(says(word) for word in named if len(word) > _LEAST and word not in match.group())


_EAST, _LEAST = 8, 2
_BOUND = re.compile(r"^[的之はのが、\s]+")


def _says_a_part(words: str, says: Callable[[str], bool]) -> bool:
    """Whether the record has the first two letters of a name in a script that writes words together."""
    bare = _BOUND.sub("", words)
    return len(bare) >= 2 and says(bare[:2])
