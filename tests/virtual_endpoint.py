"""An endpoint on a virtual clock (the fixture ``run_virtual``), for tests of pacing and retrying."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from llm_extract.messages import Request, Response
from llm_extract.models.base import Model

Plan = Callable[[Request, int], Exception | None]


class Endpoint:
    """Answers after ``seconds``, or as ``plan`` says for the request's n-th attempt; keeps the times of arrival."""

    def __init__(self, plan: Plan = lambda *_: None, seconds: float = 1.0, failing_seconds: float = 0.0) -> None:
        self.plan, self.seconds, self.failing_seconds = plan, seconds, failing_seconds
        self.arrivals: list[float] = []
        self.attempts: dict[str, int] = {}
        self.now = self.most = 0

    async def complete(self, request: Request) -> Response:
        self.arrivals.append(asyncio.get_running_loop().time())
        number = self.attempts[request.fingerprint] = self.attempts.get(request.fingerprint, 0) + 1
        failure = self.plan(request, number)
        if failure is not None:
            await asyncio.sleep(self.failing_seconds)
            raise failure
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.now -= 1
        usage = {"prompt_tokens": 500, "completion_tokens": 500}
        return Response({"choices": [{"message": {"content": "{}"}}], "usage": usage})

    async def aclose(self) -> None: ...


def requests(count: int) -> list[Request]:
    """So many requests, each with its number ``n``."""
    return [Request({"n": n, "messages": []}) for n in range(count)]


async def ask_all(model: Model, count: int) -> float:
    """Ask so many requests at once; returns the seconds that took."""
    start = asyncio.get_running_loop().time()
    await asyncio.gather(*(model.complete(one) for one in requests(count)))
    return asyncio.get_running_loop().time() - start


def fail_first(*failures: Exception) -> Plan:
    """The first attempts of each request fail in turn."""
    return lambda _, number: failures[number - 1] if number <= len(failures) else None
