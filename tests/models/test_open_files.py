"""Connections where the system lets a process open few files."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sockets are no files there")

ASK = """
import resource, sys
from llm_extract.models.open_files import make_room
soft, hard, wanted = map(int, sys.argv[1:])
resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
print(make_room(wanted), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


def ask(soft: int, hard: int, wanted: int) -> tuple[int, int]:
    """Connections that can be had, and the limit of open files afterwards, in a process with these limits."""
    command = [sys.executable, "-c", ASK, str(soft), str(hard), str(wanted)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.split()
    return int(said[0]), int(said[1])


def test_a_limit_that_may_be_raised_is_raised_as_far_as_needed() -> None:
    """256 open files, as on macOS, are too few for 256 connections; what is enough stays as it is."""
    room, limit = ask(256, 1000, 256)
    assert room == 256
    assert 256 + 10 < limit < 256 + 60
    assert ask(900, 1000, 256) == (256, 900)


def test_a_limit_that_stays_leaves_fewer_connections() -> None:
    """Connections get what the process does not need for itself, and never less than one."""
    room, limit = ask(64, 64, 256)
    assert 20 < room < 40
    assert limit == 64
    assert ask(24, 24, 256) == (1, 24)
