"""One connection to the loopback server: HTTP as chat clients speak it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from loopback_replies import MODEL, Reply, error


class Connection(asyncio.Protocol):
    """HTTP/1.1 with Content-Length bodies and keep-alive: what chat clients speak, at a tenth of a framework's cost."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._buffer = bytearray()
        self._timer: asyncio.TimerHandle | None = None
        self._pending: tuple[Any, Reply] | None = None

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._server.connections.add(self)

    def connection_lost(self, _: Exception | None) -> None:
        self._server.connections.discard(self)
        if self._timer:
            self._timer.cancel()
        if self._pending:
            self._end(delivered=False)

    def abort(self) -> None:
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        lines = bytes(self._buffer[:end]).decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        total = end + 4 + int(headers.get("content-length", 0))
        if len(self._buffer) < total:
            return
        raw = bytes(self._buffer[end + 4 : total])
        del self._buffer[:total]
        method, path, _ = lines[0].split(" ", 2)
        further = self._server.reply_elsewhere(method, path, raw, headers)
        if further is not None:
            self._send(further)
        else:
            self._route(method, path.split("?")[0].rstrip("/"), raw, headers)

    def _route(self, method: str, path: str, raw: bytes, headers: dict[str, str]) -> None:
        if method == "GET" and path == "/v1/models":
            return self._send(Reply({"object": "list", "data": [{"id": MODEL, "object": "model"}]}))
        if method != "POST" or path != "/v1/chat/completions":
            return self._send(error(404, f"no such path: {path}"))
        if self._server.remember:
            self._server.headers.append(headers)
        try:
            body = json.loads(raw)
        except ValueError as problem:
            return self._send(error(400, f"body is not JSON: {problem}"))
        reply, exchange = self._server.reply_to(body)
        self._pending = (exchange, reply)
        self._server.in_flight += 1
        self._server.most_in_flight = max(self._server.most_in_flight, self._server.in_flight)
        latency = self._server.latency
        seconds = latency(body) if callable(latency) else latency
        if reply.hang:
            return None
        if seconds and reply.status != 429:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._answer)
            return None
        return self._answer()

    def _answer(self) -> None:
        assert self._pending is not None
        reply = self._pending[1]
        if not reply.chunks:  # logged before it is sent, so that who has the answer finds it in the log
            self._end(delivered=reply.cut is None)
        self._send(reply)

    def _end(self, delivered: bool) -> None:
        if self._pending is None:
            return
        exchange, reply = self._pending
        self._pending = None
        self._server.in_flight -= 1
        self._server.finish(exchange, reply, delivered)

    def _send(self, reply: Reply) -> None:
        raw = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body, ensure_ascii=True).encode()
        headers = {"Content-Type": "application/json", **(self._server.bucket.headers() if self._server.bucket else {})}
        headers.update(reply.headers)
        if reply.chunks:
            headers["Transfer-Encoding"] = "chunked"
        else:
            headers["Content-Length"] = str(len(raw))
        head = f"HTTP/1.1 {reply.status} Loopback\r\n" + "".join(
            f"{name}: {value}\r\n" for name, value in headers.items()
        )
        start = head.encode("latin-1") + b"\r\n"
        if reply.cut == 0.0:
            self._transport.close()
        elif reply.cut is not None:
            self._transport.write(start + raw[: int(len(raw) * reply.cut)])
            self._transport.close()
        elif reply.chunks:
            self._transport.write(start)
            size = -(-len(raw) // reply.chunks)
            self._drip([raw[at : at + size] for at in range(0, len(raw), size)], reply.pause)
        else:
            self._transport.write(start + raw)

    def _drip(self, chunks: list[bytes], pause: float) -> None:
        if not chunks:
            self._end(delivered=True)
            return self._transport.write(b"0\r\n\r\n")
        self._transport.write(f"{len(chunks[0]):x}\r\n".encode() + chunks[0] + b"\r\n")
        self._timer = asyncio.get_running_loop().call_later(pause, self._drip, chunks[1:], pause)
        return None
