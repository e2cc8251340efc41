"""Budgets: what a run may cost is never passed, and the same command goes on with more."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from llm_extract import ConfigError
from llm_extract.cli import main
from llm_extract.costs import BudgetReached, ledger_path
from priced_runs import LIMITED, bill, judge, run

Serve = Callable[..., Any]


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
    assert 0 < len(server.log) < 30
    assert len(project.records()) <= len(server.log)  # those behind an article that was not asked about come later
    assert bill(server) <= Decimal("0.004")
    assert main([*command, "--max-cost", "1"]) == 0
    assert "$0." in capsys.readouterr().err
    assert project.output.read_bytes() == expected
    assert len(server.log) == 30
    assert main([*command, "--max-cost", "0"]) == 2
