"""The words that qualify a figure: exactly, about, nearly, more than, less than; in several languages."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

__all__ = ["Relation", "may_qualify", "read_relation", "relation_at"]

Relation = Literal["exactly", "about", "nearly", "more_than", "less_than"]

_BEFORE: dict[Relation, str] = {
    "more_than": "more than|over|above|at least|no fewer than|no less than|not less than|upwards of|upward of|north of|"
    "in excess of|exceed|exceeds|exceeded|exceeding|greater than|higher than|a minimum of|minimum of|"
    "mehr als|über|mindestens|wenigstens|gut|plus de|plus d'|au moins|más de|al menos|por lo menos|mais de|pelo menos|"
    "più di|oltre|almeno|meer dan|ruim|minstens|ten minste|mer än|över|minst|mere end|over|mer enn|"
    "ponad|co najmniej|więcej niż|více než|nejméně|en az|более|больше|свыше|не менее|як мінімум|понад|більше",
    "less_than": "less than|fewer than|under|below|up to|at most|no more than|not more than|lower than|as much as|"
    "as many as|just short of|short of|just shy of|shy of|a maximum of|maximum of|"
    "weniger als|unter|bis zu|höchstens|maximal|moins de|moins d'|jusqu'à|jusqu’à|au plus|menos de|hasta|meno di|"
    "fino a|até|minder dan|hooguit|tot|mindre än|upp till|mniej niż|méně než|en fazla|менее|меньше|не более|до",
    "about": "about|around|roughly|approximately|approx|approx.|close to|some|region of|an estimated|estimated|"
    "circa|zirka|ca|ca.|c.|rund|etwa|ungefähr|schätzungsweise|environ|quelque|quelques|près de|cerca de|alrededor de|"
    "unos|unas|aproximadamente|ongeveer|zo'n|omkring|ungefär|cirka|około|asi|yaklaşık|около|примерно|близько",
    "nearly": "nearly|almost|not quite|just under|knapp|fast|beinahe|nahezu|presque|casi|quasi|quase|bijna|nästan|"
    "næsten|nesten|prawie|niemal|téměř|почти|майже",
}
_BEFORE_CJK: dict[Relation, tuple[str, ...]] = {
    "less_than": ("至多", "不到", "不超过", "不超過", "最多", "最大"),
    "more_than": ("超过", "超過", "逾", "至少", "少なくとも", "超"),
    "about": ("约", "約", "大约", "大約", "およそ", "~", "≈", "∼"),
    "nearly": ("近", "将近", "將近"),
}
_ARTICLES = frozenset(str.split("a an the der les los di"))
_COUNTER = "[人名个個台件辆輛架张張枚本社票円元]?"
_BEHIND: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    (
        "more_than",
        re.compile(rf"\+|\s(?:or|and) more(?! than)|\s?{_COUNTER}以上|[\s-]?plus\b(?! \w* ?[0-9])|\splus grand"),
    ),
    ("less_than", re.compile(rf"\s(?:or|and) (?:less|fewer)|\s?{_COUNTER}(?:以下|以内|未満)")),
    ("about", re.compile(rf"\s?{_COUNTER}(?:左右|前後|ほど)|\s(?:or so|give or take)\b")),
)
_MARKS = "$€£¥₹ \u00a0"
_NAMES: dict[Relation, str] = {
    "exactly": "exactly|exact|equal|equals|equal to|precise|precisely|is|as stated|stated|none|unspecified|unknown|"
    "not stated|unqualified|=|==|eq|genau|exakt",
    "about": "approximate|estimate|rounded|~|≈|circa|approximation|rough",
    "nearly": "just below",
    "more_than": "minimum|min|lower bound|floor|from|or more|and more|greater|more|>|>=|≥|gt|gte|ge|atleast|morethan",
    "less_than": "maximum|max|upper bound|ceiling|upto|or less|or fewer|less|fewer|<|<=|≤|lt|lte|le|atmost|lessthan",
}
"""What values of enums are called, beside the words that stand in a text."""


@cache
def _phrases() -> dict[str, Relation]:
    return {phrase: relation for relation, row in _BEFORE.items() for phrase in row.split("|")}


@cache
def _named() -> dict[str, Relation]:
    return {**_phrases(), **{name: relation for relation, row in _NAMES.items() for name in row.split("|")}}


def relation_at(text: str, start: int, end: int) -> Relation:
    """How the words beside a figure qualify it.

    Args:
        text: the words.
        start: where the figure begins, its currency mark included or not.
        end: where it ends.

    Example:
        >>> relation_at("more than 200,000 toys", 10, 17), relation_at("nearly $200 million", 7, 19)
        ('more_than', 'nearly')
        >>> relation_at("200,000 toys", 0, 7)
        'exactly'
    """
    before = text[max(0, start - 30) : start].rstrip(_MARKS)
    words = before.lower().split()[-4:]
    if words and words[-1] in _ARTICLES and words[-2:] != ["an", "estimated"]:
        words.pop()
    for size in (3, 2, 1):
        found = _phrases().get(" ".join(words[-size:]))
        if found:
            return found
    if (before and before[-1] > "}") or before[-1:] == "~":
        for relation, marks in _BEFORE_CJK.items():
            if before.endswith(marks):
                return relation
    return next((relation for relation, pattern in _BEHIND if pattern.match(text, end)), "exactly")


@cache
def _telling() -> frozenset[str]:
    """Of each phrase its longest word."""
    return frozenset(max(phrase.split(), key=len) for phrase in _phrases())


_MARKS_BEHIND = (
    "+",
    "plus",
    "or more",
    "and more",
    "or less",
    "or fewer",
    "and less",
    "and fewer",
    "or so",
    "give or take",
)
_MARKS_CJK = tuple("上下内未左前ほ")


def may_qualify(text: str) -> bool:
    """Whether a text holds any of the words that qualify figures: a quick look.

    Example:
        >>> may_qualify("more than 200,000 toys"), may_qualify("200,000 toys")
        (True, False)
    """
    if not _telling().isdisjoint(text.lower().split()) or any(mark in text for mark in _MARKS_BEHIND):
        return True
    if text.isascii():
        return "~" in text
    return any(mark in text for mark in (*_MARKS_CJK, *(mark for marks in _BEFORE_CJK.values() for mark in marks)))


def read_relation(word: str) -> Relation | None:
    """What a word or a phrase by itself, such as the value of an enum, says of a figure; None for an unknown one.

    Example:
        >>> read_relation("at_least"), read_relation("fewer than"), read_relation("sideways")
        ('more_than', 'less_than', None)
    """
    return _named().get(" ".join(word.replace("_", " ").replace("-", " ").lower().split()))
