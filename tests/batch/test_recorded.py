"""Which articles an output has the record of already, told without a run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract import read_documents
from llm_extract.batch.dry_run import forecast
from llm_extract.batch.folder import find_lines
from llm_extract.batch.recorded import leave_out_recorded
from llm_extract.errors import RefusedError


def _left(project: Any, url: str) -> list[str]:
    """The articles that a run would have to make a record for, by the name of their file."""
    with project.extractor(url, cache=None) as extractor:
        items = leave_out_recorded(read_documents([project.articles]), project.output, extractor.plan)
        left = [item.key for item in items]
        told = forecast(extractor, read_documents([project.articles]), project.output)
    assert (told.new, told.cached) == (len(left), 0)
    return left


def test_what_an_interrupted_run_has_written_anew_is_recorded(
    project: Any, company: Any, loopback: Callable[..., Any]
) -> None:
    """Two articles of three are changed, and the run over them is refused at the second: only that is left to ask."""
    names = project.number(3)
    server = loopback(company.answer, script=[*[""] * 4, "401"])
    project.run(server.url, cache=None)
    for name in (names[0], names[2]):
        path = project.articles / f"{name}.txt"
        path.write_text(path.read_text() + " It is new.")
    with pytest.raises(RefusedError):
        project.run(server.url, cache=None, concurrency=1)
    assert _left(project, server.url) == [f"{names[2]}.txt"]
    asked = len(server.log)
    project.run(server.url, cache=None)
    assert len(server.log) == asked + 1
    assert _left(project, server.url) == []


def test_what_can_no_longer_be_read_is_left_to_the_run(
    project: Any, company: Any, loopback: Callable[..., Any]
) -> None:
    """An article with a record that is empty now: the run has to say so."""
    names = project.number(2)
    server = loopback(company.answer)
    project.run(server.url, cache=None)
    (project.articles / f"{names[1]}.txt").write_text("")
    with project.extractor(server.url, cache=None) as extractor:
        items = leave_out_recorded(read_documents([project.articles]), project.output, extractor.plan)
        assert [item.key for item in items] == [f"{names[1]}.txt"]


def test_the_newest_of_many_rewrites_counts_first(tmp_path: Path) -> None:
    """The tenth is newer than the ninth; the output comes after all of them, and files of others do not count."""
    folder = tmp_path / "out.jsonl.run"
    folder.mkdir()
    for name in ("partial-9.jsonl", "partial-10.jsonl", "partial-x.jsonl", "calls.jsonl", "partial-11.jsonl.tmp"):
        (folder / name).touch()
    names = [path.name for path in find_lines(tmp_path / "out.jsonl")]
    assert names == ["partial-10.jsonl", "partial-9.jsonl", "out.jsonl", "ahead.jsonl", "dropped.jsonl"]
    assert find_lines(tmp_path / "new.jsonl")[0] == tmp_path / "new.jsonl"
