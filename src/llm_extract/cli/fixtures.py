"""``llm-extract fixtures``: whether recorded answers are what they were, and which of them nobody needs."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from ..plurals import counted
from . import SOME_FAILED
from .confirming import confirm
from .options import BaseUrl, Prompts

if TYPE_CHECKING:
    from ..models.base import Model
    from ..recording_care.checking import Finding

__all__ = ["app"]

app = typer.Typer(
    help="Look after recorded answers, which tests play.\n\n"
    "Tests with the fixture replay (a pytest plugin, docs/testing.md) play recordings beside them, without key or "
    "network. Their folders are checked, pruned and refreshed here.",
    no_args_is_help=True,
)

_WIDTH = 80
Option = typer.Option
Folders = Annotated[
    list[Path],
    typer.Argument(metavar="FOLDER", help="Folders with recordings, such as tests/recordings.", show_default=False),
]
Articles = Annotated[
    list[str] | None,
    Option("--articles", "-a", metavar="PATH", help="What the recordings are for: a file, folder or glob. Repeatable."),
]


@app.command()
def check(folders: Folders, articles: Articles = None, prompts: Prompts = None) -> int:
    """Report recordings that are damaged, edited or not needed.

    Old formats, duplicates, and secrets in them are reported, too. Exit code 1 where anything is.

    An orphan is a recording that no test played in the last full run of pytest, that no prompt version there is would
    ask for, or, with --articles, that none of these articles asks for.
    """
    from ..recording_care.checking import check_recordings, recording_files

    findings = check_recordings(folders, prompts=prompts, articles=articles or ())
    for finding in findings:
        _print(finding.path, f"{finding.message}. {finding.fix}")
    files = len({finding.path for finding in findings})
    state = f"{files} with something to mend" if files else "all good"
    _say(f"{counted(len(recording_files(folders)), 'recording')}, {state}")
    return SOME_FAILED if findings else 0


@app.command()
def prune(
    folders: Folders,
    articles: Articles = None,
    prompts: Prompts = None,
    dry_run: Annotated[bool, Option("--dry-run", help="List them, and delete nothing.")] = False,
    yes: Annotated[bool, Option("--yes", help="Delete without asking first.")] = False,
) -> None:
    """List the orphans (see check), and delete them after a question."""
    from ..recording_care.checking import find_orphans

    orphans = find_orphans(folders, prompts=prompts, articles=articles or ())
    for orphan in orphans:
        _print(orphan.path, orphan.message)
    if not orphans:
        return _say("no orphans")
    if dry_run:
        return _say(f"{counted(len(orphans), 'recording')} would be deleted")
    if not yes and not confirm(f"Delete {counted(len(orphans), 'recording')}?", "delete"):
        return _say("nothing deleted")
    _delete(orphans, folders)
    return _say(f"{counted(len(orphans), 'recording')} deleted")


@app.command()
def refresh(
    folders: Folders,
    again: Annotated[bool, Option("--again", help="Ask for every answer again, and pay for it.")] = False,
    base_url: BaseUrl = None,
) -> int:
    """Rewrite old formats; ask again where answers were edited.

    The requests stay as they were recorded, with their model. Answers that say of themselves that they are made up
    ("synthetic") are never asked for. Exit code 1 where a recording could not be refreshed.
    """
    from ..recording_care.checking import recording_files
    from ..recording_care.refreshing import refresh_recordings

    result = refresh_recordings(recording_files(folders), again=again, open_live=lambda: _open_live(base_url))
    for path in result.rewritten:
        print(f"rewritten with its answer: {path}")
    for path in result.asked:
        print(f"asked again: {path}")
    for path, problem in result.failed.items():
        _print(path, f"not refreshed: it {problem.removeprefix(f'{path} ')}")
    _say(f"{len(result.rewritten)} rewritten, {len(result.asked)} asked again, {len(result.failed)} failed")
    return SOME_FAILED if result.failed else 0


def _open_live(base_url: str | None) -> Model:
    """The endpoint alone: answers that are stored already are not new ones."""
    from ..models.stack import open_stack
    from ..settings import read_settings

    # the model stands in each request
    given = {"base_url": base_url, "cache": "none", "replay": "none", "record": "none", "model": "as-recorded"}
    return open_stack(read_settings(given)).model


def _delete(orphans: list[Finding], folders: list[Path]) -> None:
    """Delete files, and the folders below the named ones that are empty then."""
    for orphan in orphans:
        orphan.path.unlink(missing_ok=True)
        for folder in orphan.path.parents:
            is_below = any(folder.is_relative_to(top) and folder != top for top in folders)
            if not is_below or any(folder.iterdir()):
                break
            folder.rmdir()


def _print(path: Path, text: str) -> None:
    """A file, and below it what there is to say of it."""
    lines = wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    print("\n".join([str(path), *lines]))


def _say(message: str) -> None:
    print(message, file=sys.stderr)
