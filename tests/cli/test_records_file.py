"""Records and their texts, as the verbs find them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from llm_extract.cli.records_file import find_text, iterate_texts, read_records
from llm_extract.documents import Document, DocumentWriter, documents_path
from llm_extract.errors import ConfigError


def test_of_an_article_that_was_changed_only_the_last_text_counts(tmp_path: Path) -> None:
    """Its earlier text, still in the file, must not pass for a copy of another article, or of itself."""
    texts = [("One.", "a"), ("Two.", "b"), ("One, changed.", "a")]
    documents = [Document(text, key=key, source=key) for text, key in texts]
    with DocumentWriter(documents_path(tmp_path / "r.jsonl")) as writer:
        for document in documents:
            writer.write(document)
    left = iterate_texts(tmp_path / "r.jsonl", None)
    assert left is not None
    assert list(left) == [("a", "One, changed."), ("b", "Two.")]
    find = find_text(tmp_path / "r.jsonl", None)
    assert find is not None
    assert [find({"key": one.key, "id": one.id}) for one in documents] == ["One.", "Two.", "One, changed."]


def test_packed_records_are_called_so(tmp_path: Path) -> None:
    """Articles may be packed, records not: the message says what to do."""
    path = tmp_path / "r.jsonl.gz"
    path.write_bytes(gzip.compress(b"{}\n"))
    with pytest.raises(ConfigError, match=r"r\.jsonl\.gz is packed with gzip. Unpack it"):
        next(read_records(path))
