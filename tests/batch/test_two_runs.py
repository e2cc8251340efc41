"""Two runs at once: over one output the second is refused, over one cache they share what they buy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from llm_extract import RunError

Serve = Callable[..., Any]
Undisturbed = Callable[..., bytes]


def test_a_second_run_on_the_same_output_is_refused(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, wait_for: Any
) -> None:
    """The first goes on undisturbed; when it is killed, its lock is no obstacle."""
    project.number(20)
    expected = undisturbed()
    server = loopback(company.answer, latency=0.3)
    process = project.start(server.url, "--concurrency", "2")
    wait_for(lambda: len(server.log) >= 4, "requests")
    with pytest.raises(RunError, match="another run is writing"):
        project.run(server.url)
    process.kill()
    process.communicate()
    server.latency = 0.0
    project.run(server.url)
    assert project.output.read_bytes() == expected
    project.judge(server, paid_again=2)


def test_two_runs_share_one_cache(project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed) -> None:
    """Two processes over the same articles into two outputs buy each answer once between them."""
    project.number(60)
    expected = undisturbed()
    server = loopback(company.answer, latency=0.05)
    other = project.folder / "other.jsonl"
    processes = [
        project.start(server.url, "--concurrency", "8"),
        project.start(server.url, "--concurrency", "8", "-o", str(other)),
    ]
    for process in processes:
        code, said = project.finish(process)
        assert code == 0, said
    assert project.output.read_bytes() == other.read_bytes() == expected
    assert set(project.asked(server).values()) == {1}
    project.judge(server)
