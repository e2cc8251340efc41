"""Figures that the words make another thing than their field says: a fall for a growth, a plan for a deed, the level
of before for the one of now."""

from __future__ import annotations

import re
from functools import cache

from ..values.field_roles import read_role
from .hedging import find_hedge
from .signs import says_minus
from .verdicts import Support

__all__ = ["doubt_of_role"]

_NEAR = 24  # code points between "from" and its figure
_EXPECTED_NEAR = 100  # between the analysts and their figure
_LONG = 70  # and between the word of change and the figure
_WORDS_BEFORE = ("from", "von ", "från ", "with ", "against", "versus", "vs", "gegenüber")
_FILLING = r"(?:about|around|roughly|nearly|just|only|some|an?|the|its|rund|etwa|noch)\s"


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?P<from>from|von|från)|compared\s(?:with|to)|against|versus|vs\.?|gegenüber)\s(?:{_FILLING})*[$€£¥₹]?$",
        re.IGNORECASE,
    )


@cache
def _changed() -> re.Pattern[str]:
    """A word of change right before "from", with nothing but its size or a manner between."""
    return re.compile(
        r"(?<!\w)(?:up|down|rose|risen|rises?|rising|grew|grown|grows|growing|fell|fallen|falls?|falling|dropped|drops?"
        r"|declin(?:ed?|es|ing)|increas(?:ed?|es|ing)|decreas(?:ed?|es|ing)|climb(?:ed|s)|jump(?:ed|s)?|surg(?:ed?|es)"
        r"|slipped|slips|plunged|tumbled|sank|dipped|doubled|tripled|halved|swung|higher|lower|improved|narrowed|widened"
        r"|accelerated|slowed|stieg(?:en)?|gestiegen|fiel(?:en)?|gefallen|sank(?:en)?|gesunken|wuchs(?:en)?|steg|föll"
        r"|ökade|minskade)"
        r"(?:\s(?:by|to|um|auf|med|till)|\s(?:in|im|i)\s\w+|\s\w+ly|\sslightly|\s[$€£]?[0-9][0-9.,]*(?:\s?%|\s(?:million|billion|per\scent|percent|basis"
        r"|percentage|points?|Prozent|procent))*)*,?\s$",
        re.IGNORECASE,
    )


@cache
def _made_another() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:rais(?:ed|es|ing)|cut|cuts|cutting|lower(?:ed|s|ing)|lift(?:ed|s|ing)|hik(?:ed|es|ing)|reduc(?:ed|es"
        r"|ing)|trimm(?:ed|ing)|slash(?:ed|es|ing)|chang(?:ed|es|ing)|boost(?:ed|s|ing)|increas(?:ed?|es|ing)|rise|rises"
        r"|rose|grew|grow|fell|fall|falls|goes|went|go|revised|erhöh\w+|senk\w+)\s[^.;:]{0,50}$",
        re.IGNORECASE,
    )


_EXPECTING = ("nalyst", "conomist", "onsensus", "xperten", "estimate", "forecast", "expectation", "wall street")


@cache
def _expected_before() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:(?:analysts?|economists?|consensus|wall\sstreet)(?:['’]s?)?\s[^.;:0-9]{0,50}?(?:expect|forecast|predict|estimat"
        r"|anticipat|project|pencill?ed\sin|look(?:ed|ing)\sfor)\w*|(?:estimates?|forecasts?|expectations?|consensus)\s(?:of|was|were)"
        r"|(?:analysten|experten|ökonomen|analytiker\w*)\s[^.;:0-9]{0,40}?(?:mit|von|med))\s(?:\w+\s){0,3}?[$€£¥₹]?$",
        re.IGNORECASE,
    )


def _is_expected(text: str, start: int) -> bool:
    """Whether a figure is what analysts expected, not what came."""
    low = max(0, start - _EXPECTED_NEAR)
    near = text[low:start].lower()
    return any(word in near for word in _EXPECTING) and _expected_before().search(text, low, start) is not None


_TO = re.compile(r"[^0-9.;:]{0,24}?\s(?:to|auf|till)\s[^0-9.;:]{0,4}[0-9]")


@cache
def _year_before() -> re.Pattern[str]:
    return re.compile(
        r"(?:\s(?!from|than|on|over|since|versus|vs|compared|against|to|up|down|higher|lower|more|less)[\w%]+){0,2}\s(?:(?:an?"
        r"|one)\s(?:year|month|quarter)\s(?:earlier|ago|before)|in\sthe\s(?:year-ago|prior|previous|same)\s\w+|im\sVorjahr\w*"
        r"|ett\sår\stidigare)(?!\w)",
        re.IGNORECASE,
    )


def doubt_of_role(text: str, start: int, end: int, field: str, *, positive: bool) -> Support | None:
    """Why the figure at a place does not back a field's value, or None.

    Args:
        text: a sentence, or a few.
        start: where the figure begins.
        end: where it ends.
        field: the field's name.
        positive: whether the value is above zero.

    Example:
        >>> doubt_of_role("sales fell 5% in May", 11, 13, "sales_growth_pct", positive=True).state
        'unsupported'
        >>> doubt_of_role("sales fell 5% in May", 11, 13, "sales_growth_pct", positive=False) is None
        True
        >>> doubt_of_role("a profit of $5m, up from $3m", 25, 28, "profit", positive=True).state
        'unchecked'
    """
    role = read_role(field)
    if role.signed and positive and says_minus(text, start, end, loss=role.signed == "result"):
        return Support("unsupported", "The words make it a fall or a loss, the value has no minus.")
    if role.done and (hedge := find_hedge(text, start, end)):
        return Support("unchecked", f"The words leave it open: {hedge!r}.")
    if role.period and (other := _other_period(text, start, end, role.period)):
        return Support("unsupported", f"The words give it for another time: {other!r}.")
    if role.actual and _is_expected(text, start):
        return Support("unchecked", "The words may give it as what others expected.")
    if role.current and _is_level_before(text, start, end):
        return Support("unchecked", "The words may give it as the level before a change.")
    return None


def _is_level_before(text: str, start: int, end: int) -> bool:
    """Whether a figure is the one that something rose or fell from, or that of a year earlier."""
    near = text[max(0, start - _NEAR) : start].lower()
    if not any(word in near for word in _WORDS_BEFORE):
        return False
    match = _before().search(text, max(0, start - _NEAR), start)
    if match is None:
        return False
    if _year_before().match(text, end):
        return True
    at = match.start()
    low = max(0, at - _LONG)
    return match["from"] is not None and bool(
        _changed().search(text, low, at) or (_TO.match(text, end) and _made_another().search(text, low, at))
    )


_PERIOD_WORDS = {
    "annual": "year", "annually": "year", "yearly": "year", "year": "year", "jahr": "year", "an": "year", "año": "year",
    "anno": "year", "ano": "year", "annum": "year", "jährlich": "year",
    "quarterly": "quarter", "quarter": "quarter", "quartal": "quarter",
    "monthly": "month", "month": "month", "monat": "month", "mois": "month", "mes": "month", "mese": "month",
    "mês": "month", "monatlich": "month",
    "weekly": "week", "week": "week", "woche": "week", "semaine": "week", "semana": "week", "settimana": "week",
    "daily": "day", "day": "day", "tag": "day", "jour": "day", "día": "day", "giorno": "day", "dia": "day",
    "hourly": "hour", "hour": "hour", "stunde": "hour", "heure": "hour", "hora": "hour", "ora": "hour",
}  # fmt: skip
"""By word the time that it names, where "a" or "per" stands before it, or where it is an adjective."""


@cache
def _periods_around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = "|".join(word for word in _PERIOD_WORDS if not word.endswith("ly") or word == "daily")
    return (
        re.compile(
            r"(?<!\w)(annual|yearly|quarterly|monthly|weekly|daily|hourly)\s(?:\w+\s){0,2}[^\w\s]?$", re.IGNORECASE
        ),
        re.compile(
            rf"(?:\s[\w%]+){{0,2}}?(?:\s(?:an?|per|each|every|pro|im|par|al|por|a|all['’])\s|\s?/\s?)({nouns})(?!\w)"
            r"|(?:\s[\w%]+){0,1}?\s(annually|yearly|quarterly|monthly|weekly|daily|hourly|monatlich|jährlich)(?!\w)",
            re.IGNORECASE,
        ),
    )


def _other_period(text: str, start: int, end: int, period: str) -> str:
    """The words right beside a figure that give it for another time than its field's, or ""."""
    before, after = _periods_around()
    found = [before.search(text, max(0, start - 40), start), after.match(text, end)]
    named = [
        (match.group().strip(), _PERIOD_WORDS[(match[1] or match[match.lastindex or 1]).lower()])
        for match in found
        if match
    ]
    return "" if any(time == period for _, time in named) else next((words for words, _ in named), "")
