"""How many articles there are, told before they are read, and without taking any from whoever reads them."""

from __future__ import annotations

import gzip
import os
import threading
from pathlib import Path

import pytest

from llm_extract.cli.counting import count_inputs
from llm_extract.documents import read_documents


def test_files_and_lines_are_counted(tmp_path: Path) -> None:
    """A text is one, JSON Lines are as many as their lines, packed too; what is missing is one failed record."""
    (tmp_path / "a.txt").write_text("Acme")
    (tmp_path / "b.jsonl").write_text('{"text": "x"}\n{"text": "y"}')
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 3))
    assert count_inputs([str(tmp_path)]) == 6
    assert count_inputs([str(tmp_path / "a.txt"), str(tmp_path / "gone.txt")]) == 2


@pytest.mark.parametrize("name", ["rows.csv", "rows.tsv", "rows.json"])
def test_what_must_be_read_to_be_counted_is_not(tmp_path: Path, name: str) -> None:
    """Nor is standard input."""
    (tmp_path / name).write_text("text")
    assert count_inputs([str(tmp_path)]) is None
    assert count_inputs(["-"]) is None


@pytest.mark.skipif(os.name != "posix", reason="pipes with names")
def test_nothing_is_taken_from_a_pipe(tmp_path: Path) -> None:
    """What comes through it comes once: counted, articles would be lost."""
    pipe = tmp_path / "rows.jsonl"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text('{"text": "Acme"}\n' * 5))
    assert count_inputs([str(pipe)]) is None
    writer.start()
    assert len(list(read_documents([pipe]))) == 5
    writer.join()
