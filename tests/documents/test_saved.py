"""Texts saved beside a run's output, and found again."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.documents import (
    Document,
    DocumentWriter,
    SavedDocuments,
    documents_path,
    read_documents,
    read_saved_documents,
)
from llm_extract.errors import ConfigError, RunError

DOCUMENTS = [
    Document("A\r\nü\u2028b", key="a", source="in/a", title="T", published_on="2018-04-09", metadata={"n": [1, None]}),
    Document("B", key="b", source="in/b", encoding="cp1252 (detected)"),
    Document("C", key="c", source="-"),
]


def save(path: Path, documents: list[Document], *, resume: bool = True) -> list[bool]:
    with DocumentWriter(path, resume=resume) as writer:
        return [writer.write(document) for document in documents]


def test_documents_come_back_as_they_were(tmp_path: Path) -> None:
    """Every field and every character survives; the file's lines hold what reports look for."""
    path = documents_path(tmp_path / "records.jsonl")
    save(path, DOCUMENTS)
    assert list(read_saved_documents(path)) == DOCUMENTS
    first = json.loads(path.read_bytes().split(b"\n")[0])
    assert set(first) == {
        *("id", "key", "source", "title", "published_on", "encoding", "chars", "metadata", "text"),
    }
    assert (first["id"], first["chars"]) == (DOCUMENTS[0].id, 6)


def test_each_is_written_once_also_after_a_restart(tmp_path: Path) -> None:
    """The same key and text are not written again; a key whose text changed is, and the later one counts."""
    path = tmp_path / "d.jsonl"
    assert save(path, [*DOCUMENTS, DOCUMENTS[0]]) == [True, True, True, False]
    changed = Document("A2", key="a", source="in/a")
    assert save(path, [DOCUMENTS[1], changed]) == [False, True]
    assert [document.key for document in read_saved_documents(path)] == ["a", "b", "c", "a"]
    saved = SavedDocuments(path)
    assert saved["a"] == changed
    assert (list(saved), len(saved), saved.get("x"), "x" in saved) == (["a", "b", "c"], 3, None, False)
    with pytest.raises(KeyError):
        saved["x"]


def test_a_text_that_came_back_counts_again(tmp_path: Path) -> None:
    """An article that was changed and restored: the last text of a key is that of the last run; each is found by id."""
    path = tmp_path / "d.jsonl"
    changed = Document("A2", key="a", source="in/a")
    assert save(path, [DOCUMENTS[0]]) == save(path, [changed]) == save(path, [DOCUMENTS[0]]) == [True]
    assert save(path, [DOCUMENTS[0]]) == [False]
    saved = SavedDocuments(path)
    assert saved["a"] == saved.get("a") == saved.get("a", DOCUMENTS[0].id) == DOCUMENTS[0]
    assert saved.get("a", changed.id) == changed
    assert saved.get("a", DOCUMENTS[1].id) is None
    assert (saved.text_of("a"), saved.text_of("a", changed.id), saved.text_of("x")) == (saved["a"].text, "A2", None)


def test_a_file_cut_anywhere_is_resumed(tmp_path: Path) -> None:
    """Cut at every byte of the last line, and here and there: the torn line is dropped, then written again."""
    path = tmp_path / "d.jsonl"
    save(path, DOCUMENTS)
    whole = path.read_bytes()
    last = whole.rindex(b"\n", 0, -1)
    for cut in [0, 1, 50, *range(last - 1, len(whole))]:
        path.write_bytes(whole[:cut])
        assert len(list(read_saved_documents(path))) == whole[:cut].count(b"\n")
        save(path, DOCUMENTS)
        assert path.read_bytes() == whole


def test_beginning_anew_forgets_what_was_there(tmp_path: Path) -> None:
    """Without resume the file holds only what is written now."""
    path = tmp_path / "d.jsonl"
    save(path, DOCUMENTS)
    assert save(path, DOCUMENTS[:1], resume=False) == [True]
    assert list(read_saved_documents(path)) == DOCUMENTS[:1]


@pytest.mark.parametrize(
    "line", [b"[]\n", b"{}\n", b"x\n", b'{"id": 1, "text": 5}\n', b"\xff\n", b"[" * 100_000 + b"\n"]
)
def test_other_files_are_refused(tmp_path: Path, line: bytes) -> None:
    """A whole line that is no saved document is an error naming file and line; nothing is overwritten."""
    path = tmp_path / "d.jsonl"
    path.write_bytes(line)
    with pytest.raises(RunError, match=r"d\.jsonl, line 1") as raised:
        list(read_saved_documents(path))
    assert raised.value.hint
    with pytest.raises(RunError):
        DocumentWriter(path)
    assert path.read_bytes() == line


def test_a_foreign_line_among_others_is_told_by_its_number(tmp_path: Path) -> None:
    """Whoever looks texts up by key, reads them in turn or adds more learns which line to look at."""
    path = tmp_path / "d.jsonl"
    save(path, DOCUMENTS[:2])
    path.write_bytes(path.read_bytes() + b"x\n")
    for use in (SavedDocuments, DocumentWriter, lambda path: list(read_saved_documents(path))):
        with pytest.raises(RunError, match=r"d\.jsonl, line 3"):
            use(path)


def test_an_altered_text_is_noticed(tmp_path: Path) -> None:
    """A text that no longer has its id is refused: offsets would point at other words."""
    path = tmp_path / "d.jsonl"
    save(path, DOCUMENTS)
    path.write_bytes(path.read_bytes().replace(b'"text":"B"', b'"text":"X"'))
    with pytest.raises(RunError, match="line 2: the text of 'b' was altered"):
        list(read_saved_documents(path))
    saved = SavedDocuments(path)
    assert saved["a"] == DOCUMENTS[0]
    with pytest.raises(RunError, match="line 2: the text of 'b' was altered"):
        saved["b"]


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    """No file to read is a ConfigError, no folder to write to a RunError, each with a remedy."""
    with pytest.raises(ConfigError, match="no saved documents"):
        list(read_saved_documents(tmp_path / "d.jsonl"))
    with pytest.raises(RunError, match="cannot be opened"):
        DocumentWriter(tmp_path / "none" / "d.jsonl")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_what_could_not_be_saved_is_saved_when_there_is_room(tmp_path: Path) -> None:
    """A text that met a full disk does not count as saved, whether its key was new or not."""
    with DocumentWriter(tmp_path / "d.jsonl") as writer:
        writer.write(Document.from_text("one", key="a"))
        file = writer._file
        writer._file = open("/dev/full", "wb", buffering=0)  # noqa: PTH123, SIM115
        for key in ("a", "b"):
            with pytest.raises(RunError):
                writer.write(Document.from_text("two", key=key))
        writer._file.close()
        writer._file = file
        assert [writer.write(Document.from_text("two", key=key)) for key in ("a", "b", "b")] == [True, True, False]
    assert [document.text for document in read_saved_documents(tmp_path / "d.jsonl")] == ["one", "two", "two"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_a_run_error() -> None:
    """A write that the disk refuses stops the run with a message, instead of going on without the text."""
    with DocumentWriter(os.devnull) as writer:
        writer._file.close()
        writer._file = open("/dev/full", "wb", buffering=0)  # noqa: PTH123, SIM115
        with pytest.raises(RunError, match="No space left"):
            writer.write(DOCUMENTS[0])


def test_saved_documents_can_be_read_as_inputs(tmp_path: Path) -> None:
    """The saved file is itself a table of texts, so a run can be repeated from it."""
    path = tmp_path / "d.jsonl"
    save(path, DOCUMENTS)
    items = list(read_documents(path))
    assert [item.text for item in items if isinstance(item, Document)] == [document.text for document in DOCUMENTS]


@given(st.text(st.characters(), min_size=1, max_size=50), st.text(st.characters(), max_size=8))
@settings(derandomize=True, deadline=None, max_examples=40)
def test_any_text_is_saved_unchanged(tmp_path_factory: pytest.TempPathFactory, text: str, title: str) -> None:
    """Any characters, lone surrogates and line separators too, come back as the document has them."""
    if not text.strip():
        return
    document = Document.from_text(text, title=title)
    path = tmp_path_factory.mktemp("saved") / "d.jsonl"
    save(path, [document])
    assert list(read_saved_documents(path)) == [document]
