"""The driver's side of a fleet: the same bytes, equal requests once, failures, stops, and the ledger."""

from __future__ import annotations

import asyncio
import io
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from llm_extract import ConfigError, RefusedError, read_documents
from llm_extract.batch import StopSwitch, arun_batch, run_batch
from llm_extract.costs import ledger_path, load_prices, read_ledger
from llm_extract.engines.assignment import Assignment
from llm_extract.engines.fleet import Fleet, Orders
from llm_extract.engines.worker import Worker

Serve = Callable[..., Any]


def run(project: Any, url: str, engine: Any, **options: Any) -> Any:
    """A run over the project's articles on an engine."""
    names = ("retry_failed", "stop", "concurrency", "limit", "overwrite", "max_attempts")
    of_run = {name: options.pop(name) for name in names if name in options}
    output = options.pop("output", project.output)
    with project.extractor(url, **options) as extractor:
        return run_batch(extractor, read_documents([project.articles]), output, engine=engine, **of_run)


def left(project: Any) -> set[str]:
    """What lies in the folder of the run's state."""
    return {path.name for path in project.output.with_name("out.jsonl.run").iterdir()}


def test_a_fleet_writes_the_bytes_of_a_local_run(
    project: Any, company: Any, loopback: Serve, thread_engine: Any
) -> None:
    """Records, texts and ledger of a run on a fleet are those of a local one, and nothing of its work is left."""
    project.number(300)
    server = loopback(company.answer)
    summary = run(project, server.url, thread_engine())
    fleet = project.output.read_bytes()
    assert (summary.done, summary.answers, summary.finished) == (300, 300, True)
    project.judge(server)
    assert left(project) == {"lock", "run.json"}
    entries = list(read_ledger(ledger_path(project.output)))
    assert sum(entry.prompt_tokens for entry in entries) == server.billed()[0]
    assert len({entry.call for entry in entries}) == 300
    texts = project.output.with_name("out.jsonl.documents.jsonl").read_bytes()
    other = project.folder / "local.jsonl"
    project.run(loopback(company.answer).url, output=other, cache=None)
    assert fleet == other.read_bytes()
    assert texts == other.with_name("local.jsonl.documents.jsonl").read_bytes()


def test_each_line_is_told_of(
    project: Any, company: Any, loopback: Serve, thread_engine: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says of each record that it was written, as that of a local run does."""
    project.number(5)
    with caplog.at_level("INFO", logger="llm_extract"):
        run(project, loopback(company.answer).url, thread_engine())
    written = [one.fields for one in caplog.records if getattr(one, "event", "") == "record.written"]
    assert [one["document"] for one in written] == [f"Co{number:04}.txt" for number in range(5)]
    assert {(one["status"], one["kept"], one["error"]) for one in written} == {("ok", False, None)}


def test_a_stream_leaves_no_file_of_its_work(
    project: Any, company: Any, loopback: Serve, thread_engine: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no folder of a run, what is handed out lies among the system's temporary files."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    project.number(3)
    stream = io.StringIO()
    run(project, loopback(company.answer).url, thread_engine(), output=stream)
    assert len(stream.getvalue().splitlines()) == 3
    assert not list((tmp_path / "temporary").iterdir())


def test_the_same_command_again_asks_nothing(project: Any, company: Any, loopback: Serve, thread_engine: Any) -> None:
    """A second run keeps every line, and a new output is made from the cache without a worker."""
    project.number(40)
    server = loopback(company.answer)
    run(project, server.url, thread_engine())
    first = project.output.read_bytes()
    again = run(project, server.url, thread_engine())
    assert (again.kept, len(server.log)) == (40, 40)
    assert project.output.read_bytes() == first
    other = run(project, server.url, thread_engine(), output=project.folder / "other.jsonl")
    assert (other.answers, other.stored, len(server.log)) == (0, 40, 40)


def test_equal_articles_are_asked_once(project: Any, company: Any, loopback: Serve, thread_engine: Any) -> None:
    """Articles with the same words have a record each, by one request, wherever they stand."""
    names = project.number(60)
    for place, name in enumerate(names):
        (project.articles / f"{name}.txt").write_text(f"Twin{place % 7} sells things.\n")
    server = loopback(company.answer, latency=0.02)
    summary = run(project, server.url, thread_engine(), concurrency=8)
    assert set(server.attempts().values()) == {1}
    assert (len(server.log), summary.done) == (7, 60)
    assert [record["data"]["name"] for record in project.records()] == [f"Twin{place % 7}" for place in range(60)]
    project.judge(server)


def test_twins_of_what_fails_ask_in_its_place(project: Any, company: Any, loopback: Serve, thread_engine: Any) -> None:
    """Where the first of several equal articles gets no answer, the next of them asks, and the run ends."""
    for name in project.number(3):
        (project.articles / f"{name}.txt").write_text("Twin sells things.\n")
    server = loopback(company.answer, script=["500"])
    run(project, server.url, thread_engine())
    assert project.statuses() == ["failed", "ok", "ok"]
    assert len(server.log) == 2
    run(project, server.url, thread_engine())
    assert project.statuses() == ["ok", "ok", "ok"]
    assert len(server.log) == 2


def test_a_group_that_is_given_twice_is_paid_once(
    project: Any, company: Any, loopback: Serve, thread_engine: Any
) -> None:
    """As after a worker's death: the second time finds the answers in the cache, and no line is written twice."""
    project.number(50)
    server = loopback(company.answer)
    run(project, server.url, thread_engine(twice=True))
    assert len(server.log) == 50
    project.judge(server)


def test_a_refused_key_stops_the_run(project: Any, company: Any, loopback: Serve, thread_engine: Any) -> None:
    """What one worker is refused stops all of them; the same command goes on where it stopped."""
    project.number(200)
    dealt = Counter[str]()

    def fault(body: Any, attempt: int) -> str | None:
        dealt["all"] += 1
        return "insufficient_quota" if dealt["all"] > 60 else None

    server = loopback(company.answer, fault_for=fault, latency=0.01)
    with pytest.raises(RefusedError, match="quota"):
        run(project, server.url, thread_engine(), concurrency=16)
    assert len(server.log) < 60 + 2 * 16
    server.fault_for = None
    summary = run(project, server.url, thread_engine(), concurrency=16)
    assert summary.finished
    project.judge(server)


def test_a_stop_drains(project: Any, company: Any, loopback: Serve, thread_engine: Any) -> None:
    """After the switch is pressed nothing is sent, what was in flight is kept, and the next run asks the rest."""
    project.number(300)
    switch = StopSwitch()

    def answer(body: Any) -> str:
        if len(server.log) == 80:
            switch.press()
        return str(company.answer(body))

    server = loopback(answer, latency=0.02)
    summary = run(project, server.url, thread_engine(), concurrency=16, stop=switch)
    assert not summary.finished
    assert 80 <= len(server.log) < 80 + 2 * 16
    assert all(one.delivered for one in server.log)
    assert len(project.stored()) == len(server.log)
    assert run(project, server.url, thread_engine()).finished
    project.judge(server)


def test_a_run_that_is_cancelled_ends_its_workers(
    project: Any, company: Any, loopback: Serve, thread_engine: Any
) -> None:
    """Whoever cancels the task gets it back, nothing more is sent, and the next run goes on from there."""
    project.number(300)
    server = loopback(company.answer, latency=0.02)

    async def cancel() -> None:
        extractor = project.extractor(server.url)
        inputs = read_documents([project.articles])
        batch = arun_batch(extractor, inputs, project.output, concurrency=16, engine=thread_engine())
        task = asyncio.create_task(batch)
        while len(server.log) < 40:
            await asyncio.sleep(0.005)
        task.cancel()
        done, _ = await asyncio.wait([task], timeout=20)
        assert done, "it never ends"
        assert task.cancelled()
        await extractor.aclose()

    asyncio.run(cancel())
    assert len(server.log) < 200
    assert run(project, server.url, thread_engine()).finished
    project.judge(server)


def test_failures_are_records_and_asked_again(project: Any, company: Any, loopback: Serve, thread_engine: Any) -> None:
    """A passing failure is a failed record, which the same command asks again; a lasting one stays."""
    project.number(30)
    server = loopback(company.answer, script=["500", "400", "cut"])
    first = run(project, server.url, thread_engine(), concurrency=4)
    assert first.statuses == {"ok": 27, "failed": 3}
    second = run(project, server.url, thread_engine())
    assert second.statuses == {"ok": 29, "failed": 1}
    assert second.kept == 28


def test_a_record_that_a_worker_cannot_write_is_a_failed_one(
    project: Any, company: Any, loopback: Serve, thread_engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of this program in one article stops no worker, and its stored answer is used when it is mended."""
    from llm_extract.records import Record

    real = Record.to_dict

    def faulty(self: Record[Any]) -> dict[str, Any]:
        if self.data is not None and self.data.name == "Co0002":
            raise ZeroDivisionError("planted")
        return real(self)

    project.number(5)
    server = loopback(company.answer)
    with monkeypatch.context() as patch:
        patch.setattr(Record, "to_dict", faulty)
        run(project, server.url, thread_engine())
    assert project.statuses() == ["ok", "ok", "failed", "ok", "ok"]
    assert project.records()[2]["error"]["type"] == "InternalError"
    run(project, server.url, thread_engine())
    assert project.statuses() == ["ok"] * 5
    project.judge(server)


def test_retry_failed_asks_under_the_next_ordinal(
    project: Any, company: Any, loopback: Serve, thread_engine: Any
) -> None:
    """An answer that was of no use is asked for again, by a request of its own."""
    project.number(10)
    server = loopback(company.answer, script=["refusal"])
    run(project, server.url, thread_engine(), concurrency=2)
    assert Counter(project.statuses()) == {"ok": 9, "refused": 1}
    again = run(project, server.url, thread_engine(), retry_failed=True)
    assert (again.statuses, len(server.log)) == ({"ok": 10}, 11)


def test_groups_that_begin_together_follow_the_orders_once(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many groups a worker is given at once, one task waits for news, and closing ends it."""
    waiting: list[int] = []

    class Link(Fleet):
        async def orders(self, seen: int) -> Orders:
            await asyncio.sleep(0)
            if seen >= 0:
                waiting.append(seen)
            return await super().orders(seen)

    async def main(assignment: Assignment) -> set[asyncio.Task[Any]]:
        worker = Worker(assignment, Link())  # type: ignore[arg-type]
        await asyncio.gather(*(worker.answer([]) for _ in range(3)))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await worker.aclose()
        return asyncio.all_tasks() - {asyncio.current_task()}

    monkeypatch.chdir(project.folder)
    with project.extractor("http://127.0.0.1:9/v1") as extractor:
        left = asyncio.run(main(Assignment.of(extractor, load_prices())))
    assert (waiting, left) == ([0], set())


def test_a_worker_that_would_make_other_records_refuses(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A node with another version of the prompt stops the run before it asks anything."""
    with project.extractor("http://127.0.0.1:9/v1") as extractor:
        assignment = Assignment.of(extractor, load_prices())
        monkeypatch.chdir(project.folder)
        with pytest.raises(ConfigError, match="model another, now m"):
            Worker(
                replace(assignment, expected={**assignment.expected, "model": "another"}),
                Fleet(),  # type: ignore[arg-type]
            )


def test_a_worker_that_begins_late_has_the_version_of_the_run(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Started again after its death, it finds a newer version, or an alias that was moved, and is not led astray."""
    monkeypatch.chdir(project.folder)
    prompt = project.folder / "prompts/company/v1.md"
    with project.extractor("http://127.0.0.1:9/v1") as extractor:
        assignment = Assignment.of(extractor, load_prices())
        prompt.with_name("v2.md").write_text(prompt.read_text() + "More.\n")
        worker = Worker(assignment, Fleet())  # type: ignore[arg-type]
        assert worker.plan.task.version == 1
        asyncio.run(worker.aclose())
