"""The bytes of a run that nothing disturbed, and faults that pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


class PassingFault:
    """Deals a fault to some of the articles until ``over``."""

    def __init__(self, company: Any, fault: str, names: tuple[str, ...]) -> None:
        self._company, self._fault, self._names = company, fault, names
        self.over = False

    def __call__(self, body: dict[str, Any], attempt: int) -> str | None:
        return None if self.over or self._company.label(body) not in self._names else self._fault


@pytest.fixture
def passing_fault(company: Any) -> Callable[..., PassingFault]:
    """Makes what a loopback server takes as ``fault_for``: a fault, and the companies whose articles meet it."""

    def make(fault: str, *names: str) -> PassingFault:
        return PassingFault(company, fault, names)

    return make


@pytest.fixture
def undisturbed(project: Any, company: Any, loopback: Callable[..., Any], tmp_path: Path) -> Callable[..., bytes]:
    """The output of a run over the project's articles as they are, by a server that never fails."""

    def run(**options: Any) -> bytes:
        server = loopback(company.answer)
        output = tmp_path / "undisturbed.jsonl"
        project.run(server.url, output=output, cache=None, **options)
        written = output.read_bytes()
        output.unlink()
        return written

    return run
