"""A project that uses only the plugin: its tests play recordings, and a miss says all there is to know."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from llm_extract.documents import Document
from llm_extract.rendering import boundary_of


def test_recorded_tests_pass_without_endpoint_key_or_model(recorded: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Played answers need nothing from the environment, and another model in it changes nothing."""
    asked = len(recorded.server.log)
    monkeypatch.delenv("OPENAI_BASE_URL")
    monkeypatch.setenv("LLM_EXTRACT_MODEL", "another")
    recorded.run().assert_outcomes(passed=4)
    assert len(recorded.server.log) == asked


def test_a_miss_shows_the_nearest_recording_the_difference_and_the_command(recorded: Any) -> None:
    """A changed article fails its test alone, in lines that fit a terminal, with the command that records it."""
    path = recorded.root / "tests" / "test_companies.py"
    path.write_text(path.read_text().replace("{name} sells things.", "{name} sells things, and a lot of them."))
    result = recorded.run()
    result.assert_outcomes(passed=2, failed=2)
    text = recorded.text(result)
    nearest = next(file.name for file in recorded.files() if "Bolt sells" in file.read_text())
    start = text.index("No recording answers the request for 'text-")
    before, after = _mark("Bolt sells things."), _mark("Bolt sells things, and a lot of them.")
    assert text[start : text.index("____", start)].splitlines()[1:] == [
        "in tests/recordings. The nearest is",
        f"  companies/v1/{nearest}",
        "message 1 (user) differs:",
        f"- <{before}>",
        "- Bolt sells things.",
        f"+ <{after}>",
        "+ Bolt sells things, and a lot of them.",
        f"- </{before}>",
        f"+ </{after}>",
        "(- recorded, + asked for)",
        "",
        "To record what is missing, with an endpoint at hand (a key in OPENAI_API_KEY;",
        "elsewhere OPENAI_BASE_URL; another model LLM_EXTRACT_MODEL):",
        "  pytest 'tests/test_companies.py::test_others[Bolt]' --llm-record=missing",
    ]
    assert "Traceback" not in text
    assert max(len(line) for line in text[start:].splitlines() if "/tmp" not in line) <= 80


def _mark(line: str) -> str:
    """What stands around an article of the sample project that begins with a line."""
    return boundary_of(Document.from_text(f"{line}\nOf Bolt there is one."))


def test_without_any_recording_a_miss_says_where_it_looked(project: Any) -> None:
    """The first run of a new test tells what to do."""
    result = project.run("-k", "test_acme_again")
    result.assert_outcomes(failed=1, deselected=3)
    assert "There are none in tests/recordings\n" in project.text(result)


def test_a_miss_cannot_be_overlooked(project: Any) -> None:
    """Neither a batch that makes a failed record of it, nor an except, nor xfail keeps a test from failing."""
    project.write("""
import pytest

def test_batch(replay):
    assert [record.status for record in replay.extract_many(["Dorn sells things.", "Eker sells it."])] == ["failed"] * 2

def test_caught(replay):
    with pytest.raises(Exception):
        replay.extract("Dorn sells things.")

@pytest.mark.xfail
def test_expected(replay):
    replay.extract("Dorn sells things.")

@pytest.fixture(scope="module")
def records(module_replay):
    return list(module_replay.extract_many(["Dorn sells things."]))

@pytest.mark.parametrize("number", [1, 2])
def test_shared(records, number):
    assert records
""")
    result = project.run()
    outcomes = result.parseoutcomes()
    assert outcomes == {"failed": 3, "errors": 2}  # what a fixture asked for is an error of each test that needs it
    assert project.text(result).count("No recording answers the request for") >= 5
    assert "Requests without an answer besides this one: 1" in project.text(result)


def test_connections_are_refused_and_the_remedy_named(recorded: Any) -> None:
    """Only tests that use the fixture are kept off the network, this machine included, unless they are marked."""
    port = int(re.findall(r":(\d+)/", recorded.server.url)[0])
    recorded.write(f"""
import socket
import pytest

def connect():
    socket.create_connection(("127.0.0.1", {port})).close()

def test_replaying(replay):
    connect()

def test_sharing(module_replay):
    connect()

def test_looking_up(replay):
    socket.getaddrinfo("example.com", 80)

def test_without():
    connect()

@pytest.mark.llm_recordings(network=True)
def test_marked(replay):
    connect()

def test_local(replay):
    one, other = socket.socketpair()
    one.close()
    other.close()
""")
    result = recorded.run()
    result.assert_outcomes(passed=3, failed=3)
    text = recorded.text(result)
    assert text.count(f"this test replays answers, and tried to connect to 127.0.0.1:{port}") == 2
    assert "tried to connect to example.com" in text
    assert "To record answers, run it with --llm-record=missing" in text
    assert "@pytest.mark.llm_recordings(network=True)" in text


def test_markers_and_parameters_say_what_is_played(recorded: Any) -> None:
    """Folder, task and settings come from markers, the nearest first, from indirect parameters, and from calls."""
    recorded.folder.rename(recorded.root / "answers")
    recorded.write("""
import pytest

pytestmark = pytest.mark.llm_recordings("../answers", task="nothing")

@pytest.mark.llm_recordings(task="companies@v1")
def test_marked(replay):
    assert replay.extract("Acme sells things.").data.name == "Acme"

@pytest.mark.parametrize("replay", ["companies", {"task": "companies", "reask": False}], indirect=True)
def test_parametrized(replay):
    assert replay.task.reference == "companies@v1"
    assert replay.extract("Bolt sells things.\\nOf Bolt there is one.").data.name == "Bolt"

def test_opened(open_replay):
    from pydantic import BaseModel
    from llm_extract import Cited

    class Own(BaseModel):
        name: Cited[str]

    one, other = open_replay("companies"), open_replay("../prompts/companies/v1.md", schema=Own)
    assert type(other.extract("Acme sells things.").data) is Own
    assert one.extract("Corax sells things.\\nOf Corax there is one.").data.name == "Corax"

@pytest.mark.llm_recordings(task="companies")
class TestTogether:
    def test_one(self, class_replay):
        type(self).first = class_replay
        assert class_replay.extract("Acme sells things.").data.name == "Acme"

    def test_two(self, class_replay):
        assert class_replay is self.first
""")
    recorded.run().assert_outcomes(passed=6)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("cache='x'", "'cache' is decided by the plugin"),
        ("nonsense=1", "'nonsense' is no setting"),
        ("task='nothing'", "no task 'nothing'"),
    ],
)
def test_wrong_settings_are_named(recorded: Any, options: str, message: str) -> None:
    """A setting that does not exist, or cannot be set here, is an error of the test that sets it."""
    recorded.write(f"""
import pytest

@pytest.mark.llm_recordings({options})
def test_it(replay):
    pass
""")
    result = recorded.run()
    result.assert_outcomes(errors=1)
    assert message in recorded.text(result)
    assert "opening.py" not in recorded.text(result)  # the message is all there is to show


def test_a_project_that_does_not_use_it_pays_nothing(recorded: Any) -> None:
    """Nothing but the plugin itself is imported, nothing is printed, and warnings stay errors."""
    recorded.write("""
import sys

def test_nothing():
    loaded = {name for name in sys.modules if name.startswith("llm_extract")}
    assert {name.removeprefix("llm_extract").removeprefix(".pytest_plugin") for name in loaded} <= {
        "", ".ending", ".following", ".plurals", ".state"
    }
    assert not {"pydantic", "openai", "jinja2", "aiohttp"} & set(sys.modules)
""")
    result = recorded.run("-W", "error", fresh=True)
    result.assert_outcomes(passed=1)
    assert not [line for line in result.outlines if "llm_extract" in line]


def test_the_example_of_the_documentation_works(project: Any) -> None:
    """The first example of docs/testing.md, as it stands there, records and replays in the sample project."""
    page = Path(__file__).resolve().parents[2] / "docs" / "testing.md"
    code, *_ = re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    project.write(code)
    project.run("--llm-record=missing").assert_outcomes(passed=1)
    project.run().assert_outcomes(passed=1)


def test_errors_of_other_fixtures_are_shown_as_ever(recorded: Any) -> None:
    """The plugin's own code is no part of what pytest shows of a failing setup, call or teardown."""
    recorded.write("""
import pytest

@pytest.fixture
def broken():
    raise ValueError("in setup")

@pytest.fixture
def careless():
    yield
    raise ValueError("in teardown")

def test_one(broken): pass
def test_two(careless): raise ValueError("in call")
def test_three(broken, replay): pass
def test_four(replay, careless): raise ValueError("in call")
""")
    result = recorded.run()
    result.assert_outcomes(failed=2, errors=4)
    shown = recorded.text(result).split("= ERRORS =")[1]
    assert "pytest_plugin" not in shown
    assert "yield from" not in shown
