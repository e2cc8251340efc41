"""A real HTTP server on loopback that speaks chat/completions and can fail in every way that endpoints do.

Used by the tests (the ``loopback`` fixture) and, as a process of its own, by benchmarks and tests that kill things::

    python tests/loopback.py --port 0 --latency 0.2 --faults '{"500": 0.05, "cut": 0.01}' --log server.jsonl

It prints its base URL, then serves until it is killed. Its log is the judge of what was asked, answered and billed.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import importlib.util
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from email.utils import formatdate
from pathlib import Path
from typing import Any

Body = dict[str, Any]
MODEL = "loopback-model"


@dataclass(frozen=True)
class Reply:
    """What the server sends: a status, a body, and how badly.

    ``cut`` closes the connection after that share of the body, ``hang`` never answers, ``chunks`` sends the body in so
    many chunks with ``pause`` seconds between them.
    """

    body: Any = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: float | None = None
    hang: bool = False
    chunks: int = 0
    pause: float = 0.0


@dataclass
class Exchange:
    """One request as the server saw it. ``billed`` tokens are counted once it would have generated an answer."""

    key: str
    attempt: int
    received: float
    fault: str = ""
    status: int = 0
    answered: float = 0.0
    delivered: bool = False
    prompt_tokens: int = 0
    completion_tokens: int = 0
    label: str = ""


def body_key(body: Body) -> str:
    """A short name of a request body, equal for equal bodies."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def completion(body: Body, content: str | None, **changes: Any) -> Body:
    """A chat completion; ``finish_reason``, ``refusal`` and ``usage`` can be given."""
    prompt = sum(len(str(message.get("content"))) for message in body.get("messages", ())) // 4
    answer = len(content or "") // 4 + 1
    usage = {"prompt_tokens": prompt, "completion_tokens": answer, "total_tokens": prompt + answer}
    message = {"role": "assistant", "content": content, "refusal": changes.get("refusal")}
    choice = {"index": 0, "message": message, "finish_reason": changes.get("finish_reason", "stop"), "logprobs": None}
    return {
        "id": f"chatcmpl-{body_key(body)}",
        "object": "chat.completion",
        "created": 1700000000,
        "model": body.get("model", MODEL),
        "choices": [choice],
        "usage": changes.get("usage", usage),
    }


def error(status: int, message: str, code: str | None = None, headers: Mapping[str, str] | None = None) -> Reply:
    """An error as OpenAI words it."""
    kind = (
        "insufficient_quota" if code == "insufficient_quota" else "server_error" if status >= 500 else "request_error"
    )
    return Reply({"error": {"message": message, "type": kind, "param": None, "code": code}}, status, headers or {})


Fault = Callable[[Body, str], Reply]
FAULTS: dict[str, Fault] = {
    "500": lambda body, content: error(500, "The server had an error"),
    "503": lambda body, content: error(503, "Overloaded", headers={"Retry-After": "0.02"}),
    "529": lambda body, content: error(529, "Overloaded"),
    "429": lambda body, content: error(429, "Rate limit reached", "rate_limit_exceeded", {"Retry-After": "0.05"}),
    "429_second": lambda body, content: error(429, "Rate limit reached", "rate_limit_exceeded", {"Retry-After": "1"}),
    "429_date": lambda body, content: error(
        429, "Slow down", None, {"Retry-After": formatdate(time.time() + 1, usegmt=True)}
    ),
    "429_none": lambda body, content: error(429, "Slow down"),
    "429_long": lambda body, content: error(429, "Daily limit reached", "rate_limit_exceeded", {"Retry-After": "600"}),
    "408": lambda body, content: error(408, "Request timeout"),
    "409": lambda body, content: error(409, "Conflict"),
    "html_502": lambda body, content: Reply(
        b"<html><h1>502 Bad Gateway</h1></html>", 502, {"Content-Type": "text/html"}
    ),
    "html_200": lambda body, content: Reply(b"<html>Please log in</html>", 200, {"Content-Type": "text/html"}),
    "400": lambda body, content: error(400, "Invalid schema for response_format", "invalid_request_error"),
    "context_length": lambda body, content: error(
        400, "This model's maximum context length is 8192 tokens", "context_length_exceeded"
    ),
    "401": lambda body, content: error(401, "Incorrect API key provided", "invalid_api_key"),
    "403": lambda body, content: error(403, "Not allowed"),
    "404": lambda body, content: error(404, "The model does not exist", "model_not_found"),
    "insufficient_quota": lambda body, content: error(429, "You exceeded your current quota", "insufficient_quota"),
    "cut": lambda body, content: Reply(completion(body, content), cut=0.6),
    "disconnect": lambda body, content: Reply(b"", cut=0.0),
    "hang": lambda body, content: Reply(hang=True),
    "slow": lambda body, content: Reply(completion(body, content), chunks=6, pause=0.02),
    "very_slow": lambda body, content: Reply(completion(body, content), chunks=1000, pause=1.0),
    "refusal": lambda body, content: Reply(completion(body, None, refusal="I cannot help with that.")),
    "truncation": lambda body, content: Reply(completion(body, content[: len(content) // 2], finish_reason="length")),
    "content_filter": lambda body, content: Reply(completion(body, "", finish_reason="content_filter")),
    "invalid": lambda body, content: Reply(completion(body, '{"not": "the schema"}')),
    "no_usage": lambda body, content: Reply(completion(body, content, usage=None)),
    "empty_choices": lambda body, content: Reply({**completion(body, content), "choices": []}),
    "error_200": lambda body, content: Reply({"error": {"message": "Provider returned error", "code": 502}}),
    "choice_error": lambda body, content: Reply(
        {**completion(body, content), "choices": [{"index": 0, "finish_reason": "error", "error": {"code": 502}}]}
    ),
}
_BILLED = frozenset({"", "cut", "slow", "very_slow", "refusal", "truncation", "content_filter", "invalid", "no_usage"})


class TokenBucket:
    """Requests per minute, refilled continuously; ``burst`` seconds' worth can be taken at once."""

    def __init__(self, rpm: float, burst: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rpm / 60
        self.rpm = rpm
        self.capacity = max(1.0, self.rate * burst)
        self._clock = clock
        self._level, self._at = self.capacity, clock()

    def take(self) -> float:
        """Take one; returns 0, or the seconds until there is one."""
        now = self._clock()
        self._level = min(self.capacity, self._level + (now - self._at) * self.rate)
        self._at = now
        if self._level >= 1:
            self._level -= 1
            return 0.0
        return (1 - self._level) / self.rate

    def headers(self) -> dict[str, str]:
        """What OpenAI reports beside each answer."""
        reset = (self.capacity - self._level) / self.rate
        return {
            "x-ratelimit-limit-requests": str(int(self.rpm)),
            "x-ratelimit-remaining-requests": str(int(self._level)),
            "x-ratelimit-reset-requests": f"{reset * 1000:.0f}ms",
        }


Answer = Callable[[Body], Any]


class Loopback:
    """The server, in a thread of its own, on a free port of 127.0.0.1.

    Args:
        answer: from a request body to the content (text), a whole completion (dict) or a ``Reply``.
        script: faults for the first requests in order of arrival; None or "" is a normal answer.
        faults: probability of each fault; drawn from seed, body and attempt, so the order of arrival does not matter.
        fault_for: chooses a fault from the body and its attempt number (from 1).
        seed: of the draw.
        latency: seconds before an answer, or a function of the body.
        rpm: a token bucket of requests per minute.
        burst: seconds' worth of requests that the bucket holds.
        log_path: every exchange is appended there as a JSON line as soon as it ends.
        label: a short text for the log, from a body (such as the article's name).
        port: 0 for a free one.
    """

    def __init__(
        self,
        answer: Answer = lambda body: "{}",
        *,
        script: Sequence[str | None] = (),
        faults: Mapping[str, float] | None = None,
        fault_for: Callable[[Body, int], str | None] | None = None,
        seed: int = 0,
        latency: float | Callable[[Body], float] = 0.0,
        rpm: float | None = None,
        burst: float = 1.0,
        log_path: Path | None = None,
        label: Callable[[Body], str] = lambda body: "",
        port: int = 0,
    ) -> None:
        self.answer, self.script, self.faults, self.fault_for = answer, list(script), dict(faults or {}), fault_for
        self.seed, self.latency, self.label = seed, latency, label
        self.bucket = TokenBucket(rpm, burst) if rpm else None
        self.log: list[Exchange] = []
        self.bodies: dict[str, Body] = {}
        self.headers: list[dict[str, str]] = []
        self.in_flight = self.most_in_flight = 0
        self.remember = log_path is None
        self._log_file = log_path.open("a", buffering=1) if log_path else None
        self._attempts: Counter[str] = Counter()
        self._port = port
        self._connections: set[_Connection] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="loopback")

    # -- life

    def start(self) -> Loopback:
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("the loopback server did not start")
        return self

    def stop(self) -> None:
        if self._loop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopped.set)
            self._thread.join(10)
        if self._log_file:
            self._log_file.close()

    def __enter__(self) -> Loopback:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _run(self) -> None:
        asyncio.run(self.serve())

    async def serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()
        server = await self._loop.create_server(lambda: _Connection(self), "127.0.0.1", self._port, backlog=4096)
        self._port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stopped.wait()
        server.close()
        for connection in list(self._connections):
            connection.abort()
        await asyncio.sleep(0)

    # -- what tests ask

    @property
    def url(self) -> str:
        """The base URL to give to clients."""
        return f"http://127.0.0.1:{self._port}/v1"

    def attempts(self) -> Counter[str]:
        """How often each body was received."""
        return Counter(one.key for one in self.log)

    def outcomes(self) -> Counter[str]:
        """How often each fault, or "" for a normal answer, was dealt."""
        return Counter(one.fault for one in self.log)

    def paid_again(self) -> int:
        """Billed answers beyond the first of each body."""
        return sum(count - 1 for count in Counter(one.key for one in self.log if one.completion_tokens).values())

    def billed(self) -> tuple[int, int]:
        """Prompt and completion tokens of all billed answers."""
        return sum(one.prompt_tokens for one in self.log), sum(one.completion_tokens for one in self.log)

    # -- answering

    def reply_elsewhere(self, method: str, target: str, raw: bytes, headers: Mapping[str, str]) -> Reply | None:
        """What other paths answer, such as those of the Batch API (tests/batch_api.py); None for the usual ones."""
        return None

    def reply_to(self, body: Body) -> tuple[Reply, Exchange]:
        key = body_key(body)
        self._attempts[key] += 1
        exchange = Exchange(key, self._attempts[key], time.time(), label=self.label(body))
        if self.remember:
            self.log.append(exchange)
            self.bodies[key] = body
        wait = self.bucket.take() if self.bucket else 0.0
        if wait:
            exchange.fault = "429_bucket"
            return error(429, "Rate limit reached", "rate_limit_exceeded", {"Retry-After": f"{wait:.3f}"}), exchange
        exchange.fault = self._draw(body, exchange)
        answer = self.answer(body)
        if isinstance(answer, Reply) and not exchange.fault:
            return answer, exchange
        if exchange.fault:
            content = answer if isinstance(answer, str) else "{}"
            return FAULTS[exchange.fault](body, content), exchange
        return Reply(completion(body, answer) if isinstance(answer, str) else answer), exchange

    def _draw(self, body: Body, exchange: Exchange) -> str:
        if self.script:
            return self.script.pop(0) or ""
        if self.fault_for is not None:
            return self.fault_for(body, exchange.attempt) or ""
        if self.faults:
            draw = random.Random(f"{self.seed}:{exchange.key}:{exchange.attempt}").random()
            for name, share in self.faults.items():
                draw -= share
                if draw < 0:
                    return name
        return ""

    def finish(self, exchange: Exchange, reply: Reply, delivered: bool) -> None:
        exchange.status, exchange.answered, exchange.delivered = reply.status, time.time(), delivered
        usage = reply.body.get("usage") if isinstance(reply.body, dict) else None
        if usage and reply.status == 200 and exchange.fault in _BILLED:
            exchange.prompt_tokens, exchange.completion_tokens = usage["prompt_tokens"], usage["completion_tokens"]
        if self._log_file:
            self._log_file.write(json.dumps(asdict(exchange)) + "\n")


class _Connection(asyncio.Protocol):
    """HTTP/1.1 with Content-Length bodies and keep-alive: what chat clients speak, at a tenth of a framework's cost."""

    def __init__(self, server: Loopback) -> None:
        self._server = server
        self._buffer = bytearray()
        self._timer: asyncio.TimerHandle | None = None
        self._pending: tuple[Exchange, Reply] | None = None

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._server._connections.add(self)

    def connection_lost(self, _: Exception | None) -> None:
        self._server._connections.discard(self)
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


def answers_from(directory: Path) -> Answer:
    """Answers from the recordings below a directory, as they were received."""
    from llm_extract.messages import Request
    from llm_extract.models.replay import ReplayModel

    replay = ReplayModel(directory)

    def answer(body: Body) -> Any:
        found = replay.find(Request(body))
        return dict(found.response.body) if found else error(400, "nothing recorded for this body")

    return answer


def _load_function(spec: str) -> Answer:
    path, _, name = spec.rpartition(":")
    module_spec = importlib.util.spec_from_file_location("loopback_script", path)
    assert module_spec is not None
    assert module_spec.loader is not None
    module = importlib.util.module_from_spec(module_spec)
    module_spec.loader.exec_module(module)
    return getattr(module, name)  # type: ignore[no-any-return]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--rpm", type=float, help="a token bucket of requests per minute")
    parser.add_argument("--burst", type=float, default=1.0, help="seconds' worth of requests that the bucket holds")
    parser.add_argument("--faults", type=json.loads, default={}, help='JSON: {"500": 0.05}')
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--log", type=Path, help="append every exchange as a JSON line")
    parser.add_argument("--script", help="FILE.py:function, from a request body to content, completion or Reply")
    parser.add_argument("--recordings", type=Path, help="answer from the recordings below this directory")
    parser.add_argument("--content", default="{}", help="the content of every answer")
    options = parser.parse_args()
    answer: Answer = lambda body: options.content  # noqa: E731
    if options.recordings:
        answer = answers_from(options.recordings)
    if options.script:
        answer = _load_function(options.script)
    server = Loopback(
        answer,
        faults=options.faults,
        seed=options.seed,
        latency=options.latency,
        rpm=options.rpm,
        burst=options.burst,
        log_path=options.log or Path("/dev/null"),
        port=options.port,
    )

    async def serve() -> None:
        task = asyncio.create_task(server.serve())
        while not server._ready.is_set():
            await asyncio.sleep(0.001)
        print(server.url, flush=True)
        await task

    asyncio.run(serve())


if __name__ == "__main__":
    main()
