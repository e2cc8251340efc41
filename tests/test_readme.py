"""What README and docs show is what happens."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from pathlib import Path

import pytest
import typer

from llm_extract.cli import main
from llm_extract.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "fixtures" / "README.md"]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```\n(?:\n^```text\n(.*?)^```)?", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^ {4}(?=\S)(.*)$", re.MULTILINE)
INLINE = re.compile(r"`(llm-extract [^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _examples() -> list[tuple[str, str, str]]:
    found = [(_name(page), *parts) for page in PAGES for parts in BLOCK.findall(_text(page))]
    return [(page, code, expected) for page, kind, code, expected in found if kind == "python"]


def _command_lines(text: str) -> list[str]:
    fenced = [code for kind, code, _ in BLOCK.findall(text) if kind in ("", "sh")]
    plain = BLOCK.sub("", text)
    lines = [line.strip() for block in (*fenced, *INDENTED.findall(plain)) for line in block.splitlines()]
    lines = [re.sub(r"^(?:[A-Z_]+=\S+ )+", "", line) for line in lines]  # settings before a command
    return [line for line in lines if line.startswith("llm-extract ")] + INLINE.findall(plain)


COMMANDS = sorted({(_name(page), line) for page in PAGES for line in _command_lines(_text(page))})


@pytest.mark.parametrize(("page", "code", "expected"), _examples(), ids=lambda text: text.split("\n", 1)[0][:40])
def test_each_example_prints_what_stands_below_it(
    page: str, code: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Examples run from the top of a checkout, offline, and print the text below them, or nothing."""
    monkeypatch.chdir(ROOT)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, page, "exec"), {"__name__": "page"})
    assert printed.getvalue() == expected


def test_the_examples_are_found() -> None:
    """The pattern finds the README's first example, with its output, and examples in docs."""
    assert any(page == "README.md" and expected for page, _, expected in _examples())
    assert any(page.startswith("docs/") and expected for page, _, expected in _examples())


@pytest.mark.parametrize(("page", "line"), COMMANDS)
def test_each_command_has_the_verb_and_the_options_that_are_shown(page: str, line: str) -> None:
    """The command's own parser takes every verb and every option that a page shows."""
    words = shlex.split(line, comments=True)[1:]
    command = typer.main.get_command(app)
    context = typer.Context(command, info_name="llm-extract")
    while isinstance(command, typer.core.TyperGroup) and words and not words[0].startswith("-"):
        inner = command.get_command(context, words[0])
        assert inner is not None, f"{page}: there is no verb {words[0]!r}"
        command, context = inner, typer.Context(inner, info_name=words.pop(0), parent=context)
    command.make_parser(context).parse_args(words)  # raises for an unknown option


def test_the_commands_are_found() -> None:
    """Commands in fenced blocks, in indented blocks and in running text are all among those parsed."""
    lines = [line for _, line in COMMANDS]
    assert any(line.startswith("llm-extract export ") for line in lines)
    assert any(line.startswith("llm-extract report ") for line in lines)
    assert any(line.startswith("llm-extract prompts release") for line in lines)
    assert any("--record fixtures" in line for line in lines)


def test_the_commands_of_the_report_page_work_in_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run, reconcile, eval and report, as written, make the page from the recordings."""
    for folder in ("seeds", "fixtures", "prompts"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"(?:^ {4}llm-extract .*\n){4}", _text(ROOT / "docs" / "report.md"), re.MULTILINE)
    for line in block.splitlines():
        assert main(shlex.split(line)[1:]) == 0, line
    assert (tmp_path / "report.html").stat().st_size > 100_000


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_each_link_leads_somewhere(page: Path) -> None:
    """Files that a page links to exist."""
    missing = [target for target in LINK.findall(_text(page)) if not (page.parent / target).exists()]
    assert not missing


def test_the_index_names_every_page() -> None:
    """docs/index.md links to every other page of docs."""
    linked = set(LINK.findall(_text(ROOT / "docs" / "index.md")))
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"index.md"}
    assert pages <= linked


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    """make demo and make test exist."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^demo:", makefile, re.MULTILINE)
    assert re.search(r"^test:", makefile, re.MULTILINE)
