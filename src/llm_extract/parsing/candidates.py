"""Where in an answer its JSON is: after the model's reasoning, in a code fence, among words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .strings import Unreadable
from .tokens import FENCE_INDENT
from .tolerant import MISSING_BRACKETS, MISSING_COMMAS, TWICE, TolerantReader

__all__ = ["AFTER_REASONING", "Candidate", "find_candidates", "skip_reasoning"]

AFTER_REASONING = "found after the model's reasoning"

_OPENS_REASONING = re.compile(r"\s*(?:<(?:think|thinking|thought|reasoning)\s*>|\[THINK\]|◁think▷)", re.IGNORECASE)
_ENDS_REASONING = re.compile(r"</(?:think|thinking|thought|reasoning)\s*>|\[/THINK\]|◁/think▷", re.IGNORECASE)
# Other names that prompts and models give to it; they count where the answer begins with one and the same one ends.
_OTHER_REASONING = re.compile(
    r"\s*<(?P<name>analysis|scratchpad|reflection|thoughts|plan)\s*>.*?</(?P=name)\s*>", re.IGNORECASE | re.DOTALL
)
# The channels of OpenAI's open models, with their marks or with the marks lost: "analysisWe need ...assistantfinal{".
_OPENS_CHANNEL = re.compile(r"\s*(?:<\|start\|>assistant)?(?:<\|channel\|>(?!final)|analysis(?=[A-Z]))")
_FINAL_CHANNEL = re.compile(r"<\|channel\|>final[^<]{0,40}<\|message\|>|assistantfinal")
_BEGINS_AS_JSON = re.compile(r'\s*(?:\{|\[\s*[\[{"]|")')

_OPENS_JSON = re.compile(r"[{\[]")
_OPENS_FENCE = re.compile(r"[ \t]*(?:[\r\n{\[]|\Z)")
_FENCE_LINE = re.compile(r"\n[ \t]*```")
_NAMED = re.compile(r"""["'”’]\s*:\s*\Z""")
_LANDMARK = re.compile(r"```[ \t]*([\w+-]*)|<!\[CDATA\[|[{}\[]")
_LABEL = 100  # characters
_AFTER = re.compile(r"[\s}\]]*")
_CONTINUES = re.compile(r""",\s*[{\["'“”‘’]|[:"]""")
_GOES_ON = re.compile(r"""["'”’]\s*,\s*["'“‘][^"'“”‘’\n{\[]{0,80}["'”’]\s*:""")  # a member, behind the end of a string


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part of the answer that looks like its JSON.

    Args:
        rank: 2 in a fence marked as JSON, 1 in another fence, 0 among words.
        value: what was read; None where it cannot be read.
        problem: why not; empty where it can.
        forgiven: what departs from JSON.
        ended: the text ended before the value did.
        lost: an unfinished item or member was left out.
        bare: nothing but white space is around it.
        label: the words right before it.
    """

    rank: int
    value: Any = None
    problem: str = ""
    forgiven: tuple[str, ...] = ()
    ended: bool = False
    lost: bool = False
    bare: bool = False
    label: str = ""


def skip_reasoning(text: str) -> tuple[str, bool]:
    """Leave out what a model thought aloud before its answer.

    Args:
        text: the answer.

    Returns:
        What follows the reasoning, and whether there was any.

    Raises:
        Unreadable: the reasoning does not end.

    Example:
        >>> skip_reasoning("<think>{so}</think>{}")
        ('{}', True)
    """
    if _BEGINS_AS_JSON.match(text):
        return text, False
    if _OPENS_CHANNEL.match(text):
        final = _FINAL_CHANNEL.search(text)
    elif (other := _OTHER_REASONING.match(text)) is not None and _OPENS_JSON.search(text, other.end()):
        final = other
    else:
        final = _ENDS_REASONING.search(text)
        if not _OPENS_REASONING.match(text) and (final is None or _is_inside(text, final.start())):
            return text, False
    if final is None:
        raise Unreadable("the reasoning does not end", len(text))
    return text[final.end() :], True


def _is_inside(text: str, place: int) -> bool:
    """Whether a place is in the middle of an object or a list."""
    position = 0
    while (bracket := _OPENS_JSON.search(text, position, place)) is not None:
        reader = TolerantReader(text, bracket.start())
        try:
            reader.read()
        except Unreadable as error:
            position = max(bracket.end(), reader.position, error.position)
            continue
        position = max(bracket.end(), reader.position)
        if position > place:
            return True
    return False


def find_candidates(text: str, *, salvaging: bool = False) -> list[Candidate]:
    """Read every object, and every list of objects, that is not part of another.

    Args:
        text: the answer without its reasoning.
        salvaging: the answer is known to be cut.

    Returns:
        What was found, in order. Braces that hold no JSON are passed over as words.

    Example:
        >>> [candidate.value for candidate in find_candidates('With {x}: {"a": 1} or {"a": 2}')]
        [{'a': 1}, {'a': 2}]
    """
    found: list[Candidate] = []
    edges = len(text) - len(text.lstrip()), len(text.rstrip())
    position, open_braces, tag = 0, 0, None
    while (landmark := _LANDMARK.search(text, position)) is not None:
        position, mark = landmark.end(), landmark.group()
        if mark.startswith("```"):
            if tag is None and not _begins_fence(text, landmark):
                continue  # inside a string that could not be read
            tag, open_braces = (landmark[1].lower() if tag is None else None), 0
            continue
        if mark.startswith("<"):
            continue
        if mark == "}":
            open_braces -= 1
            continue
        rank = 0 if tag is None else 1 + tag.startswith("json")
        candidate, position = _read(text, landmark.start(), rank, edges, salvaging)
        if candidate is None:
            open_braces += mark == "{"
            continue
        if open_braces > 0:
            candidate = Candidate(rank, problem="only a part can be read")
        found.append(candidate)
        if candidate.problem:  # what follows may be a piece of it, unless a fence begins or ends
            fence = _FENCE_LINE.search(text, position)
            if fence is None:
                break
            position = fence.start()
    return found


def _begins_fence(text: str, mark: re.Match[str]) -> bool:
    line = text.rfind("\n", max(0, mark.start() - FENCE_INDENT), mark.start()) + 1
    return not text[line : mark.start()].strip(" \t>-*") or _OPENS_FENCE.match(text, mark.end()) is not None


def _read(text: str, start: int, rank: int, edges: tuple[int, int], salvaging: bool) -> tuple[Candidate | None, int]:
    reader = TolerantReader(text, start, salvaging=salvaging)
    try:
        value = reader.read()
    except Unreadable as error:
        problem = Candidate(rank, problem=str(error)) if reader.serious else None
        return problem, max(start + 1, reader.position, error.position)  # nothing is read twice: linear time
    end = _AFTER.match(text, reader.position)
    after = end.end() if end else reader.position
    if (reader.serious or edges[0] >= start) and _is_more(text, after):
        return Candidate(rank, problem=f"more follows the JSON at character {after}"), after
    stray = text[reader.position : after].strip() != ""
    if stray and (_NAMED.search(text[max(0, start - 20) : start]) or MISSING_COMMAS in reader.forgiven):
        return Candidate(rank, problem="only a part can be read"), after
    if TWICE in reader.forgiven and MISSING_BRACKETS in reader.forgiven:
        return Candidate(rank, problem="a bracket is missing in its middle"), after
    bare = edges[0] >= start and edges[1] <= reader.position
    if isinstance(value, list) and not (value and isinstance(value[0], dict)) and not rank and not bare:
        return None, reader.position  # "[1]" among words is a reference
    return (
        Candidate(
            rank,
            value,
            "",
            tuple(reader.forgiven),
            reader.ended,
            reader.lost,
            bare,
            text[max(0, start - _LABEL) : start],
        ),
        after if stray else reader.position,
    )


def _is_more(text: str, after: int) -> bool:
    """Whether what stands behind an object belongs to it: its end was a bracket in a string."""
    if text[after : after + 1].isdigit():
        return True
    bracket = _OPENS_JSON.search(text, after)
    end = bracket.start() if bracket else len(text)
    return _CONTINUES.match(text, after) is not None or _GOES_ON.search(text, after, end) is not None
