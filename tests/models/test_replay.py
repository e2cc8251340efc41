"""Replay: the very request or a miss that explains itself."""

from __future__ import annotations

import asyncio
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from llm_extract.errors import ConfigError, ReplayMiss, RunError
from llm_extract.messages import Request, Response
from llm_extract.models.recording import Place, RecordingModel
from llm_extract.models.recordings import load_recording
from llm_extract.models.replay import ReplayModel


class Answers:
    """Answers with the number of the call."""

    def __init__(self, content: str = "") -> None:
        self.calls = 0
        self.content = content

    async def complete(self, request: Request) -> Response:
        self.calls += 1
        return Response({"model": "m-1", "choices": [{"message": {"content": self.content or str(self.calls)}}]})

    async def aclose(self) -> None: ...


def request(article: str = "Acme raised $5 million.", prompt: str = "Extract.", **more: Any) -> Request:
    messages = [{"role": "system", "content": prompt}, {"role": "user", "content": f"Article:\n{article}\nEnd"}]
    return Request({"model": "gpt-x", "messages": messages, **more})


def record(directory: Path, *requests: Request, stem: str = "doc", **options: Any) -> Answers:
    inner = Answers()

    async def run() -> None:
        recorder = RecordingModel(inner, directory, today=lambda: date(2026, 11, 22), **options)
        for one in requests:
            recorder.label(one, Place("funding_news", 1, stem))
            await recorder.complete(one)

    asyncio.run(run())
    return inner


def replay(directory: Path, one: Request) -> Response:
    return asyncio.run(ReplayModel(directory).complete(one))


def test_a_recorded_request_is_answered(tmp_path: Path) -> None:
    """What was recorded is answered the same; the file is where the layout says."""
    one = request()
    record(tmp_path, one, one.again(1))
    assert replay(tmp_path, one).content == "1"
    assert replay(tmp_path, one.again(1)).content == "2"
    path = tmp_path / "funding_news" / "v1" / f"doc-{one.fingerprint[:8]}.json"
    assert load_recording(path).recorded == {"date": "2026-11-22", "model": "m-1", "note": ""}


def test_models_and_requests_come_from_the_recordings(tmp_path: Path) -> None:
    """The names and requests that were recorded are there to stand in for settings."""
    record(tmp_path, request(), request("Other"))
    model = ReplayModel(tmp_path)
    assert model.models() == ("gpt-x",)
    assert {one.fingerprint for one in model.requests()} == {request().fingerprint, request("Other").fingerprint}


def test_a_miss_shows_the_nearest_and_the_remedy(tmp_path: Path) -> None:
    """For a changed prompt, the miss names the same article's recording, the changed lines and how to record."""
    one, other = request(), request("Totally different words here.")
    record(tmp_path, one, stem="acme")
    record(tmp_path, other, stem="other")
    with pytest.raises(ReplayMiss) as caught:
        replay(tmp_path, request(prompt="Extract all."))
    message = str(caught.value)
    assert f"acme-{one.fingerprint[:8]}.json" in message
    assert "message 1 (system) differs:\n- Extract.\n+ Extract all." in message
    assert "\n. " not in message
    assert "--record" in caught.value.hint


def test_a_miss_names_what_else_differs(tmp_path: Path) -> None:
    """Parameters that differ are named; an ordinal counts."""
    record(tmp_path, request())
    with pytest.raises(ReplayMiss, match="temperature differs"):
        replay(tmp_path, request(temperature=0.5))
    with pytest.raises(ReplayMiss, match="ordinal differs"):
        replay(tmp_path, request().again(1))


def test_a_miss_without_recordings_says_so(tmp_path: Path) -> None:
    """An empty directory is a miss with a remedy, a missing one a ConfigError."""
    with pytest.raises(ReplayMiss, match="has none"):
        replay(tmp_path, request())
    with pytest.raises(ConfigError, match="no directory"):
        ReplayModel(tmp_path / "none")


def test_a_renamed_file_is_found_out(tmp_path: Path) -> None:
    """A recording under the name of another request is an error, not a wrong answer or a silent miss."""
    one, other = request(), request("Other")
    record(tmp_path, one)
    folder = tmp_path / "funding_news" / "v1"
    shutil.move(folder / f"doc-{one.fingerprint[:8]}.json", folder / f"doc-{other.fingerprint[:8]}.json")
    with pytest.raises(ConfigError, match="the name of another recording"):
        replay(tmp_path, other)


def test_other_json_files_are_left_alone(tmp_path: Path) -> None:
    """Files without a fingerprint in their name, such as schemas, are no recordings."""
    record(tmp_path, request())
    (tmp_path / "v1.schema.json").write_text("{}")
    assert len(list(ReplayModel(tmp_path).recordings())) == 1


def test_only_the_asked_file_is_read(tmp_path: Path) -> None:
    """A damaged recording of another request does not matter until it is asked for."""
    record(tmp_path, request())
    (tmp_path / "bad-00000000.json").write_text("damaged")
    assert replay(tmp_path, request()).content == "1"


@pytest.mark.parametrize(
    "text", ["Bearer abcdefghijklmnopqrstuvwxyz", "sk-proj-abcdefghijklmnop1234", "my-planted-key-1234"]
)
def test_secrets_are_never_written(tmp_path: Path, text: str) -> None:
    """A key in the request stops it before it is sent; one in the answer stops the file; neither shows the key."""
    inner = Answers(content=f"see {text}")
    recorder = RecordingModel(inner, tmp_path, locate=lambda _: Place("t", 1, "d"), secrets=["my-planted-key-1234"])
    with pytest.raises(ConfigError) as caught:
        asyncio.run(recorder.complete(request(article=text)))
    assert inner.calls == 0
    with pytest.raises(RunError) as late:
        asyncio.run(recorder.complete(request()))
    assert text not in str(caught.value) + str(late.value)
    assert not list(tmp_path.rglob("*.json"))


def test_a_secret_in_a_key_of_the_body_is_found(tmp_path: Path) -> None:
    """Names of properties are written down too."""
    recorder = RecordingModel(Answers(), tmp_path, locate=lambda _: Place("t", 1, "d"), secrets=["my-planted-key-1234"])
    with pytest.raises(ConfigError, match="the API key"):
        asyncio.run(recorder.complete(Request({"model": "m", "metadata": {"my-planted-key-1234": 1}})))
    assert not list(tmp_path.rglob("*.json"))


def test_ordinary_words_are_no_secrets(tmp_path: Path) -> None:
    """Hyphenated words that merely contain the letters of a key are recorded."""
    record(tmp_path, request("A risk-averse-and-long-hyphenated-thing; the bearer of good news; task-force-one-two"))


def test_a_request_without_a_place_is_not_sent(tmp_path: Path) -> None:
    """Recording needs to know the task and document before anything is paid for."""
    inner = Answers()
    with pytest.raises(ConfigError, match="without a place"):
        asyncio.run(RecordingModel(inner, tmp_path).complete(request()))
    assert inner.calls == 0


def test_another_request_never_replaces_a_file(tmp_path: Path) -> None:
    """The same request is written again; one that only shares the first digits is refused."""
    one = request()
    record(tmp_path, one)
    record(tmp_path, one)
    path = tmp_path / "funding_news" / "v1" / f"doc-{one.fingerprint[:8]}.json"
    record(tmp_path / "other", request("Other"))
    shutil.copy(next((tmp_path / "other").rglob("*.json")), path)
    with pytest.raises(RunError, match="same first eight digits"):
        record(tmp_path, one)


@pytest.mark.parametrize("stem", ["../../etc/passwd", "a/b\\c:d", "con", "x" * 300, "..", "", "ünïcode 名"])
def test_places_stay_inside(tmp_path: Path, stem: str) -> None:
    """No document name leads out of the directory or to a name that a file system refuses."""
    one = request()
    record(tmp_path, one, stem=stem)
    (found,) = tmp_path.rglob("*.json")
    assert found.parent == tmp_path / "funding_news" / "v1"
    assert replay(tmp_path, one).content == "1"
