"""A sample project that uses the plugin and nothing else, and an endpoint for it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import diskcache
import openai
import pytest
import tenacity

# what the inner runs would import again and again, since pytester forgets the modules of each
import llm_extract.batch
import llm_extract.models.cached
import llm_extract.models.disk
import llm_extract.models.live
import llm_extract.models.paced
import llm_extract.recording_care.opening
import llm_extract.recording_care.plays
import llm_extract.recording_care.sockets
import llm_extract.recording_care.watching  # noqa: F401

_KEPT = (aiohttp, diskcache, openai, tenacity)


_SCHEMA = """
from pydantic import BaseModel
from llm_extract import Cited

class Company(BaseModel):
    name: Cited[str]
"""
_PROMPT = """---
schema: shapes.py:Company
---
# user
Which company? The article:
<{{ boundary }}>
{{ document.text }}
</{{ boundary }}>
"""
_TESTS = """
import pytest

def test_acme(replay):
    assert replay.extract("Acme sells things.").data.name == "Acme"

@pytest.mark.parametrize("name", ["Bolt", "Corax"])
def test_others(replay, name):
    assert replay.extract(f"{name} sells things.\\nOf {name} there is one.").data.name == name

def test_acme_again(replay):
    assert replay.extract("Acme sells things.").status == "ok"
"""


def answer_with_the_name(body: dict[str, Any]) -> str:
    """The answer of an endpoint that finds the one company of an article."""
    (name,) = re.findall(r"(\w+) sells", body["messages"][-1]["content"])
    return json.dumps({"name": {"quote": name, "value": name}})


@dataclass
class Project:
    """The sample project and the ways to run its tests."""

    pytester: pytest.Pytester
    server: Any

    @property
    def root(self) -> Path:
        return self.pytester.path

    @property
    def folder(self) -> Path:
        return self.root / "tests" / "recordings"

    def files(self) -> list[Path]:
        """The recordings there are."""
        return sorted(self.folder.rglob("*.json"))

    def write(self, tests: str, name: str = "test_companies.py") -> Path:
        """Write a test file."""
        path = self.root / "tests" / name
        path.write_text(tests, encoding="utf-8")
        return path

    def run(self, *arguments: str, fresh: bool = False) -> pytest.RunResult:
        """Run the tests in this process, or in one of their own."""
        options = ("-p", "no:randomly", "-p", "no:xdist", *arguments)
        run = self.pytester.runpytest_subprocess if fresh else self.pytester.runpytest_inprocess
        return run(*options)

    def text(self, result: pytest.RunResult) -> str:
        """What a run printed; its own lines fit into 80 columns."""
        return "\n".join([*result.outlines, *result.errlines])


@pytest.fixture
def project(
    pytester: pytest.Pytester, loopback: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Project]:
    """A project with a prompt, a schema and tests, without recordings; an endpoint that would answer."""
    root = pytester.path
    prompts = root / "prompts" / "companies"
    prompts.mkdir(parents=True)
    (prompts / "v1.md").write_text(_PROMPT, encoding="utf-8")
    (prompts / "shapes.py").write_text(_SCHEMA, encoding="utf-8")
    (root / "tests").mkdir()
    (root / "tests" / "test_companies.py").write_text(_TESTS, encoding="utf-8")
    (root / "pyproject.toml").write_text(
        '[tool.llm-extract]\ntask = "companies"\n\n[tool.pytest.ini_options]\nfilterwarnings = ["error"]\n'
        'testpaths = ["tests"]\n',
        encoding="utf-8",
    )
    for name in ("CI", "BUILD_NUMBER", "PYTEST_ADDOPTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    server = loopback(answer_with_the_name)
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("LLM_EXTRACT_MODEL", "m-1")
    yield Project(pytester, server)
    shutil.rmtree(root / ".llm_extract_cache", ignore_errors=True)


@pytest.fixture
def recorded(project: Project) -> Project:
    """The project with the recordings that its tests play."""
    project.run("--llm-record=missing").assert_outcomes(passed=4)
    return project
