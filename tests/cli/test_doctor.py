"""``llm-extract doctor``: what it prints, its exit codes, and that nothing makes it fall over."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from llm_extract.projects import make_project

Say = Callable[..., tuple[int, str, str]]
KEY = "sk-this-is-a-key-0123456789abcdefghij"


@pytest.fixture
def say(say: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Say:
    """Run ``doctor`` in a new project."""
    monkeypatch.chdir(make_project(tmp_path).folder)
    return partial(say, "doctor")


def test_a_new_project_is_well(say: Say) -> None:
    """Exit code 0, each section, each setting with its origin."""
    code, out, err = say()
    assert (code, err) == (0, "all is well\n")
    assert [line for line in out.splitlines() if line and not line.startswith(" ")] == [
        "python", "packages", "settings", "endpoint", "cache", "prompts", "recordings",
    ]  # fmt: skip
    assert "task         openings  (" in out
    assert "(default)" in out


def test_problems_come_with_remedies(say: Say) -> None:
    """Exit code 1; a cross marks a problem, an exclamation mark a warning, and the remedy stands below."""
    code, out, err = say("--replay", "none", "-t", "openigns")
    assert code == 1
    assert err == "problems: 2, warnings: 1\n"
    assert "  ✗ OpenAI needs a key, and OPENAI_API_KEY is not set\n    Three ways on" in out
    assert "  ! no model is named\n    Give -m MODEL" in out
    assert "  ✗ no task 'openigns'\n    Did you mean 'openings'?" in out


def test_flags_count_as_for_a_run(say: Say) -> None:
    """What a run would be given can be given here, and is an origin of its own."""
    code, out, _ = say("--replay", "none", "-m", "ollama/qwen3")
    assert code == 0
    assert "ollama/qwen3  (flag)" in out
    assert "Ollama" in out


def test_json_is_for_programs(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same as one JSON object on stdout; the key is not in it."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    code, out, _ = say("--json", "--replay", "none")
    found = json.loads(out)
    assert code == 0
    assert (found["diagnosis_format"], found["well"]) == (1, True)
    assert found["sections"]["endpoint"]["facts"]["key"] == {"value": "present", "origin": "OPENAI_API_KEY"}
    assert KEY not in out


def test_a_broken_project_file_is_a_finding(say: Say) -> None:
    """Not a usage error, and no traceback: that is what the doctor is for."""
    Path("pyproject.toml").write_text("[tool.llm-extract\n")
    code, out, err = say()
    assert code == 1
    assert "✗" in out
    assert "Traceback" not in out + err
