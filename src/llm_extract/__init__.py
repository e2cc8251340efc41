"""Typed, cited records from articles, with a language model.

Example:
    >>> from llm_extract import Extractor, read_documents
    >>> with Extractor("funding_news", replay="fixtures") as extractor:
    ...     record = next(extractor.extract_many(read_documents(["seeds"])))
    >>> record.data.rounds[0].money_raised.amount, record.evidence["/rounds/0/money_raised"].support
    (Decimal('600000000'), 'supported')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .documents import Document, UnreadableDocument, read_documents
    from .errors import (
        AnswerFiltered,
        AnswerInvalid,
        AnswerRefused,
        AnswerTruncated,
        ConfigError,
        DocumentError,
        ExtractError,
        ModelError,
        RateLimitedError,
        RefusedError,
        RejectedError,
        ReplayMiss,
        ResponseError,
        RunError,
        ServerError,
        TimedOutError,
        TransientError,
        UnreachableError,
    )
    from .extraction.extractor import Extractor
    from .extraction.iterating import extract_iter
    from .messages import Request, Response, Usage
    from .models.base import Model
    from .reconciliation.events import Event
    from .reconciliation.reconciling import reconcile
    from .records import Attempt, Evidence, EvidenceList, Failure, Note, Record
    from .schemas.annotations import Cited, Date, Kind, Name, SurfaceForms, Verbatim
    from .settings import Settings
    from .sinks.data_frames import records_to_frame

_PLACES = {
    "documents": ("Document", "UnreadableDocument", "read_documents"),
    "errors": (
        "AnswerFiltered", "AnswerInvalid", "AnswerRefused", "AnswerTruncated", "ConfigError", "DocumentError",
        "ExtractError", "ModelError", "RateLimitedError", "RefusedError", "RejectedError", "ReplayMiss",
        "ResponseError", "RunError", "ServerError", "TimedOutError", "TransientError",
        "UnreachableError",
    ),
    "extraction.extractor": ("Extractor",),
    "extraction.iterating": ("extract_iter",),
    "messages": ("Request", "Response", "Usage"),
    "models.base": ("Model",),
    "reconciliation.events": ("Event",),
    "reconciliation.reconciling": ("reconcile",),
    "records": ("Attempt", "Evidence", "EvidenceList", "Failure", "Note", "Record"),
    "schemas.annotations": ("Cited", "Date", "Kind", "Name", "SurfaceForms", "Verbatim"),
    "settings": ("Settings",),
    "sinks.data_frames": ("records_to_frame",),
}  # fmt: skip
_HOME = {name: module for module, names in _PLACES.items() for name in names}

__all__ = [
    "AnswerFiltered",
    "AnswerInvalid",
    "AnswerRefused",
    "AnswerTruncated",
    "Attempt",
    "Cited",
    "ConfigError",
    "Date",
    "Document",
    "DocumentError",
    "Event",
    "Evidence",
    "EvidenceList",
    "ExtractError",
    "Extractor",
    "Failure",
    "Kind",
    "Model",
    "ModelError",
    "Name",
    "Note",
    "RateLimitedError",
    "Record",
    "RefusedError",
    "RejectedError",
    "ReplayMiss",
    "Request",
    "Response",
    "ResponseError",
    "RunError",
    "ServerError",
    "Settings",
    "SurfaceForms",
    "TimedOutError",
    "TransientError",
    "UnreachableError",
    "UnreadableDocument",
    "Usage",
    "Verbatim",
    "extract_iter",
    "read_documents",
    "reconcile",
    "records_to_frame",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import llm_extract`` costs next to nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'llm_extract' has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
