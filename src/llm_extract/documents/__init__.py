"""Inputs as documents: text, where it is from, and what else is known about it."""

from __future__ import annotations

from ..errors import DocumentError
from .dateline import find_dateline
from .document import Document, UnreadableDocument
from .found import Skipped
from .frame_rows import library_of, like_column, read_frame
from .reading import MAX_BYTES, read_documents
from .saved import DocumentWriter, SavedDocuments, documents_path, read_saved_documents
from .sources import check_paths, refuse_missing, require_all

__all__ = [
    "MAX_BYTES",
    "Document",
    "DocumentError",
    "DocumentWriter",
    "SavedDocuments",
    "Skipped",
    "UnreadableDocument",
    "check_paths",
    "documents_path",
    "find_dateline",
    "library_of",
    "like_column",
    "read_documents",
    "read_frame",
    "read_saved_documents",
    "refuse_missing",
    "require_all",
]
