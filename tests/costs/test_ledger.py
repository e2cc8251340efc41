"""The journal of open calls: what a killed process leaves in it, and that it does not grow."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from llm_extract.costs import Ledger
from llm_extract.costs.entries import Entry, OpenCall


def call(number: int) -> OpenCall:
    """A call."""
    return OpenCall(f"run-{number}", f"{number:064x}", f"{number}.txt", 0, 100, Decimal("0.5"))


def entry(one: OpenCall) -> Entry:
    """Its answer's entry."""
    return Entry("answer", "run", one.call, one.fingerprint, one.article, one.ordinal, one.chars, cost=Decimal("0.1"))


def left_open(folder: Path) -> list[str]:
    """The calls that a new process finds open, and enters as lost."""
    found: list[str] = []

    def settle(calls: list[OpenCall]) -> Iterable[Entry]:
        found.extend(one.call for one in calls)
        return [Entry("lost", "run", one.call, one.fingerprint, one.article, 0, 100) for one in calls]

    ledger = Ledger(folder / "ledger", folder / "journal")
    ledger.reconcile(settle)
    ledger.close()
    return found


@pytest.mark.parametrize("anew", [3, 50_000])
def test_a_killed_process_leaves_its_open_calls_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anew: int
) -> None:
    """Calls that were entered, or cost nothing, are closed, whether or not another began after them."""
    monkeypatch.setattr("llm_extract.costs.ledger._ANEW", anew)
    ledger = Ledger(tmp_path / "ledger", tmp_path / "journal")
    for number in range(8):
        ledger.begin(call(number))
    ledger.close_call("run-1", entry(call(1)))
    ledger.close_call("run-2", None)
    ledger.begin(call(8))
    ledger.close_call("run-5", entry(call(5)))
    for file in ledger._files.values():  # the process is gone
        file.close()
    assert left_open(tmp_path) == ["run-0", "run-3", "run-4", "run-6", "run-7", "run-8"]
    assert left_open(tmp_path) == []
    lines = [json.loads(line) for line in (tmp_path / "ledger").read_bytes().splitlines()]
    assert [line["call"] for line in lines if line["kind"] == "answer"] == ["run-1", "run-5"]
    assert len(lines) == 8


def test_the_journal_does_not_grow_with_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many calls there were, it holds those since it was last written anew; at the end it goes."""
    monkeypatch.setattr("llm_extract.costs.ledger._ANEW", 20)
    ledger = Ledger(tmp_path / "ledger", tmp_path / "journal")
    most = 0
    for number in range(200):
        ledger.begin(call(number))
        if number >= 4:
            ledger.close_call(f"run-{number - 4}", entry(call(number - 4)))
        most = max(most, len((tmp_path / "journal").read_bytes().splitlines()))
    assert most <= 5 + 2 * 20
    for number in range(196, 200):
        ledger.close_call(f"run-{number}", entry(call(number)))
    ledger.close()
    assert not (tmp_path / "journal").exists()
    assert len((tmp_path / "ledger").read_bytes().splitlines()) == 200


def test_journals_of_others_are_settled_together(tmp_path: Path) -> None:
    """What processes left open is entered once, however many they were, and their journals go."""
    journals = [tmp_path / f"calls-{name}.jsonl" for name in "abc"]
    for number, journal in enumerate(journals):
        killed = Ledger(None, journal)
        killed.begin(call(10 * number))
        killed.begin(call(10 * number + 1))
        killed.close_call("run-0", None)
        for file in killed._files.values():  # the process is gone
            file.close()
    driver = Ledger(tmp_path / "ledger")
    driver.close_call("run-10", entry(call(10)))  # the driver had it before the worker died
    driver.close()
    with journals[2].open("ab") as last:
        last.write(b'{"call": "torn')
    settled: list[list[str]] = []

    def settle(calls: list[OpenCall]) -> Iterable[Entry]:
        settled.append([one.call for one in calls])
        return [Entry("lost", "run", one.call, one.fingerprint, one.article, 0, 100) for one in calls]

    ledger = Ledger(tmp_path / "ledger", left_behind=journals)
    ledger.reconcile(settle)
    ledger.close()
    assert settled == [["run-1", "run-11", "run-20", "run-21"]]
    assert [one.call for one in ledger.entries()] == ["run-10", "run-1", "run-11", "run-20", "run-21"]
    assert [path.name for path in tmp_path.iterdir()] == ["ledger"]
