"""The command as people meet it: help, version, small verbs, typing errors, and no traceback unless asked for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.cli import main
from llm_extract.models.cached import CachedModel
from llm_extract.models.disk import DiskStore
from llm_extract.shipped import shipped

Say = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["prompts", "list", "--help"], ["cache", "-h"]])
def test_help_goes_to_stdout_and_is_no_error(say: Say, arguments: list[str]) -> None:
    """Every verb explains itself."""
    code, out, err = say(*arguments)
    assert (code, err) == (0, "")
    assert "Usage: llm-extract" in out


def test_the_version_is_the_packages_own(say: Say) -> None:
    """--version prints name and version."""
    from importlib.metadata import version

    assert say("--version") == (0, f"llm-extract {version('llm-extract')}\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rum"], "Did you mean 'run'"),
        (["run", "x", "--modle", "m"], "--model"),
        (["prompts", "show", "funding_new"], "Did you mean 'funding_news'"),
        (["schema", "show", "funding_news@v99"], "There is: v1"),
        (["prompts", "list", "--prompts", "nowhere"], "no prompts folder nowhere"),
    ],
)
def test_a_typing_error_is_answered_with_what_was_meant(say: Say, arguments: list[str], message: str) -> None:
    """Exit code 2, the remedy on stderr, nothing on stdout, no traceback."""
    code, out, err = say(*arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_prompts_list_and_show_name_the_shipped_task(say: Say) -> None:
    """A newcomer sees which versions there are and what is in one."""
    code, out, _ = say("prompts", "list")
    assert code == 0
    assert any(line.startswith("funding_news@v1\t") for line in out.splitlines())
    code, out, _ = say("prompts", "show", "funding_news@v1")
    assert code == 0
    assert (shipped("prompts") / "funding_news" / "v1.md").read_text(encoding="utf-8") in out


def test_the_demo_is_the_same_whatever_is_set_and_wherever_it_is_installed(
    say: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Settings of the project and the environment are not its own, and no path of the machine is in its records."""
    code, plain, _ = say("demo")
    assert code == 0
    records = [json.loads(line) for line in plain.splitlines()]
    assert [one["document"]["source"] for one in records] == [f"seeds/{one['document']['key']}" for one in records]
    assert len(records) == 5
    (tmp_path / "pyproject.toml").write_text('[tool.llm-extract]\ntask = "other"\nrecord = "elsewhere"\n')
    monkeypatch.setenv("LLM_EXTRACT_MODEL", "another-model")
    assert say("demo")[:2] == (0, plain)
    assert say("demo", "-o", "table.csv")[0] == 0
    assert (tmp_path / "table.csv.jsonl").read_bytes().decode() == plain


def test_on_a_terminal_the_demo_shows_a_record_that_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One table of values with their words instead of lines of JSON, and what to do next."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["demo"]) == 0
    said = capsys.readouterr()
    assert '{"attempts"' not in said.out
    assert "✓ supported" in said.out
    assert "llm-extract init" in said.err
    assert [*tmp_path.iterdir()] == []


def test_every_verb_looks_for_prompts_where_the_project_has_them(say: Say, tmp_path: Path) -> None:
    """The setting prompts counts for what comes after a run as it does for the run."""
    shutil.copytree(shipped("prompts") / "funding_news", tmp_path / "own" / "ours")
    (tmp_path / "pyproject.toml").write_text('[tool.llm-extract]\nprompts = "own"\n')
    assert [line.split("\t")[0] for line in say("prompts", "list")[1].splitlines()] == ["ours@v1", "ours@v2"]
    assert say("schema", "show", "ours@v1")[0] == 0
    assert "Known tasks: ours." in say("schema", "show", "funding_news@v1")[2]


def test_schema_show_prints_the_schema_that_is_sent(say: Say) -> None:
    """The output is the committed schema of the version, as JSON."""
    code, out, _ = say("schema", "show", "funding_news@v1")
    assert code == 0
    assert json.loads(out) == json.loads((shipped("prompts") / "funding_news" / "v1.schema.json").read_bytes())


def test_cache_info_counts_and_clear_forgets(say: Say, tmp_path: Path) -> None:
    """The cache says what it holds, and forgets only when told twice."""
    import asyncio

    from llm_extract import Request, Response

    class Scripted:
        async def complete(self, request: Request) -> Response:
            return Response({"choices": [{"message": {"content": "{}"}}]})

        async def aclose(self) -> None: ...

    async def fill() -> None:
        model = CachedModel(Scripted(), DiskStore(tmp_path / "c"), "http://localhost/v1")
        for number in range(3):
            await model.complete(Request({"model": "m", "messages": [], "seed": number}))
        await model.aclose()

    asyncio.run(fill())
    code, out, _ = say("cache", "info", "--cache", "c")
    assert code == 0
    assert "http://localhost/v1" in out
    assert "3 answers" in out
    assert say("cache", "clear", "--cache", "c", "--yes")[0] == 0
    assert "0 answers" in say("cache", "info", "--cache", "c")[1]


def test_cache_info_without_a_cache_is_no_error(say: Say, tmp_path: Path) -> None:
    """Asking does not make one."""
    assert say("cache", "info") == (0, ".llm_extract_cache: no cache yet\n", "")
    assert list(tmp_path.iterdir()) == []


def test_an_internal_error_has_no_traceback_unless_asked_for(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 4 and one line; -v shows where."""
    from llm_extract.cli import prompts

    def broken(*_: Any) -> Any:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(prompts, "prompt_folders", broken)
    code, _, err = say("prompts", "list")
    assert code == 4
    assert "internal error: ZeroDivisionError: planted" in err
    assert "Traceback" not in err
    for more in ("-v", "--verbose"):
        code, _, err = say("prompts", "list", more)
        assert code == 4
        assert "in broken" in err


def test_a_closed_pipe_is_quiet() -> None:
    """`llm-extract prompts show … | head -1` ends without a complaint."""
    command = f"{sys.executable} -m llm_extract.cli prompts show funding_news@v1 | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env={**os.environ}, check=True)
    assert done.stdout.startswith("funding_news@v1")
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["prompts", "list"]])
def test_small_verbs_import_nothing_heavy(arguments: list[str]) -> None:
    """Help and version load none of the libraries that only a run needs."""
    code = (
        "import sys\nfrom llm_extract.cli import main\n"
        f"main({arguments!r})\n"
        "heavy = {'openai', 'instructor', 'httpx2', 'aiohttp', 'diskcache', 'jinja2', 'rapidfuzz', 'tenacity'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"
