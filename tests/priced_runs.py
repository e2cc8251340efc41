"""Runs with prices, over the project's articles: what they cost, by the ledger and by the server's bill."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from llm_extract import read_documents
from llm_extract.batch import run_batch
from llm_extract.costs import Entry, PriceTable, ledger_path, read_ledger

PRICES = PriceTable([{"model": "m", "default": {"input": 3, "output": 11, "cached_input": 1}}])
LIMITED = {"parameters": {"max_output_tokens": 40}}


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
