"""All sums of money in a text: exact amount, currency, the words that qualify it, ranges.

Nothing is read partly: ``$1.2 billion`` is 1200000000 and nothing else, ``$5-10 million`` is a range from 5 to 10
million.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Context, Decimal
from typing import NamedTuple

from .currencies import DOLLARS, Marked, currency_after, currency_before
from .number_ranges import end_of_list
from .numbers import Number, find_numbers
from .qualifiers import Relation, relation_at

__all__ = ["LARGE_SCALES", "SIGNS", "Sum", "find_sums", "format_money", "sums_among"]


class Sum(NamedTuple):
    """One sum of money in a text.

    Args:
        amount: the exact amount; for a range its lower end.
        currencies: the ISO 4217 codes that the mark means (``¥``: JPY and CNY).
        span: start and end in the text (code points), currency mark included.
        relation: how the words qualify it.
        upper: the upper end of a range, or None.
        others: further usual readings of the amount (``1.234 €``).
        maybe: codes that the mark does not rule out (``$`` in an Australian paper).
    """

    amount: Decimal
    currencies: frozenset[str]
    span: tuple[int, int]
    relation: Relation = "exactly"
    upper: Decimal | None = None
    others: tuple[Decimal, ...] = ()
    maybe: frozenset[str] = frozenset()

    def has_amount(self, amount: Decimal) -> bool:
        """Whether the amount is this sum's, or an end of this range."""
        return amount == self.amount or amount == self.upper or amount in self.others


def find_sums(text: str, *, words: bool = True) -> list[Sum]:
    """Find every sum of money.

    Args:
        text: any text.
        words: read number words too ("half a billion dollars").

    Returns:
        The sums by position; a range is one sum with ``upper``.

    Example:
        >>> sums = find_sums("1 trillion yuan ($147.7 billion) and €3,5 Mio.")
        >>> [(str(s.amount), sorted(s.currencies)) for s in sums]
        [('1000000000000', ['CNY']), ('147700000000.0', ['USD']), ('3500000.0', ['EUR'])]
    """
    return sums_among(text, find_numbers(text, words=words))


def sums_among(text: str, found: Iterable[Number]) -> list[Sum]:
    """The sums of money among numbers that ``find_numbers`` gave for this text."""
    numbers = [n for n in found if n.kind == "number"]
    marked = [(n, *_mark(text, n)) for n in numbers]
    sums: list[Sum] = []
    skip = False
    for i, (number, mark, start, end) in enumerate(marked):
        if skip:
            skip = False
            continue
        if number.upper is not None and i + 1 < len(marked):
            _, other, _, stop = marked[i + 1]
            shared = _merge(mark, other)
            if shared:
                sums.append(_sum(text, number, shared, start, stop, number.upper))
                skip = True
                continue
        if mark is None and i + 1 < len(marked) and _is_repeated(text, number, marked[i + 1][0]):
            mark, _, end = _mark(text, number._replace(end=marked[i + 1][0].end + 1))
            skip = mark is not None
        if mark is None and (last := end_of_list(text, numbers, i)) is not None:  # "5, 4 and 3 million euros"
            mark, end = (currency_after(text, numbers[last].end) or (None, 0))[0], number.end
        if mark:
            sums.append(_sum(text, number, mark, start, end, None))
        elif minor := _minor(text, number):
            sums.append(minor)
    return sums


def _is_repeated(text: str, number: Number, other: Number) -> bool:
    """Whether a number is said again in brackets, as contracts do: 10.000 (diez mil) euros."""
    if not 0 < other.start - number.end <= 2 or text[other.end : other.end + 1] != ")":
        return False
    return text[number.end : other.start].strip() == "(" and other.value in number.readings


def _mark(text: str, number: Number) -> tuple[Marked | None, int, int]:
    before = currency_before(text, number.start)
    after = currency_after(text, number.end)
    start, end = before[1] if before else number.start, after[1] if after else number.end
    mark = _merge(before[0] if before else None, after[0] if after else None)
    if before and after and mark is before[0]:
        end = number.end  # "$5 million euros" belongs to whoever wrote it; the mark in front counts
    return mark, start, end


_MINOR = {
    "USD": "cent cents ¢ c", "GBP": "pence p",
    "EUR": "Cent eurocent eurocents centimes céntimos centesimi cêntimos", "INR": "paise",
    "NGN": "kobo", "GHS": "pesewas", "SEK NOK DKK": "öre øre"
}  # fmt: skip
_CENTS_OF = frozenset({"EUR", "ZAR", "CHF", "KES", *DOLLARS})
_MINOR_AFTER = re.compile(r"[ \u00a0-]?(?:(¢)|([^\W\d_]+))(?![^\W_])")


def _minor(text: str, number: Number) -> Sum | None:
    """A sum printed in hundredths: 25 cents, 45p."""
    match = _MINOR_AFTER.match(text, number.end)
    if match is None or number.scaled:
        return None
    word = match.group(1) or match.group(2)
    if len(word) == 1 and word != "¢" and match.start(2) != number.end:
        return None
    for codes, words in _MINOR.items():
        if word in words.split():
            maybe = _CENTS_OF if codes == "USD" else frozenset()
            return Sum(number.value / 100, frozenset(codes.split()), (number.start, match.end()), maybe=maybe)
    return None


def _merge(one: Marked | None, other: Marked | None) -> Marked | None:
    """Two marks on one sum: the narrower reading where they agree ("$600 million AUD")."""
    if not one or not other or one == other:
        return one or other
    both = (one.codes | one.maybe) & (other.codes | other.maybe)
    if not both:
        return one
    sure = (one.codes & both) & other.codes or (one.codes if not one.maybe else other.codes)
    return Marked(sure & both or both)


def _sum(text: str, number: Number, mark: Marked, start: int, end: int, upper: Decimal | None) -> Sum:
    others = tuple(o for o in number.others if o != -number.value)  # a minus behind a currency mark is no dash
    found = Sum(number.value, mark.codes, (start, end), relation_at(text, start, end), upper, others, mark.maybe)
    return _signed(text, found) if found.amount > 0 else found


_MINUS = re.compile(r"(?:(?:^|[\s(:])(?P<sign>[-−–])|(?<!\w)(?P<word>minus|negative) )$", re.IGNORECASE)
_DIGIT_BEFORE = re.compile(r"[0-9%]\s?$|[kmb]n?\s?$|illion\s?$")


def _signed(text: str, found: Sum) -> Sum:
    """The sum with a minus that stands before its mark (-$5 million); an en dash may be only a dash."""
    match = _MINUS.search(text, max(0, found.span[0] - 10), found.span[0])
    if match is None:
        return found
    if match.group("sign") == "–":
        return found._replace(others=(*found.others, -found.amount))
    if match.group("sign") and _DIGIT_BEFORE.search(text, max(0, match.start() - 8), match.start() + 1):
        return found  # the other end of a range
    upper = -found.upper if found.upper is not None else None
    return found._replace(amount=-found.amount, upper=upper, others=tuple(-o for o in found.others))


_ANY_LENGTH, _THREE_PLACES = Context(prec=1000), Decimal("0.001")  # a model may write more digits than usual precision
LARGE_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
"""Powers of ten that English has a word for, the largest first."""
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹"}
"""By code the signs that mean one currency, or nearly always that one."""


def format_money(amount: Decimal, currency: str) -> str:
    """A sum for people, without loss: scale words only where at most three decimals are needed.

    Args:
        amount: the amount in units of the currency.
        currency: ISO 4217 code.

    Example:
        >>> format_money(Decimal("600000000"), "USD"), format_money(Decimal("3500000"), "CNY")
        ('$600 million', 'CNY 3.5 million')
        >>> format_money(Decimal("1234567.89"), "EUR")
        '€1,234,567.89'
    """
    mark = SIGNS.get(currency, f"{currency} ")
    for power, word in LARGE_SCALES:
        scaled = amount.scaleb(-power, _ANY_LENGTH)
        if abs(scaled) >= 1 and scaled == scaled.quantize(_THREE_PLACES, context=_ANY_LENGTH):
            return f"{mark}{_plain(scaled)} {word}"
    plain = _plain(amount)
    return f"{mark}{plain}0" if plain[-2:-1] == "." else f"{mark}{plain}"  # 9.50


def _plain(value: Decimal) -> str:
    whole = f"{value:,f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole
