"""Collecting Batch jobs: what was answered is stored and entered once, whatever became of the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.costs import ledger_path, read_ledger
from llm_extract.errors import TransientError

Serve = Callable[..., Any]


def test_an_expired_job_keeps_what_was_finished(
    project: Any, jobs: Any, submitted: Serve, expected: Callable[[], bytes], judge: Any
) -> None:
    """The finished part is stored and entered; only the rest is sent again."""
    server = submitted(10)
    server.work(share=0.4, ending="expired")
    found, needs = jobs.collect(server.url)
    assert (found.answers, found.unanswered, needs.first) == (4, 6, 6)
    assert [type(cause.error).__name__ for cause in found.causes.values()] == ["ServerError"]
    judge(server)
    assert jobs.submit(server.url).requests == needs.first + needs.again
    server.work()
    jobs.collect(server.url)
    jobs.live(server.url)
    judge(server)
    assert project.output.read_bytes() == expected()


def test_failed_rows_are_sorted_like_live_failures(project: Any, jobs: Any, submitted: Serve, judge: Any) -> None:
    """500 and 429 are due again, 400 is not and has its cause, a lost row is due again."""
    server = submitted(10)
    verdicts = {"Co0001": "500", "Co0002": "400", "Co0004": "missing", "Co0005": "503"}
    server.work(outcome=lambda body, name: verdicts.get(project.company.label(body)))
    found, needs = jobs.collect(server.url)
    assert (found.answers, found.rejected, found.unanswered) == (6, 1, 3)
    causes = {type(cause.error).__name__: cause for cause in found.causes.values()}
    assert causes["RejectedError"].article == "Co0002.txt"
    assert "check the model" in causes["RejectedError"].error.hint
    assert causes["ServerError"].requests == 2
    assert (needs.first, needs.refused) == (3, 1)
    judge(server)
    again = jobs.submit(server.url)
    assert (again.needs.first, again.needs.refused) == (3, 1)
    server.work()
    jobs.collect(server.url)
    assert jobs.live(server.url).statuses["ok"] == 10  # the run asks live for what was rejected
    judge(server)


def test_rows_that_say_there_is_no_quota_stop_the_command(
    project: Any, jobs: Any, submitted: Serve, judge: Any
) -> None:
    """What was answered is stored; what must be seen to is the collection's refusal."""
    server = submitted(4)
    server.work(outcome=lambda body, name: "429" if project.company.label(body) == "Co0001" else None)
    found, needs = jobs.collect(server.url)
    assert found.answers == 3
    assert "quota" in str(found.refusal)
    assert needs.first == 1
    judge(server)


def test_an_error_file_alone(project: Any, jobs: Any, submitted: Serve) -> None:
    """A completed job without an output file bought nothing; all of it is due again."""
    server = submitted(4)
    server.work(error_file_only=True)
    found, needs = jobs.collect(server.url)
    assert (found.answers, needs.first) == (0, 4)
    assert not ledger_path(project.output).exists()


def test_a_line_that_comes_twice_is_stored_and_entered_once(jobs: Any, submitted: Serve, judge: Any) -> None:
    """A second line with the same custom_id is passed over, and said; so is one of another job."""
    server = submitted(4)
    server.work(twice=True)
    (batch,) = server.batches.values()
    name, purpose, content = server.files[batch.output]
    stray = json.dumps({"custom_id": "f" * 64, "response": {"status_code": 200, "body": {}}, "error": None}) + "\n"
    server.files[batch.output] = (name, purpose, content + stray.encode())
    found, _ = jobs.collect(server.url)
    assert (found.answers, found.strange) == (4, 2)
    judge(server)


def test_a_garbled_line_is_kept_on_disk_and_its_request_is_due(project: Any, jobs: Any, submitted: Serve) -> None:
    """What cannot be read is not thrown away."""
    server = submitted(3)
    server.work(outcome=lambda body, name: "garbled" if project.company.label(body) == "Co0001" else None)
    found, needs = jobs.collect(server.url)
    assert (found.answers, found.strange, needs.first) == (2, 1, 1)
    assert len(list((project.cache / "batches").glob("*.output.jsonl"))) == 1


def test_a_job_that_failed_as_a_whole_says_why(jobs: Any, submitted: Serve) -> None:
    """A full queue is a passing cause with its remedy; the requests are due again."""
    server = submitted(3)
    for batch in server.batches.values():
        server.fail_batch(batch, "token_limit_exceeded", "Enqueued token limit reached for m")
    found, needs = jobs.collect(server.url)
    (cause,) = found.causes.values()
    assert "Enqueued token limit" in cause.error.message
    assert "--limit" in cause.error.hint
    assert (cause.requests, needs.first) == (3, 3)


@pytest.mark.parametrize("is_named", [False, True])
def test_results_that_are_gone_are_entered_as_lost(project: Any, jobs: Any, submitted: Serve, is_named: bool) -> None:
    """They were charged for, perhaps: the ledger has the most that it can have been, and they are due again."""
    server = submitted(2)
    server.work()
    (batch,) = server.batches.values()
    del server.files[batch.output]
    batch.output = batch.output if is_named else None  # but its counts say that requests were answered
    found, needs = jobs.collect(server.url)
    assert (len(found.gone), found.answers, needs.first) == (1, 0, 2)
    lost = list(read_ledger(ledger_path(project.output)))
    assert [(entry.kind, entry.via) for entry in lost] == [("lost", "batch")] * 2
    assert sum(entry.at_most for entry in lost) * 1_000_000 >= server.batch_bill(4, 10)


def test_an_answer_that_a_run_bought_meanwhile_is_kept(project: Any, jobs: Any, submitted: Serve, answer: Any) -> None:
    """What records rest on is not replaced; the job's answer was charged for, and is entered all the same."""
    server = submitted(2)
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


def test_a_job_under_another_key_is_said(project: Any, jobs: Any, submitted: Serve) -> None:
    """It stays open, and keeps no other job from being collected."""
    server = submitted(2)
    hidden = server.batches.popitem()
    project.number(3)
    jobs.submit(server.url)
    server.work()
    found, needs = jobs.collect(server.url)
    assert ([job.batch_id for job in found.unknown], found.answers, needs.held) == ([hidden[0]], 1, 2)
    server.batches.update([hidden])
    server.work()
    assert jobs.collect(server.url)[0].answers == 2
