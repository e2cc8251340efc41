"""Waiting for a server that is gone for a moment, without one."""

from __future__ import annotations

import logging
import threading

import pytest

from llm_extract.models.stores import patience
from llm_extract.store_urls import StoreURL

THREADS = 4


def test_an_outage_is_told_once_for_all_who_wait(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Answers are stored by many threads; the next outage is told again."""
    all_wait, gone = threading.Barrier(THREADS, timeout=30), threading.Event()

    def wait(pause: float) -> None:
        if pause >= 1:
            all_wait.wait()
            gone.clear()

    def call() -> str:
        if gone.is_set():
            raise ConnectionError("gone")
        return "back"

    monkeypatch.setattr(patience.time, "sleep", wait)
    server, found = StoreURL("redis://cache.example:6379/0"), list[str]()
    for outages in (1, 2):
        gone.set()
        with caplog.at_level(logging.WARNING):
            threads = [
                threading.Thread(target=lambda: found.append(patience.wait_for_server(call, bool, server)))
                for _ in range(THREADS)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
        assert found == ["back"] * THREADS * outages
        assert caplog.messages == [f"{server} does not answer: trying again for 60 s"] * outages
