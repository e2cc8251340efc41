"""The texts of records, as the verbs find them."""

from __future__ import annotations

from pathlib import Path

from llm_extract.cli.records_file import find_text, iterate_texts
from llm_extract.documents import Document, DocumentWriter, documents_path


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
