"""A third party's package: reads mails, writes lines, and has models of its own."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from llm_extract import DocumentError, Request, Response
from llm_extract.models.endpoints import Endpoint


def read_mail(stream: BinaryIO, source: str) -> Iterable[Mapping[str, Any]]:
    """A mail is one article."""
    message = email.message_from_binary_file(stream, policy=email.policy.default)
    body = message.get_body(("plain",))
    if body is None:
        raise DocumentError("the mail has no text", hint="Leave it out.")
    yield {"text": body.get_content(), "title": message["subject"], "date": "2018-04-09", "from": message["from"]}


def read_parts(stream: BinaryIO, source: str) -> Iterable[Mapping[str, Any]]:
    """Articles between lines of dashes; one that begins with a bang breaks the reader."""
    for number, part in enumerate(stream.read().decode().split("---\n")):
        if part.startswith("!"):
            raise KeyError(part.strip())
        yield {"id": f"part{number}", "text": part}


def write_lines(records: Iterable[Mapping[str, Any]], path: Path, schema: Mapping[str, Any]) -> int:
    """Key and status of each record."""
    lines = [f"{record['document']['key']} {record['status']} {sorted(schema['properties'])}\n" for record in records]
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def write_badly(records: Iterable[Mapping[str, Any]], path: Path, schema: Mapping[str, Any]) -> int:
    """Begins a file and fails."""
    path.write_text("half")
    raise ValueError("no more")


class Parrot:
    """Answers with the first word of the article."""

    endpoint = Endpoint("Parrot", mode="json", needs_key=False)

    def __init__(self, model: str) -> None:
        self.model = model

    async def complete(self, request: Request) -> Response:
        word = str(request.body["messages"][-1]["content"]).split()[0]
        content = json.dumps({"name": {"quote": word, "value": word}})
        choice = {"finish_reason": "stop", "message": {"role": "assistant", "content": content}}
        return Response({"model": self.model, "choices": [choice]})

    async def aclose(self) -> None: ...


def provide(model: str) -> Any:
    """A model here, an endpoint, or what a provider must not give."""
    if model == "nothing":
        return None
    if model == "broken":
        raise RuntimeError("no such model")
    if model.startswith("http"):
        return Endpoint("Toy", mode="tools", needs_key=False, base_url=model)
    return Parrot(model)


NUMBER = 7


def write_new(records: Iterable[Mapping[str, Any]], path: Path, schema: Mapping[str, Any]) -> int:
    """As writers do that go by the ending, and open no file that is there."""
    with path.open("x") as stream:
        return stream.write(path.name)


def write_nothing(records: Iterable[Mapping[str, Any]], path: Path, schema: Mapping[str, Any]) -> int:
    """Forgets to."""
    return 0
