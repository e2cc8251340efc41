"""What the loopback server answers: chat completions, errors as OpenAI words them, and every fault of an endpoint."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any

Body = dict[str, Any]
MODEL = "loopback-model"


@dataclass(frozen=True)
class Reply:
    """What the server sends: a status, a body, and how badly.

    ``cut`` closes the connection after that share of the body, ``hang`` never answers, ``chunks`` sends the body in so
    many chunks with ``pause`` seconds between them.
    """

    body: Any = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: float | None = None
    hang: bool = False
    chunks: int = 0
    pause: float = 0.0


def body_key(body: Body) -> str:
    """A short name of a request body, equal for equal bodies."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def completion(body: Body, content: str | None, **changes: Any) -> Body:
    """A chat completion; ``finish_reason``, ``refusal`` and ``usage`` can be given."""
    prompt = sum(len(str(message.get("content"))) for message in body.get("messages", ())) // 4
    answer = len(content or "") // 4 + 1
    usage = {"prompt_tokens": prompt, "completion_tokens": answer, "total_tokens": prompt + answer}
    message = {"role": "assistant", "content": content, "refusal": changes.get("refusal")}
    choice = {"index": 0, "message": message, "finish_reason": changes.get("finish_reason", "stop"), "logprobs": None}
    return {
        "id": f"chatcmpl-{body_key(body)}",
        "object": "chat.completion",
        "created": 1700000000,
        "model": body.get("model", MODEL),
        "choices": [choice],
        "usage": changes.get("usage", usage),
    }


def error(status: int, message: str, code: str | None = None, headers: Mapping[str, str] | None = None) -> Reply:
    """An error as OpenAI words it."""
    kind = (
        "insufficient_quota" if code == "insufficient_quota" else "server_error" if status >= 500 else "request_error"
    )
    return Reply({"error": {"message": message, "type": kind, "param": None, "code": code}}, status, headers or {})


Fault = Callable[[Body, str], Reply]
FAULTS: dict[str, Fault] = {
    "500": lambda body, content: error(500, "The server had an error"),
    "503": lambda body, content: error(503, "Overloaded", headers={"Retry-After": "0.02"}),
    "529": lambda body, content: error(529, "Overloaded"),
    "429": lambda body, content: error(429, "Rate limit reached", "rate_limit_exceeded", {"Retry-After": "0.05"}),
    "429_date": lambda body, content: error(
        429, "Slow down", None, {"Retry-After": formatdate(time.time() + 1, usegmt=True)}
    ),
    "429_none": lambda body, content: error(429, "Slow down"),
    "429_long": lambda body, content: error(429, "Daily limit reached", "rate_limit_exceeded", {"Retry-After": "600"}),
    "408": lambda body, content: error(408, "Request timeout"),
    "409": lambda body, content: error(409, "Conflict"),
    "html_502": lambda body, content: Reply(
        b"<html><h1>502 Bad Gateway</h1></html>", 502, {"Content-Type": "text/html"}
    ),
    "html_200": lambda body, content: Reply(b"<html>Please log in</html>", 200, {"Content-Type": "text/html"}),
    "400": lambda body, content: error(400, "Invalid schema for response_format", "invalid_request_error"),
    "context_length": lambda body, content: error(
        400, "This model's maximum context length is 8192 tokens", "context_length_exceeded"
    ),
    "401": lambda body, content: error(401, "Incorrect API key provided", "invalid_api_key"),
    "403": lambda body, content: error(403, "Not allowed"),
    "404": lambda body, content: error(404, "The model does not exist", "model_not_found"),
    "insufficient_quota": lambda body, content: error(429, "You exceeded your current quota", "insufficient_quota"),
    "cut": lambda body, content: Reply(completion(body, content), cut=0.6),
    "disconnect": lambda body, content: Reply(b"", cut=0.0),
    "hang": lambda body, content: Reply(hang=True),
    "slow": lambda body, content: Reply(completion(body, content), chunks=6, pause=0.02),
    "very_slow": lambda body, content: Reply(completion(body, content), chunks=1000, pause=1.0),
    "refusal": lambda body, content: Reply(completion(body, None, refusal="I cannot help with that.")),
    "truncation": lambda body, content: Reply(completion(body, content[: len(content) // 2], finish_reason="length")),
    "content_filter": lambda body, content: Reply(completion(body, "", finish_reason="content_filter")),
    "invalid": lambda body, content: Reply(completion(body, '{"not": "the schema"}')),
    "no_usage": lambda body, content: Reply(completion(body, content, usage=None)),
    "empty_choices": lambda body, content: Reply({**completion(body, content), "choices": []}),
    "error_200": lambda body, content: Reply({"error": {"message": "Provider returned error", "code": 502}}),
    "choice_error": lambda body, content: Reply(
        {**completion(body, content), "choices": [{"index": 0, "finish_reason": "error", "error": {"code": 502}}]}
    ),
}
BILLED = frozenset({"", "cut", "slow", "very_slow", "refusal", "truncation", "content_filter", "invalid", "no_usage"})
