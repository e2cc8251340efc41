"""``llm-extract prompts``: the life of prompt versions."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ConfigError
from ..tasks import list_versions, load_task, read_aliases
from .options import BaseUrl, Model, Prompts
from .streams import stdout_as_utf8
from .task_schemas import prompt_folders

if TYPE_CHECKING:
    from ..documents import Document
    from ..settings import Settings

__all__ = ["app"]

app = typer.Typer(
    help="Make, release and check prompt versions.\n\n"
    "A version, NAME@vN, is a prompt, a schema and parameters. A released one never changes: an improvement is the "
    "next version.",
    no_args_is_help=True,
)

Task = Annotated[
    str, typer.Argument(metavar="TASK", help="NAME, NAME@vN, NAME@ALIAS, or a prompt file.", show_default=False)
]
Replay = Annotated[
    Path | None, typer.Option("--replay", metavar="DIR", help="Take model and parameters from these recordings.")
]


@app.command("list")
def list_(prompts: Prompts = None) -> None:
    """List all versions: released or draft, description, aliases."""
    folders = prompt_folders(prompts)
    for name, number, path in list_versions(folders):
        task = load_task(str(path))
        state = "released" if task.released else "draft"
        aliases = [alias for alias, n in read_aliases(path.parent.parent).get(name, {}).items() if n == number]
        print("\t".join([f"{name}@v{number}", state, task.description, *([", ".join(aliases)] if aliases else [])]))


@app.command()
def show(task: Task, prompts: Prompts = None) -> None:
    """Print the prompt file of a version."""
    loaded = load_task(task, prompt_folders(prompts))
    print(f"{loaded.reference}  {loaded.path}  sha256 {loaded.prompt_sha256}\n")
    print(loaded.path.read_text(encoding="utf-8"), end="")


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The task's name.", show_default=False)],
    schema: Annotated[
        str | None,
        typer.Option(
            "--schema", metavar="REF", help="module:Class, file.py:Class or file.json; else the latest version's."
        ),
    ] = None,
    prompts: Prompts = None,
) -> None:
    """Draft the first version of a task, or the next one.

    The first is written from a template and needs --schema; the next is a copy of the latest.
    """
    from ..releases import cites_nothing, new_version

    path = new_version(name, schema=schema, prompts=prompts)
    print(path)
    if cites_nothing(path):
        _say(
            "No value of its schema is cited: no words are asked for, nothing is checked. Mark what must be backed: "
            "Cited[…] in a class, '\"x-cited\": true' beside the type in a JSON schema."
        )
    _say(f"Edit it, try it: llm-extract run PATHS --task {path}; then: llm-extract prompts release {_name_of(path)}")


@app.command()
def release(
    version: Annotated[str, typer.Argument(metavar="NAME@vN", help="The draft.", show_default=False)],
    prompts: Prompts = None,
) -> None:
    """Release a draft: from then on it never changes.

    It is checked, its compiled schema is written beside it, and the hashes of its files are put into lock.json.
    """
    from ..releases import release_version

    done = release_version(version, prompt_folders(prompts))
    for path in done.files:
        print(path)
    if done.fresh:
        _say(f"{done.reference} is released; commit these files and lock.json. The next change is a new version.")
    else:
        _say(f"{done.reference} was released before, and is unchanged.")


@app.command()
def check(prompts: Prompts = None) -> int:
    """Check that released versions are as they were released.

    Files, byte for byte, and the schemas that their classes give now; drafts must be fit for release. Exit code 1 where
    something is not, naming what.
    """
    from ..releases import check_prompts
    from . import SOME_FAILED

    folders = {folder.resolve(): folder for folder in reversed(prompt_folders(prompts))}
    findings = [finding for folder in reversed(folders.values()) for finding in check_prompts(folder)]
    for finding in findings:
        print(finding)
    count = sum(1 for _ in list_versions(list(folders.values())))
    _say(f"versions: {count}, problems: {len(findings)}")
    return SOME_FAILED if findings else 0


@app.command()
def alias(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The task's name.", show_default=False)],
    word: Annotated[str, typer.Argument(metavar="ALIAS", help="A word, e.g. production.", show_default=False)],
    version: Annotated[
        str, typer.Argument(metavar="vN", help="The version that it is to stand for.", show_default=False)
    ],
    prompts: Prompts = None,
) -> None:
    """Let NAME@ALIAS stand for a version, until it is moved."""
    from ..releases import set_alias

    number = version.removeprefix("v")
    if not number.isascii() or not number.isdigit() or not int(number):
        raise ConfigError(f"{version!r} is no version", hint="Write v1, v2, …")
    folder = prompt_folders(prompts)[0]
    before = set_alias(folder, name, word, int(number))
    was = "" if before is None else f", was v{before}"
    _say(f"{name}@{word} is v{int(number)}{was} ({folder / 'aliases.toml'})")


@app.command()
def diff(
    one: Annotated[str, typer.Argument(metavar="A", help="NAME@vN or a prompt file.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="B", help="Another one.", show_default=False)],
    article: Annotated[
        Path | None, typer.Option("--article", metavar="FILE", help="An article: the requests for it are compared.")
    ] = None,
    prompts: Prompts = None,
    model: Model = None,
    base_url: BaseUrl = None,
) -> None:
    """Show what differs between two versions.

    In prompt, schema, parameters and examples, and in the request that is sent for an article.
    """
    from ..releases import diff_versions

    folders = prompt_folders(prompts)
    tasks = (load_task(one, folders), load_task(other, folders))
    found = diff_versions(*tasks, _read(article), _settings(model, base_url, None))
    for title, lines in vars(found).items():
        if lines:
            print("\n".join([title, *(f"  {line}".rstrip() for line in lines), ""]))
    if not found:
        _say(f"{tasks[0].reference} and {tasks[1].reference} ask the same")


@app.command()
def render(
    task: Task,
    article: Annotated[Path, typer.Argument(metavar="FILE", help="An article.", show_default=False)],
    text: Annotated[bool, typer.Option("--text", help="Print the messages as text, for reading; else JSON.")] = False,
    prompts: Prompts = None,
    model: Model = None,
    base_url: BaseUrl = None,
    replay: Replay = None,
) -> None:
    """Print the request that would be sent for an article.

    Nothing is sent. The fingerprint, by which answers are stored and recorded, goes to stderr.
    """
    from ..releases import open_renderer
    from ..releases.differences import request_text

    document = _read(article)
    renderer = open_renderer(load_task(task, prompt_folders(prompts)), _settings(model, base_url, replay))
    assert document is not None
    request = renderer.render(document)
    if text:
        print(request_text(request.body), end="")
    else:
        print(json.dumps(request.body, indent=2, ensure_ascii=False), file=stdout_as_utf8())
    _say(f"{renderer.task.reference}, {renderer.model}: fingerprint {request.fingerprint}")


def _read(path: Path | None) -> Document | None:
    """The one document in a file."""
    if path is None:
        return None
    from ..documents import Document, read_documents

    first = next(read_documents([str(path)]), None)
    if isinstance(first, Document):
        return first
    if first is None:
        raise ConfigError(f"{path} holds no text", hint="Give a text file.")
    raise first.error


def _settings(model: str | None, base_url: str | None, replay: Path | None) -> Settings:
    from ..settings import read_settings

    return read_settings({"model": model, "base_url": base_url, "replay": replay})


def _name_of(path: Path) -> str:
    return f"{path.parent.name}@{path.stem}"


def _say(message: str) -> None:
    print(message, file=sys.stderr)
