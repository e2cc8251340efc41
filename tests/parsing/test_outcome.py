"""What became of an answer."""

from __future__ import annotations

from typing import Any

import pytest

from llm_extract.errors import AnswerFiltered, AnswerRefused, AnswerTruncated
from llm_extract.messages import Response
from llm_extract.parsing import classify


def _response(finish_reason: str = "stop", **message: Any) -> Response:
    return Response({"choices": [{"finish_reason": finish_reason, "message": {"content": "{}", **message}}]})


@pytest.mark.parametrize("reason", ["stop", "tool_calls", None])
def test_a_completed_answer_is_to_be_read(reason: str) -> None:
    """An answer that ended by itself has no error."""
    assert classify(_response(reason)) is None


@pytest.mark.parametrize(
    ("response", "error"),
    [
        (_response(refusal="I cannot."), AnswerRefused),
        (_response("content_filter"), AnswerFiltered),
        (_response("length"), AnswerTruncated),
        (_response("length", refusal="I cannot."), AnswerRefused),
    ],
)
def test_what_should_not_be_read_is_said_with_a_remedy(response: Response, error: type) -> None:
    """Refused, filtered and truncated answers are told apart, and each error says what to do."""
    found = classify(response)
    assert type(found) is error
    assert found.hint
