"""Every error that llm_extract raises.

::

    ExtractError
     ├── ConfigError            before any request: a setting, prompt, schema or path is wrong
     ├── DocumentError          one input cannot be read; its record says so, the run goes on
     ├── ModelError             no answer came
     │    ├── TransientError    worth another try later (retried by the paced model)
     │    │    ├── RateLimitedError
     │    │    ├── TimedOutError
     │    │    ├── UnreachableError
     │    │    └── ServerError
     │    ├── RejectedError     the endpoint will not take this request, however often it is sent
     │    ├── RefusedError      bad key, no permission, no quota: stops the run
     │    └── ReplayMiss        nothing was recorded for this request
     ├── ResponseError          an answer came and is kept, but no record can be made of it
     │    ├── AnswerRefused
     │    ├── AnswerTruncated
     │    ├── AnswerFiltered
     │    └── AnswerInvalid
     ├── InternalError          a fault of this program in one article of a run; its record says so, the run goes on
     └── RunError               a run cannot start or go on: output, resume, disk

Each error carries a ``hint``: what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = [
    "AnswerFiltered",
    "AnswerInvalid",
    "AnswerRefused",
    "AnswerTruncated",
    "ConfigError",
    "DocumentError",
    "ExtractError",
    "InternalError",
    "ModelError",
    "RateLimitedError",
    "RefusedError",
    "RejectedError",
    "ReplayMiss",
    "ResponseError",
    "RunError",
    "ServerError",
    "TimedOutError",
    "TransientError",
    "UnreachableError",
    "did_you_mean",
    "explained",
    "unusable",
    "unwritable",
]


class ExtractError(Exception):
    """The root of the tree.

    Args:
        message: what went wrong, naming the file, path or value.
        hint: the remedy, one sentence; empty where there is none.

    Example:
        >>> str(ConfigError("no task 'x'", hint="Run: llm-extract prompts list"))
        "no task 'x'. Run: llm-extract prompts list"
        >>> str(ConfigError("no field 'compny'. Did you mean 'company'?", hint="Correct the gold"))
        "no field 'compny'. Did you mean 'company'? Correct the gold"
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        if not self.hint:
            return self.message
        end = "" if self.message.endswith("?") else "."
        return f"{self.message.rstrip('.')}{end} {self.hint}"


class ConfigError(ExtractError):
    """A setting, prompt, schema or path is wrong; raised before any request is made."""


class DocumentError(ExtractError):
    """One input cannot be read as text."""


class ModelError(ExtractError):
    """No answer came from the model."""


class TransientError(ModelError):
    """A passing cause: the same request may succeed later.

    Args:
        retry_after: seconds the server asked to wait, or None where it did not say.
    """

    def __init__(self, message: str, *, hint: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after


class RateLimitedError(TransientError):
    """HTTP 429: too many requests or tokens for now; or HTTP 503 or 529 that says when to come back.

    ``overloaded`` says that it was the latter: a server that says so to all requests is down.
    """

    overloaded = False


class TimedOutError(TransientError):
    """No answer within the time limit, or the connection broke."""


class UnreachableError(TransientError):
    """No connection could be made, so that nothing was sent: no such host, nobody listens, or TLS failed."""


class ServerError(TransientError):
    """HTTP 408, 409, 5xx, a body that is no completion, or one without choices.

    ``excused`` says that the server failed all requests at that time, so that it does not count against this one.
    """

    excused = False


class RejectedError(ModelError):
    """The endpoint will not take this request (HTTP 400, 413, 422)."""


class RefusedError(ModelError):
    """The endpoint refuses us: bad key, no permission, no quota, no such model. Stops the run."""


class ReplayMiss(ModelError):
    """No recording answers this request."""


class ResponseError(ExtractError):
    """An answer came, and is kept, but no record can be made of it."""


class AnswerRefused(ResponseError):
    """The model declined to answer."""


class AnswerTruncated(ResponseError):
    """The answer stopped at the output limit."""


class AnswerFiltered(ResponseError):
    """The provider's content filter stopped the answer."""


class AnswerInvalid(ResponseError):
    """The answer is not JSON, or does not fit the schema."""


class InternalError(ExtractError):
    """A fault of this program met one article of a run: never raised, it stands in the article's record."""


class RunError(ExtractError):
    """A run cannot start or go on: its output, its resume state or the disk."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str, *, prefix: str = "") -> str:
    """The hint about a word that is not known.

    Args:
        word: as it was written.
        known: what it may have been meant for.
        otherwise: the hint where none of these is like it.
        prefix: what stands before each of them in full.

    Example:
        >>> did_you_mean("modle", ["model", "cache"], "Known: model, cache.")
        "Did you mean 'model'?"
    """
    from difflib import get_close_matches  # only needed for a mistake

    near = get_close_matches(word, list(known), n=1)
    return f"Did you mean {prefix + near[0]!r}?" if near else otherwise


def unusable(what: str, path: Path, error: OSError, *, hint: str) -> RunError:
    """The error for a file that the system does not give or take.

    Args:
        what: ``opened``, ``read``, ``written`` or the like.
        path: of the file.
        error: what the system says.
        hint: the remedy.
    """
    return RunError(f"{path}: cannot be {what} ({error.strerror or error})", hint=hint)


_FREE = "Free or unlock the disk; then run the same command again."


@contextmanager
def explained(what: str, path: Path, *, hint: str = _FREE) -> Iterator[None]:
    """Turn what the system says of a file in the block into a RunError.

    Args:
        what: as for ``unusable``.
        path: of the file.
        hint: the remedy.
    """
    try:
        yield
    except OSError as error:
        raise unusable(what, path, error, hint=hint) from error


def unwritable(path: Path, error: OSError, *, hint: str = _FREE) -> RunError:
    """The error for a file that the disk does not take.

    Example:
        >>> print(unwritable(Path("records.csv"), OSError(28, "No space left on device"), hint="Free the disk."))
        records.csv: cannot be written (No space left on device). Free the disk.
    """
    return unusable("written", path, error, hint=hint)
