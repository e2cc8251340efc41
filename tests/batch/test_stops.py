"""Runs that stop before their end: by a switch, or because the endpoint refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from llm_extract import RefusedError
from llm_extract.batch import StopSwitch, Summary
from loopback_replies import error

Serve = Callable[..., Any]
Undisturbed = Callable[..., bytes]


@pytest.mark.parametrize("fault", ["401", "403", "404", "insufficient_quota"])
def test_a_refused_key_stops_the_run_and_keeps_what_is_done(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, passing_fault: Any, fault: str
) -> None:
    """What was in flight is finished and written, nothing more is sent, and the next run goes on from there."""
    project.number(100)
    expected = undisturbed()
    broken = passing_fault(fault, "Co0020")
    server = loopback(company.answer, fault_for=broken, latency=0.02)
    with pytest.raises(RefusedError) as caught:
        project.run(server.url, concurrency=8)
    assert caught.value.hint
    assert len(server.log) < 40
    written = project.output.read_bytes()
    assert expected.startswith(written)
    assert len(written.splitlines()) >= 13  # all before the refused one but those that waited behind others
    broken.over = True
    project.run(server.url, concurrency=8)
    assert project.output.read_bytes() == expected
    project.judge(server)


def test_a_stop_finishes_what_is_in_flight_and_sends_no_more(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed
) -> None:
    """After the switch is pressed nothing is sent; answers under way are kept, and the next run needs no second one."""
    project.number(80)
    expected = undisturbed()
    server = loopback(company.answer, latency=0.05)
    switch = StopSwitch()
    pressed: list[int] = []

    def watch(summary: Summary) -> None:
        if len(server.log) >= 20 and not switch.pressed:
            switch.press()
            pressed.append(len(server.log))

    summary = project.run(server.url, concurrency=10, stop=switch, observe=watch, every=0.01)
    assert not summary.finished
    assert len(server.log) <= pressed[0] + 10
    assert all(one.delivered for one in server.log)
    assert len(project.stored()) == len(server.log)
    project.run(server.url, concurrency=10)
    assert project.output.read_bytes() == expected
    project.judge(server)


def test_a_stop_does_not_wait_for_pauses_between_attempts(project: Any, company: Any, loopback: Serve) -> None:
    """Articles that wait to be tried again are let go, and are asked by the next run."""
    project.number(10)
    server = loopback(company.answer, faults={"429_long": 1.0})
    switch = StopSwitch()

    def watch(summary: Summary) -> None:
        if server.log:
            switch.press()

    summary = project.run(server.url, attempts=5, stop=switch, observe=watch, every=0.01)
    assert not summary.finished
    assert summary.done == 0


def test_what_fails_after_a_stop_is_not_waited_for(
    project: Any, company: Any, loopback: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request under way at a stop that fails, and could be asked again in hours, is let go at once."""
    monkeypatch.setattr("llm_extract.models.retrying._LONGEST_WAIT", 1e6)
    project.number(10)
    failing = error(500, "Down", headers={"Retry-After": "100000"})
    server = loopback(lambda body: failing, latency=1.0)
    switch = StopSwitch()

    def watch(summary: Summary) -> None:
        if server.in_flight:
            switch.press()

    summary = project.run(server.url, attempts=5, concurrency=4, stop=switch, observe=watch, every=0.01)
    assert not summary.finished
    assert summary.done == 0
    server.answer = company.answer
    assert project.run(server.url, concurrency=4).finished
