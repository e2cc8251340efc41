"""A model that counts what it is asked, for tests of caches."""

from __future__ import annotations

import asyncio
from typing import Any

from llm_extract.messages import Request, Response

URL = "https://api.example/v1"


class Answers:
    """Counts what it is asked; answers after ``gate`` opens, or fails."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.asked: list[str] = []
        self.failure = failure
        self.gate: asyncio.Event | None = None
        self.closed = False

    async def complete(self, request: Request) -> Response:
        self.asked.append(request.fingerprint)
        if self.gate is not None:
            await self.gate.wait()
        if self.failure is not None:
            raise self.failure
        return answer(f"{request.body.get('n')}.{request.ordinal}")

    async def aclose(self) -> None:
        self.closed = True


def answer(content: str, **changes: Any) -> Response:
    return Response({"model": "m", "choices": [{"message": {"content": content}, **changes}], "usage": None})


def request(n: int = 0) -> Request:
    return Request({"model": "m", "n": n})
