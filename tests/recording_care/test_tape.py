"""The tape: plays before it asks, holds what it asked for, and writes whole files."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from llm_extract.errors import ConfigError, ReplayMiss, RunError
from llm_extract.messages import Request, Response
from llm_extract.models.recording import Place
from llm_extract.models.recordings import load_recording
from llm_extract.recording_care.tape import Mode, Tape


class Counting:
    """Answers with the number of the call."""

    def __init__(self, content: str = "") -> None:
        self.calls, self.content, self.closed = 0, content, False

    async def complete(self, request: Request) -> Response:
        self.calls += 1
        return Response({"model": "m", "choices": [{"message": {"content": self.content or str(self.calls)}}]})

    async def aclose(self) -> None:
        self.closed = True


def request(text: str = "Acme") -> Request:
    return Request({"model": "m", "messages": [{"role": "user", "content": text}]})


def play(tape: Tape, one: Request) -> str:
    return asyncio.run(tape.complete(one)).content


def tape(folder: Path, live: Counting | None = None, mode: Mode = "missing") -> Tape:
    return Tape(folder, "task", 1, mode=mode, open_live=None if live is None else lambda: live, secrets=["planted-key"])


def test_an_answer_is_held_until_it_is_written(tmp_path: Path) -> None:
    """The same request is not asked again; the file appears when written, under the document's name, and is played."""
    live, one = Counting(), request()
    first = tape(tmp_path, live)
    first.label(one, Place("task", 1, "acme"))
    assert [play(first, one), play(first, one)] == ["1", "1"]
    assert (live.calls, first.held, list(tmp_path.rglob("*.json"))) == (1, 1, [])
    (path,) = first.write()
    assert path == tmp_path / "task" / "v1" / f"acme-{one.fingerprint[:8]}.json"
    assert load_recording(path).recorded["model"] == "m"
    assert (first.held, first.played) == (0, {path})
    again = tape(tmp_path, mode="none")
    assert play(again, one) == "1"
    assert again.played == {path}


def test_rewrite_keeps_the_place_of_a_recording(tmp_path: Path) -> None:
    """A recording that has another name is replaced where it is; no second one appears."""
    live, one = Counting(), request()
    first = tape(tmp_path, live)
    first.label(one, Place("task", 1, "old name"))
    play(first, one)
    (path,) = first.write()
    second = tape(tmp_path, live, "rewrite")
    second.label(one, Place("task", 1, "new name"))
    assert play(second, one) == "2"
    assert second.write() == [path]
    assert list(tmp_path.rglob("*.json")) == [path]
    assert load_recording(path).response.content == "2"


def test_errors_are_kept_for_who_must_know(tmp_path: Path) -> None:
    """A miss, and a secret in the request or the answer, are raised and remembered; nothing is sent or held."""
    one = tape(tmp_path, mode="none")
    with pytest.raises(ReplayMiss):
        play(one, request())
    live = Counting("sk-abcdefghijklmnopqrstuvwx")
    other = tape(tmp_path, live)
    with pytest.raises(ConfigError, match="holds the API key in use at /messages/0/content"):
        play(other, request("planted-key"))
    assert live.calls == 0
    with pytest.raises(RunError, match="holds an API key at /choices/0/message/content"):
        play(other, request())
    assert [type(error) for error in (*one.failures, *other.failures)] == [ReplayMiss, ConfigError, RunError]
    assert other.held == 0


def test_what_was_opened_is_closed(tmp_path: Path) -> None:
    """The endpoint is closed with the tape, once; one that was never needed was never opened."""
    live = Counting()
    one = tape(tmp_path, live)
    asyncio.run(one.aclose())
    assert not live.closed
    play(one, request())
    asyncio.run(one.aclose())
    assert live.closed
