"""A cache, recordings and answers that somebody else wrote: nothing in them runs, and nothing redirects."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import pickle
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from llm_extract.errors import ConfigError, ExtractError, RateLimitedError, RejectedError, RunError
from llm_extract.messages import Request, Response, Usage
from llm_extract.models import bodies
from llm_extract.models.cached import CachedModel
from llm_extract.models.disk import DiskStore
from llm_extract.models.failures import classify_status
from llm_extract.models.live import LiveModel
from llm_extract.models.recording import write_recording
from llm_extract.models.recordings import Recording, load_recording
from llm_extract.provider_batch.results import find_causes, read_result
from llm_extract.record_lines import find_record_fault

URL = "https://api.example/v1"


class Bomb:
    """Makes a folder when it is unpickled."""

    def __reduce__(self) -> Any:
        return (os.mkdir, (os.environ["BOMB"],))


def plant(path: Path, statement: str, *values: Any) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


def test_a_planted_pickle_is_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the answer, as a key and as a setting, looked up the way a run does it, verified and listed."""
    monkeypatch.setenv("BOMB", str(tmp_path / "exploded"))
    request = Request({"model": "m"})
    place = tmp_path / "cache"
    store = DiskStore(place)
    store.put(f"{URL} {request.fingerprint}", b"{}")
    store.close()
    bomb = pickle.dumps(Bomb())
    plant(place / "cache.db", "UPDATE Cache SET mode = 4, value = ?", bomb)
    plant(place / "cache.db", "INSERT INTO Cache (key, raw, mode, value) VALUES (?, 0, 4, ?)", bomb, bomb)
    plant(place / "cache.db", "UPDATE Settings SET value = ? WHERE key = 'disk_pickle_protocol'", bomb)
    store = DiskStore(place)
    model = CachedModel(None, store, URL)
    with pytest.raises(ExtractError, match="no stored answer"):
        asyncio.run(model.complete(request))
    store = DiskStore(place)
    store.verify()
    list(store.answers())
    store.info()
    store.close()
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize("name", ["_directory", "_disk", "close", "transact", "sqlite_temp_store", "disk_hash"])
def test_a_planted_setting_is_refused(tmp_path: Path, name: str) -> None:
    """diskcache would make an attribute of it: another folder, another way to read rows."""
    DiskStore(tmp_path / "cache").close()
    plant(tmp_path / "cache" / "cache.db", "INSERT INTO Settings (key, value) VALUES (?, ?)", name, "/elsewhere")
    with pytest.raises(RunError, match="a setting that none of its writers makes"):
        DiskStore(tmp_path / "cache")


@pytest.mark.parametrize(
    "body",
    [
        {"choices": ["x"]},
        {"choices": [{"message": "x"}], "usage": "x", "model": []},
        {"choices": [{"message": {"tool_calls": 5}, "finish_reason": {}}], "usage": {"prompt_tokens": "5"}},
        {"choices": [{"message": {"tool_calls": ["x"]}}], "usage": {"prompt_tokens_details": 7}},
        {"choices": [{"message": {"tool_calls": [{"function": "x"}], "refusal": ["no"]}}]},
        {"choices": [{"message": {"content": {"a": 1}}}], "usage": {"prompt_tokens": -1, "completion_tokens": 2**80}},
    ],
)
def test_bodies_of_any_form_are_answers_of_some_kind(body: dict[str, Any]) -> None:
    """What an endpoint put where something else belongs is nothing, never an exception in the middle of a run."""
    found = Response(body)
    assert isinstance(found.content, str)
    assert found.refusal is None or isinstance(found.refusal, str)
    assert found.finish_reason is None or isinstance(found.finish_reason, str)
    assert found.model is None or isinstance(found.model, str)
    assert found.usage + found.usage == Usage()


@pytest.mark.parametrize("packed", [False, True])
def test_an_endpoint_that_never_ends_is_left(monkeypatch: pytest.MonkeyPatch, packed: bool) -> None:
    """A body is read up to a limit, by what it unpacks to; the error comes while the endpoint would still send."""
    monkeypatch.setattr(bodies, "_MOST", 1_000_000)
    piece = b" " * 50_000_000
    talks: list[Any] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talks.append(asyncio.current_task())
        await reader.readuntil(b"\r\n\r\n")
        head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        writer.write(f"{head}Content-Encoding: gzip\r\n\r\n".encode() if packed else f"{head}\r\n".encode())
        writer.write(gzip.compress(piece) if packed else piece[:3_000_000])
        with suppress(ConnectionError):
            await writer.drain()
            await reader.read()  # the connection stays open until the other side has gone
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def ask() -> None:
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        model = LiveModel(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", "key", timeout=60)
        try:
            with pytest.raises(RejectedError, match="more than 1,000,000 bytes"):
                await model.complete(Request({"model": "m"}))
        finally:
            await model.aclose()
            server.close()
            await asyncio.gather(*talks)

    asyncio.run(ask())


@pytest.mark.parametrize("value", ["9\x1f", "١٢", "1e999", "-5", "inf", "9" * 400, "Mon, 99 Foo 2018 99:99:99 GMT"])
def test_headers_of_any_form(value: str) -> None:
    """What should be seconds or a date may be anything; no wait is made of it."""
    error = classify_status(429, {"retry-after": value}, b"{}")
    assert isinstance(error, RateLimitedError)
    assert error.retry_after is None


@pytest.mark.parametrize("line", [b"7", b'{"custom_id": 7}', b"[" * 5000, b'{"custom_id": "a", "response": "x"}'])
def test_results_of_batch_jobs_of_any_form(line: bytes) -> None:
    """A line that is none is passed over, a cause that is none is told as unknown."""
    found = read_result(line)
    assert found is None or found.response is None
    for errors in ("x", {"data": 5}, {"data": ["x"]}, None):
        assert find_causes({"errors": errors})


@pytest.mark.parametrize(
    "change", [{"request": 5}, {"request": {"body": "x"}}, {"response": "x"}, {"fingerprint": 5}, {"recorded": [1]}]
)
def test_recordings_of_any_form(tmp_path: Path, change: dict[str, Any]) -> None:
    """A recording is not trusted to be one."""
    path = tmp_path / "a.json"
    request = Request({"model": "m"})
    write_recording(path, Recording(request, Response({"choices": []}), {}))
    content = json.loads(path.read_bytes())
    for name, value in change.items():
        content[name] = {**content[name], **value} if isinstance(value, dict) else value
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ConfigError):
        load_recording(path)


@pytest.mark.parametrize("change", [
    {"document": None}, {"document": {}}, {"task": 5}, {"evidence": [{}]}, {"evidence": [{"path": 1}]}, {"notes": "x"},
    {"attempts": [None]}, {"usage": {}}, {"review": {}}, {"status": "fine"}, {"error": {"type": 1}}, {"more": 1},
])  # fmt: skip
def test_records_of_any_form(make_record: Any, change: dict[str, Any]) -> None:
    """A line of a records file is held to its form before anything is made of it."""
    assert find_record_fault(make_record()) == ""
    assert "no record" in find_record_fault({**make_record(), **change})
