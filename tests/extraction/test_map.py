"""``Extractor.map``: one record for each row of a frame, aligned with it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas
import polars
import pyarrow
import pytest

from llm_extract import ConfigError, Extractor, Record, RefusedError, Response
from llm_extract.shipped import shipped

Open = Callable[..., Extractor[Any]]


def _answer(body: dict[str, Any]) -> str:
    text = body["messages"][-1]["content"].split()[0]
    return json.dumps({"name": {"quote": text, "value": text}})


@pytest.fixture
def open_extractor(company_prompts: Path, loopback: Callable[..., Any]) -> Open:
    """An extractor of company names that asks a server on loopback."""

    def start(script: list[str] | None = None, **options: Any) -> Extractor[Any]:
        server = loopback(_answer, script=script or [])
        given = {"prompts": company_prompts, "model": "m", "base_url": server.url, "cache": None, "attempts": 1}
        return Extractor("company", **{**given, **options})

    return start


@pytest.mark.parametrize("concurrency", [0, -1])
def test_nothing_at_once_is_refused(open_extractor: Open, concurrency: int) -> None:
    """Zero is not "as set", which is what None says; nothing is asked."""
    with open_extractor() as extractor:
        for ask in (extractor.map, lambda texts, **more: list(extractor.extract_many(texts, **more))):
            with pytest.raises(ConfigError, match=f"concurrency is {concurrency}") as caught:
                ask(pandas.Series(["Acme sells."]), concurrency=concurrency)
            assert caught.value.hint == "It must be 1 or more."


def test_pandas_rows_keep_their_order_and_index(open_extractor: Open) -> None:
    """A record for each row under the row's own label, missing text included."""
    frame = pandas.DataFrame({"body": ["Acme sells.", None, "Beta sells."]}, index=["x", "y", "x"])
    with open_extractor() as extractor:
        found = extractor.map(frame, text="body", concurrency=2)
    assert list(found.index) == ["x", "y", "x"]
    assert [record.status for record in found] == ["ok", "failed", "ok"]
    assert [record.data and record.data.name for record in found] == ["Acme", None, "Beta"]
    assert found.iloc[1].error.type == "DocumentError"


def test_polars_and_arrow(open_extractor: Open) -> None:
    """polars gives a column that fits into the frame, Arrow a list."""
    frame = polars.DataFrame({"body": ["Acme sells.", None]})
    with open_extractor() as extractor:
        joined = frame.with_columns(extractor.map(frame, text="body"))
        listed = extractor.map(frame.to_arrow(), text="body")
    assert joined.columns == ["body", "record"]
    assert [record.status for record in joined["record"]] == ["ok", "failed"]
    assert [record.status for record in listed] == ["ok", "failed"]
    assert isinstance(listed[0], Record)


def test_a_failing_article_does_not_lose_the_others(open_extractor: Open) -> None:
    """One request fails for good; its row says so, the others have their data."""
    texts = pandas.Series(["Acme sells.", "Beta sells.", "Gamma sells."])
    with open_extractor(script=["500"]) as extractor:
        statuses = [record.status for record in extractor.map(texts, concurrency=1)]
    assert statuses == ["failed", "ok", "ok"]


def test_a_refused_key_ends_it(open_extractor: Open) -> None:
    """What is wrong with every request is an error, not a column of failures."""
    with open_extractor(script=["401"]) as extractor, pytest.raises(RefusedError):
        extractor.map(pandas.Series(["Acme sells."]))


def test_it_works_inside_a_running_event_loop(open_extractor: Open) -> None:
    """As in a notebook."""

    async def cell() -> Any:
        with open_extractor() as extractor:
            return extractor.map(pandas.DataFrame({"text": ["Acme sells."]}))

    assert asyncio.run(cell())[0].data.name == "Acme"


def test_equal_rows_at_the_same_time_are_asked_once_without_a_cache_too(open_extractor: Open) -> None:
    """A text that stands in a frame twice is paid once, and both rows have its record."""
    asked: list[str] = []

    class Model:
        async def complete(self, request: Any) -> Any:
            asked.append(request.body["messages"][-1]["content"].strip())
            await asyncio.sleep(0)  # the others come to ask meanwhile
            return Response({"choices": [{"message": {"content": _answer(request.body)}, "finish_reason": "stop"}]})

        async def aclose(self) -> None: ...

    with open_extractor(client=Model()) as extractor:
        found = extractor.map(pandas.Series(["Acme sells.", "Beta sells.", "Acme sells."]), concurrency=3)
    assert [record.data.name for record in found] == ["Acme", "Beta", "Acme"]
    assert sorted(asked) == ["Acme sells.", "Beta sells."]


def test_no_more_rows_are_under_way_than_told(open_extractor: Open) -> None:
    """The bound holds, and is used."""
    under_way, most = 0, 0

    class Slow:
        async def complete(self, request: Any) -> Any:
            nonlocal under_way, most
            under_way += 1
            most = max(most, under_way)
            for _ in range(5):
                await asyncio.sleep(0)
            under_way -= 1
            return Response({"choices": [{"message": {"content": _answer(request.body)}, "finish_reason": "stop"}]})

        async def aclose(self) -> None: ...

    with open_extractor(client=Slow()) as extractor:
        found = extractor.map(pandas.Series([f"Acme{number} sells." for number in range(20)]), concurrency=3)
    assert (len(found), most) == (20, 3)


def test_an_empty_frame_gives_an_empty_column() -> None:
    """No rows, no records, nothing asked."""
    with Extractor("funding_news", replay=shipped("fixtures")) as extractor:
        assert len(extractor.map(pandas.DataFrame({"text": []}))) == 0
        assert extractor.map(pyarrow.table({"text": pyarrow.array([], pyarrow.string())})) == []
