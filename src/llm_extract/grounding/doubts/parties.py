"""Names that the words give another part than their field: the one that is bought for the buyer, the finance chief for
the chief executive.

Only words right beside a name decide. Where they say nothing of the part, nothing is said.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ...values.field_roles import field_words
from ..verdicts import Support
from .offices import Office, doubt_of_office, read_office
from .sides import APART, BESIDE, SIDE_OF

__all__ = ["Party", "doubt_of_party", "read_party"]


class Party(NamedTuple):
    """What a field's name says of whom it names.

    Args:
        side: one of those of ``sides``, or "".
        office: the office, or None.
    """

    side: str = ""
    office: Office | None = None


@lru_cache(maxsize=1024)
def read_party(field: str) -> Party | None:
    """What a field's name says of whom it names, or None.

    Example:
        >>> read_party("acquired_by").side, read_party("headquarters"), sorted(read_party("new_ceo").office.kinds)
        ('buyer', None, ['ceo'])
    """
    words, office = field_words(field), read_office(field)
    sides = {"buyer" if "by" in words and word == "acquired" else SIDE_OF[word] for word in words if word in SIDE_OF}
    if office is not None:
        return Party(sides.pop() if len(sides) == 1 and "lawyer" in office.kinds else "", office)
    return Party(sides.pop()) if len(sides) == 1 and _OF_OTHER.isdisjoint(words) else None


_OF_OTHER = frozenset(str.split("note price value amount share date time count city country type status score age"))
"""Words of fields that ask for something about a party."""


def doubt_of_party(text: str, start: int, end: int, party: Party) -> Support | None:
    """Why the name at a place is not the one of its field, or None.

    Args:
        text: a sentence, or a few.
        start: where the name begins.
        end: where it ends.
        party: what its field says.

    Example:
        >>> doubt_of_party("Oak agreed to buy Elm", 18, 21, Party("buyer")).reason
        "The words give it another part: 'buy Elm'."
        >>> doubt_of_party("Oak agreed to buy Elm", 0, 3, Party("buyer")) is None
        True
    """
    doubt = doubt_of_office(text, start, end, party.office) if party.office else None
    if doubt is not None or not party.side:
        return doubt
    found = [(side, words) for side, beside in BESIDE if (words := beside.around(text, start, end))]
    if any(side == party.side for side, _ in found):
        return None
    other = next((words for side, words in found if side in APART[party.side]), None)
    if not other:
        return None
    often = party.side == "operator"  # who owns a coach often runs it
    return Support("unchecked" if often else "unsupported", f"The words give it another part: {other!r}.")
