"""Forecasts: what a run would ask and cost, without a call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract import read_documents
from llm_extract.batch.dry_run import forecast
from llm_extract.cli import main
from llm_extract.shipped import shipped
from priced_runs import LIMITED, PRICES, bill, entries, run, serve_with_reasks

Serve = Callable[..., Any]


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
    assert (
        main(["run", str(shipped("seeds")), "--replay", str(shipped("fixtures")), "-o", str(output), "--dry-run"]) == 0
    )
    said = capsys.readouterr().out
    assert "5 articles: 0 recorded, 5 cached, 0 new" in said
    assert "no request, no cost" in said
    assert (
        main(
            [
                "run",
                str(shipped("seeds")),
                "--replay",
                str(shipped("fixtures")),
                "-o",
                str(output),
                "--dry-run",
                "--retry-failed",
            ]
        )
        == 2
    )


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


def test_a_stored_answer_that_trips_the_program_ends_no_forecast(
    project: Any, company: Any, loopback: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run would make a failed record of it and ask nothing for it; the others are foreseen as ever."""
    from llm_extract.schemas.wire import WireSchema

    project.number(3)
    server = loopback(company.answer)
    project.run(server.url, output=project.folder / "other.jsonl")
    project.write("Co0003")
    real = WireSchema.decode

    def faulty(self: WireSchema, wire: Any) -> Any:
        if wire["name"]["value"] == "Co0002":
            raise ZeroDivisionError("planted")
        return real(self, wire)

    monkeypatch.setattr(WireSchema, "decode", faulty)
    expected = look_ahead(project, server.url)
    assert (expected.cached, expected.new) == (3, 1)
