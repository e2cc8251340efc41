"""A project that is well, for tests that spoil it."""

from __future__ import annotations

from pathlib import Path

import pytest

from llm_extract.projects import make_project


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is well."""
    root = make_project(tmp_path / "project").folder
    monkeypatch.chdir(root)
    return root
