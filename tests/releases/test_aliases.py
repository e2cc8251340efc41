"""Aliases move, and the file they are in stays the one that people wrote."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from llm_extract.errors import ConfigError
from llm_extract.releases import aliases, set_alias
from llm_extract.tasks import load_task


def test_an_alias_is_made_moved_and_used(released: Any) -> None:
    """NAME@ALIAS loads the version that the alias names now."""
    released.draft()
    assert set_alias(released.prompts, "shops", "production", 2) is None
    assert load_task("shops@production", [released.prompts]).version == 2
    assert set_alias(released.prompts, "shops", "production", 1) == 2
    assert load_task("shops@production", [released.prompts]).version == 1


def test_comments_and_other_aliases_stay(released: Any) -> None:
    """Only the one line changes."""
    path = released.prompts / "aliases.toml"
    path.write_text(
        "# ours\n[other]\nproduction = 3\n\n[shops] # mine\nold = 9 # why\n\n[last]\na = 1\n", encoding="utf-8"
    )
    set_alias(released.prompts, "shops", "old", 1)
    set_alias(released.prompts, "shops", "new", 1)
    assert path.read_text(encoding="utf-8") == (
        "# ours\n[other]\nproduction = 3\n\n[shops] # mine\nold = 1 # why\nnew = 1\n\n[last]\na = 1\n"
    )


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the second process is refused")
def test_two_aliases_that_are_set_at_once_are_both_there(released: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process that sets one between this one's look and its writing is not forgotten."""
    write, others = aliases._with_alias, ["b"]

    def wait_and_write(text: str, name: str, alias: str, number: int) -> str:
        if others:
            set_alias(released.prompts, "shops", others.pop(), 1)
        return write(text, name, alias, number)

    monkeypatch.setattr(aliases, "_with_alias", wait_and_write)
    assert set_alias(released.prompts, "shops", "a", 1) is None
    text = (released.prompts / "aliases.toml").read_text(encoding="utf-8")
    assert text == "[shops]\nb = 1\na = 1\n"


@pytest.mark.parametrize("alias", ["latest", "v1", "1st", "a b", "", "Größe"])
def test_a_word_that_could_be_taken_for_something_else_is_refused(released: Any, alias: str) -> None:
    """latest and version numbers keep their meaning."""
    with pytest.raises(ConfigError, match="cannot be an alias"):
        set_alias(released.prompts, "shops", alias, 1)


def test_an_alias_cannot_name_what_does_not_exist(released: Any) -> None:
    """The versions there are stand in the message."""
    with pytest.raises(ConfigError, match=r"no version v4.*There is: v1\."):
        set_alias(released.prompts, "shops", "production", 4)


def test_a_file_that_cannot_be_edited_line_by_line_is_left_alone(released: Path) -> None:
    """An inline table is TOML too; rather than break it, the command says what to write."""
    path = released.prompts / "aliases.toml"  # type: ignore[attr-defined]
    path.write_text("shops = { old = 1 }\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="Set new = 1 for shops by hand"):
        set_alias(released.prompts, "shops", "new", 1)  # type: ignore[attr-defined]
    assert path.read_text(encoding="utf-8") == "shops = { old = 1 }\n"
