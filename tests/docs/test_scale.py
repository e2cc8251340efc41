"""The page on scale is what its script computes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def scale(*options: str) -> str:
    command = [sys.executable, str(ROOT / "benchmarks" / "scale.py"), *options]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def test_the_page_is_what_the_script_prints() -> None:
    """No figure on the page was typed by hand, or is older than the script."""
    assert (ROOT / "docs" / "scale.md").read_text(encoding="utf-8") == scale()


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--rpm", "60"], "| 10,000 | 2.8 h |"),  # one a second
        (["--tpm", "36600", "--rpm", "1e9"], "| 10,000 | 17 h |"),  # 3,660 tokens each: ten a minute
        (["--price-in", "0", "--price-out", "1000"], "| 10,000 | 3.7 min | $13,820 |"),  # 1,382 tokens at $1,000 / 1e6
        (["--server-tokens", "1382"], "| 10,000 | 2.8 h | 17 min |"),  # one a second and node
    ],
)
def test_each_bound_holds(options: list[str], line: str) -> None:
    """A limit that is far below all others decides alone, and the sum can be done in one's head."""
    assert line in scale(*options)
