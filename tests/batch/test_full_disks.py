"""Where outputs or caches cannot grow: calling stops, and nothing that was paid for is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Serve = Callable[..., Any]
Undisturbed = Callable[..., bytes]
FULL = Path("/dev/full")
LIMIT_FILES = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX systems")
@pytest.mark.parametrize("size", [40_000, 90_000, 150_000])
def test_a_full_disk_stops_the_run_and_keeps_what_was_paid_for(
    project: Any, company: Any, loopback: Serve, undisturbed: Undisturbed, size: int
) -> None:
    """Where output or cache cannot grow, calling stops, the exit code is 4, and nothing written is torn or lost."""
    project.number(200)
    expected = undisturbed()
    server = loopback(company.answer, latency=0.01)
    code, said = project.call(server.url, "--concurrency", "8", before=LIMIT_FILES.format(size=size))
    assert code == 4, said
    assert "run the same command again" in said.replace("then run again", "then run the same command again")
    asked = len(server.log)
    assert asked < 200
    if project.output.exists():
        assert expected.startswith(project.output.read_bytes())
    code, said = project.call(server.url)
    assert code == 0, said
    assert project.output.read_bytes() == expected
    project.judge(server, paid_again=9)


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
def test_a_full_device_as_stdout_is_an_output_error(project: Any, company: Any, loopback: Serve) -> None:
    """Records that stdout does not take end the run with exit code 4."""
    project.number(3)
    server = loopback(company.answer)
    code, said = project.call(server.url, "-o", "-")
    assert code == 0, said
    with FULL.open("w") as full:
        code, said = project.call(server.url, "-o", "-", stdout=full)
    assert code == 4
    assert "No space left" in said
    assert len(server.log) == 3
