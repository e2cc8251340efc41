"""What a run leaves alone when it needs no network: libraries it does not use, and verbs it was not asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.cli import main
from llm_extract.cli.verbs import needed

NETWORK = {"openai", "instructor", "httpx2", "aiohttp", "tenacity"}
DRAWING = {"rich"}
READERS = {"trafilatura", "lxml", "chardet", "charset_normalizer", "pyarrow", "pandas", "numpy"}
COMPARING = {"rapidfuzz", "jsonschema"}
STORES = {"diskcache", "sqlite3"}
VERBS = {f"llm_extract.cli.{name}" for name in ("compare", "evaluate", "gold", "report", "review")}
IMPORTED = """
import sys
from llm_extract.cli import main
code = main(sys.argv[1:])
print(code, *sys.modules, file=sys.stderr)
"""


def imported(*arguments: str) -> set[str]:
    """The modules in a process that ran these arguments with success."""
    done = subprocess.run([sys.executable, "-c", IMPORTED, *arguments], capture_output=True, text=True, check=True)
    code, *modules = done.stderr.splitlines()[-1].split()
    assert code == "0", done.stderr
    return set(modules)


@pytest.fixture
def stored(loopback: Callable[..., Any]) -> list[str]:
    """The arguments of a run that asks a server and keeps its answers."""
    server = loopback(lambda body: json.dumps({"name": {"quote": "Acme", "value": "Acme"}}))
    return ["-m", "m", "--base-url", server.url, "--cache", "answers"]


@pytest.fixture
def ask(tmp_path: Path, company_prompts: Path, monkeypatch: pytest.MonkeyPatch, stored: list[str]) -> list[str]:
    """The arguments of a run of one article, in a folder where its answer is recorded and stored."""
    (tmp_path / "acme.txt").write_text("Acme raised $5 million in 2018.\n")
    monkeypatch.chdir(tmp_path)
    run = ["run", "acme.txt", "-t", "company", "-q", "--overwrite", "-o", "out.jsonl"]
    assert main([*run, *stored, "--record", "recorded"]) == 0
    return run


def test_a_replayed_run_imports_only_what_it_uses(ask: list[str]) -> None:
    """No library that sends, draws, stores or reads other formats, and no other verb, is loaded to replay answers."""
    modules = imported(*ask, "--replay", "recorded")
    assert modules & (NETWORK | DRAWING | READERS | COMPARING | STORES | VERBS) == set()


def test_a_run_from_the_cache_imports_only_what_it_uses(ask: list[str], stored: list[str]) -> None:
    """The same where all answers are stored, but for the store itself."""
    modules = imported(*ask, *stored)
    assert modules & (NETWORK | DRAWING | READERS | COMPARING | VERBS) == set()
    assert modules >= STORES


@pytest.mark.parametrize("arguments", [[], ["--help"], ["--version"], ["rnu"], ["-q", "run"]])
def test_all_verbs_are_there_where_they_may_be_named(arguments: list[str]) -> None:
    """Help lists every verb, and a hint for a typing error knows them all."""
    assert {"run", "eval", "prompts", "cache"} <= set(needed(arguments))
    assert needed(["prompts", "list"]) == ("prompts",)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_loads_no_library_of_the_verbs(arguments: list[str]) -> None:
    """Help is there at once: nothing is loaded that reads records, keeps answers or waits for them."""
    assert imported(*arguments) & {"pydantic", "asyncio", "jinja2", "diskcache", *NETWORK} == set()
