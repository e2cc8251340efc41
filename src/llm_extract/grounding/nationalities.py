"""Checks of countries and nationalities against other words for the same: "Irish-born" for Ireland, Italian for ITA."""

from __future__ import annotations

import re

from ..values.countries import read_country
from ..values.field_roles import field_words
from .hedging import check_denial
from .verdicts import SUPPORTED, Support, Words

__all__ = ["check_country"]

_LONGEST = 20
_NATIONALITY = frozenset(
    str.split("nationality nationalities nationalite nationalitat nacionalidad nacionalidade nazionalita citizenship")
)
_COUNTRY = frozenset(str.split("country countries nation nations"))
_BIRTH = frozenset(str.split("birth birthplace born birthcountry"))


def check_country(text: str, words: Words) -> Support | None:
    """The verdict on a country, its people or its code, where words have another of these; None where they have none.

    The word for a people backs a field that asks for a nationality, and with "-born" one that asks where somebody was
    born, the country's name one that asks for a country's code; elsewhere ("an Italian restaurant") it leaves it open.

    Args:
        text: the value.
        words: the words it leans on, with the name of its field.

    Example:
        >>> check_country("ITA", Words("a young Italian", field="nationality")).state
        'supported'
        >>> check_country("Italy", Words("an Italian restaurant", field="country")).state
        'unchecked'
    """
    country = read_country(text) if len(text) <= _LONGEST else None
    if country is None:
        return None
    for form in (*country.people, *country.names, *country.codes):
        found = (
            re.search(rf"(?<![\w-]){re.escape(form)}s?(?P<born>-born)?(?!\w)", words.quote)
            if form in words.quote
            else None
        )
        if found is None:
            continue
        (text, shift), asked = words.sentence(), field_words(words.field)
        if verdict := check_denial(text, *(shift + at for at in found.span())):
            return verdict
        born = found["born"] is not None
        if form in country.names and not _COUNTRY.isdisjoint(asked):
            return SUPPORTED  # Germany for DE
        told = not _BIRTH.isdisjoint(asked) if born else form in country.people and not _NATIONALITY.isdisjoint(asked)
        return SUPPORTED if told else Support("unchecked", f"The words say {found.group()!r}.")
    return None
