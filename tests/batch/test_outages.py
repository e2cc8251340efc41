"""Endpoints that cannot be reached: the run stops or waits, and no article pays for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract import RefusedError
from llm_extract.batch import Summary

Serve = Callable[..., Any]
Undisturbed = Callable[..., bytes]


def dead_url(loopback: Serve, company: Any) -> str:
    """The address of a server that was stopped."""
    server = loopback(company.answer)
    server.stop()
    return str(server.url)


def test_a_dead_endpoint_stops_the_run_before_any_record(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed
) -> None:
    """The first connections decide: no article fails one by one, and the same command goes on elsewhere or later."""
    project.number(60)
    expected = undisturbed()
    url = dead_url(loopback, company)
    with pytest.raises(RefusedError, match="cannot be reached") as caught:
        project.run(url, concurrency=8)
    assert "--base-url" in caught.value.hint
    assert project.output.read_bytes() == b""
    assert not (project.folder / "out.jsonl.run" / "attempts").exists()
    server = loopback(company.answer, port=int(url.rpartition(":")[2].partition("/")[0]))
    assert project.run(server.url, concurrency=8).finished
    assert project.output.read_bytes() == expected
    project.judge(server)


def test_the_command_says_so_and_exits_3(project: Any, company: Any, loopback: Serve) -> None:
    """A refused connection ends the command with exit code 3, the address and the remedy; nothing is charged for."""
    project.number(3)
    code, said = project.call(dead_url(loopback, company))
    assert code == 3
    assert "cannot be reached" in said
    assert "Check that the server is up" in said
    assert not (project.folder / "out.jsonl.ledger.jsonl").exists()


@pytest.mark.parametrize("cached", [True, False])
def test_an_endpoint_that_goes_away_and_comes_back(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, wait_for: Any, cached: bool
) -> None:
    """The run waits for it, burns no attempts meanwhile, and ends with the bytes of an undisturbed run."""
    project.number(150)
    expected = undisturbed()
    first = loopback(company.answer, latency=0.02)
    servers, seen = [first], list[int]()

    def go_away_and_come_back() -> None:
        wait_for(lambda: len(first.log) >= 40, "requests")
        first.stop()
        done = seen[-1] if seen else 0
        wait_for(lambda: len(seen) > 30 and seen[-10] == seen[-1] >= done, "the run to wait")
        servers.append(loopback(company.answer, port=int(first.url.rpartition(":")[2].partition("/")[0])))

    def watch(summary: Summary) -> None:
        seen.append(summary.done)

    thread = threading.Thread(target=go_away_and_come_back)
    thread.start()
    cache = project.cache if cached else None
    summary = project.run(first.url, concurrency=8, attempts=3, cache=cache, observe=watch, every=0.02)
    thread.join()
    assert summary.finished
    assert project.output.read_bytes() == expected
    attempts = project.folder / "out.jsonl.run" / "attempts"
    assert not attempts.exists()  # all articles have their answers
    cut = sum(not one.delivered for one in first.log)
    asked = sum(len(server.log) for server in servers)
    assert asked <= 150 + cut


def test_an_endpoint_that_stays_away_stops_the_run_after_its_patience(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed
) -> None:
    """Articles that were not asked keep no record; the next run goes on."""
    project.number(60)
    expected = undisturbed()
    first = loopback(company.answer, latency=0.02)

    def watch(summary: Summary) -> None:
        if summary.done >= 20:
            first.stop()

    with pytest.raises(RefusedError, match="cannot be reached"):
        project.run(first.url, concurrency=4, attempts=3, patience=0.5, observe=watch, every=0.01)
    assert expected.startswith(project.output.read_bytes())
    second = loopback(company.answer, port=int(first.url.rpartition(":")[2].partition("/")[0]))
    project.run(second.url, concurrency=4)
    assert project.output.read_bytes() == expected
