"""A release checks everything first, then pins the bytes of all files, once."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.errors import ConfigError
from llm_extract.lockfile import read_lock
from llm_extract.releases import publishing, release_version
from llm_extract.shipped import shipped
from llm_extract.tasks import load_task


def test_a_release_writes_the_schema_and_pins_every_file(project: Any) -> None:
    """The lock file holds the sha256 of the raw bytes of prompt, schema and examples."""
    project.draft()
    project.show(1)
    done = release_version("shops@v1", [project.prompts])
    assert (done.reference, done.fresh) == ("shops@v1", True)
    lock = json.loads((project.prompts / "lock.json").read_bytes())
    endings = {"prompt": "md", "schema": "schema.json", "examples": "examples.jsonl"}
    assert lock == {
        "shops@v1": {
            kind: hashlib.sha256(project.path(1, ending).read_bytes()).hexdigest() for kind, ending in endings.items()
        }
    }
    task = load_task("shops@v1", [project.prompts])
    assert task.released
    assert list((task.compiled_schema or {})["properties"]) == ["shops"]


def test_releasing_a_shipped_task_again_would_write_the_very_same_files(tmp_path: Path) -> None:
    """A draft that is the shipped prompt compiles to the shipped schema, byte for byte."""
    folder = tmp_path / "prompts" / "funding_news"
    folder.mkdir(parents=True)
    original = shipped("prompts") / "funding_news"
    (folder / "v1.md").write_bytes((original / "v1.md").read_bytes())
    release_version("funding_news@v1", [tmp_path / "prompts"])
    assert (folder / "v1.schema.json").read_bytes() == (original / "v1.schema.json").read_bytes()


def test_a_second_release_changes_nothing(released: Any) -> None:
    """Releasing what is released says so and writes nothing."""
    before = {path: path.read_bytes() for path in released.prompts.rglob("*") if path.is_file()}
    assert not release_version("shops@v1", [released.prompts]).fresh
    assert {path: path.read_bytes() for path in released.prompts.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(("ending", "kind"), [("md", "prompt"), ("schema.json", "schema")])
def test_a_changed_version_is_not_released_again(released: Any, ending: str, kind: str) -> None:
    """One byte more is refused with the way on: the next version."""
    path = released.path(1, ending)
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(ConfigError, match=f"its {kind} file was changed.*llm-extract prompts new shops"):
        released.release(1)


def test_examples_cannot_be_added_to_a_released_version(released: Any) -> None:
    """Examples are part of what was released."""
    released.show(1)
    with pytest.raises(ConfigError, match="its examples file was added"):
        load_task("shops@v1", [released.prompts])


def test_a_later_release_keeps_the_earlier_entries(released: Any) -> None:
    """The lock file only grows."""
    before = json.loads((released.prompts / "lock.json").read_bytes())
    released.draft()
    released.release(2)
    after = json.loads((released.prompts / "lock.json").read_bytes())
    assert list(after) == ["shops@v1", "shops@v2"]
    assert after["shops@v1"] == before["shops@v1"]


def test_a_schema_file_of_ones_own_is_not_replaced_by_the_compiled_one(project: Any) -> None:
    """It would be lost under the name that a release writes to."""
    project.draft()
    prompt, own = project.path(1, "md"), project.path(1, "schema.json")
    prompt.write_text(prompt.read_text().replace("shop.py:Shops", own.name).replace("../../", ""))
    schema = json.dumps({"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]})
    own.write_text(schema)
    with pytest.raises(ConfigError, match=r"v1\.schema\.json.*would be replaced.*another name"):
        release_version("shops@v1", [project.prompts])
    assert own.read_text() == schema


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{{ document.text }}", "", "leaves the article out"),
        ("</{{ boundary }}>", "End.", "does not stand between its marks"),
        ("{{ document.text }}", "{{ dokument.text }}", "unknown variable 'dokument'"),
        ("{{ document.text }}", "{{ document.text }}{{ document.headline }}", "unknown variable 'document.headline'"),
        ("{{ document.text }}", "{{ document.text", "section '# user', line"),
        ("shop.py:Shops", "shop.py:Stores", "no class Stores"),
    ],
)
def test_what_is_wrong_is_found_before_it_is_pinned(
    project: Any, edit: Callable[[Path, str, str], None], old: str, new: str, message: str
) -> None:
    """Nothing is written where the template or the schema cannot be used."""
    edit(project.draft(), old, new)
    with pytest.raises(ConfigError, match=message):
        project.release(1)
    assert not (project.prompts / "lock.json").exists()
    assert not project.path(1, "schema.json").exists()


def test_a_wrong_example_stops_the_release(project: Any) -> None:
    """Examples are checked with everything else."""
    project.draft()
    project.show(1, {**project.example, "text": "Nothing of the kind."})
    with pytest.raises(ConfigError, match=r"v1.examples.jsonl, line 1: the quote for /shops/0/name is not in the text"):
        project.release(1)
    assert not (project.prompts / "lock.json").exists()


def test_a_release_needs_a_number(project: Any) -> None:
    """A name without a number could mean another version tomorrow."""
    project.draft()
    with pytest.raises(ConfigError, match="NAME@vN"):
        release_version("shops", [project.prompts])


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the second process is refused")
def test_two_releases_at_once_are_both_pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process that pins its version between this one's look and its writing is not forgotten."""
    others = ["b@v1", "c@v1"]

    def read_and_wait(folder: Path) -> dict[str, dict[str, str]]:
        found = read_lock(folder)
        if others:
            publishing.pin_version(folder, others.pop(), {"prompt": "0"})
        return found

    monkeypatch.setattr(publishing, "read_lock", read_and_wait)
    publishing.pin_version(tmp_path, "a@v1", {"prompt": "1"})
    assert read_lock(tmp_path) == {"a@v1": {"prompt": "1"}, "b@v1": {"prompt": "0"}, "c@v1": {"prompt": "0"}}
    assert [path.name for path in tmp_path.iterdir()] == ["lock.json"]
