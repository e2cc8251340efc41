"""Every section finds what is wrong with its thing, with a remedy, and the others are looked at all the same."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from diagnoses import facts_of, messages_of, section_of
from llm_extract import Response
from llm_extract.diagnosis import diagnose
from llm_extract.settings import Settings

KEY = "sk-this-is-a-key-0123456789abcdefghij"


def test_a_new_project_is_well(folder: Path) -> None:
    """What init makes has no problem and no warning, and every setting has its origin."""
    found = diagnose(environment={})
    assert (found.problems, found.warnings) == ([], [])
    origins = {fact.name: fact.origin for fact in section_of(found, "settings").facts}
    assert origins["task"] == origins["replay"] == str(folder / "pyproject.toml")
    assert origins["timeout"] == "default"
    assert set(origins) == set(Settings.__dataclass_fields__)
    assert facts_of(found, "recordings")["recordings"] == 2


def test_a_key_is_present_or_absent_and_never_shown(folder: Path) -> None:
    """Its variable is named; no part of it is in the output, even where it stands in an address or a parameter."""
    environment = {
        "OPENAI_API_KEY": KEY,
        "LLM_EXTRACT_REPLAY": "none",
        "LLM_EXTRACT_MODEL": "m",
        "LLM_EXTRACT_BASE_URL": f"https://me:hunter2@api.openai.com/v1?key={KEY}",
        "LLM_EXTRACT_PARAMETERS": json.dumps({"user": KEY}),
    }
    found = diagnose(environment=environment)
    (fact,) = [fact for fact in section_of(found, "endpoint").facts if fact.name == "key"]
    assert (fact.value, fact.origin) == ("present", "OPENAI_API_KEY")
    printed = json.dumps(found.to_dict())
    assert KEY not in printed
    assert "hunter2" not in printed
    assert KEY[:8] not in printed


def test_a_missing_key_and_model_are_found(folder: Path) -> None:
    """Without a key a run would fail; a model can still be named with each run."""
    found = diagnose(environment={"LLM_EXTRACT_REPLAY": "none"})
    assert [problem.message for problem in found.problems] == ["OpenAI needs a key, and OPENAI_API_KEY is not set"]
    assert [problem.message for problem in found.warnings] == ["no model is named"]
    named = diagnose({"replay": Path("none"), "model": "ollama/qwen3"}, environment={})
    assert named.problems == []
    assert facts_of(named, "endpoint")["endpoint"] == "Ollama"


@pytest.mark.parametrize(
    "content", ["[tool.llm-extract\n", "[tool.llm-extract]\nmodle = 'x'\n", "[tool.llm-extract]\ntimeout = -1\n"]
)
def test_a_broken_project_file_is_one_finding_among_others(folder: Path, content: str) -> None:
    """The rest is looked at with the defaults."""
    (folder / "pyproject.toml").write_text(content)
    found = diagnose(environment={})
    assert "what follows is about the defaults" in messages_of(found, "settings")
    assert len(found.sections) == 7
    assert facts_of(found, "cache")["answers"] == "none yet"


def test_a_project_file_that_is_a_folder_is_no_project_file(folder: Path) -> None:
    """Nothing breaks on what is no file."""
    (folder / "pyproject.toml").unlink()
    (folder / "pyproject.toml").mkdir()
    assert diagnose({"replay": folder / "tests/recordings", "task": "openings"}, environment={}).problems == []


def test_missing_folders_are_findings(folder: Path) -> None:
    """A prompts folder and a folder of recordings that are not there."""
    shutil.rmtree(folder / "prompts")
    shutil.rmtree(folder / "tests" / "recordings")
    found = diagnose(environment={})
    assert "no prompts folder" in messages_of(found, "prompts")
    assert "there is no folder" in messages_of(found, "recordings")


def test_a_folder_that_is_gone_is_no_reason_to_fall_over(folder: Path) -> None:
    """The current folder may be deleted while somebody stands in it."""
    gone = folder / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    assert len(diagnose(environment={}).sections) == 7


@pytest.mark.parametrize("raw", [b"\xff\xfe[tool.llm-extract]", b'[tool.llm-extract]\ncache = "a\\u0000b"\n'])
def test_odd_bytes_in_a_project_file_are_findings(folder: Path, raw: bytes) -> None:
    """What is no UTF-8, and a name that no file can have."""
    (folder / "pyproject.toml").write_bytes(raw)
    assert diagnose({"replay": folder / "tests/recordings", "task": "openings"}, environment={}).problems


def test_a_task_that_is_not_there_is_a_finding(folder: Path) -> None:
    """The task of the settings must be among the prompts."""
    assert "no task 'opening'" in messages_of(diagnose({"task": "opening"}, environment={}), "prompts")


def test_a_changed_release_is_a_finding(folder: Path) -> None:
    """A released prompt whose bytes have changed is named."""
    from llm_extract.releases import release_version

    release_version("openings@v1", [folder / "prompts"])
    assert diagnose(environment={}).problems == []
    path = folder / "prompts" / "openings" / "v1.md"
    path.write_text(path.read_text() + "\nMore.\n")
    assert "was changed" in messages_of(diagnose(environment={}), "prompts")


def test_recordings_are_read_and_searched_for_keys(folder: Path) -> None:
    """An edited recording, a broken one and one that holds a key are each named."""
    first, second = sorted((folder / "tests" / "recordings").rglob("*.json"))
    first.write_text(first.read_text().replace("Sandvoort", "Sandfort"))
    second.write_text(second.read_text().replace("written-by-hand", KEY))
    (first.parent / "003_x-00000000.json").write_text("{")
    found = diagnose(environment={})
    messages = messages_of(found, "recordings")
    assert "has been edited" in messages
    assert "is no recording" in messages
    assert "holds an API key" in messages
    assert facts_of(found, "recordings")["recordings"] == 3
    assert KEY not in messages


def test_a_recording_that_nobody_asks_for_is_a_warning(folder: Path) -> None:
    """It takes nothing from a run."""
    old = sorted((folder / "tests" / "recordings").rglob("*.json"))[0]
    other = old.parent.parent / "v2" / old.name
    other.parent.mkdir()
    other.write_bytes(old.read_bytes())
    found = diagnose(environment={})
    assert found.problems == []
    assert found.warnings


def test_many_faults_are_counted(folder: Path) -> None:
    """The first are named, and the rest are one line that says where to see them."""
    for number in range(9):
        (folder / "tests" / "recordings" / f"{number}-0000000{number}.json").write_text("{")
    messages = messages_of(diagnose(environment={}), "recordings").splitlines()
    assert len(messages) == 6
    assert messages[-1] == "and 4 more, of all 9"


def test_a_key_in_a_recording_is_found(folder: Path) -> None:
    """A recording that is whole, but holds what looks like a key."""
    from llm_extract.models.recordings import Recording, load_recording, save_recording

    path = sorted((folder / "tests" / "recordings").rglob("*.json"))[0]
    whole = load_recording(path)
    save_recording(path, Recording(whole.request, Response({**whole.response.body, "id": KEY}), whole.recorded))
    messages = messages_of(diagnose(environment={}), "recordings")
    assert "holds an API key" in messages
    assert KEY not in messages


def test_looking_makes_nothing(folder: Path) -> None:
    """No cache, no folder, no file of records comes from looking."""
    before = sorted(path for path in folder.rglob("*") if "__pycache__" not in path.parts)
    diagnose(environment={"LLM_EXTRACT_REPLAY": "none"})
    assert sorted(path for path in folder.rglob("*") if "__pycache__" not in path.parts) == before
