"""The calls at the Files and Batches API, and that the fake of it speaks what the openai SDK speaks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.errors import RunError
from llm_extract.models.batch_api import BatchApi
from llm_extract.models.live import LiveModel
from loopback_replies import Reply

Serve = Callable[..., Any]


def request(name: str) -> dict[str, Any]:
    """A line of a file of requests."""
    body = {"model": "m", "messages": [{"role": "user", "content": name}]}
    return {"custom_id": name, "method": "POST", "url": "/v1/chat/completions", "body": body}


@pytest.fixture
def requests(tmp_path: Path) -> Path:
    """A file of two requests."""
    path = tmp_path / "requests.jsonl"
    path.write_text("".join(json.dumps(request(name)) + "\n" for name in ("one", "two – zwei")), encoding="utf-8")
    return path


def test_the_fake_serves_the_sdk(batch_loopback: Serve, requests: Path) -> None:
    """Upload, creation, list, retrieval, results, cancelling and deletion by the SDK itself, its types included."""
    from openai import OpenAI

    server = batch_loopback(lambda body: "{}")
    with OpenAI(base_url=server.url, api_key="sk-test", max_retries=0) as client:
        with requests.open("rb") as stream:
            file = client.files.create(file=stream, purpose="batch")
        made = client.batches.create(
            input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h", metadata={"a": "b"}
        )
        for _ in range(4):
            client.batches.create(input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h")
        assert made.metadata == {"a": "b"}
        listed = [batch.id for batch in client.batches.list(limit=2)]
        assert len(listed) == 5
        assert listed[-1] == made.id
        assert client.batches.cancel(listed[0]).status == "cancelling"
        server.work()
        done = client.batches.retrieve(made.id)
        assert (done.status, done.request_counts.completed) == ("completed", 2)
        lines = client.files.content(done.output_file_id).text.splitlines()
        assert {json.loads(line)["custom_id"] for line in lines} == {"one", "two – zwei"}
        assert [one.id for one in client.files.list(purpose="batch")] == [file.id]
        assert client.files.delete(file.id).deleted


def test_what_is_sent_is_what_the_sdk_sends(batch_loopback: Serve, requests: Path) -> None:
    """The same file and the same job come to the endpoint from both."""
    from openai import OpenAI

    server = batch_loopback(lambda body: "{}")
    with OpenAI(base_url=server.url, api_key="sk-test", max_retries=0) as client:
        with requests.open("rb") as stream:
            file = client.files.create(file=("name.jsonl", stream), purpose="batch")
        client.batches.create(
            input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h", metadata={"a": "b"}
        )

    async def send() -> None:
        api = BatchApi(LiveModel(server.url, "sk-test"), attempts=1)
        await api.create(await api.upload(requests, "name.jsonl"), {"a": "b"})
        await api.aclose()

    asyncio.run(send())
    theirs, ours = server.files.values()
    assert theirs == ours
    first, second = server.batches.values()
    assert (first.requests, first.metadata) == (second.requests, second.metadata)


def test_lists_are_read_to_their_end(batch_loopback: Serve, requests: Path) -> None:
    """However short the pages are that the endpoint gives."""
    server = batch_loopback(lambda body: "{}", page=2)

    async def count() -> int:
        api = BatchApi(LiveModel(server.url, ""), attempts=1)
        file_id = await api.upload(requests, "name.jsonl")
        for _ in range(5):
            await api.create(file_id, {})
        ids = [batch["id"] async for batch in api.jobs()]
        await api.aclose()
        return len(set(ids))

    assert asyncio.run(count()) == 5


def test_a_download_is_whole_or_not_there(batch_loopback: Serve, tmp_path: Path) -> None:
    """Cut off on the way it is fetched again; without room on the disk it says so."""
    server = batch_loopback(lambda body: "{}")
    server.files["file-1"] = ("output.jsonl", "batch_output", b"x" * 300_000)
    server.fail_next("GET /files/*/content", Reply(b"x" * 300_000, cut=0.5))

    async def fetch(path: Path) -> bool:
        api = BatchApi(LiveModel(server.url, ""), attempts=2)
        try:
            return await api.download("file-1", path)
        finally:
            await api.aclose()

    path = tmp_path / "output.jsonl"
    assert asyncio.run(fetch(path))
    assert path.stat().st_size == 300_000
    assert list(tmp_path.glob("*.part")) == []
    with pytest.raises(RunError, match="cannot be written"):
        asyncio.run(fetch(tmp_path / "missing" / "output.jsonl"))
