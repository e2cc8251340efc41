"""Failures that say one thing and mean another, as real servers sent them."""

from __future__ import annotations

import errno
import json

import pytest

from llm_extract.errors import ModelError, RateLimitedError, RefusedError, RejectedError, ServerError
from llm_extract.models.failures import classify_body, classify_status, unreachable


@pytest.mark.parametrize(
    ("status", "error", "kind", "hint"),
    [
        (  # LiteLLM proxy 1.106
            400,
            {"message": "/chat/completions: Invalid model name passed in model=m.", "type": "invalid_request_error",
             "code": "400"},
            RefusedError,
            "model's name",
        ),
        (400, {"message": "No connected db.", "type": "no_db_connection", "code": "400"}, RefusedError, "API key"),
        (
            400,
            {"message": "litellm.ContextWindowExceededError: this is a mock context window exceeded error"},
            RejectedError,
            "--max-chars",
        ),
        (  # llama.cpp's server
            400,
            {"message": "request (40067 tokens) exceeds the available context size (16384 tokens), try increasing it",
             "type": "exceed_context_size_error"},
            RejectedError,
            "--max-chars",
        ),
        (429, {"message": "litellm.RateLimitError: mock", "type": "throttling_error"}, RateLimitedError, ""),
        (500, {"message": "litellm.InternalServerError: mock", "type": "internal_server_error"}, ServerError, ""),
        (  # llama-cpp-python's server 0.3.36
            500,
            {"message": "1 validation error:\n  {'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), "
             "'msg': \"Input should be 'text' or 'json_object'\"}", "type": "internal_server_error"},
            RejectedError,
            "endpoint",
        ),
        (500, {"message": "a validation error somewhere else"}, ServerError, ""),
    ],
)  # fmt: skip
def test_what_servers_mean(status: int, error: dict[str, str], kind: type[ModelError], hint: str) -> None:
    """What is wrong with all requests stops the run, what is wrong with one is not sent again, the rest is."""
    found = classify_status(status, {}, json.dumps({"error": error}).encode())
    assert type(found) is kind
    assert hint in found.hint


def test_too_many_open_files_are_no_fault_of_the_server() -> None:
    """The remedy is about this process; the host and its name are not to be checked."""
    found = unreachable("http://localhost/v1", OSError(errno.EMFILE, "Too many open files"))
    assert "ulimit" in found.hint
    assert "server" not in found.hint


@pytest.mark.parametrize(
    ("code", "kind"),
    [(429, RateLimitedError), ("429", RateLimitedError), ("rate_limit_exceeded", RateLimitedError),
     ("401", RefusedError), (502, ServerError), ("502", ServerError), ("overloaded", ServerError), (True, ServerError),
     (None, ServerError), ("9" * 5000, ServerError), (["429"], ServerError)],
)  # fmt: skip
def test_an_error_with_status_200_is_what_its_code_says(code: object, kind: type[ModelError]) -> None:
    """Routers write the status as a number or in quotes, or the word for it."""
    body = {"error": {"message": "Provider returned error", "code": code}}
    assert type(classify_body(body, {}, json.dumps(body).encode())) is kind


def test_an_error_beside_a_choice_without_a_message_is_no_answer() -> None:
    """It would be stored, and never asked for again; beside a message it says nothing against that."""
    body = {"choices": [{"index": 0}], "error": {"message": "overloaded", "code": 503}}
    assert isinstance(classify_body(body, {}, b""), ServerError)
    assert classify_body({**body, "choices": [{"message": {"content": "{}"}}]}, {}, b"") is None
