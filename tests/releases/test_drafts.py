"""Drafts begin fit for release, and never touch what is released."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from llm_extract.documents import Document
from llm_extract.errors import ConfigError, RunError
from llm_extract.releases import check_prompts, new_version
from llm_extract.rendering.templates import Templates
from llm_extract.shipped import shipped
from llm_extract.tasks import load_task


def test_the_first_draft_loads_and_is_fit_for_release(project: Any) -> None:
    """The template names the schema relative to its folder, and nothing is wrong with it."""
    path = project.draft()
    task = load_task(str(path))
    assert (task.reference, task.released, task.schema) == ("shops@v1", False, "../../shop.py:Shops")
    assert check_prompts(project.prompts) == []


def test_the_first_draft_hands_over_what_is_known_of_an_article(project: Any) -> None:
    """Title and date of a table's row reach the model, each once, and their want leaves nothing behind."""
    templates = Templates(load_task(str(project.draft())))
    _, user = templates.fill(Document("Bolt opened.", key="a", source="a", title="A shop", published_on="2026-05-04"))
    assert "Published: 2026-05-04\n" in user
    assert ">\nA shop\n\nBolt opened.\n</" in user
    _, user = templates.fill(Document("A shop\nBolt opened.", key="a", source="a", title="A shop"))
    assert ">\nA shop\nBolt opened.\n</" in user
    assert "Published: unknown\n" in user


def test_the_next_draft_is_a_copy_with_its_examples(released: Any) -> None:
    """Prompt and examples are copied byte for byte, the compiled schema is not: it is written at release."""
    draft = released.draft()
    assert draft == released.path(2)
    assert draft.read_bytes() == released.path(1).read_bytes()
    assert not released.path(2, "schema.json").exists()
    released.show(2)
    assert released.draft().name == "v3.md"
    assert released.path(3, "examples.jsonl").read_bytes() == released.path(2, "examples.jsonl").read_bytes()


def test_examples_that_are_there_already_are_not_replaced(project: Any) -> None:
    """Somebody may have written those of the next version first."""
    project.draft()
    project.show(1)
    project.show(2, {"text": "Corax opened.", "data": {"shops": []}})
    before = project.path(2, "examples.jsonl").read_bytes()
    project.draft()
    assert project.path(2).exists()
    assert project.path(2, "examples.jsonl").read_bytes() == before


def test_the_next_draft_may_have_another_schema(released: Any) -> None:
    """Only the line that names the schema differs."""
    path = new_version("shops", schema="llm_extract.schemas.funding:FundingNews", prompts=released.prompts)
    assert load_task(str(path)).schema == "llm_extract.schemas.funding:FundingNews"
    old = released.path(1).read_text(encoding="utf-8").splitlines()
    new = path.read_text(encoding="utf-8").splitlines()
    assert [one for one, other in zip(old, new, strict=True) if one != other] == ["schema: ../../shop.py:Shops"]


def test_a_draft_of_a_shipped_task_brings_the_released_version_along(tmp_path: Path) -> None:
    """Both versions are then in the project's folder, the shipped one as released, so that they can be compared."""
    folder = tmp_path / "prompts"
    latest = load_task("funding_news", [shipped("prompts")])
    draft = new_version("funding_news", prompts=folder)
    assert draft == folder / "funding_news" / f"v{latest.version + 1}.md"
    assert load_task(f"funding_news@v{latest.version}", [folder]).released
    assert not load_task("funding_news", [folder]).released
    assert (folder / "funding_news" / latest.path.name).read_bytes() == latest.path.read_bytes()


@pytest.mark.parametrize("file", ["v2.schema.json", "lock.json", "v2.md"])
def test_a_shipped_version_is_brought_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    """Killed between two of its files, it is no unreleased version of the project; the same call then brings it."""
    folder, move = tmp_path / "prompts", Path.replace

    def killed(fresh: Path, path: Path) -> Path:
        if path.name == file:
            raise KeyboardInterrupt
        return move(fresh, path)

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        new_version("funding_news", prompts=folder)
    monkeypatch.undo()
    assert not (folder / "funding_news/v2.md").exists()
    assert new_version("funding_news", prompts=folder).name == "v3.md"
    assert load_task("funding_news@v2", [folder]).released


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Whichever file is the first."""
    (tmp_path / "funding_news").write_text("in the way")
    with pytest.raises(RunError, match=r"cannot be written.*--prompts"):
        new_version("funding_news", prompts=tmp_path)


@pytest.mark.parametrize(
    ("name", "schema", "message"),
    [
        ("../shops", None, "cannot be a task's name"),
        ("shops", None, "is a new task and needs a schema.*--schema"),
        ("shops", "llm_extract.schemas.funding:Fundng", "no class Fundng"),
        ("shops", "nowhere.json", "no schema file"),
    ],
)
def test_a_draft_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, name: str, schema: str | None, message: str
) -> None:
    """The error names the remedy, and no folder is made."""
    with pytest.raises(ConfigError, match=message):
        new_version(name, schema=schema, prompts=tmp_path / "prompts")
    assert not (tmp_path / "prompts").exists()
