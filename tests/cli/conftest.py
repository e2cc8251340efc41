"""The command, run in this process."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.cli import main


@pytest.fixture
def folder(tmp_path: Path, company_prompts: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the task ``company`` and three articles."""
    (tmp_path / "articles").mkdir()
    for name in ("Acme", "Bolt", "Corax"):
        (tmp_path / "articles" / f"{name}.txt").write_text(f"{name} sells things.\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LLM_EXTRACT_ATTEMPTS", "1")
    return tmp_path


@pytest.fixture
def server(loopback: Callable[..., Any], company: Any) -> Any:
    """Answers every article."""
    return loopback(company.answer)


@pytest.fixture
def run(folder: Path, server: Any) -> Callable[..., int]:
    """Runs the command against the server; returns its exit code."""

    def call(*arguments: str, url: str = "") -> int:
        return main(["run", "-t", "company", "-m", "m", "--base-url", url or server.url, *arguments])

    return call


@pytest.fixture
def say(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    """Run the command in an empty folder, with words for stdin; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = main(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return run
