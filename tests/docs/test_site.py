"""The site: every page is in its menu, it is built without a warning, and opening it asks for nothing elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_help import walk_verbs
from drawing import draw_floors, draw_way, read_floors
from made_pages import MADE, make_pages
from pages import PAGES, ROOT
from settings_table import read_arguments

from llm_extract.settings import Settings

CONFIG = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
ELSEWHERE = re.compile(r"""<(?:script|link|img|iframe|source|video)\b[^>]*?(?:src|href)=["'](?:https?:)?//[^"']+""")


def _in_menu(entry: Any = None) -> Iterator[str]:
    entry = CONFIG["nav"] if entry is None else entry
    if isinstance(entry, str):
        yield entry
    for inner in entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ():
        yield from _in_menu(inner)


def test_every_page_is_in_the_menu() -> None:
    """Each page of docs/, and each that is made, is in the menu of mkdocs.yml once, and nothing else is."""
    pages = [page.name for page in PAGES if page.parent.name == "docs"]
    assert sorted(_in_menu()) == sorted([*pages, *MADE])


def test_the_drawings_are_of_today() -> None:
    """Run ``python docs/building/drawing.py`` after the floors have changed."""
    images = ROOT / "docs" / "images"
    assert (images / "floors.svg").read_text(encoding="utf-8") == draw_floors()
    assert (images / "way_of_the_data.svg").read_text(encoding="utf-8") == draw_way()


def test_the_page_on_architecture_has_the_floors_of_the_contract() -> None:
    """The table of floors names each room on the floor that the import linter holds it to."""
    table = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("## The floors")[1].split("\n## ")[0]
    shown: dict[int, set[str]] = {}
    number = 0
    for floor, rooms in re.findall(r"^\| (\d?) ?\| ((?:`[\w/.]+`,? ?)+)\|", table, re.MULTILINE):
        number = int(floor) if floor else number
        shown.setdefault(number, set()).update(re.findall(r"`(\w+)(?:/|\.py)`", rooms))
    floors = read_floors()
    held = {(len(floors) - index, room) for index, rooms in enumerate(floors) for room in rooms}
    assert {(number, room) for number, rooms in shown.items() for room in rooms} ^ held == set()


def test_help_is_whole_on_the_page_of_commands() -> None:
    """Each verb has its help there, as it is printed at 80 columns; no line is longer."""
    page = make_pages(ROOT)["cli.md"]
    verbs = dict(walk_verbs())
    assert {"llm-extract run", "llm-extract batch submit", "llm-extract prompts release"} <= set(verbs)
    for name, text in verbs.items():
        assert text.rstrip() in page
        assert [line for line in text.splitlines() if len(line) > 80] == [], name


def test_every_setting_is_explained() -> None:
    """The docstring of the settings, of which the page's table is made, has each of them."""
    assert set(read_arguments(Settings.__doc__ or "")) == set(Settings.__dataclass_fields__)


@pytest.mark.slow
def test_the_site_is_built_and_opens_without_a_network(tmp_path: Path) -> None:
    """No warning, no script, style, font or image from another host, and a search index beside the pages."""
    pytest.importorskip("mkdocs", reason='pip install -e ".[docs]"')
    site = tmp_path / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    pages = {page.relative_to(site).as_posix(): page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    assert {"index.html", "tutorial.html", "cli.html", "api/package.html"} <= set(pages)
    assert {name: ELSEWHERE.findall(text) for name, text in pages.items() if ELSEWHERE.search(text)} == {}
    assert (site / "search" / "search_index.js").stat().st_size > 100_000
