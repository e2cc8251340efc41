"""Batch jobs over a project."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from llm_extract import read_documents
from llm_extract.batch.recorded import leave_out_recorded
from llm_extract.costs import Ledger, Meter, PriceTable, ledger_path, read_ledger
from llm_extract.models.batch_api import BatchApi
from llm_extract.models.live import LiveModel
from llm_extract.provider_batch import JobFolder, Limits, Needs, collect, submit

PRICES = PriceTable([{"model": "m", "default": {"input": 4, "output": 10}, "batch": {"input": 2, "output": 5}}])


@pytest.fixture
def answer(company: Any) -> Callable[[dict[str, Any]], str]:
    """Answers that fail the checks for every third company, so that it is asked again."""

    def reply(body: dict[str, Any]) -> str:
        name = re.search(r"Co\d{4}", company.article_of(body))[0]
        if len(body["messages"]) == 2 and int(name[2:]) % 3 == 0:
            return json.dumps({"name": {"quote": "not in the article", "value": "Else"}})
        found = {"quote": name, "value": name}
        return json.dumps({"name": found} if len(body["messages"]) == 2 else {"fix_1": found})

    return reply


class Jobs:
    """Submits and collects over a project, in this process, by the functions behind the command."""

    def __init__(self, project: Any) -> None:
        self.project = project

    def _with(self, url: str, work: Callable[[Any, BatchApi, JobFolder, Meter], Any], **options: Any) -> Any:
        project = self.project
        options = {"parameters": {"max_output_tokens": 40}, **options}
        with project.extractor(url, **options) as extractor:
            api = BatchApi(LiveModel(url, "", timeout=20), attempts=options.get("attempts", 2))
            folder = JobFolder(project.cache, url)
            assert folder.try_lock()
            meter = Meter(PRICES, url, Ledger(ledger_path(project.output)))
            meter.open("m", extractor.stack.cached.peek)
            try:
                return work(extractor, api, folder, meter)
            finally:
                extractor.run(api.aclose())
                folder.close()
                meter.close()

    def documents(self, extractor: Any) -> Any:
        """The articles without a record."""
        items = read_documents([self.project.articles])
        return leave_out_recorded(items, self.project.output, extractor.plan)

    def submit(self, url: str, *, limits: Limits | None = None, most: Decimal | None = None, **options: Any) -> Any:
        """Submit what is due."""

        def work(extractor: Any, api: BatchApi, folder: JobFolder, meter: Meter) -> Any:
            call = submit(
                extractor, self.documents(extractor), api, folder, meter,
                output=self.project.output, most=most, limits=limits,
            )  # fmt: skip
            return extractor.run(call)

        return self._with(url, work, **options)

    def collect(self, url: str, **options: Any) -> Any:
        """Collect what has ended; returns the collection and what is due then."""

        def work(extractor: Any, api: BatchApi, folder: JobFolder, meter: Meter) -> Any:
            cached = extractor.stack.cached
            found = extractor.run(collect(api, folder, cached, meter, output=self.project.output))
            needs = Needs.of(folder)
            list(needs.go_through(extractor, self.documents(extractor)))
            return found, needs

        return self._with(url, work, **options)

    def live(self, url: str, **options: Any) -> Any:
        """A live run over the same articles, which asks for what is not stored."""
        return self.project.run(url, parameters={"max_output_tokens": 40}, **options)


@pytest.fixture
def jobs(project: Any) -> Jobs:
    """Batch jobs over the project."""
    return Jobs(project)


@pytest.fixture
def submitted(project: Any, jobs: Jobs, answer: Any, batch_loopback: Callable[..., Any]) -> Callable[[int], Any]:
    """Starts a server and submits so many articles to it; gives the server."""

    def start(count: int) -> Any:
        project.number(count)
        server = batch_loopback(answer)
        jobs.submit(server.url)
        return server

    return start


@pytest.fixture
def judge(project: Any) -> Callable[..., None]:
    """Holds ledger and cache against the bill of a server; ``alone`` if nothing was asked live."""

    def check(server: Any, *, alone: bool = False) -> None:
        assert max(server.bought.values(), default=0) <= 1
        assert set(server.bought) <= project.stored()
        entries = list(read_ledger(ledger_path(project.output)))
        bought = [entry for entry in entries if entry.via == "batch"]
        assert sorted(entry.fingerprint for entry in bought) == sorted(server.bought)
        assert sum(entry.prompt_tokens or 0 for entry in bought) == server.batch_prompt
        assert sum(entry.completion_tokens or 0 for entry in bought) == server.batch_completion
        cost = sum((entry.cost or Decimal(0) for entry in bought), Decimal(0))
        assert cost * 1_000_000 == Decimal(server.batch_bill(4, 10))
        if alone:
            assert server.log == []
            assert {entry.via for entry in entries} == {"batch"}
            assert project.stored() == set(server.bought)

    return check


@pytest.fixture
def expected(project: Any, answer: Any, loopback: Callable[..., Any], tmp_path: Path) -> Callable[[], bytes]:
    """The records of a live run over the project's articles."""

    def run() -> bytes:
        output = tmp_path / "live.jsonl"
        project.run(loopback(answer).url, output=output, cache=None, parameters={"max_output_tokens": 40})
        return output.read_bytes()

    return run
