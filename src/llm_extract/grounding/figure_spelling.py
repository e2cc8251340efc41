"""How the same figure is written: "48 percent" or "48%", "$5 million" or "$5m", "3 Milliarden" or "3 Mrd."."""

from __future__ import annotations

import re
from functools import cache

from ..values.scales import SCALES

__all__ = ["figure_words", "respell_figure"]

_SPACE = r"&(?:nbsp|thinsp|ensp|\#160|\#xa0|\#8201|\#8239|\#x2009|\#x202f);"
_GAP = (
    rf"(?:[\s-]|{_SPACE}|</?(?:b|i|em|strong|u|a|span|mark|font|small)(?:\s[^<>]{{0,200}})?>|\*{{1,3}}|_{{1,3}}){{0,4}}"
)
"""Between a figure and what it counts in: a space, as a character or an entity, and the end of what is set off."""
_PERCENT = (
    r"percent|per[ \u00a0]cent|pct|%|prozent|persen|pro[sc]ent[oa]?|pour[ \u00a0]cent|por[ \u00a0]ci?ento"
    r"|per[ \u00a0]cento|процент(?:а|ов)?"
)
_WRITTEN = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
_LETTERS = {"k": 3, "m": 6, "b": 9}
_IN_MONEY = re.compile(r"[$€£¥₹]\s?[0-9][0-9.,]*$")


@cache
def _written() -> dict[str, str]:
    """By word of a scale the one word that all of its scale become."""
    powers = {word: factor.adjusted() for word, factor in SCALES.items() if len(word) > 1}
    return {word: _WRITTEN[power] for word, power in powers.items() if power in _WRITTEN}


@cache
def figure_words() -> str:
    """A pattern for what stands behind a digit and may be written otherwise, in the groups of ``respell_figure``."""
    scales = "|".join(re.escape(word) for word in sorted(_written(), key=len, reverse=True))
    return (
        rf"(?<=\d)(?:(?P<grouped>(?<!\d{{4}})(?:\x20|{_SPACE})(?=\d{{3}}(?!\d)))|(?:[\s-]|(?=[<&*_]){_GAP})?(?=%"
        rf"|[^\W\d_])(?:(?i:(?P<percent>{_PERCENT})|(?P<scale>{scales})\.?|(?P<letter>(?<=\d)[mbk]))(?!\w)))"
    )


def respell_figure(match: re.Match[str]) -> str:
    """What the words behind a digit become: one sign for percent, one word for each scale.

    Example:
        >>> pattern = re.compile(figure_words())
        >>> [pattern.sub(respell_figure, text) for text in ("48 per cent", "$5m", "3,5 Mrd. Euro", "5m long")]
        ['48%', '$5 million', '3,5 billion Euro', '5m long']
    """
    if match["percent"]:
        return "%"
    if match["scale"]:
        return " " + _written()[match["scale"].lower()]
    if match["letter"]:
        start = match.start()
        in_money = _IN_MONEY.search(match.string, max(0, start - 20), start)
        return " " + _WRITTEN[_LETTERS[match["letter"].lower()]] if in_money else match.group()
    return ""
