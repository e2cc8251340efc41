"""``llm-extract init``: a project whose run and tests pass at once, offline."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from llm_extract.cli import main


@pytest.mark.parametrize("example", ["plain", "news"])
def test_init_run_and_pytest_pass_in_a_row(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands that init prints, as printed, in a fresh folder, without key or network."""
    monkeypatch.chdir(tmp_path)
    assert main(["init", "my project", "--example", example]) == 0
    said = capsys.readouterr()
    assert all((tmp_path / line).is_file() for line in said.out.splitlines())
    offline = said.err.partition("Then with a model")[0]
    commands = [shlex.split(line) for line in offline.splitlines() if line.startswith("  ")]
    for command in commands:
        if command[0] == "cd":
            monkeypatch.chdir(command[1])
        elif command[0] == "llm-extract":
            assert main(command[1:]) == 0, command
    assert commands[-1] == ["pytest"]
    records = [json.loads(line) for line in Path("records.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["status"] for record in records] == ["ok", "ok"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout


def test_it_begins_in_the_current_folder_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a folder the project is made here, and no step says to enter one."""
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    said = capsys.readouterr()
    assert "pyproject.toml" in said.out.splitlines()
    assert "  cd " not in said.err


def test_a_clash_is_a_usage_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, the files in the way, no traceback, nothing written."""
    monkeypatch.chdir(tmp_path)
    Path("tests").mkdir()
    Path("tests/test_openings.py").write_text("mine")
    assert main(["init"]) == 2
    said = capsys.readouterr()
    assert "already has tests/test_openings.py" in said.err
    assert said.out == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tests"]


def test_a_git_file_that_was_kept_is_mentioned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What should stand in it is said, as it is not written."""
    monkeypatch.chdir(tmp_path)
    Path(".gitignore").write_text("/build/\n")
    assert main(["init"]) == 0
    assert ".gitignore was left as it is" in capsys.readouterr().err
    assert Path(".gitignore").read_text() == "/build/\n"


def test_the_page_on_getting_started_works_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first commands of docs/getting_started.md, in a row, and the files are those that it lists."""
    text = (Path(__file__).resolve().parents[2] / "docs" / "getting_started.md").read_text(encoding="utf-8")
    commands = [shlex.split(line) for line in text.split("```sh\n")[1].split("```")[0].splitlines()]
    monkeypatch.chdir(tmp_path)
    for command in commands:
        if command[0] == "cd":
            monkeypatch.chdir(command[1])
        elif command[0] == "llm-extract":
            assert main(command[1:]) == 0, command
    assert commands[-1] == ["pytest"]
    assert "conflict" in capsys.readouterr().out
    tree = text.split("```\nferries/\n")[1].split("```")[0]
    assert [path for path in (line.split()[0] for line in tree.splitlines()) if not Path(path).exists()] == []
