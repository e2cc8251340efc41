"""The public call, through the real stack: live, cached, recorded and replayed."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from llm_extract import (
    Cited,
    Document,
    Extractor,
    Name,
    ReplayMiss,
)

KEY = "sk-planted-0123456789abcdef0123456789"


class Company(BaseModel):
    name: Cited[Name] | None


Open = Callable[..., Extractor[Any]]


def test_live_recorded_cached_and_replayed_records_are_the_same_bytes(
    company: Any, opened: Open, articles: list[Document], loopback: Callable[..., Any], tmp_path: Path
) -> None:
    """Where an answer came from leaves no trace in a record."""
    server = loopback(company.answer)
    live = {"model": "m", "base_url": server.url, "parameters": {"max_output_tokens": 50}}
    kinds = {
        "live": live,
        "recording": {**live, "record": tmp_path / "rec"},
        "storing": {**live, "cache": tmp_path / "cache"},
        "cached": {**live, "cache": tmp_path / "cache"},
        "replayed": {"replay": tmp_path / "rec"},
    }
    made = {}
    for kind, options in kinds.items():
        made[kind] = [record.to_json() for record in opened(**options).extract_many(articles)]
    assert [json.loads(line)["data"]["name"] for line in made["live"]] == ["Acme", "Bolt", "Corax"]
    assert all(lines == made["live"] for lines in made.values())
    assert len(server.log) == 9  # the cached and the replayed run asked nothing


def test_a_long_article_is_recorded_and_replayed_part_by_part(
    opened: Open, loopback: Callable[..., Any], tmp_path: Path
) -> None:
    """Each part and pass is an answer of its own: cached, recorded, and replayed to the same bytes without asking."""
    server = loopback(lambda body: json.dumps({"name": {"quote": "Acme", "value": "Acme"}}))
    text = "Acme sells things. " * 200
    cut = {"max_chars": 1000, "passes": 2}
    live = {**cut, "model": "m", "base_url": server.url, "cache": tmp_path / "cache"}
    first = opened(**live, record=tmp_path / "rec").extract(text)
    sent = len(server.log)
    assert sent == len(first.attempts) == len({attempt.fingerprint for attempt in first.attempts}) > 6
    assert len(list((tmp_path / "rec").rglob("*.json"))) == sent
    again = [opened(**live).extract(text), opened(**cut, replay=tmp_path / "rec").extract(text)]
    assert [record.to_json() for record in again] == [first.to_json()] * 2
    assert len(server.log) == sent
    assert first.bare == {"name": "Acme"}


def test_a_users_own_schema_and_prompt_give_their_own_class(
    company: Any, opened: Open, loopback: Callable[..., Any]
) -> None:
    """Record.data is an instance of the class that the caller hands over, and evidence answers by path."""
    extractor = opened(schema=Company, model="m", base_url=loopback(company.answer).url)
    record = extractor.extract("Acme sells things.")
    assert record.data == Company(name="Acme")
    assert type(record.data) is Company
    assert record.evidence["/name"].spans == ((0, 4),)


def test_sync_calls_work_inside_a_running_event_loop(company: Any, opened: Open, loopback: Callable[..., Any]) -> None:
    """Notebooks run a loop of their own; extract works there too."""
    extractor = opened(model="m", base_url=loopback(company.answer).url)

    async def cell() -> str | None:
        return extractor.extract("Acme sells things.").bare["name"]

    assert asyncio.run(cell()) == "Acme"


def test_async_calls_give_the_same_records(
    company: Any, opened: Open, articles: list[Document], loopback: Callable[..., Any]
) -> None:
    """aextract and aextract_many are the same as their synchronous twins."""
    url = loopback(company.answer).url
    expected = [record.to_json() for record in opened(model="m", base_url=url).extract_many(articles)]

    async def both() -> tuple[str, list[str]]:
        extractor: Extractor[Any] = opened(model="m", base_url=url)
        one = await extractor.aextract(articles[0])
        many = [record.to_json() async for record in extractor.aextract_many(articles)]
        await extractor.aclose()
        return one.to_json(), many

    one, many = asyncio.run(both())
    assert one == expected[0]
    assert many == expected


def test_extract_many_is_lazy_and_in_order(company: Any, opened: Open, loopback: Callable[..., Any]) -> None:
    """Texts are read only as far ahead as records are being made, and records come in the order of the texts."""
    taken: list[int] = []

    def texts() -> Iterator[str]:
        for number in range(1000):
            taken.append(number)
            yield f"Company{number} sells things."

    extractor = opened(model="m", base_url=loopback(company.answer).url)
    records = extractor.extract_many(texts(), concurrency=4)
    assert [next(records).bare["name"] for _ in range(3)] == ["Company0", "Company1", "Company2"]
    assert len(taken) < 20
    records.close()


def test_one_failure_does_not_lose_the_others(company: Any, opened: Open, loopback: Callable[..., Any]) -> None:
    """In extract_many a text that got no answer, or is empty, becomes a failed record in its place."""
    server = loopback(company.answer)
    extractor = opened(model="m", base_url=server.url)
    records = list(extractor.extract_many(["Acme sells.", "   ", "Bolt sells."]))
    assert [record.status for record in records] == ["ok", "failed", "ok"]
    assert records[1].error is not None
    assert records[1].error.type == "DocumentError"


def test_a_replay_miss_surfaces_as_itself_and_names_the_command(
    company: Any, opened: Open, articles: list[Document], loopback: Callable[..., Any], tmp_path: Path
) -> None:
    """An article that was not recorded gives a ReplayMiss with the nearest recording and the command to record."""
    list(opened(model="m", base_url=loopback(company.answer).url, record=tmp_path / "rec").extract_many(articles))
    with pytest.raises(ReplayMiss) as caught:
        opened(replay=tmp_path / "rec").extract("Acme sells many things.")
    assert "Acme-" in str(caught.value)
    assert "--record" in caught.value.hint


def test_a_cached_run_imports_no_network_library(
    company: Any, tmp_path: Path, loopback: Callable[..., Any], company_prompts: Path
) -> None:
    """What is answered from the cache loads none of openai, instructor, httpx2, aiohttp."""
    code = (
        "import sys\n"
        "from llm_extract import Extractor\n"
        f"with Extractor('company', prompts={str(company_prompts)!r}, model='m', base_url=sys.argv[1],"
        f" cache={str(tmp_path / 'cache')!r}) as extractor:\n"
        "    print(extractor.extract('Acme sells things.').bare['name'])\n"
        "print(sorted({'openai', 'instructor', 'httpx2', 'aiohttp'} & set(sys.modules)))\n"
    )
    server = loopback(company.answer)
    command = [sys.executable, "-c", code, server.url]
    environment = {**os.environ, "OPENAI_API_KEY": KEY}
    first = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path)
    second = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path)
    assert first.stdout.splitlines()[0] == second.stdout.splitlines()[0] == "Acme"
    assert "openai" in first.stdout.splitlines()[1]
    assert second.stdout.splitlines()[1] == "[]"
