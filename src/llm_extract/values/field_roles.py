"""What a field's name says of its values besides their unit: that a figure has a sign, or that something is done.

``revenue_growth_pct`` and ``net_income`` count a fall or a loss with a minus; ``stores_closed`` and ``damages_awarded``
say what has come about. Names are read narrowly: what is not plainly so is not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..english_calendar import MONTH_NAMES
from .names import fold
from .romanised_fields import in_own_script

__all__ = ["COUNTING", "FORMER", "NAME_WORD", "WHOLE", "FieldRole", "field_words", "is_bare", "read_role"]


class FieldRole(NamedTuple):
    """What a field's name says of its values.

    Args:
        signed: a ``change``, whose falls have a minus, or a ``result``, whose losses have one, or "".
        done: its values have come about.
        now: no word of its name says that its value is one of before.
        current: neither a word nor a number of it does.
        actual: nothing says that its value is one that was expected.
        edge: ``start`` or ``end`` where its days are such, or "".
        years: those that its name holds, in four digits.
        period: for what time its figures are, ``year`` for ``annual_rent``, or "".
    """

    signed: str = ""
    done: bool = False
    now: bool = True
    current: bool = True
    actual: bool = True
    years: frozenset[str] = frozenset()
    period: str = ""
    edge: str = ""


COUNTING = frozenset(str.split("number count total num of anzahl zahl nombre numero liczba antal"))
"""Words of names that say that something is counted, and not what."""
WHOLE = frozenset(str.split("total all overall full whole gesamt insgesamt gesamtzahl totale totaal totales totaux"))
"""Words of names that ask for all of what is counted."""
_CHANGES = frozenset(
    str.split(
        "growth change yoy qoq wachstum veranderung veraenderung zuwachs croissance variation crecimiento variacion "
        "crescita variazione crescimento variacao groei tillvaxt forandring wzrost"
    )
)
_CHANGES_WITHIN = re.compile("同比|环比|变化|变动|増減|前年比|伸び率|증감|변화|변동|성장률")
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
        "installed shipped deployed fixed repaired rescued restored donated recovered convicted signing signings"
    )
)
FORMER = frozenset(
    str.split(
        "former previous prior past old ehemalig ehemalige ehemaliger vorherige vorheriger vorherigen fruhere fruherer "
        "fruheren ancien ancienne precedent precedente precedentes anterior anterieur anterieure previo previa "
        "antiguo antigua vecchio vecchia antigo antiga vorige vorig voormalig voormalige oud oude forrige tidigare "
        "poprzedni poprzednia poprzedniego dawny byly prezny predchozi бывшии прежнии прежняя предыдущии предыдущая "
        "прошлыи прошлого onceki eski gecen mantan sebelumnya lama السابق السابقة"
    )
)
"""Words of names that ask for who or what was there before."""
_BEFORE = (
    FORMER
    | frozenset(MONTH_NAMES)
    | frozenset(
        str.split(
            "prev ago sitten kyu zennen zenki "
            "older earlier last before initial original start starting begin beginning from base baseline peak "
            "low lower pre comparison control placebo against versus vorjahr vorher alt alte alter alten"
        )
    )
)
_BEFORE_WITHIN = re.compile(
    "前|上年|去年|上期|昨|旧|舊|原|初|전년|기존|지난|이전|종전|당초|เดิม|ก่อน"
    "|^(?:ursprung|oorspronk|poczatk|первонач|изнач|inizial|inicial)"
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
_YEAR = re.compile("(?:19|20)[0-9]{2}")
NAME_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+|[^\W\d_A-Za-z]+")
"""A word of a field's name, in snake or camel case."""


@lru_cache(maxsize=1024)
def field_words(name: str) -> tuple[str, ...]:
    """The words of a field's name, folded.

    Example:
        >>> field_words("netIncome_2023")
        ('net', 'income', '2023')
    """
    name = in_own_script(name)
    return tuple(fold(word) for word in NAME_WORD.findall(name if name.isascii() else fold(name)))


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
    now = not is_bare(name) and words.isdisjoint(_BEFORE) and not any(_BEFORE_WITHIN.search(word) for word in words)
    edges = {edge for word in words if (edge := _edge_of(word))}
    return FieldRole(
        signed=_sign_of(words),
        done=not words.isdisjoint(_DONE),
        now=now,
        current=now and not any(word.isdigit() for word in words),
        actual=words.isdisjoint(_EXPECTED),
        years=frozenset(word for word in words if _YEAR.fullmatch(word)),
        period=periods.pop() if len(periods) == 1 else "",
        edge=edges.pop() if len(edges) == 1 else "",
    )


_BARE = frozenset(
    str.split(
        "value values figure figures number numbers quantity measure metric wert zahl valeur "
        "chiffre valor cifra valore 数值 値 값"
    )
)


def is_bare(name: str) -> bool:
    """Whether a field's name says no more than that its value is one: ``value`` beside ``measure`` may be any figure.

    Example:
        >>> is_bare("value"), is_bare("value_stolen")
        (True, False)
    """
    return _BARE.issuperset(field_words(name))


def _sign_of(words: set[str]) -> str:
    if not words.isdisjoint(_UNSIGNED):
        return ""
    changes = not words.isdisjoint(_CHANGES) or any(_CHANGES_WITHIN.search(word) for word in words)
    return "change" if changes else "result" if not words.isdisjoint(_RESULTS) else ""


def _edge_of(word: str) -> str:
    """What a word says of a day; also the end of a German compound."""
    return _EDGE_OF.get(word) or ("end" if word.endswith("sende") else "start" if word.endswith("beginn") else "")
