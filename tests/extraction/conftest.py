"""A plan for any schema, a driver that answers a flow's requests with a function, and extractors that are closed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from llm_extract import Document, Extractor, Record, Request, Response, read_documents
from llm_extract.extraction.driver import drive
from llm_extract.extraction.flow import extract_flow
from llm_extract.extraction.plan import Plan
from llm_extract.models.endpoints import Endpoint
from llm_extract.rendering import Renderer
from llm_extract.schemas.strict import compile_schema
from llm_extract.tasks import Task

Reply = Callable[[Request], Any]


def as_response(content: Any) -> Response:
    """JSON values and texts as answers; responses and errors as they are."""
    if isinstance(content, Response):
        return content
    if isinstance(content, Exception):
        raise content
    text = content if isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": text, "refusal": None}
    usage = {"prompt_tokens": 100, "completion_tokens": 10}
    return Response({"choices": [{"finish_reason": "stop", "message": message}], "usage": usage})


class Scripted:
    """A model that answers each request with what a function says; it remembers what it was asked."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.asked: list[Request] = []

    async def complete(self, request: Request) -> Response:
        self.asked.append(request)
        return as_response(self.reply(request))

    async def aclose(self) -> None: ...


@pytest.fixture
def make_plan() -> Callable[..., Plan]:
    """A plan whose user message is the document's text alone."""

    def make(schema: type[BaseModel], *, user: str = "{{ document.text }}", **options: Any) -> Plan:
        task = Task("test", 1, Path("test/v1.md"), "", user, "x:Y", "", {}, "0" * 64)
        wire = compile_schema(schema)
        return Plan(Renderer(task, wire.schema, model="m", endpoint=Endpoint("test", needs_key=False)), wire, **options)

    return make


@pytest.fixture
def extract() -> Callable[..., Record[Any]]:
    """Drives the flow of one text to its record; ``reply`` answers each request."""

    def run(plan: Plan, text: str | Document, reply: Reply, *, asked: list[Request] | None = None) -> Record[Any]:
        document = Document.from_text(text) if isinstance(text, str) else text
        model = Scripted(reply)
        record = asyncio.run(drive(extract_flow(plan, document), model))
        if asked is not None:
            asked += model.asked
        return record

    return run


@pytest.fixture
def articles(tmp_path: Path) -> list[Document]:
    """Three articles from files, one company each."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("Acme", "Bolt", "Corax"):
        (folder / f"{name}.txt").write_text(f"{name} sells things.\n")
    return [item for item in read_documents([str(folder)]) if isinstance(item, Document)]


@pytest.fixture
def opened(company_prompts: Path) -> Iterator[Callable[..., Extractor[Any]]]:
    """Opens extractors for the task ``company`` and closes them at the end."""
    extractors: list[Extractor[Any]] = []

    def open_one(**options: Any) -> Extractor[Any]:
        extractor: Extractor[Any] = Extractor("company", **{"prompts": company_prompts, "cache": None, **options})
        extractors.append(extractor)
        return extractor

    yield open_one
    for extractor in extractors:
        extractor.close()
