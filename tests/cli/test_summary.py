"""The summary of a run on a terminal: long names leave room for what is beside them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from llm_extract.batch import Summary
from llm_extract.batch.summary import Outline, Row
from llm_extract.cli.summary import print_summary

LONG = f"news/{'a' * 60}-and-{'b' * 60}.txt"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _summary() -> Summary:
    counts = Summary()
    for key in ("a.txt", LONG):
        row = Row(key, "ok", "2 rounds", cited=12, not_cited=0, unchecked=1)
        counts.add(Outline("ok", (), None, row, key), kept=False)
    return counts


def _table(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, columns: int) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys, "stderr", stream)
    print_summary(_summary())
    return stream.getvalue().splitlines()[:3]


@pytest.mark.parametrize("columns", [80, 100])
def test_long_names_are_shortened_in_the_middle(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """So that each row is one line; how it begins and how it ends tell articles apart."""
    header, short, long = _table(_Terminal(), monkeypatch, columns)
    assert max(map(len, (header, short, long))) == len(header) == columns
    assert short.split()[0] == "a.txt"
    name, *cells = long.split()
    assert cells == ["ok", "2", "rounds", "12", "0", "1"]
    begun, ended = name.split("…")
    assert LONG.startswith(begun)
    assert LONG.endswith(ended)
    assert len(begun) - len(ended) in (0, 1)


def test_names_that_fit_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a wide terminal nothing is left out, and on one that is too narrow for a table enough is left to read."""
    assert LONG in _table(_Terminal(), monkeypatch, 200)[2]
    assert len(_table(_Terminal(), monkeypatch, 20)[2].split()[0]) == 16


def test_what_goes_into_a_file_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names in it can be looked for."""
    assert LONG in _table(io.StringIO(), monkeypatch, 80)[2]


def test_a_name_with_a_line_break_is_one_row(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever names a file cannot write rows into the table."""
    counts = Summary()
    row = Row("a.txt\nb.txt  ok", "ok", "", 1, 1, 0, problems=("/x: no",))
    counts.add(Outline("ok", (), None, row, row.key), kept=False)
    print_summary(counts)
    said = capsys.readouterr().err.splitlines()
    assert said[1].startswith(r"a.txt\nb.txt  ok")
    assert said[3] == r"  a.txt\nb.txt  ok /x: no"


def test_records_that_are_taken_out_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """An output that got shorter is no loss that goes unsaid: the file that keeps its records is named."""
    counts = Summary(apart=12)
    print_summary(counts, output=Path("folder/out.jsonl"))
    assert capsys.readouterr().err.splitlines()[-1] == (
        "  taken out: 12 records of articles that are not among these inputs; "
        "out.jsonl.run/dropped.jsonl keeps them for when they are"
    )


@pytest.mark.parametrize(("kind", "again"), [("ServerError", True), ("TimedOutError", True), ("DocumentError", False)])
def test_a_passing_cause_without_a_remedy_of_its_own_gets_one(
    kind: str, again: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """What failed by chance is asked again by the same command, and something looks at the endpoint."""
    counts = Summary()
    row = Row("a.txt", "failed", "", cited=0, not_cited=0, unchecked=0)
    counts.add(Outline("failed", (), (kind, "", "a.txt: HTTP 500: oops"), row, "a.txt"), kept=False)
    print_summary(counts)
    said = capsys.readouterr().err
    assert f"1 {kind}: a.txt: HTTP 500: oops." in said
    assert ("The same command asks again; llm-extract doctor --probe looks at the endpoint." in said) is again
