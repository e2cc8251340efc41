"""What became of an answer, before anything is read from it."""

from __future__ import annotations

from typing import Literal

from ..errors import AnswerFiltered, AnswerRefused, AnswerTruncated, ResponseError
from ..messages import Response

__all__ = ["Outcome", "classify"]

Outcome = Literal["parsed", "refused", "truncated", "filtered", "invalid"]


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
        words = response.refusal[:200]
        return AnswerRefused(f"the model declined: {words}", hint="Read the article; rephrase the prompt.")
    if response.finish_reason == "content_filter":
        return AnswerFiltered("the provider's content filter stopped the answer", hint="Try another model or provider.")
    if response.finish_reason == "length":
        return AnswerTruncated(
            "the answer reached the output limit", hint="Raise --max-output-tokens, or split the article: --max-chars."
        )
    return None
