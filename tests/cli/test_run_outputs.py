"""What `run` writes besides JSON Lines, and what it leaves out."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from llm_extract.batch.lines import is_final
from llm_extract.cli import main
from llm_extract.shipped import shipped

SEEDS, RECORDINGS = str(shipped("seeds")), str(shipped("fixtures"))


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*more: str) -> int:
    return main(["run", SEEDS, "--task", "funding_news@v1", "--replay", RECORDINGS, "-q", *more])


def test_a_table_is_made_from_the_resumable_file_beside_it(tmp_path: Path) -> None:
    """`-o x.csv` and `-o x.sqlite` give the table, and keep the JSON Lines that a later run goes on with."""
    assert run("-o", "plain.jsonl") == run("-o", "x.csv") == run("-o", "x.sqlite") == 0
    plain = (tmp_path / "plain.jsonl").read_bytes()
    assert (tmp_path / "x.csv.jsonl").read_bytes() == (tmp_path / "x.sqlite.jsonl").read_bytes() == plain
    rounds = sum(len(json.loads(line)["data"]["rounds"]) for line in plain.splitlines())
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == rounds
    database = sqlite3.connect(tmp_path / "x.sqlite")
    assert database.execute("select count(*) from records").fetchone() == (5,)
    database.close()


def test_a_table_whose_folder_is_missing_is_refused_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is asked before it is known that the result can be written."""
    assert run("-o", "nowhere/x.csv") == 2
    assert "nowhere/x.csv" in capsys.readouterr().err


def test_a_table_of_articles_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`-o` with the name of the table that is read is refused; a table that a run made is made again."""
    articles = tmp_path / "news.csv"
    articles.write_text("text\nMy only copy\n")
    assert run("-o", "news.csv") == 2
    assert "news.csv is there" in capsys.readouterr().err
    assert articles.read_text() == "text\nMy only copy\n"
    assert run("-o", "x.csv") == run("-o", "x.csv") == 0


@pytest.mark.parametrize("inputs", [["out.jsonl"], ["news.txt", "./out.jsonl"]])
def test_an_output_that_is_an_input_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], inputs: list[str]
) -> None:
    """A run that reads its own output would replace its records by what it makes of them."""
    assert run("-o", "out.jsonl") == 0
    before = (tmp_path / "out.jsonl").read_bytes()
    (tmp_path / "news.txt").write_text("Acme sells things.")
    assert main(["run", *inputs, "-t", "funding_news@v1", "--replay", RECORDINGS, "-q", "-o", "out.jsonl"]) == 2
    assert "out.jsonl is read by this command" in capsys.readouterr().err
    assert (tmp_path / "out.jsonl").read_bytes() == before


def test_an_output_in_the_folder_of_inputs_is_no_input(tmp_path: Path) -> None:
    """The same command again makes the same bytes: neither the output nor what lies beside it is read."""
    shutil.copytree(SEEDS, tmp_path / "news")
    command = ["run", "news", "-t", "funding_news@v1", "--replay", RECORDINGS, "-q", "-o", "news/out.jsonl"]
    assert main(command) == 0
    first = (tmp_path / "news" / "out.jsonl").read_bytes()
    assert len(first.splitlines()) == 5
    assert main(command) == 0
    assert (tmp_path / "news" / "out.jsonl").read_bytes() == first


@pytest.mark.parametrize("name", ["x.xlsx", "x.csv.gz", "x.tsv", "x.html"])
def test_a_name_that_promises_another_format_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """JSON lines under the name of a spreadsheet would not open."""
    assert run("-o", name) == 2
    assert "names no format" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_changed_only_leaves_out_what_was_asked_in_the_same_words(tmp_path: Path) -> None:
    """The same version asks nothing new; a changed article is asked about."""
    assert run("-o", "first.jsonl") == 0
    assert run("-o", "second.jsonl", "--changed-only", "first.jsonl") == 0
    assert (tmp_path / "second.jsonl").read_bytes() == b""
    lines = (tmp_path / "first.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "without.jsonl").write_text("".join(lines[1:]), encoding="utf-8")
    assert run("-o", "third.jsonl", "--changed-only", "without.jsonl") == 0
    assert (tmp_path / "third.jsonl").read_text(encoding="utf-8") == lines[0]


def test_settings_of_long_articles_reach_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    """--max-chars and --passes are settings like the others, and are checked."""
    assert main(["run", SEEDS, "--replay", RECORDINGS, "-q", "--max-chars", "7"]) == 2
    assert "max_chars" in capsys.readouterr().err
    assert main(["run", SEEDS, "--replay", RECORDINGS, "-q", "--passes", "0"]) == 2


def test_a_part_without_an_answer_for_a_passing_cause_is_asked_again() -> None:
    """A partial record is final only where what is missing would be missing again."""
    note = {"code": "missing", "details": {"error": "TimedOutError"}}
    assert not is_final({"status": "partial", "notes": [note]})
    assert is_final({"status": "partial", "notes": [{**note, "details": {"error": "RejectedError"}}]})
    assert is_final({"status": "partial", "notes": [{"code": "lost", "details": {}}]})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", SEEDS, "--replay", RECORDINGS, "-o", "."], "error: . is a folder"),
        (["demo", "-o", "."], "error: . is a folder"),
        (["report", "."], "error: . is a folder"),
        (["report", "r.jsonl", "-o", "r.jsonl"], "error: r.jsonl is read by this command"),
        (["review", "apply", "r.jsonl", "r.jsonl", "-o", "r.jsonl"], "error: r.jsonl is read by this command"),
    ],
)
def test_an_output_that_cannot_be_or_is_an_input_is_refused(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder, or a file that is read, is named with the remedy, and nothing is overwritten."""
    assert run("-o", "r.jsonl") == 0
    before = (tmp_path / "r.jsonl").read_bytes()
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert err.startswith(said)
    assert (tmp_path / "r.jsonl").read_bytes() == before


@pytest.mark.parametrize("name", ["", " "])
def test_a_model_without_a_name_is_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """`-m "$MODEL"` with nothing in it is told before anything is sent."""
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    assert main(["run", SEEDS, "-q", "-m", name, "--base-url", "http://127.0.0.1:9/v1"]) == 2
    assert "no model named" in capsys.readouterr().err
