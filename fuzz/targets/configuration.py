"""What configures a run: prompts, examples, schemas, locks, aliases, prices, settings."""

from __future__ import annotations

import json
import shutil
from functools import cache, partial
from pathlib import Path
from typing import Any

from llm_extract.costs.prices import load_prices
from llm_extract.documents import Document
from llm_extract.lockfile import read_lock
from llm_extract.models.endpoints import Endpoint
from llm_extract.projects.project_file import extended
from llm_extract.rendering import Renderer
from llm_extract.schemas.examples import load_examples
from llm_extract.schemas.loading import load_schema
from llm_extract.schemas.strict import compile_schema
from llm_extract.settings import find_origins, read_settings
from llm_extract.shipped import shipped
from llm_extract.tasks import load_task, read_aliases

from ..harness import Target

__all__ = ["SEEDS", "TARGETS"]

_SHIPPED = shipped("prompts") / "funding_news"
_DOCUMENT = Document("Acme raised $5 million.", key="a.txt", source="a.txt", metadata={"a": 1})
_SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": False}


@cache
def _wire() -> Any:
    return compile_schema(load_schema("llm_extract.schemas.funding:FundingNews"))


def _read_prompt(data: bytes, folder: Path) -> None:
    path = folder / "prompts" / "task" / "v1.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    task = load_task("task@v1", [folder / "prompts"])
    renderer = Renderer(task, _SCHEMA, model="m", endpoint=Endpoint("test", needs_key=False))
    _ = renderer.render(_DOCUMENT).fingerprint


def _read_beside(name: str, data: bytes, folder: Path) -> None:
    """A file beside a version that is sound."""
    prompts = folder / "beside"
    if not prompts.exists():
        (prompts / "funding_news").mkdir(parents=True)
        shutil.copy(_SHIPPED / "v1.md", prompts / "funding_news")
        shutil.copy(_SHIPPED / "v1.schema.json", prompts / "funding_news")
    path = prompts / name
    before = path.read_bytes() if path.exists() else None
    path.write_bytes(data)
    try:
        read_lock(prompts)
        read_aliases(prompts)
        references = ("funding_news@v1", "funding_news@production") if name == "aliases.toml" else ("funding_news@v1",)
        for reference in references:
            task = load_task(reference, [prompts])
            _ = task.compiled_schema, task.schema_sha256, task.examples_sha256
            if name.endswith(".schema.json") and task.compiled_schema is not None:
                compile_schema(load_schema("llm_extract.schemas.funding:FundingNews"), pinned=task.compiled_schema)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)


def _read_examples(data: bytes, folder: Path) -> None:
    path = folder / "v1.examples.jsonl"
    path.write_bytes(data)
    load_examples(path, _wire())


def _read_schema(data: bytes, folder: Path) -> None:
    """A schema file, and the data ``{}``, ``null`` and a made-up one in it."""
    path = folder / "any.json"
    path.write_bytes(data)
    wire = compile_schema(load_schema("any.json", folder))
    for value in ({}, None, {"a": "x", "b": [1]}, {"value": []}):
        wire.decode(value)
    json.dumps(wire.schema)


def _read_settings(data: bytes, folder: Path) -> None:
    path = folder / "project" / "pyproject.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    read_settings({}, environment={}, folder=path.parent)
    find_origins({}, environment={}, folder=path.parent)


def _extend_project(data: bytes, folder: Path) -> None:
    path = folder / "pyproject.toml"
    path.write_bytes(data)
    extended(path, "news")


def _read_environment(data: bytes, folder: Path) -> None:
    """Lines of NAME=VALUE."""
    pairs = (line.partition("=") for line in data.decode("utf-8", "surrogateescape").split("\n"))
    environment = {f"LLM_EXTRACT_{name}" if name != "OPENAI_BASE_URL" else name: value for name, _, value in pairs}
    folder = folder / "empty"
    folder.mkdir(exist_ok=True)
    read_settings({}, environment=environment, folder=folder)
    find_origins({}, environment=environment, folder=folder)


def _read_prices(data: bytes, folder: Path) -> None:
    path = folder / "prices.toml"
    path.write_bytes(data)
    table = load_prices(path)
    price = table.find("https://api.openai.com/v1", "m", "gpt-4.1-mini-2025-04-14")
    for rates in price.tiers.values() if price else ():
        _ = rates.input * 1000, rates.output * 1000, format(rates.input, "f")


_PROMPT = b"""---
schema: module:Class
description: "one line"
parameters:
  temperature: 0
  stop: [a, b]
---
# system
You read articles.
# user
{{ boundary }} {{ document.text }} {% if document.title %}{{ document.title }}{% endif %}
"""
_EXAMPLE = {
    "text": "Acme raised $5 million.",
    "data": {"rounds": [], "partnerships": [], "quotes": [], "figures": []},
    "quotes": {},
}
_MARKED = {
    "$defs": {"Money": {"type": "object", "properties": {"amount": {"type": "string"}, "currency": {"enum": ["USD"]}}}},
    "type": "object",
    "properties": {
        "name": {"type": "string", "x-kind": "name", "x-cited": True},
        "sum": {"anyOf": [{"$ref": "#/$defs/Money"}, {"type": "null"}]},
        "tags": {"type": "array", "items": {"enum": ["a", "b"]}, "uniqueItems": True},
        "when": {"type": "string", "format": "date", "pattern": "^[0-9-]+$"},
        "more": {"type": "object", "additionalProperties": {"type": "integer"}},
    },
    "required": ["name"],
}
_SETTINGS = b"""[tool.llm-extract]
task = "funding_news@v2"
model = "m"
timeout = 5.5
attempts = 3
cache = "cache"
replay = "fixtures"
reask = false
parameters = {temperature = 0, stop = ["a"]}
[tool.other]
a.b.c = 1
"""
_PRICES = b"""[[price]]
model = "m"
host = "api.openai.com"
checked = 2026-01-01
source = "a page"
default = {input = 0.40, output = 1.60, cached_input = 0.10}
batch = {input = 1, output = "0.8"}
"""

TARGETS: dict[str, Target] = {
    "prompt": _read_prompt,
    "lock": partial(_read_beside, "lock.json"),
    "aliases": partial(_read_beside, "aliases.toml"),
    "committed_schema": partial(_read_beside, "funding_news/v1.schema.json"),
    "examples": _read_examples,
    "schema": _read_schema,
    "settings": _read_settings,
    "project_file": _extend_project,
    "environment": _read_environment,
    "prices": _read_prices,
}

SEEDS: dict[str, tuple[bytes, ...]] = {
    "prompt": (_PROMPT, (_SHIPPED / "v2.md").read_bytes()),
    "lock": ((shipped("prompts") / "lock.json").read_bytes(), b'{"funding_news@v1": {"prompt": "00"}}'),
    "aliases": (b"[funding_news]\nproduction = 1\n",),
    "committed_schema": ((_SHIPPED / "v1.schema.json").read_bytes(),),
    "examples": (json.dumps(_EXAMPLE).encode(), *(path.read_bytes() for path in _SHIPPED.glob("*.examples.jsonl"))),
    "schema": (json.dumps(_SCHEMA).encode(), json.dumps(_MARKED).encode()),
    "settings": (_SETTINGS,),
    "project_file": (_SETTINGS.replace(b"llm-extract", b"else"), b""),
    "environment": (
        b'MODEL=m\nTIMEOUT=5\nPARAMETERS={"a": 1}\nCACHE=redis://u:p@h/0\nREASK=no\nOPENAI_BASE_URL=http://h/v1',
    ),
    "prices": (_PRICES,),
}
