"""From a response to a JSON value: what became of the answer, and what can be read from its text.

Endpoints with strict schemas answer with pure JSON. Others wrap it in prose or code fences; what is unambiguous is
recovered, and said to be recovered. Nothing is ever invented.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Literal

from .errors import AnswerFiltered, AnswerInvalid, AnswerRefused, AnswerTruncated, ResponseError
from .messages import Response

__all__ = ["Outcome", "Parsed", "classify", "parse_content"]

Outcome = Literal["parsed", "refused", "truncated", "filtered", "invalid"]

_FENCED = re.compile(r"```(?:json|JSON)?[ \t]*\r?\n(.*?)```", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A JSON value read from an answer.

    Args:
        value: the JSON value.
        recovered: how it was recovered, in a few words; empty where the answer was pure JSON.
    """

    value: Any
    recovered: str = ""


def classify(response: Response) -> ResponseError | None:
    """Why nothing should be read from this answer, or None.

    Args:
        response: a completed answer.

    Returns:
        The error that a record of it carries: refused, filtered or truncated.

    Example:
        >>> classify(Response({"choices": [{"finish_reason": "stop", "message": {"content": "{}"}}]})) is None
        True
    """
    if response.refusal:
        return AnswerRefused(f"the model declined: {response.refusal[:200]}", hint="Read the article; rephrase the prompt.")
    if response.finish_reason == "content_filter":
        return AnswerFiltered("the provider's content filter stopped the answer", hint="Try another model or provider.")
    if response.finish_reason == "length":
        return AnswerTruncated(
            "the answer reached the output limit", hint="Raise --max-output-tokens, or split the article: --max-chars."
        )
    return None


def parse_content(content: str) -> Parsed:
    """Read the JSON value of an answer's text.

    Args:
        content: the text of the answer.

    Returns:
        The value, and how it was recovered if the text was not pure JSON.

    Raises:
        AnswerInvalid: no JSON object can be read without guessing.

    Example:
        >>> parse_content('Here it is: ```json\\n{"a": 1}\\n```')
        Parsed(value={'a': 1}, recovered='taken out of a code fence')
    """
    try:
        return Parsed(_loads(content))
    except ValueError as error:
        first = error
    for text, how in _candidates(content):
        try:
            return Parsed(_loads(text), how)
        except ValueError:
            continue
    raise AnswerInvalid(f"the answer is not JSON: {first}", hint="See the stored answer; try a model with strict schemas.")


def _loads(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _candidates(content: str) -> list[tuple[str, str]]:
    fenced = [(match, "taken out of a code fence") for match in _FENCED.findall(content)]
    found = fenced[:1] if len(fenced) == 1 else []
    start, end = content.find("{"), content.rfind("}")
    if 0 <= start < end:
        found.append((content[start : end + 1], "taken out of the words around it"))
    return found
