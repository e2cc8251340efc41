"""Messages and pages name only options that exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from llm_extract.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
OPTION = re.compile(r"(?<![\w-])(?<!var\()--[a-z][a-z-]*[a-z](?![\w-]|:\S)")  # not a custom property of CSS
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# LibreOffice's, and the benchmarks'
ELSEWHERE = {"--convert-to", "--infilter", "--peers", "--articles", "--json", "--sob", "--langextract"}


def _options(command: Any) -> Iterator[str]:
    for parameter in command.params:
        yield from (*parameter.opts, *parameter.secondary_opts)
    if isinstance(command, typer.core.TyperGroup):
        context = typer.Context(command)
        for name in command.list_commands(context):
            yield from _options(command.get_command(context, name))


KNOWN = {*_options(typer.main.get_command(app)), "--help", "--llm-record"}  # the last is pytest's, by the plugin


def _texts(path: Path) -> Iterator[str]:
    """The texts in a module that are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value


def test_messages_name_options_that_exist() -> None:
    """A remedy that names an option names one that the command takes."""
    named = {
        (path.name, option)
        for path in (ROOT / "src" / "llm_extract").rglob("*.py")
        for text in _texts(path)
        for option in OPTION.findall(text)
    }
    assert len(named) > 20
    assert sorted((name, option) for name, option in named if option not in KNOWN) == []


def test_pages_name_options_that_exist() -> None:
    """What a page says about an option is about one that the command takes."""
    named = {(page.name, option) for page in PAGES for option in OPTION.findall(page.read_text(encoding="utf-8"))}
    assert len(named) > 15
    assert sorted((name, option) for name, option in named if option not in KNOWN | ELSEWHERE) == []
