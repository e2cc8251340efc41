"""Who held an office before, and who is to hold it: "stepped down", "will be succeeded by Jane Roe"."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["find_coming", "find_former"]

_NEAR = 60
_AFTER = 90
_I = re.IGNORECASE


@cache
def _former_before() -> re.Pattern[str]:
    """A word of before, with an office between it and the name, or none."""
    return re.compile(
        r"(?:(?<!\w)(?:former|ex|erstwhile|ousted|ehemalige[rn]?|frühere[rn]?|vormalige[rn]?|ancien(?:ne)?"
        r"|antigu[oa]|dimissionari[oa]"
        r"|ex-\w+|antig[oa]|voormalige?|oud|förre|tidligere|była?|dawn[ya]|бывш\w+|прежн\w+|eski|mantan)[\s-]"
        r"(?:[^\s,.;:]+\s){0,3}"
        r"|(?<!\w)(?:(?:takes?|taking|took)\sover\sfrom|succe(?:eds|eded|eding)(?!\sby)|replac(?:es|ed|ing)(?!\sby)|folgt\sauf|succède\sà"
        r"|remplace|sustituye\sa|releva\sa|reemplaza\sa|succede\sa|sostituisce|substitui|sucede\sa|vervangt|efterträder"
        r"|zastępuje|сменил[аи]?)\s(?:[^\s,.;:]+\s){0,3}"
        r"|(?:前|元|전|전임|อดีต|पूर्व\s)(?:[^\s,.;:、。]{0,8}[\sの・]?))$",
        _I,
    )


@cache
def _former_after() -> re.Pattern[str]:
    return re.compile(
        r"(?:,[^.;:]{0,60},|,)?\s(?:(?:who|had|has|have|already|abruptly|himself|herself)\s)*"
        r"(?:stepped\s(?:down|aside)|resigned|retired\sas|quit(?:\sas)?\b|was\s(?:fired|ousted|sacked|dismissed"
        r"|replaced)|left\s(?:the|for|after|in|as)|handed\sover"
        r"|departed|trat\s(?:\w+\s){0,4}zurück|(?:ist|war)\s(?:\w+\s){0,4}zurückgetreten|schied\saus"
        r"|a\sdémissionné|a\squitté|dimitió|renunció|dejó|si\sè\sdimess[oa]"
        r"|ha\slasciato|renunciou|deixou|is\sopgestapt|trad\saf|stapte\sop|avgick|har\savgått|zrezygnował\w*"
        r"|ustąpił\w*|ушел|ушёл|покинул\w*|istifa\setti|görevden\sayrıldı"
        r"|mengundurkan\sdiri|(?:님|씨)?이?\s?사임했)(?!\w)"
        r"|\s?السابق",
        _I,
    )


@cache
def _coming_before() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:(?:will|is\sto|are\sto|to|would)\s(?:be\s(?:succeeded|replaced|followed)\sby|hand\s(?:over"
        r"|the\s(?:job|reins))\sto)|(?:handing|hand)\sover\sto"
        r"|in\sline\sto\s(?:be|become)|(?:wird|soll)\s(?:\w+\s){0,6}von|sera\sremplacée?\spar|será\s(?:sustituid"
        r"|reempla[cz]ad|relevad)[oa]\spor|será\s(?:substituíd|sucedid)[oa]\spor"
        r"|sarà\s(?:sostituit|rimpiazzat)[oa]\sda|wordt\sopgevolgd\sdoor|zastąpi\s(?:go|ją)|(?:его"
        r"|её)\sсменит)\s(?:[^\s.;:]+\s){0,4}$",
        _I,
    )


@cache
def _coming_after() -> re.Pattern[str]:
    return re.compile(
        r"(?:,[^.;:]{0,60},|,)?\s(?:who\s)?(?:(?:will|is\sto|is\sdue\sto|is\sset\sto|would)\s(?:\w+\s)?(?:join|succeed"
        r"|replace|become|take\s(?:over|up|the)|assume|start|move|be(?:come)?\s(?:the\s)?(?:new|next))"
        r"|(?:wird|soll)\s[^.;]{0,40}(?:übernehmen|nachfolgen|antreten|folgen|werden|ablösen)|(?:sera|deviendra"
        r"|prendra|succédera|remplacera|rejoindra)|(?:será|asumirá|sucederá|sustituirá|relevará)"
        r"|(?:sarà|diventerà|assumerà|succederà|subentrerà)|(?:assumirá|sucederá|substituirá)|(?:zal"
        r"|wordt)\s[^.;]{0,30}(?:opvolgen|leiden|worden)|obejmie|zastąpi|возглавит|сменит|займет|займёт"
        r"|akan\s(?:menjabat|menggantikan)|devralacak)(?!\w)|\s[^.;,]{0,40}\s(?:à\scompter\sdu|with\seffect\sfrom"
        r"|effective\sfrom|a\spartir\sdel?|zum\s[0-9]{1,2}\.|mit\sWirkung\szum)(?!\w)",
        _I,
    )


_NAMED = re.compile(
    r",?\s(?:(?:was|is|has|been|had|wurde|est|a|été|fue|ha|sido|è|stato|stata|foi|is)\s){0,2}"
    r"(?:named|appointed|hired|elected|chosen|takes\sover|took\sover|ernannt|berufen|nommée?|nombrad[oa]"
    r"|nominat[oa]|nomead[oa]|benoemd)(?!\w)",
    _I,
)


def find_former(text: str, start: int, end: int) -> str:
    """The words that say that who is named at a place held an office before, or "".

    Args:
        text: a sentence, or a few.
        start: where the name begins.
        end: where it ends.

    Example:
        >>> find_former("founder Ann Roe, who stepped down in May, said", 8, 15)
        ', who stepped down'
    """
    match = _former_before().search(text, max(0, start - _NEAR), start)
    if match and _NAMED.match(text, end):  # one who was something else before
        match = None
    match = match or _former_after().match(text, end, end + _AFTER)
    return match.group().strip(" ") if match else ""


def find_coming(text: str, start: int, end: int) -> str:
    """The words that say that who is named at a place is to hold an office, or "".

    Example:
        >>> find_coming("He will be succeeded by director Ann Roe", 33, 40)
        'will be succeeded by director'
    """
    match = _coming_before().search(text, max(0, start - 80), start) or _coming_after().match(text, end, end + _AFTER)
    return match.group().strip(" ") if match else ""
