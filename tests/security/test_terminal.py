"""What is printed to a terminal commands nothing, whatever articles, answers and file names hold."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_extract.cli import main
from llm_extract.cli.terminal import guard_terminal, open_console
from llm_extract.events import TextFormatter, show_plain

EVIL = "a\x1b[2Jb\x1b]0;title\x07c\x9b31md\u202ee\u2066f\x08g\rh\x7fi\u2028j"
COMMANDS = ("\x1b[2J", "\x1b]", "\x07", "\x9b", "\u202e", "\u2066", "\x08", "\rh", "\x7f", "\u2028")


class Terminal(io.StringIO):
    """A stream that says of itself that it is one."""

    def isatty(self) -> bool:
        return True


def assert_tame(shown: str) -> None:
    """Nothing in it is obeyed, and the letters around are there."""
    assert [one for one in COMMANDS if one in shown] == []
    assert "\\x1b" in shown


def test_commands_are_written_as_escapes() -> None:
    """The letters stay, line feeds and tabs too."""
    assert show_plain("a\tb\n\x1b[31mc\x9b\u202e") == "a\tb\n\\x1b[31mc\\x9b\\u202e"
    assert_tame(show_plain(EVIL))


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_what_verbs_print_is_tame_on_a_terminal(monkeypatch: pytest.MonkeyPatch, stream: str) -> None:
    """Both streams, by print, by lines and by tables."""
    terminal = Terminal()
    monkeypatch.setattr(sys, stream, terminal)
    with guard_terminal():
        print(EVIL, file=getattr(sys, stream))
        getattr(sys, stream).writelines([EVIL, "\n"])
        open_console(stderr=stream == "stderr").print(EVIL)
    assert terminal.getvalue().count("\\x1b[2J") == 3
    assert_tame(terminal.getvalue())
    assert getattr(sys, stream) is terminal


def test_files_and_pipes_get_every_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who reads records from a pipe gets the characters that are in them."""
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stdout", pipe)
    with guard_terminal():
        sys.stdout.write(EVIL)
    assert pipe.getvalue() == EVIL


@pytest.mark.skipif(os.name == "nt", reason="no such file names there")
def test_names_in_errors(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """An error about a file shows its name, tamed, also where stderr is no terminal yet: logs are read on one later."""
    monkeypatch.chdir(tmp_path)
    assert main(["show", f"{EVIL}.jsonl"]) == 2
    assert_tame(capsys.readouterr().err)


def test_values_in_tables(
    monkeypatch: pytest.MonkeyPatch, make_record: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    """``show`` draws with colours of its own; keys, values and quotes cannot."""
    evidence = [{
        "path": "/name", "quote": EVIL, "spans": [[0, 2]], "alignment": "exact", "support": "supported", "reason": EVIL,
    }]  # fmt: skip
    record = make_record({"name": EVIL}, key=EVIL, evidence=evidence)
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert main(["show", str(tmp_path / "a.jsonl")]) == 0
    assert terminal.getvalue().count("\\x1b[2J") >= 3
    assert_tame(terminal.getvalue())


def test_lines_of_the_log() -> None:
    """A log is read with cat: its lines of text are tame as well."""
    import logging

    record = logging.LogRecord("llm_extract.x", logging.WARNING, "x.py", 1, "%s is damaged", (EVIL,), None)
    assert_tame(TextFormatter().format(record))
