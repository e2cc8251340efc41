"""The Python on the pages prints what stands below it; commands in running text exist; links lead somewhere."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest
import typer
from made_pages import MADE
from pages import PAGES, ROOT, find_blocks, name_of, without_blocks

from llm_extract.cli.app import app

INLINE = re.compile(r"`(llm-extract [^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
BLOCKS = [block for page in PAGES for block in find_blocks(page)]
EXAMPLES = [one for one in BLOCKS if one.kind == "python" and not one.is_file and not one.is_not_run]


def _lines(text: str) -> list[str]:
    lines = [re.sub(r"^(?:[A-Z_]+=\S* )+", "", line.strip()) for line in text.splitlines()]  # settings before a command
    return [line.split(" 2>&1")[0] for line in lines if line.startswith("llm-extract ")]


COMMANDS = sorted(
    {(block.page, line) for block in BLOCKS if block.kind == "sh" for line in _lines(block.text)}
    | {(name_of(page), line) for page in PAGES for line in INLINE.findall(without_blocks(page))}
)


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: block.place)
def test_each_example_prints_what_stands_below_it(block: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples run from the top of a checkout, offline, and print the text below them, or nothing."""
    monkeypatch.chdir(ROOT)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block.text, block.place, "exec"), {"__name__": "page"})
    assert printed.getvalue() == (block.output or "")


def test_the_examples_are_found() -> None:
    """The README's first example, with its output, and examples in docs are among them."""
    assert any(block.page == "README.md" and block.output for block in EXAMPLES)
    assert any(block.page.startswith("docs/") and block.output for block in EXAMPLES)


@pytest.mark.parametrize(("page", "line"), COMMANDS)
def test_each_command_has_the_verb_and_the_options_that_are_shown(page: str, line: str) -> None:
    """The command's own parser takes every verb and every option that a page shows, run or not."""
    words = shlex.split(line.split(" > ")[0], comments=True)[1:]
    command = typer.main.get_command(app)
    context = typer.Context(command, info_name="llm-extract")
    while isinstance(command, typer.core.TyperGroup) and words and not words[0].startswith("-"):
        inner = command.get_command(context, words[0])
        assert inner is not None, f"{page}: there is no verb {words[0]!r}"
        command, context = inner, typer.Context(inner, info_name=words.pop(0), parent=context)
    command.make_parser(context).parse_args(words)  # raises for an unknown option


def test_the_commands_are_found() -> None:
    """Commands in blocks and in running text are all among those parsed."""
    lines = [line for _, line in COMMANDS]
    assert any(line.startswith("llm-extract export ") for line in lines)
    assert any(line.startswith("llm-extract prompts release") for line in lines)
    assert any("--record fixtures" in line for line in lines)


def test_no_command_hides_in_an_indented_block() -> None:
    """Commands stand in fenced blocks, which are run."""
    found = [
        name_of(page) for page in PAGES if re.search(r"^ {4}(llm-extract|python|pip) ", without_blocks(page), re.M)
    ]
    assert found == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_each_link_leads_somewhere(page: Path) -> None:
    """Files that a page links to exist, or are made when the site is built."""
    links = [target for target in LINK.findall(without_blocks(page)) if target not in MADE]
    assert [target for target in links if not (page.parent / target).exists()] == []


def test_the_index_names_every_page() -> None:
    """docs/index.md links to every other page of docs."""
    linked = set(LINK.findall(without_blocks(ROOT / "docs" / "index.md")))
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"index.md"}
    assert pages <= linked


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    """make demo and make test exist."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^demo:", makefile, re.MULTILINE)
    assert re.search(r"^test:", makefile, re.MULTILINE)
