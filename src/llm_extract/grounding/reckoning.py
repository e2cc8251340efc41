"""Figures that words do not print but let be reckoned: sums, differences, halves, the time between two hours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from ..values.lazy_patterns import lazily
from .nothing import names_one, says_none
from .verdicts import Support

__all__ = ["doubt_of_reckoned", "is_implied", "minutes_between"]

_MOST = 5  # figures of a quote that are added up
_LEAST = 20  # smaller whole numbers come out by chance
_TIMES = {
    2: r"half|halved|hälfte|halb\w*|moitié|mitad|metà|metade|helft|połow\w+|половин\w+|вдвое|hälften|twice|doubl\w+"
    r"|doppelt\w*|verdoppel\w+|doble|duplic\w+|doppio|dobro|dubbel\w*|dwukrot\w+",
    3: r"thirds?|drittel|tiers|tercio|terzo|terço|derde|trzeci\w*|треть|three\stimes|tripl\w+|dreimal|verdreifach\w+"
    r"|trois\sfois|tres\sveces|tre\svolte",
    4: r"quarters?|viertel|quart|cuarta\sparte|quarto|kwart|четверт\w+|four\stimes|quadrupl\w+|viermal",
}
_SHARE = (
    r"(?<!\w)(?:half|thirds?|quarters?|fifths?|hälfte|drittel|viertel|moitié|tiers|quarts|mitad|tercios?"
    r"|cuartas?\spartes?|metà|terzi?|quarti|metade|terços?|quartos|helft|połow\w+|половин\w+)\s(?:of|what|as|partes?"
    r"|der|des|von|de[lr]?|d['’]|di|do|da|van)?|(?<!\w)cuartas\spartes|一半|半分|절반|분의|分之"
)


@cache
def _cue(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


_shares = lazily(_SHARE)


def doubt_of_reckoned(
    number: Decimal, printed: Sequence[Decimal], quote: str, *, shares: bool = False
) -> Support | None:
    """Why a figure that is not printed may be reckoned from those that are; None where it does not come out.

    Args:
        number: the figure.
        printed: those of the quote.
        quote: the article's words.
        shares: they are two percentages, which nobody adds up.

    Example:
        >>> doubt_of_reckoned(Decimal(57), [Decimal(4), Decimal(53)], "4 crew, 53 passengers").reason
        'It may be reckoned from 4 and 53.'
    """
    values = list(dict.fromkeys(abs(value) for value in printed if value.adjusted() < _DIGITS))
    number = abs(number)
    if 2 <= len(values) <= _MOST and number.adjusted() < _DIGITS:
        for terms in _terms(values, number, quote, shares=shares):
            return Support("unchecked", f"It may be reckoned from {' and '.join(f'{term:f}' for term in terms)}.")
    if rest := _rest(values, number, quote):
        return Support("unchecked", f"It may be reckoned: {rest!r}.")
    for times, words in _TIMES.items():
        if any(number == v * times or number * times == v for v in values) and (cue := _cue(words).search(quote)):
            return Support("unchecked", f"It may be reckoned: {cue.group()!r}.")
    if not values and number > _LEAST and (share := _shares().search(quote)):
        return Support("unchecked", f"It may be reckoned: {share.group().strip()!r}.")
    return None


_DIGITS = 18
_OTHERS = re.compile(
    r"(?<!\w)(?:others?|further|additional|more|weitere[nrs]?|andere[nrs]?|autres|otr[oa]s|altr[ie]|outr[oa]s|andra"
    r"|andre|других|інших|innych|dalších|diğer)(?!\w)",
    re.IGNORECASE,
)
_REMAINDER = re.compile(
    r"(?<!\w)(?:the\s(?:rest|remainder|remaining)|(?:der|den)\srest|übrige\w*|le\sreste|el\sresto|il\sresto|o\srestante"
    r"|resto|de\srest|resten|pozostał\w+|reszt\w+|остальн\w+|решт\w+|kalan\w*|zbytek|loput|a\stöbbi)(?!\w)|其余|其餘"
    r"|残り|나머지",
    re.IGNORECASE,
)


def _rest(values: list[Decimal], number: Decimal, quote: str) -> str:
    """The word by which a figure is one more than the one printed, or what that leaves of a hundred; "" without one."""
    if len(values) != 1 or number % 1:
        return ""
    if number == values[0] + 1 and (cue := _OTHERS.search(quote)):
        return cue.group()  # "beat five other writers": one of six
    left = number == 100 - values[0] and _REMAINDER.search(quote)
    return left.group() if left else ""


_EACH = re.compile(r"[0-9]\s?[x×]\s?[0-9]|(?<!\w)(?:each|apiece|jeweils|chacun\w*|cada|ciascun\w*|elk)(?!\w)|[每各]")


def _terms(values: list[Decimal], number: Decimal, quote: str, *, shares: bool) -> Iterator[Sequence[Decimal]]:
    if len(values) == 2 and number == values[0] * values[1] and _EACH.search(quote):
        yield values
    if number < _LEAST and number % 1 == 0 and not shares:
        return
    if sum(values) == number and not shares:
        yield values
    for one, other in combinations(values, 2):
        if number == abs(one - other) or (number == one + other and not shares):
            yield one, other


_CLOCK = re.compile(
    r"(?<![\w.:])(?P<hour>[01]?[0-9]|2[0-4])[.:h](?P<minute>[0-5][0-9])(?![\w.:]*[0-9])\s?(?P<half>[ap]\.?m\.?)?",
    re.IGNORECASE,
)


def minutes_between(quote: str) -> int | None:
    """The minutes between the two hours of a clock that a quote names; None where it does not name two.

    Example:
        >>> minutes_between("from 7.00 pm to 9.25 pm"), minutes_between("at 7.00 pm")
        (145, None)
    """
    times = [_minute_of_day(match) for match in _CLOCK.finditer(quote)]
    return (times[1] - times[0]) % (24 * 60) if len(times) == 2 else None


def _minute_of_day(match: re.Match[str]) -> int:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    return (hour % (12 if half else 24) + (12 if half.startswith("p") else 0)) * 60 + int(match["minute"])


_IMPLIED = {
    1: r"single|sole|lone|solo|only\sone",
    2: r"couple|pair|both|twins?|duo|doubl(?:ed?|es|ing)|twofold|beide[nrs]?|ambos|entrambi|twice|zweimal|tweemaal"
    r"|dwukrotnie|dwa\srazy|dvakrát|дважды|двічі|kahdesti|kétszer",
    3: r"trio|triplets|tripl(?:ed?|es|ing)|threefold|treble[ds]?|thrice|dreimal|driemaal|trzykrotnie|třikrát|трижды"
    r"|тричі|kolmesti|háromszor",
    4: r"quartet|quadrupl(?:ed?|es|ing)|fourfold|viermal|viermaal|czterokrotnie|čtyřikrát|четырежды|négyszer",
}
"""Words that say a small number without being one."""
_HALF_AN_HOUR = re.compile(
    r"(?<!\w)(?:half[- ](?:an\s)?hour|halbe\s?Stunde|halbstündig|demi-heure|media\shora|mezz['’]ora|meia\shora"
    r"|half\suur|halvtimme|pół\sgodziny|полчаса|пів\s?години|yarım\ssaat|setengah\sjam)|半小时|半小時|30分|半時間"
    r"|आधे?\sघंटे",
    re.IGNORECASE,
)


def is_implied(number: Decimal, text: str, field: str = "") -> bool:
    """Whether words may say a small number without printing it.

    Args:
        number: the number.
        text: the words.
        field: the name of its field: "a bridge" may be one of ``bridges``.

    Example:
        >>> is_implied(Decimal(2), "a couple of them"), is_implied(Decimal(3), "a couple of them")
        (True, False)
        >>> is_implied(Decimal(30), "on the half-hour")
        True
        >>> is_implied(Decimal(0), "Δεν υπάρχουν"), is_implied(Decimal(1), "un pont", "ponts")
        (True, True)
    """
    if not number:
        return says_none(text)
    if number == 30:
        return _HALF_AN_HOUR.search(text) is not None
    if number not in range(5):
        return False
    return _cue(_IMPLIED[int(number)]).search(text) is not None or (
        number == 1 and bool(field) and names_one(text, field)
    )
