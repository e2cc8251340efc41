"""``llm-extract run``: outputs, exit codes and messages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.cli import main

Run = Callable[..., int]


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_stdout_carries_records_only(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Without -o the records are all that stdout gets; the summary goes to stderr."""
    assert run("articles") == 0
    said = capsys.readouterr()
    assert [record["data"]["name"] for record in lines(said.out)] == ["Acme", "Bolt", "Corax"]
    assert "3 records: 3 ok" in said.err
    assert "3 new answers" in said.err


def test_quiet_says_nothing(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """-q leaves stderr empty."""
    assert run("articles", "-q") == 0
    assert capsys.readouterr().err == ""


def test_small_runs_show_a_row_for_each_article(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Key, status and what is cited, in the order of the inputs."""
    run("articles", "-o", "out.jsonl")
    rows = capsys.readouterr().err.splitlines()
    assert rows[0].split() == ["article", "status", "found", "cited", "not", "cited", "unchecked"]
    assert [row.split() for row in rows[1:4]] == [[f"{n}.txt", "ok", "1", "0", "0"] for n in ("Acme", "Bolt", "Corax")]


def test_a_release_changes_nothing_of_what_the_draft_made(run: Run, loopback: Callable[..., Any]) -> None:
    """The same command goes on after it: the schema that it writes down is the one that was sent."""
    prompt = Path("prompts/company/v1.md")
    marked = "<{{ boundary }}>\n{{ document.text }}\n</{{ boundary }}>"
    prompt.write_text(prompt.read_text().replace("{{ document.text }}", marked))

    def answer(body: dict[str, Any]) -> str:
        (name,) = re.findall(r"(\w+) sells", body["messages"][-1]["content"])
        return json.dumps({"name": {"quote": name, "value": name}})

    server = loopback(answer)
    assert run("articles", "-o", "out.jsonl", "--limit", "2", url=server.url) == 0
    before = Path("out.jsonl").read_bytes()
    assert main(["prompts", "release", "company@v1", "--prompts", "prompts"]) == 0
    assert run("articles", "-o", "out.jsonl", url=server.url) == 0
    assert Path("out.jsonl").read_bytes().startswith(before)
    assert len(server.log) == 3


def test_a_dry_run_says_where_the_run_would_be_refused(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """An output of another model is not continued: its forecast is of a run with --overwrite."""
    assert run("articles", "-o", "out.jsonl") == 0
    told = "  refused without --overwrite: out.jsonl was made otherwise: model m, now other"
    for more, says in ((("-m", "other"), True), (("-m", "other", "--overwrite"), False), ((), False)):
        capsys.readouterr()
        assert run("articles", "-o", "out.jsonl", "--dry-run", *more) == 0
        assert (told in capsys.readouterr().out.splitlines()) is says, more
    assert run("articles", "-o", "out.jsonl", "-m", "other") == 4


def test_usage_errors_give_exit_code_2_before_anything_is_sent(
    run: Run, server: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong setting is told in one sentence with its remedy, without a traceback."""
    for arguments in (
        ("articles", "--ungrounded", "perhaps"),
        ("articles", "--limit", "0"),
        ("articles", "--limit", "2", "--sample", "2"),
        ("articles", "--param", "seed"),
        ("-", "--stdin-format", "xml"),
        ("articles", "--encoding", "klingon"),
        ("articles", "-o", "missing/out.jsonl"),
        ("articles", "--concurrency", "0"),
        ("articles", "--max-attempts", "0"),
        ("articles", "--unknown-flag"),
        (),
    ):
        assert run(*arguments) == 2, arguments
        said = capsys.readouterr().err
        assert said
        assert "Traceback" not in said
    assert not server.log


def test_a_refused_key_gives_exit_code_3_and_the_remedy(
    run: Run, company: Any, loopback: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """401 stops the run; what to check is said."""
    refusing = loopback(company.answer, faults={"401": 1.0})
    assert run("articles", "-o", "out.jsonl", url=refusing.url) == 3
    assert "Check the API key" in capsys.readouterr().err
    assert run("articles", "-o", "out.jsonl") == 0


def test_another_model_on_the_same_output_gives_exit_code_4(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """What differs and both remedies are named."""
    run("articles", "-o", "out.jsonl")
    assert run("articles", "-o", "out.jsonl", "-m", "other") == 4
    said = capsys.readouterr().err
    assert all(words in said for words in ("model m, now other", "-o", "--overwrite"))


def test_body_parameters_are_sent_and_recorded(run: Run, server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """--temperature, --max-output-tokens and --param end in the body and in the record."""
    assert run("articles/Acme.txt", "--temperature", "0.5", "--max-output-tokens", "99", "--param", "seed=7",
               "--param", "user=me", "-q") == 0  # fmt: skip
    (record,) = lines(capsys.readouterr().out)
    assert record["parameters"] == {"max_output_tokens": 99, "seed": 7, "temperature": 0.5, "user": "me"}
    (body,) = server.bodies.values()
    assert (body["temperature"], body["seed"], body["user"]) == (0.5, 7, "me")


def test_retry_failed_asks_for_what_is_not_usable(run: Run, company: Any, loopback: Callable[..., Any]) -> None:
    """A refusal stays until it is asked for again."""
    refusing = loopback(company.answer, script=["refusal"])
    assert run("articles/Acme.txt", "-o", "out.jsonl", url=refusing.url) == 1
    assert run("articles/Acme.txt", "-o", "out.jsonl", url=refusing.url) == 1
    assert len(refusing.log) == 1
    assert run("articles/Acme.txt", "-o", "out.jsonl", "--retry-failed", url=refusing.url) == 0
    assert len(refusing.log) == 2


def test_what_is_kept_from_before_is_said(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """The second run says that it asked nothing."""
    run("articles", "-o", "out.jsonl")
    capsys.readouterr()
    assert run("articles", "-o", "out.jsonl") == 0
    assert "3 kept from before, 0 new answers" in capsys.readouterr().err


def test_what_is_kept_and_not_recorded_is_said(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody takes a folder for complete that lacks the answers behind records of before; another output fills it."""
    run("articles", "-o", "out.jsonl")
    assert "--record" not in capsys.readouterr().err
    assert run("articles", "-o", "out.jsonl", "--record", "recorded") == 0
    said = capsys.readouterr().err
    assert "3 records were kept from before, so --record wrote nothing for them" in said
    assert run("articles", "-o", "other.jsonl", "--record", "recorded") == 0
    said = capsys.readouterr().err
    assert ("0 new answers" in said, "--record" in said) == (True, False)
    assert len([*Path("recorded").rglob("*.json")]) == 3


def test_a_reader_that_goes_away_ends_the_command_quietly(folder: Path, server: Any) -> None:
    """`llm-extract run … | head` shows no traceback."""
    for number in range(300):
        (folder / "articles" / f"more{number}.txt").write_text(f"More{number} sells things.")
    command = [sys.executable, "-m", "llm_extract.cli", "run", "articles", "-t", "company", "-m", "m", "--base-url"]
    code = "import sys; from llm_extract.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, *command[3:], server.url, "-q"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        process.wait(240)
    assert "Traceback" not in said
    assert process.returncode != 0


def test_help_names_every_flag_once(capsys: pytest.CaptureFixture[str]) -> None:
    """--help is complete, and explains the exit codes."""
    assert main(["run", "--help"]) == 0
    text = capsys.readouterr().out
    for flag in ("--output", "--text-column", "--stdin-format", "--limit", "--sample", "--seed", "--concurrency",
                 "--retry-failed", "--max-attempts", "--overwrite", "--no-cache", "--encoding"):  # fmt: skip
        assert len(re.findall(rf"^ +(?:-\w, )?{flag} ", text, re.MULTILINE)) == 1, flag
    assert "130 interrupted" in text


LIGHT = """
import sys
from llm_extract.cli import main
code = main(sys.argv[1:])
heavy = {"openai", "instructor", "httpx2", "aiohttp", "tenacity", "rich"} & set(sys.modules)
print(code, sorted(heavy), file=sys.stderr)
"""


def test_a_stored_run_and_help_import_no_network_library(folder: Path, run: Run, server: Any) -> None:
    """What is answered from the cache, and --help, load nothing that speaks HTTP, retries or draws."""
    assert run("articles", "-q") == 0
    arguments = ["run", "articles", "-t", "company", "-m", "m", "--base-url", server.url, "-o", "out.jsonl", "-q"]
    for given in (arguments, ["--help"], ["run", "--help"]):
        done = subprocess.run(
            [sys.executable, "-c", LIGHT, *given], capture_output=True, text=True, check=True, cwd=folder
        )
        assert done.stderr.splitlines()[-1] == "0 []"


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX systems")
@pytest.mark.parametrize("plain", [False, True])
def test_a_terminal_gets_a_bar_and_no_colour_gets_none(
    folder: Path, company: Any, loopback: Callable[..., Any], plain: bool
) -> None:
    """On a terminal the progress is drawn, with the count and the rate; NO_COLOR takes the colours out."""
    import pty

    slow = loopback(company.answer, latency=0.8)
    master, terminal = pty.openpty()
    code = "import sys; from llm_extract.cli import main; sys.exit(main(sys.argv[1:]))"
    arguments = ["run", "articles", "-t", "company", "-m", "m", "--base-url", slow.url, "-o", "out.jsonl"]
    environment = {**os.environ, "TERM": "xterm-256color", **({"NO_COLOR": "1"} if plain else {})}
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments, "--concurrency", "1"], stderr=terminal, env=environment, cwd=folder
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            block = os.read(master, 65536)
        except OSError:
            break
        if not block:
            break
        shown += block
    os.close(master)
    assert process.wait(240) == 0
    text = shown.decode()
    assert "of 3 records" in text
    assert " s left" in text
    assert ("\x1b[38;5" in text) is not plain
