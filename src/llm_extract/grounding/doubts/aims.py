"""Figures that somebody only aims at, asks for or needs: "aims for one million", "réclamait 60 000 euros".

Only words right beside a figure decide, and they leave it open: a record may ask for it by a name that does not say so.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ...values.field_roles import field_words, is_bare
from ...values.names import fold
from .gates import holds_any

__all__ = ["asks_for_aim", "find_aim"]

_NEAR = 70
_AFTER = 50
_I = re.IGNORECASE
_MARK = r"(?:\b(?-i:[A-Z]{1,3}|Rp))?\.?\s?[$€£¥₹]?\s?"
_WORDS = r"(?:(?!(?:and|but|und|et|y|e)\s)[^\W\d_][\w'’-]*\s){0,3}?"

_FIELDS = {
    "aim": "target targets targeted goal goals aim aims objective ambition guidance forecast forecasts "
    "forecasted expected expectation "
    "expectations estimate estimates estimated outlook projected projection predicted prediction plan plans "
    "planned budget budgeted future "
    "next potential proposed proposal possible intended promised pledge pledged commitment capacity max maximum "
    "threshold required needed "
    "majority minimum limit guide asking reserve consensus by until ziel ziele prognose erwartet geplant plan "
    "soll objectif cible prevu prevue "
    "prevues prevision previsto prevista objetivo meta obiettivo doel verwacht gepland mal cel prognoza план "
    "цель прогноз hedef target rencana",
    "demand": "appeal demand demands demanded claim claims claimed sought requested request asked asking wanted "
    "wants ask forderung gefordert "
    "verlangt streitwert reclame reclamee demande demandee reclamo solicitado pedido pretension richiesta "
    "richiesto eis geeist vordering "
    "zadanie запрошенныи запрошенная запрошено требование иск talep tuntutan lawsuit suit",
    "order": "ordered order orders bestellt bestellungen commande commandes commandees pedidos encargados ordini "
    "besteld zamowione заказ siparis",
}
_WORDS_OF = {kind: frozenset(row.split()) for kind, row in _FIELDS.items()}
_WITHIN = re.compile("予想|計画|見通し|目標|预|计划|目标|예상|목표|계획|เป้า|คาด")


@lru_cache(maxsize=1024)
def _asked_by(field: str) -> frozenset[str]:
    """What kinds of aims a field's name asks for."""
    words = field_words(field)
    if is_bare(field):
        return frozenset(_WORDS_OF)
    kinds = {kind for kind, listed in _WORDS_OF.items() if not listed.isdisjoint(words)}
    if any(_WITHIN.search(word) for word in words):
        kinds.add("aim")
    if "aim" in kinds:
        kinds.add("demand")  # who plans something wants it
    if _DELIVERED.search(fold(field)) is None:
        kinds.add("order")  # many ask for orders by what is ordered
    return frozenset(kinds)


def asks_for_aim(field: str) -> bool:
    """Whether a field's name says that its values are aimed at, asked for, or the most that there can be.

    Example:
        >>> asks_for_aim("asking_price"), asks_for_aim("price")
        (True, False)
    """
    return not _asked_by(field).isdisjoint(("aim", "demand"))


_DELIVERED = re.compile(
    r"deliver|shipp|built|livre|geliefert|ausgeliefert|entreg|consegn|geleverd|dostarcz|поставлен|teslim|納入|交付|인도"
)


@cache
def _before() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return (
        (
            "aim",
            re.compile(
                r"(?<!\w)(?:aim(?:s|ed|ing)?\s(?:for|at|to\sreach)|(?:target|goal|objective)(?:s|\sof|\sis|\swas"
                r"|:|\sset\sat)?|targeting|hop(?:e|es|ed|ing)\sfor|shooting\sfor"
                r"|(?:could|may|might)\s(?:fetch|sell\sfor|affect)"
                r"|peil\w+|strebt|streben|angestrebt\w*|Ziel\svon|Zielmarke\svon|vise[r]?|visons|visent|visant"
                r"|objectif\sde|aspira\w*\sa|objetivo\sde|meta\sde|punt(?:a|iamo|ano)\sa\w*"
                r"|mira(?:no|re)?\sa|obiettivo\sdi|mikt\sop|streeft\snaar|doel\svan|siktar\spå|målet\s(?:är|på)"
                r"|celuje\sw|cel\sto|рассчитыва\w+\sна|цель\s?[–—-]|hedef\w*|mengincar|menargetkan|nhắm)"
                rf"\s{_WORDS}{_MARK}$|(?:目标|目標)(?:是|は|为|為)?[^\d。,、]{{0,12}}$",
                _I,
            ),
        ),
        (
            "demand",
            re.compile(
                r"(?<!\w)(?:wants?|wanted|demand(?:s|ed|ing)?|call(?:s|ed|ing)\sfor|ask(?:s|ed|ing)?\sfor"
                r"|sought(?!\sfor)|seeks?|seeking|requested|claim(?:s|ed|ing)\s(?:damages\sof)?"
                r"|(?:ver)?lang(?:t|te|ten)|forder(?:t|te|ten|n)|réclam\w+|exig\w+|requ(?:iert|is)|pid(?:e|ió|en"
                r"|ieron)|pedía|solicit(?:a|ó|aba|an)|reclam(?:a|ó|aba|an)|chied(?:e|eva|ono)|chiesto|pediu"
                r"|pedia|eis(?:t"
                r"|te|en)"
                r"|domaga\w+|żąda\w*|zażądał\w*|треб(?:ует|овал\w*|уют)|проси[лт]\w*|طالب\w*|menuntut|đòi)"
                rf"\s{_WORDS}{_MARK}$",
                _I,
            ),
        ),
        (
            "order",
            re.compile(
                r"(?<!\w)(?:ordered|has\son\sorder|bestellte|commandé|encargó|ha\sordinato|bestelde"
                r"|zamówi\w+|заказал\w*|memesan)\s" + _WORDS + "$",
                _I,
            ),
        ),
    )


_UNIT = r"\s?(?:%|per\scent\s?)?(?:[^\W\d_][\w'’-]*\s){0,2}?"


@cache
def _after() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return (
        (
            "aim",
            re.compile(
                rf"{_UNIT}(?:guide\sprice|asking\sprice|reserve\sprice|target|goal)(?!\w)|\s?(?:%"
                rf"|per\scent)?\s?(?:[\w]+\s)?(?:needed|(?:jugée?s?\s)?nécessaires?|erforderlich\w*|necesari[oa]s?"
                rf"|necessari[oae]?)(?!\w)"
                r"|[^\s。、]{0,14}?(?:を目指|を目標|が目標|를 목표)|\s?(?:hedefl\w+|hedefine)",
                _I,
            ),
        ),
        (
            "demand",
            re.compile(
                rf"{_UNIT}(?:gefordert|verlangt|gevraagd|geëist|gevorderd|réclamée?s?|exigée?s?"
                rf"|talep\s\w+)(?!\w)|[^\s。、]{{0,10}}?(?:を求め|を要求|을 요구|를 요구)",
                _I,
            ),
        ),
        (
            "order",
            re.compile(
                rf"{_UNIT}(?:(?:have\sbeen|were|are|has\sbeen|was)\s(?:ordered|on\sorder)|(?:ont"
                rf"|a)\sété\scommandée?s?|wurden\sbestellt|fueron\sencargad[oa]s|sono\sstat[ie]\sordinat[ie]"
                rf"|zijn\sbesteld"
                rf"|заказан\w*)(?!\w)",
                _I,
            ),
        ),
    )


_CUES = (
    *(
        "aim",
        "target",
        "goal",
        "objective",
        "hop",
        "shooting",
        "could",
        "may ",
        "might",
        "peil",
        "streb",
        "ziel",
        "vis",
        "objectif",
        "aspira",
    ),
    *(
        "objetivo",
        "meta ",
        "punt",
        "mira",
        "obiettivo",
        "mik",
        "streeft",
        "doel",
        "siktar",
        "celuj",
        "cel ",
        "hedef",
        "menc",
        "menarg",
    ),
    *(
        "want",
        "demand",
        "call",
        "ask",
        "sought",
        "seek",
        "request",
        "claim",
        "lang",
        "forder",
        "exig",
        "requ",
        "pid",
        "solicit",
        "reclam",
    ),
    *(
        "chie",
        "pediu",
        "eis",
        "domaga",
        "menuntut",
        "order",
        "bestel",
        "command",
        "encarg",
        "ordina",
        "memesan",
        "guide price",
        "reserve",
    ),
    *("needed", "erforderlich", "neces", "gevraagd", "gevorderd", "talep"),
)
"""What no text in plain letters is without that speaks of an aim, a demand or an order."""


def find_aim(text: str, start: int, end: int, field: str) -> str:
    """The words that make a figure one that is only aimed at, asked for or ordered, or "".

    Args:
        text: a sentence, or a few.
        start: where the figure begins.
        end: where it ends.
        field: the field's name; what it asks for by name is none.

    Example:
        >>> find_aim("The union wants 7.5% for one year", 16, 20, "offer_pct")
        'wants'
        >>> find_aim("The union wants 7.5% for one year", 16, 20, "demand_pct")
        ''
    """
    if text.isascii() and not holds_any(text, _CUES):
        return ""
    asked = _asked_by(field)
    low = max(0, start - _NEAR)
    for kind, pattern in _before():
        if kind not in asked and (match := pattern.search(text, low, start)):
            return match.group().strip()
    for kind, pattern in _after():
        if kind not in asked and (match := pattern.match(text, end, end + _AFTER)):
            return match.group().strip()
    return ""
