"""The lines that an endpoint gives for a Batch job: answers, and why there are none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import ModelError, RefusedError, RejectedError, ServerError
from ..messages import Response
from ..models.failures import QUOTA_CODES, classify_body, classify_status
from ..plain_data import parse_json

__all__ = ["Result", "find_causes", "read_result"]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one request.

    Args:
        fingerprint: the request's, as its ``custom_id`` says.
        response: the answer; None where there is none.
        error: why there is none, sorted as it would be for a live call.
    """

    fingerprint: str
    response: Response | None
    error: ModelError | None


def read_result(line: bytes) -> Result | None:
    """Read a line of an output or error file.

    Returns:
        None where it is no such line.

    Example:
        >>> found = read_result(b'{"custom_id": "ab12", "response": null, "error": {"code": "batch_expired"}}')
        >>> found.fingerprint, type(found.error).__name__
        ('ab12', 'ServerError')
    """
    try:
        raw = parse_json(line)
    except ValueError:
        return None
    if not isinstance(raw, Mapping) or not isinstance(raw.get("custom_id"), str):
        return None
    answer = raw.get("response")
    if not isinstance(answer, Mapping):
        return Result(raw["custom_id"], None, _unanswered(raw.get("error")))
    return _answered(raw["custom_id"], answer.get("status_code"), answer.get("body"))


def _answered(fingerprint: str, status: Any, body: Any) -> Result:
    said = json.dumps(body).encode()
    failure = classify_body(body, {}, said)
    if failure is None:  # charged for, whatever status stands beside it
        return Result(fingerprint, Response(body), None)
    if status != 200:
        failure = classify_status(status if isinstance(status, int) else 500, {}, said)
    return Result(fingerprint, None, failure)


def _unanswered(error: Any) -> ModelError:
    """Not worked on before the job expired or was cancelled, or lost by the provider."""
    said = error if isinstance(error, Mapping) else {}
    code, message = str(said.get("code") or "no answer"), str(said.get("message") or "")
    if code in QUOTA_CODES:
        return classify_status(429, {}, json.dumps({"error": dict(said)}).encode())
    return ServerError(f"{code}: {message}" if message else code)


def find_causes(batch: Mapping[str, Any]) -> list[ModelError]:
    """Why a job failed as a whole, before any of its requests was worked on.

    Args:
        batch: as the endpoint describes it.

    Returns:
        One error for each code.
    """
    errors = batch.get("errors")
    listed = errors.get("data") if isinstance(errors, Mapping) else None
    causes: dict[str, ModelError] = {}
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping):
            causes.setdefault(str(one.get("code")), _cause(one))
    return list(causes.values()) or [RejectedError("the endpoint does not say why", hint="Look at it in its console.")]


def _cause(one: Mapping[str, Any]) -> ModelError:
    code, message = str(one.get("code") or ""), str(one.get("message") or "no message")
    line = f", line {one['line']}" if one.get("line") else ""
    said = f"{message} ({code}{line})" if code else message
    if code in QUOTA_CODES:
        return RefusedError(f"the account has no quota left ({said})", hint="Add credit, then submit again.")
    if code == "token_limit_exceeded":
        return ServerError(said, hint="Submit again when other jobs are done, or fewer articles with --limit.")
    if code == "model_not_found":
        return RefusedError(said, hint="Check the model's name, and that it can be asked in batches.")
    return RejectedError(said, hint="Check the model and the parameters; llm-extract run asks it live.")
