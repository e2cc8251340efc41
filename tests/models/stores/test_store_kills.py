"""Clients and servers that are killed: every write that was acknowledged is there afterwards."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from llm_extract.models.stores.opening import open_store

WRITER = """
import sys
from llm_extract.models.stores.opening import open_store

store, name, size = open_store(sys.argv[1]), sys.argv[2], int(sys.argv[3])
number = 0
while True:
    store.put(f"{name} {number:064x}", b'{"choices":[' + b" " * (number * 7919 % size) + b"1]}")
    print(number, flush=True)
    number += 1
"""
HOLDER = """
import sys, time
from llm_extract.models.stores.opening import open_store

store = open_store(sys.argv[1])
print(store.try_lock("http://a/v1 0"), flush=True)
time.sleep(600)
"""

pytestmark = pytest.mark.slow


@pytest.fixture
def start() -> Iterator[Any]:
    """Starts Python code in a process of its own, killed at the end."""
    started: list[subprocess.Popen[str]] = []

    def run(code: str, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", code, *arguments]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield run
    for process in started:
        end(process)


def end(process: subprocess.Popen[str]) -> list[str]:
    """Kill -9; returns the lines that it had printed."""
    process.kill()
    assert process.stdout is not None
    lines = [] if process.stdout.closed else [line for line in process.stdout if line.endswith("\n")]
    process.stdout.close()
    process.wait()
    return lines


def read(process: subprocess.Popen[str], count: int) -> int:
    """Wait for that many acknowledgements; returns the last."""
    assert process.stdout is not None
    last = -1
    for _ in range(count):
        last = int(process.stdout.readline())
    return last


def value(number: int, size: int) -> bytes:
    return b'{"choices":[' + b" " * (number * 7919 % size) + b"1]}"


def test_a_killed_writer_leaves_what_it_acknowledged(kind: Any, start: Any) -> None:
    """Kill -9 in the middle of large writes, two writers at a time: all that was acknowledged is there, whole."""
    draw = random.Random(7)
    acknowledged: dict[str, bytes] = {}
    for turn in range(2):
        writers = {
            name: start(WRITER, kind.place, name, "300000") for name in (f"http://w{turn}a/v1", f"http://w{turn}b/v1")
        }
        for name, process in writers.items():
            last = read(process, draw.randint(20, 60))
            lines = end(process)
            last = int(lines[-1]) if lines else last
            acknowledged.update((f"{name} {number:064x}", value(number, 300000)) for number in range(last + 1))
    store = kind.open()
    assert store.get_many(acknowledged) == acknowledged
    count, damages = store.verify()
    assert damages == []
    assert len(acknowledged) <= count <= len(acknowledged) + 4  # and what was written but not yet acknowledged


def test_a_dead_holders_claim_ends(kind: Any, start: Any) -> None:
    """A claim that its holder cannot give up is free after its lease, and not before it was killed."""
    if not kind.shares_claims:
        pytest.skip("claims hold within one process")
    options = "" if kind.place.startswith("/") else "?lease=2"
    process = start(HOLDER, kind.place + options)
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    store = kind.open(options)
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:  # longer than a lease: it is renewed
        assert not store.try_lock("http://a/v1 0")
        time.sleep(0.1)
    end(process)
    deadline = time.monotonic() + 20
    while not store.try_lock("http://a/v1 0"):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_restarted_server_has_all_that_it_acknowledged(served: tuple[Any, Any], start: Any) -> None:
    """The server is killed -9 three times while two clients write; they wait for it, and nothing is lost."""
    server, kind = served
    draw = random.Random(11)
    writers = {name: start(WRITER, kind.place, name, "20000") for name in ("http://a/v1", "http://b/v1")}
    for _ in range(3):
        for process in writers.values():
            read(process, draw.randint(5, 80))
        server.kill()
        time.sleep(draw.random() / 5)
        server.start()
    last = {name: read(process, 10) for name, process in writers.items()}
    server.kill()
    for name, process in writers.items():
        lines = end(process)
        last[name] = int(lines[-1]) if lines else last[name]
    server.start()
    acknowledged = {
        f"{name} {number:064x}": value(number, 20000) for name, count in last.items() for number in range(count + 1)
    }
    assert len(acknowledged) > 30
    store = kind.open()
    assert store.get_many(acknowledged) == acknowledged
    assert store.verify()[1] == []


def test_what_a_killed_process_had_not_sent_is_sent(tmp_path: Path, start: Any) -> None:
    """The next process on this machine sends a killed one's segments; then machines with other spools have them."""
    bucket, spool, other = (tmp_path / name for name in ("bucket", "spool", "other"))
    place = f"segments+file://{bucket.as_posix()}?roll=600&spool="
    writer = start(WRITER, place + spool.as_posix(), "http://a/v1", "1000")
    last = read(writer, 30)
    lines = end(writer)
    last = int(lines[-1]) if lines else last
    assert not list(bucket.glob("*.segment"))
    open_store(place + spool.as_posix()).close()
    assert not list(spool.glob("*.segment"))
    elsewhere = open_store(place + other.as_posix())
    keys = [f"http://a/v1 {number:064x}" for number in range(last + 1)]
    assert len(elsewhere.get_many(keys)) == len(keys)
    elsewhere.close()
