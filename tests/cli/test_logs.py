"""``--log-level``, ``--log-format`` and ``--log-file``, and what a log must never hold."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.cli import main
from loopback_replies import error

KEY = "sk-planted0123456789abcdef"
WORDS = "Zyxwvut"  # in every article, prompt and answer
PROMPT = f"""---
schema: shapes.py:Company
---
# system
Name the company. {WORDS} in the prompt.

# user
{{{{ document.text }}}}
"""
SCHEMA = """
from pydantic import BaseModel
from llm_extract import Cited, Name

class Company(BaseModel):
    name: Cited[Name]
"""


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loopback: Callable[..., Any]) -> Callable[..., int]:
    """Runs over two articles; the server fails as the script says and quotes the request in its errors."""
    task = tmp_path / "prompts" / "company"
    task.mkdir(parents=True)
    (task / "v1.md").write_text(PROMPT)
    (task / "shapes.py").write_text(SCHEMA)
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        (tmp_path / "in" / f"{name}.txt").write_text(f"{WORDS} of {name} raised $5 million.\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)

    servers: list[Any] = []
    quoting: list[bool] = []

    def answer(body: dict[str, Any]) -> Any:
        if quoting:
            return error(400, f"cannot take {json.dumps(body)} from {KEY}")
        quote = "nowhere" if len(body["messages"]) < 3 and "of b" in body["messages"][-1]["content"] else WORDS
        return json.dumps({"name": {"quote": quote, "value": WORDS}})

    def run(*more: str, script: tuple[str, ...] = ()) -> int:
        if script == ("quoting",):
            script = ()
            quoting.append(True)
        if not servers:
            servers.append(loopback(answer, script=list(script)))
        address = servers[0].url.replace("://", "://user:hunter2hunter2@")
        arguments = ["run", "in", "-t", "company", "-m", "m", "--base-url", address, "-o", "out.jsonl", "--cache", "c"]
        return main([*arguments, "-q", "--concurrency", "1", *more])

    return run


def _events(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def test_a_run_is_told_from_start_to_end(ask: Callable[..., int]) -> None:
    """Requests with fingerprint, latency and tokens, a repeat with cause and wait, a re-ask, records, the end."""
    ask("--log-format", "json", "--log-level", "debug", "--log-file", "log.jsonl", script=("500",))
    events = _events("log.jsonl")
    names = [one["event"] for one in events]
    assert (names[0], names[-1]) == ("run.started", "run.ended")
    (retried,) = [one for one in events if one["event"] == "request.retried"]
    assert (retried["cause"], retried["failures"], retried["document"]) == ("ServerError", 1, "a.txt")
    assert retried["wait"] >= 0
    (failed,) = [one for one in events if one["event"] == "request.failed"]
    answered = [one for one in events if one["event"] == "request.answered"]
    assert failed["request"] == retried["request"] == answered[0]["request"]
    assert len(answered[0]["request"]) == 64
    assert answered[0]["prompt_tokens"] > 0
    assert answered[0]["seconds"] >= 0
    (reasked,) = [one for one in events if one["event"] == "request.reasked"]
    assert reasked["document"] == "b.txt"
    assert reasked["request"] in {one["request"] for one in answered}
    written = [(one["document"], one["kept"]) for one in events if one["event"] == "record.written"]
    assert written == [("a.txt", False), ("b.txt", False)]
    assert events[-1]["answers"] == 3
    assert names.count("request.sent") == 4


def test_what_is_stored_is_told_as_a_hit(ask: Callable[..., int]) -> None:
    """The same over again asks nothing, and says from where the answers are."""
    ask()
    ask("--overwrite", "--log-format", "json", "--log-level", "debug", "--log-file", "log.jsonl", "-o", "other.jsonl")
    names = [one["event"] for one in _events("log.jsonl")]
    assert names.count("cache.hit") == 3
    assert "request.sent" not in names


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "script", [("500", "429", "cut"), ("401",), ("quoting",), ("error_200", "html_200", "refusal")], ids="/".join
)
def test_no_key_no_article_and_no_prompt_is_in_a_log(ask: Callable[..., int], form: str, script: Any) -> None:
    """Whatever the endpoint does: planted words are searched in the log at its most talkative."""
    ask("--log-format", form, "--log-level", "debug", "--log-file", "log", script=script)
    log = Path("log").read_text(encoding="utf-8")
    assert "run.ended" in log
    for planted in (KEY, WORDS, "hunter2", "raised"):
        assert planted not in log


def test_a_placeholder_for_a_key_is_no_secret(ask: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Local servers are asked with a key like "k"; its letters stay where they stand in other words."""
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    ask("--log-format", "json", "--log-file", "log")
    lines = _events("log")
    assert lines[0]["task"] == "company"
    assert [one["status"] for one in lines if one["event"] == "record.written"] == ["ok", "ok"]


def test_a_manifest_holds_no_secret_either(ask: Callable[..., int]) -> None:
    """The key, the login in the address, and parameters that look like keys are masked, the command line included."""
    ask("--param", "api_key=abc123secret", script=("401",))
    text = Path("out.jsonl.run.json").read_text(encoding="utf-8")
    for planted in (KEY, WORDS, "hunter2", "abc123secret"):
        assert planted not in text
    (run,) = json.loads(text)["runs"]
    assert (run["status"], run["error"]) == ("failed", "RefusedError")
    assert "api_key=***" in run["command"]
    assert run["endpoint"]["base_url"].startswith("http://***@127.0.0.1")


def test_without_options_nothing_is_logged(ask: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    """And the loggers are left as they were."""
    handlers = list(logging.getLogger("llm_extract").handlers)
    ask(script=("500",))
    assert "request" not in capsys.readouterr().err
    ask("--log-level", "info")
    assert "run.ended" in capsys.readouterr().err
    assert logging.getLogger("llm_extract").handlers == handlers
    assert logging.getLogger("llm_extract").level == logging.NOTSET


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--log-level", "loud"], "--log-level loud"),
        (["--log-format", "xml"], "--log-format xml"),
        (["--log-file", "no/folder/log"], "--log-file"),
    ],
)
def test_wrong_options_are_said(
    ask: Callable[..., int], options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is asked."""
    assert ask(*options) == 2
    assert said in capsys.readouterr().err
