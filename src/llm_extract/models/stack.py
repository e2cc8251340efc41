"""Putting the model stack together: ``Record(Cached(Paced(Live)))``, or ``Replay`` alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError
from ..messages import Request, Response
from ..settings import DEFAULT_BASE_URL, Settings
from .base import Model
from .endpoints import Endpoint, find_endpoint
from .in_flight import InFlight, Listeners

if TYPE_CHECKING:
    from .cached import CachedModel
    from .recording import Place

__all__ = ["Stack", "open_stack"]

_WAYS_ON = (
    "Three ways on: set {variable}; or name a local or other endpoint with --base-url; or answer from recordings with "
    "--replay DIRECTORY"
)
_NOT_PARAMETERS = {"model", "messages", "response_format", "tools", "tool_choice"}


@dataclass(frozen=True)
class Stack:
    """A model stack and what the renderer must know of it.

    Args:
        model: answers requests.
        name: the model's name in requests.
        endpoint: what the endpoint can do.
        parameters: body parameters that recordings were made with; empty outside of replay.
        label: tells the recorder where a request's recording belongs.
        cached: the part of the stack that stores answers; None where nothing is stored.
        in_flight: the part that sends; None under replay.
        listeners: what the stack tells a run.
        adaptive: whether the stack itself decides how many requests are under way.
    """

    model: Model
    name: str
    endpoint: Endpoint
    parameters: Mapping[str, Any] = field(default_factory=dict)
    label: Callable[[Request, Place], None] | None = None
    cached: CachedModel | None = None
    in_flight: InFlight | None = None
    listeners: Listeners = field(default_factory=Listeners)
    adaptive: bool = False


def open_stack(
    settings: Settings, *, task: str = "", version: int = 0, api_key: str | None = None, client: Model | None = None
) -> Stack:
    """Build the stack that the settings describe.

    Args:
        settings: model, endpoint, cache, replay, record, pace.
        task: the task's name, for its recordings.
        version: its number.
        api_key: by default from the endpoint's environment variable.
        client: answers instead of a live endpoint.

    Returns:
        The stack; nothing is connected yet.

    Raises:
        ConfigError: no model named, no key and nothing else to answer, or nothing recorded.
    """
    if settings.replay is not None:
        return _replayed(settings, settings.replay, task, version)
    base_url = settings.base_url or DEFAULT_BASE_URL
    endpoint = find_endpoint(base_url, structured=settings.structured)
    key = api_key if api_key is not None else os.environ.get(endpoint.key_variable, "")
    if client is None and endpoint.needs_key and not key and not _has_answers(settings.cache):
        raise ConfigError(f"no API key for {base_url}", hint=_WAYS_ON.format(variable=endpoint.key_variable))
    if settings.model is None and client is None:
        raise ConfigError("no model named", hint="Name one with --model, LLM_EXTRACT_MODEL or [tool.llm-extract].")
    listeners = Listeners()
    sender = InFlight(client if client is not None else _live(settings, base_url, endpoint, key), listeners)
    model = sender if client is not None else _paced(settings, sender, listeners)
    cached = None
    if settings.cache is not None:
        from .cached import CachedModel
        from .disk import DiskStore

        model = cached = CachedModel(model, DiskStore(settings.cache), base_url, on_answer=listeners.answer)
    label = None
    if settings.record is not None:
        from .recording import RecordingModel

        model = RecordingModel(model, settings.record, secrets=[key])
        label = model.label
    name, adaptive = settings.model or "client", client is None and settings.concurrency is None
    return Stack(model, name, endpoint, {}, label, cached, sender, listeners, adaptive)


def _live(settings: Settings, base_url: str, endpoint: Endpoint, key: str) -> Model:
    from .live import LiveModel

    if endpoint.needs_key and not key:
        return _Keyless(f"no API key for {base_url}", _WAYS_ON.format(variable=endpoint.key_variable))
    return LiveModel(base_url, key, timeout=settings.timeout)


def _paced(settings: Settings, sender: InFlight, listeners: Listeners) -> Model:
    from .paced import PacedModel

    return PacedModel(
        sender,
        attempts=settings.attempts,
        concurrency=settings.concurrency,
        rpm=settings.rpm,
        tpm=settings.tpm,
        failures_before=listeners.count_failures,
        on_failure=listeners.fail,
    )


def _has_answers(cache: Path | None) -> bool:
    return cache is not None and cache.is_dir()


class _Keyless:
    """Stands where the live model would: a run whose answers are all stored needs no key."""

    def __init__(self, message: str, hint: str) -> None:
        self._message, self._hint = message, hint

    async def complete(self, request: Request) -> Response:
        raise ConfigError(self._message, hint=self._hint)

    async def aclose(self) -> None:
        """Nothing to release."""


def _replayed(settings: Settings, directory: Path, task: str, version: int) -> Stack:
    """Under replay, model, parameters and capabilities are the recordings' own, unless set explicitly."""
    from .replay import ReplayModel

    replay = ReplayModel(directory, remedy=_remedy(settings, directory))
    folder = directory / task / f"v{version}"
    first = next(ReplayModel(folder).requests(), None) if folder.is_dir() else None
    body: Mapping[str, Any] = first.body if first is not None else {}
    endpoint = Endpoint.of_request(body) if body else find_endpoint(settings.base_url or DEFAULT_BASE_URL)
    if settings.structured is not None:
        endpoint = endpoint.with_structured(settings.structured)
    parameters = {
        "max_output_tokens" if name == endpoint.output_limit else name: value
        for name, value in body.items()
        if name not in _NOT_PARAMETERS
    }
    return Stack(replay, settings.model or str(body.get("model", "unknown")), endpoint, parameters)


def _remedy(settings: Settings, directory: Path) -> str:
    return (
        f"Record it: llm-extract run PATHS --task {settings.task} --record {directory} --model MODEL [--base-url URL]"
    )
