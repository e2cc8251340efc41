"""The bytes of a run that nothing disturbed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


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
