"""A run over many documents: one record for each, in order, and nothing paid for twice."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from llm_extract import Document
from llm_extract.batch import StopSwitch, Summary, run_batch
from llm_extract.batch.summary import outline
from llm_extract.messages import Request, Response

Serve = Callable[..., Any]


def test_each_input_has_one_record_in_the_order_of_the_inputs(project: Any, company: Any, loopback: Serve) -> None:
    """Answers come in any order and some inputs cannot be read; the output has the order of the inputs."""
    names = project.number(60)
    (project.articles / "Co0007.txt").write_text("  ")
    (project.articles / "Co0008.txt").write_bytes(b"\x00\x01\x02" * 20)
    server = loopback(company.answer, latency=lambda body: (int(company.label(body)[2:]) % 7) / 100)
    summary = project.run(server.url, concurrency=16)
    project.judge(server)
    assert project.statuses().count("failed") == 2
    assert [record["data"]["name"] for record in project.records() if record["status"] == "ok"] == [
        name for name in names if name not in ("Co0007", "Co0008")
    ]
    assert summary.finished
    assert summary.statuses == {"ok": 58, "failed": 2}


def test_no_more_articles_are_under_way_than_workers(project: Any, company: Any, loopback: Serve) -> None:
    """Workers pull: the server sees as many requests at once as there are workers, and inputs are read no further."""
    taken: list[int] = []

    def endless() -> Iterator[Document]:
        for number in range(20_000):
            taken.append(number)
            yield Document(f"Co{number} sells things.", key=f"{number}", source="")

    server = loopback(company.answer, latency=0.02)
    switch = StopSwitch()

    def watch(summary: Summary) -> None:
        if len(server.log) >= 30:
            switch.press()

    with project.extractor(server.url) as extractor:
        run_batch(extractor, endless(), project.output, concurrency=5, stop=switch, observe=watch, every=0.01)
    assert server.most_in_flight == 5
    assert len(taken) < 1000


class Held:
    """A model that has the first article wait until it is let go."""

    def __init__(self, model: Any, company: Any) -> None:
        self._model, self._company = model, company
        self._loop: asyncio.AbstractEventLoop | None = None
        self._gone = asyncio.Event()

    async def complete(self, request: Request) -> Response:
        if self._company.label(request.body) == "First":
            self._loop = asyncio.get_running_loop()
            await self._gone.wait()
        return await self._model.complete(request)

    def let_go(self) -> None:
        """Answer the first article now."""
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._gone.set)

    async def aclose(self) -> None: ...


def test_memory_is_bounded_behind_an_article_that_hangs(project: Any, company: Any, offline: Any) -> None:
    """While the first article waits, the others go on only so far ahead, and then wait with it."""
    taken: list[int] = []

    def many() -> Iterator[Document]:
        for number in range(9_000):
            taken.append(number)
            yield Document("Cached sells things." if number else "First sells things.", key=f"{number}", source="")

    model, held = Held(offline, company), list[int]()

    def watch(summary: Summary) -> None:
        if summary.done == 0:
            held.append(len(taken))
        if len(held) > 10 and (held[-10] >= 4096 or len(held) > 1000):  # some time after it got that far, or in vain
            model.let_go()

    with project.extractor("http://127.0.0.1:9/v1", client=model) as extractor:
        run_batch(extractor, many(), project.output, concurrency=4, observe=watch, every=0.05)
    assert 4096 <= max(held) <= 4096 + 64
    assert len(project.records()) == 9_000


@pytest.mark.parametrize("cached", [True, False])
def test_the_same_article_twice_costs_one_call(project: Any, company: Any, loopback: Serve, cached: bool) -> None:
    """Equal texts under other names share an answer, with a cache and without, near each other and far apart."""
    for name in ["a", "b", *(f"c{n:03}" for n in range(200)), "z"]:
        word = name if name.startswith("c") else "Same"
        (project.articles / f"{name}.txt").write_text(f"{word} sells things.\n")
    server = loopback(company.answer, latency=0.001)
    project.run(server.url, concurrency=8, cache=project.cache if cached else None)
    assert project.asked(server)["Same"] == 1
    project.judge(server, cached=cached)
    records = project.records()
    assert records[0]["attempts"] == records[1]["attempts"] == records[-1]["attempts"]


def test_a_sample_does_not_depend_on_what_is_beside_it(project: Any, company: Any, loopback: Serve) -> None:
    """The same seed draws the same articles again, in input order; another seed draws others."""
    project.number(40)
    server = loopback(company.answer)

    def draw(seed: int) -> list[str]:
        project.run(server.url, sample=8, seed=seed)
        return [record["document"]["key"] for record in project.records()]

    first = draw(1)
    assert first == sorted(first)
    assert len(first) == 8
    assert draw(2) != first
    assert draw(1) == first


def test_the_summary_counts_answers_tokens_and_causes(project: Any, company: Any, loopback: Serve) -> None:
    """New answers and tokens are those of the server's bill; causes are grouped with one example and hint each."""
    project.number(10)
    (project.articles / "empty1.txt").write_text("")
    (project.articles / "empty2.txt").write_text(" ")
    server = loopback(company.answer)
    first = project.run(server.url)
    assert (first.answers, first.stored, first.kept) == (10, 0, 0)
    assert (first.bought.prompt_tokens, first.bought.completion_tokens) == server.billed()
    assert first.usage == first.bought
    (cause,) = first.causes.values()
    assert (cause.type, cause.count) == ("DocumentError", 2)
    assert [row.key for row in first.rows] == project.keys()
    project.output.unlink()
    again = project.run(server.url)
    assert (again.answers, again.stored) == (0, 10)
    assert again.usage == first.usage
    assert again.bought.prompt_tokens is None


def test_rows_of_a_summary_are_the_same_in_a_resumed_run() -> None:
    """Lists are named in one order, whatever order a record's data came in, and one item is not called many."""
    raw = {
        "status": "ok", "error": None, "attempts": [], "document": {"key": "a"}, "evidence": [],
        "data": {"rounds": [1], "companies": [1], "figures": [1, 2], "losses": [], "title": "x"},
    }  # fmt: skip
    found = [outline(one, 0).row for one in (raw, json.loads(json.dumps(raw, sort_keys=True)))]
    assert [row.found for row in found if row] == ["1 company, 2 figures, 0 losses, 1 round"] * 2
