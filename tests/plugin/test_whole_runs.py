"""Whole runs: what nobody played is told and pruned, with several workers and in any order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from llm_extract.cli import main
from llm_extract.models.recordings import load_recording


@pytest.fixture
def stale(recorded: Any) -> Path:
    """A recording of the project that no test plays any more."""
    path = recorded.root / "tests" / "test_companies.py"
    path.write_text(path.read_text().replace('["Bolt", "Corax"]', '["Bolt"]'))
    found: Path = next(path for path in recorded.files() if "Corax" in load_recording(path).response.content)
    return found


def test_what_nobody_played_is_told_after_a_full_run_and_pruned(
    recorded: Any, stale: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The summary names the file and the command; the command finds it, deletes it, and nothing else."""
    result = recorded.run()
    result.assert_outcomes(passed=3)
    shown = stale.relative_to(recorded.root)
    result.stdout.fnmatch_lines(
        [
            "never played: 1 recording",
            f"  {shown}",
            "To delete what is not needed any more:",
            "  llm-extract fixtures prune tests/recordings",
        ]
    )
    monkeypatch.chdir(recorded.root)
    capsys.readouterr()
    assert main(["fixtures", "check", "tests/recordings"]) == 1
    out = capsys.readouterr().out
    assert out.splitlines()[0] == str(shown)
    assert "no test played it in the full run of" in out
    assert main(["fixtures", "prune", "tests/recordings", "--yes"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == str(shown)
    assert len(recorded.files()) == 2
    assert not stale.exists()
    assert main(["fixtures", "check", "tests/recordings"]) == 0
    assert "never played" not in recorded.text(recorded.run())


@pytest.mark.parametrize(
    "options", [["-k", "acme"], ["tests/test_companies.py::test_acme"], ["-x", "--maxfail=1", "-m", "not slow"]]
)
def test_a_part_of_the_tests_tells_nothing(recorded: Any, stale: Path, options: list[str]) -> None:
    """Where tests are left out, or may be, what they would have played is not known."""
    result = recorded.run(*options)
    assert result.ret == 0
    assert "never played" not in recorded.text(result)
    assert stale.exists()


@pytest.mark.parametrize("options", [["tests"], ["."], ["tests/test_companies.py", "tests"]])
def test_paths_that_hold_all_tests_are_a_full_run(recorded: Any, stale: Path, options: list[str]) -> None:
    """Naming the folder of all tests leaves none out."""
    assert "never played: 1 recording" in recorded.run(*options).outlines


@pytest.mark.parametrize("last", ["assert False", 'pytest.skip("not here")'])
def test_tests_that_did_not_pass_may_not_have_played(recorded: Any, stale: Path, last: str) -> None:
    """A failure or a skip in the folder keeps its recordings from being reported."""
    recorded.write(f"import pytest\ndef test_it(replay):\n    {last}\n", "test_more.py")
    assert "never played" not in recorded.text(recorded.run())


def test_a_later_play_takes_a_recording_off_the_list(recorded: Any, stale: Path) -> None:
    """What was not played in the full run is no orphan once a test plays it, be it in a partial run."""
    recorded.run()
    recorded.write(
        "def test_it(replay):\n    replay.extract('Corax sells things.\\nOf Corax there is one.')\n", "test_more.py"
    )
    recorded.run("-k", "test_it").assert_outcomes(passed=1, deselected=3)
    assert main(["fixtures", "check", str(recorded.folder), "--prompts", str(recorded.root / "prompts")]) == 0


@pytest.mark.slow
def test_two_workers_record_play_and_report_in_random_order(project: Any) -> None:
    """Under xdist and pytest-randomly: whole files, one per request, shared answers paid once, one merged report."""
    project.write("""
import pytest

@pytest.mark.parametrize("again", range(3))
@pytest.mark.parametrize("name", ["Acme", "Bolt", "Corax", "Dorn"])
def test_each(replay, name, again):
    assert replay.extract(f"{name} sells things.").data.name == name
""")
    many = ("-n", "2", "-p", "randomly", "-p", "xdist")
    for mode in ("missing", "rewrite"):
        asked = len(project.server.log)
        result = project.pytester.runpytest_subprocess(*many, f"--llm-record={mode}")
        result.assert_outcomes(passed=12)
        assert "written: 4 recordings" in result.outlines
        assert len(project.server.log) == asked + 4
        answers = [json.loads(load_recording(path).response.content) for path in project.files()]
        assert sorted(answer["name"]["value"] for answer in answers) == ["Acme", "Bolt", "Corax", "Dorn"]
    project.write((project.root / "tests" / "test_companies.py").read_text().replace('"Corax", "Dorn"', '"Corax"'))
    result = project.pytester.runpytest_subprocess(*many)
    result.assert_outcomes(passed=9)
    assert "never played: 1 recording" in result.outlines
    left_out = project.pytester.runpytest_subprocess(*many, "-k", "Acme")
    left_out.assert_outcomes(passed=3)
    assert "never played" not in project.text(left_out)
