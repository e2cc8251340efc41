"""Hours in words, with or without a half: "half past six", "um halb sieben", "शाम साढ़े छह बजे", "в два часа ночи"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..values.numbers import Number, find_numbers

__all__ = ["Hour", "find_hours"]


class Hour(NamedTuple):
    """An hour that words give.

    Args:
        hour: of 24 where the half of the day is known.
        minute: 0 or 30.
        sure: the half of the day is known.
        start: where it begins.
        end: where it ends.
    """

    hour: int
    minute: int
    sure: bool
    start: int
    end: int


_PARTS = {
    "early": r"in\sthe\smorning|du\smatin|de\sla\s(?:mañana|madrugada)|da\s(?:manhã|madrugada)|del\smattino|di\smattina"
    r"|morgens|früh|vormittags|'s\sochtends|утра|rano|ráno|sabah\w*|pagi|सुबह|तड़के|भोर",
    "late": r"in\sthe\s(?:afternoon|evening)|de\sl['’]après-midi|du\ssoir|de\sla\starde|da\starde|del\spomeriggio"
    r"|di\ssera|nachmittags|abends|'s\s(?:middags|avonds)|вечера|дня|wieczorem|po\społudniu|odpoledne|večer|akşam\w*"
    r"|sore|दोपहर|शाम",
    "night": r"at\snight|de\sla\snuit|de\sla\snoche|da\snoite|di\snotte|nachts|'s\snachts|ночи|w\snocy|v\snoci|gece"
    r"|malam|रात",
}
"""The parts of a day; at night hours before six are of the morning."""


@cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    parts = "|".join(f"(?P<{name}>{row})" for name, row in _PARTS.items())
    about = r"(?:(?:करीब|लगभग|तकरीबन|about|around|gegen|etwa|vers|около|sekitar|pukul|saat|um|à|w|в|a\slas)\s){0,3}"
    return (
        re.compile(rf"(?<!\w)(?:(?:{parts})\s)?{about}(?P<half>(?:half\spast|halb|halv)\s)?\Z", re.IGNORECASE),
        re.compile(
            r"(?:\s(?P<clock>o['’]clock|uhr|heures?|horas?|uur|часа?|часов|godzin\w*|hodin\w*|बजे|बजकर))?"
            rf"(?P<half>\s(?:et\sdemie|y\smedia|e\smezzo|e\smezza|e\smeia))?(?:,?\s(?:{parts}))?(?!\w)",
            re.IGNORECASE,
        ),
        re.compile(r"(?<!\w)(?:at|alle|um|a\slas|à|às|kl\.?|klokken|om)\s\Z", re.IGNORECASE),
    )


def find_hours(text: str) -> Iterator[Hour]:
    """The hours that a text has in words, or as "0915 GMT".

    Example:
        >>> [hour[:3] for hour in find_hours("up at half past six in the evening, 0915 GMT")]
        [(18, 30, True), (9, 15, True)]
    """
    before, after, at = _beside()
    for number in find_numbers(text):
        if number.kind != "number" or not 0 <= number.value <= 24:
            continue
        left, right = before.search(text, max(0, number.start - 40), number.start), after.match(text, number.end)
        if left is not None and right is not None:
            part = next((name for side in (left, right) for name in _PARTS if side[name]), "")
            shown = bool(part or right["clock"] or left["half"])
            if shown or (right["half"] and at.search(text, max(0, number.start - 12), number.start)):
                yield from _hour(number, left, right, part)
    for found in _TOGETHER.finditer(text):
        yield Hour(int(found[1]), int(found[2]), True, *found.span())


_TOGETHER = re.compile(
    r"(?<![\w.,:])([01][0-9]|2[0-3])([0-5][0-9])(?=\s?(?:GMT|UTC|BST|CET|CEST|EST|EDT|PST|PDT|hrs|hours|Uhr)(?!\w))"
)


def _hour(number: Number, left: re.Match[str], right: re.Match[str], part: str) -> Iterator[Hour]:
    hour, rest = divmod(number.value, 1)
    value, minute = int(hour), 30 if rest else 0
    if rest not in (0, _HALF) or (value > 12 and part):
        return
    if left["half"] or right["half"]:
        minute = 30
        value -= not right["half"] and left["half"].lower().startswith("hal") and "past" not in left["half"].lower()
    late = part == "late" or (part == "night" and value >= _LATE_NIGHT)
    value = value % 12 + 12 * late if part else value
    yield Hour(value % 24, minute, bool(part) or value > 12, left.start(), right.end())


_HALF, _LATE_NIGHT = 0.5, 6
