"""Lines of result files, as endpoints that copy the Batch API may write them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from llm_extract.errors import RateLimitedError, ServerError
from llm_extract.provider_batch.results import read_result

ANSWER = {"choices": [{"message": {"content": "{}"}, "finish_reason": "stop"}]}


def line(**response: Any) -> bytes:
    """A line of a result file about the request ab12."""
    return json.dumps({"custom_id": "ab12", "response": response, "error": None}).encode()


@pytest.mark.parametrize("status", [{"status_code": 200}, {"status_code": "200"}, {"status_code": 0}, {}])
def test_a_whole_answer_is_one_whatever_status_stands_beside_it(status: dict[str, Any]) -> None:
    """It was charged for; taken for a failure, it would be asked, and paid, again."""
    found = read_result(line(body=ANSWER, **status))
    assert found is not None
    assert found.error is None
    assert found.response is not None
    assert found.response.content == "{}"


def test_a_failure_is_sorted_by_its_status() -> None:
    """As a live one would be; a status of 200 is as good as its body."""
    body = {"error": {"message": "Rate limit reached", "code": "rate_limit_exceeded"}}
    for response in ({"status_code": 429, "body": body}, {"status_code": 200, "body": body}):
        found = read_result(line(**response))
        assert found is not None
        assert isinstance(found.error, RateLimitedError)
    empty = read_result(line(status_code=200, body={**ANSWER, "choices": []}))
    assert empty is not None
    assert isinstance(empty.error, ServerError)
