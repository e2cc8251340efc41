"""From a failed HTTP exchange to the error tree: what to retry, what stops the run, what is this request's fault."""

from __future__ import annotations

import errno
import json
import re
from collections.abc import Mapping
from typing import Any

from ..errors import (
    ModelError,
    RateLimitedError,
    RefusedError,
    RejectedError,
    ServerError,
    TimedOutError,
    UnreachableError,
)
from ..plain_data import parse_json
from .limits import read_retry_after
from .redirects import describe_target

__all__ = ["QUOTA_CODES", "classify_body", "classify_status", "no_tunnel", "timed_out", "unreachable"]

_MESSAGE_LIMIT = 300
QUOTA_CODES = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})
"""What endpoints call an account that has nothing left."""

_LENGTH_CODES = frozenset({"context_length_exceeded", "string_above_max_length"})
_MODEL_WORDS = ("invalid model name", "unknown model", "no such model")  # LiteLLM says so with status 400
_WRONG_PLACE = "Check the model's name and the base URL: OPENAI_BASE_URL or --base-url"
_WRONG_PROXY_USER = "Check the user and password of the proxy: HTTPS_PROXY, HTTP_PROXY or ALL_PROXY"
_REFUSALS = {
    401: "Check the API key: OPENAI_API_KEY, or the variable of this endpoint's provider",
    403: "The key may not use this model or endpoint: check its permissions",
    404: _WRONG_PLACE,
    405: _WRONG_PLACE,
    407: _WRONG_PROXY_USER,
    410: _WRONG_PLACE,
}
"""What is wrong with every request alike."""
_OVERLOADED = (503, 529)  # the latter is Anthropic's
_BODY_WORDS = ("validation error", "('body',")  # a FastAPI server that answers a malformed request with status 500
_LENGTH_WORDS = (
    "maximum context length",
    "context length",
    "context window",
    "context size",
    "too many tokens",
    "prompt is too long",
)


def classify_status(status: int, headers: Mapping[str, str], raw: bytes) -> ModelError:
    """The error for an HTTP answer that is no success.

    Args:
        status: the HTTP status, or the status that an error body names.
        headers: response headers, looked up in lower case.
        raw: the response body; JSON or not.

    Returns:
        An error to raise. Keys are not removed from its message: the caller knows them.

    Example:
        >>> type(classify_status(429, {}, b'{"error": {"code": "insufficient_quota"}}')).__name__
        'RefusedError'
        >>> classify_status(503, {"retry-after": "3"}, b"busy").retry_after
        3.0
    """
    text = raw.decode(errors="replace")
    error = _error_object(text)
    said = _describe(error, text)
    code = str(error.get("code") or error.get("type") or "")
    if code in QUOTA_CODES or str(error.get("type")) in QUOTA_CODES or status == 402:
        return RefusedError(f"the account has no quota left ({said})", hint="Add credit, then run the same command")
    status = _true_status(status, str(error.get("type")), said.lower())
    if status in _REFUSALS and not _is_moderation(said):
        return RefusedError(f"HTTP {status}: {said}", hint=_REFUSALS[status])
    if status >= 500 or status in (408, 409, 425, 429):
        return _passing(status, said, read_retry_after(headers))
    if status >= 400:
        return _rejection(status, code, said)
    if status >= 300 and (target := describe_target(headers)) is not None:
        return RefusedError(
            f"HTTP {status}: it wants requests to be sent to {_shorten(target)}",
            hint="If that is whom you want to ask, name that address with --base-url, without /chat/completions",
        )
    return ServerError(f"HTTP {status} where an answer was expected: {said}")


def classify_body(body: Any, headers: Mapping[str, str], raw: bytes) -> ModelError | None:
    """The error for an answer with HTTP status 200 that is no completion.

    Args:
        body: the parsed JSON, or None where it was not JSON.
        headers: response headers, looked up in lower case.
        raw: the response body.

    Returns:
        None where the body is a completion with at least one choice.
    """
    if not isinstance(body, Mapping):
        return ServerError(f"the answer is not a JSON object: {_shorten(raw.decode(errors='replace'))}")
    choices, error = body.get("choices"), body.get("error")
    first = choices[0] if isinstance(choices, list) and choices else None
    if isinstance(first, Mapping) and (first.get("message") or first.get("finish_reason") or not error):
        return _classify_choice(first)
    if error:
        return classify_status(_named_status(error), headers, raw)
    return ServerError("the answer has no choices")


def _named_status(error: Any) -> int:
    """The status that an error body names, as a number, in quotes or by its word; 500 where it names none."""
    code = error.get("code") if isinstance(error, Mapping) else None
    if isinstance(code, str):
        code = 429 if code.startswith("rate_limit") else int(code) if re.fullmatch("[45][0-9]{2}", code) else None
    return code if isinstance(code, int) and 400 <= code < 600 else 500


def _classify_choice(choice: Mapping[str, Any]) -> ModelError | None:
    """Some routers put a failure of the provider behind them inside the choice."""
    if choice.get("finish_reason") == "error" or (choice.get("error") and not choice.get("message")):
        return ServerError(f"the provider failed while answering: {_shorten(json.dumps(choice.get('error')))}")
    return None


def _true_status(status: int, kind: str, said: str) -> int:
    """What a proxy means by a status that says something else."""
    if status == 400 and kind == "no_db_connection":  # LiteLLM without a database, asked with an unknown key
        return 401
    if status == 400 and any(words in said for words in _MODEL_WORDS):
        return 404
    return 422 if status == 500 and all(words in said for words in _BODY_WORDS) else status


def _passing(status: int, said: str, retry_after: float | None) -> RateLimitedError | ServerError:
    """A server that knows when it will have room again limits what is sent to it."""
    overloaded = status in _OVERLOADED and retry_after is not None
    if status != 429 and not overloaded:
        return ServerError(f"HTTP {status}: {said}", retry_after=retry_after)
    error = RateLimitedError(f"HTTP {status}: {said}", retry_after=retry_after)
    error.overloaded = overloaded
    return error


def _is_moderation(said: str) -> bool:
    """OpenRouter answers 403 to a single text that its moderation flags: no reason to stop the run."""
    return "moderation" in said.lower() or "flagged" in said.lower()


def _rejection(status: int, code: str, said: str) -> RejectedError:
    if code in _LENGTH_CODES or any(words in said.lower() for words in _LENGTH_WORDS) or status == 413:
        hint = "The document is too long for the model: read less of it at a time with --max-chars"
    elif code == "content_filter" or _is_moderation(said):
        hint = "The provider's filter does not let this document through"
    else:
        hint = "The endpoint does not take this request: check the model, the schema and the parameters"
    return RejectedError(f"HTTP {status}: {said}", hint=hint)


def _error_object(text: str) -> Mapping[str, Any]:
    try:
        body = parse_json(text)
    except ValueError:
        return {}
    if isinstance(body, list) and body:  # Gemini wraps its error in a list
        body = body[0]
    error = body.get("error", body) if isinstance(body, Mapping) else None
    return error if isinstance(error, Mapping) else {"message": error} if isinstance(error, str) else {}


def _describe(error: Mapping[str, Any], text: str) -> str:
    message = error.get("message") or error.get("detail")
    if not message:
        return _shorten(text) or "no message"
    code = error.get("code")
    return _shorten(f"{message} ({code})" if code else str(message))


def _shorten(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _MESSAGE_LIMIT else words[: _MESSAGE_LIMIT - 1] + "…"


def timed_out(seconds: float) -> TimedOutError:
    """The error for a request that took longer than its time limit."""
    return TimedOutError(f"no answer within {seconds:g} s", hint="A longer limit may help: --timeout SECONDS")


def unreachable(url: str, error: Exception) -> UnreachableError:
    """The error for a connection that could not be made.

    Args:
        url: the endpoint's, as it may be shown.
        error: why, with the system's own error as ``os_error`` or ``certificate_error`` where it has one.

    Example:
        >>> unreachable("https://api.example.com/v1", TimeoutError("timed out")).message
        'https://api.example.com/v1 cannot be reached: timed out'
    """
    import socket
    import ssl  # where it is needed, it is loaded

    cause = getattr(error, "certificate_error", None) or getattr(error, "os_error", None) or error
    if isinstance(cause, ssl.SSLError):
        hint = "Check that --base-url is its address; a certificate of your own authority is named by SSL_CERT_FILE"
    elif isinstance(cause, socket.gaierror):
        hint = "Check the host's name in --base-url, and the network"
    elif getattr(cause, "errno", None) in (errno.EMFILE, errno.ENFILE):
        hint = "Too many files are open: raise the limit with ulimit -n, or lower --concurrency"
    else:
        hint = "Check that the server is up and that --base-url is its address"
    said = _shorten(str(cause) or type(cause).__name__)
    return UnreachableError(f"{url} cannot be reached: {said}", hint=f"{hint}; the same command goes on")


def no_tunnel(url: str, status: int, said: str) -> ModelError:
    """The error for a proxy that makes no connection to the endpoint, so that nothing was sent there.

    Args:
        url: the endpoint's, as it may be shown.
        status: of the proxy's answer to CONNECT.
        said: its reason.

    Example:
        >>> type(no_tunnel("https://api.example.com/v1", 407, "Who are you")).__name__
        'RefusedError'
    """
    message = f"{url} cannot be reached: the proxy answers HTTP {status} {_shorten(said)}".rstrip()
    if status == 407:
        return RefusedError(message, hint=_WRONG_PROXY_USER)
    return UnreachableError(message, hint="Check the proxy: HTTPS_PROXY or ALL_PROXY; the same command goes on")
