"""Writing a project into a folder, without touching anything that is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..errors import ConfigError, RunError
from ..releases.publishing import write_whole
from .answers import record_answers
from .project_file import extended, fresh
from .templates import Template, load_template

__all__ = ["Project", "make_project"]

_RECORDINGS = "tests/recordings"
_PROJECT_FILE = "pyproject.toml"
_ELSEWHERE = "Choose another folder: nothing is overwritten."
_GIT = {
    ".gitignore": "__pycache__/\n.pytest_cache/\n.llm_extract_cache/\n/records*\n",
    ".gitattributes": (
        "# Recordings are found by the exact bytes of article and prompt.\n"
        f"articles/** -text\nprompts/** -text\n{_RECORDINGS}/** -text\n"
    ),
}


@dataclass(frozen=True)
class Project:
    """What was made.

    Args:
        folder: the project.
        task: the name of its task.
        files: what was written, in order.
        kept: files of the same name that were there and were left as they are.
        extended: whether the table was added to a pyproject.toml that was there.
    """

    folder: Path
    task: str
    files: tuple[Path, ...]
    kept: tuple[Path, ...]
    extended: bool


def make_project(folder: Path, example: str = "plain") -> Project:
    """Make a project that runs and is tested offline at once.

    Nothing is overwritten. A pyproject.toml that is there gets the table ``[tool.llm-extract]`` at its end; a
    .gitignore or .gitattributes that is there stays as it is.

    Args:
        folder: made if missing.
        example: one of ``EXAMPLES``.

    Returns:
        What was made.

    Raises:
        ConfigError: files of these names are there, or no table can be added; nothing was written.
        RunError: a file cannot be written.

    Example:
        >>> import tempfile
        >>> project = make_project(Path(tempfile.mkdtemp()) / "first")
        >>> project.task, (project.folder / "pyproject.toml") in project.files
        ('openings', True)
    """
    template = load_template(example)
    _refuse_clashes(folder, template)
    project_file = folder / _PROJECT_FILE
    is_there = project_file.exists()
    settings = extended(project_file, template.task) if is_there else fresh(template.task)
    kept = tuple(folder / name for name in _GIT if (folder / name).exists())
    git = {name: text.encode() for name, text in _GIT.items() if folder / name not in kept}
    try:
        written = [_write_new(folder / name, content) for name, content in {**template.files, **git}.items()]
        written += record_answers(folder, template, folder / _RECORDINGS)
    except OSError as error:
        raise RunError(f"{error.filename}: {error.strerror}", hint="Choose a folder that you may write to.") from None
    write_whole(project_file, settings, hint="Choose a folder that you may write to.")  # last: it makes the rest count
    return Project(folder, template.task, (project_file, *written), kept, is_there)


def _refuse_clashes(folder: Path, template: Template) -> None:
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{folder} is a file", hint="Name a folder.")
    wanted = [*template.files, f"{_RECORDINGS}/{template.task}"]
    there = [name for name in wanted if (folder / name).exists()]
    there += sorted({str(part) for name in wanted for part in Path(name).parents if (folder / part).is_file()})
    if there:
        raise ConfigError(f"{folder} already has {', '.join(there)}", hint=_ELSEWHERE)
    others = sorted(path.name for path in (folder / "articles").glob("*"))
    if others:  # they would be read with the example's, and have no recordings
        raise ConfigError(f"{folder / 'articles'} already holds {', '.join(others[:3])}", hint=_ELSEWHERE)


def _write_new(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
    return path
