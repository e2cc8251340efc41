"""The examples of docs/engines.md, each where its engine is installed."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = re.compile(r"^```py\n# needs (\w+)\n(.*?)^```\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXAMPLES = EXAMPLE.findall((ROOT / "docs" / "engines.md").read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize(("engine", "code", "expected"), EXAMPLES, ids=[engine for engine, _, _ in EXAMPLES])
def test_each_example_prints_what_stands_below_it(engine: str, code: str, expected: str) -> None:
    """In a process of its own, from the top of a checkout; ``make test-engines`` installs the engines."""
    if importlib.util.find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed")
    (ROOT / "out").mkdir(exist_ok=True)
    settings = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal", "SPARK_LOCAL_IP": "127.0.0.1"}
    settings |= {"PYSPARK_PYTHON": sys.executable, "DO_NOT_TRACK": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=120,
        env={**os.environ, **settings}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == expected


def test_the_examples_are_found() -> None:
    """One for each engine that the page names."""
    assert sorted(engine for engine, _, _ in EXAMPLES) == ["daft", "dask", "pyspark", "ray"]
