"""Prompt versions are found, read strictly, and never changed once released."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from llm_extract.errors import ConfigError
from llm_extract.tasks import find_prompt_folders, list_versions, load_task

PROMPT = """---
schema: shop.schemas:Receipt
description: Receipts.
parameters:
  temperature: 0
---
# system
Read it.

# user
{{ document.text }}
"""


def write(folder: Path, name: str = "receipts", number: int = 1, text: str = PROMPT) -> Path:
    path = folder / name / f"v{number}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_a_version_is_read_with_all_its_parts(tmp_path: Path) -> None:
    """Schema, description, parameters, both messages and the hash of the file's bytes are there."""
    path = write(tmp_path)
    task = load_task("receipts@v1", [tmp_path])
    assert (task.name, task.version, task.schema, task.description) == (
        "receipts",
        1,
        "shop.schemas:Receipt",
        "Receipts.",
    )
    assert (task.system, task.user, task.parameters) == ("Read it.", "{{ document.text }}", {"temperature": 0})
    assert task.prompt_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert not task.released


def test_without_a_number_the_latest_version_is_taken_by_number(tmp_path: Path) -> None:
    """v10 is later than v9, though not in the alphabet."""
    for number in (1, 9, 10):
        write(tmp_path, number=number)
    assert load_task("receipts", [tmp_path]).version == 10
    assert load_task("receipts@latest", [tmp_path]).version == 10
    assert load_task("receipts@v9", [tmp_path]).version == 9


def test_an_alias_names_a_version(tmp_path: Path) -> None:
    """aliases.toml gives movable names."""
    write(tmp_path)
    write(tmp_path, number=2)
    (tmp_path / "aliases.toml").write_text("[receipts]\nproduction = 1\n")
    assert load_task("receipts@production", [tmp_path]).version == 1
    with pytest.raises(ConfigError, match=r"no alias 'produktion'.*Did you mean 'production'"):
        load_task("receipts@produktion", [tmp_path])


def test_a_prompt_file_can_be_named_by_its_path(tmp_path: Path) -> None:
    """A path works the same way as a name."""
    path = write(tmp_path)
    assert load_task(str(path)).reference == "receipts@v1"


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("receits", "no task 'receits'. Did you mean 'receipts'"),
        ("receipts@v7", "no version v7. There is: v1"),
        ("receipts@", "is no task. Write name"),
        ("../receipts", "is no task"),
        ("elsewhere/v1.md", "no prompt file elsewhere/v1.md"),
    ],
)
def test_a_wrong_reference_names_the_remedy(tmp_path: Path, reference: str, message: str) -> None:
    """A typing error is answered with what was probably meant or with what there is."""
    write(tmp_path)
    with pytest.raises(ConfigError, match=message):
        load_task(reference, [tmp_path])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("---\nschema", "schema", "no front matter"),
        ("schema: shop.schemas:Receipt\n", "", "names no schema"),
        ("description:", "descripton:", "unknown key 'descripton'. Did you mean 'description'"),
        ("schema: shop", "schema: [shop", "front matter is not YAML"),
        ("  temperature: 0", "  - temperature", "parameters is not a table"),
        ("  temperature: 0", "  temperature: 0\n  1: 2", "parameters has a name that is no text: 1"),
        ("  temperature: 0", "  temperature: 0\n  temperature: 1", "'temperature' stands there twice"),
        ("description: Receipts.", "description: [Receipts]", "description is no text"),
        ("# user\n", "", "needs the section '# user'"),
        ("# user\n", "# user\n# user\n", "each once"),
        ("# system\n", "Hello.\n# system\n", "needs the section"),
    ],
)
def test_a_malformed_file_is_refused_with_its_name(tmp_path: Path, old: str, new: str, message: str) -> None:
    """Whatever is wrong with a prompt file, the error names the file and the cause."""
    path = write(tmp_path, text=PROMPT.replace(old, new, 1))
    with pytest.raises(ConfigError, match=message) as caught:
        load_task("receipts", [tmp_path])
    assert str(path) in str(caught.value)
    assert caught.value.hint


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    """Editors write one in front of UTF-8 unasked."""
    write(tmp_path, text="\ufeff" + PROMPT)
    assert load_task("receipts", [tmp_path]).description == "Receipts."


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are an error that names the file."""
    path = write(tmp_path)
    path.write_bytes(b"---\nschema: a:B\n---\n# user\n\xff\n")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_task("receipts", [tmp_path])


def release(folder: Path, path: Path) -> None:
    schema = path.with_suffix(".schema.json")
    schema.write_text("{}")
    hashes = {"prompt": hashlib.sha256(path.read_bytes()).hexdigest(), "schema": hashlib.sha256(b"{}").hexdigest()}
    (folder / "lock.json").write_text(json.dumps({"receipts@v1": hashes}))


def test_a_released_version_cannot_be_changed_by_one_byte(tmp_path: Path) -> None:
    """An edited prompt or schema file of a released version is refused before anything is sent."""
    path = write(tmp_path)
    release(tmp_path, path)
    assert load_task("receipts@v1", [tmp_path]).released
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(ConfigError, match="released, and its prompt file was changed"):
        load_task("receipts@v1", [tmp_path])
    path.write_bytes(PROMPT.encode())
    path.with_suffix(".schema.json").write_text("{ }")
    with pytest.raises(ConfigError, match="released, and its schema file was changed"):
        load_task("receipts@v1", [tmp_path])
    path.with_suffix(".schema.json").unlink()
    with pytest.raises(ConfigError, match="schema file is gone"):
        load_task("receipts@v1", [tmp_path])


@pytest.mark.parametrize("where", ["receipts", "receipts/deeper"])
def test_a_path_from_inside_the_prompts_names_the_same_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """However short its path, a file has its folder's name, and a released one is held to its lock."""
    path = write(tmp_path)
    release(tmp_path, path)
    (path.parent / "deeper").mkdir()
    monkeypatch.chdir(tmp_path / where)
    reference = os.path.relpath(path)
    task = load_task(reference)
    assert (task.reference, task.released) == ("receipts@v1", True)
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(ConfigError, match="released, and its prompt file was changed"):
        load_task(reference)


def test_an_earlier_folder_hides_a_later_ones_task(tmp_path: Path) -> None:
    """A project's own prompts win over the shipped ones, task by task."""
    mine, shipped = tmp_path / "mine", tmp_path / "shipped"
    write(mine)
    write(shipped, number=2)
    write(shipped, name="other")
    assert [(name, number) for name, number, _ in list_versions([mine, shipped])] == [("receipts", 1), ("other", 1)]


def test_a_prompts_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A folder given by name must exist."""
    with pytest.raises(ConfigError, match="no prompts folder"):
        find_prompt_folders(tmp_path / "none")


def test_the_shipped_versions_are_intact_and_released() -> None:
    """Every shipped version loads, which checks it against the lock, and is pinned there."""
    versions = [load_task(str(path)) for _, _, path in list_versions(find_prompt_folders())]
    assert "funding_news@v1" in [task.reference for task in versions]
    assert all(task.released for task in versions)
