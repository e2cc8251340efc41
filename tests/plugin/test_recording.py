"""What --llm-record writes, and when it does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from llm_extract.models.recordings import load_recording


def contents(project: Any) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in project.files()}


def test_missing_answers_are_asked_for_and_written(project: Any) -> None:
    """Two tests that share a request pay for it once; the files are where replay looks; what is there stays."""
    result = project.run("--llm-record=missing")
    result.assert_outcomes(passed=4)
    assert len(project.server.log) == 3
    assert [path.parent for path in project.files()] == [project.folder / "companies" / "v1"] * 3
    assert "llm_extract: --llm-record=missing, so a live endpoint may be asked" in result.outlines
    assert "written: 3 recordings" in result.outlines
    before = contents(project)
    project.run("--llm-record=missing").assert_outcomes(passed=4)
    assert contents(project) == before
    assert len(project.server.log) == 3


def test_nothing_is_recorded_in_ci(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where CI is set, none is the mode whatever is asked for, and the header says so."""
    monkeypatch.setenv("CI", "true")
    result = project.run("--llm-record=rewrite")
    result.assert_outcomes(failed=4)
    assert "llm_extract: --llm-record=rewrite is not heeded, because CI is set" in result.outlines
    assert not project.server.log
    assert not project.files()


def test_a_failing_test_writes_nothing_and_is_not_paid_twice(project: Any) -> None:
    """Its answers are dropped, the others' written; once it is mended, the stored answer is written."""
    tests = """
def test_good(replay):
    assert replay.extract("Acme sells things.").data.name == "Acme"

def test_bad(replay):
    assert replay.extract("Bolt sells things.").data.name == "Volt"
"""
    project.write(tests)
    result = project.run("--llm-record=missing")
    result.assert_outcomes(passed=1, failed=1)
    assert [load_recording(path).response.content.count("Acme") for path in project.files()] == [2]
    assert "not written: 1 answer, because not all tests that asked for it passed" in result.outlines
    project.write(tests.replace("Volt", "Bolt"))
    project.run("--llm-record=missing").assert_outcomes(passed=2)
    assert len(project.files()) == 2
    assert len(project.server.log) == 2


def test_an_error_in_teardown_writes_nothing(project: Any) -> None:
    """A test has passed when all of it has, what comes after it included."""
    project.write("""
import pytest

@pytest.fixture
def careless():
    yield
    raise ValueError("too late")

def test_it(careless, replay):
    replay.extract("Acme sells things.")
""")
    project.run("--llm-record=missing").assert_outcomes(passed=1, errors=1)
    assert not project.files()


@pytest.mark.parametrize(("second", "files"), [("pass", 1), ("assert False", 0)])
def test_what_tests_share_is_written_if_all_pass(project: Any, second: str, files: int) -> None:
    """The answers of a module's or class's Extractor are dropped when any test that uses it fails."""
    project.write(f"""
import pytest

@pytest.fixture(scope="module")
def record(module_replay):
    return module_replay.extract("Acme sells things.")

def test_one(record):
    assert record.data.name == "Acme"

def test_two(record):
    {second}

def test_other():
    assert True
""")
    project.run("--llm-record=missing")
    assert len(project.files()) == files


def test_rewrite_replaces_what_the_tests_use(recorded: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another model's answers replace nothing of the tests that did not run, and each request is paid for once."""
    before = contents(recorded)
    recorded.server.answer = lambda body: json.dumps({"name": {"quote": "Acme", "value": "Acme"}})
    asked = len(recorded.server.log)
    recorded.run("--llm-record=rewrite", "-k", "acme").assert_outcomes(passed=2, deselected=2)
    after = contents(recorded)
    assert len(recorded.server.log) == asked + 1
    assert [path for path in before if after[path] != before[path]] in ([], [_of(recorded, "Acme")])
    assert set(after) == set(before)
    monkeypatch.setenv("LLM_EXTRACT_MODEL", "m-2")
    recorded.run("--llm-record=rewrite", "-k", "acme").assert_outcomes(passed=2, deselected=2)
    assert len(recorded.files()) == 4  # the stale one is for prune to remove
    assert [load_recording(path).request.body["model"] for path in recorded.files()].count("m-2") == 1


def _of(project: Any, name: str) -> Path:
    return next(path for path in project.files() if name in load_recording(path).response.content)


def test_a_model_must_be_named(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a recording that shows one, the error says where to name it."""
    monkeypatch.delenv("LLM_EXTRACT_MODEL")
    result = project.run("--llm-record=missing", "-k", "acme_again")
    result.assert_outcomes(errors=1, deselected=3)
    assert "Name one: LLM_EXTRACT_MODEL" in project.text(result)


@pytest.mark.parametrize("secret", ["sk-abcdefghijklmnopqrstuvwx", "plain-words-key"])
def test_secrets_are_never_written_or_shown(project: Any, monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    """A key in an answer, or the key in use, fails the test; the message names the place, not the key."""
    monkeypatch.setenv("OPENAI_API_KEY", "plain-words-key")
    content = json.dumps({"name": {"quote": "Acme", "value": f"Acme {secret}"}})
    project.server.answer = lambda body: content
    project.write("""
def test_it(replay):
    list(replay.extract_many(["Acme sells things."]))
""")
    result = project.run("--llm-record=missing")
    result.assert_outcomes(failed=1)
    text = project.text(result)
    assert "at /choices/0/message/content" in " ".join(text.split())
    assert secret not in text
    assert not project.files()


def test_a_refusing_endpoint_is_one_clear_message(project: Any) -> None:
    """What the endpoint says comes without a traceback through the library."""
    project.server.script[:] = ["401"]
    result = project.run("--llm-record=missing", "-k", "acme_again")
    result.assert_outcomes(failed=1, deselected=3)
    text = project.text(result)
    assert "No answer came:" in text
    assert "Traceback" not in text
    assert "paced.py" not in text
