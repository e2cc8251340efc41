"""``eval`` over the recorded articles, by one process and by several."""

from __future__ import annotations

from pathlib import Path

import pytest

from llm_extract.cli import main
from llm_extract.shipped import shipped


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The records of the articles, with their texts beside them."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "records.jsonl"
    run = ["run", str(shipped("seeds")), "-t", "funding_news@v1", "--replay", str(shipped("fixtures")), "-q"]
    assert main([*run, "-o", str(path)]) == 0
    return path


def test_every_output_is_the_same_for_any_number_of_processes(
    records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Table, JSON, JUnit XML and HTML, byte for byte, the page named after its files; a table alone is the same."""
    gold = str(shipped("fixtures") / "gold" / "funding_news.jsonl")
    shown = []
    for processes in ("1", "2"):
        files = [records.with_name(f"{processes}.{kind}") for kind in ("json", "junit", "html")]
        options = [part for file in files for part in (f"--{file.suffix[1:]}", str(file))]
        capsys.readouterr()
        assert main(["eval", str(records), "--gold", gold, "--processes", processes, *options]) == 0
        table = capsys.readouterr().out
        assert main(["eval", str(records), "--gold", gold, "--processes", processes]) == 0
        assert capsys.readouterr().out == table
        shown.append([table, *(file.read_bytes() for file in files)])
    assert shown[0] == shown[1]
    assert "Errors, " in shown[0][0]
    assert b"<h1>records.jsonl against funding_news.jsonl</h1>" in shown[0][3]


def test_no_processes_cannot_score(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A number below one is refused as what it is."""
    assert main(["eval", str(records), "--gold", "gold.jsonl", "--processes", "0"]) == 2
    assert "--processes" in capsys.readouterr().err


def test_gold_that_lost_articles_is_told_and_makes_no_floors(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Floors of five articles, held by four: stderr says so; to take the four over needs a reason."""
    gold = shipped("fixtures") / "gold" / "funding_news.jsonl"
    fewer = records.with_name("fewer.jsonl")
    fewer.write_bytes(b"".join(gold.read_bytes().splitlines(keepends=True)[1:]))
    floors = records.with_name("floors.json")
    assert main(["eval", str(records), "--gold", str(gold), "--baseline", str(floors), "--update"]) == 0
    written = floors.read_bytes()
    capsys.readouterr()
    main(["eval", str(records), "--gold", str(fewer), "--baseline", str(floors)])
    assert "the floors were measured on 5 articles, and the gold has 4" in capsys.readouterr().err
    assert main(["eval", str(records), "--gold", str(fewer), "--baseline", str(floors), "--update"]) == 2
    assert floors.read_bytes() == written
