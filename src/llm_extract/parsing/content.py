"""The JSON value of an answer's text."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..errors import AnswerInvalid
from .candidates import AFTER_REASONING, Candidate, find_candidates, skip_reasoning
from .encoded import read_encoded
from .strings import Unreadable
from .tokens import NULLED
from .tolerant import MISSING_BRACKETS, MOST_LEVELS, TWICE

__all__ = ["MISFIT", "Parsed", "parse_content", "parse_truncated"]

MISFIT = "llm-extract doctor --probe says what holds the endpoint to a schema; --retry-failed asks again."
"""What to do about an answer that is not of the form asked for."""

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|[{}\[\]]', re.DOTALL)  # a string may never end
_MOST_TIMES = 5  # that an answer is encoded
_HALF = re.compile(r"[\ud800-\udfff]")
_ESCAPED_HALF = re.compile(r"[\ud800-\udfff]|\\u[dD][89a-fA-F]")
_HALVES = "halves of characters replaced by \ufffd"
_SPACES = " \t\r\n\v\f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_INVISIBLE = _SPACES + "\ufeff\u200b\u200c\u200d\u2060\0"
_BEGINS_WITH_NAME = re.compile(r'"[^"\\\n]*"\s*:')
_CORRECTED = re.compile(
    r"(?:\b(?:correct(?:ed|ion)|final|revised|amended|updated|fixed|korrigiert|berichtigt|endgültig|corrig[ée]|corregid|corrett"
    r"|definiti[vf]|revisad|poprawion)|исправленн|итогов|修正|更正|最终|最終|최종|수정)[^.!?\n{}\[\]]{0,40}[:：][\s*_]*(?:```\w*\s*)?\Z",
    re.IGNORECASE,
)
_PLACES = ("taken out of the words around it", "taken out of a code fence", "taken out of a code fence")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A JSON value read from an answer.

    Args:
        value: the JSON value.
        recovered: how it was recovered, in a few words; empty where the answer was pure JSON.
        whole: False where the text ended before the JSON did, so that something may be missing from its end.
    """

    value: Any
    recovered: str = ""
    whole: bool = True


def parse_content(content: str) -> Parsed:
    """Read the JSON value of an answer's text.

    Valid JSON is never changed. (A string that itself holds a JSON object, or a list of objects, is an answer encoded
    twice, and is decoded. Of a key given twice the last value counts, as in most readers, and that is said.) Otherwise
    the text is searched for the one object, or the one list of objects, that it holds, and departures from JSON are
    forgiven where there is but one reading: code fences, reasoning and words around it; the notation of a JSON string
    or of HTML around the whole; trailing commas; missing commas before a member; comments; single and curly quotes;
    unquoted keys; Python's True, False and None; raw line breaks in strings; unescaped quotes in pairs, and
    apostrophes; backslashes that escape nothing, which stay; NaN and infinity, which become null; the first opening
    bracket; closing brackets missing at the end, where all that was begun is complete. Of several that differ the last
    counts where the words before it call it the corrected or final one. Time is linear in the text.

    Args:
        content: the text of the answer.

    Returns:
        The value, and how it was recovered if the text was not pure JSON.

    Raises:
        AnswerInvalid: nothing can be read without guessing: no JSON, two that differ, or one that is cut or garbled.

    Example:
        >>> parse_content('Here it is: ```json\\n{"a": 1,}\\n```')
        Parsed(value={'a': 1}, recovered='taken out of a code fence; forgiven: trailing commas', whole=True)
    """
    strict = _parse_strictly(content)
    if strict is not None:
        return strict
    parsed, lost = _parse_tolerantly(content, salvaging=False)
    if lost:
        raise _invalid("it is cut short", "Raise --max-output-tokens, or ask again.")
    return parsed


def parse_truncated(content: str) -> Parsed:
    """Read what is whole in an answer that hit the output limit, or that was cut otherwise.

    Of a list the whole items are kept and the unfinished one is left out, however far it got; of the outermost object
    the whole members. Half a string or half a number is never a value, and an unfinished object stays only for the
    sake of whole items in a list inside it. An answer that is complete after all is read as `parse_content` reads it.

    Args:
        content: the text of the answer.

    Returns:
        The value, with ``whole`` False where something is or may be missing.

    Raises:
        AnswerInvalid: nothing whole is left, or it cannot be read without guessing.

    Example:
        >>> parse_truncated('{"rounds": [{"amount": 5}, {"amount": 1')
        Parsed(value={'rounds': [{'amount': 5}]}, recovered='cut short, its unfinished end left out', whole=False)
    """
    strict = _parse_strictly(content)
    if strict is not None:
        return strict
    parsed, _ = _parse_tolerantly(content, salvaging=True)
    if not parsed.whole and not parsed.value:
        raise _invalid("it is cut short, and nothing whole is left")
    return parsed


def _invalid(reason: str, hint: str = MISFIT) -> AnswerInvalid:
    return AnswerInvalid(f"the answer is not JSON: {reason}", hint=hint)


# -- valid JSON


def _parse_strictly(content: str) -> Parsed | None:
    """Read pure JSON; None where it is not."""
    remarks: dict[str, None] = {}
    try:
        value = _loads(content, remarks)
    except (ValueError, RecursionError):
        return None
    return _decode_again(value, dict(remarks)) or Parsed(value, _describe("", remarks))


def _decode_again(value: Any, remarks: dict[str, None]) -> Parsed | None:
    """The object, or the list of objects, that a string holds, perhaps as a string in a string."""
    for times in range(2, _MOST_TIMES):
        if not (isinstance(value, str) and value.lstrip().startswith(("{", "[", '"'))):
            return None
        try:
            value = _loads(value, remarks)
        except (ValueError, RecursionError):
            return None
        if value and isinstance(value[0] if isinstance(value, list) else value, dict):
            return Parsed(value, _describe("encoded twice" if times == 2 else f"encoded {times} times", remarks))
    return None


def _loads(content: str, remarks: dict[str, None]) -> Any:
    if content.count("{") + content.count("[") > MOST_LEVELS and _levels(content) > MOST_LEVELS:
        raise ValueError("nested too deeply")

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        taken = dict(pairs)
        if len(taken) < len(pairs) and any(taken[name] != value for name, value in pairs):
            remarks[TWICE] = None
        return taken

    def number(digits: str) -> float | None:
        value = float(digits)
        if math.isfinite(value):
            return value
        remarks[NULLED] = None
        return None

    value = json.loads(content, object_pairs_hook=members, parse_constant=number, parse_float=number)
    if _ESCAPED_HALF.search(content):
        text = json.dumps(value, ensure_ascii=False)
        sound = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if sound != text:  # half of a character that no file can hold
            remarks[_HALVES] = None
            value = json.loads(sound)
    return value


def _levels(content: str) -> int:
    deepest = level = 0
    for token in _TOKEN.finditer(content):
        if token.group() in ("{", "["):
            level += 1
            deepest = max(deepest, level)
        elif token.group() in ("}", "]"):
            level -= 1
    return deepest


# -- everything else


def _parse_tolerantly(content: str, *, salvaging: bool) -> tuple[Parsed, bool]:
    """The one value that the text holds, and whether something unfinished was left out of it."""
    if not content.strip(_INVISIBLE):
        raise _invalid("it is empty")
    sound = _HALF.sub("\ufffd", content)
    if sound != content:
        parsed, lost = _parse_tolerantly(sound, salvaging=salvaging)
        return replace(parsed, recovered=_join(_HALVES, parsed.recovered)), lost
    try:
        text, reasoned = skip_reasoning(content.lstrip(_INVISIBLE))
    except Unreadable as error:
        raise _invalid(str(error)) from None
    found = AFTER_REASONING if reasoned else ""
    visible = text.rstrip(_INVISIBLE)
    if len(visible) < len(content) and (strict := _parse_strictly(visible)) is not None:
        freed = "its byte order mark" if content.startswith("\ufeff") else "invisible characters around it"
        return replace(strict, recovered=_join(found or f"freed of {freed}", strict.recovered)), False
    if _BEGINS_WITH_NAME.match(text) and (opened := _parse_strictly("{" + text)) is not None:
        # endpoints that are handed it do not repeat it
        return replace(opened, recovered=_join(found, "given its opening bracket", opened.recovered)), False
    if (decoded := _decode(text)) is not None:
        return replace(decoded, recovered=_join(found, decoded.recovered)), False
    chosen, times, differ = _choose(find_candidates(text, salvaging=salvaging))
    place = "" if chosen.bare else _PLACES[chosen.rank]
    last = f"the last of {times}, which is called the corrected one" if differ else "given more than once alike"
    cut = "cut short, its unfinished end left out" if chosen.lost else ""
    remarks = dict.fromkeys(what for what in chosen.forgiven if not (chosen.lost and what == MISSING_BRACKETS))
    recovered = _describe(_join(found, place, last if times > 1 else "", cut), remarks)
    return Parsed(chosen.value, recovered, not chosen.ended), chosen.lost


def _decode(text: str) -> Parsed | None:
    """The value of an answer whose JSON is written inside another notation."""
    found = read_encoded(text)
    if found is None:
        return None
    inner, how, words = found
    parsed = _parse_strictly(inner)
    if parsed is None or not isinstance(parsed.value, dict | list):
        return None
    place = _PLACES[0] if words else _PLACES[1] if "```" in text else ""
    return replace(parsed, recovered=_join(place, how, parsed.recovered))


def _choose(candidates: Sequence[Candidate]) -> tuple[Candidate, int, bool]:
    """The only candidate of the highest rank, how many there are, and whether the others differ."""
    highest = max((one.rank for one in candidates), default=0)
    best = [one for one in candidates if one.rank == highest]
    best = [one for one in best if one.value or one.problem or one.ended] or best  # "{}" among words is none
    if not best:
        raise _invalid("it holds no object")
    for one in best:
        if one.problem:
            raise _invalid(one.problem)
    differ = len({json.dumps(one.value, sort_keys=True) for one in best}) > 1
    if differ and (best[-1].ended or not _CORRECTED.search(best[-1].label)):
        raise _invalid(f"it holds {len(best)} that differ")
    return best[-1 if differ else 0], len(best), differ


def _describe(how: str, remarks: dict[str, None]) -> str:
    return _join(how, "forgiven: " + ", ".join(remarks) if remarks else "")


def _join(*steps: str) -> str:
    return "; ".join(filter(None, steps))
