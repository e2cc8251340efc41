"""Stores behind a network: nothing waits for such a store but the articles that are looked up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.models.stores.segments import SegmentStore

Serve = Callable[..., Any]


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """How many answers were looked for at once, and by which thread."""
    seen: list[tuple[int, str]] = []
    real = SegmentStore.get_many

    def get_many(self: SegmentStore, keys: Iterable[str]) -> dict[str, bytes]:
        wanted = list(keys)
        seen.append((len(wanted), threading.current_thread().name))
        return real(self, wanted)

    monkeypatch.setattr(SegmentStore, "get_many", get_many)
    return seen


def test_groups_are_looked_up_beside_the_event_loop(
    project: Any, company: Any, loopback: Serve, undisturbed: Callable[..., bytes], tmp_path: Path, looked_up: Any
) -> None:
    """New, half stored and stored articles: equal bytes, each bought once, no look-up on the loop's own thread."""
    project.number(240)
    expected = undisturbed()
    server = loopback(company.answer, latency=0.02)
    cache = f"segments:{tmp_path / 'shared'}"
    project.run(server.url, cache=cache, concurrency=8, limit=120, output=tmp_path / "half.jsonl")
    summary = project.run(server.url, cache=cache, concurrency=8)
    assert project.output.read_bytes() == expected
    assert sorted(server.attempts().values()) == [1] * 240
    assert (summary.answers, summary.stored) == (120, 120)
    before = len(looked_up)
    assert project.run(server.url, cache=cache, output=tmp_path / "again.jsonl").stored == 240
    assert (tmp_path / "again.jsonl").read_bytes() == expected
    assert len(looked_up) - before < 60  # in groups
    assert all(thread.startswith("store") for _, thread in looked_up)


class Away:
    """A store that answers nothing until the run was looked at while somebody waits for it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._asked, self._back = threading.Event(), threading.Event()
        real = SegmentStore.get_many

        def get_many(store: SegmentStore, keys: Iterable[str]) -> dict[str, bytes]:
            self._asked.set()
            assert self._back.wait(60)
            return real(store, keys)

        monkeypatch.setattr(SegmentStore, "get_many", get_many)

    def watch(self, _: Any) -> None:
        """For ``observe``, which is called on the event loop."""
        if self._asked.is_set():
            self._back.set()


@pytest.mark.parametrize("concurrency", [1, 4, 16])
def test_the_event_loop_turns_while_the_store_is_away(
    project: Any, company: Any, loopback: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, concurrency: int
) -> None:
    """Who watches the run is called, and those who will ask about the last articles stay until these are looked up."""
    project.number(40)
    server = loopback(company.answer, latency=0.1)
    away = Away(monkeypatch)
    cache = f"segments:{tmp_path / 'shared'}"
    project.run(server.url, cache=cache, concurrency=concurrency, observe=away.watch, every=0.01)
    assert project.statuses() == ["ok"] * 40
    assert server.most_in_flight == concurrency
