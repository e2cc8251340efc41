"""The private event loop of an extractor across a fork, and when Ctrl-C ends a synchronous call."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

Serve = Callable[..., Any]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="forks and signals of POSIX systems")
OPENING = """
import json, os, signal, sys
from pathlib import Path
from llm_extract import Extractor, read_documents
from llm_extract.batch import run_batch

given = json.loads(sys.argv[1])
options = {"prompts": given["prompts"], "model": "m", "base_url": given["url"], "cache": given["cache"], "timeout": 5.0}
"""
FORKED = """
with Extractor("company", attempts=1, **options) as extractor:
    if given["begun"]:
        print(extractor.extract("Before sells things.").data.name, flush=True)
    child = os.fork()
    if child == 0:
        signal.alarm(20)
        print(extractor.extract("Child sells things.").data.name, flush=True)
        extractor.close()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == 0, status
    print(extractor.extract("After sells things.").data.name, flush=True)
"""
INTERRUPTED = """
import signal
extractor = Extractor("company", concurrency=2, attempts=1, **{**options, "timeout": 60.0})
signal.signal(signal.SIGINT, signal.default_int_handler)
output, articles = Path(given["output"]), [given["articles"]]
try:
    run_batch(extractor, read_documents(articles), output)
except KeyboardInterrupt:
    print("interrupted", flush=True)
    sys.stdin.readline()
summary = run_batch(extractor, read_documents(articles), output)
print(summary.done, summary.all_usable, flush=True)
extractor.close()
"""


def start(project: Any, server: Any, code: str, **given: Any) -> subprocess.Popen[str]:
    """Start a Python process that uses the library, with a pipe to its stdin."""
    given |= {"url": server.url, "prompts": str(project.folder / "prompts"), "cache": str(project.cache)}
    return subprocess.Popen(
        [sys.executable, "-W", "error::ResourceWarning", "-c", OPENING + code, json.dumps(given)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=project.folder,
        env={**os.environ}, start_new_session=True,
    )  # fmt: skip


def finish(process: subprocess.Popen[str], project: Any) -> tuple[int, list[str], str]:
    """Wait for the end; a process that does not come to one is killed, and its children with it."""
    try:
        out, said = process.communicate("\n", timeout=60)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    return process.returncode, out.split(), said


@POSIX
@pytest.mark.parametrize("begun", [False, True], ids=["unused", "used"])
def test_an_extractor_answers_on_both_sides_of_a_fork(project: Any, company: Any, loopback: Serve, begun: bool) -> None:
    """A child has a loop and connections of its own, and what it closes is left to its parent."""
    server = loopback(company.answer)
    code, said, complaints = finish(start(project, server, FORKED, begun=begun), project)
    assert (code, said) == (0, ["Before"] * begun + ["Child", "After"]), complaints
    assert complaints == ""


@POSIX
def test_an_interrupted_run_is_closed_when_the_interrupt_goes_on(
    project: Any, company: Any, loopback: Serve, wait_for: Any
) -> None:
    """After Ctrl-C nothing of the run is left open: the same process continues it, and nothing is complained of."""
    project.number(6)
    hung: list[bool] = [True]
    server = loopback(company.answer, fault_for=lambda body, attempt: "hang" if hung else None)
    process = start(project, server, INTERRUPTED, output=str(project.output), articles=str(project.articles))
    wait_for(lambda: len(server.log) >= 2, "requests")
    process.send_signal(signal.SIGINT)
    assert process.stdout is not None
    assert process.stdout.readline() == "interrupted\n"
    hung.clear()
    code, said, complaints = finish(process, project)
    assert (code, said) == (0, ["6", "True"]), complaints
    assert complaints == ""
    assert project.statuses() == ["ok"] * 6
