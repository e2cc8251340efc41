"""``llm-extract export``: the output of a run in other formats."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import typer

from llm_extract.cli import main
from llm_extract.cli.export import export
from llm_extract.errors import ConfigError
from llm_extract.shipped import shipped

Say = Callable[..., str]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Say:
    """In a folder with the records of the five articles: run the verb and give its stderr."""
    monkeypatch.chdir(tmp_path)
    options = ["-t", "funding_news@v1", "--replay", str(shipped("fixtures")), "-q", "-o", "records.jsonl"]
    assert main(["run", str(shipped("seeds")), *options]) == 0
    app = typer.Typer()
    app.command()(export)

    def run(*arguments: str) -> str:
        capsys.readouterr()
        app(list(arguments), standalone_mode=False)
        out, err = capsys.readouterr()
        assert out == ""
        return err

    return run


def test_csv_by_extension(say: Say) -> None:
    """A row per round by default, per item of another list on demand."""
    assert "rounds.csv: 5 records" in say("records.jsonl", "-o", "rounds.csv")
    say("records.jsonl", "-o", "figures.CSV", "--rows", "figures", "--evidence")
    with Path("rounds.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert {row["company"] for row in csv.DictReader(stream)} == {"SenseTime"}
    with Path("figures.CSV").open(encoding="utf-8-sig", newline="") as stream:
        row = next(csv.DictReader(stream))
    assert (row["measure"], row["value_number"], row["value_support"]) == (
        "China's 170 million CCTV cameras", "170000000", "supported",
    )  # fmt: skip


def test_a_database_has_the_texts_that_offsets_point_into(say: Say) -> None:
    """Found beside the records; spans cut out the quote."""
    say("records.jsonl", "-o", "x.sqlite")
    say("records.jsonl", "-o", "x.sqlite")
    with closing(sqlite3.connect("x.sqlite")) as database:
        rows = database.execute(
            "SELECT e.quote, substr(d.text, json_extract(e.spans, '$[0][0]') + 1,"
            " json_extract(e.spans, '$[0][1]') - json_extract(e.spans, '$[0][0]')) FROM evidence e"
            " JOIN documents d ON d.key = e.document_key WHERE json_array_length(e.spans) = 1"
        ).fetchall()
        assert database.execute("SELECT COUNT(*) FROM records").fetchone() == (5,)
    assert len(rows) > 100
    assert all(quote == words for quote, words in rows)


def test_parquet_by_extension(say: Say) -> None:
    """Where pyarrow is installed."""
    parquet = pytest.importorskip(
        "pyarrow.parquet", reason="pyarrow is not installed: pip install llm-extract[parquet]"
    )
    say("records.jsonl", "-o", "x.parquet")
    assert parquet.read_table("x.parquet").num_rows == 5


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["records.jsonl", "-o", "x.xls"], "names no format"),
        (["records.jsonl", "-o", "./records.jsonl"], "is read by this command"),
        (["missing.jsonl", "-o", "x.csv"], "no records file missing.jsonl"),
        ([".", "-o", "x.csv"], r"\. is a folder"),
        (["records.jsonl", "-o", "x.csv", "--rows", "round"], "there is no list"),
        (["records.jsonl", "-o", "x.sqlite", "--documents", "nowhere"], "nowhere"),
    ],
)
def test_a_mistake_is_named_and_writes_nothing(say: Say, arguments: list[str], said: str) -> None:
    """Before the first byte."""
    before = {path: path.read_bytes() for path in Path().iterdir() if path.is_file()}
    with pytest.raises(ConfigError, match=said):
        say(*arguments)
    assert {path: path.read_bytes() for path in Path().iterdir() if path.is_file()} == before


def test_the_command_has_the_verb(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 and a file; 2 and the remedy for an unknown extension."""
    assert main(["export", "records.jsonl", "-o", "x.csv"]) == 0
    assert Path("x.csv").stat().st_size > 1000
    assert main(["export", "records.jsonl", "-o", "x.doc"]) == 2
    assert ".csv, .sqlite" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"\x7fELF\x02\xd0\xff", b"\x1f\x8b\x08\x00\xd0", '{"a": "é"}'.encode("latin-1")])
def test_what_is_no_text_is_no_records_file(say: Say, content: bytes) -> None:
    """A binary, a packed file or another encoding is a usage error that names file and line."""
    Path("binary.jsonl").write_bytes(content)
    with pytest.raises(ConfigError, match=r"binary\.jsonl(, line 1: not JSON| is packed with gzip)"):
        say("binary.jsonl", "-o", "x.csv")
