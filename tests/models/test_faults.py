"""The whole stack, Cached(Paced(Live)), against a server that fails in every way: judged by the server's log."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.errors import ModelError, RefusedError, RejectedError, TransientError
from llm_extract.messages import Request, Response, Usage
from llm_extract.models.cached import CachedModel
from llm_extract.models.disk import DiskStore
from llm_extract.models.live import LiveModel
from llm_extract.models.paced import PacedModel

PASSING = ("500", "503", "529", "429", "408", "html_502", "html_200", "cut", "disconnect", "empty_choices", "error_200")


def request(n: int) -> Request:
    return Request({"n": n, "messages": [{"role": "user", "content": f"Article {n}"}]})


async def ask_all(model: CachedModel, requests: list[Request], width: int) -> dict[int, Any]:
    """Answers or errors by number, asked by so many workers."""
    results: dict[int, Any] = {}
    waiting = iter(requests)

    async def work() -> None:
        for one in waiting:
            try:
                results[one.body["n"]] = await model.complete(one)
            except ModelError as error:
                results[one.body["n"]] = error

    await asyncio.gather(*(work() for _ in range(width)))
    return results


def stack(url: str, cache: Path, *, width: int | None = 32, **options: Any) -> CachedModel:
    # Small random numbers: waits between attempts are short, their order stays random.
    draw = random.Random(1)
    live = LiveModel(url, "key-for-tests", timeout=options.pop("timeout", 5.0))
    paced = PacedModel(live, concurrency=width, jitter=lambda: draw.random() / 100, **options)
    return CachedModel(paced, DiskStore(cache), url)


def run(model: CachedModel, requests: list[Request], width: int = 32) -> dict[int, Any]:
    async def go() -> dict[int, Any]:
        try:
            return await ask_all(model, requests, width)
        finally:
            await model.aclose()

    return asyncio.run(go())


def test_every_passing_fault_is_overcome(loopback: Callable[..., Any], tmp_path: Path) -> None:
    """With each third answer a fault, all requests are answered, and none that was answered is asked again."""
    faults = dict.fromkeys(PASSING, 0.3 / len(PASSING))
    server = loopback(lambda body: f'{{"n": {body["n"]}}}', faults=faults, seed=7)
    results = run(stack(server.url, tmp_path / "cache", attempts=12), [request(n) for n in range(200)])
    assert {n: one.content for n, one in results.items()} == {n: f'{{"n": {n}}}' for n in range(200)}
    outcomes = server.outcomes()
    assert set(outcomes) == {"", *PASSING}
    assert outcomes[""] == 200
    assert server.paid_again() == outcomes["cut"]
    asked = len(server.log)
    again = run(stack(server.url, tmp_path / "cache"), [request(n) for n in range(200)])
    assert {n: one.body for n, one in again.items()} == {n: one.body for n, one in results.items()}
    assert len(server.log) == asked


def test_retry_layers_do_not_multiply(loopback: Callable[..., Any], tmp_path: Path) -> None:
    """A request that always fails reaches the server exactly as often as there are attempts."""
    for fault in ("500", "cut", "empty_choices", "disconnect"):
        server = loopback(fault_for=lambda body, attempt, fault=fault: fault)
        results = run(stack(server.url, tmp_path / fault, attempts=4), [request(0)])
        assert isinstance(results[0], TransientError)
        assert len(server.log) == 4


def test_a_poison_article_blocks_nobody(loopback: Callable[..., Any], tmp_path: Path) -> None:
    """One request that always hangs and one that is always rejected fail alone, in bounded attempts."""

    def fault(body: dict[str, Any], attempt: int) -> str | None:
        return {3: "hang", 5: "400"}.get(body["n"])

    server = loopback(fault_for=fault)
    # Long enough for a busy machine: an attempt that ran out of time before the server read it is not in its log.
    results = run(stack(server.url, tmp_path / "cache", attempts=2, timeout=3.0), [request(n) for n in range(50)])
    assert isinstance(results[3], TransientError)
    assert isinstance(results[5], RejectedError)
    assert sum(isinstance(one, Response) for one in results.values()) == 48
    assert len(server.log) == 48 + 2 + 1


@pytest.mark.parametrize("fault", ["401", "insufficient_quota"])
def test_refusals_are_sent_once_each(loopback: Callable[..., Any], tmp_path: Path, fault: str) -> None:
    """Neither a bad key nor an empty account is tried again."""
    server = loopback(fault_for=lambda body, attempt: fault)
    results = run(stack(server.url, tmp_path / "cache"), [request(n) for n in range(3)])
    assert {type(one) for one in results.values()} == {RefusedError}
    assert len(server.log) == 3


def test_answers_of_no_use_are_kept(loopback: Callable[..., Any], tmp_path: Path) -> None:
    """Refusals, truncations, filtered and invalid answers are answers: asked for once, in this run and the next."""
    kinds = ("refusal", "truncation", "content_filter", "invalid", "no_usage", "slow")
    server = loopback(lambda _: '{"a": 1}', fault_for=lambda body, attempt: kinds[body["n"] % len(kinds)])
    requests = [request(n) for n in range(12)]
    first = run(stack(server.url, tmp_path / "cache"), requests)
    second = run(stack(server.url, tmp_path / "cache"), requests)
    assert {n: one.body for n, one in first.items()} == {n: one.body for n, one in second.items()}
    assert len(server.log) == 12


def test_the_ledger_equals_the_servers_bill(loopback: Callable[..., Any], tmp_path: Path) -> None:
    """Tokens of the announced answers are those that the server billed for what it delivered."""
    server = loopback(faults={"500": 0.2, "cut": 0.1, "refusal": 0.2}, seed=3)
    total = Usage(0, 0)

    def add(_: Request, response: Response) -> None:
        nonlocal total
        total = total + response.usage

    draw = random.Random(1)
    paced = PacedModel(LiveModel(server.url, "key-for-tests"), attempts=9, jitter=lambda: draw.random() / 100)
    model = CachedModel(paced, DiskStore(tmp_path / "cache"), server.url, on_answer=add)
    run(model, [request(n) for n in range(100)] * 2)
    delivered = [one for one in server.log if one.delivered]
    assert total.prompt_tokens == sum(one.prompt_tokens for one in delivered)
    assert total.completion_tokens == sum(one.completion_tokens for one in delivered)


def test_cached_and_replayed_runs_load_no_http_library() -> None:
    """Importing the cache, the disk store, replay, pacing and the live model loads no SDK and no HTTP library."""
    code = (
        "import sys, llm_extract.models.cached, llm_extract.models.disk, llm_extract.models.replay,"
        " llm_extract.models.recording, llm_extract.models.live, llm_extract.models.paced,"
        " llm_extract.models.endpoints, llm_extract.models.instructed\n"
        "print([name for name in ('openai', 'instructor', 'httpx2', 'httpx', 'aiohttp', 'tenacity', 'pydantic')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
