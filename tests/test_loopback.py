"""The loopback server itself, and the rule that tests reach nothing else."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def post(url: str, body: Any) -> tuple[int, Any]:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(f"{url}/chat/completions", data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def test_answers_and_bills(loopback: Callable[..., Any]) -> None:
    """An answer is a chat completion, logged with what it would cost."""
    server = loopback(lambda body: body["messages"][0]["content"].upper())
    status, answer = post(server.url, {"model": "m", "messages": [{"role": "user", "content": "abcd" * 10}]})
    assert (status, answer["choices"][0]["message"]["content"]) == (200, "ABCD" * 10)
    (exchange,) = server.log
    assert (exchange.prompt_tokens, exchange.completion_tokens) == (10, 11)
    assert exchange.delivered


def test_faults_do_not_depend_on_the_order(loopback: Callable[..., Any]) -> None:
    """The same seed deals the same fault to the same body and attempt, whenever it arrives."""
    dealt = []
    for order in (range(20), reversed(range(20))):
        server = loopback(faults={"500": 0.3, "429": 0.3}, seed=5)
        for n in order:
            post(server.url, {"n": n})
        dealt.append({server.bodies[one.key]["n"]: one.fault for one in server.log})
    assert dealt[0] == dealt[1]
    assert set(dealt[0].values()) == {"", "500", "429"}


def test_lists_models_and_refuses_nonsense(loopback: Callable[..., Any]) -> None:
    """There is a list of models; what is no JSON gets status 400, another path 404."""
    server = loopback()
    with urllib.request.urlopen(f"{server.url}/models", timeout=10) as answer:
        assert json.load(answer)["data"][0]["id"] == "loopback-model"
    assert post(server.url, b"{")[0] == 400
    assert post(f"{server.url}/more", {})[0] == 404


@pytest.mark.slow
def test_runs_as_a_process(tmp_path: Path) -> None:
    """It serves from the command line and writes its log line by line."""
    command = [sys.executable, str(Path(__file__).with_name("loopback.py")), "--content", "hi", "--log"]
    log = tmp_path / "log.jsonl"
    with subprocess.Popen([*command, str(log)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert post(url, {"n": 1})[1]["choices"][0]["message"]["content"] == "hi"
        process.kill()
    (line,) = log.read_text().splitlines()
    assert json.loads(line)["delivered"] is True


def test_nothing_else_can_be_reached() -> None:
    """A connection or a name lookup beyond this machine fails the test that tries it."""
    with pytest.raises(pytest.fail.Exception, match="loopback only"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(pytest.fail.Exception, match="loopback only"):
        socket.getaddrinfo("example.com", 443)
