"""Settings come from flag, environment, pyproject.toml and default, in this order, and are checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from llm_extract.errors import ConfigError
from llm_extract.settings import DEFAULT_CACHE, find_origins, read_settings


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.llm-extract]\nmodel = "from-file"\nbase-url = "http://file/v1"\nreplay = "rec"\n'
    )
    return tmp_path


def test_the_nearer_place_wins(project: Path) -> None:
    """A flag wins over the environment, that over pyproject.toml, that over the default."""
    environment = {"LLM_EXTRACT_MODEL": "from-environment", "LLM_EXTRACT_TIMEOUT": "7"}
    settings = read_settings({"timeout": 5.0}, environment=environment, folder=project)
    assert settings.timeout == 5.0
    assert settings.model == "from-environment"
    assert settings.base_url == "http://file/v1"
    assert settings.cache == DEFAULT_CACHE


def test_paths_in_the_project_file_are_relative_to_it(project: Path) -> None:
    """The same command works from a subfolder."""
    below = project / "sub"
    below.mkdir()
    assert read_settings({}, environment={}, folder=below).replay == project / "rec"


def test_the_variable_of_the_sdk_names_the_endpoint(tmp_path: Path) -> None:
    """OPENAI_BASE_URL is honoured, and LLM_EXTRACT_BASE_URL wins over it."""
    both = {"OPENAI_BASE_URL": "http://a/v1", "LLM_EXTRACT_BASE_URL": "http://b/v1"}
    assert read_settings({}, environment={"OPENAI_BASE_URL": "http://a/v1"}, folder=tmp_path).base_url == "http://a/v1"
    assert read_settings({}, environment=both, folder=tmp_path).base_url == "http://b/v1"


def test_the_cache_can_be_switched_off(tmp_path: Path) -> None:
    """An empty cache setting means that nothing is stored."""
    assert read_settings({"cache": ""}, environment={}, folder=tmp_path).cache is None
    assert read_settings({}, environment={"LLM_EXTRACT_CACHE": "none"}, folder=tmp_path).cache is None


@pytest.mark.parametrize("word", ["none", ""])
def test_a_nearer_place_switches_replay_off(project: Path, word: str) -> None:
    """A project that replays can be recorded anew without editing its file; the current folder is a folder."""
    assert read_settings({"replay": Path("none")}, environment={}, folder=project).replay is None
    settings = read_settings({"record": Path("x")}, environment={"LLM_EXTRACT_REPLAY": word}, folder=project)
    assert (settings.replay, settings.record) == (None, Path("x"))
    assert read_settings({"replay": Path()}, environment={}, folder=project).replay == Path()


def test_to_record_is_not_to_replay(project: Path) -> None:
    """A flag to record wins over a project that replays, and the other way round; one place cannot say both."""
    settings = read_settings({"record": Path("new")}, environment={}, folder=project)
    assert (settings.replay, settings.record) == (None, Path("new"))
    assert find_origins({"record": Path("new")}, environment={}, folder=project)["replay"] == "default"
    environment = {"LLM_EXTRACT_RECORD": "new"}
    settings = read_settings({"replay": Path("old")}, environment=environment, folder=project)
    assert (settings.replay, settings.record) == (Path("old"), None)
    assert read_settings({"record": "none"}, environment={}, folder=project).replay == project / "rec"
    with pytest.raises(ConfigError, match="both replay and record"):
        read_settings({"replay": Path("a"), "record": Path("b")}, environment={}, folder=project)


def test_each_setting_has_an_origin(project: Path) -> None:
    """Flag, the variable's own name, the project file's path, or default."""
    environment = {"LLM_EXTRACT_TIMEOUT": "7", "OPENAI_BASE_URL": "http://a/v1", "LLM_EXTRACT_RPM": "1"}
    origins = find_origins({"rpm": 5.0, "tpm": None}, environment=environment, folder=project)
    assert origins["rpm"] == "flag"
    assert origins["timeout"] == "LLM_EXTRACT_TIMEOUT"
    assert origins["base_url"] == "OPENAI_BASE_URL"
    assert origins["model"] == origins["replay"] == str(project / "pyproject.toml")
    assert origins["tpm"] == origins["cache"] == "default"


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("modle = 'x'", "unknown setting 'modle'. Did you mean 'model'"),
        ("timeout = 'soon'", "timeout is 'soon'. It must be a number"),
        ("timeout = 0", "timeout is 0.0. It must be more than 0"),
        ("ungrounded = 'burn'", "ungrounded is 'burn'. It must be one of keep, drop, fail"),
        ("max-chars = 50", "max_chars is 50. It must be at least 1000, or 0"),
        ("max-chars = -1", "max_chars is -1. It must be at least 1000, or 0"),
        ("passes = 0", "passes is 0. It must be more than 0"),
        ("reask = 'maybe'", "reask is 'maybe'. It must be true or false"),
        ("replay = 'a'\nrecord = 'b'", "both replay and record are set"),
        ("model = ", "pyproject.toml"),
        ("model = ['a']", r"model is \['a'\]. It must be a text"),
        ("task = 7", "task is 7. It must be a text"),
        ("concurrency = 2.7", "concurrency is 2.7. It must be a whole number"),
        ("concurrency = true", "concurrency is True. It must be a whole number"),
    ],
)
def test_an_unusable_setting_says_where_and_why(tmp_path: Path, table: str, message: str) -> None:
    """Wrong settings are refused before any request, with the remedy."""
    (tmp_path / "pyproject.toml").write_text(f"[tool.llm-extract]\n{table}\n")
    with pytest.raises(ConfigError, match=message) as caught:
        read_settings({}, environment={}, folder=tmp_path)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("variable", "hint"),
    [
        ("LLM_EXTRACT_MODLE", "Did you mean 'LLM_EXTRACT_MODEL'?"),
        ("LLM_EXTRACT_BASEURL", "Did you mean 'LLM_EXTRACT_BASE_URL'?"),
        ("LLM_EXTRACT_LOGLEVEL", "Did you mean 'LLM_EXTRACT_LOG_LEVEL'"),
        ("LLM_EXTRACT_QQQ", "Known: LLM_EXTRACT_TASK, "),
    ],
)
@pytest.mark.parametrize("read", [read_settings, find_origins])
def test_an_unknown_variable_is_named_as_an_unknown_key_is(
    tmp_path: Path, read: Callable[..., object], variable: str, hint: str
) -> None:
    """A slip in a variable's name must not run with another setting; its value, perhaps a key, is not shown."""
    with pytest.raises(ConfigError, match=variable) as caught:
        read({}, environment={variable: "s3cret"}, folder=tmp_path)
    assert hint in caught.value.hint
    assert "s3cret" not in str(caught.value)


def test_all_variables_that_the_package_reads_are_known(tmp_path: Path) -> None:
    """Those of settings, and those that are none, in the code and on the pages."""
    package = Path(read_settings.__code__.co_filename).parent
    texts = [path.read_text(encoding="utf-8") for path in package.rglob("*.py")]
    texts += [path.read_text(encoding="utf-8") for path in (package.parents[1] / "docs").rglob("*.md")]
    named = {name for text in texts for name in re.findall(r"\bLLM_EXTRACT_[A-Z]+(?:_[A-Z]+)*\b", text)}
    assert {"LLM_EXTRACT_LOG_LEVEL", "LLM_EXTRACT_SQLITE_ON_NETWORK"} < named
    named -= {"LLM_EXTRACT_NAME"}  # which stands for any of them
    assert find_origins({}, environment=dict.fromkeys(named, "1"), folder=tmp_path)["model"] == "LLM_EXTRACT_MODEL"


def test_long_articles_are_cut_unless_that_is_switched_off(tmp_path: Path) -> None:
    """There is a default limit; 0 never cuts."""
    assert read_settings({}, environment={}, folder=tmp_path).max_chars == 100_000
    assert read_settings({}, environment={"LLM_EXTRACT_MAX_CHARS": "0"}, folder=tmp_path).max_chars == 0


@pytest.mark.parametrize("content", ["tool = 3 # llm-extract", "[tool]\nllm-extract = 5"])
def test_a_value_where_the_table_belongs_is_named(tmp_path: Path, content: str) -> None:
    """A project file of another form is a usage error that names the file."""
    (tmp_path / "pyproject.toml").write_text(content)
    with pytest.raises(ConfigError, match=r"pyproject\.toml: '(tool|llm-extract)' is \d") as caught:
        read_settings({}, environment={}, folder=tmp_path)
    assert "[tool.llm-extract]" in caught.value.hint


def test_a_folder_in_place_of_the_project_file_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Once: settings of a project further up are taken, and not without a word."""
    (tmp_path / "pyproject.toml").write_text('[tool.llm-extract]\ntask = "openings"\n')
    (tmp_path / "inner" / "pyproject.toml").mkdir(parents=True)
    for _ in range(2):
        assert read_settings({}, environment={}, folder=tmp_path / "inner").task == "openings"
    (said,) = caplog.messages
    assert said == f"{tmp_path / 'inner' / 'pyproject.toml'} is a folder: settings are looked for further up"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_project_file_in_utf_16_is_not_passed_over(tmp_path: Path, encoding: str) -> None:
    """What a shell of Windows writes with > is named, instead of asking with other settings than those in it."""
    text = '[tool.llm-extract]\ntask = "openings"\n'
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    (tmp_path / "pyproject.toml").write_bytes((mark + text).encode(encoding))
    with pytest.raises(ConfigError, match="UTF-16") as caught:
        read_settings({}, environment={}, folder=tmp_path)
    assert "UTF-8" in caught.value.hint
