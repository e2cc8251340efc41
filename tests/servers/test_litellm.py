"""The LiteLLM proxy: its answers, its failures, and llama.cpp behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from llm_extract import Cited, Extractor
from llm_extract.errors import ModelError, RateLimitedError, RefusedError, RejectedError, ServerError
from llm_extract.messages import Request
from llm_extract.models.live import LiveModel
from llm_extract.models.probing import probe_settings
from llm_extract.settings import Settings

ARTICLE = "Acme Corp runs 12 shops in Oslo."


class Shops(BaseModel):
    company: Cited[str]
    shops: Cited[int]


Open = Callable[..., Extractor[Any]]


@pytest.fixture
def opened(task: Path) -> Iterator[Open]:
    """Opens extractors for a model of the proxy; they are closed at the end."""
    extractors: list[Extractor[Any]] = []

    def start(server: Any, model: str, **options: Any) -> Extractor[Any]:
        place = {"model": model, "base_url": server.base_url, "endpoint": server.profile, "attempts": 1}
        options = {"cache": None, "reask": False, "api_key": server.key, **options}
        extractors.append(Extractor(task, schema=Shops, **place, **options))
        return extractors[-1]

    yield start
    for extractor in extractors:
        extractor.close()


def test_a_mock_response_is_a_record(litellm: Any, opened: Open) -> None:
    """What the words say is supported, what they do not is not."""
    record = opened(litellm, "fixed").extract(ARTICLE)
    assert (record.status, record.data) == ("ok", Shops(company="Acme Corp", shops=99))
    assert {item.path: item.support for item in record.evidence} == {"/company": "supported", "/shops": "unsupported"}


def test_prose_is_an_invalid_record(litellm: Any, opened: Open) -> None:
    """A proxy that does not enforce the schema costs the record, not the run."""
    assert opened(litellm, "prose").extract(ARTICLE).status == "invalid"


@pytest.mark.parametrize(
    ("model", "kind"),
    [("busy", RateLimitedError), ("broken", ServerError), ("short", RejectedError), ("nosuch", RefusedError)],
)
def test_failures_are_told_apart(litellm: Any, model: str, kind: type[ModelError]) -> None:
    """To be tried again, this article's own, or all articles'."""

    async def ask() -> None:
        live = LiveModel(litellm.base_url, litellm.key)
        try:
            await live.complete(Request({"model": model, "messages": [{"role": "user", "content": "Hello"}]}))
        finally:
            await live.aclose()

    with pytest.raises(kind) as caught:
        asyncio.run(ask())
    assert type(caught.value) is kind
    if model == "short":
        assert "--max-chars" in caught.value.hint


def test_a_wrong_key_stops_the_run(litellm: Any, opened: Open) -> None:
    """It is no article's fault, and the key is in no message."""
    key = "sk-another-key-0123456789"
    with pytest.raises(RefusedError) as caught:
        opened(litellm, "fixed", api_key=key).extract(ARTICLE)
    assert key not in str(caught.value)


def test_the_probe_is_not_taken_in(litellm: Any) -> None:
    """The proxy takes every request and answers each alike, whatever was asked: nothing was obeyed."""
    found = probe_settings(Settings(model="prose", base_url=litellm.base_url), api_key=litellm.key)
    assert found.best is None
    assert {finding.verdict for finding in found.findings} == {"ignored"}


def test_strict_schemas_reach_the_server_behind(chained: Any, opened: Open) -> None:
    """The proxy passes the schema on, and llama.cpp holds its model to it."""
    for seed in range(1, 6):
        record = opened(chained, "tiny", parameters={"seed": seed, "temperature": 1.0}).extract(ARTICLE)
        assert isinstance(record.data, Shops)
    found = probe_settings(Settings(model="tiny", base_url=chained.base_url, timeout=300), api_key=chained.key)
    assert found.best == "strict"
