"""``llm-extract run``: what it reads, and what it says of inputs that cannot be read."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., int]


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def slashes(text: str) -> str:
    """Paths as they read on most systems."""
    return text.replace("\\", "/")


def test_some_failed_records_give_exit_code_1_and_their_cause(
    run: Run, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Causes are grouped, with a count, an example and the remedy."""
    (folder / "articles" / "empty.txt").write_text("")
    (folder / "articles" / "void.txt").write_text("\n")
    assert run("articles", "-o", "out.jsonl") == 1
    said = capsys.readouterr().err
    assert "2 DocumentError: articles/empty.txt: empty or only white space (and 1 more article)" in slashes(said)
    assert "Leave it out, or fill it." in said


def test_a_missing_input_is_a_record_with_a_suggestion(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt path is said, and does not stop the others."""
    assert run("articles/Acme.txt", "articles/Blot.txt", "-o", "out.jsonl") == 1
    assert "Did you mean articles" in capsys.readouterr().err
    assert [record["status"] for record in lines(Path("out.jsonl").read_text())] == ["ok", "failed"]


def test_inputs_of_which_none_is_there_are_a_usage_error(
    run: Run, server: Any, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is sent and no output is begun; a dry run says the same. What a glob leaves out is not meant."""
    for more in ((), ("--dry-run",)):
        assert run("artcles", "-o", "out.jsonl", *more) == 2
        said = capsys.readouterr().err
        assert said == "error: artcles: no such file or folder. Did you mean articles?\n"
    assert not list(folder.glob("out.jsonl*"))
    assert run("artcles/*.txt", "-o", "out.jsonl") == 1
    assert not server.log


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_a_folder_without_recordings_is_a_usage_error(
    run: Run, folder: Path, more: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong folder is told once with how to record, and not in a failed record for each article."""
    assert run("articles", "-o", "out.jsonl", "--replay", "articles", *more) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: no recordings in articles. Record it: ")
    assert not list(folder.glob("out.jsonl*"))


def test_rows_come_from_named_columns(run: Run, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Text, id, date and title of a table are found under the names given."""
    (folder / "table.csv").write_text("nr;body;when;head\n7;Acme sells things.;2018-04-09;Sales\n")
    assert run("table.csv", "--text-column", "body", "--id-column", "nr", "--date-column", "when",
               "--title-column", "head", "-q") == 0  # fmt: skip
    (record,) = lines(capsys.readouterr().out)
    about = record["document"]
    assert (about["key"], about["published_on"], about["title"]) == ("table.csv#7", "2018-04-09", "Sales")


def test_a_dry_run_says_what_cannot_be_read(run: Run, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table whose column is misnamed costs nothing only because nothing of it would be read: the cause is told."""
    (folder / "table.csv").write_text("nr,body\n7,Acme sells things.\n")
    assert run("table.csv", "-o", "out.jsonl", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "  unreadable: table.csv: no column 'text'; its columns are 'nr', 'body'. Name the column" in said
    (folder / "articles" / "empty.txt").write_text("")
    assert run("table.csv", "articles", "-o", "out.jsonl", "--dry-run") == 0
    assert "  unreadable (and 1 more): table.csv: no column" in capsys.readouterr().out


def test_globs_and_standard_input_are_read(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A glob that the shell did not expand is expanded, and - is read in its format."""
    assert run("articles/[AB]*.txt", "-q") == 0
    assert len(lines(capsys.readouterr().out)) == 2
    stdin = io.TextIOWrapper(io.BytesIO(b'{"id": 1, "text": "Delta sells."}\n{"id": 2, "text": "Echo sells."}\n'))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run("-", "--stdin-format", "jsonl", "-q") == 0
    assert [record["data"]["name"] for record in lines(capsys.readouterr().out)] == ["Delta", "Echo"]


def test_columns_of_standard_input_want_its_format(run: Run, server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """A table would be read, and paid for, as one article."""
    for option in ("--text-column", "--id-column", "--date-column", "--title-column"):
        assert run("-", option, "body") == 2
        said = capsys.readouterr().err
        assert said.startswith(f"error: {option} is for tables and JSON, and standard input is read as one text. ")
        assert "--stdin-format csv" in said
    assert not server.log


def test_an_encoding_can_be_given(run: Run, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Bytes are read as told, and the record says so."""
    (folder / "old.txt").write_bytes("Müller sells things.".encode("cp1252"))
    assert run("old.txt", "--encoding", "cp1252", "-q") == 0
    (record,) = lines(capsys.readouterr().out)
    assert record["data"]["name"] == "Müller"
    assert record["document"]["encoding"] == "cp1252 (declared)"
