"""``llm-extract init``: a project whose run and tests pass at once, offline."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.cli import main
from llm_extract.projects import make_project
from llm_extract.projects.templates import load_template


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


def test_gold_of_a_project_is_held_against_its_own_task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draft, check and merge take the task of the settings, or of the records, where none is named."""
    project = make_project(tmp_path)
    monkeypatch.chdir(project.folder)
    assert main(["run", "articles", "-o", "records.jsonl", "--quiet"]) == 0
    assert main(["gold", "from", "records.jsonl", "-o", "gold.jsonl"]) == 0
    assert main(["gold", "check", "gold.jsonl"]) == 0
    assert main(["gold", "check", "gold.jsonl", "--records", "records.jsonl"]) == 0
    assert main(["gold", "merge", "gold.jsonl", "gold.jsonl", "-o", "merged.jsonl"]) == 0


def test_a_project_that_replays_is_recorded_with_the_command_that_a_miss_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], loopback: Callable[..., Any]
) -> None:
    """An article was changed: the run says how to record its answer, and that command works as it is."""
    project = make_project(tmp_path)
    monkeypatch.chdir(project.folder)
    article = Path("articles/001_library.txt")
    article.write_text(article.read_text().replace("3,200", "3,300"))
    assert main(["run", "articles", "-o", "records.jsonl"]) == 1
    named = re.search(r"llm-extract (run PATHS .*--model MODEL)", capsys.readouterr().err.replace("\n", " "))
    assert named is not None
    answers = {stem: json.dumps(answer) for stem, answer in load_template("plain").answers.items()}
    library = answers["001_library"].replace("3,200", "3,300").replace("3200", "3300")
    server = loopback(lambda body: answers["002_bakery"] if "Crumb" in str(body["messages"]) else library)
    command = named[1].replace("PATHS", "articles").replace("MODEL", "m")
    live = [*shlex.split(command), "--base-url", server.url, "-o", "live.jsonl"]
    assert main(live) == 0, capsys.readouterr().err
    assert main(["run", "articles", "-m", "m", "-o", "again.jsonl"]) == 0
    assert Path("again.jsonl").read_bytes() == Path("live.jsonl").read_bytes()
