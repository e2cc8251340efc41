"""Endpoints that cannot be reached: the run stops or waits, and no article pays for it."""

from __future__ import annotations

import threading
from collections import Counter
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


def burnt(project: Any) -> Counter[str]:
    """Failed attempts by request, as later runs will read them."""
    counts: Counter[str] = Counter()
    for line in (project.folder / "out.jsonl.run" / "attempts").read_text().split():
        counts[line.removeprefix("-")] += -1 if line.startswith("-") else 1
    return counts


@pytest.mark.parametrize("fault", ["html_502", "error_200"])
def test_a_gateway_that_fails_everything_stops_the_run(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, fault: str
) -> None:
    """Exit code 3 with the server's words, however often it is run; once it answers, the same command ends as usual."""
    project.number(240)
    expected = undisturbed()
    server = loopback(company.answer, faults={fault: 1.0})
    for number in (1, 2):
        code, said = project.call(server.url, "--concurrency", "8")
        assert code == 3, said
        assert "requests was answered" in said
        assert "the same command goes on" in said
        assert set(burnt(project).values()) == {1}
        assert len(burnt(project)) == 100 * number
    server.faults = {}
    assert project.run(server.url, concurrency=8, max_attempts=3).finished
    assert project.output.read_bytes() == expected


def test_a_server_that_is_overloaded_for_good_stops_the_run(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed
) -> None:
    """It says when to come back, and never answers: exit code 3, and no article has failed or lost an attempt."""
    project.number(240)
    expected = undisturbed()
    server = loopback(company.answer, faults={"503": 1.0})
    code, said = project.call(server.url, "--concurrency", "128", attempts=2)
    assert code == 3, said
    assert "requests was answered" in said
    assert "the same command goes on" in said
    assert project.output.read_bytes() == b""
    assert not (project.folder / "out.jsonl.run" / "attempts").exists()
    server.faults = {}
    assert project.run(server.url, concurrency=8, max_attempts=3).finished
    assert project.output.read_bytes() == expected


def test_a_gateway_that_fails_for_a_while_is_waited_for(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed
) -> None:
    """It had answered: no article has a failed record for its sake."""
    project.number(150)
    expected = undisturbed()
    server = loopback(company.answer, latency=0.01)
    server.fault_for = lambda body, _: "html_502" if 60 < len(server.log) <= 91 else None
    summary = project.run(server.url, concurrency=30, attempts=2)
    assert summary.finished
    assert project.output.read_bytes() == expected
    project.judge(server)


@pytest.mark.parametrize("options", [{}, {"retry_failed": True}])
def test_poisoned_articles_fail_by_themselves_though_nothing_else_is_left(
    project: Any, company: Any, loopback: Serve, options: dict[str, Any]
) -> None:
    """Thirty articles that the server cannot answer, among others in the first run and alone in the second."""
    names = project.number(90)
    server = loopback(company.answer, fault_for=lambda body, _: "500" if company.label(body) in names[::3] else None)
    assert project.run(server.url, concurrency=8).finished
    assert project.statuses() == ["failed", "ok", "ok"] * 30
    summary = project.run(server.url, concurrency=8, **options)
    assert summary.finished
    assert project.statuses() == ["failed", "ok", "ok"] * 30
    assert set(project.asked(server).values()) == {1, 2}


def test_poisoned_articles_of_which_nothing_is_known_stop_few_runs(project: Any, company: Any, loopback: Serve) -> None:
    """Nothing but such articles, in an output of their own: after each stop a hundred are known, and in the end all."""
    project.number(220)
    server = loopback(company.answer, faults={"500": 1.0})
    for _ in range(2):
        with pytest.raises(RefusedError, match="requests was answered"):
            project.run(server.url, concurrency=8)
    assert project.run(server.url, concurrency=8).statuses == {"failed": 220}
