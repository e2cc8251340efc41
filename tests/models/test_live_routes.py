"""Which way requests go: redirects and proxies, and who never gets to see them."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from llm_extract.errors import ConfigError, UnreachableError
from llm_extract.models.live import LiveModel
from scripted_wire import KEY, REQUEST, Wire, failing, once, refused, reply, talk


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
