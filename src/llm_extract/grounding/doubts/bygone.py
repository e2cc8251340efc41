"""Figures of another time: "a quake in 1988 killed 3,000", in an article and a record of today."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ...pointers import field_name, value_at
from ...values.field_roles import field_words, read_role
from ...values.names import fold
from ...values.sentences import sentence_span

__all__ = ["find_bygone_year"]

_YEAR = re.compile(r"(?<![0-9.,$€£¥₹/-])((?:19|20)[0-9]{2})(?![0-9]|[.,][0-9]|\s?[-–/]\s?[0-9])")
_SINCE = re.compile(
    r"(?<!\w)(?:since|seit|depuis|desde|dal(?:la|l['’])?|sinds|sedan|siden|od|с|from|until|till|by|before|after"
    r"|bis|founded|established|gegründet)\s\Z|(?:[自从])\Z"
    # "since independence in 1981", "od marca 1998"
    r"|(?<!\w)(?:since|seit|depuis|desde|dal(?:la|l['’])?|sinds|sedan|siden|od|founded|established|formed|gegründet"
    r"|gebildet|grundad\w*|grundlagt|bildades|fondée?|fundad[oa]|fondat[oa])\s(?:(?!\d)[^.,;:()])*\Z",
    re.IGNORECASE,
)
_SINCE_AFTER = re.compile(r"年?(?:以来|から|부터)")


def find_bygone_year(
    text: str, span: tuple[int, int], path: str, published_on: str | None, data: Any, says: Callable[[str], bool]
) -> str:
    """The year, some years before the article's, of which alone a figure's sentence speaks, and of which the record
    says nothing; or "".

    Args:
        text: the article.
        span: where the figure's words stand.
        path: JSON pointer of the value.
        published_on: the article's date (EDTF), or None.
        data: the record's bare data.
        says: whether the record holds some letters anywhere.

    Example:
        >>> text = "A quake in 1988 killed 3,000. This one killed 1,846."
        >>> find_bygone_year(text, (23, 28), "/deaths", "2024-02-03", {"deaths": 3000}, lambda year: False)
        '1988'
        >>> find_bygone_year(text, (23, 28), "/deaths", "2024-02-03", {"deaths": 3000}, lambda year: True)
        ''
    """
    now = published_on[:4] if published_on else ""
    name = field_name(path)
    role = read_role(name)
    if (
        not now.isdigit()
        or not role.current
        or role.signed == "change"
        or not _ITS_OWN_TIME.isdisjoint(field_words(name))
    ):
        return ""
    low, high = sentence_span(text, span)
    found = [m for m in _YEAR.finditer(text, low, high) if not _is_aside(text, m, str(value_at(data, path)))]
    years = {match[1] for match in found}
    if len(years) != 1 or int(min(years)) > int(now) - 2:
        return ""
    year = years.pop()
    if any(
        _SINCE.search(text, max(low, m.start() - 40), m.start()) or _SINCE_AFTER.match(text, m.end()) for m in found
    ):
        return ""
    if found[0].start() >= span[1] or says(year):
        return ""
    return "" if _speaks_of_it(text[low:high], path, data) else year


_ITS_OWN_TIME = frozenset(str.split("record alltime peak rekord recorde"))
"""Words of fields whose figures are of a time of their own: ``record_t``."""
_ASIDE = re.compile(r"[0-9]{4}:\s([^()]{1,30})\)")


def _is_aside(text: str, year: re.Match[str], value: str) -> bool:
    """Whether a year in brackets is that of another figure beside it: "1.1% of flights (2019: 2.3%)"."""
    aside = _ASIDE.match(text, year.start()) if text[year.start() - 1 : year.start()] == "(" else None
    return aside is not None and value not in aside[1] and value.replace(".", ",") not in aside[1]


def _speaks_of_it(sentence: str, path: str, data: Any) -> bool:
    """Whether a sentence has a name out of a field's own name, or a text that stands beside its value."""
    named = {word for word in field_words(field_name(path)) if len(word) >= _LEAST}
    if any(fold(word) in named for word in _CAPITALISED.findall(sentence, 1)):
        return True
    moment = re.search(r"(?<=_at_)[^\W\d_]{4,}\Z", path)
    if moment is not None and moment.group()[:4].lower() in sentence.lower():
        return True  # cost_at_approval, "approved in 2019"
    beside = value_at(data, path.rpartition("/")[0])
    texts = [text for text in beside.values() if isinstance(text, str)] if isinstance(beside, dict) else []
    return any(len(text) >= _LEAST and text in sentence for text in texts)


_LEAST = 4
_CAPITALISED = re.compile(r"[^\W\d_a-z][^\W\d_]+")
