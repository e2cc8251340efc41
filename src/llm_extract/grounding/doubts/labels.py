"""Values that words right beside them set apart: the previous rating, the invoice that is replaced, the score at
half-time, somebody "who was not involved", a model that "is not affected"."""

from __future__ import annotations

import re
from functools import cache

from ...values.field_roles import field_words, read_role
from .gates import holds_any
from .levels_in_languages import FORMERLY

__all__ = ["find_label"]

_NEAR = 70
_AFTER = 90
_I = re.IGNORECASE


@cache
def _previous() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{FORMERLY})\s(?:[^\W\d_]+\s?){{1,3}}(?:\([^)]{{1,24}}\)\s?)?[:=]\s?[\"“„«]?$", _I)


@cache
def _replaced() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:replac(?:es|ed|ing)|supersed(?:es|ed|ing)|ersetzt|remplace|annule\set\sremplace|sustituye"
        r"|reemplaza|sostituisce|substitui"
        r"|vervangt|ersätter|erstatter|zastępuje|заменяет|menggantikan)\s(?:(?:the|our|die|den|das|la|le|el|il|a"
        r"|o|de|het)\s)?"
        r"(?:[^\W\d_]+\s){0,2}(?:no\.?\s|nr\.?\s|№\s?|#)?$",
        _I,
    )


@cache
def _half_time() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:half[- ]?time|HT|Halbzeit|(?:zur|bis\szur)\sPause|mi-temps|(?:al|en\sel)\sdescanso"
        r"|all['’]intervallo|bij\srust|bij\sde\srust"
        r"|ao\sintervalo|do\sprzerwy|к\sперерыву|devre(?:\sarası)?|ilk\syarı)(?!\w)[^.;]{0,16}$|(?:前半|半场|中场"
        r"|전반)[^。]{0,8}$",
        _I,
    )


@cache
def _at_its_peak() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:at\s(?:the|its|their)\s(?:peak|height)|initially|at\sfirst|originally|zunächst|anfangs"
        r"|auf\sdem\sHöhepunkt|au\splus\sfort|au\sdépart"
        r"|en\sel\s(?:punto|momento)\sálgido|al\sprincipio|inicialmente|inizialmente|all['’]inizio|aanvankelijk"
        r"|początkowo|сначала|первоначально)(?!\w)[^.;:]{0,40}$",
        _I,
    )


@cache
def _not_involved() -> re.Pattern[str]:
    return re.compile(
        r"[^.;]{0,70}?,?\s(?:who|and\swho|der|die|qui|que|che|die|som|który|która|которы\w)\s?(?:(?:was|is|were"
        r"|had)\snot\s(?:involved|part|taken\spart|an\sauthor)"
        r"|(?:selbst\s)?nicht\s(?:an|bei)\s[^.;,]{1,40}beteiligt|n['’](?:a|ont|était|est)\spas\s(?:particip"
        r"|impliqu|pris\spart)|no\s(?:particip|estuvo)|non\s(?:ha\spartecip|è\scoinvolt|era\scoinvolt)"
        r"|não\s(?:particip|esteve)|niet\sbij\s[^.;,]{1,40}betrokken|nie\sbrał|не\sучаств)",
        _I,
    )


_LISTED = r"affected|included|involved|concerned|covered|recalled|implicated|sued|charged|accused|invited|eligible"


@cache
def _excluded() -> re.Pattern[str]:
    """What follows one that is kept out; of several joined by "and" only what says so of all."""
    one = r"(?:(?!\s(?:and|und|et|y|e|ed|en|och|og|i|и|и|ve|dan)\s)[^.;:,]){0,60}?,?"
    return re.compile(
        rf"[^.;:,]{{0,60}}?\s(?:(?:are|were)\snot\s(?:{_LISTED})|are\sunaffected|remain\son\ssale)(?!\w)"
        rf"|{one}\s(?:(?:is|was)\snot\s(?:{_LISTED})|is\sunaffected|remains\son\ssale|pulled\sout|withdrew)(?!\w)"
        rf"|{one}\s(?:(?:ist|sind|war|waren)\s(?:davon\s)?nicht\s(?:betroffen|angeklagt|verklagt|beteiligt)"
        r"|n['’](?:est|était|a)\spas\s(?:concernée?|touchée?|visée?|été\spoursuivie?)|se\s(?:retiró|retiraron|desistió)"
        r"|s['’]est\sretirée?|no\s(?:est[aá]n?|fue|fueron|resultó)\s(?:afectad|incluid|demandad|imputad)[oa]s?"
        r"|non\s(?:è|sono|era)\s(?:interessat|coinvolt|compres|indagat)[oaie]|si\sè\sritirat[oa]"
        r"|não\s(?:está|estão|foi|foram)\s(?:afetad|incluíd|processad)[oa]s?|(?:is|zijn)\sniet\s(?:betrokken|getroffen)"
        r"|(?:är|var)\sinte\s(?:berörd|drabbad)\w*|nie\s(?:jest|został[aoy]?)\s\w+|(?:který|která|které)?\s?(?:ovšem\s)?nebyl[aoy]?"
        r"\s(?:žalován|obviněn|dotčen)\w*|не\s(?:затронут|пострадал|включ|обвин)\w*|forgalomban\smarad\w*"
        r"|etkilenmedi|tidak\s(?:terdampak|termasuk))(?!\w)|[^。、]{0,12}(?:対象外|は含まれ(?:ない|ず)|不在(?:此次)?召回"
        r"|未受影响|제외|해당하지\s않)",
        _I,
    )


@cache
def _left_out_before() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:except(?:\sfor)?|excluding|with\sthe\sexception\sof|apart\sfrom|ausgenommen|mit\sAusnahme\s(?:von|der|des)"
        r"|à\sl['’]exception\s(?:de|du)|salvo|excepto|tranne|eccetto|exceto|behalve|utom|oprócz|кроме|وانسحبت?)\s"
        r"(?:(?:the|die|der|dem|den|le|la|les|el|los|il|o|a|os|de|het)\s)?[\"“„«]?$",
        _I,
    )


_ASKS_FOR_IT = {
    "excluded": frozenset(str.split("excluded exempt exempted unaffected not except remaining withdrawn withdrew other "
    "others exclusions exceptions ausgenommen exclus excluidos esclusi")),
    "half": frozenset(str.split("half ht halftime halbzeit pause mi temps descanso intervallo rust intervalo")),
    "replaced": frozenset(str.split("replaced replaces superseded supersedes ersetzt remplace vervangt sustituye old")),
    "outside": frozenset(str.split("outside independent expert experts comment commentator quoted quotes speaker "
    "speakers source sources person people")),
    "now": frozenset(str.split("now current currently present today aktuell aktuelle derzeit heute actuel "
    "actuelle actual actuales attuale oggi atual huidig huidige obecny obecna nuvarande")),
}  # fmt: skip


_REPLACED_CUES = (
    *("replac", "supersed", "ersetzt", "remplace", "sustituye", "reemplaza", "sostituisce", "substitui"),
    *("vervangt", "ersätter", "erstatter", "zastępuje", "заменяет", "menggantikan"),
)
_HALF_CUES = (
    *("half", "ht ", "halbzeit", "pause", "mi-temps", "descanso", "intervall", "rust", "przerwy"),
    *("перерыву", "devre", "yarı", "前半", "半场", "中场", "전반"),
)
_EXCLUDED_CUES = (
    *("not ", "unaffected", "on sale", "pulled out", "withdrew", "nicht ", " pas ", "retiró", "retiraron", "desistió"),
    *("retiré", "no est", "no fue", "no result", "non è", "non sono", "non era", "ritirat", "não ", "niet ", "inte "),
    *("nie jest", "nie został", "nebyl", "не ", "marad", "etkilenmedi", "tidak ", "対象外", "含まれ", "召回", "未受"),
    *("제외", "해당하지", "except", "excluding", "apart from", "ausgenommen", "ausnahme", "salvo", "tranne", "eccetto"),
    *("exceto", "behalve", "utom", "oprócz", "кроме", "وانسحب"),
)
_OUTSIDE_CUES = (" not ", "nicht", " pas ", " no ", " non ", " não ", " niet ", " nie ", " не ")


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
    words = frozenset(field_words(field))
    low = max(0, start - _NEAR)
    found = None
    if text[low:start].rstrip(' "“„«')[-1:] in (":", "=") and read_role(field).now:
        found = _previous().search(text, low, start)
    if found is None and holds_any(text, _REPLACED_CUES) and words.isdisjoint(_ASKS_FOR_IT["replaced"]):
        found = _replaced().search(text, low, start)
    if found is None and holds_any(text, _HALF_CUES) and words.isdisjoint(_ASKS_FOR_IT["half"]):
        found = _half_time().search(text, max(0, start - 40), start)
    if found is None and not words.isdisjoint(_ASKS_FOR_IT["now"]):
        found = _at_its_peak().search(text, low, start)
    if (
        found is None
        and not text[start].isdigit()
        and holds_any(text, _OUTSIDE_CUES)
        and words.isdisjoint(_ASKS_FOR_IT["outside"])
    ):
        found = _not_involved().match(text, end, end + _AFTER)
    if found is None and holds_any(text, _EXCLUDED_CUES) and words.isdisjoint(_ASKS_FOR_IT["excluded"]):
        found = _excluded().match(text, end, end + _AFTER)
        if found is None and not text[start].isdigit():
            found = _left_out_before().search(text, low, start)
    return found.group().strip(" ,") if found else ""
