"""Settings, and where they come from.

In this order: argument or flag, environment, ``[tool.llm-extract]`` in pyproject.toml, default. Environment variables
are ``LLM_EXTRACT_`` and the setting's name in capitals; for the endpoint also ``OPENAI_BASE_URL``. A name that is not
known is an error, in both places. API keys come from the environment alone and are never part of the settings.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from .errors import ConfigError, did_you_mean
from .plain_data import parse_json, parse_toml
from .store_urls import StoreURL, read_place

__all__ = ["DEFAULT_BASE_URL", "DEFAULT_CACHE", "DEFAULT_MAX_CHARS", "Settings", "find_origins", "read_settings"]

DEFAULT_BASE_URL = "https://api.openai.com/v1"
DEFAULT_CACHE = Path(".llm_extract_cache")
DEFAULT_MAX_CHARS = 100_000  # about 25,000 tokens of English: a context of 32,000 holds it with prompt and answer
_log = logging.getLogger(__name__)
_PREFIX = "LLM_EXTRACT_"
_LEAST_CHARS = 1_000
_LONGEST_PLACE = 4_096


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How requests are made and answered.

    Args:
        task: ``name``, ``name@vN``, ``name@alias``, or a prompt file.
        prompts: folder with prompts; None looks into ``./prompts``, then into the shipped ones.
        model: the model's name as the endpoint knows it; under replay, the recordings' own.
            A profile may stand in front of it, ``ollama/qwen3``, unless ``base_url`` or ``endpoint`` is set.
        base_url: the endpoint, up to and without ``/chat/completions``.
        endpoint: the profile of what answers there, see ``models.endpoints``; None finds it out by the base URL.
        cache: folder of stored answers, or the URL of a store that machines share; None stores nothing.
        replay: folder of recordings that answer everything; then nothing else is asked.
        record: folder where answers are recorded for replay.
        parameters: body parameters, e.g. temperature; ``max_output_tokens`` under the endpoint's own name for it.
        timeout: seconds for one request.
        attempts: how often one request is sent before its document fails.
        patience: seconds that an endpoint may be away, or refuse everything, before the run stops.
        concurrency: requests in flight; None adapts to what the endpoint takes.
        rpm: requests per minute; None learns from the endpoint.
        tpm: tokens per minute; None learns from the endpoint.
        ungrounded: what becomes of values that their words do not back: ``keep``, ``drop`` or ``fail``.
        reask: whether what fails the checks is asked again, once.
        max_chars: code points of an article that the model is given at once; a longer one is read in overlapping parts
            whose answers are merged. 0 never cuts.
        passes: how often each article is read; what further passes find is merged in.
        prices: a file of prices that come before the shipped ones, see docs/costs.md.
        structured: how the answer's form is asked for: ``strict`` (JSON schema), ``tools``, ``json`` or ``text``; None
            by what is known of the endpoint.
        trace: whether OpenTelemetry spans and metrics are made, by the providers that the process has configured.
    """

    task: str = "funding_news"
    prompts: Path | None = None
    model: str | None = None
    base_url: str | None = None
    endpoint: str | None = None
    cache: Path | StoreURL | None = DEFAULT_CACHE
    replay: Path | None = None
    record: Path | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    timeout: float = 120.0
    attempts: int = 6
    patience: float = 600.0
    concurrency: int | None = None
    rpm: float | None = None
    tpm: float | None = None
    ungrounded: str = "keep"
    reask: bool = True
    max_chars: int = DEFAULT_MAX_CHARS
    passes: int = 1
    prices: Path | None = None
    structured: str | None = None
    trace: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.cache, str):  # as an argument; here, so that no URL is ever held as plain text
            object.__setattr__(self, "cache", None if self.cache in _OFF else _place(self.cache))
        elif not isinstance(self.cache, Path | StoreURL | None):
            raise ConfigError(f"the cache is {self.cache!r}", hint="Give a folder, the URL of a store, or None.")
        for one in fields(self):
            _check(one.name, getattr(self, one.name))
        _one_of("ungrounded", self.ungrounded, ("keep", "drop", "fail"))
        _one_of("structured", self.structured, (None, "strict", "tools", "json", "text"))
        if self.max_chars and self.max_chars < _LEAST_CHARS:
            raise ConfigError(f"max_chars is {self.max_chars}", hint=f"It must be at least {_LEAST_CHARS}, or 0.")
        if self.replay is not None and self.record is not None:
            raise ConfigError("both replay and record are set", hint="Record from a live endpoint, or replay.")


def read_settings(
    given: Mapping[str, Any], *, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Settings:
    """Put settings together from all their places.

    Args:
        given: what was set by flag or argument; None counts as not set.
        environment: by default the process's own.
        folder: where pyproject.toml is looked for, and then upwards; by default the current one.

    Returns:
        The settings.

    Raises:
        ConfigError: an unknown or unusable setting, naming where it was set.

    Example:
        >>> read_settings({"timeout": 5.0}, environment={"LLM_EXTRACT_MODEL": "m"}).model
        'm'
    """
    merged = {name: value for name, (value, _) in _merge(given, environment, folder, _converted).items()}
    for name in ("prompts", "cache", "replay", "record", "prices"):  # a nearer place switches off what a farther sets
        if isinstance(merged.get(name), str | Path) and str(merged[name]) in _OFF:
            merged[name] = None
    return replace(Settings(), **merged)


def find_origins(
    given: Mapping[str, Any], *, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> dict[str, str]:
    """Where each setting comes from.

    Args:
        given: what was set by flag or argument; None counts as not set.
        environment: by default the process's own.
        folder: where pyproject.toml is looked for, and then upwards; by default the current one.

    Returns:
        For each setting ``flag``, the name of an environment variable, the path of a pyproject.toml, or ``default``.

    Raises:
        ConfigError: the project's file cannot be read.

    Example:
        >>> find_origins({"timeout": 5.0}, environment={"LLM_EXTRACT_MODEL": "m"})["model"]
        'LLM_EXTRACT_MODEL'
    """
    merged = _merge(given, environment, folder, lambda name, value, place: value)
    return {one.name: merged[one.name][1] if one.name in merged else "default" for one in fields(Settings)}


def _merge(
    given: Mapping[str, Any],
    environment: Mapping[str, str] | None,
    folder: Path | None,
    read: Callable[[str, Any, str], Any],
) -> dict[str, tuple[Any, str]]:
    """What counts of all that is set, each value with its origin."""
    environment = os.environ if environment is None else environment
    path, table = _project(folder or Path.cwd())
    variables = _variables(environment)
    places = (
        {name: (read(name, value, "pyproject.toml"), str(path)) for name, value in table.items()},
        {name: (read(name, environment[one], "environment"), one) for name, one in variables.items()},
        {name: (value, "flag") for name, value in given.items() if value is not None},
    )
    merged: dict[str, tuple[Any, str]] = {}
    for nearer in places:
        for one, other in (("replay", "record"), ("record", "replay")):  # one of them switches off a farther other
            if one in nearer and str(nearer[one][0]) not in _OFF and other not in nearer:
                merged.pop(other, None)
        merged.update(nearer)
    return merged


_TYPES: dict[str, Any] = {
    "prompts": Path, "replay": Path, "record": Path, "prices": Path, "timeout": float, "patience": float, "rpm": float,
    "tpm": float, "attempts": int, "concurrency": int, "max_chars": int, "passes": int, "parameters": dict,
    "reask": bool, "trace": bool,
}  # fmt: skip
_POSITIVE = ("timeout", "attempts", "patience", "concurrency", "rpm", "tpm", "passes")
_NO_SETTINGS = ("LOG_LEVEL", "LOG_FORMAT", "LOG_FILE", "SQLITE_ON_NETWORK")  # variables of another use
_OFF = ("", "none")
_BOOLEANS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def _variables(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment variable that sets each setting, of those that are there."""
    known = [*(f.name.upper() for f in fields(Settings)), *_NO_SETTINGS]
    for variable in sorted(environment):
        name = variable.removeprefix(_PREFIX)
        if name != variable and name not in known:
            hint = did_you_mean(name, known, f"Known: {_PREFIX}{f', {_PREFIX}'.join(known)}.", prefix=_PREFIX)
            raise ConfigError(f"unknown environment variable {variable}", hint=hint)
    found = {f.name: f"{_PREFIX}{f.name.upper()}" for f in fields(Settings)}
    if found["base_url"] not in environment and environment.get("OPENAI_BASE_URL"):
        found["base_url"] = "OPENAI_BASE_URL"
    return {name: variable for name, variable in found.items() if variable in environment}


def _project(folder: Path) -> tuple[Path | None, dict[str, Any]]:
    """The nearest project file, and its settings."""
    for place in (folder, *folder.parents):
        path = place / "pyproject.toml"
        if path.is_dir():
            _pass_over(path)
        if path.is_file():
            try:
                raw = path.read_bytes()
            except OSError as error:
                raise ConfigError(f"{path} cannot be read: {error}", hint="Make it readable.") from None
            if raw.startswith((b"\xff\xfe", b"\xfe\xff")):  # as shells of Windows write; it would be missed
                raise ConfigError(f"{path} is UTF-16, and TOML is UTF-8", hint="Save it as UTF-8.")
            return path, _table(path, raw) if b"llm-extract" in raw else {}
    return None, {}


@cache
def _pass_over(path: Path) -> None:
    """Said once in a process, which reads its settings several times."""
    _log.warning("%s is a folder: settings are looked for further up", path)


def _table(path: Path, raw: bytes) -> dict[str, Any]:
    try:
        table = parse_toml(raw)
    except ValueError as error:
        raise ConfigError(f"{path}: {error}", hint="Correct the file.") from None
    for name in ("tool", "llm-extract"):
        table = table.get(name, {})
        if not isinstance(table, dict):
            raise ConfigError(f"{path}: {name!r} is {table!r}", hint="Settings stand in a table [tool.llm-extract].")
    known = [f.name for f in fields(Settings)]
    result = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in known:
            hint = did_you_mean(name, known, f"Known: {', '.join(known)}.")
            raise ConfigError(f"{path}: [tool.llm-extract] has an unknown setting {key!r}", hint=hint)
        result[name] = _beside(path, name, value) if isinstance(value, str) and value not in _OFF else value
    return result


def _beside(path: Path, name: str, value: str) -> Any:
    """Paths in a file are relative to it."""
    if name == "cache":
        return _place(value, path.parent)
    return path.parent / value if _TYPES.get(name) is Path else value


def _place(text: str, beside: Path | None = None) -> Path | StoreURL:
    if len(text) > _LONGEST_PLACE:  # looking for the password in it would take long
        raise ConfigError(
            f"the cache has a name of {len(text):,} characters", hint="Give a folder or the URL of a store."
        )
    try:
        return read_place(text, beside)
    except ValueError as error:
        raise ConfigError(f"the cache is {StoreURL(text)}", hint=f"{str(error)[:1].upper()}{str(error)[1:]}.") from None


def _converted(name: str, value: Any, place: str) -> Any:
    wanted = _TYPES.get(name, str)
    if name == "cache" and isinstance(value, Path | StoreURL):
        return value
    try:
        if wanted is bool:
            return value if isinstance(value, bool) else _BOOLEANS[str(value).lower()]
        if wanted is dict:
            result = parse_json(value, sound=True) if isinstance(value, str) else value
            if not isinstance(result, dict):
                raise ValueError("not a table")
            return result
        if isinstance(value, bool) or (wanted is str and not isinstance(value, str)):
            raise TypeError
        if wanted is Path and value in _OFF:
            return value  # not Path(""), which is the current folder
        if wanted is int and isinstance(value, float) and not value.is_integer():
            raise ValueError
        return wanted(value)
    except (ValueError, TypeError, KeyError):
        raise ConfigError(f"{place}: {name} is {value!r}", hint=f"It must be {_WANTED[wanted][1]}.") from None


_WANTED: dict[type, tuple[Any, str]] = {
    str: (str, "a text"), int: (int, "a whole number"), float: (int | float, "a number"), bool: (bool, "true or false"),
    dict: (Mapping, "a JSON object"), Path: (str | os.PathLike, "a path"),
}  # fmt: skip


def _check(name: str, value: Any) -> None:
    wanted = _TYPES.get(name, str)
    accepted, words = _WANTED[wanted]
    if value is None or name == "cache":
        return
    if not isinstance(value, accepted) or (isinstance(value, bool) and wanted is not bool):
        raise ConfigError(f"{name} is {value!r}", hint=f"It must be {words}.")
    if name in _POSITIVE and not value > 0:
        raise ConfigError(f"{name} is {value!r}", hint="It must be more than 0.")


def _one_of(name: str, value: str | None, known: tuple[str | None, ...]) -> None:
    if value not in known:
        raise ConfigError(f"{name} is {value!r}", hint=f"It must be one of {', '.join(filter(None, known))}.")
