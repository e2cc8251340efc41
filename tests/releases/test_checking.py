"""What was released must stay: every byte of its files, and every field of its class."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.releases import check_prompts
from llm_extract.shipped import shipped

Edit = Callable[[Path, str, str], None]


def test_the_shipped_prompts_are_as_released() -> None:
    """Their files are those of the lock file, and their classes still give the released schemas."""
    assert check_prompts(shipped("prompts")) == []


def test_a_release_is_well_right_after_it_was_made(released: Any) -> None:
    """So is a draft beside it."""
    released.draft()
    assert check_prompts(released.prompts) == []


def test_one_byte_of_a_released_prompt_is_named_with_the_fix(released: Any) -> None:
    """Version, file and the command for the next version are in the message."""
    path = released.path(1)
    path.write_bytes(path.read_bytes() + b" ")
    (finding,) = check_prompts(released.prompts)
    assert str(finding).startswith(f"shops@v1: {path}: the released prompt file was changed.")
    assert "llm-extract prompts new shops" in finding.fix


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'description="The year."',
            'description="Year."',
            'shops[].opened: its description is "Year.", was "The year."',
        ),
        ("opened: Cited[int] | None", "opened: Cited[str] | None", "shops[].opened: its type is string, was integer"),
        ("    opened:", "    founded:", "shops[].opened: is gone; shops[].founded: is new"),
        ("    name: Cited[Name]\n", "    name: Cited[Name]\n    town: str | None = None\n", "shops[].town: is new"),
        ("    name: Cited[Name]\n", "    name: Name\n", "shops[].name: its type is string, was object"),
    ],
)
def test_one_field_of_a_released_class_is_named_with_the_fix(released: Any, old: str, new: str, message: str) -> None:
    """Any change of what would be sent is found, one that a pinned schema could live with too."""
    (finding,) = check_prompts(released.elsewhere("later", old, new).prompts)
    assert message in finding.message
    assert "../../shop.py:Shops is no longer the schema that was released" in finding.message
    assert "llm-extract prompts new shops --schema" in finding.fix


def test_one_field_of_a_released_schema_file_is_named(released: Any, edit: Edit) -> None:
    """The file that is sent is compared with its class, so that the field has a name."""
    edit(released.path(1, "schema.json"), "The year.", "A year.")
    (finding,) = check_prompts(released.prompts)
    assert "the released schema file was changed: shops[].opened: its description is" in finding.message


def test_the_layout_of_a_released_schema_file_counts_too(released: Any) -> None:
    """Bytes are pinned, even where they mean the same."""
    path = released.path(1, "schema.json")
    path.write_text(json.dumps(json.loads(path.read_bytes())), encoding="utf-8")
    (finding,) = check_prompts(released.prompts)
    assert "was changed in its layout alone" in finding.message


def test_a_file_that_is_gone_is_named(released: Any) -> None:
    """Removing a released file is a change."""
    released.path(1, "schema.json").unlink()
    assert "the released schema file is gone" in check_prompts(released.prompts)[0].message
    released.path(1).unlink()
    (finding,) = check_prompts(released.prompts)
    assert "v1.md is released, and is gone" in finding.message


def test_changed_examples_are_named(project: Any, edit: Edit) -> None:
    """The examples of a released version are locked like the rest."""
    project.draft()
    project.show(1)
    project.release(1)
    assert check_prompts(project.prompts) == []
    edit(project.path(1, "examples.jsonl"), "2011", "2012")
    (finding,) = check_prompts(project.prompts)
    assert "the released examples file was changed" in finding.message


def test_a_class_that_is_gone_is_named(released: Any) -> None:
    """A released version whose class cannot be imported any more is a finding, not a crash."""
    (finding,) = check_prompts(released.elsewhere("later", "class Shops", "class Stores").prompts)
    assert "cannot be compiled any more" in finding.message


def test_a_released_prompt_made_unreadable_is_a_change(released: Any) -> None:
    """What cannot be parsed any more is still only reported as changed."""
    released.path(1).write_bytes(b"\xff")
    (finding,) = check_prompts(released.prompts)
    assert "the released prompt file was changed" in finding.message


def test_a_draft_that_could_not_be_released_is_named(released: Any, edit: Edit) -> None:
    """Drafts are checked as a release would."""
    edit(released.draft(), "</{{ boundary }}>", "")
    (finding,) = check_prompts(released.prompts)
    assert finding.reference == "shops@v2"
    assert "between its marks" in finding.message


def test_a_draft_with_an_outdated_schema_file_is_named(released: Any, edit: Edit) -> None:
    """A compiled schema beside a draft would be sent instead of what its class says now."""
    released.draft()
    released.path(2, "schema.json").write_bytes(released.path(1, "schema.json").read_bytes())
    assert check_prompts(released.prompts) == []
    edit(released.path(2, "schema.json"), "The year.", "A year.")
    (finding,) = check_prompts(released.prompts)
    assert "is out of date: shops[].opened: its description is" in finding.message


def test_aliases_must_name_versions(released: Any) -> None:
    """An alias that leads nowhere is found before somebody uses it."""
    (released.prompts / "aliases.toml").write_text("[shops]\nproduction = 7\nold = 1\n", encoding="utf-8")
    (finding,) = check_prompts(released.prompts)
    assert "production of shops is v7, which does not exist" in finding.message


@pytest.mark.parametrize("name", ["lock.json", "aliases.toml"])
def test_a_malformed_file_beside_the_prompts_is_named(released: Any, name: str) -> None:
    """Neither file may be broken by a merge."""
    (released.prompts / name).write_text("<<<<<<< HEAD", encoding="utf-8")
    (finding,) = check_prompts(released.prompts)
    assert name in finding.reference


def test_a_lost_lock_file_is_named(released: Any) -> None:
    """Without it a released version would pass for a draft that may change; its compiled schema gives it away."""
    released.draft()
    (released.prompts / "lock.json").unlink()
    (finding,) = check_prompts(released.prompts)
    assert finding.reference == str(released.prompts / "lock.json")
    assert "it is gone, and v1.schema.json of a release is there" in finding.message
    assert finding.fix.startswith("Restore it from version control; or release")
    assert finding.fix.endswith("llm-extract prompts release shops@v1")
