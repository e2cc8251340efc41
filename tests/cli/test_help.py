"""Help for somebody who has never seen the command: nothing is cut, everything is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from llm_extract.cli import main
from llm_extract.cli.app import app

VALUE = re.compile(r"^\s+(?:-\w, )?--[\w-]+ <", re.MULTILINE)


def _walk(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield words, command
    if isinstance(command, typer.core.TyperGroup):
        context = typer.Context(command)
        for name in command.list_commands(context):
            yield from _walk(command.get_command(context, name), (*words, name))


VERBS = dict(_walk(typer.main.get_command(app)))


@pytest.fixture(params=VERBS, ids=lambda words: " ".join(words) or "llm-extract")
def page(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """The help page of one verb on a narrow terminal."""
    monkeypatch.setenv("COLUMNS", "80")
    assert main([*request.param, "--help"]) == 0
    return capsys.readouterr().out


def test_no_line_is_cut_or_too_long(page: str) -> None:
    """Every page fits 80 columns, and no sentence ends in dots; PATHS... says that there may be several."""
    assert [line for line in page.splitlines() if len(line) > 80] == []
    assert not re.search(r"[a-z,]\.\.\.$", page, re.MULTILINE)


def test_what_an_option_takes_has_a_name(page: str) -> None:
    """An option takes FILE, N or SECONDS, not <path>, <int> or <float>."""
    assert VALUE.findall(page) == []


@pytest.mark.parametrize("words", VERBS, ids=lambda words: " ".join(words) or "llm-extract")
def test_everything_has_a_text(words: tuple[str, ...]) -> None:
    """Each verb, argument and option says what it is for, as a sentence with its full stop."""
    command = VERBS[words]
    assert command.help
    for parameter in command.params:
        assert parameter.help, f"{parameter.name} of {' '.join(words)}"
        assert parameter.help.endswith((".", ")")), parameter.help


@pytest.mark.parametrize("words", VERBS, ids=lambda words: " ".join(words) or "llm-extract")
def test_every_verb_shows_tracebacks_on_demand(words: tuple[str, ...]) -> None:
    """A message that sends people to -v may come from any of them."""
    command = VERBS[words]
    given = [name for parameter in command.params for name in parameter.opts]
    assert isinstance(command, typer.core.TyperGroup) or {"-v", "--verbose"} <= set(given)


@pytest.mark.parametrize("verb", ["submit", "collect"])
def test_the_output_of_a_batch_is_that_of_its_run(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written to it by these verbs, so its help is not that of run."""
    assert main(["batch", verb, "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "-o, --output FILE The output of the run to come" in said
    assert "stdout" not in said.partition("--output")[2].partition("--help")[0]


@pytest.mark.parametrize("words", [words for words in VERBS if words], ids=" ".join)
def test_the_first_sentence_fits_into_the_list_of_verbs(words: tuple[str, ...]) -> None:
    """At 80 columns the list has one line for each verb."""
    first = VERBS[words].get_short_help_str(1000)
    assert len(first) <= 65, first
    assert first.endswith("."), first


def test_options_come_in_groups(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What a run takes is grouped, what is used most comes first, and so are the verbs."""
    monkeypatch.setenv("COLUMNS", "80")
    main(["run", "--help"])
    titles = re.findall(r"^(\S.*):$", capsys.readouterr().out, re.MULTILINE)
    assert titles[:3] == ["Arguments", "Options", "Inputs"]
    assert len(titles) > 6
    main(["--help"])
    titles = re.findall(r"^(\S.*):$", capsys.readouterr().out, re.MULTILINE)
    assert titles[:2] == ["Options", "To begin"]
    assert "Commands" not in titles
