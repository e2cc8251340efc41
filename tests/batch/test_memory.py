"""Memory does not grow with the number of articles: measured in processes of their own, answered from the cache."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from llm_extract import read_documents
from llm_extract.batch import run_batch

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="the resource module belongs to POSIX systems"),
]
FEW, MANY = 800, 8_000
URL = "http://127.0.0.1:9/v1"
RUN = """
import resource, sys
from llm_extract.cli import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


def test_ten_times_the_articles_take_the_same_memory(project: Any, offline: Any) -> None:
    """A first run over many, and one that keeps their records, each within 1.3 times the memory for few."""
    articles = project.folder / "articles.jsonl"
    rows = ({"id": number, "text": f"Co{number} sells things. {'More words. ' * 30}"} for number in range(MANY))
    articles.write_text("".join(json.dumps(row) + "\n" for row in rows))
    with project.extractor(URL, client=offline) as extractor:
        filled = run_batch(extractor, read_documents([articles]), project.folder / "filling.jsonl", concurrency=16)
    assert filled.statuses["ok"] == MANY

    def measure(count: int) -> int:
        command = project.command(URL, "--limit", str(count), "-o", str(project.folder / f"out-{count}.jsonl"), "-q")
        command[1] = str(articles)
        done = subprocess.run(
            [sys.executable, "-c", RUN, *command], capture_output=True, text=True, cwd=project.folder, check=False
        )
        assert done.returncode == 0, done.stderr
        assert len((project.folder / f"out-{count}.jsonl").read_bytes().splitlines()) == count
        return int(done.stderr.splitlines()[-1])

    few, many = measure(FEW), measure(MANY)
    assert many <= 1.3 * few
    assert measure(MANY) <= 1.3 * few  # all of it is kept
