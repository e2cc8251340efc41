"""Files that are whole: put in place when complete, grown by whole lines, and mended where they were torn."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract import whole_files
from llm_extract.whole_files import append, find_torn_end, put_text, replacing


class _FullDisk(io.FileIO):
    """Takes so many bytes, a few with each call, and then none."""

    room = 7

    def write(self, data: Any) -> int:
        part = bytes(data)[: min(self.room, 3)]
        if not part:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.room -= len(part)
        return super().write(part)


@pytest.mark.parametrize("fails", [False, True])
def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, fails: bool) -> None:
    """What stood there stays until the block has ended well; nothing else is left beside it."""
    path = tmp_path / "records.csv"
    path.write_text("old")
    try:
        with replacing(path) as fresh:
            fresh.write_text("new")
            assert path.read_text() == "old"
            if fails:
                raise KeyboardInterrupt
    except KeyboardInterrupt:
        assert fails
    assert path.read_text() == ("old" if fails else "new")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o400])
def test_who_may_read_a_file_may_read_what_replaces_it_and_nobody_else(tmp_path: Path, mode: int) -> None:
    """A table that was closed to others stays so, before it has a word in it; its owner may always write it."""
    path = tmp_path / "records.csv"
    path.write_text("old")
    path.chmod(mode)
    with replacing(path) as fresh:
        assert fresh.stat().st_mode & 0o777 == mode | 0o600
        fresh.write_text("new")
    assert path.stat().st_mode & 0o777 == mode | 0o600


def test_two_who_replace_one_file_need_names_of_their_own(tmp_path: Path) -> None:
    """Then the last one to end counts, and neither writes into the other's file."""
    path = tmp_path / "aliases.toml"
    with replacing(path, beside=".1.new") as one, replacing(path, beside=".2.new") as other:
        one.write_text("first")
        other.write_text("second")
    assert path.read_text() == "first"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be taken away")
@pytest.mark.parametrize("first_fails", [False, True])
def test_of_two_who_write_at_once_the_later_one_counts(tmp_path: Path, first_fails: bool) -> None:
    """The earlier one puts no half of the other's file in place, nor takes it away, and is told."""
    path = tmp_path / "records.csv"
    path.write_text("old")
    one, other = replacing(path), replacing(path)
    one.__enter__().write_text("first")
    with other.__enter__().open("w") as stream:
        if first_fails:
            assert not one.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
        else:
            with pytest.raises(OSError, match="another process"):
                one.__exit__(None, None, None)
        assert path.read_text() == "old"
        stream.write("second")
    other.__exit__(None, None, None)
    assert path.read_text() == "second"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="pipes with names")
@pytest.mark.parametrize("linked", [False, True])
def test_what_is_no_file_keeps_its_place(tmp_path: Path, linked: bool) -> None:
    """A pipe, as a device, is not replaced by a file, nor is a link to it, for then it would be gone."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    path = tmp_path / "records.csv" if linked else pipe
    if linked:
        path.symlink_to(pipe)
    with pytest.raises(OSError, match="no file"), replacing(path):
        raise AssertionError
    assert pipe.is_fifo()
    assert path.is_fifo()
    assert len(list(tmp_path.iterdir())) == 1 + linked


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files as links, as on Linux")
def test_the_way_to_an_open_file_keeps_its_place(tmp_path: Path) -> None:
    """A link such as /dev/stdout leads to a file where the output is redirected; it is not replaced all the same."""
    with (tmp_path / "redirected").open("w") as stream:
        way = tmp_path / "stdout"
        way.symlink_to(f"/proc/self/fd/{stream.fileno()}")
        with pytest.raises(OSError, match="no file"), replacing(way):
            raise AssertionError
    assert way.is_symlink()


@pytest.mark.parametrize("mode", ["ab", "r+b"])
def test_what_does_not_fit_is_taken_back(tmp_path: Path, mode: str) -> None:
    """On a full disk no part of a line is left, and a shorter one may follow it."""
    path = tmp_path / "lines"
    path.write_bytes(b"one\n")
    with _FullDisk(path, mode) as file:
        file.seek(0, io.SEEK_END)
        with pytest.raises(OSError, match="No space left"):
            append(file, b"a long line\n")  # type: ignore[arg-type]
        assert path.read_bytes() == b"one\n"
        file.room = 9
        append(file, b"two\n")  # type: ignore[arg-type]
    assert path.read_bytes() == b"one\ntwo\n"


@settings(derandomize=True, deadline=None, max_examples=100)
@given(content=st.binary(max_size=40).map(lambda raw: raw.replace(b"x", b"\n")), block=st.integers(1, 9))
def test_the_torn_end_is_what_follows_the_last_newline(content: bytes, block: int) -> None:
    """Wherever the pieces begin in which the file is looked through."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whole_files, "_BLOCK", block)
        assert find_torn_end(io.BytesIO(content)) == content.rfind(b"\n") + 1


def test_a_text_is_put_in_place_whole(tmp_path: Path) -> None:
    """In UTF-8 with plain line ends; one that cannot be encoded, or whose pieces end in an error, leaves what stood."""
    path = tmp_path / "page"
    put_text(path, "é\n")
    assert path.read_bytes() == b"\xc3\xa9\n"
    with pytest.raises(UnicodeEncodeError):
        put_text(path, "\ud800")
    with pytest.raises(ZeroDivisionError):
        put_text(path, (str(1 // number) for number in (1, 0)))
    assert path.read_bytes() == b"\xc3\xa9\n"
    put_text(path, ["a\n", "\ud800"], errors="replace")
    assert path.read_bytes() == b"a\n?"
    assert [entry.name for entry in tmp_path.iterdir()] == ["page"]
