"""What stands right beside a number and changes it: percent signs, basis points, powers of ten, minus signs."""

from __future__ import annotations

import re
from decimal import Decimal

from .readings import Number

__all__ = ["PERCENT", "in_brackets", "with_percent", "with_power", "with_sign"]

PERCENT = re.compile(
    r"\s?[%％٪]|[\s\u00a0-]?(?:percentage[ -]points?|percent|per[\s-]?cent|pct|prozent(?:punkte?n?)?|pour[ -]?cents?"
    r"|por\s?ciento|per\s?cento|por\s?cento|pro[sc]ent\w*|proc\.|процент\w*|відсотк\w*|százalék\w*|persen|phần\străm"
    r"|τοις\sεκατό|फ़ीसदी|फीसदी|प्रतिशत|بالمئة|في\sالمئة|بالمائة|في\sالمائة|パーセント|퍼센트|프로|백분)(?!\w)"
    r"|\s?(?-i:pp|ppts?|pc)(?![\w.])",
    re.IGNORECASE,
)
_OF_A_PERCENT = re.compile(r"\s(?:of\s)?(?:an?|one)\s(?:percent(?:age[ -]point)?|per\s?cent)(?!\w)", re.IGNORECASE)
_PER_MILLE = re.compile(r"\s?‰|\s(?:per\smille?|promille)(?!\w)", re.IGNORECASE)
_BASIS_POINTS = re.compile(
    r"[\s\u00a0-]?(?:basis[ -]points?|bps?|basispunkte?n?|个基点|ベーシスポイント)(?![^\W_])", re.IGNORECASE
)
_PERCENT_BEFORE = re.compile(r"(?:(?<![0-9])[%％]|百分之|(?<!\w)yüzde\s)$", re.IGNORECASE)

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_EXPONENT = r"(?:(?:\^|\*\*)\{?([-−]?[0-9]{1,2})\}?|([⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))(?![0-9])"
_TIMES_POWER = re.compile(rf"\s?[x×·*]\s?10{_EXPONENT}")
_POWER = re.compile(_EXPONENT)
_E_POWER = re.compile(r"e([+-]?[0-9]{1,2})(?![\w.,])", re.IGNORECASE)

_POWERED = frozenset("x×·*eE^⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_MINUS_ENDS = ("s", "S", "e", "E", "o", "с", "负", "負", "ス", "스")
_MINUS_WORD = re.compile(
    r"(?<!\w)(?<!\bal )(?<!\blo )(?<!\bpelo )(?<!\bao )(?<!\bau )(?<!\bdu )"  # at least
    r"(?:minus|negative|menos|moins|meno|минус|负|負|マイナス|마이너스)[ \u00a0]?$",
    re.IGNORECASE,
)


def with_percent(text: str, number: Number) -> Number:
    """The number as a percentage or as basis points, where the words beside it say so.

    Example:
        >>> with_percent("3 per mille", Number(Decimal(3), 0, 1)).value
        Decimal('0.3')
        >>> with_percent("25bps", Number(Decimal(25), 0, 2)).kind
        'basis_points'
    """
    following = text[number.end : number.end + 2].lstrip(" \u00a0-\t\n")[:1]
    if following in _OPENING and following:
        if match := PERCENT.match(text, number.end):
            return number._replace(end=match.end(), kind="percent")
        if match := _BASIS_POINTS.match(text, number.end):
            return number._replace(end=match.end(), kind="basis_points")
        if match := _PER_MILLE.match(text, number.end):
            return number._replace(value=number.value / 10, others=(), end=match.end(), kind="percent")
    if number.kind == "fraction" and (match := _OF_A_PERCENT.match(text, number.end)):
        return number._replace(end=match.end(), kind="percent")
    if text[max(0, number.start - 2) : number.start].strip()[-1:] in _CLOSING:
        before = _PERCENT_BEFORE.search(text, max(0, number.start - 6), number.start)
        return number._replace(start=before.start(), kind="percent") if before else number
    return number


_OPENING = frozenset("%％٪‰pPbBfफвп個个відсzstτВПفबパベ퍼프백بफ़") | {"F", "प"}
_CLOSING = frozenset("%％之eE")


def with_power(text: str, number: Number) -> Number:
    """The number times a power of ten that is printed behind it.

    Example:
        >>> with_power("3.2 × 10⁹ cells", Number(Decimal("3.2"), 0, 3)).value
        Decimal('3200000000')
    """
    following = text[number.end : number.end + 2].lstrip()[:1]
    if following not in _POWERED or not following:
        return number
    match = _TIMES_POWER.match(text, number.end) or _E_POWER.match(text, number.end)
    factor = number.value
    if match is None and number.value == 10 and (match := _POWER.match(text, number.end)):
        factor = Decimal(1)
    if match is None:
        return number
    exponent = next(group for group in match.groups() if group)
    power = int(exponent.translate(_SUPERSCRIPTS).replace("−", "-").replace("+", ""))
    value = factor.scaleb(power)
    return number._replace(
        value=value.quantize(Decimal(1)) if value == value.to_integral_value() and power < 25 else value,
        others=(), end=match.end(), scaled=True,
    )  # fmt: skip


def with_sign(text: str, number: Number) -> Number:
    """The number with the minus that is printed before it; a dash may also be only a dash."""
    at = number.start - 1
    if at < 0:
        return number
    ends = text[at - 1] if text[at].isspace() else text[at]
    if ends in _MINUS_ENDS and (word := _MINUS_WORD.search(text, max(0, at - 9), number.start)):
        return number._replace(value=-number.value, others=tuple(-o for o in number.others), start=word.start())
    if text[at] not in "-−" or (at and not text[at - 1].isspace() and text[at - 1] not in "([$€£¥₹:"):
        return number
    return number._replace(value=-number.value, others=(*number.others, number.value), start=at)


_BOOKED_BEFORE = re.compile(r"[$€£¥₹]\s?\($")
_BOOKED_AFTER = re.compile(r"\)\s?%")


def in_brackets(text: str, number: Number) -> Number:
    """The number with the brackets that accounts print for a minus: $(5) million, (5)%.

    Example:
        >>> in_brackets("$(5) million", Number(Decimal(5), 2, 3)).value
        Decimal('-5')
    """
    start, end = number.start, number.end
    if text[end : end + 1] != ")" or text[start - 1 : start] != "(":
        return number
    if _BOOKED_BEFORE.search(text, max(0, start - 3), start) or _BOOKED_AFTER.match(text, end):
        return number._replace(
            value=-number.value, others=tuple(-o for o in number.others), start=start - 1, end=end + 1
        )
    return number
