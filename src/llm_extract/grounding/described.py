"""Whom a word describes: "led" in "Kestrel led the round, with Harbour participating" is not said of Harbour.

Only plain cases are decided. Where it is not plain whom the word describes, it may be anyone's.
"""

from __future__ import annotations

import re

from ..values.name_mentions import find_name
from ..values.sentences import sentence_ends

__all__ = ["describes_another"]

_APART = re.compile(
    r",\s(?:with|while|whereas|alongside|joined\sby|followed\sby|the|this|that|it|other)\s"
    r"|\b(?:participat\w+\s(?:from|by|of)|joined\sby|includ(?:ed|es|ing)|also)\s|;\s"
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w&.'’-]*"
_SUBJECT = re.compile(
    rf"{_CAPITAL}\s(?:(?:has|have|had|also|co-|jointly|is|are|was|were|acted|acting|as|the|an?)\s?)*$"
)
_JOINED = re.compile(rf"({_CAPITAL})-$")
_AGENT = re.compile(rf"\s(?:jointly\s)?by\s(?:the\s)?{_CAPITAL}")
_PRONOUN = re.compile(r"\b(?:and|with)\s(?:it|itself|the|its|his|her|their|them|another|others?)\b", re.IGNORECASE)
_REACH = 200


def describes_another(name: str, text: str, start: int, end: int) -> bool:
    """Whether a word plainly describes somebody else.

    Args:
        name: the one whom it should describe.
        text: the sentence.
        start: where the word begins.
        end: where it ends.

    Example:
        >>> describes_another("Harbour", "Kestrel led the round, with Harbour participating", 8, 11)
        True
        >>> describes_another("Kestrel", "Kestrel led the round, with Harbour participating", 8, 11)
        False
    """
    mentions = find_name(name, text)
    if not mentions:
        return False
    if joined := _JOINED.search(text, max(0, start - 60), start):  # "the Kestrel-led round"
        return not any(m.start < start and m.end >= joined.end(1) for m in mentions)
    agent = _AGENT.match(text, end)
    first = min((m.start for m in mentions if m.start >= end), default=-1)
    if first < 0:
        return agent is not None and not _PRONOUN.search(text, end, end + _REACH)
    if any(m.start < end for m in mentions) or not (agent or _SUBJECT.search(text, max(0, start - 60), start)):
        return False
    return _APART.search(text, end, first + 1) is not None or next(sentence_ends(text, end, first), None) is not None
