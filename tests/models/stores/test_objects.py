"""Segments in stores of objects: sent whole, kept back while that is not possible; looking makes nothing."""

from __future__ import annotations

from pathlib import Path

import fsspec
import pytest

from llm_extract.errors import ConfigError, RunError
from llm_extract.models.stores.opening import has_store, open_store
from llm_extract.models.stores.segment_lines import unpack
from llm_extract.models.stores.segments import ObjectSegmentStore

BODY = b'{"choices":[1]}'


def key(number: int) -> str:
    return f"https://api.example/v1 {number:064x}"


def test_an_object_store_gets_whole_segments(tmp_path: Path) -> None:
    """Nothing arrives before it is sent; then it is read from there, and the place where it waited is empty."""
    files = fsspec.filesystem("memory")
    store = ObjectSegmentStore("memory://bucket/answers", tmp_path / "spool", roll=600)
    for number in range(3):
        store.put(key(number), BODY)
    assert store.get(key(1)) == BODY
    assert not files.exists("/bucket/answers")
    store.roll()
    assert [path.suffix for path in (tmp_path / "spool").iterdir()] == [".lock"]
    (sent,) = files.ls("/bucket/answers", detail=False)
    assert [bool(unpack(line)) for line in files.cat_file(sent).splitlines()] == [True] * 5
    assert store.get_many(map(key, range(4))) == {key(number): BODY for number in range(3)}
    store.put(key(3), BODY)
    store.close()
    other = ObjectSegmentStore("memory://bucket/answers", tmp_path / "elsewhere", roll=600)
    assert list(other.keys()) == [key(number) for number in range(4)]
    other.delete([key(0)])
    other.shrink()
    assert len(files.ls("/bucket/answers")) == 1
    assert list(other.keys()) == [key(number) for number in range(1, 4)]
    other.close()
    files.rm("/bucket", recursive=True)


def test_what_cannot_be_sent_waits(tmp_path: Path) -> None:
    """An object store that is down costs nothing: the answers stay on this machine, and the message says where."""
    (tmp_path / "bucket").write_text("in the way")
    place = f"segments+file://{(tmp_path / 'bucket').as_posix()}?spool={(tmp_path / 'spool').as_posix()}"
    store = open_store(place)
    store.put(key(1), BODY)
    with pytest.raises(RunError, match=r"could not be sent.*they wait in .*spool.*same command"):
        store.close()
    (tmp_path / "bucket").unlink()
    again = open_store(place)
    assert again.get(key(1)) == BODY
    again.close()
    assert len(list((tmp_path / "bucket").glob("*.segment"))) == 1


def test_looking_makes_nothing(tmp_path: Path) -> None:
    """Whether a store is there is found out without making one."""
    assert not has_store(f"segments:{tmp_path / 'none'}")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("segments:/tmp/x?lease=soon", "lease is 'soon'. It must be a number of seconds"),
        ("segments:/tmp/x?lease=0", "lease is '0'"),
        ("segments:/tmp/x?sync=perhaps", "sync is 'perhaps'. It must be always or never"),
        ("segments+none://bucket", "cannot be opened.*Install what it names"),
        ("mysql://me:hunter2@host/db", r"mysql://me:\*\*\*@host/db is no cache. It can be a folder, segments:FOLDER"),
    ],
)
def test_places_that_cannot_be_opened(place: str, said: str) -> None:
    """A word about what is wrong, and what can be given."""
    with pytest.raises(ConfigError, match=said):
        open_store(place)
