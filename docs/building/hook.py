"""What MkDocs calls while it builds the site: adds the pages that are made from the code."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

__all__ = ["on_config", "on_files", "on_page_markdown", "on_post_page", "on_post_template"]

HERE = Path(__file__).resolve().parent
_PYTHON = "Python"  # the place in the menu for the pages of api/


def _load(name: str) -> Any:
    if str(HERE) not in sys.path:  # MkDocs loads this file alone
        sys.path.insert(0, str(HERE))
    return importlib.import_module(name)


def on_config(config: Any) -> Any:
    """Put a page for each room into the menu."""
    pages = [{"Overview": "api/index.md"}, *({room: page} for room, page in _load("made_pages").find_rooms().items())]
    for section in config["nav"]:
        for entries in section.values():
            for entry in entries if isinstance(entries, list) else ():
                if _PYTHON in entry:
                    entry[_PYTHON] = pages
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add the made pages, the style sheet and the script to the files of docs/."""
    made = _load("made_pages").make_pages(HERE.parents[1])
    own = {f"assets/{name}": (HERE / name).read_text(encoding="utf-8") for name in ("site.css", "frame_worker.js")}
    for name, text in {**made, **own}.items():
        files.append(File.generated(config, name, content=text))
    return files


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Have the search take our script where the theme's would come from another host, and give its dialog a name."""
    above = "../" * page.url.count("/")
    output = output.replace('role="dialog"', 'role="dialog" aria-label="Search"')
    return output.replace("https://unpkg.com/iframe-worker/shim", f"{above}assets/frame_worker.js")


def on_post_template(output_content: str, **_: Any) -> str:
    """The same for pages that are no pages of docs/, such as the one for addresses that lead nowhere."""
    return output_content.replace("https://unpkg.com/iframe-worker/shim", "assets/frame_worker.js")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Lead links to texts outside of docs/ to their pages on the site."""
    return markdown.replace("](../fixtures/README.md)", "](recordings.md)").replace("](../README.md)", "](index.md)")
