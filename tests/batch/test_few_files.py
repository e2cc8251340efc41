"""Runs where the system lets a process open few files, each connection being one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sockets are no files there")

LIMIT = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, ({0}, {0}))"


@pytest.mark.parametrize("options", [(), ("--concurrency", "100")])
def test_a_run_takes_no_more_connections_than_it_may_have(
    project: Any, company: Any, loopback: Callable[..., Any], options: tuple[str, ...]
) -> None:
    """With 64 open files every article is answered, and no module, journal or input lacks one."""
    project.number(120)
    server = loopback(company.answer, latency=0.1)
    code, said = project.call(server.url, *options, before=LIMIT.format(64))
    assert code == 0, said
    assert {record["status"] for record in project.records()} == {"ok"}
    assert len(server.log) == 120
    project.judge(server)
