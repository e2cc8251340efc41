"""What a field's name and description say of its numbers: in millions, in dollars, in percent.

``revenue_million``, ``amount_usd_m`` and "Amount in USD millions" count in millions, so that 134.1 stands for the
printed $134.1 million. Names and descriptions are read narrowly: what is not plainly a unit is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from math import prod
from typing import Any, NamedTuple

from .currencies import ISO_CODES, Marked, read_currency
from .field_roles import NAME_WORD
from .scales import CJK_SCALES, SCALES, SHORT_SCALES
from .units import read_measure

__all__ = ["FieldUnit", "read_scale_word", "read_unit", "unit_beside", "words_of_name"]


class FieldUnit(NamedTuple):
    """The unit of a field.

    Args:
        scale: by what its numbers are to be multiplied; 1 where nothing is said.
        sure: the scale is written out; False for a letter that may mean another thing (``amount_m``).
        currency: what its currency may be, or None.
        percent: its numbers are percentages.
        year: its numbers are years.
    """

    scale: Decimal = Decimal(1)
    sure: bool = True
    currency: Marked | None = None
    percent: bool = False
    year: bool = False


_SCALES = {
    word: SCALES[word]
    for word in str.split(
        "thousand thousands thsd tsd tausend lakh lakhs "
        "million millions mn mio mln millionen millones milioni milhões miljoen crore crores cr "
        "billion billions bn bln mrd mld milliarden milliards miliardi bilhões miljard trillion trillions tn trn"
    )
} | {"milliers": SCALES["thousand"]}
_SCALES_OF_NAMES = {
    word: scale for word, scale in SCALES.items() if scale >= 10**6 and (len(word) > 4 or not word.isascii())
}
_SCALES_OF_NAMES |= _SCALES
"""A word of a name is no sentence: those of other languages, with and without their accents."""
_LETTERS = {letter: SHORT_SCALES[letter] for letter in ("m", "mm", "b", "k")}
_CJK_SCALES = {
    word: prod((CJK_SCALES[sign] for sign in word), start=Decimal(1))
    for word in str.split("百万 千万 亿 億 万 萬 千 十亿 万亿 兆 억 만 천 조")
} | {"백만": SCALES["million"]}
_MONEY_NOUNS = frozenset(
    str.split(
        "revenue revenues sales turnover amount sum price value valuation funding raised profit loss income earnings "
        "ebitda ebit cost costs cash debt capital budget salary cap assets investment round capex opex spend spending "
        "expense expenses"
    )
)
_CURRENCY_TOKENS = frozenset(
    str.split(
        "usd eur gbp jpy cny rmb inr chf sek nok dkk aud cad sgd hkd krw brl mxn zar rub twd nzd pln czk ils aed sar "
        "idr myr thb dollars dollar euros euro sterling yen yuan rupees rupee reais zl"
    )
)
_TRAILING = _CURRENCY_TOKENS | frozenset(str.split("in of us units total value amount"))
_PERCENT_TOKENS = frozenset(str.split("percent percentage pct perc prozent pourcentage porcentaje"))

_NAMES_OF_UNITS = frozenset(
    str.split(
        "unit units scale magnitude multiplier einheit unité unidad unidade unità eenheid jednostka 单位 單位 単位 단위"
    )
)
_NAMES_OF_CURRENCIES = frozenset(
    str.split("currency währung waehrung devise monnaie moneda divisa moeda valuta waluta 通貨 货币 貨幣 币种 통화")
)
_NAMES_OF_FIGURES = _MONEY_NOUNS | frozenset(
    str.split("number figure quantity total betrag montant importe valor kwota")
)
_YEAR_TOKENS = frozenset(str.split("year jahr gründungsjahr année año anno ano 年"))
_NO_YEAR = frozenset(str.split("per a each this last next prior previous current full first half by over on"))

_WORDS = "|".join(sorted(_SCALES, key=len, reverse=True))
_MARK = r"(?:(?:us|u\.s\.|a|c|hk|nt|r)?[$€£¥₹]|(?:us\s|u\.s\.\s|canadian\s|australian\s)?[^\W\d_]{1,8})"
_CLOSED = (
    r"(?=\s*(?:$|[.,;:)\]/]|\s(?:of|d['’]|de|di|as|for|and)\s|d['’]|\s?[$€£¥₹]|\s(?:usd|eur|gbp|inr|us"
    r"|euros?|dollars?|pounds?|rupees?)\b))"
)


@cache
def _in_words() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(
            rf"\b(?:in|en|em|unit|units|einheit)[:\s]\s*(?:full\s|whole\s)?(?:{_MARK}\s?)?({_WORDS})\b\.?{_CLOSED}"
        ),
        re.compile(rf"\(\s*(?:in\s)?(?:{_MARK}\s?)?({_WORDS}|k|m|mm)\b\.?(?:\s(?:of\s)?{_MARK})?\s*\)"),
        re.compile(
            rf"(?:[$€£¥₹]|\b(?:{'|'.join(sorted(_CURRENCY_TOKENS))}))\s?({_WORDS}|k|m|mm)\b\.?(?=\s*(?:$|[.,;:)\]]))"
        ),
        re.compile(rf"^({_WORDS})\sof\s(?:us\s)?(?:{'|'.join(sorted(_CURRENCY_TOKENS))})\b"),
    )


_COUNTED = "[元円圆圓원人名户戸件台吨]|美元|欧元|歐元|日元|人民币|ドル|ユーロ|トン|달러|유로|명|건"
_CJK_TOKEN = re.compile(
    rf"(?:({'|'.join(sorted(_CJK_SCALES, key=len, reverse=True))})(?:{_COUNTED})"
    r"|(万亿|百万|千万|十亿|백만|[万萬亿億兆억만조]))\Z"
)
_CJK_UNIT = re.compile(
    r"(?:单位|單位|単位|단위)\s?[:：]?\s?(十亿|百万|千万|백만|[亿億万萬千억만천])|[（(](十亿|百万|千万|백만"
    r"|[亿億万萬千억만천])\s?[^\s)）]{0,3}[)）]"
)
_EXAMPLE = re.compile(
    r"\b(?:e\.\s?g\.|for example|such as|for instance|z\.\s?b\.|p\.\s?ex\.|por ejemplo|example:)", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:not|never|no|without|instead of|rather than|nicht|don['’]t)\b[^.;:]{0,25}$")
_IN_FULL = re.compile(
    r"\b(?:full (?:number|amount|value|sum)|plain (?:digits|number)|written|absolute|convert|multiply"
    r"|expand|given in|gives?|if the)\b"
)
_IN_CURRENCY = re.compile(
    r"(?:\bin|\ben|\(|amount,|unit:)\s(?:full\s)?(?:(?:"
    rf"{_WORDS})\s(?:of\s)?)?((?:us|canadian|australian)\sdollars|us\$|[^\W\d_]{{3,8}}|[$€£¥₹])(?!\w)"
)
_IN_PERCENT = re.compile(
    r"\b(?:in|as)\s(?:a\s)?(?:percent(?:age)?|per\scent|prozent)\b|\b(?:in\s)?%(?:\s|$|[.,;)])|\(\s?(?:in\s)?%\s?\)"
)
_AS_FRACTION = re.compile(r"fraction|0\s?(?:to|and|-|–|\.\.)\s?1\b|decimal|ratio", re.IGNORECASE)


@cache
def read_unit(name: str, note: str = "") -> FieldUnit | None:
    """The unit that a field's name and description give.

    Args:
        name: the field's name, in snake or camel case.
        note: its description.

    Returns:
        The unit, or None where neither says any.

    Example:
        >>> read_unit("revenue_usd_million").scale, read_unit("revenue", "Revenue in billions of euros").scale
        (Decimal('1000000'), Decimal('1000000000'))
        >>> read_unit("cases_per_million") is None, read_unit("total", "The full number, 5000000 for 5 million") is None
        (True, True)
    """
    tokens = list(words_of_name(name))
    plain = _EXAMPLE.split(note, maxsplit=1)[0][:400].lower()
    scale, sure = _scale_of_name(tokens)
    if scale == 1:
        scale, sure = _scale_of_note(plain), True
    currency = _currency_of_name(tokens) or _currency_of_note(plain)
    percent = bool(tokens) and (tokens[-1] in _PERCENT_TOKENS or _IN_PERCENT.search(plain) is not None)
    year = bool(tokens) and tokens[-1] in _YEAR_TOKENS and _NO_YEAR.isdisjoint(tokens[-2:-1])
    unit = FieldUnit(scale, sure, currency, percent and not _AS_FRACTION.search(plain), year)
    return None if unit == FieldUnit() else unit


def _scale_of_name(tokens: list[str]) -> tuple[Decimal, bool]:
    for at in range(1, len(tokens)):
        token, rest = tokens[at], tokens[at + 1 :]
        if tokens[at - 1] == "per" or not all(map(_is_counted, rest)):
            continue
        if token in _SCALES_OF_NAMES:
            thousands = tokens[at - 1] == "mil" or tokens[max(0, at - 2) : at] == ["miles", "de"]
            return _SCALES_OF_NAMES[token] * (1000 if thousands else 1), True
        if (printed := _CJK_TOKEN.match(token)) is not None:
            return _CJK_SCALES[printed[1] or printed[2]], True
        if token in _LETTERS and not {*tokens[:at], *rest}.isdisjoint(_MONEY_NOUNS | _CURRENCY_TOKENS):
            return _LETTERS[token], False
    if len(tokens) > 1 and tokens[-1] in _YEARS_AGO:
        return _YEARS_AGO[tokens[-1]], True
    if len(tokens) > 1 and tokens[-1] == "mt":  # million tonnes, or metric ones
        return _LETTERS["m"], False
    for mark in ("m", "k", "b"):  # revenue_musd
        if len(tokens) > 1 and tokens[-1] in {
            mark + code for code in ("usd", "eur", "gbp", "sek", "nok", "dkk", "chf")
        }:
            return _LETTERS[mark], True
    return Decimal(1), True


_YEARS_AGO = {"kya": SCALES["thousand"], "mya": SCALES["million"], "myr": SCALES["million"], "bya": SCALES["billion"]}
"""Signs of geology and astronomy, for years ago: ``age_mya``."""


def _is_counted(token: str) -> bool:
    """Whether a word of a name, behind its scale, says what is counted: ``millones_anios``, ``million_usd_total``."""
    return token in _TRAILING or token == "anios" or bool(read_currency(token) or read_measure(token))


def _scale_of_note(note: str) -> Decimal:
    if not note or _IN_FULL.search(note):
        return Decimal(1)
    for pattern in _in_words():
        match = pattern.search(note)
        if match and not _NEGATED.search(note, 0, match.start()):
            return _SCALES.get(match.group(1)) or _LETTERS[match.group(1)]
    if match := _CJK_UNIT.search(note):
        return _CJK_SCALES[match.group(1) or match.group(2)]
    return Decimal(1)


def _currency_of_name(tokens: list[str]) -> Marked | None:
    known = [token for token in tokens if token in _CURRENCY_TOKENS]
    if len(known) != 1:
        return None
    return _read_token(known[0])


def _read_token(token: str) -> Marked | None:
    return read_currency("zł" if token == "zl" else token.upper() if token.upper() in ISO_CODES else token)


def _currency_of_note(note: str) -> Marked | None:
    found = {match.group(1) for match in _IN_CURRENCY.finditer(note)}
    known = [mark for word in found if (word in _CURRENCY_TOKENS or not word.isalpha()) and (mark := _read_token(word))]
    return known[0] if len(known) == 1 and " or " not in note and "convert" not in note else None


def read_scale_word(text: str) -> tuple[Decimal, str]:
    """A unit's scale word and the rest of the unit: ``million USD`` is a million, of USD.

    Example:
        >>> read_scale_word("million square feet"), read_scale_word("cameras")
        ((Decimal('1000000'), 'square feet'), (Decimal('1'), 'cameras'))
    """
    for word, scale in _CJK_SCALES.items():
        if text.startswith(word):
            return scale, text[len(word) :].strip()
    words = text.split()
    for at in (0, len(words) - 1):
        if words and (named := _SCALES.get(words[at].lower().rstrip("."))):
            rest = words[:at] + words[at + 1 :]
            return named, " ".join(rest).removeprefix("of ")
    return Decimal(1), text


def unit_beside(name: str, shape: Mapping[str, Any]) -> FieldUnit | None:
    """The unit that fields beside a number state: ``{"amount": 134.1, "unit": "million", "currency": "USD"}``.

    Args:
        name: the number's field.
        shape: the object that it stands in.

    Returns:
        The unit; None where there is none, or where it may be that of another number.

    Example:
        >>> unit_beside("price", {"price": 3, "unit": "million"}).scale
        Decimal('1000000')
    """
    scale, currency = Decimal(1), None
    for key, value in shape.items():
        if not isinstance(value, str) or key == name:
            continue
        tokens = words_of_name(key)
        if not _NAMES_OF_UNITS.isdisjoint(tokens):
            found, named = read_scale_word(value[:40])
            scale = found if not named or read_currency(named) else scale
        elif not _NAMES_OF_CURRENCIES.isdisjoint(tokens):
            currency = read_currency(value.strip())
    if scale == 1 and currency is None:
        return None
    numbers = sum(isinstance(value, int | float) and not isinstance(value, bool) for value in shape.values())
    if numbers > 1 and _NAMES_OF_FIGURES.isdisjoint(words_of_name(name)):
        return None
    return FieldUnit(scale, currency=currency)


@cache
def words_of_name(name: str) -> tuple[str, ...]:
    """The words of a field's name, in snake or camel case, in lower case.

    Example:
        >>> words_of_name("priceFrom_EUR")
        ('price', 'from', 'eur')
    """
    return tuple(token.lower() for token in NAME_WORD.findall(name))
