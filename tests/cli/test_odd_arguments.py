"""Arguments that nobody means: each is refused with the cause and the remedy, and nothing is written or lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from llm_extract.cli import main
from llm_extract.shipped import shipped

Say = Callable[..., tuple[int, str, str]]
SEEDS, RECORDINGS = str(shipped("seeds")), str(shipped("fixtures"))
GOLD = str(shipped("fixtures") / "gold" / "funding_news.jsonl")
HUGE = "9" * 20


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The records of the five articles, in the working folder."""
    monkeypatch.chdir(tmp_path)
    given = ["run", SEEDS, "-t", "funding_news@v2", "--replay", RECORDINGS, "-q", "-o", "records.jsonl"]
    assert main(given) == 0
    return tmp_path / "records.jsonl"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["eval", "records.jsonl", "--gold", GOLD, "--baseline", "floor.json"], "there is no baseline floor.json"),
        (["eval", "records.jsonl", "--gold", GOLD, "--update"], "--update needs --baseline"),
        (["eval", "records.jsonl", "--gold", "empty.jsonl"], "empty.jsonl holds no gold"),
        (["eval", "records.jsonl", "--gold", GOLD, "--json", "x", "--html", "x"], "x is named twice"),
        (["eval", "records.jsonl", "--gold", GOLD, "--processes", HUGE], "--processes"),
        (["gold", "from", "records.jsonl", "-o", "gold.jsonl"], "gold.jsonl is there"),
        (["export", "records.jsonl", "-o", "records.jsonl.documents.jsonl"], "is read by this command"),
        (["report", "records.jsonl", "-o", "r.html", "--price", "nan", "1"], "--price is nan"),
        (["report", "records.jsonl", "-o", "r.html", "--price", "1", "-1"], "--price is -1"),
        (["report", "records.jsonl", "-o", "r.html", "--currency", "EUR"], "--currency is for --price"),
        (["eval", "records.jsonl", "--gold", GOLD, "--accept-regression", "w"], "--accept-regression is for --update"),
        (["run", SEEDS, "--replay", RECORDINGS, "--seed", "7"], "--seed is for --sample"),
        (["run", SEEDS, "--replay", RECORDINGS, "--seed", "0", "--dry-run"], "--seed is for --sample"),
        (["run", SEEDS, "--replay", RECORDINGS, "--stdin-format", "csv"], "--stdin-format is for standard input"),
        (["run", SEEDS, "--replay", RECORDINGS, "-o", ""], "-o is empty"),
        (["run", SEEDS, "-m", "m", "--base-url", "http://127.0.0.1:9/v1", "--record", "gold.jsonl"],
         "the folder of recordings gold.jsonl is a file"),
        (["run", SEEDS, "--replay", RECORDINGS, "-o", "new.jsonl", "--log-file", "./new.jsonl"],
         "new.jsonl is named for the log and for the records"),
        (["run", "gold.jsonl", "--replay", RECORDINGS, "-o", "new.jsonl", "--log-file", "gold.jsonl"],
         "gold.jsonl is read by this command"),
        (["run", SEEDS, "--replay", RECORDINGS, "--cache", "c", "--no-cache"], "--cache and --no-cache exclude"),
        (["run", SEEDS, "--replay", RECORDINGS, "--param", "seed=1", "--param", "seed=2"], "seed is given twice"),
        (["run", SEEDS, "--replay", RECORDINGS, "--temperature", "1", "--param", "temperature=0"], "is given twice"),
        (["compare", "records.jsonl", "records.jsonl", SEEDS], "are records, and inputs are for tasks"),
        (["report", "records.jsonl", "-o", "-"], "a page cannot be written to stdout"),
        (["cache", "export", "-"], "answers cannot be written to stdout"),
        (["eval", "records.jsonl", "--gold", GOLD, "--json", "-"], "scores cannot be written to stdout"),
        (["eval", "records.jsonl", "--gold", GOLD, "--html", "-"], "scores cannot be written to stdout"),
        (["export", "records.jsonl", "-o", "-"], "-: no extension names the format"),
        (["run", SEEDS, "--replay", "none", "-m", "m", "--base-url", "http://127.0.0.1:9/v1", "--cache", "gold.jsonl"],
         "the cache gold.jsonl is a file"),
    ],
)  # fmt: skip
def test_it_is_refused(records: Path, say: Say, arguments: list[str], words: str) -> None:
    """Exit code 2, the words, no traceback; every file is as it was."""
    folder = records.parent
    (folder / "empty.jsonl").write_text("")
    (folder / "gold.jsonl").write_text('{"document": "000", "note": "an hour of work"}\n')
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    code, _, said = say(*arguments)
    assert code == 2, said
    assert words in said
    assert "internal error" not in said
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_limit_that_is_larger_than_any_number_of_articles(records: Path, say: Say) -> None:
    """All are taken."""
    code, _, said = say("run", SEEDS, "-t", "funding_news@v2", "--replay", RECORDINGS, "-o", "l.jsonl", "--limit", HUGE)
    assert code == 0, said
    assert (records.parent / "l.jsonl").read_bytes() == records.read_bytes()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="a device that is always full, as on Linux")
@pytest.mark.parametrize(
    "arguments",
    [
        ["gold", "from", "records.jsonl", "-o", "/dev/full"],
        ["eval", "records.jsonl", "--gold", GOLD, "--json", "/dev/full"],
        ["compare", "records.jsonl", "records.jsonl", "--json", "/dev/full"],
        ["reconcile", "records.jsonl", "-o", "/dev/full"],
        ["report", "records.jsonl", "-o", "/dev/full"],
        ["cache", "export", "/dev/full"],
    ],
)
def test_a_full_disk_is_named(records: Path, say: Say, arguments: list[str]) -> None:
    """Exit code 4 and the file; the device stays what it is."""
    store = records.parent / ".llm_extract_cache"
    if arguments[0] == "cache":
        from llm_extract.models.disk import DiskStore

        DiskStore(store).close()
    code, _, said = say(*arguments)
    assert code == 4, said
    assert "/dev/full: cannot be written" in said
    assert Path("/dev/full").is_char_device()


@pytest.mark.skipif(os.name != "posix", reason="pipes with names")
def test_scores_go_into_a_pipe(records: Path, say: Say) -> None:
    """As the shell's >(command) gives one."""
    read, write = os.pipe()
    code, _, said = say("eval", str(records), "--gold", GOLD, "--json", f"/dev/fd/{write}")
    os.close(write)
    with os.fdopen(read) as stream:
        assert stream.read(1) == "{"
    assert code == 0, said


def test_a_folder_that_may_not_be_entered_is_named(records: Path, say: Say) -> None:
    """Exit code 4 and the path, not an error of the program."""
    shut = records.parent / "shut"
    shut.mkdir(mode=0)
    if os.access(shut, os.X_OK):
        pytest.skip("root may go anywhere")
    try:
        for arguments in (
            ["cache", "info", "--cache", "shut"],
            ["eval", "records.jsonl", "--gold", GOLD, "--baseline", "shut/f.json", "--update"],
        ):
            code, _, said = say(*arguments)
            assert code == 4, said
            assert "shut" in said
            assert "Permission denied" in said
            assert "internal" not in said
    finally:
        shut.chmod(0o700)


@pytest.mark.skipif(os.name != "posix", reason="names that are too long")
def test_what_the_system_says_of_a_path_is_no_error_of_the_program(records: Path, say: Say) -> None:
    """Whatever verb it comes from: the path, the cause, and what to look at."""
    code, _, said = say("cache", "info", "--cache", "x" * 300)
    assert code == 4
    assert said == f"error: {'x' * 300}/cache.db: File name too long. Check the path, its permissions and the disk.\n"
