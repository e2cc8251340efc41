"""What a field's name says of its values besides their unit: that a figure has a sign, or that something is done.

``revenue_growth_pct`` and ``net_income`` count a fall or a loss with a minus; ``stores_closed`` and ``damages_awarded``
say what has come about. Names are read narrowly: what is not plainly so is not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .names import fold

__all__ = ["FieldRole", "field_words", "read_role"]


class FieldRole(NamedTuple):
    """What a field's name says of its values.

    Args:
        signed: a ``change``, whose falls have a minus, or a ``result``, whose losses have one, or "".
        done: its values have come about.
        current: nothing says that its value is one of before.
        actual: nothing says that its value is one that was expected.
        edge: ``start`` or ``end`` where its days are such, or "".
        period: for what time its figures are, ``year`` for ``annual_rent``, or "".
    """

    signed: str = ""
    done: bool = False
    current: bool = True
    actual: bool = True
    period: str = ""
    edge: str = ""


_CHANGES = frozenset(
    str.split(
        "growth change yoy qoq wachstum veranderung veraenderung zuwachs croissance variation crecimiento variacion "
        "crescita variazione crescimento variacao groei tillvaxt forandring wzrost"
    )
)
_RESULTS = frozenset(
    str.split(
        "income profit profits earnings ebit ebitda eps result results gewinn ergebnis nettoergebnis benefice "
        "beneficio utile lucro winst vinst resultat nettoresultat zysk"
    )
)
_UNSIGNED = frozenset(
    str.split(
        "loss losses decline declines decrease drop fall cut cuts reduction deficit verlust ruckgang perte baisse "
        "perdida caida perdita calo perda queda verlies daling forlust tax taxes absolute magnitude"
    )
)
_DONE = frozenset(
    str.split(
        "closed awarded paid opened sold acquired completed launched delivered settled signed approved hired built "
        "installed shipped"
    )
)
_BEFORE = frozenset(
    str.split(
        "previous prev prior old older former earlier last before initial original start starting begin beginning from "
        "base baseline low lower min minimum past pre comparison vorjahr vorher alt precedent anterior precedente "
        "january february march april may june july august september october november december"
    )
)
_EXPECTED = frozenset(
    str.split(
        "forecast forecasts expected expectation expectations estimate estimates estimated consensus guidance target "
        "outlook projected projection predicted prediction analyst analysts prognose erwartung prevision"
    )
)
_EDGES = {
    "start": "start starts started begin begins began beginning beginn debut inicio inizio commencement",
    "end": "end ends ended ende fin expiry expires expiration termination ablauf",
}
_EDGE_OF = {word: edge for edge, row in _EDGES.items() for word in row.split()}
_PERIODS = {
    "year": "annual annually yearly jahrlich jahrliche annuel annuelle anual annuale",
    "quarter": "quarterly",
    "month": "monthly monatlich monatliche mensuel mensuelle mensual mensile mensal",
    "week": "weekly wochentlich hebdomadaire semanal settimanale",
    "day": "daily taglich quotidien diario giornaliero",
    "hour": "hourly",
}
_PERIOD_OF = {word: period for period, row in _PERIODS.items() for word in row.split()}
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+|[^\W\d_A-Za-z]+")


@lru_cache(maxsize=1024)
def field_words(name: str) -> tuple[str, ...]:
    """The words of a field's name, folded.

    Example:
        >>> field_words("netIncome_2023")
        ('net', 'income', '2023')
    """
    return tuple(fold(word) for word in _WORD.findall(name if name.isascii() else fold(name)))


@lru_cache(maxsize=1024)
def read_role(name: str) -> FieldRole:
    """What a field's name says of its values.

    Args:
        name: the field's name, in snake or camel case.

    Example:
        >>> read_role("revenue_growth_pct").signed, read_role("net_loss").signed, read_role("stores_closed").done
        ('change', '', True)
        >>> read_role("annual_rent").period, read_role("lease_end").edge
        ('year', 'end')
        >>> read_role("valuation").current, read_role("previous_valuation").current
        (True, False)
    """
    words = {*field_words(name)}
    periods = {_PERIOD_OF[word] for word in words if word in _PERIOD_OF}
    edges = {edge for word in words if (edge := _edge_of(word))}
    return FieldRole(
        signed=_sign_of(words),
        done=not words.isdisjoint(_DONE),
        current=words.isdisjoint(_BEFORE) and not any(word.isdigit() for word in words),
        actual=words.isdisjoint(_EXPECTED),
        period=periods.pop() if len(periods) == 1 else "",
        edge=edges.pop() if len(edges) == 1 else "",
    )


def _sign_of(words: set[str]) -> str:
    if not words.isdisjoint(_UNSIGNED):
        return ""
    return "change" if not words.isdisjoint(_CHANGES) else "result" if not words.isdisjoint(_RESULTS) else ""


def _edge_of(word: str) -> str:
    """What a word says of a day; also the end of a German compound."""
    return _EDGE_OF.get(word) or ("end" if word.endswith("sende") else "start" if word.endswith("beginn") else "")
