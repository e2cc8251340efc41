"""What runs know of recordings: merged over processes, kept between runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from llm_extract.recording_care.plays import PLACE, LastRun, Plays


def _files(folder: Path, *names: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}-00000000.json" for name in names]
    for path in paths:
        path.write_text("{}", encoding="utf-8")
    return paths


def test_unplayed_is_what_no_process_played(tmp_path: Path) -> None:
    """Plays of all workers count; folders where a test did not pass, and what lies in them, are left out."""
    a, b, c = _files(tmp_path / "one", "a", "b", "c")
    _files(tmp_path / "one" / "inner", "x")
    _files(tmp_path / "two", "y")
    plays = Plays(folders={str(tmp_path / "one"), str(tmp_path / "two")}, unsure={str(tmp_path / "two")})
    plays.add(Plays(folders={str(tmp_path / "one")}, played={str(a)}).to_dict())
    inner = str(tmp_path / "one" / "inner")
    plays.add(Plays(folders={inner}, unsure={inner}, played={str(c)}, dropped=1, deselected=2).to_dict())
    assert plays.unplayed() == [b]
    assert (plays.dropped, plays.deselected) == (1, 2)
    assert json.loads(json.dumps(plays.to_dict())) == plays.to_dict()


def test_other_files_and_missing_folders_are_no_recordings(tmp_path: Path) -> None:
    """Only names with eight digits count, and a folder that is not there holds nothing."""
    _files(tmp_path)
    (tmp_path / "v1.schema.json").write_text("{}", encoding="utf-8")
    assert Plays(folders={str(tmp_path), str(tmp_path / "none")}).unplayed() == []


def test_a_partial_run_only_takes_off_the_list() -> None:
    """A full run decides anew; any other adds to what was played."""
    full = LastRun().after(Plays(played={"a"}), unplayed=[Path("b"), Path("c")])
    assert (full.played, full.unplayed, bool(full.day)) == ({"a"}, {"b", "c"}, True)
    partial = full.after(Plays(played={"b"}))
    assert (partial.played, partial.unplayed, partial.day) == ({"a", "b"}, {"c"}, full.day)
    assert LastRun.from_dict(partial.to_dict()) == partial


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"played": 1}', '{"played": [], "unplayed": null, "day": ""}'])
def test_what_cannot_be_read_is_nothing(tmp_path: Path, content: str) -> None:
    """The cache belongs to pytest and may hold anything."""
    path = tmp_path.joinpath(".pytest_cache", "v", *PLACE.split("/"))
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    (tmp_path / "tests" / "recordings").mkdir(parents=True)
    assert LastRun.find(tmp_path / "tests" / "recordings") == LastRun()
