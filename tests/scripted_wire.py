"""A server that answers live models by a script, and what goes over its wire."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

import pytest

from llm_extract.errors import RefusedError, TimedOutError
from llm_extract.messages import Request, Response
from llm_extract.models.live import LiveModel

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


async def failing(model: LiveModel, wire: Wire) -> Any:
    with pytest.raises(TimedOutError) as caught:
        await model.complete(REQUEST)
    return caught.value


async def refused(model: LiveModel, wire: Wire) -> Any:
    with pytest.raises(RefusedError) as caught:
        await model.complete(REQUEST)
    return caught.value
