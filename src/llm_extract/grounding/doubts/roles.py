"""Figures that the words make another thing than their field says: a fall for a growth, a plan for a deed, the level
of before for the one of now."""

from __future__ import annotations

import re
from functools import cache

from ...values.field_roles import FieldRole, field_words, read_role
from ..hedging import find_hedge
from ..signs import says_minus
from ..verdicts import Support
from .aims import find_aim
from .beside import Beside
from .counted import find_rival
from .in_turn import check_turn
from .levels import find_level_before, find_other_year
from .offices import doubt_of_figure
from .parts import find_part
from .spoken_of import doubt_of_thing, of_something_else

__all__ = ["doubt_of_role"]

_TIED = 8  # code points in which a year may be tied to a figure
_EXPECTED = Beside(
    r"(?<!\w)(?:(?:analysts?|economists?|consensus|wall\sstreet)(?:['’]s?)?\s[^.;:0-9]{0,50}?(?:expect|forecast|predict"
    r"|estimat|anticipat|project|pencill?ed\sin|look(?:ed|ing)\sfor)\w*|(?:estimates?|forecasts?|expectations?"
    r"|consensus)\s(?:of|was|were)"
    r"|(?:analysten|experten|ökonomen|analytiker\w*)\s[^.;:0-9]{0,40}?(?:mit|von|med))\s(?:\w+\s){0,3}?[$€£¥₹]?$",
    cues=(
        *("analyst", "economist", "consensus", "experten", "ökonomen", "analytiker", "estimate", "forecast"),
        *("expectation", "wall street"),
    ),
    reach=(100, 0),
)
"""What analysts expected, and what need not have come."""


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
    if role.signed == "change" and (points := _in_points(text, start, end, field)):
        return Support("unchecked", f"The words give a difference of percentages: {points!r}.")
    if role.period and (other := _other_period(text, start, end, role.period)):
        return Support("unsupported", f"The words give it for another time: {other!r}.")
    if role.years and (year := find_other_year(text, start, end, role.years)):
        return Support("unsupported", f"The words give it for {year}.")
    if role.done and (hedge := find_hedge(text, start, end)):
        return Support("unchecked", f"The words leave it open: {hedge!r}.")
    if doubt := _doubt_of_time(role, text, start, end, field):
        return doubt
    if turn := check_turn(text, start, end, field):
        return None if turn.state == "supported" else turn
    if rival := find_rival(text, start, end, field):
        return of_something_else(rival)
    if part := find_part(text, start, end, field):
        return Support("unchecked", f"The words may give a part, or the whole of a part: {part!r}.")
    return doubt_of_thing(text, start, end, field) or doubt_of_figure(text, start, field)


_POINTS = re.compile(
    r"[\s-]?(?:percentage[\s-]points?|Prozentpunkte?n?|points?\sde\spourcentage|puntos\sporcentuales|punti\spercentuali"
    r"|pontos\spercentuais|procentpunt\w*|procentenhet\w*|prosentpoeng|punkt\w*\sprocentow\w+|процентн\w+\sпункт\w*|п\.\s?п\."
    r"|prosenttiyksikkö\w*|százalékpont\w*|个百分点|個百分點|ポイント|%p(?![a-z])|퍼센트\s?포인트|yüzde\spuan)",
    re.IGNORECASE,
)
_OF_POINTS = frozenset(str.split("points point pp ppt pts punkte punti puntos pontos bp bps"))


def _in_points(text: str, start: int, end: int, field: str) -> str:
    """The words behind a figure that make it percentage points, for a field that counts percent; or ""."""
    if not _OF_POINTS.isdisjoint(field_words(field)):
        return ""
    found = _POINTS.search(text, start, end) or _POINTS.match(text, end)
    return found.group().strip() if found else ""


def _doubt_of_time(role: FieldRole, text: str, start: int, end: int, field: str) -> Support | None:
    """Whether a figure may be one of before, or one that is still to come."""
    if words := find_aim(text, start, end, field):
        return Support(
            "unchecked", f"The words may give it as an aim, a demand, a guess, a limit or a difference: {words!r}."
        )
    if role.actual and _EXPECTED.find(text, start, end):
        return Support("unchecked", "The words may give it as what others expected.")
    # a year of the field's own that was said before the figure is not the one before that year
    current = role.current or (role.now and any(year in text[: max(0, start - _TIED)] for year in role.years))
    if current and (words := find_level_before(text, start, end)):
        return Support("unchecked", f"The words may give it as the level of before: {words!r}.")
    return None


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
