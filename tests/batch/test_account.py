"""``<output>.run.json``: what made an output, whatever happened to its runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from llm_extract.batch import StopSwitch
from llm_extract.cli import main
from llm_extract.costs import read_ledger
from llm_extract.errors import RefusedError, RunError
from llm_extract.manifest import describe_program, manifest_path, read_manifest, write_manifest
from llm_extract.shipped import shipped


def _manifest(project: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(manifest_path(project.output).read_text(encoding="utf-8"))
    return found


def test_a_finished_run_says_what_made_the_output(
    project: Any, company: Any, loopback: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Task, model, endpoint, versions, settings with their places, inputs, counts, tokens, and the output's digest."""
    monkeypatch.setenv("LLM_EXTRACT_TIMEOUT", "17")
    project.write("Acme", "Beta")
    server = loopback(company.answer)
    project.run(server.url)
    found = _manifest(project)
    raw = project.output.read_bytes()
    assert (found["manifest_format"], found["status"], found["made_by"]) == (1, "finished", "run")
    assert found["file"] == {"bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    (run,) = found["runs"]
    assert run["records"] == {"ok": 2}
    assert (run["answers_bought"], run["answers_stored"], run["records_kept"]) == (2, 0, 0)
    assert run["tokens_bought"]["prompt_tokens"] > 0
    assert run["task"] == project.records()[0]["task"]
    assert run["endpoint"]["base_url"] == run["cache_namespace"] == server.url
    assert run["settings"]["values"]["timeout"] == 17.0
    assert run["settings"]["origins"]["timeout"] == "LLM_EXTRACT_TIMEOUT"
    assert run["settings"]["origins"]["model"] == "given"
    assert run["command"] is None
    assert run["packages"]["pydantic"]
    keys = [(record["document"]["key"], record["document"]["id"]) for record in project.records()]
    digest = hashlib.sha256("".join(f"{key} {id}\n" for key, id in keys).encode()).hexdigest()
    assert run["inputs"] == {"count": 2, "unreadable": 0, "sha256": digest}


def test_it_does_not_change_the_records(project: Any, company: Any, loopback: Callable[..., Any]) -> None:
    """Two runs at different times write different manifests and the same bytes."""
    project.write("Acme")
    server = loopback(company.answer)
    project.run(server.url)
    first, manifest = project.output.read_bytes(), _manifest(project)
    project.output.unlink()
    manifest_path(project.output).unlink()
    project.run(server.url)
    assert project.output.read_bytes() == first
    assert _manifest(project)["runs"] != manifest["runs"]


def test_a_resumed_output_keeps_its_runs(project: Any, company: Any, loopback: Callable[..., Any]) -> None:
    """Stopped, refused, finished: an entry for each, the latest last, with what each added."""
    project.number(3)
    server = loopback(company.answer, script=["", "401"])
    switch = StopSwitch()
    switch.press()
    project.run(server.url, stop=switch, concurrency=1)
    with pytest.raises(RefusedError):
        project.run(server.url, concurrency=1)
    project.run(server.url, concurrency=1)
    runs = _manifest(project)["runs"]
    assert [run["status"] for run in runs] == ["stopped", "failed", "finished"]
    assert [run["error"] for run in runs] == [None, "RefusedError", None]
    assert [run["answers_bought"] for run in runs] == [0, 1, 2]
    assert len({run["run"] for run in runs}) == 3


def test_a_killed_run_is_called_so_by_the_next(project: Any, company: Any, loopback: Callable[..., Any]) -> None:
    """What says "running" when another run holds the output's lock was killed; its cost is in the ledger alone."""
    project.write("Acme")
    server = loopback(company.answer)
    project.run(server.url)
    manifest = read_manifest(project.output)
    manifest["runs"][0] |= {"status": "running", "ended": None, "cost_usd": None}
    write_manifest(project.output, manifest)
    project.run(server.url)
    found = _manifest(project)
    assert [run["status"] for run in found["runs"]] == ["killed", "finished"]
    assert found["cost_usd"] is None


def test_while_it_runs_it_says_so(project: Any, company: Any, loopback: Callable[..., Any]) -> None:
    """The manifest is there from the start, whole, and knows no digest yet."""
    project.write("Acme")
    seen: list[dict[str, Any]] = []

    def answer(body: Any) -> Any:
        seen.append(_manifest(project))
        return company.answer(body)

    project.run(loopback(answer).url)
    assert (seen[0]["status"], seen[0]["file"]) == ("running", None)
    assert seen[0]["runs"][0]["packages"]


def test_an_output_that_is_begun_anew_has_no_earlier_runs(
    project: Any, company: Any, loopback: Callable[..., Any]
) -> None:
    """Runs of another model made none of its records."""
    project.write("Acme")
    server = loopback(company.answer)
    project.run(server.url)
    project.run(server.url, model="other", overwrite=True)
    assert [run["model"] for run in _manifest(project)["runs"]] == ["other"]


def test_costs_are_those_of_the_ledger(project: Any, company: Any, loopback: Callable[..., Any]) -> None:
    """The sum over all runs, and each run by the name that it has there."""
    project.write("Acme")
    server = loopback(company.answer)
    prices = project.folder / "prices.toml"
    prices.write_text('[[price]]\nmodel = "m"\ndefault = { input = 3, output = 11 }\n')
    assert main(project.command(server.url, "--prices", str(prices))) == 0
    (run,) = _manifest(project)["runs"]
    entries = list(read_ledger(Path(f"{project.output}.ledger.jsonl")))
    assert {entry.run for entry in entries} == {run["ledger_run"]}
    assert Decimal(run["cost_usd"]) == sum((entry.cost or 0 for entry in entries), Decimal(0)) > 0
    assert run["answers_without_price"] == 0
    project.write("Acme", "Beta")
    assert main(project.command(server.url, "--prices", str(prices))) == 0
    found = _manifest(project)
    entries = list(read_ledger(Path(f"{project.output}.ledger.jsonl")))
    assert len(found["runs"]) == 2
    assert Decimal(found["cost_usd"]) == sum((entry.cost or 0 for entry in entries), Decimal(0))


def test_answers_of_recordings_cost_nothing_that_is_known(tmp_path: Path) -> None:
    """No endpoint was asked: none is named, and no cost is made up."""
    output = tmp_path / "records.jsonl"
    article = str(next(shipped("seeds").glob("000_*.txt")))
    options = ["-t", "funding_news@v1", "--replay", str(shipped("fixtures")), "-q", "-o", str(output)]
    assert main(["run", article, *options]) == 0
    found = read_manifest(output)
    (run,) = found["runs"]
    assert (run["answered_by"], run["endpoint"], run["answers_without_price"]) == ("recordings", None, 0)
    assert (run["cost_usd"], found["cost_usd"]) == (None, None)


@pytest.mark.parametrize(("fault", "error"), [("", RunError), ("401", RefusedError)])
def test_an_account_that_cannot_be_given_ends_the_run_and_hides_no_error(
    project: Any, company: Any, loopback: Callable[..., Any], fault: str, error: type[Exception]
) -> None:
    """What ended the run otherwise is told first: a refused key is not said to be a file that cannot be written."""
    project.write("Acme")

    def deal(body: Any, attempt: int) -> str:
        manifest_path(project.output).unlink(missing_ok=True)
        manifest_path(project.output).mkdir()
        return fault

    with pytest.raises(error):
        project.run(loopback(company.answer, fault_for=deal).url)


def test_unknown_prices_are_no_cost_of_nothing(project: Any, company: Any, loopback: Callable[..., Any]) -> None:
    """What is not known is null, never 0, and it is told how many answers have no price."""
    project.write("Acme")
    project.run(loopback(company.answer).url)
    (run,) = _manifest(project)["runs"]
    assert (run["cost_usd"], run["answers_without_price"]) == (None, 1)
    assert _manifest(project)["cost_usd"] is None


def test_a_damaged_manifest_is_replaced(project: Any, company: Any, loopback: Callable[..., Any]) -> None:
    """It is no reason not to run."""
    project.write("Acme")
    server = loopback(company.answer)
    for damage in (b"{", b"[1]", b'{"manifest_format": 1, "runs": 7}', b"\xff", b"[" * 100_000):
        manifest_path(project.output).write_bytes(damage)
        project.run(server.url)
        assert _manifest(project)["status"] == "finished"


def test_a_manifest_of_a_newer_version_is_not_replaced(
    project: Any, company: Any, loopback: Callable[..., Any]
) -> None:
    """What it says of earlier runs would be lost: the run is refused before anything is asked."""
    project.write("Acme")
    server = loopback(company.answer)
    content = b'{"manifest_format": 2, "runs": [], "more": 1}'
    manifest_path(project.output).write_bytes(content)
    with pytest.raises(RunError, match="manifest format 2"):
        project.run(server.url)
    assert manifest_path(project.output).read_bytes() == content
    assert not server.log


def test_a_stream_has_no_manifest(
    project: Any, company: Any, loopback: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """There is nothing to stand beside."""
    project.write("Acme")
    command = project.command(loopback(company.answer).url)
    command[command.index(str(project.output))] = "-"
    assert main([*command, "-q"]) == 0
    assert capsys.readouterr().out
    assert not manifest_path(project.output).exists()


def test_a_table_has_one_too(
    project: Any, company: Any, loopback: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the records file with its digest; a database that is added to keeps the entries of earlier exports."""
    project.write("Acme")
    project.run(loopback(company.answer).url)
    monkeypatch.chdir(project.folder)
    table = project.folder / "out.sqlite"
    for _ in range(2):
        assert main(["export", str(project.output), "-o", str(table), "-t", "company"]) == 0
    found = json.loads(manifest_path(table).read_text())
    assert [run["records"] for run in found["runs"]] == [1, 1]
    assert found["runs"][0]["command"][:2] == ["llm-extract", "export"]
    assert found["runs"][0]["records_file"]["sha256"] == _manifest(project)["file"]["sha256"]
    assert found["runs"][0]["records_manifest"] == "out.jsonl.run.json"
    assert found["file"]["sha256"] == hashlib.sha256(table.read_bytes()).hexdigest()


def test_no_more_than_a_hundred_runs_are_kept(tmp_path: Path) -> None:
    """The others are counted."""
    output = tmp_path / "x.jsonl"
    for number in range(3):
        known = read_manifest(output)
        fresh = [{"run": f"{number}-{one}", "status": "finished"} for one in range(60)]
        write_manifest(output, {**known, "runs": [*known["runs"], *fresh]})
    found = read_manifest(output)
    assert (len(found["runs"]), found["earlier_runs"]) == (100, 80)
    assert found["runs"][-1]["run"] == "2-59"


@pytest.mark.parametrize("edit", [{"runs": {}}, {"runs": [1]}, {"earlier_runs": "3"}, {"earlier_runs": None}])
def test_a_manifest_of_another_form_counts_as_none(tmp_path: Path, edit: dict[str, Any]) -> None:
    """Edited or damaged, it fails no run at its end."""
    output = tmp_path / "records.jsonl"
    manifest_path(output).write_text(json.dumps({"manifest_format": 1, "runs": [], "earlier_runs": 2, **edit}))
    write_manifest(output, read_manifest(output))
    assert read_manifest(output)["earlier_runs"] == 0


def test_the_environment_names_no_person() -> None:
    """Neither user, host nor folder are in it."""
    text = json.dumps(describe_program())
    assert str(Path.home()) not in text
    assert str(Path.cwd()) not in text
    assert set(describe_program()["platform"]) == {"system", "release", "machine"}
