"""Extractors that nobody closes, as notebooks and short scripts leave them."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract import Extractor, Request, Response

Serve = Callable[..., Any]
OPENING = """
import asyncio, sys
from llm_extract import Extractor
extractor = Extractor("company", prompts=sys.argv[1], model="m", base_url=sys.argv[2], cache=sys.argv[3])
"""
CALLS = {
    "sync": "print(extractor.extract('Acme sells things.').data.name)",
    "async": "print(asyncio.run(extractor.aextract('Acme sells things.')).data.name)",
    "never": "print('Acme')",
    "again": "for n in range(3):\n    name = extractor.extract('Acme sells things.').data.name\n"
    "    extractor = Extractor('company', prompts=sys.argv[1], model='m', base_url=sys.argv[2])\nprint(name)",
}


@pytest.mark.parametrize("call", CALLS)
def test_a_program_that_closes_nothing_ends_without_a_complaint(
    company: Any, company_prompts: Path, loopback: Serve, tmp_path: Path, call: str
) -> None:
    """No library behind tells its user of sessions and connectors that were left open."""
    given = [str(company_prompts), loopback(company.answer).url, str(tmp_path / "cache")]
    done = subprocess.run(
        [sys.executable, "-c", OPENING + CALLS[call], *given],
        capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "Acme\n", "")


def test_an_extractor_that_is_dropped_leaves_no_thread_and_no_connection(
    company: Any, company_prompts: Path, loopback: Serve, wait_for: Any
) -> None:
    """A cell that is run again makes another extractor; the former one goes with all that it held."""
    server = loopback(company.answer)
    before = set(threading.enumerate())
    extractor = Extractor("company", prompts=company_prompts, model="m", base_url=server.url, cache=None)
    assert extractor.extract("Acme sells things.").ok
    assert server.connections
    gone = weakref.ref(extractor)
    del extractor
    gc.collect()
    assert gone() is None
    wait_for(lambda: not server.connections, "the end of all connections")
    wait_for(lambda: set(threading.enumerate()) <= before, "the end of its thread")


def test_a_model_that_was_handed_over_is_not_closed_with_a_dropped_extractor(company_prompts: Path) -> None:
    """Others may be asking it."""

    class Model:
        closed = False

        async def complete(self, request: Request) -> Response:
            content = '{"name": {"quote": "Acme", "value": "Acme"}}'
            return Response({"choices": [{"finish_reason": "stop", "message": {"content": content}}]})

        async def aclose(self) -> None:
            self.closed = True

    model = Model()
    extractor = Extractor("company", prompts=company_prompts, client=model, cache=None)
    assert extractor.extract("Acme sells things.").ok
    del extractor
    gc.collect()
    assert not model.closed
    with Extractor("company", prompts=company_prompts, client=model, cache=None):
        pass
    assert model.closed
