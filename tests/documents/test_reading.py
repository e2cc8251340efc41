"""From files to documents: every input ends in exactly one item."""

from __future__ import annotations

import gzip
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from document_items import read, texts, told
from llm_extract.documents import Document, UnreadableDocument, read_documents
from llm_extract.errors import ConfigError

KINDS = [".txt", ".md", ".html", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".txt.gz", ".jsonl.gz", ".csv.gz", ""]


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    """Line ends of all kinds, white space and odd characters come through unchanged."""
    content = " a\r\nb\rc\n\n\u2028d\x0c \u00a0é\n"
    (document,) = read(tmp_path / "a.txt", content)
    assert isinstance(document, Document)
    assert (document.text, document.encoding, document.key) == (content, "utf-8", "a.txt")


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "empty"), (b" \r\n\t", "empty"), (b"a\0b", "binary"), (b"x" * 101, "larger than 100")]
)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".json"])
def test_bad_files_are_told_apart(tmp_path: Path, suffix: str, content: bytes, words: str) -> None:
    """Empty, binary and oversized files become unreadable documents that name file, cause and remedy."""
    path = tmp_path / f"a{suffix}"
    (item,) = read(path, content, max_bytes=100)
    assert words in told(item)
    assert str(path) in told(item)


def test_a_page_beyond_its_limit_is_told_what_helps(tmp_path: Path) -> None:
    """No max_bytes lets a page of more than 5 MB in; other inputs are told where theirs can be raised."""
    (page,) = read(tmp_path / "a.html", "<p>" + "a" * 5_000_000)
    assert "5,000,000 bytes" in told(page)
    assert isinstance(page, UnreadableDocument)
    assert page.error.hint == "Save its text as .txt."
    for name in ("a.txt", "a.jsonl", "a.json"):
        (item,) = read(tmp_path / name, '"' + "a" * 200, max_bytes=100)
        assert isinstance(item, UnreadableDocument)
        assert "in Python, read_documents takes a larger max_bytes." in item.error.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".json", ".txt"])
def test_every_kind_is_read_in_every_encoding(tmp_path: Path, suffix: str, encoding: str) -> None:
    """Tables are decoded like texts: by mark, as UTF-8, else by detection."""
    text = "Acme’s café raised €5 million, the “biggest” round – so far"
    rows = [{"id": number, "text": text} for number in range(3)]
    content = {
        ".csv": "id,text\r\n" + "".join(f'{row["id"]},"{text}"\r\n' for row in rows),
        ".jsonl": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows),
        ".json": json.dumps(rows, ensure_ascii=False),
        ".txt": text,
    }[suffix]
    items = read(tmp_path / f"a{suffix}", content.encode(encoding))
    assert texts(items) == [text] * (1 if suffix == ".txt" else 3)
    used = f"{encoding} (detected)" if encoding in ("cp1252", "utf-16-le", "utf-16-be") else encoding
    assert {item.encoding for item in items if isinstance(item, Document)} == {used}


def test_the_encoding_can_be_declared(tmp_path: Path) -> None:
    """A declared encoding is used for all inputs, and noted; a wrong one is an error of the line."""
    (one,) = read(tmp_path / "a.txt", "é".encode("utf-16-le"), encoding="utf-16-le")
    assert isinstance(one, Document)
    assert (one.text, one.encoding) == ("é", "utf-16-le (declared)")
    items = read(tmp_path / "a.jsonl", b'{"text": "A"}\n{"text": "\xe9"}\n{"text": "B"}\n', encoding="utf-8")
    assert [isinstance(item, Document) for item in items] == [True, False, True]
    wide = ['{"text": "é"}\n'.encode("utf-16-le"), b'"\x00\x00\xd8"\x00\n\x00', '{"text": "B"}\n'.encode("utf-16-le")]
    items = read(tmp_path / "a.jsonl", b"".join(wide), encoding="utf-16-le")
    assert [isinstance(item, Document) for item in items] == [True, False, True]
    assert "line 2: is not utf-16-le" in told(items[1])


@pytest.mark.parametrize("options", [{"encoding": "no-such"}, {"max_bytes": 0}, {"stdin_format": "pdf"}])
def test_wrong_settings_are_told_at_once(options: dict[str, Any]) -> None:
    """A wrong setting is a ConfigError of the call itself, before the first item is asked for."""
    with pytest.raises(ConfigError) as raised:
        read_documents("a", **options)
    assert raised.value.hint


def test_keys_are_unique_whatever_the_ids(tmp_path: Path) -> None:
    """Row ids that look like other files' keys, repeat or hold white space still give each item its own key."""
    (tmp_path / "a.jsonl").write_text(
        "\n".join(json.dumps({"id": row, "text": "A"}) for row in ("1.txt", "1.txt", "1.txt~2", " a\n b ", "")),
        encoding="utf-8",
    )
    (tmp_path / "a.jsonl#1.txt").write_text("A", encoding="utf-8")
    found = [item.key for item in read_documents(tmp_path)]
    assert len(found) == len(set(found)) == 6
    assert "a.jsonl#a b" in found


@pytest.mark.parametrize("suffix", KINDS)
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
@settings(derandomize=True, deadline=None, max_examples=25)
def test_any_bytes_end_in_items(suffix: str, data: bytes) -> None:
    """Whatever bytes a file of any kind holds, reading raises nothing, and every item has a key of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(gzip.compress(data) if suffix.endswith(".gz") and len(data) % 2 else data)
        items = list(read_documents(path, max_bytes=250))
    assert items
    assert len({item.key for item in items}) == len(items)
    if suffix in (".txt", ".md", ".html", ".txt.gz", ""):
        assert len(items) == 1
    for item in items:
        assert item.key.encode()
        if isinstance(item, Document):
            assert item.text.strip()
            json.dumps(dict(item.metadata), allow_nan=False, ensure_ascii=False).encode()
