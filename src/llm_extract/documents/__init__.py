"""Inputs as documents: text, where it is from, and what else is known about it."""

from __future__ import annotations

from ..errors import DocumentError
from .dateline import find_dateline
from .document import Document, UnreadableDocument
from .reading import MAX_BYTES, read_documents
from .sources import Skipped, check_paths

__all__ = [
    "MAX_BYTES",
    "Document",
    "DocumentError",
    "Skipped",
    "UnreadableDocument",
    "check_paths",
    "find_dateline",
    "read_documents",
]
