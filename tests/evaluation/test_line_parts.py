"""Cutting files of lines into parts."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.evaluation.line_parts import parts_of, read_part

LINES = st.lists(st.sampled_from([b"", b"a", b"bb", b"c" * 9, b"\xc3\xa9", b"\r"]), max_size=20)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(LINES, st.booleans(), st.integers(1, 30))
def test_parts_hold_every_line_once(lines: list[bytes], ended: bool, size: int) -> None:
    """However a file is cut, its lines come with their places and numbers, as if it had been read at once."""
    content = b"\n".join(lines) + (b"\n" if ended else b"")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lines"
        path.write_bytes(content)
        with path.open("rb") as stream:
            whole = [(number, line) for number, line in enumerate(stream, 1)]
        parts = list(parts_of(path, size))
        read = [one for part in parts for one in read_part(path, part)]
    assert [(number, line) for _, number, line in read] == whole
    assert all(content[place : place + len(line)] == line for place, _, line in read)
    assert b"".join(content[part.start : part.end] for part in parts) == content


def test_a_part_is_about_as_long_as_asked_for(tmp_path: Path) -> None:
    """Parts end with the line in which their size is reached."""
    path = tmp_path / "lines"
    path.write_bytes(b"0123456\n" * 100)
    assert [part.end - part.start for part in parts_of(path, 100)] == [104] * 7 + [72]
