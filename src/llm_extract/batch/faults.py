"""One article's fault is one failed record: what this program itself fails on must not end a run."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..errors import ExtractError, InternalError, RunError
from ..extraction.flow import failed_record
from ..records import EvidenceList, Failure
from .lines import encode_line

if TYPE_CHECKING:
    from ..documents import Document
    from ..extraction.plan import Plan
    from ..records import Record

__all__ = ["record_failure", "write_record"]

_log = logging.getLogger(__name__)


def write_record(record: Record[Any]) -> tuple[dict[str, Any], bytes]:
    """The JSON form of a record and its line; those of a failed one where its data cannot be written.

    Args:
        record: of any status.
    """
    try:
        raw = record.to_dict()
        return raw, encode_line(raw)
    except MemoryError:
        raise
    except Exception as error:
        failure = Failure.of(_internal(record.document.key, error))
        record = replace(
            record, status="failed", data=None, bare=None, evidence=EvidenceList(), notes=(), attempts=(), error=failure
        )
        raw = record.to_dict()
        return raw, encode_line(raw)


def record_failure(plan: Plan, document: Document, error: Exception) -> Record[Any]:
    """The record of an article that has none because of an error, even of one that is this program's own fault.

    Args:
        plan: makes records.
        document: of the article.
        error: an error of this package is told as it is, any other as an internal one, with its trace in the log.

    Raises:
        MemoryError, RunError: as they are given, for they concern more than one article.
    """
    if isinstance(error, MemoryError | RunError):
        raise error
    return failed_record(plan, document, error if isinstance(error, ExtractError) else _internal(document.key, error))


def _internal(key: str, error: Exception) -> InternalError:
    _log.error("%s: internal error", key, exc_info=error)
    said = str(error).encode(errors="replace").decode()  # a line holds no half characters
    return InternalError(
        f"internal error: {type(error).__name__}: {said}",
        hint="Run it again with -v to see where, and report it; what was answered is stored.",
    )
