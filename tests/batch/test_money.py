"""What runs cost: the ledger against the server's bill, budgets, and forecasts."""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from llm_extract import ConfigError, read_documents
from llm_extract.batch import run_batch
from llm_extract.batch.dry_run import forecast
from llm_extract.cli import main
from llm_extract.costs import BudgetReached, Entry, Ledger, PriceTable, ledger_path, read_ledger
from llm_extract.costs.entries import OpenCall
from loopback_replies import completion

Serve = Callable[..., Any]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX systems do")
PRICES = PriceTable([{"model": "m", "default": {"input": 3, "output": 11, "cached_input": 1}}])
LIMITED = {"parameters": {"max_output_tokens": 40}}
FAULTS = {"500": 0.03, "503": 0.02, "429": 0.02, "refusal": 0.03, "truncation": 0.03, "invalid": 0.05, "cut": 0.02}


def run(project: Any, url: str, **options: Any) -> Any:
    """Run over the project's articles with prices; options are the extractor's or the run's."""
    of_run = {name: options.pop(name) for name in ("max_cost", "concurrency", "retry_failed") if name in options}
    with project.extractor(url, **options) as extractor:
        return run_batch(extractor, read_documents([project.articles]), project.output, prices=PRICES, **of_run)


def entries(project: Any, kind: str = "answer") -> list[Entry]:
    """The ledger's entries of one kind."""
    return [entry for entry in read_ledger(ledger_path(project.output)) if entry.kind == kind]


def bill(server: Any) -> Decimal:
    """US dollars for all that the server generated, delivered or not."""
    prompt, completion = server.billed()
    return (Decimal(prompt) * 3 + Decimal(completion) * 11) / 1_000_000


def judge(project: Any, server: Any) -> None:
    """The ledger holds each stored answer once, and equals the server's bill but for what was lost on the wire."""
    bought, lost = entries(project), entries(project, "lost")
    delivered = [one for one in server.log if one.completion_tokens and one.delivered]
    assert {entry.fingerprint for entry in bought} == project.stored()
    assert len(bought) == len(delivered) == len({entry.fingerprint for entry in bought})
    assert sum(entry.prompt_tokens or 0 for entry in bought) == sum(one.prompt_tokens for one in delivered)
    assert sum(entry.completion_tokens or 0 for entry in bought) == sum(one.completion_tokens for one in delivered)
    cost = sum((entry.cost or Decimal(0) for entry in bought), Decimal(0))
    most = sum((entry.at_most or Decimal(0) for entry in lost), Decimal(0))
    assert cost <= bill(server) <= cost + most
    assert len(lost) >= sum(bool(one.completion_tokens) for one in server.log) - len(delivered)


def serve_with_reasks(company: Any) -> Callable[[dict[str, Any]], str]:
    """Answers that fail the checks for every seventh company, so that it is asked again."""

    def answer(body: dict[str, Any]) -> str:
        name = company.label(body)
        if len(body["messages"]) == 2 and int(name[2:]) % 7 == 0:
            return json.dumps({"name": {"quote": "not in the article", "value": "Else"}})
        return str(company.answer(body))

    return answer


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
    killed.close()
    run(project, server.url, **LIMITED)
    assert not journal.exists()
    if moment == "journal":
        (lost,) = entries(project, "lost")
        assert (lost.call, lost.at_most, lost.cost, entries(project)) == (entry.call, Decimal("0.5"), None, [])
    else:
        (settled,) = entries(project)
        assert (settled.call, settled.cost, settled.article) == (entry.call, entry.cost, entry.article)


@pytest.mark.parametrize("concurrency", [1, 24])
def test_a_budget_is_never_passed_and_the_run_goes_on_with_a_larger_one(
    project: Any, company: Any, loopback: Serve, concurrency: int
) -> None:
    """At faults of all kinds the server's bill stays below the limit; raised step by step, the run comes to its end."""
    project.number(120)
    server = loopback(company.answer, faults={"500": 0.05, "cut": 0.05, "refusal": 0.05}, latency=0.002)
    limit, stops = Decimal("0.006"), 0
    while True:
        try:
            run(project, server.url, attempts=8, concurrency=concurrency, max_cost=limit, **LIMITED)
            break
        except BudgetReached:
            stops += 1
            assert bill(server) <= limit
            assert len(project.records()) < 120
        limit += Decimal("0.006")
    assert bill(server) <= limit
    assert stops >= 2
    assert len(project.records()) == 120
    judge(project, server)


def test_what_is_stored_needs_no_budget(project: Any, company: Any, loopback: Serve) -> None:
    """A run that is answered from the cache ends within any budget."""
    project.number(4)
    server = loopback(company.answer)
    run(project, server.url, **LIMITED)
    project.output.unlink()
    ledger_path(project.output).unlink()
    assert run(project, server.url, max_cost=Decimal("0.000001"), **LIMITED).finished


def test_a_budget_needs_a_price_and_an_output_limit(project: Any, company: Any, loopback: Serve) -> None:
    """What cannot be kept is refused before anything is sent."""
    project.number(2)
    server = loopback(company.answer)
    with pytest.raises(ConfigError, match="--max-output-tokens"):
        run(project, server.url, max_cost=Decimal(1))
    with pytest.raises(ConfigError, match="no price is known for other"):
        run(project, server.url, max_cost=Decimal(1), model="other", **LIMITED)
    assert server.log == []


def test_a_budget_counts_earlier_runs_of_the_output(project: Any, company: Any, loopback: Serve) -> None:
    """The same command again does not spend the same amount again; earlier costs that are not known are refused."""
    project.number(3)
    server = loopback(company.answer)
    run(project, server.url, **LIMITED)
    project.write("Co0099")
    with pytest.raises(BudgetReached, match="is left"):
        run(project, server.url, max_cost=bill(server), **LIMITED)
    assert len(server.log) == 3


def test_the_command_stops_with_exit_code_3_and_continues(
    project: Any, company: Any, loopback: Serve, undisturbed: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """--max-cost ends a run like a lack of quota does; a larger amount finishes it with the same bytes."""
    project.number(30)
    expected = undisturbed(parameters={"max_output_tokens": 40})
    server = loopback(company.answer)
    prices = project.folder / "prices.toml"
    prices.write_text('[[price]]\nmodel = "m"\ndefault = { input = 3, output = 11 }\n')
    command = project.command(server.url, "--prices", str(prices), "--max-output-tokens", "40")
    assert main([*command, "--max-cost", "0.004"]) == 3
    assert "--max-cost" in capsys.readouterr().err
    assert 0 < len(project.records()) < 30
    assert bill(server) <= Decimal("0.004")
    assert main([*command, "--max-cost", "1"]) == 0
    assert "$0." in capsys.readouterr().err
    assert project.output.read_bytes() == expected
    assert main([*command, "--max-cost", "0"]) == 2


# -- forecasts


def look_ahead(project: Any, url: str, **options: Any) -> Any:
    """The forecast for the project's articles."""
    with project.extractor(url, **options) as extractor:
        return forecast(extractor, read_documents([project.articles]), project.output, prices=PRICES)


@pytest.mark.parametrize("before", [0, 3, 40])
def test_the_range_holds_the_true_cost(project: Any, company: Any, loopback: Serve, before: int) -> None:
    """With no experience, little, and much: what the run then costs lies in the range, re-asks included."""
    names = project.number(100)
    for name in names[before:]:
        (project.articles / f"{name}.txt").unlink()
    server = loopback(serve_with_reasks(company))
    if before:
        run(project, server.url, **LIMITED)
    project.number(100)
    expected = look_ahead(project, server.url, **LIMITED)
    assert (expected.recorded, expected.cached, expected.new) == (before, 0, 100 - before)
    assert len(server.log) == len(entries(project))
    paid = bill(server)
    run(project, server.url, **LIMITED)
    true = float(bill(server) - paid)
    assert expected.cost.low <= true <= expected.cost.high


def test_recorded_cached_and_new_are_told_apart(project: Any, company: Any, loopback: Serve) -> None:
    """An article whose re-ask is not stored is new; equal articles are one request; nothing is asked or written."""
    project.number(8)
    server = loopback(serve_with_reasks(company), fault_for=lambda body, n: "500" if len(body["messages"]) > 2 else "")
    run(project, server.url, **LIMITED)
    assert project.statuses() == ["failed", *["ok"] * 6, "failed"]
    lines = project.output.read_bytes().splitlines(keepends=True)
    project.output.write_bytes(b"".join(lines[:4]))
    project.write("New")
    (project.articles / "Twin.txt").write_text((project.articles / "New.txt").read_text())
    (project.articles / "empty.txt").write_text("")
    asked, files = len(server.log), sorted(project.folder.rglob("*"))
    found = look_ahead(project, server.url, **LIMITED)
    # Co0000 and Co0007 lack their re-ask, New and Twin all
    assert (found.recorded, found.cached, found.new, found.unreadable, found.requests) == (3, 3, 4, 1, 3)
    assert len(server.log) == asked
    assert sorted(project.folder.rglob("*")) == files


def test_recordings_answer_a_forecast_under_replay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Under --replay the recordings are what is stored: nothing is new, and nothing costs anything."""
    output = tmp_path / "out.jsonl"
    assert main(["run", "seeds", "--replay", "fixtures", "-o", str(output), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "5 articles: 0 recorded, 5 cached, 0 new" in said
    assert "no request, no cost" in said
    assert main(["run", "seeds", "--replay", "fixtures", "-o", str(output), "--dry-run", "--retry-failed"]) == 2


def test_the_command_forecasts_without_a_key_or_a_call(
    project: Any, company: Any, loopback: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    """--dry-run prints counts and a range, creates nothing, and needs no price to count tokens."""
    project.number(3)
    server = loopback(company.answer)
    files = sorted(project.folder.rglob("*"))
    assert main([*project.command(server.url), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "3 articles: 0 recorded, 0 cached, 3 new" in said
    assert "no price for this model" in said
    assert "no upper end without --max-output-tokens" in said
    assert server.log == []
    assert sorted(project.folder.rglob("*")) == files
