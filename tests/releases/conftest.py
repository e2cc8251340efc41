"""A project with a schema file of its own, from which versions are made."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.releases import new_version, release_version

SCHEMA = """
from pydantic import BaseModel, Field

from llm_extract import Cited, Name


class Shop(BaseModel):
    name: Cited[Name]
    opened: Cited[int] | None = Field(None, description="The year.")


class Shops(BaseModel):
    shops: list[Shop]
"""
EXAMPLE = {
    "text": "Bolt opened a shop in 2011.",
    "data": {"shops": [{"name": "Bolt", "opened": 2011}]},
    "quotes": {"/shops/0/name": "Bolt", "/shops/0/opened": "in 2011"},
}


class Project:
    """A folder with ``shop.py`` and ``prompts``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.prompts = folder / "prompts"
        self.schema = folder / "shop.py"
        self.example = EXAMPLE

    def path(self, number: int, ending: str = "md") -> Path:
        """A file of a version."""
        return self.prompts / "shops" / f"v{number}.{ending}"

    def draft(self) -> Path:
        """The next version as a draft."""
        first = not self.path(1).exists()
        return new_version("shops", schema=f"{self.schema}:Shops" if first else None, prompts=self.prompts)

    def release(self, number: int) -> None:
        """Pin a version."""
        release_version(f"shops@v{number}", [self.prompts])

    def show(self, number: int, *examples: dict[str, Any]) -> None:
        """Write the examples of a version."""
        lines = "".join(json.dumps(example) + "\n" for example in examples or (EXAMPLE,))
        self.path(number, "examples.jsonl").write_text(lines, encoding="utf-8", newline="\n")

    def elsewhere(self, name: str, old: str = "", new: str = "") -> Project:
        """A copy with another class: Python imports a file once, so that a change needs another path."""
        shutil.copytree(self.folder, self.folder.parent / name)
        other = Project(self.folder.parent / name)
        text = other.schema.read_text(encoding="utf-8")
        assert old in text
        other.schema.write_text(text.replace(old, new, 1), encoding="utf-8")
        return other


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A new project without any version."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "shop.py").write_text(SCHEMA, encoding="utf-8")
    return Project(folder)


@pytest.fixture
def released(project: Project) -> Project:
    """A project whose first version is released."""
    project.draft()
    project.release(1)
    return project


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """Replaces words in a file."""

    def replace(path: Path, old: str, new: str) -> None:
        raw = path.read_bytes()
        assert old.encode() in raw
        path.write_bytes(raw.replace(old.encode(), new.encode(), 1))

    return replace
