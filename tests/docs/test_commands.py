"""Every command on the pages is run, page by page, in a folder of its own, offline."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pages import PAGES, find_blocks, make_environment, matches, name_of, prepare_folder, run_page

from llm_extract.models.recordings import load_recording

ROOT = Path(__file__).resolve().parents[2]
NOT_RUN = 19
"""How many blocks say "Not run: …" at most, on all pages. Lower it where one can be run after all."""
_RUN = "llm-extract run seeds --quiet --replay fixtures -o records.jsonl"
_BEFORE = "llm-extract run seeds --quiet -t funding_news@v1 --replay fixtures -o before.jsonl"
_TWO = f"{_RUN}; cp records.jsonl after.jsonl; {_BEFORE}"
_PRICED = """
printf '[tool.llm-extract]\\nprices = "prices.toml"\\n' > pyproject.toml
printf '[[price]]\\nmodel = "gpt-5-mini"\\ndefault = { input = 0.25, output = 2.00 }\\n' > prices.toml"""
_GIVEN: dict[str, str] = {
    "docs/costs.md": f"{_PRICED}; llm-extract run articles -q -m gpt-5-mini --max-output-tokens 2000 -o records.jsonl",
    "docs/evaluation.md": _TWO,
    "docs/outputs.md": f"{_RUN}; mkdir runs; mv records.jsonl runs/; {_BEFORE}; mv before.jsonl old.jsonl",
    "docs/prompts.md": _TWO,
    "docs/reconciliation.md": _RUN,
    "docs/testing.md": "llm-extract init . --example news",
}
"""What a page takes for granted besides articles: the commands that make it."""
_ALONE = {"docs/testing.md", "docs/tutorial.md"}
"""Pages that begin with an empty folder, and have no endpoint."""
_BLOCKS = {name_of(page): find_blocks(page) for page in PAGES}
_COMMANDS = {page: blocks for page, blocks in _BLOCKS.items() if any(block.kind == "sh" for block in blocks)}


def _answers() -> dict[tuple[str, ...], str]:
    """The recorded answers, by the texts of their requests' messages, whatever the model is called."""
    found = {}
    for path in (ROOT / "fixtures" / "funding_news").rglob("*.json"):
        recording = load_recording(path)
        texts = tuple(message["content"] for message in recording.request.body["messages"])
        found[texts] = recording.response.body["choices"][0]["message"]["content"]
    return found


@pytest.fixture
def endpoint(batch_loopback: Callable[..., Any]) -> Any:
    """An endpoint on loopback, with the Batch API, that gives the recorded answers."""
    answers = _answers()
    return batch_loopback(
        lambda body: answers.get(tuple(str(message["content"]) for message in body["messages"]), "{}"), auto=True
    )


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="the pages show commands for bash")
@pytest.mark.parametrize("page", sorted(_COMMANDS))
def test_the_commands_of_a_page_run_in_their_order(page: str, tmp_path: Path, endpoint: Any) -> None:
    """Each block of commands ends with the exit code that it tells, and prints the text below it."""
    folder = tmp_path / "reader"
    folder.mkdir()
    environment = make_environment(folder)
    if page not in _ALONE:
        prepare_folder(folder)
        environment |= {"OPENAI_API_KEY": "sk-none", "OPENAI_BASE_URL": endpoint.url}
    subprocess.run(["bash", "-euc", _GIVEN.get(page, "true")], cwd=folder, env=environment, check=True, timeout=60)
    run_page(_COMMANDS[page], folder, environment)


def test_few_blocks_are_not_run() -> None:
    """What needs a key, a server or hours says so in its frame, with a reason, and there are no more of them."""
    blocks = [block for page in PAGES for block in find_blocks(page) if block.is_not_run]
    assert all(block.title.removeprefix("Not run: ") for block in blocks if block.kind != "py")
    assert len(blocks) <= NOT_RUN, [block.place for block in blocks]


def test_every_block_says_what_it_is() -> None:
    """A block has a known language, so that none escapes; a title is a file's name, or says why it is not run."""
    known = {"sh", "python", "py", "text", "toml", "sql", "json", "html"}
    blocks = [block for page in PAGES for block in find_blocks(page)]
    installing = [
        block.place for block in blocks if re.search("^(pip|apt) ", block.text, re.M) and not block.is_not_run
    ]
    assert installing == []
    assert [block.place for block in blocks if block.kind not in known] == []
    assert [block.place for block in blocks if block.title and not block.is_file and not block.is_not_run] == []
    assert [block.place for block in blocks if block.kind == "text" and block.text.startswith("llm-extract ")] == []


def test_gaps_stand_for_anything() -> None:
    """A line of … alone is any lines, one within a line anything in it; all else must be as shown."""
    assert matches("a\n…\nz\n", "a\nb\nc\nz\n")
    assert matches("a … z\n", "a b z  \n")
    assert not matches("a\n", "a\nb\n")
