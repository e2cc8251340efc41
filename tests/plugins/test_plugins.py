"""What other packages add, by a toy package that is found as an installed one is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from llm_extract import ConfigError, Document, Extractor, Response, RunError, Settings, read_documents
from llm_extract.cli import main
from llm_extract.documents import Skipped, UnreadableDocument
from llm_extract.documents.plugged import is_plugged
from llm_extract.models.addresses import find_address
from llm_extract.plugins import _offered, find_plugin, plugin_names
from llm_extract.sinks import check_export, export_records

TOY = Path(__file__).with_name("toy")
MAIL = b"From: ann@example.org\nSubject: News\n\nAcme raised $5 million.\n"


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The toy package is installed during a test."""
    monkeypatch.syspath_prepend(str(TOY))
    _offered.cache_clear()
    is_plugged.cache_clear()
    yield
    _offered.cache_clear()
    is_plugged.cache_clear()
    sys.modules.pop("toy_extract", None)


@pytest.fixture
def project(tmp_path: Path, company_prompts: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a task and two mails."""
    (tmp_path / "mails").mkdir()
    (tmp_path / "mails" / "a.eml").write_bytes(MAIL)
    (tmp_path / "mails" / "b.EML").write_bytes(MAIL.replace(b"Acme", b"Beta"))
    (tmp_path / "mails" / "c.xyz").write_bytes(b"nobody reads this")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_read_with_the_files_of_other_packages(project: Path) -> None:
    """A file of one article has the file's key; title, date and the rest are as in the row of a table."""
    skipped = Skipped()
    first, second = read_documents("mails", skipped=skipped)
    assert isinstance(first, Document)
    assert (first.key, first.text.strip(), first.title) == ("a.eml", "Acme raised $5 million.", "News")
    assert (first.published_on, first.metadata) == ("2018-04-09", {"from": "ann@example.org"})
    assert second.key == "b.EML"
    assert skipped.suffixes == {".xyz": 1}


def test_a_reader_that_breaks_costs_one_item(project: Path) -> None:
    """What came before is read; the place of the break says which package's function failed, and other files follow."""
    (project / "x.parts").write_text("Acme sells.\n---\nBeta sells.\n---\n!boom\n---\nlost")
    (project / "y.eml").write_bytes(b"Content-Type: image/png\n\n")
    first, second, broken, mail = read_documents(["x.parts", "y.eml"])
    assert [first.key, second.key] == ["x.parts#part0", "x.parts#part1"]
    assert isinstance(broken, UnreadableDocument)
    assert "reader of .parts files failed: KeyError" in broken.error.message
    assert isinstance(mail, UnreadableDocument)
    assert "the mail has no text" in mail.error.message


def test_a_plugin_that_cannot_be_loaded_is_named_when_it_is_asked_for(project: Path) -> None:
    """The message names the package; whoever does not ask for it never hears of it."""
    assert plugin_names("readers") == ("broken", "eml", "parts")
    assert len(list(read_documents("mails"))) == 2
    (project / "z.broken").write_text("text")
    with pytest.raises(ConfigError, match="reader 'broken' of toy-extract cannot be loaded: ModuleNotFoundError"):
        list(read_documents("z.broken"))
    with pytest.raises(ConfigError, match="writer 'number' of toy-extract is no function"):
        check_export("x.number")
    assert find_plugin("readers", "nothing") is None


def test_nothing_is_imported_before_it_is_asked_for(project: Path) -> None:
    """Names are known without the package's code."""
    assert "lines" in plugin_names("writers")
    assert "toy_extract" not in sys.modules
    find_plugin("writers", ".LINES")
    assert "toy_extract" in sys.modules


def test_a_writer_is_chosen_by_extension(project: Path) -> None:
    """By ``run -o`` and by ``export``, with the schema; the manifest stands beside it."""
    arguments = ["-t", "company", "-m", "toy/parrot", "-q"]
    assert main(["run", "mails", "-o", "x.lines", *arguments]) == 0
    assert (project / "x.lines").read_text() == "a.eml ok ['name']\nb.EML ok ['name']\n"
    assert main(["export", "x.lines.jsonl", "-o", "y.lines"]) == 0
    assert (project / "y.lines").read_bytes() == (project / "x.lines").read_bytes()
    assert json.loads((project / "y.lines.run.json").read_text())["made_by"] == "export"


def test_a_writer_is_given_a_path_of_its_own(tmp_path: Path) -> None:
    """With the name of the output, where nothing stands yet; nothing is left beside the output."""
    path = tmp_path / "x.new"
    path.write_text("earlier")
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}}
    assert export_records([], path, schema) == len("x.new")
    assert path.read_text() == "x.new"
    assert [one.name for one in tmp_path.iterdir()] == ["x.new"]


def test_a_writer_that_writes_nothing_leaves_the_earlier_file(tmp_path: Path) -> None:
    """An empty one does not take its place."""
    path = tmp_path / "x.nothing"
    path.write_text("earlier")
    with pytest.raises(RunError, match=r"writer of \.nothing files wrote nothing"):
        export_records([], path, {"type": "object", "properties": {"n": {"type": "integer"}}})
    assert path.read_text() == "earlier"
    assert [one.name for one in tmp_path.iterdir()] == ["x.nothing"]


def test_a_writer_that_fails_leaves_the_earlier_file(tmp_path: Path) -> None:
    """Nothing half-written takes its place, and the error names the format."""
    path = tmp_path / "x.bad"
    path.write_text("earlier")
    with pytest.raises(RunError, match=r"writer of \.bad files failed: ValueError: no more"):
        export_records([], path, {"type": "object", "properties": {"n": {"type": "integer"}}})
    assert [one.name for one in tmp_path.iterdir()] == ["x.bad"]
    assert path.read_text() == "earlier"


def test_a_provider_gives_a_model_of_its_own(project: Path) -> None:
    """It is asked through cache and pace, under the name behind the slash, in the form that it says it takes."""
    with Extractor("company", prompts=project / "prompts", model="toy/parrot", cache=project / "cache") as extractor:
        bought: list[Response] = []
        extractor.stack.listeners.on_answer = lambda request, answer: bought.append(answer)
        record = extractor.extract("Acme sells things.")
        assert (record.status, record.data.name, record.model) == ("ok", "Acme", "parrot")
        assert extractor.stack.endpoint.mode == "json"
        assert extractor.extract("Acme sells things.").to_json() == record.to_json()
        assert len(bought) == 1


def test_a_provider_gives_an_endpoint(project: Path, loopback: Callable[..., Any]) -> None:
    """It is asked over HTTP, in the way that its row says."""
    server = loopback(lambda body: json.dumps({"name": {"quote": "Acme", "value": "Acme"}}))
    address = find_address(Settings(model=f"toy/{server.url}"))
    assert (address.base_url, address.endpoint.mode, address.client) == (server.url, "tools", None)
    with Extractor("company", prompts=project / "prompts", model=f"toy/{server.url}", cache=None) as extractor:
        assert extractor.extract("Acme sells things.").status == "ok"
    assert len(server.log) == 1


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("toy/nothing", "gives a NoneType"),
        ("toy/broken", "failed for 'broken': RuntimeError: no such model"),
        ("toy/", "names no model"),
    ],
)
def test_what_is_wrong_with_a_provider_is_said(model: str, said: str) -> None:
    """Before anything is asked."""
    with pytest.raises(ConfigError, match=said):
        find_address(Settings(model=model))


def test_a_name_with_a_slash_that_no_one_provides_is_sent_as_it_stands() -> None:
    """As without any package."""
    assert find_address(Settings(model="Qwen/Qwen3-8B"), {}).model == "Qwen/Qwen3-8B"


def test_an_installed_package_is_found_by_the_command(project: Path) -> None:
    """In a process of its own, from reading to writing, without network."""
    environment = {**os.environ, "PYTHONPATH": str(TOY)}
    done = subprocess.run(
        [sys.executable, "-m", "llm_extract.cli", "run", "mails", "-t", "company", "-m", "toy/parrot", "-o", "x.lines"],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (project / "x.lines").read_text().splitlines() == ["a.eml ok ['name']", "b.EML ok ['name']"]
