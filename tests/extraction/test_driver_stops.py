"""Stopping between the parts of one article: answers that are paid for are kept, and nothing more is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from typing import Any

import pytest

from llm_extract.errors import RefusedError
from llm_extract.extraction.driver import drive
from llm_extract.extraction.flow import Together
from llm_extract.messages import Request, Response
from llm_extract.models.cached import CachedModel
from llm_extract.models.in_flight import InFlight, SendingStopped
from llm_extract.models.memory_store import MemoryStore
from llm_extract.models.paced import PacedModel


class Endpoint:
    """Answers a request when the test says so; an error is an answer too."""

    def __init__(self) -> None:
        self.asked: dict[int, asyncio.Future[Any]] = {}

    async def complete(self, request: Request) -> Response:
        future = self.asked[request.body["n"]] = asyncio.get_running_loop().create_future()
        await future
        return Response({"choices": [{}], "n": request.body["n"]})

    async def aclose(self) -> None: ...


class Stack:
    """The parts of the model stack that a stop concerns, with room for so many requests at once."""

    def __init__(self, room: int) -> None:
        self.endpoint = Endpoint()
        self.sender = InFlight(self.endpoint)
        paced = PacedModel(self.sender, concurrency=room)
        self.model = CachedModel(paced, MemoryStore(), "https://example.test/v1")

    def stored(self, *numbers: int) -> list[int]:
        """Which of these requests have a stored answer."""
        return [n for n in numbers if self.model.peek([Request({"n": n}).fingerprint])]


def ask(*numbers: int) -> Generator[Any, Any, list[int]]:
    answers = []
    for n in numbers:
        answers.append((yield Request({"n": n})).body["n"])
    return answers


def gather(*flows: Any) -> Generator[Any, Any, list[Any]]:
    outcomes: list[Any] = yield Together(flows)
    return outcomes


async def settle() -> None:
    for _ in range(30):
        await asyncio.sleep(0)


def test_a_stop_waits_for_the_parts_in_flight() -> None:
    """Where one part is turned away, the answers that others wait for still come in and are stored."""

    async def main() -> None:
        stack = Stack(2)
        article = asyncio.ensure_future(drive(gather(ask(1, 5), ask(2), ask(3), ask(4)), stack.model))
        await settle()
        assert set(stack.endpoint.asked) == {1, 2}
        stack.sender.shut()
        stack.endpoint.asked[1].set_result(None)
        await settle()
        assert not article.done()
        stack.endpoint.asked[2].set_result(None)
        with pytest.raises(SendingStopped):
            await article
        assert stack.stored(1, 2, 3, 4, 5) == [1, 2]
        assert set(stack.endpoint.asked) == {1, 2}

    asyncio.run(main())


def test_a_refusal_keeps_what_is_on_its_way_and_sends_nothing_more() -> None:
    """A refused key stops the parts that wait, at once; a part in flight is stored, but asks no second question."""

    async def main() -> None:
        stack = Stack(2)
        article = asyncio.ensure_future(drive(gather(ask(1), ask(2, 5), ask(3), ask(4)), stack.model))
        await settle()
        stack.endpoint.asked[1].set_exception(RefusedError("bad key"))
        await settle()
        assert not article.done()
        stack.endpoint.asked[2].set_result(None)
        with pytest.raises(RefusedError):
            await article
        assert stack.stored(1, 2, 3, 4, 5) == [2]
        assert set(stack.endpoint.asked) == {1, 2}

    asyncio.run(main())


def test_a_cancelled_article_waits_for_nothing() -> None:
    """Cancelling is harder than a stop: while a stop waits, it ends everything."""

    async def main() -> None:
        stack = Stack(2)
        article = asyncio.ensure_future(drive(gather(ask(1, 5), ask(2), ask(3)), stack.model))
        await settle()
        stack.sender.shut()
        stack.endpoint.asked[1].set_result(None)
        await settle()
        article.cancel()
        with pytest.raises(asyncio.CancelledError):
            await article
        await settle()
        assert stack.endpoint.asked[2].cancelled()
        assert stack.stored(1, 2, 3) == [1]

    asyncio.run(main())
