"""A project to run over, what its model answers, and the bytes of a run that nothing disturbed."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _load(name: str) -> ModuleType:
    """A module beside this file: importlib import mode leaves the folder off the path."""
    full = f"batch_tests_{name}"
    if full not in sys.modules:
        spec = importlib.util.spec_from_file_location(full, Path(__file__).with_name(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[full] = module
        spec.loader.exec_module(module)
    return sys.modules[full]


@pytest.fixture
def company() -> Any:
    """What the model answers."""
    return _load("company")


@pytest.fixture
def project(tmp_path: Path, company: Any) -> Any:
    """A folder with a task, and no articles yet."""
    folder = tmp_path / "project"
    folder.mkdir()
    return _load("project").Project(folder, company)


@pytest.fixture
def wait_for() -> Any:
    """Polls until a condition holds."""
    return _load("project").wait_for


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
