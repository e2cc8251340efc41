"""What is set aside for a call, and what becomes of it when no answer comes."""

from __future__ import annotations

import asyncio
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from llm_extract import ConfigError
from llm_extract.costs import BudgetReached, Ledger, Meter, PriceTable, read_ledger
from llm_extract.costs.bounds import output_limit
from llm_extract.errors import RateLimitedError, RejectedError, ServerError, TimedOutError
from llm_extract.messages import Request, Response

URL = "http://localhost/v1"
TABLE = PriceTable([{"model": "m", "default": {"input": 3, "output": 11}, "priority": {"input": 6, "output": 22}}])


def ask(text: str, **more: Any) -> Request:
    """A request with an output limit of 100 tokens."""
    return Request({"model": "m", "messages": [{"role": "user", "content": text}], "max_tokens": 100, **more})


def nothing_stored(fingerprints: Any) -> dict[str, Response]:
    """A cache without answers."""
    return {}


@pytest.mark.parametrize("text", ["plain words", "數字與文字" * 40, "\U0001f600" * 30, '"\\\n\x01' * 50])
def test_what_is_set_aside_covers_a_token_for_each_byte(text: str) -> None:
    """Even a vocabulary of single bytes, in the dearest tier, with the full answer, costs no more."""
    request = ask(text)
    most = Meter(TABLE, URL).at_most(request)
    everything = [text, *(str(value) for value in request.body), "user"]
    tokens = sum(len(words.encode()) for words in everything)
    assert most is not None
    assert most >= (Decimal(tokens) * 6 + 100 * 22) / 1_000_000
    named = Meter(TABLE, URL).at_most(ask(text, service_tier="default"))
    assert named is not None
    assert named < most


def test_several_choices_are_several_answers() -> None:
    """``n`` multiplies what the model may write."""
    one, three = (Meter(TABLE, URL).at_most(ask("x", n=count)) for count in (1, 3))
    assert one is not None
    assert three is not None
    assert three - one == Decimal(200) * 22 / 1_000_000


@pytest.mark.parametrize(
    ("body", "limit"),
    [
        ({"max_tokens": 100}, 100), ({"max_tokens": 1e3}, 1000), ({"max_completion_tokens": 50, "n": 2}, 100),
        ({"max_tokens": "lots"}, None), ({"max_tokens": -5}, None), ({"max_tokens": 0.5}, None),
        ({"max_tokens": True}, None), ({"max_tokens": [1]}, None), ({"max_tokens": 9, "n": "two"}, None), ({}, None),
    ],
)  # fmt: skip
def test_what_is_no_number_of_tokens_is_no_limit(body: dict[str, Any], limit: int | None) -> None:
    """What a parameter should not have been set to is left to the endpoint, which says so."""
    assert output_limit(body) == limit


@pytest.mark.parametrize(
    ("error", "charged"),
    [
        (TimedOutError("no answer within 1 s"), True),
        (asyncio.CancelledError(), True),
        (ServerError("HTTP 500"), False),
        (RateLimitedError("HTTP 429"), False),
        (RejectedError("HTTP 400"), False),
        (ConfigError("no API key"), False),
    ],
)
def test_a_call_without_an_answer_counts_where_it_may_have_been_charged(
    tmp_path: Path, error: BaseException, charged: bool
) -> None:
    """What the endpoint itself refused is free; after a broken call the amount stays spent, in later runs too."""
    request = ask("words")
    most = Meter(TABLE, URL).at_most(request)
    assert most is not None
    path, journal = tmp_path / "ledger.jsonl", tmp_path / "calls.jsonl"

    async def one_run(*, fails: bool) -> None:
        meter = Meter(TABLE, URL, Ledger(path, journal), limit=most)
        try:
            meter.open("m", nothing_stored)
            await meter.begin(request)
            if fails:
                meter.failed(request, error)
                await meter.begin(request)
            meter.answered(request, Response({"model": "m", "choices": [{}]}))
        finally:
            meter.close()

    if not charged:
        asyncio.run(one_run(fails=True))
        (entry,) = read_ledger(path)
        assert (entry.kind, entry.cost, entry.at_most) == ("answer", None, most)
        return
    for fails in (True, False):
        with pytest.raises(BudgetReached):
            asyncio.run(one_run(fails=fails))
    (entry,) = read_ledger(path)
    assert (entry.kind, entry.at_most) == ("lost", most)
    assert not journal.exists()


@pytest.mark.parametrize(
    "details", [None, "x", [1], {"cache_write_tokens": -7}, {"cache_write_tokens": "y"}, {"cached_tokens": 10**30}]
)
def test_a_count_that_is_none_costs_nothing_less_than_nothing(tmp_path: Path, details: Any) -> None:
    """Whatever an endpoint says beside the tokens, the answer is entered, and the ledger can be read again."""
    table = PriceTable([{"model": "m", "default": {"input": 3, "output": 11, "cache_write": 4}}])
    usage = {"prompt_tokens": 10, "completion_tokens": 3, "prompt_tokens_details": details}

    async def run() -> None:
        meter = Meter(table, URL, Ledger(tmp_path / "ledger.jsonl", tmp_path / "calls.jsonl"))
        meter.open("m", nothing_stored)
        await meter.begin(ask("words"))
        meter.answered(ask("words"), Response({"model": "m", "choices": [{}], "usage": usage}))
        meter.close()

    asyncio.run(run())
    (entry,) = read_ledger(tmp_path / "ledger.jsonl")
    assert (entry.prompt_tokens, entry.cost) == (10, None)  # what was written to the cache is not known


def test_costs_that_were_never_known_forbid_a_budget(tmp_path: Path) -> None:
    """An earlier call of unknown cost, without even an upper end, cannot be counted: the budget is refused."""
    path, request = tmp_path / "ledger.jsonl", ask("words")
    first = Meter(PriceTable([]), URL, Ledger(path, tmp_path / "calls.jsonl"))
    first.open("m", nothing_stored)
    asyncio.run(first.begin(request))
    first.answered(request, Response({"model": "m", "choices": [{}]}))
    first.close()
    second = Meter(TABLE, URL, Ledger(path, tmp_path / "calls.jsonl"), limit=Decimal(1))
    with pytest.raises(ConfigError, match="unknown cost"):
        second.open("m", nothing_stored)
    second.close()


def test_damage_to_the_journal_costs_no_more_than_its_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Planted garbage and a torn last line are passed over; the calls around them are settled."""
    path, journal = tmp_path / "ledger.jsonl", tmp_path / "calls.jsonl"
    killed = Ledger(path, journal)
    meter = Meter(TABLE, URL, killed)
    asyncio.run(meter.begin(ask("one")))
    meter.close()
    whole = journal.read_bytes()
    journal.write_bytes(b"\x00garbage\n[1]\n" + whole + json.dumps({"call": "x"}).encode()[:5])
    again = Meter(TABLE, URL, Ledger(path, journal))
    again.open("m", nothing_stored)
    again.close()
    assert [entry.kind for entry in read_ledger(path)] == ["lost"]
    assert "passed over" in caplog.text


@pytest.mark.parametrize(
    ("request_", "remedy"),
    [
        (Request({"model": "m", "messages": []}), "--max-output-tokens"),
        (ask("x" * 5000), "--max-chars"),
    ],
)
def test_a_budget_that_cannot_be_kept_says_what_is_missing(request_: Request, remedy: str) -> None:
    """A request without an output limit, or with a prompt that may be longer than the table has a price for."""
    row = {"model": "m", "most_prompt_tokens": 1000, "default": {"input": 3, "output": 11}}
    meter = Meter(PriceTable([row]), URL, limit=Decimal(1))
    meter.open("m", nothing_stored)
    with pytest.raises(ConfigError) as caught:
        asyncio.run(meter.begin(request_))
    assert remedy in caught.value.hint
