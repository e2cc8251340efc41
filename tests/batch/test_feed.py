"""Inputs that make one wait: answers in flight, signals and the end of a run do not wait with them."""

from __future__ import annotations

import asyncio
import json
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from llm_extract import Document
from llm_extract.batch import StopSwitch, Summary, run_batch
from llm_extract.batch.feed import Feed

Serve = Callable[..., Any]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")


def article(name: str, size: int = 0) -> Document:
    """An article about a company."""
    return Document(f"{name} sells things.{' ' * size}.", key=f"{name}.txt", source="")


def test_answers_come_in_while_an_input_is_waited_for(project: Any, company: Any, loopback: Serve) -> None:
    """The third input comes only once the records of the first two are in the output."""
    server = loopback(company.answer, latency=0.02)
    answered = threading.Event()

    def slow() -> Iterator[Document]:
        yield article("Co1")
        yield article("Co2")
        assert answered.wait(30)
        yield article("Co3")

    def watch(summary: Summary) -> None:
        if summary.done == 2:
            answered.set()

    with project.extractor(server.url) as extractor:
        summary = run_batch(extractor, slow(), project.output, observe=watch, every=0.01)
    assert summary.finished
    assert [record["document"]["key"] for record in project.records()] == ["Co1.txt", "Co2.txt", "Co3.txt"]


def test_a_run_stops_while_an_input_is_waited_for(project: Any, company: Any, loopback: Serve) -> None:
    """The switch ends a run whose next input does not come, with the records that are done."""
    server = loopback(company.answer)
    switch, over = StopSwitch(), threading.Event()

    def silent() -> Iterator[Document]:
        yield article("Co1")
        over.wait(60)

    def watch(summary: Summary) -> None:
        if summary.done == 1:
            switch.press()

    try:
        with project.extractor(server.url) as extractor:
            summary = run_batch(extractor, silent(), project.output, stop=switch, observe=watch, every=0.01)
        assert (summary.done, summary.finished) == (1, False)
    finally:
        over.set()


@POSIX
def test_an_interrupt_while_stdin_is_silent(project: Any, company: Any, loopback: Serve, wait_for: Any) -> None:
    """`producer | llm-extract run -` answers what has come, and Ctrl-C ends it with 130 and nothing lost."""
    project.number(3)
    server = loopback(company.answer)
    process = project.start(server.url, "-", "--stdin-format", "jsonl", stdin=subprocess.PIPE)
    process.stdin.write(json.dumps({"id": 1, "text": "Piped sells things."}) + "\n")
    process.stdin.flush()
    wait_for(lambda: project.output.exists() and len(project.output.read_bytes().splitlines()) == 4, "four records")
    process.send_signal(signal.SIGINT)
    wait_for(lambda: process.poll() is not None, "the end")
    code, said = project.finish(process)
    assert code == 130, said
    assert "interrupted after 4 records" in said
    assert "Fatal" not in said
    assert len(project.stored()) == 4


def test_inputs_are_read_ahead_no_further_than_a_few() -> None:
    """Sixty-four short inputs are held, of long ones four million characters; each comes once and in order."""
    for size, most in ((0, 64), (1_000_000, 5)):
        read: list[int] = []

        def inputs(size: int = size, read: list[int] = read) -> Iterator[Document]:
            for number in range(300 if size == 0 else 12):
                read.append(number)
                yield article(f"Co{number}", size)

        feed, ahead, keys = Feed(inputs()), [], []
        while (item := feed.take()) is not None:
            keys.append(item.key)
            ahead.append(len(read) - len(keys))
        assert max(ahead) <= most
        assert keys == [f"Co{number}.txt" for number in range(len(keys))]
        assert len(keys) == len(read)


def test_every_item_wakes_who_waits() -> None:
    """However reading and taking fall together, all items arrive, and a failure after those before it."""

    def inputs() -> Iterator[Document]:
        for number in range(500):
            yield article(f"Co{number}")
        raise ValueError("broken")

    async def take_all(feed: Feed, keys: list[str]) -> None:
        while not feed.exhausted:
            await asyncio.wait_for(feed.ready(), 30)
            while feed.at_hand and (item := feed.take()) is not None:
                keys.append(item.key)

    for _ in range(5):
        feed, keys = Feed(inputs()), list[str]()
        with pytest.raises(ValueError, match="broken"):
            asyncio.run(take_all(feed, keys))
        assert feed.exhausted
        assert keys == [f"Co{number}.txt" for number in range(500)]


def test_what_was_paid_for_is_stored_though_the_run_is_stopped(
    project: Any, company: Any, loopback: Serve, wait_for: Any
) -> None:
    """Answers that wait for a busy cache when the run is stopped are stored, and in the ledger."""
    project.number(4)
    switch, stopped = StopSwitch(), list[int]()
    others: list[sqlite3.Connection] = []

    def answer(body: dict[str, Any]) -> str:
        if not others:
            others.append(sqlite3.connect(project.cache / "cache.db", isolation_level=None, check_same_thread=False))
            others[0].execute("BEGIN IMMEDIATE")
        return str(company.answer(body))

    server = loopback(answer, latency=0.05)

    def free() -> None:
        wait_for(lambda: len(server.log) == 4 and all(one.delivered for one in server.log), "answers")
        switch.press()
        wait_for(lambda: stopped, "the run to hear of it")
        others[0].execute("ROLLBACK")

    def watch(summary: Summary) -> None:
        if switch.pressed:
            stopped.append(1)

    thread = threading.Thread(target=free)
    thread.start()
    try:
        summary = project.run(server.url, stop=switch, observe=watch, every=0.05)
    finally:
        thread.join()
        others[0].close()
    assert not summary.finished
    assert len(project.stored()) == 4
    ledger = [json.loads(line) for line in (project.folder / "out.jsonl.ledger.jsonl").read_bytes().splitlines()]
    assert [entry["kind"] for entry in ledger] == ["answer"] * 4
    project.run(server.url)
    assert len(server.log) == 4
    project.judge(server)
