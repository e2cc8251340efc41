"""``llm-extract batch``: what its verbs print, their exit codes, and a live run beside open jobs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.cli import main
from llm_extract.cli.app import app
from loopback_replies import error

Do = Callable[..., int]


@pytest.fixture
def folder(folder: Path) -> Path:
    """That working folder, with prices in its settings."""
    (folder / "prices.toml").write_text(
        '[[price]]\nmodel = "m"\ndefault = { input = 4, output = 10 }\nbatch = { input = 2, output = 5 }\n'
    )
    (folder / "pyproject.toml").write_text('[tool.llm-extract]\nprices = "prices.toml"\n')
    return folder


@pytest.fixture
def server(batch_loopback: Callable[..., Any], company: Any) -> Any:
    """Answers every article, in batches too; Bolt's only when asked again."""

    def answer(body: dict[str, Any]) -> str:
        if company.label(body) == "Bolt" and len(body["messages"]) == 2:
            return json.dumps({"name": {"quote": "nowhere", "value": "Else"}})
        return str(company.answer(body))

    return batch_loopback(answer)


@pytest.fixture
def do(folder: Path, server: Any) -> Do:
    """Runs a verb over the articles; returns its exit code."""

    def call(verb: str, *more: str) -> int:
        given = ["articles", "-t", "company", "-m", "m", "--max-output-tokens", "40", "-o", "out.jsonl"]
        return main([*verb.split(), *given, "--base-url", server.url, *more])

    return call


@pytest.fixture
def watch(folder: Path, server: Any) -> Do:
    """Runs a verb about jobs."""
    return lambda *words: main(["batch", *words, "--base-url", server.url])


@pytest.mark.parametrize("verb", ["submit", "submit --dry-run"])
def test_inputs_of_which_none_is_there_are_a_usage_error(
    folder: Path, server: Any, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    """As for a run: else nothing was to be sent, and all seemed well."""
    given = ["artcles", "-t", "company", "-m", "m", "--base-url", server.url]
    assert main(["batch", *verb.split(), *given]) == 2
    assert "artcles: no such file or folder. Did you mean articles?" in capsys.readouterr().err
    assert not server.log


def test_the_way_of_a_batch(do: Do, watch: Do, server: Any, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """Submit, status, collect, the re-ask as the next batch, and a run that asks nothing: each says what is next."""
    assert do("batch submit") == 0
    said = capsys.readouterr()
    assert "3 articles without a final record: 0 have all answers, 3 do not" in said.out
    assert "submitted 3 requests in 1 job; at most $0.00" in said.out
    assert said.err.startswith("sending job ")
    assert watch("status") == 0
    (batch,) = server.batches.values()
    said = capsys.readouterr()
    assert "validating: 0 of 3 done, for out.jsonl" in said.out
    assert batch.id in said.out
    assert do("batch collect") == 1
    assert "3 requests in open jobs: not sent again" in capsys.readouterr().out
    server.work()
    assert do("batch collect") == 1
    said = capsys.readouterr()
    assert "completed: 3 answered\nstored 3 answers, $0.000" in said.out
    assert "due: 1 re-ask\nbatch submit sends them as the next batch; run asks live, at full price" in said.out
    assert do("batch submit") == 0
    assert "submitted 1 request in 1 job, 1 of them asking again" in capsys.readouterr().out
    server.work()
    assert do("batch collect") == 0
    assert "every answer is stored: llm-extract run makes the records without asking" in capsys.readouterr().out
    assert do("run") == 0
    assert "0 new answers, 4 stored" in capsys.readouterr().err
    assert server.log == []
    assert do("batch submit") == do("batch collect") == 0
    assert "every article has its record\nnothing to submit" in capsys.readouterr().out


def test_a_run_makes_the_re_asks_live_and_says_so(do: Do, server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """What a batch left due costs the full price in a run, and that is said."""
    do("batch submit")
    server.work()
    do("batch collect")
    capsys.readouterr()
    assert do("run") == 0
    assert "bought live, at full price: 1 of these answers" in capsys.readouterr().err
    assert len(server.log) == 1


def test_a_run_leaves_alone_what_open_jobs_hold(
    do: Do, server: Any, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    """It would be paid twice: the record fails for a passing cause that names the job, and is made later."""
    do("batch submit")
    (folder / "articles" / "Delta.txt").write_text("Delta sells things.\n")
    capsys.readouterr()
    assert do("run") == 1
    said = capsys.readouterr().err
    assert "not asked live: 3 requests in Batch jobs: llm-extract batch collect" in said
    assert "3 WaitsInBatch" in said
    records = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert [record["status"] for record in records] == ["failed", "failed", "failed", "ok"]
    assert len(server.log) == 1
    assert do("run", "--max-cost", "1") == 2
    server.work()
    assert do("batch collect") == 1
    assert do("run") == 0
    assert len(server.log) == 2  # Delta, and the re-ask
    assert sum(server.bought.values()) == 3


def test_a_dry_run_calls_nothing(do: Do, server: Any, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """Requests and a cost range at batch prices; nothing is created; what is in open jobs is not counted."""
    files = sorted(folder.rglob("*"))
    assert do("run", "--dry-run") == 0
    live = capsys.readouterr().out
    assert do("batch submit", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "3 requests, without those that ask again" in said
    costs = [float(text.rpartition("at most ")[2].split()[0]) for text in (live, said)]
    assert costs[1] == pytest.approx(costs[0] / 2, abs=0.0001)
    assert sorted(folder.rglob("*")) == files
    assert server.calls == []
    do("batch submit")
    capsys.readouterr()
    assert do("batch submit", "--dry-run") == 0
    assert "3 requests in open Batch jobs\n  no request, no cost" in capsys.readouterr().out


def test_jobs_are_cancelled_by_name_or_all(do: Do, watch: Do, server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """What was answered until then is kept; the rest is due."""
    assert watch("cancel", "--all") == 0
    assert capsys.readouterr().out == "no open job\n"
    do("batch submit")
    assert watch("cancel") == 2
    assert watch("cancel", "batch_unknown") == 2
    (batch,) = server.batches.values()
    capsys.readouterr()
    assert watch("cancel", batch.id) == 0
    assert "cancelling: 0 of 3 done" in capsys.readouterr().out
    assert watch("cancel", "--all") == 0  # once more changes nothing
    server.work(share=0.34, ending="cancelled")
    assert do("batch collect") == 1
    said = capsys.readouterr().out
    assert "cancelled: 1 answered, 2 unanswered" in said
    assert "due: 2 to be asked" in said


def test_jobs_that_the_endpoint_lost_can_be_given_up(
    do: Do, watch: Do, server: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """An endpoint that forgot a job does not keep its articles from being asked for ever."""
    do("batch submit")
    server.batches.clear()
    capsys.readouterr()
    assert watch("cancel", "--all") == 2
    said = capsys.readouterr().err
    assert "the endpoint does not know" in said
    assert "--forget" in said
    assert watch("cancel", "--all", "--forget") == 0
    assert "forgotten" in capsys.readouterr().out
    do("batch submit")
    server.work()
    do("batch collect")
    assert "3 answered" in capsys.readouterr().out


def test_jobs_of_another_output_are_named(do: Do, server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Their ledger lies beside that output, so they are collected with it."""
    do("batch submit")
    server.work()
    capsys.readouterr()
    assert do("batch collect", "-o", "other.jsonl") == 1
    assert "1 job submitted with -o out.jsonl: collect with the same" in capsys.readouterr().out
    assert do("batch collect") == 1
    assert "stored 3 answers" in capsys.readouterr().out


def test_a_table_has_its_ledger_beside_its_records(do: Do, server: Any) -> None:
    """-o FILE.csv is FILE.csv.jsonl to every verb."""
    assert do("batch submit", "-o", "out.csv") == 0
    server.work()
    do("batch collect", "-o", "out.csv")
    assert Path("out.csv.jsonl.ledger.jsonl").exists()
    assert do("run", "-o", "out.csv") == 0
    assert Path("out.csv").exists()


def test_causes_are_said_with_their_remedy(do: Do, server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """A rejected row, one that may be answered another time, and a missing quota."""
    do("batch submit")
    server.work(
        outcome=lambda body, name: {"Acme": "400", "Bolt": "500"}.get(body["messages"][1]["content"].split()[0])
    )
    capsys.readouterr()
    assert do("batch collect") == 1
    said = capsys.readouterr().out
    assert "1 RejectedError: Acme.txt: HTTP 400" in said
    assert "1 ServerError: Bolt.txt: HTTP 500: Refused with 500. Due again." in said
    assert do("batch submit") == 1
    assert "1 request rejected before: llm-extract run asks live and says why" in capsys.readouterr().out
    server.work(outcome=lambda body, name: "429")
    assert do("batch collect") == 3
    assert "Add credit" in capsys.readouterr().err


def test_what_stops_the_command(
    do: Do, watch: Do, server: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong key, no quota and an unreachable endpoint are 3; no Batch API, no cache and recordings are 2."""
    server.fail_next("POST /files", error(429, "You exceeded your current quota", "insufficient_quota"))
    assert do("batch submit") == 3
    assert "Add credit" in capsys.readouterr().err
    server.fail_next("POST /batches")
    assert do("batch submit") == 3
    assert "Nothing is lost: run the same command again" in capsys.readouterr().err
    server.key = "another"
    assert watch("status") == 3
    assert "Check the API key" in capsys.readouterr().err
    server.key, server.absent = "", True
    assert do("batch submit") == 2
    assert "has no Batch API" in capsys.readouterr().err
    monkeypatch.setenv("LLM_EXTRACT_CACHE", "none")
    assert do("batch submit") == 2
    assert "--cache" in capsys.readouterr().err
    monkeypatch.setenv("LLM_EXTRACT_REPLAY", "recordings")
    assert do("batch submit") == 2
    assert "Switch replay off" in capsys.readouterr().err


def test_a_budget_sends_what_it_allows(do: Do, server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """--max-cost leaves out what could pass it, says how many, and exits 3; a larger one sends the rest."""
    assert do("batch submit", "--max-cost", "0.003") == 3
    said = capsys.readouterr()
    assert "submitted 2 requests" in said.out
    assert "left out: 1 request, which could cost more" in said.err
    assert do("batch submit", "--max-cost", "1") == 0
    assert len(server.batches) == 2


def test_collecting_can_wait(do: Do, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """--wait looks again until the jobs have ended."""
    from llm_extract.cli import batch

    monkeypatch.setattr(batch, "_WAIT", 0.01)
    do("batch submit")
    looks = 0
    find = server.reply_elsewhere

    def end_at_the_third(method: str, target: str, *more: Any) -> Any:
        nonlocal looks
        looks += "/batches/batch_" in target
        if looks == 3:
            server.work()
        return find(method, target, *more)

    server.reply_elsewhere = end_at_the_third
    assert do("batch collect", "--wait") == 1
    assert looks >= 3
    assert sum(server.bought.values()) == 3


def test_options_are_those_of_a_run() -> None:
    """Every option of submit and collect is declared as in run, but for their own."""
    import typer

    verbs = typer.main.get_command(app).commands
    known = {one.name: one.help for one in verbs["run"].params}
    for name in ("submit", "collect"):
        options = {one.name: one.help for one in verbs["batch"].commands[name].params}
        assert {option for option in options if options[option] != known.get(option)} <= {"wait", "output"}
        assert {"paths", "sample", "model", "passes", "output"} <= set(options)
