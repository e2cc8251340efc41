"""An Extractor over recordings, for a test: which task, which settings count, and what it may ask."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from ..extraction.extractor import Extractor
from ..models.base import Model
from ..models.recordings import find_recordings, load_recording
from ..models.secrets import keys_in_environment
from ..models.stack import Stack, open_stack, stack_like
from ..settings import Settings, read_settings
from ..tasks import Task, find_prompt_folders, load_task
from .tape import Mode, Tape

__all__ = ["Desk", "open_extractor"]

_ENDPOINT = ("model", "base_url", "structured", "parameters", "timeout", "attempts", "concurrency", "rpm", "tpm")
"""Settings that say whom to ask and how; the others change what is asked or made of the answers."""
_RECORDED: dict[str, Any] = {"model": None, "structured": None, "parameters": {}}
"""Settings that recordings show, and their values where nothing is set."""
_ELSEWHERE = ("replay", "record", "cache")


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where a test stands.

    Args:
        folder: of its recordings.
        mode: what it may ask.
        root: the project's folder: of pyproject.toml and ``prompts/``.
        beside: the test's own folder, to which paths in options are relative.
        fresh: a folder of this test run alone, for answers that are asked anew; None keeps none.
    """

    folder: Path
    mode: Mode
    root: Path
    beside: Path
    fresh: Path | None = None


def open_extractor(desk: Desk, task: str | None = None, **options: Any) -> tuple[Extractor[Any], Tape]:
    """Open an Extractor whose answers come from a tape.

    Model, parameters and form of the requests are those of the newest recording of the version, unless options say
    otherwise; so neither the environment nor pyproject.toml turns recordings into misses. Where there is none, and
    under ``rewrite`` where a model is named, they come from the settings.

    Args:
        desk: where the test stands.
        task: as in ``Extractor``; by default the project's.
        options: ``schema`` and any of ``Settings`` but ``replay``, ``record`` and ``cache``.

    Returns:
        The Extractor, and the tape that it plays.

    Raises:
        ConfigError: a task, schema or setting is wrong; or a live endpoint is needed and no model or key is named.
    """
    schema, given = options.pop("schema", None), _check(options, desk)
    settings = _read(desk, {**given, **({} if task is None else {"task": str(task)})})
    loaded = _load(settings, desk)
    folder = desk.folder / loaded.name / f"v{loaded.version}"
    body = _newest(_stamped(folder))
    if desk.mode == "rewrite" and settings.model is not None:
        body = {}
    if body or desk.mode == "none":  # what was recorded decides, unless an option of the test does
        shown: dict[str, Any] = {name: given.get(name, unset) for name, unset in _RECORDED.items()}
        settings = replace(settings, **shown)
    tape, stack = _tape(desk, loaded, settings, body)
    client = replace(stack, model=tape, label=tape.label, cached=None, in_flight=None)
    return Extractor(str(loaded.path), schema=schema, settings=settings, client=client), tape


def _check(options: dict[str, Any], desk: Desk) -> dict[str, Any]:
    known = {one.name for one in fields(Settings)} - {"task", *_ELSEWHERE}
    for name in options:
        if name not in known:
            what = "is decided by the plugin" if name in _ELSEWHERE else "is no setting"
            raise ConfigError(f"{name!r} {what}", hint=f"Known: schema, {', '.join(sorted(known))}")
    if isinstance(options.get("prompts"), str | Path):
        options["prompts"] = desk.beside / options["prompts"]
    return options


def _read(desk: Desk, given: Mapping[str, Any]) -> Settings:
    environment = {}
    if desk.mode != "none":
        names = {f"LLM_EXTRACT_{name.upper()}" for name in _ENDPOINT} | {"OPENAI_BASE_URL"}
        environment = {name: value for name, value in os.environ.items() if name in names}
    # what switches off what pyproject.toml may set for the project's own runs
    return read_settings({**given, "replay": "none", "record": "none"}, environment=environment, folder=desk.root)


def _load(settings: Settings, desk: Desk) -> Task:
    """The task, wherever the tests were started from."""
    if settings.task.endswith(".md"):
        near = desk.beside / settings.task
        return load_task(str(near if near.is_file() else desk.root / settings.task))
    if settings.prompts is not None:
        return load_task(settings.task, find_prompt_folders(settings.prompts))
    own = desk.root / "prompts"
    return load_task(settings.task, [*([own] if own.is_dir() else []), *find_prompt_folders()])


def _tape(desk: Desk, task: Task, settings: Settings, body: Mapping[str, Any]) -> tuple[Tape, Stack]:
    opened: list[Stack] = []

    def open_live() -> Model:
        if not opened:
            cache = desk.fresh if desk.mode == "rewrite" or settings.cache is None else settings.cache
            cache = desk.root / cache if isinstance(cache, Path) else cache
            name = settings.model or body.get("model")
            if name is None:
                hint = "Name one: LLM_EXTRACT_MODEL=…, or model in [tool.llm-extract] of pyproject.toml."
                raise ConfigError("no model named, and no recording names one", hint=hint)
            opened.append(open_stack(replace(settings, model=name, cache=cache), task=task.name, version=task.version))
        return opened[0].model

    secrets = keys_in_environment()
    tape = Tape(desk.folder, task.name, task.version, mode=desk.mode, open_live=open_live, secrets=secrets,
        shown=os.path.relpath(desk.folder, desk.root))  # fmt: skip
    if body or desk.mode == "none":
        return tape, stack_like(body, tape, settings)
    open_live()
    return tape, opened[0]


def _stamped(folder: Path) -> tuple[tuple[Path, int], ...]:
    files = [path for _, path in find_recordings(folder)] if folder.is_dir() else []
    return tuple((path, path.stat().st_mtime_ns) for path in files)


@lru_cache(maxsize=64)
def _newest(files: Iterable[tuple[Path, int]]) -> Mapping[str, Any]:
    """The body of the request that was recorded last; empty where there is none that can be read."""
    newest = ""
    body: dict[str, Any] = {}
    for path, _ in files:
        try:
            recording = load_recording(path)
        except ConfigError:
            continue  # the test that asks for it will say so
        day = str(recording.recorded.get("date") or "")
        if not body or day > newest:
            newest, body = day, dict(recording.request.body)
    return body
