"""Submitting and collecting Batch jobs: each answer is bought once, at half the price; records are those of a run."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from llm_extract.errors import ConfigError, RefusedError, TransientError
from llm_extract.provider_batch import Limits
from loopback_replies import error

Serve = Callable[..., Any]


def test_two_batches_and_a_run_that_asks_nothing(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve, expected: Callable[[], bytes], judge: Any
) -> None:
    """First asks, then re-asks as the second batch; the run's records are a live run's, byte for byte."""
    project.number(7)
    server = batch_loopback(answer)
    sent = jobs.submit(server.url)
    assert (sent.requests, sent.needs.first, sent.needs.again) == (7, 7, 0)
    (batch,) = server.batches.values()
    assert batch.metadata["llm_extract_run"] == sent.jobs[0].run
    server.work()
    found, needs = jobs.collect(server.url)
    assert (found.answers, needs.complete, needs.again, needs.first) == (7, 4, 3, 0)
    assert jobs.submit(server.url).needs.again == 3
    server.work()
    found, needs = jobs.collect(server.url)
    assert (found.answers, needs.complete, needs.first, needs.again) == (3, 7, 0, 0)
    judge(server)
    summary = jobs.live(server.url)
    assert (summary.answers, server.log) == (0, [])
    assert project.output.read_bytes() == expected()


def test_submitting_twice_does_not_pay_twice(project: Any, jobs: Any, answer: Any, batch_loopback: Serve) -> None:
    """What is in an open job is not sent again, nor from another output over the same cache; what is new is."""
    project.number(3)
    server = batch_loopback(answer)
    jobs.submit(server.url)
    again = jobs.submit(server.url)
    assert (again.jobs, again.needs.held) == ([], 3)
    project.output = project.folder / "other.jsonl"
    project.write("Co0009")
    more = jobs.submit(server.url)
    assert (more.requests, more.needs.held) == (1, 3)
    assert len(server.batches) == 2


def test_files_keep_to_the_limits(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve, expected: Callable[[], bytes], judge: Any
) -> None:
    """More requests or bytes than a file holds make several jobs of one submission; none of them is over."""
    project.number(8)
    server = batch_loopback(answer, most_requests=3)
    sent = jobs.submit(server.url, limits=Limits(requests=3))
    assert [job.requests for job in sent.jobs] == [3, 3, 2]
    assert len({job.run for job in sent.jobs}) == 1
    assert {batch.status for batch in server.batches.values()} == {"validating"}
    server.work()
    jobs.collect(server.url)
    size = max(len(content) for name, _, content in server.files.values() if name.startswith("llm-extract")) // 3 + 40
    sent = jobs.submit(server.url, limits=Limits(size=3 * size))
    assert len(sent.jobs) > 1
    assert all(job.size <= 3 * size for job in sent.jobs)
    server.work()
    jobs.collect(server.url)
    judge(server)
    assert jobs.live(server.url).answers == 0
    assert project.output.read_bytes() == expected()


def test_a_request_that_no_file_holds_is_left_to_a_run(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve
) -> None:
    """It is counted, and the others are sent."""
    project.number(2)
    (project.articles / "Co0001.txt").write_text("Co0001 sells things. " + "And more things. " * 200)
    (project.articles / "half.json").write_text('{"text": "Co0007 sells \\ud83d things."}')
    server = batch_loopback(answer)
    sent = jobs.submit(server.url, limits=Limits(size=3000))
    assert sent.requests + sent.unsendable == sent.needs.articles == 3
    assert sent.unsendable >= 1


def test_nobody_knows_whether_a_job_was_created(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve, judge: Any
) -> None:
    """A connection that breaks after the job was made does not make another; one that breaks before does."""
    project.number(3)
    server = batch_loopback(answer)
    server.fail_next("POST /batches", after=True)
    assert jobs.submit(server.url).requests == 3
    assert len(server.batches) == 1
    project.number(5)
    server.fail_next("POST /batches")
    assert jobs.submit(server.url).requests == 2
    assert len(server.batches) == 2
    server.work()
    jobs.collect(server.url)
    judge(server)


@pytest.mark.parametrize("call", ["POST /files", "GET /batches/*", "GET /files/*/content"])
@pytest.mark.parametrize("after", [False, True])
def test_passing_failures_are_tried_again(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve, call: str, after: bool, judge: Any
) -> None:
    """A broken connection at any other call costs a second attempt, and nothing else."""
    project.number(3)
    server = batch_loopback(answer)
    server.fail_next(call, after=after)
    jobs.submit(server.url)
    server.work()
    found, _ = jobs.collect(server.url)
    assert found.answers == 3
    assert len(server.batches) == 1
    judge(server)


@pytest.mark.parametrize("call", ["POST /files", "POST /batches"])
def test_a_refusal_leaves_nothing_behind(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve, call: str
) -> None:
    """Without quota the command stops, the file is deleted, and the same command sends everything once."""
    project.number(5)
    server = batch_loopback(answer)
    server.fail_next(call, error(429, "You exceeded your current quota", "insufficient_quota"))
    with pytest.raises(RefusedError, match="Add credit"):
        jobs.submit(server.url, limits=Limits(requests=2))
    assert server.files == {}
    assert jobs.submit(server.url, limits=Limits(requests=2)).requests == 5
    assert len(server.batches) == 3


def test_an_endpoint_that_cannot_be_reached_costs_nothing(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve, judge: Any
) -> None:
    """Where it fails for good in the middle, what was created stays, and the rest is sent by the same command."""
    project.number(6)
    server = batch_loopback(answer)
    jobs.submit(server.url, limits=Limits(requests=3), most=None)
    project.number(12)
    for _ in range(2):
        server.fail_next("POST /batches", error(503, "Overloaded"))
    with pytest.raises(TransientError):
        jobs.submit(server.url, limits=Limits(requests=3))
    assert jobs.submit(server.url, limits=Limits(requests=3)).requests == 6
    server.work()
    jobs.collect(server.url)
    judge(server)
    assert len(server.bought) == 12


def test_an_endpoint_without_batches_is_named(project: Any, jobs: Any, answer: Any, batch_loopback: Serve) -> None:
    """404 at the API's own paths is no wrong model: the remedy is to ask live."""
    project.number(2)
    server = batch_loopback(answer, absent=True)
    with pytest.raises(ConfigError, match=r"has no Batch API .* llm-extract run"):
        jobs.submit(server.url)
    assert jobs.live(server.url).statuses["ok"] == 2


def test_a_budget_holds_for_jobs_too(project: Any, jobs: Any, answer: Any, batch_loopback: Serve, judge: Any) -> None:
    """Requests that could pass it are left out; open jobs count with the most that they can cost."""
    project.number(6)
    server = batch_loopback(answer)
    one = jobs.submit(server.url, most=Decimal("0.000001"))
    assert (one.jobs, one.too_dear) == ([], 6)
    whole = jobs.submit(server.url, limits=Limits(requests=2), most=Decimal("0.01"))
    assert whole.requests >= 4
    limit = sum(job.at_most for job in whole.jobs)
    project.number(9)
    assert jobs.submit(server.url, most=limit).jobs == []
    server.work()
    jobs.collect(server.url)
    assert Decimal(server.batch_bill(4, 10)) / 1_000_000 <= limit
    judge(server)


def test_a_budget_needs_a_batch_price(project: Any, jobs: Any, answer: Any, batch_loopback: Serve) -> None:
    """What cannot be kept is refused, and nothing is left behind."""
    project.number(2)
    server = batch_loopback(answer)
    with pytest.raises(ConfigError, match="batch price"):
        jobs.submit(server.url, most=Decimal(1), model="unpriced")
    assert server.calls == []
    assert list((project.cache / "batches").glob("*.jsonl")) == []


def test_parts_and_passes_are_requests_of_their_own(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve, loopback: Serve, judge: Any
) -> None:
    """A long article read twice: parts and ordinals go out together, what fails is asked again, records are equal."""
    project.number(4)
    (project.articles / "Co0002.txt").write_text(" ".join(f"Co{n:04} sells things in town." for n in range(90)))
    options = {"max_chars": 1000, "passes": 2}
    server = batch_loopback(answer)
    assert jobs.submit(server.url, **options).requests > 8
    for _ in range(3):
        server.work()
        _, needs = jobs.collect(server.url, **options)
        jobs.submit(server.url, **options)
    assert needs.lacking == 0
    judge(server)
    assert jobs.live(server.url, **options).answers == 0
    made = project.output.read_bytes()
    project.output = project.folder / "live.jsonl"
    jobs.live(loopback(answer).url, cache=None, **options)
    assert project.output.read_bytes() == made
