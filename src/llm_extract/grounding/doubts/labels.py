"""Values that words right beside them set apart: the previous rating, the invoice that is replaced, the score at
half-time, somebody "who was not involved", a model that "is not affected"."""

from __future__ import annotations

import re
from functools import lru_cache

from ...values.field_roles import field_words, read_role
from ...values.joining import AND
from .beside import Beside, Label, rows
from .gates import holds_any
from .instalments import INSTALMENTS
from .levels_in_languages import FORMERLY
from .standings import STANDINGS

__all__ = ["find_label"]


_PREVIOUS = Beside(rf"(?<!\w)(?:{FORMERLY})\s(?:[^\W\d_]+\s?){{1,3}}(?:\([^)]{{1,24}}\)\s?)?[:=]\s?[\"“„«]?$")
_AT_ITS_PEAK = Beside(
    r"(?<!\w)(?:at\s(?:the|its|their)\s(?:peak|height)|initially|at\sfirst|originally|zunächst|anfangs"
    r"|auf\sdem\sHöhepunkt|au\splus\sfort|au\sdépart|en\sel\s(?:punto|momento)\sálgido|al\sprincipio|inicialmente"
    r"|inizialmente|all['’]inizio|aanvankelijk|początkowo|сначала|первоначально)(?!\w)[^.;:]{0,40}$",
    cues=rows(
        "at the|at its|at their|initially|at first|originally|zunächst|anfangs|höhepunkt|plus fort|départ|álgido"
        "|al principio|inicialmente|inizialmente|inizio|aanvankelijk|początkowo|сначала|первоначально"
    ),
)
_OF_NOW = frozenset(
    str.split(
        "now current currently present today aktuell aktuelle derzeit heute actuel actuelle actual actuales attuale "
        "oggi atual huidig huidige obecny obecna nuvarande"
    )
)
_REPLACED = Label(
    Beside(
        r"(?<!\w)(?:replac(?:es|ed|ing)|supersed(?:es|ed|ing)|ersetzt|remplace|annule\set\sremplace|sustituye"
        r"|reemplaza|sostituisce|substitui|vervangt|ersätter|erstatter|zastępuje|заменяет|menggantikan)\s"
        r"(?:(?:the|our|die|den|das|la|le|el|il|a|o|de|het)\s)?(?:[^\W\d_]+\s){0,2}(?:no\.?\s|nr\.?\s|№\s?|#)?$",
        cues=(
            *("replac", "supersed", "ersetzt", "remplace", "sustituye", "reemplaza", "sostituisce", "substitui"),
            *("vervangt", "ersätter", "erstatter", "zastępuje", "заменяет", "menggantikan"),
        ),
    ),
    frozenset(str.split("replaced replaces superseded supersedes ersetzt remplace vervangt sustituye old")),
)
_HALF_TIME = Label(
    Beside(
        r"(?<!\w)(?:half[- ]?time|HT|Halbzeit|(?:zur|bis\szur)\sPause|mi-temps|(?:al|en\sel)\sdescanso"
        r"|all['’]intervallo|bij\srust|bij\sde\srust|ao\sintervalo|do\sprzerwy|к\sперерыву|devre(?:\sarası)?|ilk\syarı)"
        r"(?!\w)[^.;]{0,16}$|(?:前半|半场|中场|전반)[^。]{0,8}$",
        reach=(40, 0),
        cues=(
            *("half", "ht ", "halbzeit", "pause", "mi-temps", "descanso", "intervall", "rust", "przerwy"),
            *("перерыву", "devre", "yarı", "前半", "半场", "中场", "전반"),
        ),
    ),
    frozenset(str.split("half ht halftime halbzeit pause mi temps descanso intervallo rust intervalo")),
)
_NOT_INVOLVED = Label(
    Beside(
        after=r"[^.;]{0,70}?,?\s(?:who|and\swho|der|die|qui|que|che|die|som|który|która|которы\w)\s?(?:(?:was|is|were"
        r"|had)\snot\s(?:involved|part|taken\spart|an\sauthor)|(?:selbst\s)?nicht\s(?:an|bei)\s[^.;,]{1,40}beteiligt"
        r"|n['’](?:a|ont|était|est)\spas\s(?:particip|impliqu|pris\spart)|no\s(?:particip|estuvo)|non\s(?:ha\spartecip"
        r"|è\scoinvolt|era\scoinvolt)|não\s(?:particip|esteve)|niet\sbij\s[^.;,]{1,40}betrokken|nie\sbrał|не\sучаств)",
        cues=(" not ", "nicht", " pas ", " no ", " non ", " não ", " niet ", " nie ", " не "),
    ),
    frozenset(
        str.split(
            "outside independent expert experts comment commentator quoted quotes speaker speakers source sources "
            "person people"
        )
    ),
    of_figures=False,
)
_LISTED = r"affected|included|involved|concerned|covered|recalled|implicated|sued|charged|accused|invited|eligible"
_ONE = rf"(?:(?!\s(?:{AND})\s)[^.;:,]){{0,60}}?,?"
"""Before what is said of one that is kept out: of several joined by "and" only what is said of all sets each apart."""
_EXCLUDED_CUES = (
    *("not ", "unaffected", "on sale", "pulled out", "withdrew", "nicht ", " pas ", "retiró", "retiraron", "desistió"),
    *("retiré", "no est", "no fue", "no result", "non è", "non sono", "non era", "ritirat", "não ", "niet ", "inte "),
    *("nie jest", "nie został", "nebyl", "не ", "marad", "etkilenmedi", "tidak ", "対象外", "含まれ", "召回", "未受"),
    *("제외", "해당하지", "except", "excluding", "apart from", "ausgenommen", "ausnahme", "salvo", "tranne", "eccetto"),
    *("exceto", "behalve", "utom", "oprócz", "кроме", "وانسحب"),
)
_ASKS_FOR_EXCLUDED = frozenset(
    str.split(
        "excluded exempt exempted unaffected not except remaining withdrawn withdrew other others exclusions "
        "exceptions ausgenommen exclus excluidos esclusi"
    )
)
_EXCLUDED = Label(
    Beside(
        after=rf"[^.;:,]{{0,60}}?\s(?:(?:are|were)\snot\s(?:{_LISTED})|are\sunaffected|remain\son\ssale)(?!\w)"
        rf"|{_ONE}\s(?:(?:is|was)\snot\s(?:{_LISTED})|is\sunaffected|remains\son\ssale|pulled\sout|withdrew)(?!\w)"
        rf"|{_ONE}\s(?:(?:ist|sind|war|waren)\s(?:davon\s)?nicht\s(?:betroffen|angeklagt|verklagt|beteiligt)"
        r"|n['’](?:est|était|a)\spas\s(?:concernée?|touchée?|visée?|été\spoursuivie?)|se\s(?:retiró|retiraron|desistió)"
        r"|s['’]est\sretirée?|no\s(?:est[aá]n?|fue|fueron|resultó)\s(?:afectad|incluid|demandad|imputad)[oa]s?"
        r"|non\s(?:è|sono|era)\s(?:interessat|coinvolt|compres|indagat)[oaie]|si\sè\sritirat[oa]"
        r"|não\s(?:está|estão|foi|foram)\s(?:afetad|incluíd|processad)[oa]s?|(?:is|zijn)\sniet\s(?:betrokken|getroffen)"
        r"|(?:är|var)\sinte\s(?:berörd|drabbad)\w*|nie\s(?:jest|został[aoy]?)\s\w+"
        r"|(?:který|která|které)?\s?(?:ovšem\s)?nebyl[aoy]?\s(?:žalován|obviněn|dotčen)\w*"
        r"|не\s(?:затронут|пострадал|включ|обвин)\w*|forgalomban\smarad\w*|etkilenmedi|tidak\s(?:terdampak|termasuk))"
        r"(?!\w)|[^。、]{0,12}(?:対象外|は含まれ(?:ない|ず)|不在(?:此次)?召回|未受影响|제외|해당하지\s않)",
        cues=_EXCLUDED_CUES,
    ),
    _ASKS_FOR_EXCLUDED,
)
_LEFT_OUT = Label(
    Beside(
        r"(?<!\w)(?:except(?:\sfor)?|excluding|with\sthe\sexception\sof|apart\sfrom|ausgenommen"
        r"|mit\sAusnahme\s(?:von|der|des)|à\sl['’]exception\s(?:de|du)|salvo|excepto|tranne|eccetto|exceto|behalve|utom"
        r"|oprócz|кроме|وانسحبت?)\s(?:(?:the|die|der|dem|den|le|la|les|el|los|il|o|a|os|de|het)\s)?[\"“„«]?$",
        cues=_EXCLUDED_CUES,
    ),
    _ASKS_FOR_EXCLUDED,
    of_figures=False,
)
_MARKS = frozenset("$€£¥₹")
_LABELS = (_REPLACED, _HALF_TIME, _NOT_INVOLVED, _EXCLUDED, _LEFT_OUT, *STANDINGS, *INSTALMENTS)


@lru_cache(maxsize=1024)
def _labels_of(field: str, figure: bool) -> tuple[tuple[Beside, ...], tuple[str, ...]]:
    """What may set a figure, or a text, apart from what a field asks for, and the cues of all of these."""
    words = field_words(field)
    name = "_".join(words)
    found = [] if _OF_NOW.isdisjoint(words) else [_AT_ITS_PEAK]
    for label in _LABELS:
        fits = (label.of_figures if figure else label.of_texts) and label.asked_by.isdisjoint(words)
        if fits and (not label.only_for or re.search(label.only_for, name)):
            found.append(label.beside)
    return tuple(found), tuple(dict.fromkeys(cue for beside in found for cue in beside.cues))


def find_label(text: str, start: int, end: int, field: str) -> str:
    """The words that set a value apart from what its field asks for, or "".

    Args:
        text: a sentence, or a few.
        start: where the value begins.
        end: where it ends.
        field: the field's name.

    Example:
        >>> find_label("Previous rating (May 2021): Poor", 28, 32, "rating")
        'Previous rating (May 2021):'
        >>> find_label("This notice replaces alert 36/2025", 27, 34, "alert_number")
        'replaces alert'
    """
    listed = text[max(0, start - 4) : start].rstrip(' "“„«')[-1:] in (":", "=") and read_role(field).now
    if listed and (found := _PREVIOUS.find(text, start, end)):
        return found.strip(" ,")
    tried, cues = _labels_of(field, text[start].isdigit() or not _MARKS.isdisjoint(text[start : start + 3]))
    for beside in tried if holds_any(text, cues) else ():
        if found := beside.find(text, start, end):
            return found.strip(" ,")
    return ""
