"""What runs cost: the ledger against the server's bill, budgets, and forecasts."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from llm_extract import read_documents
from llm_extract.batch import run_batch
from llm_extract.costs import Ledger, ledger_path
from llm_extract.costs.entries import OpenCall
from loopback_replies import completion
from priced_runs import LIMITED, bill, entries, judge, run, serve_with_reasks

Serve = Callable[..., Any]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX systems do")
FAULTS = {"500": 0.03, "503": 0.02, "429": 0.02, "refusal": 0.03, "truncation": 0.03, "invalid": 0.05, "cut": 0.02}


@pytest.mark.parametrize("count", [150, pytest.param(2000, marks=pytest.mark.slow)])
def test_the_ledger_equals_the_bill_to_the_token(project: Any, company: Any, loopback: Serve, count: int) -> None:
    """Re-asks, refusals, cut answers, retries and answers lost on the wire: every stored answer has its one line."""
    project.number(count)
    # refusals for too many requests slow all down, as they should: a few are enough
    faults = FAULTS if count < 1000 else {**FAULTS, "429": 0.0}
    server = loopback(serve_with_reasks(company), faults=faults, seed=3)
    summary = run(project, server.url, attempts=8, concurrency=32, **LIMITED)
    judge(project, server)
    of_records = {one["fingerprint"] for record in project.records() for one in record["attempts"]}
    assert {entry.fingerprint for entry in entries(project)} == of_records
    assert summary.meter.cost == sum((entry.cost or Decimal(0) for entry in entries(project)), Decimal(0))
    by_article = Counter(entry.article for entry in entries(project))
    assert by_article == {record["document"]["key"]: len(record["attempts"]) for record in project.records()}
    assert {"refusal", "truncation", "invalid", "500", "cut"} <= set(server.outcomes())
    again = run(project, server.url, attempts=8, **LIMITED)
    assert again.answers == 0
    judge(project, server)


def test_answers_found_in_the_cache_cost_nothing(project: Any, company: Any, loopback: Serve) -> None:
    """A second output over the same cache buys nothing, and has no ledger."""
    project.number(5)
    server = loopback(company.answer)
    run(project, server.url)
    project.output = project.folder / "other.jsonl"
    summary = run(project, server.url)
    assert (summary.meter.cost, summary.stored) == (0, 5)
    assert not ledger_path(project.output).exists()


def test_a_cost_that_is_not_known_is_null(project: Any, company: Any, loopback: Serve) -> None:
    """Without a price or without counts a line has tokens as far as they are known, and no cost."""
    project.number(3)
    server = loopback(company.answer, script=["no_usage"])
    with project.extractor(server.url) as extractor:
        summary = run_batch(extractor, read_documents([project.articles]), project.output, concurrency=1)
    assert [entry.cost for entry in entries(project)] == [None] * 3
    assert entries(project)[0].prompt_tokens is None
    assert entries(project)[1].prompt_tokens is not None
    assert summary.meter.unpriced == 3
    assert b'"cost": null' in ledger_path(project.output).read_bytes()


def test_cached_tokens_and_the_tier_are_priced_as_reported(project: Any, company: Any, loopback: Serve) -> None:
    """The answer's own words on tier and cached tokens decide; a tier without a price has no cost."""
    project.number(2)

    def answer(body: dict[str, Any]) -> Any:
        usage = {"prompt_tokens": 100, "completion_tokens": 10, "prompt_tokens_details": {"cached_tokens": 60}}
        tier = "flex" if company.label(body) == "Co0001" else "default"
        return {**completion(body, company.answer(body), usage=usage), "service_tier": tier}

    run(project, loopback(answer).url, concurrency=1)
    # 40 * 3 + 60 * 1 + 10 * 11 = 290 millionths
    assert [(one.tier, one.cached_tokens, one.cost) for one in entries(project)] == [
        ("default", 60, Decimal("0.00029")), ("flex", 60, None)
    ]  # fmt: skip


@POSIX
@pytest.mark.parametrize("seed", range(3))
def test_after_kills_the_ledger_still_equals_the_cache(
    project: Any, company: Any, loopback: Serve, wait_for: Any, seed: int
) -> None:
    """kill -9 at random moments: every stored answer has one line, and what may have been paid in vain is entered."""
    project.number(200)
    server = loopback(serve_with_reasks(company), latency=0.02)
    prices = project.folder / "prices.toml"
    prices.write_text('[[price]]\nmodel = "m"\ndefault = { input = 3, output = 11 }\n')
    more = ("--prices", str(prices), "--max-output-tokens", "40", "--concurrency", "24")
    chance = random.Random(seed)
    for _ in range(3):
        goal = len(server.log) + chance.randrange(1, 60)
        process = project.start(server.url, *more)
        wait_for(lambda p=process, n=goal: p.poll() is not None or len(server.log) >= n, "requests")
        process.kill()
        process.communicate()
        wait_for(lambda: server.in_flight == 0, "the server to notice")
    code, said = project.call(server.url, *more)
    assert code == 0, said
    bought = entries(project)
    assert {entry.fingerprint for entry in bought} == project.stored()
    assert len({entry.fingerprint for entry in bought}) == len(bought) == len(project.stored())
    paid = sum(bool(one.completion_tokens) for one in server.log)
    assert len(bought) <= paid <= len(bought) + len(entries(project, "lost"))
    cost = sum((entry.cost or Decimal(0) for entry in bought), Decimal(0))
    most = sum((entry.at_most or Decimal(0) for entry in entries(project, "lost")), Decimal(0))
    assert cost <= bill(server) <= cost + most


@pytest.mark.parametrize("moment", ["journal", "stored", "ledger"])
def test_a_call_left_open_is_settled_at_the_next_start(
    project: Any, company: Any, loopback: Serve, tmp_path: Path, moment: str
) -> None:
    """Stopped after the note, after the answer was stored, or after the ledger's line: one entry comes of it."""
    project.number(1)
    server = loopback(company.answer)
    run(project, server.url, **LIMITED)
    (entry,) = entries(project)
    project.output.unlink()
    path, journal = ledger_path(project.output), project.output.with_name("out.jsonl.run") / "calls.jsonl"
    line = path.read_bytes()
    path.write_bytes(line if moment == "ledger" else line[: len(line) // 2])
    fingerprint = "0" * 64 if moment == "journal" else entry.fingerprint
    killed = Ledger(tmp_path / "unused", journal)
    killed.begin(OpenCall(entry.call, fingerprint, entry.article, 0, entry.chars, Decimal("0.5")))
    if moment != "journal":
        killed.arrived(entry.call, project.stored_digest(entry.fingerprint))
    killed.close()
    run(project, server.url, **LIMITED)
    assert not journal.exists()
    if moment == "journal":
        (lost,) = entries(project, "lost")
        assert (lost.call, lost.at_most, lost.cost, entries(project)) == (entry.call, Decimal("0.5"), None, [])
    else:
        (settled,) = entries(project)
        assert (settled.call, settled.cost, settled.article) == (entry.call, entry.cost, entry.article)


@POSIX
def test_an_answer_that_another_output_bought_is_not_the_killed_runs(
    project: Any, company: Any, loopback: Serve, wait_for: Any
) -> None:
    """Killed while it waited, a run may have been charged; what the stored answer cost is the other output's."""
    project.number(1)
    server = loopback(company.answer, script=["hang"])
    prices = project.folder / "prices.toml"
    prices.write_text('[[price]]\nmodel = "m"\ndefault = { input = 3, output = 11 }\n')
    more = ("--prices", str(prices), "--max-output-tokens", "40")
    process = project.start(server.url, *more)
    wait_for(lambda: server.in_flight, "a request")
    process.kill()
    process.communicate()
    killed, project.output = project.output, project.folder / "other.jsonl"
    assert project.call(server.url, *more)[0] == 0
    (bought,) = entries(project)
    project.output = killed
    code, said = project.call(server.url, *more)
    assert code == 0
    (lost,) = entries(project, "lost")
    assert (entries(project), lost.fingerprint) == ([], bought.fingerprint)
    assert lost.at_most > bought.cost
    assert f"  1 request without an answer may have been charged, too: at most ${lost.at_most:.4f} more\n" in said
