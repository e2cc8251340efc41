"""The live model over a real HTTP server: every failure becomes the right error, and the key stays secret."""

from __future__ import annotations

import asyncio
import copy
import logging
import pickle
import socket
import threading
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.errors import (
    ConfigError,
    ModelError,
    RateLimitedError,
    RefusedError,
    RejectedError,
    ServerError,
    TimedOutError,
    TransientError,
    UnreachableError,
)
from llm_extract.messages import Request, Response
from llm_extract.models.limits import RateLimits
from llm_extract.models.live import LiveModel
from loopback_replies import Reply, error

KEY = "sk-planted-0123456789abcdefghij"
REQUEST = Request({"model": "m", "messages": [{"role": "user", "content": "Wörds ✓"}], "temperature": 0})


def ask(url: str, request: Request = REQUEST, **options: Any) -> Response:
    async def run() -> Response:
        model = LiveModel(url, KEY, **options)
        try:
            return await model.complete(request)
        finally:
            await model.aclose()

    return asyncio.run(run())


def test_sends_the_body_as_it_stands(loopback: Callable[..., Any]) -> None:
    """The server receives the same JSON, the key as a bearer token, and nothing is added to the body."""
    server = loopback()
    ask(server.url)
    assert list(server.bodies.values()) == [REQUEST.body]
    assert list(next(iter(server.bodies.values()))) == list(REQUEST.body)
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


def test_returns_the_whole_body(loopback: Callable[..., Any]) -> None:
    """An answer keeps every field that the endpoint sent, known to the SDK or not."""
    body = {"model": "m-1", "choices": [{"message": {"content": "{}", "x": 1}}], "unknown": {"y": [1.5, None]}}
    server = loopback(lambda _: body)
    assert ask(server.url).body == body


@pytest.mark.parametrize(
    ("fault", "error", "retry_after"),
    [
        ("500", ServerError, None),
        ("503", RateLimitedError, 0.02),
        ("529", ServerError, None),
        ("408", ServerError, None),
        ("409", ServerError, None),
        ("429", RateLimitedError, 0.05),
        ("429_none", RateLimitedError, None),
        ("429_long", RateLimitedError, 600.0),
        ("html_502", ServerError, None),
        ("html_200", ServerError, None),
        ("cut", TimedOutError, None),
        ("disconnect", TimedOutError, None),
        ("empty_choices", ServerError, None),
        ("error_200", ServerError, None),
        ("choice_error", ServerError, None),
    ],
)
def test_passing_causes_are_transient(
    loopback: Callable[..., Any], fault: str, error: type[TransientError], retry_after: float | None
) -> None:
    """What may succeed later is a TransientError that carries the server's Retry-After, and is sent only once."""
    server = loopback(script=[fault])
    with pytest.raises(error) as caught:
        ask(server.url)
    assert type(caught.value) is error
    assert caught.value.retry_after == retry_after
    assert len(server.log) == 1


def test_retry_after_may_be_a_date(loopback: Callable[..., Any]) -> None:
    """An HTTP date in Retry-After becomes the seconds until then."""
    with pytest.raises(RateLimitedError) as caught:
        ask(loopback(script=["429_date"]).url)
    assert caught.value.retry_after is not None
    assert 0 <= caught.value.retry_after <= 2


@pytest.mark.parametrize("fault", ["401", "403", "404", "insufficient_quota"])
def test_refusals_stop_the_run(loopback: Callable[..., Any], fault: str) -> None:
    """A bad key, a missing permission, an unknown model and an empty account are RefusedErrors with a remedy."""
    with pytest.raises(RefusedError) as caught:
        ask(loopback(script=[fault]).url)
    assert caught.value.hint


def test_a_request_too_long_names_the_option(loopback: Callable[..., Any]) -> None:
    """A context length error is this request's fault and its hint names --max-chars."""
    with pytest.raises(RejectedError) as caught:
        ask(loopback(script=["context_length"]).url)
    assert "--max-chars" in caught.value.hint
    with pytest.raises(RejectedError) as caught:
        ask(loopback(script=["400"]).url)
    assert "--max-chars" not in caught.value.hint


@pytest.mark.parametrize("fault", ["hang", "very_slow"])
def test_the_time_limit_covers_the_whole_answer(loopback: Callable[..., Any], fault: str) -> None:
    """Neither silence nor an answer that drips keeps a request beyond its time limit."""
    with pytest.raises(TimedOutError, match=r"no answer within 0\.2 s"):
        ask(loopback(script=[fault]).url, timeout=0.2)


@pytest.mark.parametrize(("fault", "reason"), [("truncation", "length"), ("content_filter", "content_filter")])
def test_answers_that_are_of_no_use_are_answers(loopback: Callable[..., Any], fault: str, reason: str) -> None:
    """A truncated or filtered answer was paid for: it is returned for the flow to judge."""
    assert ask(loopback(lambda _: '{"a": 1}', script=[fault]).url).finish_reason == reason


def test_a_refusal_and_a_slow_answer_are_answers(loopback: Callable[..., Any]) -> None:
    """The model's refusal is returned; a chunked body is put together."""
    server = loopback(lambda _: '{"a": 1}', script=["refusal", "slow"])
    assert ask(server.url).refusal
    assert ask(server.url).content == '{"a": 1}'


def test_nobody_listens() -> None:
    """A refused connection is an UnreachableError that names the address and what to check."""
    with pytest.raises(UnreachableError, match=r"127\.0\.0\.1:9") as caught:
        ask("http://127.0.0.1:9/v1")
    assert "--base-url" in caught.value.hint


def test_a_host_without_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that cannot be resolved is an UnreachableError that says to check the name."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(UnreachableError, match="no-such-host") as caught:
        ask("http://no-such-host/v1")
    assert "name" in caught.value.hint


def test_tls_with_what_speaks_none() -> None:
    """An https address whose server speaks plain HTTP is an UnreachableError that mentions certificates."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(UnreachableError, match="cannot be reached") as caught:
            ask(f"https://127.0.0.1:{server.getsockname()[1]}/v1")
        thread.join()
    assert "SSL_CERT_FILE" in caught.value.hint


@pytest.mark.parametrize("url", ["api.openai.com/v1", "ftp://x/v1", "http://", ""])
def test_a_base_url_must_be_one(url: str) -> None:
    """What is no HTTP address is refused before any request."""
    with pytest.raises(ConfigError):
        LiveModel(url, KEY)


@pytest.mark.parametrize("key", ["sk-é-0123456789", "sk one", "sk-\x00", "a\nb"])
def test_a_key_that_cannot_be_sent_is_a_config_error(key: str) -> None:
    """A key with characters that no header takes is refused at once, without being shown."""
    with pytest.raises(ConfigError) as caught:
        LiveModel("http://127.0.0.1:9/v1", key)
    assert key not in str(caught.value)


def test_a_key_is_stripped(loopback: Callable[..., Any]) -> None:
    """A line feed at the end of a key, as files have it, does no harm."""
    server = loopback()

    async def run() -> None:
        model = LiveModel(server.url, f" {KEY}\n")
        await model.complete(REQUEST)
        await model.aclose()

    asyncio.run(run())
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("value", [float("nan"), "\ud800", {1, 2}])
def test_a_body_that_is_no_json_is_rejected(value: Any) -> None:
    """What cannot be written as JSON is this request's fault, and is not sent."""
    with pytest.raises(RejectedError, match="cannot be written as JSON"):
        ask("http://127.0.0.1:9/v1", Request({"model": "m", "x": value}))


def test_reports_rate_limits(loopback: Callable[..., Any]) -> None:
    """The limits in response headers reach the listener, with refusals too."""
    seen: list[RateLimits] = []
    server = loopback(rpm=60, burst=2.0)
    ask(server.url, on_limits=seen.append)
    ask(server.url, on_limits=seen.append)
    with pytest.raises(RateLimitedError):
        ask(server.url, on_limits=seen.append)
    assert [one.remaining_requests for one in seen] == [1, 0, 0]
    assert seen[0].limit_requests == 60


def test_the_key_appears_nowhere(loopback: Callable[..., Any], caplog: pytest.LogCaptureFixture) -> None:
    """A planted key that the server echoes is in no message, representation, traceback, pickle or log line."""

    def echo(body: dict[str, Any]) -> Any:
        kinds = {
            "error": error(401, f"Incorrect API key provided: {KEY}", f"code-{KEY}"),
            "html": Reply(f"<p>{KEY}</p>".encode(), 200),
            "server": error(500, f"upstream said Bearer {KEY}"),
        }
        return kinds[body["kind"]]

    server = loopback(echo)
    for kind in ("error", "html", "server"):
        with caplog.at_level(logging.DEBUG), pytest.raises(ModelError) as caught:
            ask(server.url, Request({"kind": kind}))
        raised = caught.value
        shown = [str(raised), repr(raised), *traceback.format_exception(raised), repr(pickle.dumps(raised))]
        assert not [text for text in shown if KEY in text]
        assert raised.__context__ is None
        assert KEY not in repr(copy.copy(raised).__dict__)
    assert KEY not in repr(LiveModel(server.url.replace("//", f"//user:{KEY}@"), KEY))
    assert KEY not in caplog.text


def test_many_at_once_and_a_second_event_loop(loopback: Callable[..., Any]) -> None:
    """One model serves hundreds of requests at once, and again in another event loop."""
    server = loopback(lambda body: str(body["n"]), latency=0.05)
    model = LiveModel(server.url, KEY)

    async def run() -> list[str]:
        answers = await asyncio.gather(*(model.complete(Request({"n": n})) for n in range(300)))
        await model.aclose()
        return [answer.content for answer in answers]

    assert asyncio.run(run()) == [str(n) for n in range(300)]
    assert asyncio.run(run()) == [str(n) for n in range(300)]
    assert server.most_in_flight > 200
