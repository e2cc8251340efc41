"""Segment files: what is torn or spoiled is passed over, never repaired, and merging changes nothing that counts."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.errors import ConfigError, RunError
from llm_extract.models.stores import segment_writer, segments
from llm_extract.models.stores.segment_lines import Line, pack, unpack
from llm_extract.models.stores.segments import SegmentStore

BODY = b'{"choices":[1]}'


def key(number: int) -> str:
    return f"https://api.example/v1 {number:064x}"


@pytest.fixture
def join(tmp_path: Path) -> Any:
    """Opens stores over one folder."""
    opened: list[SegmentStore] = []

    def start(**options: Any) -> SegmentStore:
        opened.append(SegmentStore(tmp_path / "shared", **options))
        return opened[-1]

    yield start
    for store in opened:
        store.close()


Join = Callable[..., SegmentStore]


def written(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "shared").glob("*.segment"))


@settings(derandomize=True, deadline=None, max_examples=100)
@given(
    st.builds(
        Line,
        key=st.text(),
        value=st.binary(),
        stored=st.floats(0, 1e12),
        replaces=st.lists(st.tuples(st.text(), st.integers(0, 2**40 - 1)), max_size=3).map(tuple),
        last=st.booleans(),
    ),
    st.data(),
)
def test_a_line_says_what_was_written_or_nothing(line: Line, data: st.DataObject) -> None:
    """A line comes back equal; with any one byte changed, or cut anywhere, it says nothing."""
    raw = pack(line)
    assert unpack(raw) == line
    assert raw.count(b"\n") == 1
    at = data.draw(st.integers(0, len(raw) - 2))
    assert unpack(raw[:at]) is None
    changed = bytearray(raw)
    changed[at] ^= data.draw(st.integers(1, 255))
    assert unpack(bytes(changed)) is None


def test_a_torn_end_is_waited_for(join: Join, tmp_path: Path) -> None:
    """A line that is half there counts when the rest has come, and harms nothing where it never comes."""
    writer, reader = join(), join()
    writer.put(key(0), BODY)
    (path,) = written(tmp_path)
    line = pack(Line(key(1), BODY, 5.0))
    for cut in (1, 20, len(line) - 1):
        whole = path.read_bytes()
        with path.open("ab") as stream:
            stream.write(line[:cut])
        assert reader.get_many([key(0), key(1)]) == {key(0): BODY}
        assert reader.verify() == (1, [])
        path.write_bytes(whole)
    with path.open("ab") as stream:
        stream.write(line[:20])
    reader.refresh()
    with path.open("ab") as stream:
        stream.write(line[20:])
    reader.refresh()
    assert reader.get(key(1)) == BODY


def test_a_hole_at_the_end_is_looked_at_again(join: Join, tmp_path: Path) -> None:
    """On network file systems the end of a file may arrive before its middle: a spoiled last line is read again."""
    writer, reader = join(), join()
    writer.put(key(0), BODY)
    (path,) = written(tmp_path)
    whole, line = path.read_bytes(), pack(Line(key(1), BODY, 5.0))
    path.write_bytes(whole + b"\0" * 30 + line[30:])
    reader.refresh()
    assert reader.get(key(1)) is None
    path.write_bytes(whole + line)
    reader.refresh()
    assert reader.get(key(1)) == BODY


def test_a_spoiled_line_hides_no_other(join: Join, tmp_path: Path) -> None:
    """Lines behind a spoiled one are found, and nobody writes into another's file."""
    writer = join()
    for number in range(5):
        writer.put(key(number), BODY)
    writer.close()
    (path,) = written(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[2] = b"garbage \xff\n"
    lines[3] = lines[3][:-5] + b"\n"
    spoiled = b"".join(lines)
    path.write_bytes(spoiled)
    store = join()
    assert sorted(store.keys()) == [key(0), key(3), key(4)]
    assert [damage.reason for damage in store.verify()[1]] == [
        f"{path.name}, byte {sum(map(len, lines[:at]))}: a line is not as it was written" for at in (2, 3)
    ]
    store.put(key(1), BODY)
    assert path.read_bytes() == spoiled
    assert len(written(tmp_path)) == 2


def test_only_what_grew_is_read_again(join: Join, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refresh reads from where the last one ended, and segments that have ended not at all."""
    first, second, reader = join(), join(), join()
    for number in range(50):
        first.put(key(number), BODY)
    second.put(key(50), BODY)
    second.close()
    reader.refresh()
    sizes = {path.name: path.stat().st_size for path in written(tmp_path)}
    first.put(key(51), BODY)
    reads: list[tuple[str, int]] = []
    read = reader._folder.read
    monkeypatch.setattr(
        reader._folder, "read", lambda name, start, size=None: (reads.append((name, start)), read(name, start, size))[1]
    )
    reader.refresh()
    (growing,) = [name for name in sizes if name.startswith(first._writer._writer)]
    assert reads == [(growing, sizes[growing])]


def test_full_segments_are_ended(join: Join, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A segment that is full gets a last line, and the next one is begun."""
    monkeypatch.setattr(segments, "_FULL", 2000)
    store = join()
    for number in range(30):
        store.put(key(number), BODY)
    assert len(written(tmp_path)) > 2
    assert all(path.stat().st_size < 2300 for path in written(tmp_path))
    assert len(join().get_many(map(key, range(30)))) == 30


def test_of_two_that_stored_without_knowing_the_earlier_counts(join: Join) -> None:
    """Two answers to one request may both have been paid for: every reader takes the one that was stored first."""
    first, second = join(), join()
    first.put(key(1), b"first")
    second.put(key(1), b"second")
    assert second._index.places(key(1))[0][0].startswith(second._writer._writer)
    assert join().get(key(1)) == b"first"
    second.refresh()
    assert second.get(key(1)) == b"first"
    assert join().delete([key(1)]) == 1
    assert join().get(key(1)) is None


def test_merging_keeps_what_counts_and_forgets_the_words(join: Join, tmp_path: Path) -> None:
    """One segment is left; what was forgotten or replaced stands in no file; a reader that had the old ones goes on."""
    first, second = join(), join()
    first.put(key(1), b"forget these words")
    first.put(key(2), b"old words")
    second.refresh()
    second.put(key(2), b"new words")
    second.put(key(3), BODY)
    reader = join()
    assert len(reader.get_many(map(key, (1, 2, 3)))) == 3
    for store in (first, second):
        store.close()
    keeper = join()
    assert keeper.delete([key(1)]) == 1
    keeper.shrink()
    assert len(written(tmp_path)) == 1
    content = written(tmp_path)[0].read_bytes()
    assert b"forget these" not in content
    assert b"old words" not in content
    assert reader.get_many(map(key, (2, 3))) == {key(2): b"new words", key(3): BODY}
    reader.refresh()
    assert list(reader.keys()) == list(keeper.keys()) == [key(2), key(3)]
    keeper.put(key(4), BODY)
    assert reader.get(key(4)) is None or reader.get(key(4)) == BODY
    assert len(join().get_many(map(key, (2, 3, 4)))) == 3


def test_nothing_is_merged_while_others_write(join: Join, tmp_path: Path) -> None:
    """A writer at work keeps its files."""
    first, second = join(), join()
    first.put(key(1), BODY)
    second.put(key(2), BODY)
    before = written(tmp_path)
    second.shrink()
    assert written(tmp_path) == before


def test_a_merge_that_was_killed_brings_nothing_back(join: Join, tmp_path: Path) -> None:
    """Old segments that are still there beside the merged one do not count."""
    store = join()
    store.put(key(1), b"forgotten")
    store.put(key(2), BODY)
    store.delete([key(1)])
    store.close()
    keeper = join()
    (old,) = written(tmp_path)
    content = old.read_bytes()
    keeper.shrink()
    line = content.splitlines(keepends=True)
    old.write_bytes(b"".join(line[:3]))  # the line that forgot is gone, as if it had been in a segment of its own
    fresh = join()
    assert list(fresh.keys()) == [key(2)]
    assert fresh.verify() == (1, [])


def test_a_full_disk_leaves_no_half_line(join: Join, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be written is an error; what was there stays, and the next answer goes into a new file."""
    store = join()
    store.put(key(1), BODY)
    write = segment_writer._write

    def fail(stream: Any, raw: bytes) -> None:
        stream.write(raw[: len(raw) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(segment_writer, "_write", fail)
    with pytest.raises(RunError, match="No space left"):
        store.put(key(2), BODY)
    monkeypatch.setattr(segment_writer, "_write", write)
    store.put(key(2), BODY)
    assert join().get_many(map(key, (1, 2))) == {key(1): BODY, key(2): BODY}
    assert join().verify() == (2, [])


def test_an_answer_is_forced_through_before_it_counts(join: Join, monkeypatch: pytest.MonkeyPatch) -> None:
    """With ``sync`` no put returns before fsync; without, the system has it and no fsync is spent."""
    synced: list[int] = []
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (synced.append(descriptor), sync(descriptor))[1])
    join(sync=False).put(key(1), BODY)
    assert not synced
    careful = join(sync=True)
    for number in range(3):
        careful.put(key(number), BODY)
        assert len(synced) == number + 1


def test_segments_of_a_newer_version_are_refused(join: Join, tmp_path: Path) -> None:
    """With the remedy."""
    join().put(key(1), BODY)
    (tmp_path / "shared" / "x.000001.segment").write_bytes(pack(Line(format=2)))
    with pytest.raises(ConfigError, match=r"has format 2, this version reads 1.*Use the version"):
        join().get(key(1))


def test_lines_are_readable_without_this_package(join: Join, tmp_path: Path) -> None:
    """Behind two numbers each line is JSON: the answers are in no format of ours alone."""
    join().put(key(1), '{"choices":["é"]}'.encode())
    raw = [json.loads(line[18:]) for line in written(tmp_path)[0].read_bytes().splitlines()]
    assert raw[0] == {"format": 1}
    assert raw[1]["k"] == key(1)
    assert json.loads(raw[1]["v"]) == {"choices": ["é"]}
