"""Tasks: a prompt file, a schema and parameters under one immutable version, ``name@vN``.

``prompts/<name>/v<N>.md`` holds YAML front matter (``schema``, ``description``, ``parameters``) and the sections
``# system`` and ``# user``; ``v<N>.examples.jsonl`` beside it may hold examples. ``prompts/lock.json`` pins the bytes
of each released version.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .errors import ConfigError, did_you_mean
from .lockfile import changed_files, read_lock, restore_hint, sha256_of, version_files
from .plain_data import parse_json, parse_toml, parse_yaml
from .shipped import shipped

__all__ = ["Task", "find_prompt_folders", "list_versions", "load_task", "read_aliases"]

_FRONT_MATTER = re.compile(r"\A---\r?\n(.*?\r?\n)---\r?\n(.*)\Z", re.DOTALL)
_SECTION = re.compile(r"^# (system|user)[ \t]*\r?$", re.MULTILINE)
_REFERENCE = re.compile(r"(?P<name>[A-Za-z0-9][\w-]*)(?:@(?:v(?P<number>[1-9]\d*)|(?P<alias>[A-Za-z][\w-]*)))?")
_VERSION_FILE = re.compile(r"v([1-9]\d*)\.md")
_KEYS = {"schema", "description", "parameters"}


@dataclass(frozen=True)
class Task:
    """One prompt version.

    Args:
        name: the task's name, its folder's.
        version: the number N of ``vN``.
        path: the prompt file.
        system: template of the system message; empty where there is none.
        user: template of the user message.
        schema: reference to the schema: ``pkg.mod:Class``, ``file.py:Class`` or a JSON Schema file.
        description: one line for people.
        parameters: body parameters that belong to the version, e.g. ``temperature``.
        prompt_sha256: hash of the prompt file's bytes.
        released: whether the lock file pins this version.
    """

    name: str
    version: int
    path: Path
    system: str
    user: str
    schema: str
    description: str
    parameters: Mapping[str, Any]
    prompt_sha256: str
    released: bool = False

    @property
    def reference(self) -> str:
        """``name@vN``."""
        return f"{self.name}@v{self.version}"

    @property
    def schema_path(self) -> Path:
        """Where the compiled schema of this version is committed."""
        return version_files(self.path)["schema"]

    @property
    def examples_path(self) -> Path:
        """Where the examples of this version are, if it has any."""
        return version_files(self.path)["examples"]

    @cached_property
    def examples_sha256(self) -> str | None:
        """Hash of the examples file's bytes, or None where the version has no examples."""
        return sha256_of(self.examples_path)

    @cached_property
    def schema_sha256(self) -> str | None:
        """Hash of the committed schema file's bytes, or None where none was committed yet."""
        return sha256_of(self.schema_path)

    @cached_property
    def compiled_schema(self) -> dict[str, Any] | None:
        """The committed compiled schema, or None where none was committed yet.

        Raises:
            ConfigError: the file is not a JSON object.
        """
        if not self.schema_path.is_file():
            return None
        try:
            content = parse_json(self.schema_path.read_bytes(), sound=True)
        except ValueError as error:
            raise ConfigError(f"{self.schema_path}: not JSON ({error})", hint=restore_hint(self.name)) from None
        if not isinstance(content, dict):
            raise ConfigError(f"{self.schema_path}: not a JSON object", hint=restore_hint(self.name))
        return content


def find_prompt_folders(given: Path | None = None) -> list[Path]:
    """Where prompts are looked for: the given folder alone, else ``./prompts`` and then the shipped ones.

    Raises:
        ConfigError: the given folder does not exist.
    """
    if given is not None:
        if not given.is_dir():
            raise ConfigError(f"no prompts folder {given}", hint="Give an existing folder with --prompts.")
        return [given]
    return [folder for folder in (Path("prompts"), shipped("prompts")) if folder.is_dir()]


def list_versions(folders: Sequence[Path]) -> Iterator[tuple[str, int, Path]]:
    """All versions in the folders as (name, number, file), sorted; an earlier folder hides a later one's task."""
    seen: set[str] = set()
    for folder in folders:
        here: set[str] = set()
        for task in sorted(path for path in folder.iterdir() if path.is_dir() and path.name not in seen):
            numbers = (_VERSION_FILE.fullmatch(path.name) for path in task.iterdir())
            for number in sorted(int(match[1]) for match in numbers if match):
                here.add(task.name)
                yield task.name, number, task / f"v{number}.md"
        seen |= here


def load_task(reference: str, folders: Sequence[Path] | None = None, *, verify: bool = True) -> Task:
    """Load one prompt version.

    Args:
        reference: ``name``, ``name@vN``, ``name@latest``, ``name@alias`` (see ``prompts/aliases.toml``), or the path of
            a prompt file ``…/<name>/v<N>.md``.
        folders: where to look, in order; by default as in ``find_prompt_folders``.
        verify: whether the files of a released version must be those that the lock file pins.

    Returns:
        The task; its schema is not imported yet.

    Raises:
        ConfigError: no such task or version, a malformed file, or a released version that was changed.

    Example:
        >>> load_task("funding_news@v1").reference
        'funding_news@v1'
    """
    if reference.endswith(".md"):
        path = Path(reference)
        match = _VERSION_FILE.fullmatch(path.name)
        if not match or not path.is_file():
            raise ConfigError(f"no prompt file {reference}", hint="A prompt file is named <task>/v<N>.md.")
        if path.parent.name in ("", ".."):  # does not say which task it is, nor where the lock file is
            path = Path(os.path.abspath(path))  # noqa: PTH100 (links are not followed)
        return _read(path.parent.name, int(match[1]), path, verify)
    folders = find_prompt_folders() if folders is None else folders
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise ConfigError(f"{reference!r} is no task", hint="Write name, name@vN, name@latest or name@alias.")
    versions = list(list_versions(folders))
    numbers = {number: path for name, number, path in versions if name == match["name"]}
    if not numbers:
        names = sorted({name for name, _, _ in versions})
        raise ConfigError(f"no task {match['name']!r}", hint=_suggest(match["name"], names, "tasks"))
    number = _number(match, numbers)
    if number not in numbers:
        known = ", ".join(f"v{n}" for n in numbers)
        raise ConfigError(f"task {match['name']!r} has no version v{number}", hint=f"There is: {known}.")
    return _read(match["name"], number, numbers[number], verify)


def _number(match: re.Match[str], numbers: Mapping[int, Path]) -> int:
    if match["number"]:
        return int(match["number"])
    alias = match["alias"] or "latest"
    if alias == "latest":
        return max(numbers)
    aliases = read_aliases(next(iter(numbers.values())).parent.parent).get(match["name"], {})
    if alias not in aliases:
        raise ConfigError(
            f"task {match['name']!r} has no alias {alias!r}", hint=_suggest(alias, ["latest", *aliases], "aliases")
        )
    return aliases[alias]


def read_aliases(folder: Path) -> dict[str, dict[str, int]]:
    """Movable names for versions, from ``aliases.toml``: ``[funding_news]`` / ``production = 1``.

    Raises:
        ConfigError: the file is malformed.
    """
    path = folder / "aliases.toml"
    if not path.is_file():
        return {}
    try:
        content = parse_toml(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: {error}", hint="Write one table per task with alias = version number.") from None
    for name, aliases in content.items():
        if not isinstance(aliases, dict) or not all(type(n) is int and n > 0 for n in aliases.values()):
            raise ConfigError(f"{path}: [{name}] must hold alias = version number", hint="For example: production = 1")
    return content


def _read(name: str, number: int, path: Path, verify: bool) -> Task:
    raw = path.read_bytes()
    digest = hashlib.sha256(raw).hexdigest()
    locked = read_lock(path.parent.parent).get(f"{name}@v{number}")
    for kind, what in changed_files(path, locked).items() if locked is not None and verify else ():
        raise ConfigError(
            f"{version_files(path)[kind]}: {name}@v{number} is released, and its {kind} file {what}",
            hint=restore_hint(name),
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 ({error})", hint="Save the prompt file as UTF-8.") from None
    match = _FRONT_MATTER.match(text)
    if not match:
        raise ConfigError(f"{path}: no front matter", hint="Begin with ---, 'schema: module:Class', and --- again.")
    front = _front_matter(path, match[1])
    system, user = _sections(path, match[2])
    return Task(
        name, number, path, system, user, front["schema"], front.get("description") or "",
        front.get("parameters") or {}, digest, locked is not None,
    )  # fmt: skip


def _front_matter(path: Path, text: str) -> dict[str, Any]:
    try:
        front = parse_yaml(text)
    except ValueError as error:
        raise ConfigError(f"{path}: front matter is not YAML ({error})", hint="Quote values with colons.") from None
    if not isinstance(front, dict) or not isinstance(front.get("schema"), str):
        raise ConfigError(f"{path}: front matter names no schema", hint="Add 'schema: module:Class'.")
    unknown = sorted(str(key) for key in front if key not in _KEYS)
    if unknown:
        raise ConfigError(f"{path}: unknown key {unknown[0]!r}", hint=_suggest(unknown[0], sorted(_KEYS), "keys"))
    if not isinstance(front.get("description") or "", str):
        raise ConfigError(f"{path}: description is no text", hint="Write one line, in quotes where it begins oddly.")
    parameters = front.get("parameters") or {}
    if not isinstance(parameters, dict):
        raise ConfigError(f"{path}: parameters is not a table", hint="Write name: value lines below it.")
    odd = [name for name in parameters if not isinstance(name, str)]
    if odd:
        raise ConfigError(f"{path}: parameters has a name that is no text: {odd[0]!r}", hint="Put it in quotes.")
    return front


def _sections(path: Path, body: str) -> tuple[str, str]:
    pieces = _SECTION.split(body)
    names = pieces[1::2]
    if pieces[0].strip() or "user" not in names or len(set(names)) != len(names):
        raise ConfigError(
            f"{path}: the prompt needs the section '# user', and may have '# system' before it, each once",
            hint="Begin each message with a line '# system' or '# user'.",
        )
    sections = dict(zip(names, (piece.strip() for piece in pieces[2::2]), strict=True))
    return sections.get("system", ""), sections["user"]


def _suggest(word: str, known: Sequence[str], what: str) -> str:
    return did_you_mean(word, known, f"Known {what}: {', '.join(known) or 'none'}.")
