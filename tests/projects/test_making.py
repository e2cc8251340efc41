"""A new project: every file of it, and nothing of anybody else's."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from llm_extract import Extractor, read_documents, reconcile
from llm_extract.errors import ConfigError, RunError
from llm_extract.projects import EXAMPLES, make_project
from llm_extract.settings import read_settings


def _contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("example", EXAMPLES)
def test_its_articles_give_records_whose_words_back_every_value(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the project's own settings and nothing else: the recordings fit the requests, and all is supported."""
    project = make_project(tmp_path / "new", example)
    monkeypatch.chdir(project.folder)
    with Extractor() as extractor:
        records = list(extractor.extract_many(read_documents(["articles"])))
    assert extractor.task.reference == f"{project.task}@v1"
    assert [record.status for record in records] == ["ok", "ok"]
    assert {evidence.support for record in records for evidence in record.evidence} == {"supported"}
    assert [attempt.outcome for record in records for attempt in record.attempts] == ["parsed", "parsed"]


def test_the_news_contradict_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fuller example has two articles on one event, and one conflict between them."""
    monkeypatch.chdir(make_project(tmp_path, "news").folder)
    with Extractor() as extractor:
        records = list(extractor.extract_many(read_documents(["articles"])))
    told = [event for event in reconcile(records, type(records[0].data)) if len(event.articles) == 2]
    assert [[field.field for field in event.conflicts] for event in told] == [["price"]]


@pytest.mark.parametrize("example", EXAMPLES)
def test_its_recordings_say_that_no_model_was_asked(example: str, tmp_path: Path) -> None:
    """A recording of an answer that was written by hand is marked, and names no real model."""
    project = make_project(tmp_path, example)
    recordings = [json.loads(path.read_bytes()) for path in project.files if "recordings" in path.parts]
    assert len(recordings) == 2
    assert all(one["recorded"]["synthetic"] is True for one in recordings)
    assert {one["request"]["body"]["model"] for one in recordings} == {"written-by-hand"}


@pytest.mark.parametrize("example", EXAMPLES)
def test_two_projects_of_one_example_are_the_same(example: str, tmp_path: Path) -> None:
    """Nothing in a project depends on where and when it was made."""
    one, other = make_project(tmp_path / "one", example), make_project(tmp_path / "other", example)
    assert _contents(one.folder) == _contents(other.folder)
    assert sorted(_contents(one.folder)) == sorted(path.relative_to(one.folder).as_posix() for path in one.files)


@pytest.mark.parametrize("example", EXAMPLES)
def test_its_python_is_as_tidy_as_the_packages_own(example: str, tmp_path: Path) -> None:
    """ruff finds nothing in it."""
    make_project(tmp_path, example)
    root = Path(__file__).resolve().parents[2]
    for command in (["check", "--no-cache"], ["format", "--check", "--no-cache"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--config", str(root / "pyproject.toml"), str(tmp_path)]
        done = subprocess.run(ruff, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_a_project_file_that_is_there_gets_the_table_alone(tmp_path: Path) -> None:
    """Every byte of it is kept, and the table is the only addition."""
    before = '[project]\nname = "mine" # a word\r\nversion = "1"\n\n[tool.other]\nx = 1'
    (tmp_path / "pyproject.toml").write_bytes(before.encode())
    project = make_project(tmp_path)
    after = (tmp_path / "pyproject.toml").read_bytes().decode()
    assert project.extended
    assert after.startswith(before)
    content = tomllib.loads(after)
    assert content["tool"].pop("llm-extract") == {
        "task": "openings", "prompts": "prompts", "replay": "tests/recordings",
    }  # fmt: skip
    assert content == tomllib.loads(before)


def test_an_empty_project_file_is_filled(tmp_path: Path) -> None:
    """A pyproject.toml without a byte takes the table."""
    (tmp_path / "pyproject.toml").touch()
    make_project(tmp_path)
    assert read_settings({}, environment={}, folder=tmp_path).replay == tmp_path / "tests" / "recordings"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[tool.llm-extract]\nmodel = 'm'\n", r"has a table \[tool\.llm-extract\] already"),
        ("tool = {other = {x = 1}}\n", "no table .* can be added"),
        ("tool = 3\n", "no table .* can be added"),
        ("[project\n", "pyproject.toml"),
        ("\ufeff[project]\n", "pyproject.toml"),
    ],
)
def test_a_project_file_that_takes_no_table_is_refused(tmp_path: Path, content: str, message: str) -> None:
    """Nothing at all is written then, and the file is as it was."""
    (tmp_path / "pyproject.toml").write_bytes(content.encode())
    with pytest.raises(ConfigError, match=message) as caught:
        make_project(tmp_path)
    assert caught.value.hint
    assert _contents(tmp_path) == {"pyproject.toml": content.encode()}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("articles/001_library.txt", " already has articles/001_library.txt"),
        ("articles/mine.txt", "articles already holds mine.txt"),
        ("prompts/openings/v1.md", " already has prompts/openings/v1.md"),
        ("tests/test_openings.py", " already has tests/test_openings.py"),
        ("tests/recordings/openings/v1/x.json", " already has tests/recordings/openings."),
        ("tests/recordings", " already has tests/recordings."),
        ("prompts", " already has prompts."),
    ],
)
def test_files_in_the_way_are_named_and_left_alone(tmp_path: Path, name: str, told: str) -> None:
    """A folder with clashing files is refused before anything is written."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    with pytest.raises(ConfigError, match=r"already ha|already holds") as caught:
        make_project(tmp_path)
    assert told in str(caught.value)
    assert _contents(tmp_path) == {name: b"mine"}


def test_other_files_do_not_matter(tmp_path: Path) -> None:
    """Tests, prompts and git files of the folder stay as they are, and the project is made beside them."""
    mine = {"tests/test_mine.py": b"", "prompts/other/v1.md": b"x", ".gitignore": b"/build/\n", "README.md": b"# Mine"}
    for name, content in mine.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    project = make_project(tmp_path)
    assert {name: content for name, content in _contents(tmp_path).items() if name in mine} == mine
    assert project.kept == (tmp_path / ".gitignore",)
    assert (tmp_path / ".gitattributes") in project.files


def test_a_second_time_is_refused(tmp_path: Path) -> None:
    """The same folder twice is a clash, and the first project still stands."""
    first = _contents(make_project(tmp_path).folder)
    with pytest.raises(ConfigError, match="already"):
        make_project(tmp_path)
    assert _contents(tmp_path) == first


def test_places_that_take_no_files_are_errors(tmp_path: Path) -> None:
    """A file as the folder is a usage error; what cannot be written is named."""
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="is a file"):
        make_project(tmp_path / "file")
    with pytest.raises(RunError, match="file"):
        make_project(tmp_path / "file" / "below")


def test_an_unknown_example_names_those_there_are(tmp_path: Path) -> None:
    """The hint lists the examples, and nothing is written."""
    with pytest.raises(ConfigError, match="no example 'sports'") as caught:
        make_project(tmp_path / "x", "sports")
    assert "plain, news" in caught.value.hint
    assert not (tmp_path / "x").exists()
