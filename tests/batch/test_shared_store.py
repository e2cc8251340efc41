"""Several processes with outputs of their own over one store that they share: what the server billed is the judge."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(params=["segments", "redis", "postgres"])
def place(request: pytest.FixtureRequest, empty_server: Callable[[str], Any], tmp_path: Path) -> str:
    """The URL of an empty store with short leases."""
    if request.param == "segments":
        return f"segments:{tmp_path / 'shared'}?lease=2"
    return f"{empty_server(request.param).url}?lease=2"


@dataclass
class Pair:
    """Two runs at the same time over the same 120 articles, and what each of them must write."""

    server: Any
    outputs: list[Path]
    runs: list[Any]
    expected: bytes


@pytest.fixture
def pair(
    project: Any, company: Any, loopback: Callable[..., Any], undisturbed: Any, place: str, tmp_path: Path
) -> Pair:
    """Both have just been started."""
    project.number(120)
    expected = undisturbed()
    server = loopback(company.answer, latency=0.05)
    outputs = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    return Pair(server, outputs, [_start(project, server.url, place, output) for output in outputs], expected)


def _start(project: Any, url: str, place: str, output: Path) -> Any:
    return project.start(url, "--cache", place, "-o", str(output), "--concurrency", "16", "-q")


def test_two_processes_pay_each_article_once(project: Any, pair: Pair, tmp_path: Path) -> None:
    """Each article is asked for once, and both write the same bytes."""
    said = [project.finish(run) for run in pair.runs]
    assert [code for code, _ in said] == [0, 0], said
    assert [output.read_bytes() for output in pair.outputs] == [pair.expected] * 2
    assert sorted(pair.server.attempts().values()) == [1] * 120
    assert pair.server.paid_again() == 0
    ledgers = [output.with_name(f"{output.name}.ledger.jsonl") for output in pair.outputs]
    bought = [
        json.loads(line)["fingerprint"] for one in ledgers if one.exists() for line in one.read_text().splitlines()
    ]
    assert len(bought) == len(set(bought)) == 120
    assert not any("s3cret" in path.read_text(errors="replace") for path in tmp_path.rglob("*") if path.is_file())


def test_a_killed_process_is_replaced(project: Any, pair: Pair, wait_for: Any, place: str) -> None:
    """One of two is killed -9 at half: the other waits for its claims to end; only what was in flight is paid twice."""
    wait_for(lambda: len(pair.server.log) >= 60, "half of the articles are asked for")
    pair.runs[0].kill()
    project.finish(pair.runs[0])
    code, said = project.finish(pair.runs[1])
    assert code == 0, said
    code, said = project.finish(_start(project, pair.server.url, place, pair.outputs[0]))
    assert code == 0, said
    assert [output.read_bytes() for output in pair.outputs] == [pair.expected] * 2
    assert pair.server.paid_again() <= 16


def test_the_password_is_nowhere(
    project: Any, company: Any, loopback: Callable[..., Any], redis_server: Any, tmp_path: Path
) -> None:
    """The URL may come from the environment; no file that the run writes holds its password, and no message does."""
    project.number(3)
    server = loopback(company.answer)
    environment = {"LLM_EXTRACT_CACHE": redis_server.url, "LLM_EXTRACT_LOG_LEVEL": "debug"}
    assert "s3cret" in environment["LLM_EXTRACT_CACHE"]
    before = "import os; os.environ.update(" + repr(environment) + ")"
    command = [word for word in project.command(server.url) if word not in ("--cache", str(project.cache))]
    project.command = lambda url, *more: [*command, *more]
    code, said = project.call(server.url, before=before)
    assert code == 0, said
    assert "s3cret" not in said
    assert not project.cache.exists()
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) > 3
    assert not [path for path in written if b"s3cret" in path.read_bytes()]
    assert os.environ.get("LLM_EXTRACT_CACHE") is None
