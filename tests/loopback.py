"""A real HTTP server on loopback that speaks chat/completions and can fail in every way that endpoints do.

Used by the tests (the ``loopback`` fixture) and, as a process of its own, by benchmarks and tests that kill things::

    python tests/loopback.py --latency 0.2 --rpm 3000 --log server.jsonl

It prints its base URL, then serves until it is killed. Its log is the judge of what was asked, answered and billed.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import json
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from loopback_connection import Connection
from loopback_replies import BILLED, FAULTS, Body, Reply, body_key, completion, error

Answer = Callable[[Body], Any]


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
        port: int = 0,
    ) -> None:
        self.answer, self.script, self.faults, self.fault_for = answer, list(script), dict(faults or {}), fault_for
        self.seed, self.latency = seed, latency
        self.bucket = TokenBucket(rpm, burst) if rpm else None
        self.log: list[Exchange] = []
        self.bodies: dict[str, Body] = {}
        self.headers: list[dict[str, str]] = []
        self.in_flight = self.most_in_flight = 0
        self.remember = log_path is None
        self._log_file = log_path.open("a", buffering=1) if log_path else None
        self._attempts: Counter[str] = Counter()
        self._port = port
        self.connections: set[Connection] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="loopback")

    # -- life

    def start(self) -> Loopback:
        self._thread.start()
        if not self._ready.wait(60):
            raise RuntimeError("the loopback server did not start")
        return self

    def stop(self) -> None:
        if self._loop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopped.set)
            self._thread.join(10)
        if self._log_file:
            self._log_file.close()

    def _run(self) -> None:
        asyncio.run(self.serve())

    async def serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()
        server = await self._loop.create_server(lambda: Connection(self), "127.0.0.1", self._port, backlog=4096)
        self._port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stopped.wait()
        server.close()
        for connection in list(self.connections):
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
        exchange = Exchange(key, self._attempts[key], time.time())
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
        if usage and reply.status == 200 and exchange.fault in BILLED:
            exchange.prompt_tokens, exchange.completion_tokens = usage["prompt_tokens"], usage["completion_tokens"]
        if self._log_file:
            self._log_file.write(json.dumps(asdict(exchange)) + "\n")


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
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--rpm", type=float, help="a token bucket of requests per minute")
    parser.add_argument("--log", type=Path, help="append every exchange as a JSON line")
    parser.add_argument("--script", help="FILE.py:function, from a request body to content, completion or Reply")
    parser.add_argument("--content", default="{}", help="the content of every answer")
    options = parser.parse_args()
    answer: Answer = _load_function(options.script) if options.script else lambda body: options.content
    log_path = options.log or Path(os.devnull)
    server = Loopback(answer, latency=options.latency, rpm=options.rpm, log_path=log_path)

    async def serve() -> None:
        task = asyncio.create_task(server.serve())
        while not server._ready.is_set():
            await asyncio.sleep(0.001)
        print(server.url, flush=True)
        await task

    asyncio.run(serve())


if __name__ == "__main__":
    main()
