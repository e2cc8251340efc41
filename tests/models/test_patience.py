"""No call waits longer than its user's patience for an endpoint that is away, or refuses everything."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from llm_extract import Extractor
from llm_extract.errors import RateLimitedError, RefusedError, ServerError, TransientError, UnreachableError
from llm_extract.messages import Response
from llm_extract.models.paced import PacedModel
from loopback_replies import error
from virtual_endpoint import Endpoint, requests

Run = Callable[[Any], Any]
Serve = Callable[..., Any]


def overloaded(retry_after: float) -> RateLimitedError:
    failure = RateLimitedError("HTTP 503", retry_after=retry_after)
    failure.overloaded = True
    return failure


async def give_up(model: PacedModel, count: int = 1) -> tuple[list[Any], float]:
    """What came of so many requests, and the seconds until all had ended."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    found = await asyncio.gather(*(model.complete(one) for one in requests(count)), return_exceptions=True)
    return found, loop.time() - begun


@pytest.mark.parametrize("patience", [0.5, 2.0, 45.0, 600.0])
@pytest.mark.parametrize(
    "failure",
    [RateLimitedError("429", retry_after=700.0), RateLimitedError("429", retry_after=86400.0),
     RateLimitedError("429", retry_after=41.0), RateLimitedError("429"), overloaded(700.0)],
    ids=["ten minutes", "a day", "less than a minute", "unsaid", "overloaded"],
)  # fmt: skip
def test_refusals_of_everything_end_with_the_patience(
    run_virtual: Run, failure: TransientError, patience: float
) -> None:
    """However long the endpoint asks to wait, it is asked a last time when the patience ends, and then given up."""
    for count in (1, 30):
        found, seconds = run_virtual(give_up(PacedModel(Endpoint(lambda *_: failure), patience=patience), count))
        assert {type(one) for one in found} == {RefusedError}
        assert patience - 1e-6 <= seconds < patience + 0.3


@pytest.mark.parametrize("answered", [True, False])
def test_an_endpoint_that_is_away_is_given_up_with_the_patience(run_virtual: Run, answered: bool) -> None:
    """Be it in the middle of a growing pause: it is tried a last time then, had it ever answered or not."""
    endpoint = Endpoint(lambda one, _: None if answered and one.body["n"] == 0 else UnreachableError("away"), 0.0)
    model = PacedModel(endpoint, patience=20.0, attempts=50, concurrency=1, jitter=lambda: 1.0)
    found, seconds = run_virtual(give_up(model, 3))
    assert [type(one) for one in found] == [Response if answered else RefusedError, RefusedError, RefusedError]
    assert seconds == pytest.approx(20.0)
    assert "away (for 20 s)" in found[2].message


def test_one_pause_of_a_failing_request_is_no_longer_than_the_patience(run_virtual: Run) -> None:
    """How often it is sent is for the attempts to say, and what the server asks for counts up to there."""
    endpoint = Endpoint(lambda *_: ServerError("HTTP 500", retry_after=60.0))
    found, seconds = run_virtual(give_up(PacedModel(endpoint, patience=2.0, attempts=4, jitter=lambda: 0.0)))
    assert [type(one) for one in found] == [ServerError]
    assert seconds == pytest.approx(6.0)


def test_what_the_endpoint_asks_for_within_the_patience_is_done(run_virtual: Run) -> None:
    """It is not asked again any sooner, and answers then."""
    endpoint = Endpoint(lambda _, number: RateLimitedError("429", retry_after=30.0) if number == 1 else None, 0.0)
    found, seconds = run_virtual(give_up(PacedModel(endpoint, patience=31.0)))
    assert isinstance(found[0], Response)
    assert seconds == pytest.approx(30.0)


@pytest.mark.parametrize("status", [429, 503])
def test_a_call_ends_with_what_was_asked_for_and_loses_nothing(
    company_prompts: Any, company: Any, loopback: Serve, tmp_path: Any, status: int
) -> None:
    """The error says how long the endpoint wants to be left alone, and until when; answers are kept, and it goes on."""
    server = loopback(company.answer)
    options = {"prompts": company_prompts, "model": "m", "base_url": server.url, "cache": tmp_path / "cache"}

    async def within_limits(call: Coroutine[Any, Any, Any]) -> Any:
        async with asyncio.timeout(40):  # the server asks for ten minutes, of which one was waited
            return await call

    async def run() -> RefusedError:
        async with Extractor("company", patience=0.5, **options) as extractor:
            await extractor.aextract("Acme sells things.")
            server.answer = lambda _: error(status, "Daily limit reached", headers={"Retry-After": "600"})
            with pytest.raises(RefusedError) as caught:
                await within_limits(extractor.aextract("Bolt sells things."))
            assert (await extractor.aextract("Acme sells things.")).data.name == "Acme"
            server.answer = company.answer
            assert (await within_limits(extractor.aextract("Bolt sells things."))).data.name == "Bolt"
            return caught.value

    begun = datetime.now(UTC)
    found = asyncio.run(run())
    assert f"HTTP {status}: Daily limit reached" in found.message
    assert "asks to wait for 600 s" in found.hint
    moment = datetime.strptime(re.findall(r"at (.+) UTC", found.hint)[0], "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    assert begun + timedelta(seconds=599) < moment < datetime.now(UTC) + timedelta(seconds=601)
