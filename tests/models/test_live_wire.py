"""What the live model puts on the wire and takes from it: connections, headers, encodings."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.errors import RefusedError
from llm_extract.messages import Response
from llm_extract.models.live import LiveModel
from llm_extract.models.paced import PacedModel
from scripted_wire import BODY, KEY, REQUEST, Wire, failing, once, refused, reply, talk


async def twice(model: LiveModel, wire: Wire) -> Response:
    await model.complete(REQUEST)
    return await model.complete(REQUEST)


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


@pytest.mark.parametrize("status", [405, 407, 410])
def test_what_no_request_will_change_stops_the_run(status: int) -> None:
    """A wrong path, a proxy that wants a password and a model that is gone concern every article, not this one."""
    _, error = talk([reply(f"{status} No", b"{}")], refused)
    assert str(status) in error.message
    assert error.hint


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
