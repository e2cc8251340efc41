"""Who held an office before, and who is to hold it: "stepped down", "will be succeeded by Jane Roe"."""

from __future__ import annotations

import re

from .beside import Beside

__all__ = ["find_coming", "find_former"]

_FORMER = Beside(
    # a word of before, with an office between it and the name, or none
    r"(?:(?<!\w)(?:former|ex|erstwhile|ousted|ehemalige[rn]?|frühere[rn]?|vormalige[rn]?|ancien(?:ne)?|antigu[oa]"
    r"|dimissionari[oa]|ex-\w+|antig[oa]|voormalige?|oud|förre|tidligere|była?|dawn[ya]|бывш\w+|прежн\w+|eski"
    r"|mantan)[\s-](?:[^\s,.;:]+\s){0,3}|(?<!\w)(?:(?:takes?|taking|took)\sover\sfrom|succe(?:eds|eded|eding)(?!\sby)"
    r"|replac(?:es|ed|ing)(?!\sby)|folgt\sauf|succède\sà|remplace|sustituye\sa|releva\sa|reemplaza\sa|succede\sa"
    r"|sostituisce|substitui|sucede\sa|vervangt|efterträder|zastępuje|сменил[аи]?)\s(?:[^\s,.;:]+\s){0,3}"
    r"|(?<!\w)(?:(?:her|his|their|its|the)\spredecessors?|(?:ihre?|seine?)\w?\sVorgänger(?:in)?"
    r"|(?:son|sa|leur)\sprédécesseure?|su\s(?:predecesor|antecesor)a?|su[oa]\spredecessor[ea]|(?:seu|sua)\santecessora?"
    r"|(?:zijn|haar)\svoorganger|(?:hans|hennes)\sföreträdare|(?:jego|jej)\spoprzedni(?:k|czka)"
    r"|(?:его|её|ее)\sпредшественни(?:к|ца)),?\s|(?:前|元|전|전임|อดีต|पूर्व\s)(?:[^\s,.;:、。]{0,8}[\sの・]?))$",
    r"(?:,[^.;:]{0,60},|,)?\s(?:(?:who|had|has|have|already|abruptly|himself|herself)\s)*(?:stepped\s(?:down|aside)"
    r"|resigned|retired\sas|quit(?:\sas)?\b|was\s(?:fired|ousted|sacked|dismissed|replaced)"
    r"|left\s(?:the|for|after|in|as)|(?:(?:który|która)\s[^.;,]{0,20}\s?)?(?:odszedł|odeszła)|handed\sover|departed"
    r"|trat\s(?:\w+\s){0,4}zurück|(?:ist|war)\s(?:\w+\s){0,4}zurückgetreten|schied\saus|a\sdémissionné|a\squitté"
    r"|dimitió|renunció|dejó|si\sè\sdimess[oa]|ha\slasciato|renunciou|deixou|is\sopgestapt|trad\saf|stapte\sop|avgick"
    r"|har\savgått|zrezygnował\w*|ustąpił\w*|ушел|ушёл|покинул\w*|istifa\setti|görevden\sayrıldı|mengundurkan\sdiri"
    r"|(?:님|씨)?이?\s?사임했)(?!\w)|\s?السابق|(?:氏|さん)?は[^。、]{0,14}(?:退く|退き|退任|辞任)"
    r"|[^。，]{0,6}(?:卸任|离任|辞去|退休|离职)|[^.\s]{0,4}(?:은|는|이|가)\s[^.]{0,14}(?:물러나|물러났|퇴임|사임)",
    reach=(60, 90),
)
_COMING = Beside(
    r"(?<!\w)(?:(?:will|is\sto|are\sto|to|would)\s(?:be\s(?:succeeded|replaced|followed)\sby"
    r"|hand\s(?:over|the\s(?:job|reins))\sto)|(?:handing|hand)\sover\sto|in\sline\sto\s(?:be|become)"
    r"|(?:wird|soll)\s(?:\w+\s){0,6}von|sera\sremplacée?\spar|será\s(?:sustituid|reempla[cz]ad|relevad)[oa]\spor"
    r"|será\s(?:substituíd|sucedid)[oa]\spor|sarà\s(?:sostituit|rimpiazzat)[oa]\sda|wordt\sopgevolgd\sdoor"
    r"|zastąpi\s(?:go|ją)|(?:его|её)\sсменит)\s(?:[^\s.;:]+\s){0,4}$",
    r"(?:,[^.;:]{0,60},|,)?\s(?:who\s)?(?:(?:will|is\sto|is\sdue\sto|is\sset\sto|would)\s(?:\w+\s)?(?:join|succeed"
    r"|replace|become|take\s(?:over|up|the)|assume|start|move|be(?:come)?\s(?:the\s)?(?:new|next))"
    r"|(?:wird|soll)\s[^.;]{0,40}(?:übernehmen|nachfolgen|antreten|folgen|werden|ablösen)"
    r"|(?:sera|deviendra|prendra|succédera|remplacera|rejoindra)|(?:será|asumirá|sucederá|sustituirá|relevará)"
    r"|(?:sarà|diventerà|assumerà|succederà|subentrerà)|(?:assumirá|sucederá|substituirá)"
    r"|(?:zal|wordt)\s[^.;]{0,30}(?:opvolgen|leiden|worden)|obejmie|zastąpi|возглавит|сменит|займет|займёт"
    r"|akan\s(?:menjabat|menggantikan)|devralacak|(?:is|est|gilt\sals)\s(?:tipped|pressentie?|Favorit\w*)"
    r"|(?:is|ist|wird)\s[^.;]{0,30}(?:im\sGespräch|gehandelt))(?!\w)|\s[^.;,]{0,40}\s(?:à\scompter\sdu"
    r"|with\seffect\sfrom|effective\sfrom|a\spartir\sdel?|zum\s[0-9]{1,2}\.|mit\sWirkung\szum)(?!\w)",
    reach=(80, 90),
)
_NAMED = re.compile(
    r",?\s(?:(?:was|is|has|been|had|wurde|est|a|été|fue|ha|sido|è|stato|stata|foi|is)\s){0,2}(?:named|appointed|hired"
    r"|elected|chosen|takes\sover|took\sover|ernannt|berufen|nommée?|nombrad[oa]|nominat[oa]|nomead[oa]|benoemd)(?!\w)",
    re.IGNORECASE,
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
    match = _FORMER.before(text, start)
    if match and _NAMED.match(text, end):  # one who was something else before
        match = None
    match = match or _FORMER.after(text, end)
    return match.group().strip() if match else ""


def find_coming(text: str, start: int, end: int) -> str:
    """The words that say that who is named at a place is to hold an office, or "".

    Example:
        >>> find_coming("He will be succeeded by director Ann Roe", 33, 40)
        'will be succeeded by director'
    """
    return _COMING.find(text, start, end)
