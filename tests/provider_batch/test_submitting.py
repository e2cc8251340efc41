"""Submitting and collecting Batch jobs: each answer is bought once, at half the price; records are those of a run."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from llm_extract.costs import ledger_path, read_ledger
from llm_extract.errors import ConfigError, RefusedError, TransientError
from llm_extract.provider_batch import Limits
from loopback_replies import error

Serve = Callable[..., Any]


def judge(project: Any, server: Any) -> None:
    """No answer was bought twice, all that were bought are stored, and the ledger is the server's bill."""
    assert max(server.bought.values(), default=0) <= 1
    assert set(server.bought) <= project.stored()
    bought = [entry for entry in read_ledger(ledger_path(project.output)) if entry.via == "batch"]
    assert {entry.fingerprint for entry in bought} == set(server.bought)
    assert len(bought) == len(server.bought)
    assert sum(entry.prompt_tokens or 0 for entry in bought) == server.batch_prompt
    assert sum(entry.completion_tokens or 0 for entry in bought) == server.batch_completion
    cost = sum((entry.cost or Decimal(0) for entry in bought), Decimal(0))
    assert cost * 1_000_000 == Decimal(server.batch_bill(4, 10))


def test_two_batches_and_a_run_that_asks_nothing(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve, expected: Callable[[], bytes]
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
    assert (found.answers, needs.complete, needs.due) == (3, 7, 0)
    judge(project, server)
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
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve, expected: Callable[[], bytes]
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
    judge(project, server)
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


def test_an_expired_job_keeps_what_was_finished(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve, expected: Callable[[], bytes]
) -> None:
    """The finished part is stored and entered; only the rest is sent again."""
    project.number(10)
    server = batch_loopback(answer)
    jobs.submit(server.url)
    server.work(share=0.4, ending="expired")
    found, needs = jobs.collect(server.url)
    assert (found.answers, found.unanswered, needs.first) == (4, 6, 6)
    assert [type(cause.error).__name__ for cause in found.causes.values()] == ["ServerError"]
    judge(project, server)
    assert jobs.submit(server.url).requests == needs.due
    server.work()
    jobs.collect(server.url)
    jobs.live(server.url)
    judge(project, server)
    assert project.output.read_bytes() == expected()


def test_failed_rows_are_sorted_like_live_failures(project: Any, jobs: Any, answer: Any, batch_loopback: Serve) -> None:
    """500 and 429 are due again, 400 is not and has its cause, a lost row is due again."""
    project.number(10)
    server = batch_loopback(answer)
    jobs.submit(server.url)
    verdicts = {"Co0001": "500", "Co0002": "400", "Co0004": "missing", "Co0005": "503"}
    server.work(outcome=lambda body, name: verdicts.get(project.company.label(body)))
    found, needs = jobs.collect(server.url)
    assert (found.answers, found.rejected, found.unanswered) == (6, 1, 3)
    causes = {type(cause.error).__name__: cause for cause in found.causes.values()}
    assert causes["RejectedError"].article == "Co0002.txt"
    assert "check the model" in causes["RejectedError"].error.hint
    assert causes["ServerError"].requests == 2
    assert (needs.first, needs.refused) == (3, 1)
    judge(project, server)
    again = jobs.submit(server.url)
    assert (again.needs.first, again.needs.refused) == (3, 1)
    server.work()
    jobs.collect(server.url)
    assert jobs.live(server.url).statuses["ok"] == 10  # the run asks live for what was rejected
    judge(project, server)


def test_rows_that_say_there_is_no_quota_stop_the_command(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve
) -> None:
    """What was answered is stored; what must be seen to is the collection's refusal."""
    project.number(4)
    server = batch_loopback(answer)
    jobs.submit(server.url)
    server.work(outcome=lambda body, name: "429" if project.company.label(body) == "Co0001" else None)
    found, needs = jobs.collect(server.url)
    assert found.answers == 3
    assert "quota" in str(found.refusal)
    assert needs.first == 1
    judge(project, server)


def test_an_error_file_alone(project: Any, jobs: Any, answer: Any, batch_loopback: Serve) -> None:
    """A completed job without an output file bought nothing; all of it is due again."""
    project.number(4)
    server = batch_loopback(answer)
    jobs.submit(server.url)
    server.work(error_file_only=True)
    found, needs = jobs.collect(server.url)
    assert (found.answers, needs.first) == (0, 4)
    assert not ledger_path(project.output).exists()


def test_a_line_that_comes_twice_is_stored_and_entered_once(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve
) -> None:
    """A second line with the same custom_id is passed over, and said; so is one of another job."""
    project.number(4)
    server = batch_loopback(answer)
    jobs.submit(server.url)
    server.work(twice=True)
    (batch,) = server.batches.values()
    name, purpose, content = server.files[batch.output]
    stray = json.dumps({"custom_id": "f" * 64, "response": {"status_code": 200, "body": {}}, "error": None}) + "\n"
    server.files[batch.output] = (name, purpose, content + stray.encode())
    found, _ = jobs.collect(server.url)
    assert (found.answers, found.strange) == (4, 2)
    judge(project, server)


def test_a_garbled_line_is_kept_on_disk_and_its_request_is_due(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve
) -> None:
    """What cannot be read is not thrown away."""
    project.number(3)
    server = batch_loopback(answer)
    jobs.submit(server.url)
    server.work(outcome=lambda body, name: "garbled" if project.company.label(body) == "Co0001" else None)
    found, needs = jobs.collect(server.url)
    assert (found.answers, found.strange, needs.first) == (2, 1, 1)
    assert len(list((project.cache / "batches").glob("*.output.jsonl"))) == 1


def test_a_job_that_failed_as_a_whole_says_why(project: Any, jobs: Any, answer: Any, batch_loopback: Serve) -> None:
    """A full queue is a passing cause with its remedy; the requests are due again."""
    project.number(3)
    server = batch_loopback(answer)
    jobs.submit(server.url)
    for batch in server.batches.values():
        server.fail_batch(batch, "token_limit_exceeded", "Enqueued token limit reached for m")
    found, needs = jobs.collect(server.url)
    (cause,) = found.causes.values()
    assert "Enqueued token limit" in cause.error.message
    assert "--limit" in cause.error.hint
    assert (cause.requests, needs.first) == (3, 3)


def test_results_that_are_gone_are_entered_as_lost(project: Any, jobs: Any, answer: Any, batch_loopback: Serve) -> None:
    """They were charged for, perhaps: the ledger has the most that it can have been, and they are due again."""
    project.number(2)
    server = batch_loopback(answer)
    jobs.submit(server.url)
    server.work()
    (batch,) = server.batches.values()
    del server.files[batch.output]
    found, needs = jobs.collect(server.url)
    assert (len(found.gone), found.answers, needs.first) == (1, 0, 2)
    lost = list(read_ledger(ledger_path(project.output)))
    assert [(entry.kind, entry.via) for entry in lost] == [("lost", "batch")] * 2
    assert sum(entry.at_most for entry in lost) * 1_000_000 >= server.batch_bill(4, 10)


def test_an_answer_that_a_run_bought_meanwhile_is_kept(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve
) -> None:
    """What records rest on is not replaced; the job's answer was charged for, and is entered all the same."""
    project.number(2)
    server = batch_loopback(answer)
    jobs.submit(server.url)
    server.answer = lambda body: answer(body) + " "
    jobs.live(server.url)  # the library's run knows nothing of jobs, the command's does
    before = project.output.read_bytes()
    server.answer = answer
    server.work()
    found, _ = jobs.collect(server.url)
    assert (found.answers, found.known) == (2, 2)
    jobs.live(server.url)
    assert project.output.read_bytes() == before
    bought = list(read_ledger(ledger_path(project.output)))
    assert sorted(entry.via for entry in bought) == ["batch", "batch", "live", "live", "live"]


def test_nobody_knows_whether_a_job_was_created(project: Any, jobs: Any, answer: Any, batch_loopback: Serve) -> None:
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
    judge(project, server)


@pytest.mark.parametrize("call", ["POST /files", "GET /batches/*", "GET /files/*/content"])
@pytest.mark.parametrize("after", [False, True])
def test_passing_failures_are_tried_again(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve, call: str, after: bool
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
    judge(project, server)


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
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve
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
    judge(project, server)
    assert len(server.bought) == 12


def test_an_endpoint_without_batches_is_named(project: Any, jobs: Any, answer: Any, batch_loopback: Serve) -> None:
    """404 at the API's own paths is no wrong model: the remedy is to ask live."""
    project.number(2)
    server = batch_loopback(answer, absent=True)
    with pytest.raises(ConfigError, match=r"has no Batch API .* llm-extract run"):
        jobs.submit(server.url)
    assert jobs.live(server.url).statuses["ok"] == 2


def test_a_budget_holds_for_jobs_too(project: Any, jobs: Any, answer: Any, batch_loopback: Serve) -> None:
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
    judge(project, server)


def test_a_budget_needs_a_batch_price(project: Any, jobs: Any, answer: Any, batch_loopback: Serve) -> None:
    """What cannot be kept is refused, and nothing is left behind."""
    project.number(2)
    server = batch_loopback(answer)
    with pytest.raises(ConfigError, match="batch price"):
        jobs.submit(server.url, most=Decimal(1), model="unpriced")
    assert server.calls == []
    assert list((project.cache / "batches").glob("*.jsonl")) == []


def test_a_job_that_turns_up_late_is_collected_too(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve, expected: Callable[[], bytes]
) -> None:
    """The endpoint's list lagged behind: what was bought twice then is stored once, and entered as it was charged."""
    project.number(3)
    server = batch_loopback(answer)
    server.fail_next("POST /batches", after=True)
    server.lag = True
    with pytest.raises(TransientError):
        jobs.submit(server.url, attempts=1)
    assert len(server.batches) == 1
    assert jobs.submit(server.url).requests == 3
    server.lag = False
    server.work()
    found, _ = jobs.collect(server.url)
    assert (len(found.collected), found.answers, found.known) == (2, 6, 3)
    bought = list(read_ledger(ledger_path(project.output)))
    assert sum(entry.prompt_tokens or 0 for entry in bought) == server.batch_prompt
    assert len({entry.call for entry in bought}) == len(bought) == 6
    assert jobs.live(server.url).statuses["ok"] == 3
    assert project.output.read_bytes() == expected()


def test_a_job_that_was_created_twice_is_kept_once(project: Any, jobs: Any, answer: Any, batch_loopback: Serve) -> None:
    """Where the list shows two jobs of one name, the first is collected and the other ended."""
    project.number(3)
    server = batch_loopback(answer)
    server.fail_next("POST /batches", after=True)
    server.fail_next("POST /batches", after=True)
    server.lag = True
    with pytest.raises(TransientError):
        jobs.submit(server.url)
    assert len(server.batches) == 2
    server.lag = False
    again = jobs.submit(server.url)
    assert (again.requests, again.needs.held, len(again.resumed)) == (0, 3, 1)
    assert sorted(batch.status for batch in server.batches.values()) == ["cancelling", "validating"]


def test_a_job_under_another_key_is_said(project: Any, jobs: Any, answer: Any, batch_loopback: Serve) -> None:
    """It stays open, and keeps no other job from being collected."""
    project.number(2)
    server = batch_loopback(answer)
    jobs.submit(server.url)
    hidden = server.batches.popitem()
    project.number(3)
    jobs.submit(server.url)
    server.work()
    found, needs = jobs.collect(server.url)
    assert ([job.batch_id for job in found.unknown], found.answers, needs.held) == ([hidden[0]], 1, 2)
    server.batches.update([hidden])
    server.work()
    assert jobs.collect(server.url)[0].answers == 2


def test_parts_and_passes_are_requests_of_their_own(
    project: Any, jobs: Any, answer: Any, batch_loopback: Serve, loopback: Serve
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
    judge(project, server)
    assert jobs.live(server.url, **options).answers == 0
    made = project.output.read_bytes()
    project.output = project.folder / "live.jsonl"
    jobs.live(loopback(answer).url, cache=None, **options)
    assert project.output.read_bytes() == made
