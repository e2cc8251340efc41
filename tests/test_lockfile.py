"""The lock file says what happened to each file of a released version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from llm_extract.errors import ConfigError
from llm_extract.lockfile import changed_files, lock_path, read_lock, sha256_of, version_files


def test_each_file_is_changed_gone_added_or_as_it_was(tmp_path: Path) -> None:
    """A file that neither was nor is there has not changed."""
    path = tmp_path / "v1.md"
    path.write_bytes(b"prompt")
    locked = {"prompt": sha256_of(path) or "", "schema": "0" * 64}
    assert changed_files(path, locked) == {"schema": "is gone"}
    version_files(path)["schema"].write_bytes(b"{}")
    version_files(path)["examples"].write_bytes(b"{}")
    assert changed_files(path, locked) == {"schema": "was changed", "examples": "was added"}


def test_a_folder_without_a_lock_file_has_released_nothing(tmp_path: Path) -> None:
    """No file is an empty one."""
    assert read_lock(tmp_path) == {}


@pytest.mark.parametrize("content", ["{", "[]", json.dumps({"a@v1": "abc"})])
def test_a_malformed_lock_file_is_refused(tmp_path: Path, content: str) -> None:
    """Without it nothing can be trusted, so that nothing is read."""
    lock_path(tmp_path).write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"lock\.json.*version control"):
        read_lock(tmp_path)
