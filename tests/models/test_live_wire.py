"""What the live model puts on the wire and takes from it: connections, headers, proxies, redirects, encodings."""

from __future__ import annotations

import asyncio
import base64
import gzip
import json
import zlib
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

import pytest

from llm_extract.errors import ConfigError, RefusedError, TimedOutError, UnreachableError
from llm_extract.messages import Request, Response
from llm_extract.models.live import LiveModel
from llm_extract.models.paced import PacedModel

KEY = "sk-planted-0123456789abcdefghij"
REQUEST = Request({"model": "m", "messages": [{"role": "user", "content": "Wörds ✓"}]})
BODY = json.dumps({"choices": [{"message": {"content": "done"}}]}).encode()
Headers = dict[str, str]


def reply(status: str = "200 OK", body: bytes = BODY, **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


class Wire:
    """A server of scripted answers, one for each request; an empty one closes the connection."""

    def __init__(self, *answers: bytes) -> None:
        self.answers = list(answers)
        self.seen: list[tuple[int, str, Headers, bytes]] = []
        self.connections = 0
        self.talks: set[asyncio.Task[None] | None] = set()

    async def __aenter__(self) -> Wire:
        self.server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/v1"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.server.close()
        await asyncio.gather(*(talk for talk in self.talks if talk))  # the client has closed its connections

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        number = self.connections
        self.talks.add(asyncio.current_task())
        answer = b"first"
        while answer:
            try:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                break
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            self.seen.append((number, head[0], headers, body))
            answer = self.answers.pop(0)
            writer.write(answer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


def talk(
    answers: Sequence[bytes], use: Callable[[LiveModel, Wire], Awaitable[Any]], url: str = "", **options: Any
) -> tuple[Wire, Any]:
    """What a use of a model returns, and the wire as it was then; the port replaces PORT in the URL."""

    async def run() -> tuple[Wire, Any]:
        async with Wire(*answers) as wire:
            model = LiveModel(url.replace("PORT", str(wire.port)) or wire.url, KEY, **options)
            try:
                return wire, await use(model, wire)
            finally:
                await model.aclose()

    return asyncio.run(run())


async def once(model: LiveModel, wire: Wire) -> Response:
    return await model.complete(REQUEST)


async def twice(model: LiveModel, wire: Wire) -> Response:
    await model.complete(REQUEST)
    return await model.complete(REQUEST)


async def failing(model: LiveModel, wire: Wire) -> Any:
    with pytest.raises(TimedOutError) as caught:
        await model.complete(REQUEST)
    return caught.value


def test_connections_are_kept_and_cookies_are_not() -> None:
    """The second request goes over the first one's connection, without the cookie that its answer set."""
    wire, _ = talk([reply(Set_Cookie="a=b; Path=/"), reply()], twice)
    assert [number for number, *_ in wire.seen] == [1, 1]
    assert "cookie" not in wire.seen[1][2]


def test_a_kept_connection_that_closes_is_an_error_and_nothing_is_sent_again() -> None:
    """A POST whose kept connection closes under it is sent once: it may have been answered and billed."""

    async def use(model: LiveModel, wire: Wire) -> Any:
        await model.complete(REQUEST)
        return await failing(model, wire)

    wire, error = talk([reply(), b"", reply()], use)
    assert [number for number, *_ in wire.seen] == [1, 1]
    assert error.__cause__ is None
    assert error.__context__ is None


def test_the_paced_model_sends_it_again() -> None:
    """It is the paced model that asks again, over a new connection."""

    async def use(model: LiveModel, wire: Wire) -> Response:
        paced = PacedModel(model, jitter=lambda: 0.0)
        await paced.complete(REQUEST)
        return await paced.complete(REQUEST)

    wire, answer = talk([reply(), b"", reply()], use)
    assert answer.content == "done"
    assert [number for number, *_ in wire.seen] == [1, 1, 2]


def test_sends_what_the_sdk_would(monkeypatch: pytest.MonkeyPatch) -> None:
    """Path, key, the SDK's own headers, the organization from its environment, and the caller's headers last."""
    monkeypatch.setenv("OPENAI_ORG_ID", "org-1")
    wire, _ = talk([reply()], once, headers={"api-key": "azure-secret", "user-agent": "mine"})
    _, line, headers, body = wire.seen[0]
    assert line == "POST /v1/chat/completions HTTP/1.1"
    assert headers["authorization"] == f"Bearer {KEY}"
    assert headers["content-type"] == headers["accept"] == "application/json"
    assert headers["x-stainless-lang"] == "python"
    assert headers["openai-organization"] == "org-1"
    assert "openai-project" not in headers
    assert (headers["api-key"], headers["user-agent"]) == ("azure-secret", "mine")
    assert json.loads(body) == REQUEST.body


def test_a_user_in_the_url_goes_before_the_key() -> None:
    """User and password of a base URL are sent as basic authentication, and not shown when it fails."""
    wire, error = talk([b""], failing, url="http://user:p%40ssword-1@127.0.0.1:PORT/v1")
    said = base64.b64encode(b"user:p@ssword-1").decode()
    assert wire.seen[0][2]["authorization"] == f"Basic {said}"
    assert not [text for text in ("p@ssword-1", "p%40ssword-1", said) if text in repr(error)]


@pytest.mark.parametrize(("name", "encode"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_compressed_answers_are_read(name: str, encode: Callable[[bytes], bytes]) -> None:
    """Answers may come compressed; broken compression is a broken connection."""
    wire, answer = talk([reply(body=encode(BODY), Content_Encoding=name)], once)
    assert answer.content == "done"
    assert name in wire.seen[0][2]["accept-encoding"]
    talk([reply(body=b"no such thing", Content_Encoding=name)], failing)


def test_redirects_within_the_endpoint_are_followed_with_the_body() -> None:
    """A 307 to another path sends the same body there, with the key."""
    wire, answer = talk([reply("307 Moved", b"", Location="/v2/chat/completions"), reply()], once)
    assert answer.content == "done"
    assert [line for _, line, *_ in wire.seen] == [
        "POST /v1/chat/completions HTTP/1.1",
        "POST /v2/chat/completions HTTP/1.1",
    ]
    assert wire.seen[0][3] == wire.seen[1][3] != b""
    assert wire.seen[1][2]["authorization"] == f"Bearer {KEY}"


async def refused(model: LiveModel, wire: Wire) -> Any:
    with pytest.raises(RefusedError) as caught:
        await model.complete(REQUEST)
    return caught.value


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nothing_goes_to_another_server_than_the_one_that_was_named(status: int) -> None:
    """Neither the article nor a key in any header follows a redirect elsewhere; the error names the other address."""

    async def use(model: LiveModel, wire: Wire) -> Any:
        wire.answers[0] = reply(
            f"{status} Moved", b"", Location=f"http://localhost:{wire.port}/v1/chat/completions?t=1"
        )
        return await refused(model, wire)

    wire, error = talk([b"", reply()], use, headers={"api-key": "azure-secret"})
    assert len(wire.seen) == 1
    assert f"http://localhost:{wire.port}/v1/chat/completions" in error.message
    assert "t=1" not in error.message
    assert "--base-url" in error.hint


def test_a_redirect_that_would_make_a_question_of_a_request_is_not_followed() -> None:
    """301 and 302 turn a POST into a GET without the article, even within the endpoint."""
    wire, _ = talk([reply("302 Found", b"", Location="/login"), reply()], refused)
    assert len(wire.seen) == 1


@pytest.mark.parametrize("location", ["/v1/chat/completions", "http://[", "http://h:99999/", "ftp://127.0.0.1/v1", ""])
def test_redirects_that_lead_nowhere_are_refused(location: str) -> None:
    """A server that sends in circles, or to no address, is refused after a few requests."""
    wire, error = talk([reply("307 Moved", b"", Location=location)] * 30, refused)
    assert len(wire.seen) <= 10
    assert KEY not in repr(error)


def test_the_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTP_PROXY, else ALL_PROXY, carries the request, with the proxy's own password, which no error shows."""
    for name in ("http_proxy", "all_proxy"):

        async def use(model: LiveModel, wire: Wire, name: str = name) -> Any:
            monkeypatch.setenv(name, f"http://me:proxy-secret@127.0.0.1:{wire.port}")
            await model.complete(REQUEST)
            return await failing(model, wire)

        wire, error = talk([reply(), b""], use, url="http://model.test/v1")
        monkeypatch.delenv(name)
        _, line, headers, _ = wire.seen[0]
        assert line == "POST http://model.test/v1/chat/completions HTTP/1.1"
        assert headers["proxy-authorization"] == f"Basic {base64.b64encode(b'me:proxy-secret').decode()}"
        assert headers["authorization"] == f"Bearer {KEY}"
        assert "proxy-secret" not in repr(error)


def test_a_tunnel_that_the_proxy_refuses_shows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """An HTTPS endpoint is asked for by CONNECT, without the key; the refusal names neither key nor password."""

    async def use(model: LiveModel, wire: Wire) -> Any:
        monkeypatch.setenv("https_proxy", f"http://me:proxy-secret@127.0.0.1:{wire.port}")
        return await refused(model, wire)

    wire, error = talk([reply("407 Who are you", b"")], use, url="https://model.test/v1")
    _, line, headers, _ = wire.seen[0]
    assert line == "CONNECT model.test:443 HTTP/1.1"
    assert "proxy-authorization" in headers
    assert KEY not in repr(headers)
    assert not [text for text in (KEY, "proxy-secret") if text in repr(error)]
    assert "HTTPS_PROXY" in error.hint


@pytest.mark.parametrize("status", [403, 502, 503])
def test_a_tunnel_that_cannot_be_made_costs_nothing(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    """Nothing was sent to the endpoint, so that no attempt and no money counts: it cannot be reached for now."""

    async def use(model: LiveModel, wire: Wire) -> Any:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{wire.port}")
        with pytest.raises(UnreachableError, match=str(status)) as caught:
            await model.complete(REQUEST)
        return caught.value

    assert "proxy" in talk([reply(f"{status} No", b"")], use, url="https://model.test/v1")[1].hint


@pytest.mark.parametrize("status", [405, 407, 410])
def test_what_no_request_will_change_stops_the_run(status: int) -> None:
    """A wrong path, a proxy that wants a password and a model that is gone concern every article, not this one."""
    _, error = talk([reply(f"{status} No", b"{}")], refused)
    assert str(status) in error.message
    assert error.hint


def test_no_proxy_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host in NO_PROXY is asked directly."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "example.org,127.0.0.1")
    assert talk([reply()], once)[1].content == "done"


def test_a_proxy_of_another_kind_is_a_config_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A SOCKS proxy is refused before anything is sent."""
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:9")

    async def use(model: LiveModel, wire: Wire) -> None:
        with pytest.raises(ConfigError, match="socks5"):
            await model.complete(REQUEST)

    assert not talk([], use)[0].seen


def test_netrc_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """A .netrc entry for the host neither replaces the key nor stops the request."""
    (tmp_path / "netrc").write_text("default login me password other-secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert talk([reply()], once)[0].seen[0][2]["authorization"] == f"Bearer {KEY}"


def test_an_error_with_headers_in_any_case_is_classified() -> None:
    """Retry-After is found however the server spells it."""

    async def use(model: LiveModel, wire: Wire) -> Any:
        with pytest.raises(RefusedError):
            await model.complete(REQUEST)
        with pytest.raises(Exception, match="429") as caught:
            await model.complete(REQUEST)
        return caught.value

    _, error = talk([reply("401 No", b"{}"), reply("429 Slow", b"{}", RETRY_AFTER="7")], use)
    assert error.retry_after == 7
