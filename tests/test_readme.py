"""What the README shows is what happens."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.compile(r"^```(\w+)\n(.*?)^```\n(?:\n^```text\n(.*?)^```)?", re.MULTILINE | re.DOTALL)
EXAMPLES = [(code, expected) for kind, code, expected in BLOCKS.findall(README) if kind == "python"]


@pytest.mark.parametrize(("code", "expected"), EXAMPLES, ids=lambda text: text.split("\n", 1)[0][:40])
def test_each_example_prints_what_the_readme_says(code: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples run from the top of a checkout, offline, and print the text below them."""
    monkeypatch.chdir(ROOT)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {"__name__": "readme"})
    assert printed.getvalue() == expected


def test_the_readme_has_examples() -> None:
    """The pattern above finds the examples: at least the first, with its output."""
    assert EXAMPLES
    assert EXAMPLES[0][1]


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    """make demo and make test exist."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^demo:", makefile, re.MULTILINE)
    assert re.search(r"^test:", makefile, re.MULTILINE)
