"""Readers of stdout that go away, as in `llm-extract show records.jsonl | head`: quiet, whatever the verb."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX systems")
PROGRAM = [sys.executable, "-c", "import sys; from llm_extract.cli import main; sys.exit(main(sys.argv[1:]))"]


def call_without_reader(*arguments: str, folder: Path) -> tuple[int, str]:
    """Run the command with a stdout that nobody reads; returns exit code and stderr."""
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [*PROGRAM, *arguments], stdout=write, stderr=subprocess.PIPE, text=True, cwd=folder, timeout=60, check=False
        )
    finally:
        os.close(write)
    return done.returncode, done.stderr


@POSIX
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """Exit code 141 and nothing on stderr, for tables, lines, help and a run."""
    replay = ["run", str(ROOT / "seeds"), "--replay", str(ROOT / "fixtures"), "-q"]
    made = subprocess.run([*PROGRAM, *replay, "-o", "records.jsonl"], cwd=tmp_path, capture_output=True, check=False)
    assert made.returncode == 0, made.stderr
    for arguments in (
        ["show", "records.jsonl"],
        ["gold", "from", "records.jsonl"],
        ["--help"],
        replay,
    ):
        assert call_without_reader(*arguments, folder=tmp_path) == (141, "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there /dev/stdout is a link into /proc")
def test_stdout_by_its_name_in_the_file_system_is_stdout(tmp_path: Path) -> None:
    """Also where it is redirected to a file, which the link then leads to."""
    replay = ["run", str(ROOT / "seeds"), "--replay", str(ROOT / "fixtures"), "-q", "-o", "records.jsonl"]
    subprocess.run([*PROGRAM, *replay], cwd=tmp_path, capture_output=True, check=True)
    written = []
    for name in ("-", "/dev/stdout"):
        with (tmp_path / "gold.jsonl").open("wb") as file:
            command = [*PROGRAM, "gold", "from", "records.jsonl", "-o", name]
            subprocess.run(command, cwd=tmp_path, stdout=file, stderr=subprocess.PIPE, check=True)
        written.append((tmp_path / "gold.jsonl").read_bytes())
    assert written[0] == written[1]
    assert written[0].count(b"\n") == 5


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    """Showing or checking a file with nothing in it says so, with exit code 2."""
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    for arguments in (["show", str(empty)], ["show", str(empty), "a.txt"], ["gold", "check", str(empty)]):
        done = subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 2
        assert f"{empty} holds no" in done.stderr


@POSIX
def test_closed_streams_end_nothing(tmp_path: Path) -> None:
    """Without stdout a file is written all the same, and records that have nowhere to go are an error, told once."""
    replay = ["run", str(ROOT / "seeds"), "--replay", str(ROOT / "fixtures")]

    def call(closed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        line = ["sh", "-c", f'"$@" {closed}', "sh", *PROGRAM, *arguments]
        return subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)

    for number, closed in enumerate((">&-", "2>&-", "<&- >&- 2>&-")):
        done = call(closed, *replay, "-o", f"{number}.jsonl")
        assert (done.returncode, done.stdout) == (0, "")
        lines = (tmp_path / f"{number}.jsonl").read_bytes().splitlines()
        assert [json.loads(line)["status"] for line in lines] == ["ok"] * 5  # and nothing else is in it
    (tmp_path / "empty.txt").touch()
    for arguments in (replay, ["run", "empty.txt", *replay[2:]]):  # a short record stays in the stream's buffer
        done = call(">&-", *arguments, "-q")
        assert done.returncode == 4
        assert done.stderr.startswith("error: the output stream cannot be written")
        assert len(done.stderr.splitlines()) == 1
    done = call(">&-", "show", "0.jsonl")
    assert (done.returncode, len(done.stderr.splitlines())) == (4, 1)
    assert done.stderr.startswith("error: the output cannot be written")


@POSIX
def test_a_stdout_of_few_letters_shows_the_others_by_number(tmp_path: Path) -> None:
    """`show` in ASCII writes what ASCII lacks as an escape, instead of ending."""
    replay = ["run", str(ROOT / "seeds"), "--replay", str(ROOT / "fixtures"), "-q", "-o", "records.jsonl"]
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for arguments in (replay, ["show", "records.jsonl"]):
        done = subprocess.run(
            [*PROGRAM, *arguments], cwd=tmp_path, capture_output=True, timeout=60, check=False, env=ascii_only
        )
        assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u2713 supported" in done.stdout


@POSIX
def test_data_on_stdout_are_utf_8_whatever_the_terminal_has(tmp_path: Path) -> None:
    """Files that are made with > are the same on every system, and JSON; numbers for letters are for people alone."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}

    def call(*arguments: str) -> bytes:
        done = subprocess.run(
            [*PROGRAM, *arguments], cwd=tmp_path, capture_output=True, timeout=60, check=False, env=environment
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    (tmp_path / "records.jsonl").write_bytes(call("run", str(ROOT / "seeds"), "--replay", str(ROOT / "fixtures"), "-q"))
    (article := tmp_path / "a.txt").write_text("Société Générale invested.", encoding="utf-8")
    (tmp_path / "none.json").write_text('{"corrections_format": 1, "run": "", "by": "Eve", "records": []}')
    for arguments in (
        ["gold", "from", "records.jsonl"],
        ["compare", "records.jsonl", "records.jsonl", "--json", "-"],
        ["reconcile", "records.jsonl", "-o", "-"],
        ["review", "apply", "records.jsonl", "none.json"],
        ["doctor", "--json", "--replay", str(ROOT / "fixtures"), "--cache", "caché"],
        ["prompts", "render", "funding_news", str(article)],
    ):
        text = call(*arguments).decode()
        is_one = bool({"compare", "doctor", "prompts"} & set(arguments))
        for line in [text] if is_one else text.splitlines():
            json.loads(line)
        assert "compare" in arguments or not text.isascii()
