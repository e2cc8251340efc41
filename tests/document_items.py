"""What reading a file gives, in short."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from llm_extract.documents import Document, UnreadableDocument, read_documents


def read(path: Path, content: str | bytes, **options: Any) -> list[Document | UnreadableDocument]:
    """Write a file and read it."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_documents(path, **options))


def told(item: Document | UnreadableDocument) -> str:
    """What is said of an unreadable input; it has a hint too."""
    assert isinstance(item, UnreadableDocument)
    assert item.error.hint
    return item.error.message


def texts(items: list[Document | UnreadableDocument]) -> list[str]:
    """Texts, and messages after an exclamation mark."""
    return [item.text if isinstance(item, Document) else f"! {item.error.message}" for item in items]
