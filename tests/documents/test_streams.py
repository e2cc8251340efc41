"""Inputs that are packed with gzip, or come from standard input."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest

from document_items import read, texts, told
from llm_extract.documents import Document, read_documents


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    """Each kind may be packed with gzip, also in several members."""
    (one,) = read(tmp_path / "a.txt.gz", gzip.compress(b"Ac") + gzip.compress(b"me"))
    assert texts([one]) == ["Acme"]
    assert one.key == "a.txt.gz"
    items = read(tmp_path / "a.jsonl.gz", gzip.compress(b'{"text": "A"}\n{"text": "B"}\n'))
    assert texts(items) == ["A", "B"]


@pytest.mark.parametrize("cut", [0, 1, 5, 12, 20, 30])
def test_cut_gzip_is_told(tmp_path: Path, cut: int) -> None:
    """A gzip file that is no whole one is unreadable, not half an article."""
    packed = gzip.compress(b"Acme raised five million dollars.")
    (item,) = read(tmp_path / "a.txt.gz", packed[:cut])
    assert told(item)
    (item,) = read(tmp_path / "b.txt.gz", b"plain text")
    assert "no whole gzip file" in told(item)


@pytest.mark.parametrize("end", ["cut", "junk behind"])
def test_whole_rows_of_a_broken_gzip_file_are_read(tmp_path: Path, end: str) -> None:
    """Every row before the break, however much is unpacked at once; then one item says that something is missing."""
    rows = [f'{{"id": {number}, "text": "Acme no. {number}"}}\n' for number in range(3_000)]
    packed = gzip.compress("".join(rows).encode())
    items = read(tmp_path / "a.jsonl.gz", packed[:-6] if end == "cut" else packed + b"junk behind it")
    assert texts(items[:-1]) == [f"Acme no. {number}" for number in range(3_000)]
    assert "no whole gzip file" in told(items[-1])


def test_a_gzip_bomb_is_stopped(tmp_path: Path) -> None:
    """Packed rows that expand a thousandfold are stopped near the limit, as one text or as many rows."""
    rows = gzip.compress(b'{"text": "A"}\n' + b"\n" * 5_000_000)
    items = read(tmp_path / "a.jsonl.gz", rows, max_bytes=1_000_000)
    assert texts(items)[0] == "A"
    assert "decompression bomb" in told(items[1])
    (item,) = read(tmp_path / "a.txt.gz", gzip.compress(b"a" * 5_000_000), max_bytes=1_000_000)
    assert "decompression bomb" in told(item)
    honest = " ".join(map(str, range(200_000))).encode()
    (item,) = read(tmp_path / "b.txt.gz", gzip.compress(honest), max_bytes=1_000_000)
    assert "larger than 1,000,000 bytes" in told(item)


def give_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "ascii"))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input is one text, or a table if said so; it stays open; given twice it is read once."""
    give_stdin(monkeypatch, "café\n".encode())
    (one,) = read_documents(["-", "-"])
    assert isinstance(one, Document)
    assert (one.text, one.key, one.source) == ("café\n", "stdin", "-")
    assert not sys.stdin.buffer.closed
    give_stdin(monkeypatch, b'{"id": 5, "text": "A"}\n')
    assert [item.key for item in read_documents("-", stdin_format="jsonl")] == ["stdin#5"]
    give_stdin(monkeypatch, b"")
    (item,) = read_documents("-")
    assert "empty" in told(item)
    monkeypatch.setattr(sys, "stdin", None)
    (item,) = read_documents("-")
    assert "closed" in told(item)
