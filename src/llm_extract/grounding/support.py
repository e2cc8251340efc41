"""Whether the article's words back a value: ``check_support``, by kind.

Figures, dates and names must be found whole; texts after normalisation; enums by their surface forms. A value whose
words are denied ("did not raise") is not backed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..values.field_units import FieldUnit
from .bent import printed_form
from .days import check_date
from .doubts.spoken_of import doubt_of_words
from .figures import check_number
from .measures import check_measured
from .naming import check_name
from .own_words import check_own_words
from .quantities import check_quantity
from .sums import check_money
from .surface_forms import check_forms, is_denied
from .verdicts import Support, Words
from .wording import check_text, check_verbatim

__all__ = ["Support", "check_support"]

QUOTE_LIMIT = 5_000  # characters of a quote that are read


def check_support(
    kind: str,
    value: object,
    quote: str,
    *,
    forms: Mapping[str, Sequence[str]] | None = None,
    before: str = "",
    after: str = "",
    published_on: str | None = None,
    name: str | None = None,
    unit: FieldUnit | None = None,
    field: str = "",
) -> Support:
    """Whether a quote backs a value.

    Args:
        kind: ``text``, ``name``, ``date``, ``money``, ``quantity``, ``number``, ``percent``, ``enum``, ``boolean``,
            ``verbatim``.
        value: the bare value; money is ``{amount, currency}``, a quantity ``{number, unit}``.
        quote: the article's own words, as aligned; at most 5,000 characters of it are read.
        forms: for enums and booleans, the words that express each value.
        before: the rest of the sentence before the quote.
        after: the rest of the sentence after it.
        published_on: the article's date (EDTF), for relative dates.
        name: for enums, whom the value describes (an investor whose role it is), where that is known.
        unit: for figures, the unit that the field's name and description give (``read_unit``), or None.
        field: the name of the value's field, or "": ``net_income`` is no loss, ``stores_closed`` are no plans.

    Returns:
        The verdict and its reason. An unknown kind is ``unchecked``.

    Example:
        >>> check_support("money", {"amount": "5000000", "currency": "USD"}, "between $5 and 10 million").state
        'supported'
        >>> check_support("money", {"amount": "5", "currency": "USD"}, "raised $5 million").reason
        'The words say $5 million.'
    """
    words = Words(quote[:QUOTE_LIMIT], before[-400:], after[:400], published_on, field)
    if value is None or (not quote or quote.isspace()):
        return Support("unchecked", "There is nothing to check." if value is None else "There are no words.")
    if kind in _FIGURES:
        verdict = _FIGURES[kind](value, words, unit)
        return _doubted(kind, value, words, verdict) if unit is not None and unit.year else verdict
    checker = _CHECKERS.get(kind)
    if checker is not None:
        return _doubted(kind, value, words, checker(value, words))
    if kind == "enum":
        return _doubted(kind, value, words, _check_enum(kind, value, words, forms, name))
    if kind == "boolean":
        return _check_enum(kind, value, words, forms, name)
    return Support("unchecked", f"No check for the kind {kind!r}.")


def _doubted(kind: str, value: object, words: Words, verdict: Support) -> Support:
    """A verdict on the words themselves, and then on whether they are said of what the field asks for."""
    if verdict.state != "supported" or not words.field or kind == "verbatim":
        return verdict
    text = printed_form(str(value), words) if kind in ("text", "name") else str(value)
    return doubt_of_words(kind, text, words) or verdict


def _check_percent(value: object, words: Words, unit: FieldUnit | None) -> Support:
    return check_number(value, words, percent=True)


_FIGURES = {
    "money": check_money,
    "quantity": check_quantity,
    "number": check_measured,
    "percent": _check_percent,
}
_CHECKERS = {
    "text": check_text,
    "name": check_name,
    "date": check_date,
    "verbatim": check_verbatim,
}


def _check_enum(
    kind: str, value: object, words: Words, forms: Mapping[str, Sequence[str]] | None, whose: str | None
) -> Support:
    name = str(value).lower() if isinstance(value, bool) else str(value)
    listed = forms.get(name) if forms else None
    if kind == "boolean" and listed is None:
        return check_own_words(value is True, words)
    others = tuple(form for key, row in forms.items() if key != name for form in row) if forms else ()
    found = check_forms(name, tuple(listed) if listed is not None else None, words, whose, others)
    if kind == "boolean" and found.state == "unsupported" and forms:
        opposite = forms.get("true" if name == "false" else "false")
        if opposite and is_denied(tuple(opposite), words):
            return Support("supported", "The words deny the opposite.")
    return found
